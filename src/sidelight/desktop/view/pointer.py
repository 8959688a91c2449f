# SPDX-License-Identifier: AGPL-3.0-or-later
"""Selecting with the mouse: characters, words on the second click, blocks on the third."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QAbstractScrollArea

from sidelight.desktop.view.selection import BLOCK, CHARACTER, WORD

_TICK_MS = 25
_NEAR = 6.0


class PointerSelecting:
    """Turns presses, moves and releases into calls of ``select(point, unit, extend)``."""

    def __init__(
        self, area: QAbstractScrollArea, select: Callable[[QPointF, str, bool], None]
    ) -> None:
        self._area = area
        self._select = select
        self._active = False
        self._at = QPointF()
        self._doubled = QElapsedTimer()
        self._doubled_at = QPointF()
        self._scrolling = QTimer(area, interval=_TICK_MS)
        self._scrolling.timeout.connect(self._scroll)

    @property
    def active(self) -> bool:
        """Whether a button is held down to select."""
        return self._active

    def press(self, event: QMouseEvent) -> None:
        """Begin, or with Shift extend to here."""
        extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        unit = BLOCK if self._is_third(event.position()) else CHARACTER
        self._doubled.invalidate()
        self._start(event.position(), unit, extend)

    def double_click(self, event: QMouseEvent) -> None:
        """Begin with a word."""
        self._doubled.start()
        self._doubled_at = event.position()
        self._start(event.position(), WORD, extend=False)

    def move(self, event: QMouseEvent) -> None:
        """Extend to here; outside the view, go on scrolling."""
        if not self._active or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        moved = event.position() - self._at
        if moved.manhattanLength() < 1:
            return
        self._at = event.position()
        self._select(self._inside(), "", True)
        if self._beyond():
            self._scrolling.start()
        else:
            self._scrolling.stop()

    def release(self, _event: QMouseEvent) -> None:
        """End."""
        self._active = False
        self._scrolling.stop()

    def _start(self, point: QPointF, unit: str, extend: bool) -> None:
        self._active = True
        self._at = point
        self._select(point, unit, extend)

    def _is_third(self, point: QPointF) -> bool:
        limit = QGuiApplication.styleHints().mouseDoubleClickInterval()
        return (
            self._doubled.isValid()
            and self._doubled.elapsed() < limit
            and (point - self._doubled_at).manhattanLength() < _NEAR
        )

    def _beyond(self) -> float:
        """Return how far below (+) or above (-) the view the pointer is, logical pixels."""
        height = self._area.viewport().height()
        return min(self._at.y(), 0.0) or max(self._at.y() - height, 0.0)

    def _inside(self) -> QPointF:
        port = self._area.viewport()
        return QPointF(
            min(max(self._at.x(), 0.0), port.width() - 1.0),
            min(max(self._at.y(), 0.0), port.height() - 1.0),
        )

    def _scroll(self) -> None:
        far = self._beyond()
        bar = self._area.verticalScrollBar()
        bar.setValue(bar.value() + round(max(-60.0, min(60.0, far / 2 + (4 if far > 0 else -4)))))
        self._select(self._inside(), "", True)
