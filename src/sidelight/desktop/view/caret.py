# SPDX-License-Identifier: AGPL-3.0-or-later
"""The caret: it blinks while its view has the keyboard and stands still, faint, while not."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QPainter
from PySide6.QtWidgets import QWidget

_FAINT = 0.45


class Caret(QObject):
    """Painted at ``place()``, a rectangle of the viewport without width (on a turned
    page, without height), or None for nowhere.
    """

    def __init__(
        self, port: QWidget, place: Callable[[], QRectF | None], width: float = 2.0
    ) -> None:
        super().__init__(port)
        self._port = port
        self._place = place
        self.width = width
        self._shown = True
        self._keyboard = False
        self._blinking = QTimer(self)
        self._blinking.timeout.connect(self._blink)

    @property
    def blinking(self) -> bool:
        """Whether it comes and goes."""
        return self._blinking.isActive()

    def wake(self, *, keyboard: bool | None = None) -> None:
        """Show it at once, as after a move; ``keyboard`` tells whether its view has it now."""
        self._keyboard = self._keyboard if keyboard is None else keyboard
        self._shown = True
        flash = QGuiApplication.styleHints().cursorFlashTime()
        if self._keyboard and flash > 1 and self._place() is not None:
            self._blinking.start(flash // 2)
        else:
            self._blinking.stop()
        self._port.update()

    def paint(self, painter: QPainter, colour: str) -> None:
        """Paint it where it stands."""
        place = self._place()
        if place is None or not self._shown:
            return
        ink = QColor(colour)
        ink.setAlphaF(1.0 if self._keyboard else _FAINT)
        painter.fillRect(self._bar(place), ink)

    def _bar(self, place: QRectF) -> QRectF:
        half = self.width / 2
        if place.width() > place.height():  # on a page turned by a quarter it lies
            return place.adjusted(0, -half, 0, half)
        return place.adjusted(-half, 0, half, 0)

    def _blink(self) -> None:
        self._shown = not self._shown
        place = self._place()
        if place is None:
            self._blinking.stop()
        else:
            self._port.update(self._bar(place).adjusted(-2, -2, 2, 2).toAlignedRect())
