# SPDX-License-Identifier: AGPL-3.0-or-later
"""Light and dark: the colours of the chrome, Qt's palette made from them, and the fonts.

The style is Fusion with palettes of our own, because the style's switch of colour scheme has no
effect on a plain X11 display. Contrast of text on its ground is at least 4.5 : 1 (WCAG 2.2,
success criterion 1.4.3).
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from sidelight.desktop.colours import COLOURS, DARK, LIGHT, Colours
from sidelight.desktop.style_sheet import sheet

_PLAIN_FALLBACK = {"DejaVu Sans", "Sans Serif", "Bitstream Vera Sans"}
PAPER = "paper"
_PREFERRED = ("Inter", "Noto Sans", "Cantarell", "Ubuntu", "Open Sans", "Liberation Sans")


class Theme(QObject):
    """The colours in use; ``switched`` tells when they change."""

    switched = Signal()

    def __init__(self, name: str = "light", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.colours = COLOURS.get(name, LIGHT)
        self.pages = PAPER
        """How pages look in the dark: "paper", "dimmed" or "inverted"."""

    def apply(self) -> None:
        """Paint the whole application with the colours in use."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(palette(self.colours))
            application.setStyleSheet(sheet(self.colours))
        self.switched.emit()

    @property
    def tone(self) -> str:
        """The tone that pages are drawn in now, empty for paper as it is."""
        return self.pages if self.colours.dark and self.pages != PAPER else ""

    def show_pages(self, how: str) -> None:
        """Choose how pages look in the dark."""
        self.pages = how
        self.switched.emit()

    def switch(self) -> None:
        """Change from light to dark or back."""
        self.colours = LIGHT if self.colours.dark else DARK
        self.apply()


def palette(colours: Colours) -> QPalette:
    """Return Qt's palette for Fusion."""
    made = QPalette()
    role = QPalette.ColorRole
    for name, colour in (
        (role.Window, colours.chrome),
        (role.WindowText, colours.text),
        (role.Base, colours.chrome),
        (role.AlternateBase, colours.well),
        (role.Text, colours.text),
        (role.Button, colours.chrome),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.on_accent),
        (role.ToolTipBase, colours.text),
        (role.ToolTipText, colours.chrome),
        (role.PlaceholderText, colours.quiet),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Accent, colours.accent),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.accent),
        (role.Light, colours.chrome),
        (role.Midlight, colours.line),
        (role.Mid, colours.edge),
        (role.Dark, colours.edge),
        (role.Shadow, colours.edge),
    ):
        made.setColor(name, QColor(colour))
    faint = QColor(colours.quiet)
    faint.setAlphaF(0.6)
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, faint)
    return made


def chrome_font() -> QFont:
    """Return the system's sans-serif; where no desktop chose one, the calmest installed."""
    font = QGuiApplication.font()
    if QFontInfo(font).family() in _PLAIN_FALLBACK:
        installed = set(QFontDatabase.families())
        family = next((name for name in _PREFERRED if name in installed), "")
        if family:
            font.setFamily(family)
    font.setPointSizeF(max(font.pointSizeF(), 10.0))
    return font


def resize(widget: QWidget, factor: float, *, bold: bool = False) -> None:
    """Give a widget a font of ``factor`` times the application's size."""
    font = QGuiApplication.font()
    font.setPointSizeF(font.pointSizeF() * factor)
    if bold:
        font.setWeight(QFont.Weight.DemiBold)
    widget.setFont(font)
