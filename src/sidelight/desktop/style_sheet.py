# SPDX-License-Identifier: AGPL-3.0-or-later
"""The style sheet: hairlines, round corners and quiet buttons, in the colours of the theme.

Widgets are met by the property ``part`` (what they are in the window), not by their class names.
"""

from __future__ import annotations

from string import Template

from sidelight.desktop.colours import Colours
from sidelight.model.colour_arithmetic import blend

_SHEET = Template("""
QToolTip { color: $chrome; background: $text; border: 0; padding: 4px 7px; }
QMainWindow, QDialog { background: $chrome; }
QSplitter::handle { background: $line; }
QSplitter::handle:hover, QSplitter::handle:pressed { background: $accent; }

QMenu { background: $chrome; border: $thin solid $edge; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 10px; border-radius: 5px; color: $text; }
QMenu::item:selected { background: $chosen; color: $text; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: 5px 6px; }
QMenu::icon { padding-left: 8px; }

QLineEdit, QPlainTextEdit, QComboBox { placeholder-text-color: $quiet;
  background: $well; border: $thin solid $edge; border-radius: 6px; padding: 4px 8px; color: $text;
  selection-background-color: $accent; selection-color: $on_accent; }
QPlainTextEdit { padding: 3px 5px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus { border: $thin solid $accent;
  background: $chrome; }
QLineEdit:disabled, QPlainTextEdit:disabled { color: $faint; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox QAbstractItemView { background: $chrome; border: $thin solid $edge; }
QListView[part="popup"] { background: $chrome; border: $thin solid $edge; color: $text; }
QListView[part="popup"]::item { padding: 4px 8px; border-radius: 4px; }
QListView[part="popup"]::item:selected, QListView[part="popup"]::item:hover {
  background: $chosen; color: $text; }

QPushButton { background: $chrome; border: $thin solid $edge; border-radius: 6px;
  padding: 6px 14px; color: $text; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $chosen; }
QPushButton:checked { background: $chosen; border: $thin solid $accent; }
QPushButton:focus { border: $thin solid $accent; }
QPushButton:default { background: $accent; border-color: $accent; color: $on_accent; }
QPushButton:disabled { color: $faint; border-color: $line; background: $chrome; }
QPushButton[part="link"] { border: $thin solid transparent; background: transparent;
  color: $accent; padding: 3px 6px; text-align: left; }
QPushButton[part="link"]:hover { background: $hover; }
QPushButton[part="link"]:focus { border: $thin solid $accent; }
QPushButton[part="link"]:disabled { color: $faint; }

QPushButton[part="chip"] { background: $well; border: $thin solid $line; border-radius: 9px;
  padding: 2px 8px; }
QPushButton[part="chip"]:hover { background: $hover; }
QPushButton[part="chip"]:focus { border: $thin solid $accent; }

QCheckBox::indicator { width: $box; height: $box; }
QCheckBox::indicator:unchecked { border: $thin solid $quiet; border-radius: 3px; }
QRadioButton::indicator { width: $box; height: $box; border: $thin solid $quiet;
  border-radius: $round; }
QRadioButton::indicator:checked { border-color: $accent;
  background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5, fx: 0.5, fy: 0.5,
  stop: 0 $accent, stop: 0.55 $accent, stop: 0.65 $chrome, stop: 1 $chrome); }
QRadioButton:focus, QCheckBox:focus { color: $accent; }
QToolButton { background: transparent; border: $thin solid transparent; border-radius: 6px;
  padding: 5px 7px; color: $text; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked, QToolButton:open { background: $chosen; }
QPushButton[part="field"] { background: $well; border: $thin solid $edge; padding: 4px 8px;
  text-align: left; font-weight: normal; }
QPushButton[part="field"]:hover { background: $hover; }
QPushButton[part="field"]:focus { border: $thin solid $accent; background: $chrome; }
QPushButton[part="field"]::menu-indicator { image: none; }
QToolButton[part="fold"] { color: $quiet; padding-left: 0; }
QToolButton[part="fold"]:checked { background: transparent; }
QToolButton[part="fold"]:hover { background: $hover; }
QToolButton:focus { border: $thin solid $accent; }
QToolButton:disabled { color: $faint; }
QToolButton::menu-indicator { image: none; }

QScrollBar:vertical { background: transparent; width: $bar; margin: 0; }
QScrollBar:horizontal { background: transparent; height: $bar; margin: 0; }
QScrollBar::handle { background: $thumb; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $quiet; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QTabBar { background: $well; }
QTabBar::tab {
  background: transparent; color: $quiet; padding: 7px 12px; border: 0;
  border-right: $thin solid $line; border-bottom: $thick solid transparent; min-width: 7em;
  max-width: 15em; }
QTabBar::tab:selected { background: $chrome; color: $text; border-bottom: $thick solid $accent; }
QTabBar[idle="true"]::tab:selected { color: $quiet; border-bottom: $thick solid $edge; }
QTabBar::tab:hover:!selected { background: $hover; color: $text; }
QTabBar:focus::tab:selected { color: $accent; }
QTabBar QToolButton { background: $well; border: 0; border-radius: 0; padding: 2px; }

QTableView, QListView, QTreeView { background: $chrome; border: 0; outline: 0;
  selection-background-color: $chosen; selection-color: $text; }
QHeaderView { background: $chrome; }
QHeaderView::section {
  background: $chrome; color: $quiet; border: 0; border-bottom: $thin solid $line;
  padding: 4px 8px; }
QTableCornerButton::section { background: $chrome; border: 0; }
QScrollArea, QScrollArea > QWidget > QWidget[part="card"] { background: $chrome; border: 0; }

QWidget[part="top"] { background: $chrome; border-bottom: $thin solid $line; }
QWidget[part="strip"] { background: $well; border-bottom: $thin solid $line; }
QWidget[part="desk"] { background: $desk; }
QWidget[part="chrome"] { background: $chrome; }
QWidget[part="over"] { background: $chrome; border-top: $thin solid $line; }
QWidget[part="beside"] { background: $chrome; border-left: $thin solid $line; }
QWidget[part="floating"] { background: $chrome; border: $thin solid $edge; border-radius: 9px; }
QWidget[part="notice"] { background: $warning; border-bottom: $thin solid $line; }
QWidget[part="hint"] { background: $well; border-bottom: $thin solid $line; }
QWidget[part="error"] { background: $danger; border-bottom: $thin solid $line; }
QFrame[part="rule"] { background: $line; border: 0; min-height: $thin; max-height: $thin; }
QLabel[part="quiet"] { color: $quiet; }
QLabel[part="alarm"] { color: $alarm; font-weight: 600; }
QLabel[part="keycap"] { color: $quiet; border: $thin solid $edge; border-radius: 4px;
  padding: 1px 5px; background: $well; }
QLabel[part="quote"] { color: $text; border: 0 solid $edge; border-left-width: 3px;
  padding-left: 9px; }
QLineEdit[part="bare"] { background: transparent; border: $thin solid transparent;
  padding: 3px 4px; color: $quiet; }
QLineEdit[part="bare"]:hover { border: $thin solid $line; }
QLineEdit[part="bare"]:focus { border: $thin solid $accent; background: $well; color: $text; }
QProgressBar { background: $line; border: 0; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QStatusBar { background: $chrome; border-top: $thin solid $line; color: $quiet; }
QStatusBar::item { border: 0; }
QStatusBar QLabel { color: $quiet; padding: 0 5px; }
QStatusBar QLabel[part="alarm"] { color: $alarm; font-weight: 600; }
QStatusBar QToolButton { padding: 1px 5px; color: $quiet; }
""")


def sheet(colours: Colours, scale: float = 1.0) -> str:
    """Return the application's style sheet in these colours; ``scale`` is that of the text."""
    return _SHEET.substitute(
        {name: getattr(colours, name) for name in colours.__slots__},
        faint=blend(colours.quiet, colours.chrome, 0.45),
        thumb=blend(colours.edge, colours.quiet, 0.35),
        alarm=colours.ink("denied"),
        thin="2px" if colours.strong else "1px",
        thick="4px" if colours.strong else "2px",
        box=f"{round(14 * scale)}px",
        round=f"{round(7 * scale) + 1}px",
        bar=f"{round(11 * min(scale, 1.5))}px",
    )
