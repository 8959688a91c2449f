# SPDX-License-Identifier: AGPL-3.0-or-later
"""Selecting with the mouse: characters, words on the second click, lines on the third, paragraphs
on the fourth; with Alt, a rectangle.  Near the edge and beyond it the pages scroll on.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from sidelight.desktop.view.selection import BLOCK, CHARACTER, LINE, WORD

_TICK_MS = 25
_NEAR = 6.0
_EDGE = 8.0
"""Room inside the view that counts as its edge, logical pixels."""
_SLOWEST, _FASTEST = 3.0, 90.0
"""Logical pixels a tick."""
_UNITS = (CHARACTER, WORD, LINE, BLOCK)


class Selectable(Protocol):
    """What the pointer selects in."""

    def select_at(self, point: QPointF, unit: str, *, extend: bool) -> None: ...  # noqa: D102
    def select_block(self, point: QPointF, *, extend: bool) -> None: ...  # noqa: D102
    def end_block(self) -> None: ...  # noqa: D102
    def viewport(self) -> QWidget: ...  # noqa: D102
    def verticalScrollBar(self) -> QScrollBar: ...  # noqa: D102
    def horizontalScrollBar(self) -> QScrollBar: ...  # noqa: D102


def scrolling_speed(at: float, room: float) -> float:
    """Return how fast to scroll for a pointer at ``at`` of 0..``room``; logical pixels a tick.

    Below zero towards the start; it grows with how far beyond the edge the pointer is.
    """
    beyond = min(at - _EDGE, 0.0) or max(at - (room - _EDGE), 0.0)
    speed = min(_FASTEST, _SLOWEST + abs(beyond) / 2)
    return 0.0 if beyond == 0 else speed if beyond > 0 else -speed


class PointerSelecting:
    """Turns presses, moves and releases into what an area selects."""

    def __init__(self, area: Selectable, parent: QWidget) -> None:
        self._area = area
        self._active = False
        self._block = False
        self._at = QPointF()
        self._clicks = 0
        self._clicked_ms = 0
        self._clicked_at = QPointF()
        self._scrolling = QTimer(parent, interval=_TICK_MS)
        self._scrolling.timeout.connect(self._scroll)

    @property
    def active(self) -> bool:
        """Whether a button is held down to select."""
        return self._active

    def press(self, event: QMouseEvent) -> None:
        """Begin by the unit of so many clicks; with Shift extend to here, with Alt begin a
        rectangle.
        """
        with_ = event.modifiers()
        self._count(event, 1)
        self._at = event.position()
        self._active = True
        self._block = bool(with_ & Qt.KeyboardModifier.AltModifier)
        extend = bool(with_ & Qt.KeyboardModifier.ShiftModifier)
        if self._block:
            self._area.select_block(self._at, extend=extend)
        else:
            unit = CHARACTER if extend else _UNITS[min(self._clicks, len(_UNITS)) - 1]
            self._area.select_at(self._at, unit, extend=extend)

    def double_click(self, event: QMouseEvent) -> None:
        """Begin with what an even number of clicks takes: Qt tells of each second one so."""
        self._count(event, 2)
        self._at = event.position()
        self._active = True
        self._block = False
        self._area.select_at(self._at, _UNITS[min(self._clicks, len(_UNITS)) - 1], extend=False)

    def move(self, event: QMouseEvent) -> None:
        """Extend to here; at the edge of the view, begin to scroll."""
        if not self._active or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        if (event.position() - self._at).manhattanLength() < 1:
            return
        self._at = event.position()
        self._extend()
        if self._speed() == (0.0, 0.0):
            self._scrolling.stop()
        elif not self._scrolling.isActive():
            self._scrolling.start()

    def release(self, _event: QMouseEvent) -> None:
        """End."""
        if self._active and self._block:
            self._area.end_block()
        self._active = False
        self._scrolling.stop()

    def _count(self, event: QMouseEvent, least: int) -> None:
        """Count the clicks that come soon after each other at one place."""
        soon = event.timestamp() - self._clicked_ms <= _interval()
        near = (event.position() - self._clicked_at).manhattanLength() < _NEAR
        self._clicks = max(least, self._clicks + 1 if soon and near else 1)
        self._clicked_ms = event.timestamp()
        self._clicked_at = event.position()

    def _speed(self) -> tuple[float, float]:
        port = self._area.viewport()
        across = self._area.horizontalScrollBar()
        return (
            scrolling_speed(self._at.x(), port.width()) if across.maximum() else 0.0,
            scrolling_speed(self._at.y(), port.height()),
        )

    def _extend(self) -> None:
        port = self._area.viewport()
        inside = QPointF(
            min(max(self._at.x(), 0.0), port.width() - 1.0),
            min(max(self._at.y(), 0.0), port.height() - 1.0),
        )
        if self._block:
            self._area.select_block(inside, extend=True)
        else:
            self._area.select_at(inside, "", extend=True)

    def _scroll(self) -> None:
        across, down = self._speed()
        for bar, by in (
            (self._area.horizontalScrollBar(), across),
            (self._area.verticalScrollBar(), down),
        ):
            bar.setValue(bar.value() + round(by))
        self._extend()


def _interval() -> int:
    return QGuiApplication.styleHints().mouseDoubleClickInterval()
