# SPDX-License-Identifier: AGPL-3.0-or-later
"""The style sheet: hairlines, round corners and quiet buttons, in the colours of the theme.

Widgets are met by the property ``part`` (what they are in the window), not by their class names.
"""

from __future__ import annotations

from string import Template

from sidelight.desktop.colours import Colours

_SHEET = Template("""
QToolTip { color: $chrome; background: $text; border: 0; padding: 4px 7px; }
QMainWindow, QDialog { background: $chrome; }
QSplitter::handle { background: $line; }
QSplitter::handle:hover, QSplitter::handle:pressed { background: $accent; }

QMenu { background: $chrome; border: 1px solid $edge; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 10px; border-radius: 5px; color: $text; }
QMenu::item:selected { background: $chosen; color: $text; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: 5px 6px; }
QMenu::icon { padding-left: 8px; }

QLineEdit, QPlainTextEdit, QComboBox {
  background: $well; border: 1px solid $edge; border-radius: 6px; padding: 4px 8px; color: $text;
  selection-background-color: $accent; selection-color: $on_accent; }
QPlainTextEdit { padding: 3px 5px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus { border: 1px solid $accent;
  background: $chrome; }
QLineEdit:disabled, QPlainTextEdit:disabled { color: $faint; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QComboBox::drop-down { border: 0; width: 24px; }
QComboBox QAbstractItemView { background: $chrome; border: 1px solid $edge; }

QPushButton { background: $chrome; border: 1px solid $edge; border-radius: 6px;
  padding: 6px 14px; color: $text; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $chosen; }
QPushButton:checked { background: $chosen; border: 1px solid $accent; }
QPushButton:focus { border: 1px solid $accent; }
QPushButton:default { background: $accent; border-color: $accent; color: $on_accent; }
QPushButton:disabled { color: $faint; border-color: $line; background: $chrome; }
QPushButton[part="link"] { border: 1px solid transparent; background: transparent;
  color: $accent; padding: 3px 6px; text-align: left; }
QPushButton[part="link"]:hover { background: $hover; }
QPushButton[part="link"]:focus { border: 1px solid $accent; }
QPushButton[part="link"]:disabled { color: $faint; }

QToolButton { background: transparent; border: 1px solid transparent; border-radius: 6px;
  padding: 5px 7px; color: $text; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked, QToolButton:open { background: $chosen; }
QToolButton:focus { border: 1px solid $accent; }
QToolButton:disabled { color: $faint; }
QToolButton::menu-indicator { image: none; }

QScrollBar:vertical { background: transparent; width: 11px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 11px; margin: 0; }
QScrollBar::handle { background: $thumb; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $quiet; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QTabBar { background: $well; }
QTabBar::tab {
  background: transparent; color: $quiet; padding: 7px 12px; border: 0;
  border-right: 1px solid $line; border-bottom: 2px solid transparent; min-width: 7em;
  max-width: 15em; }
QTabBar::tab:selected { background: $chrome; color: $text; border-bottom: 2px solid $accent; }
QTabBar[idle="true"]::tab:selected { color: $quiet; border-bottom: 2px solid $edge; }
QTabBar::tab:hover:!selected { background: $hover; color: $text; }
QTabBar:focus::tab:selected { color: $accent; }
QTabBar QToolButton { background: $well; border: 0; border-radius: 0; padding: 2px; }

QTableView, QListView { background: $chrome; border: 0; outline: 0;
  selection-background-color: $chosen; selection-color: $text; }
QHeaderView { background: $chrome; }
QHeaderView::section {
  background: $chrome; color: $quiet; border: 0; border-bottom: 1px solid $line; padding: 4px 8px; }
QTableCornerButton::section { background: $chrome; border: 0; }
QScrollArea, QScrollArea > QWidget > QWidget[part="card"] { background: $chrome; border: 0; }

QWidget[part="top"] { background: $chrome; border-bottom: 1px solid $line; }
QWidget[part="strip"] { background: $well; border-bottom: 1px solid $line; }
QWidget[part="desk"] { background: $desk; }
QWidget[part="chrome"] { background: $chrome; }
QWidget[part="over"] { background: $chrome; border-top: 1px solid $line; }
QWidget[part="beside"] { background: $chrome; border-left: 1px solid $line; }
QWidget[part="floating"] { background: $chrome; border: 1px solid $edge; border-radius: 9px; }
QWidget[part="notice"] { background: $warning; border-bottom: 1px solid $line; }
QWidget[part="hint"] { background: $well; border-bottom: 1px solid $line; }
QWidget[part="error"] { background: $danger; border-bottom: 1px solid $line; }
QFrame[part="rule"] { background: $line; border: 0; min-height: 1px; max-height: 1px; }
QLabel[part="quiet"] { color: $quiet; }
QLabel[part="keycap"] { color: $quiet; border: 1px solid $edge; border-radius: 4px;
  padding: 1px 5px; background: $well; }
QLabel[part="quote"] { color: $text; border: 0 solid $edge; border-left-width: 3px;
  padding-left: 9px; }
QLineEdit[part="bare"] { background: transparent; border: 1px solid transparent;
  padding: 3px 4px; color: $quiet; }
QLineEdit[part="bare"]:hover { border: 1px solid $line; }
QLineEdit[part="bare"]:focus { border: 1px solid $accent; background: $well; color: $text; }
QProgressBar { background: $line; border: 0; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }
QStatusBar { background: $chrome; border-top: 1px solid $line; color: $quiet; }
QStatusBar::item { border: 0; }
QStatusBar QLabel { color: $quiet; padding: 0 5px; }
QStatusBar QToolButton { padding: 1px 5px; color: $quiet; }
""")


def sheet(colours: Colours) -> str:
    """Return the application's style sheet in these colours."""
    return _SHEET.substitute(
        {name: getattr(colours, name) for name in colours.__slots__},
        faint=_blend(colours.quiet, colours.chrome, 0.45),
        thumb=_blend(colours.edge, colours.quiet, 0.35),
    )


def _blend(first: str, second: str, share: float) -> str:
    pairs = zip(_parts(first), _parts(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
