# SPDX-License-Identifier: AGPL-3.0-or-later
"""Light, dark and high contrast: colours of the chrome, Qt's palette made from them, fonts.

The style is Fusion with palettes of our own, because the style's switch of colour scheme has no
effect on a plain X11 display. Contrast of text on its ground is at least 4.5 : 1 (WCAG 2.2,
success criterion 1.4.3), in high contrast 7 : 1 (1.4.6).
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QTabBar, QWidget

from sidelight.desktop.colours import COLOURS, CONTRAST, DARK, LIGHT, Colours
from sidelight.desktop.style_sheet import sheet
from sidelight.model.verdicts import NONE_ADDED, Verdicts

_PLAIN_FALLBACK = {"DejaVu Sans", "Sans Serif", "Bitstream Vera Sans"}
PAPER = "paper"
_PREFERRED = ("Inter", "Noto Sans", "Cantarell", "Ubuntu", "Open Sans", "Liberation Sans")
CHOICES = ("light", "dark", "contrast", "system")
TEXT_SIZES = (100, 125, 150, 200)
"""Percent."""


class Theme(QObject):
    """The colours and the size of text in use; ``switched`` tells when they change.

    ``choice`` is one of `CHOICES`, ``text_size`` a percentage of the system's size of text. Made
    once, before anything else changes the application's font.
    """

    switched = Signal()

    def __init__(
        self, name: str = "light", parent: QObject | None = None, *, text_size: int = 100
    ) -> None:
        super().__init__(parent)
        self.choice = name if name in CHOICES else "light"
        self.verdicts = NONE_ADDED
        """Those of the project shown."""
        self.colours = _colours_of(self.choice)
        self.pages = PAPER
        """How pages look in the dark: "paper", "dimmed" or "inverted"."""
        self.text_size = text_size if text_size in TEXT_SIZES else 100
        self._usual = QGuiApplication.font().pointSizeF()
        # kept, because what they hand out dies with their Python objects
        self._hints = QGuiApplication.styleHints()
        self._needs = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self._follow)
        self._needs.contrastPreferenceChanged.connect(self._follow)

    @property
    def scale(self) -> float:
        """How much larger than usual the text is."""
        return self.text_size / 100

    def apply(self) -> None:
        """Paint the whole application with the colours and the size in use."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            font = application.font()
            if font.pointSizeF() != self._usual * self.scale:
                font.setPointSizeF(self._usual * self.scale)
                application.setFont(font)
            application.setPalette(palette(self.colours))
            application.setStyleSheet(sheet(self.colours, self.scale))
            # afterwards: a new style sheet gives widgets back the fonts they had before it
            self._resize_all()
        self.switched.emit()

    @property
    def tone(self) -> str:
        """The tone that pages are drawn in now, empty for paper as it is."""
        return self.pages if self.colours.dark and self.pages != PAPER else ""

    def show_pages(self, how: str) -> None:
        """Choose how pages look in the dark."""
        self.pages = how
        self.switched.emit()

    def choose(self, name: str) -> None:
        """Use the colours of a choice."""
        self.choice = name
        self.colours = _with(_colours_of(name), self.verdicts)
        self.apply()

    def show_verdicts(self, verdicts: Verdicts) -> None:
        """Paint verdicts as the project shown has them."""
        if verdicts != self.verdicts:
            self.verdicts = verdicts
            self.colours = _with(_colours_of(self.choice), verdicts)
            self.switched.emit()

    def choose_size(self, percent: int) -> None:
        """Show text at a percentage of the system's size."""
        self.text_size = percent
        self.apply()

    def switch(self) -> None:
        """Change from light to dark or back."""
        self.choose("light" if self.colours.dark else "dark")

    def fit_icon(self, widget: QAbstractButton | QTabBar) -> None:
        """Give a widget's icon the size that goes with the text."""
        usual = widget.property(_USUAL_ICON)
        if not isinstance(usual, QSize):
            usual = widget.iconSize()
            widget.setProperty(_USUAL_ICON, usual)
        widget.setIconSize(usual * self.scale)

    def fit_icons(self, window: QWidget) -> None:
        """Give all icons in a window the size that goes with the text."""
        for button in window.findChildren(QAbstractButton):
            self.fit_icon(button)
        for tabs in window.findChildren(QTabBar):
            self.fit_icon(tabs)

    def _resize_all(self) -> None:
        for widget in QApplication.allWidgets():
            factor = widget.property(_FACTOR)
            if isinstance(factor, float):
                resize(widget, factor, bold=widget.font().weight() > QFont.Weight.Medium)
            if isinstance(widget, QAbstractButton | QTabBar):
                self.fit_icon(widget)

    def _follow(self) -> None:
        if self.choice == "system":
            self.choose("system")


_USUAL_ICON = "usual_icon_size"
_FACTOR = "font_factor"


def _colours_of(choice: str) -> Colours:
    if choice != "system":
        return COLOURS.get(choice, LIGHT)
    hints = QGuiApplication.styleHints()
    needs = hints.accessibility()
    if needs.contrastPreference() == Qt.ContrastPreference.HighContrast:
        return CONTRAST
    return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT


def _with(colours: Colours, verdicts: Verdicts) -> Colours:
    return replace(colours, verdicts=verdicts) if verdicts.added else colours


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
    """Give a widget ``factor`` times the application's size of text, now and when that changes."""
    widget.setProperty(_FACTOR, float(factor))
    font = QGuiApplication.font()
    font.setPointSizeF(font.pointSizeF() * factor)
    if bold:
        font.setWeight(QFont.Weight.DemiBold)
    widget.setFont(font)
