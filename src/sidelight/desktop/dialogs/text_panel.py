# SPDX-License-Identifier: AGPL-3.0-or-later
"""The panel that chooses how documents that flow are set; what is chosen shows at once."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from sidelight.desktop.labels import label
from sidelight.language import N_, _
from sidelight.reader.typography import FONTS, SIZES, SPACINGS, USUAL, WIDTHS, Typography

_SCALES = {"size": SIZES, "width": WIDTHS, "spacing": SPACINGS}
_NAMES = {"size": N_("Letters"), "width": N_("Width of the page"), "spacing": N_("Line spacing")}
_TYPEFACES = {
    "serif": N_("Book face"),
    "sans-serif": N_("Plain face"),
    "monospace": N_("Typewriter face"),
}
_SETTLING_MS = 120
"""A slider that is dragged asks once it rests, not at each step."""


class TextPanel(QFrame):
    """Floats over the window until it is closed; ``chosen`` carries a Typography."""

    chosen = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._typography = USUAL
        self._back: QWidget | None = None
        self.setProperty("part", "floating")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Text of flowing documents"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._settling = QTimer(self, singleShot=True, interval=_SETTLING_MS)
        self._settling.timeout.connect(lambda: self.chosen.emit(self._typography))
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(10)
        column.addWidget(label(_("Text of flowing documents"), bold=True))
        words = _("For web pages, notes and books. PDF pages stay as they were printed.")
        column.addWidget(label(words, "quiet"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        self.sliders = {name: self._slider(grid, name) for name in _SCALES}
        self.face = self._faces(grid)
        column.addLayout(self._buttons())
        window.installEventFilter(self)
        self.hide()

    def open_for(self, typography: Typography) -> None:
        """Show what is in force and take the keyboard."""
        self._back = QApplication.focusWidget()
        self.show_now(typography)
        self._place()
        self.show()
        self.raise_()
        self.sliders["size"].setFocus(Qt.FocusReason.TabFocusReason)

    def show_now(self, typography: Typography) -> None:
        """Show a typography in the sliders, and ask for nothing."""
        self._typography = typography
        for name, slider in self.sliders.items():
            steps = _SCALES[name]
            now = getattr(typography, name)
            nearest = min(range(len(steps)), key=lambda at: abs(steps[at] - now))
            slider.blockSignals(True)
            slider.setValue(nearest)
            slider.blockSignals(False)
        self.face.blockSignals(True)
        self.face.setCurrentIndex(FONTS.index(typography.font))
        self.face.blockSignals(False)
        self._say()

    def leave(self) -> None:
        """Put the panel away; the keyboard goes back to where it was."""
        self.hide()
        if self._back is not None and isValid(self._back):
            self._back.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave with Escape or Enter."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.leave()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _slider(self, grid: QGridLayout, name: str) -> QSlider:
        row = grid.rowCount()
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(0, len(_SCALES[name]) - 1)
        slider.setPageStep(1)
        slider.setMinimumWidth(self.fontMetrics().averageCharWidth() * 24)
        slider.setAccessibleName(_(_NAMES[name]))
        slider.valueChanged.connect(lambda _at: self._take())
        said = label("", "quiet")
        said.setMinimumWidth(said.fontMetrics().horizontalAdvance("88.88 xx"))
        said.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(label(_(_NAMES[name])), row, 0)
        grid.addWidget(slider, row, 1)
        grid.addWidget(said, row, 2)
        self._said = {**getattr(self, "_said", {}), name: said}
        return slider

    def _faces(self, grid: QGridLayout) -> QComboBox:
        face = QComboBox()
        face.setAccessibleName(_("Typeface"))
        for font in FONTS:
            face.addItem(_(_TYPEFACES[font]), font)
        face.currentIndexChanged.connect(lambda _at: self._take())
        row = grid.rowCount()
        grid.addWidget(label(_("Typeface")), row, 0)
        grid.addWidget(face, row, 1, 1, 2)
        return face

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        usual = QPushButton(_("As usual"))
        usual.clicked.connect(self._usual)
        close = QPushButton(_("Close"))
        close.clicked.connect(self.leave)
        line.addWidget(usual)
        line.addStretch(1)
        line.addWidget(close)
        return line

    def _usual(self) -> None:
        self.show_now(USUAL)
        self.chosen.emit(USUAL)

    def _take(self) -> None:
        values = {name: _SCALES[name][slider.value()] for name, slider in self.sliders.items()}
        self._typography = Typography(**values, font=str(self.face.currentData()))
        self._say()
        self._settling.start()

    def _say(self) -> None:
        now = self._typography
        words = {
            "size": _("{size} pt").format(size=f"{now.size:g}"),
            "width": _("{size} pt").format(size=f"{now.width:g}"),
            "spacing": f"{now.spacing:g}",
        }
        for name, word in words.items():
            self._said[name].setText(word)
            self.sliders[name].setAccessibleDescription(word)

    def _place(self) -> None:
        self.adjustSize()
        window = self.parentWidget()
        if window is not None:
            # over the claims: both documents are in sight while their text changes
            across = max(8, window.width() - self.width() - 24)
            self.move(across, max(8, window.height() - self.height() - 48))
