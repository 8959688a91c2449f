# SPDX-License-Identifier: AGPL-3.0-or-later
"""The handles at the ends of a lit highlight, dragged to move them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from sidelight.desktop.view.highlight import Highlight
from sidelight.desktop.view.text_area import TextArea
from sidelight.text.page_lines import Place

_REACH = 8.0
_KNOB = 3.2


class _Grip(NamedTuple):
    highlight: Highlight
    at_start: bool


class EndHandles:
    """Shows and moves the ends of the highlights that ``adjustable`` gives."""

    def __init__(self, area: TextArea, adjustable: Callable[[], list[Highlight]]) -> None:
        self._area = area
        self._adjustable = adjustable
        self._held: _Grip | None = None
        self._range = (0, 0)

    def chosen(self) -> Highlight | None:
        """Return the highlight that keys adjust: the first adjustable one, of those in sight."""
        seen = self._area.visible_pages()
        found = self._adjustable()
        in_sight = [one for one in found if self._area.text.page_of(one.start) in seen]
        return next(iter(in_sight or found), None)

    def over(self, point: QPointF) -> bool:
        """Tell whether a point of the viewport is on a handle."""
        return self._grip_at(point) is not None

    def press(self, point: QPointF) -> bool:
        """Take hold of the handle at a point; tell whether there is one."""
        self._held = self._grip_at(point)
        if self._held is not None:
            self._range = (self._held.highlight.start, self._held.highlight.end)
        return self._held is not None

    def move(self, point: QPointF) -> bool:
        """Drag the handle held to a point; tell whether one is held."""
        if self._held is None:
            return False
        offset = self._area.hit_at(point).place.offset
        highlight = self._held.highlight
        wanted = (offset, highlight.end) if self._held.at_start else (highlight.start, offset)
        if wanted[0] < wanted[1]:
            self._range = wanted
            self._area.viewport().update()
        return True

    def release(self) -> tuple[str, int, int] | None:
        """Let go; return the id and where it now reaches from and to, if a handle was held."""
        held, self._held = self._held, None
        self._area.viewport().update()
        return (held.highlight.id, *self._range) if held is not None else None

    def cancel(self) -> bool:
        """Let go and change nothing; tell whether a handle was held."""
        held, self._held = self._held, None
        self._area.viewport().update()
        return held is not None

    def paint(self, painter: QPainter) -> None:
        """Paint the handles, and the range that a drag would give."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._held is not None:
            ink = QColor(self._held.highlight.style.ink)
            ink.setAlpha(60)
            seen = self._area.visible_pages()
            for page, rect in self._area.text.rects(*self._range):
                if page in seen:
                    painter.fillRect(self._area.to_view(page, rect), ink)
        for highlight in self._adjustable():
            for at_start in (True, False):
                self._paint_grip(painter, _Grip(highlight, at_start))
        painter.restore()

    def _place(self, grip: _Grip) -> QRectF | None:
        """Return where a handle's bar stands, None for one out of sight."""
        held = self._held is not None and self._held.highlight.id == grip.highlight.id
        start, end = self._range if held else (grip.highlight.start, grip.highlight.end)
        place = Place(start) if grip.at_start else Place(end, after=True)
        if self._area.text.page_of_place(place) not in self._area.visible_pages():
            return None
        return self._area.to_view(*self._area.text.caret(place))

    def _knob(self, grip: _Grip, bar: QRectF) -> QPointF:
        # the start's knob is above the print, the end's below it, whichever way that is now
        turns = (self._area.stack.turns + (0 if grip.at_start else 2)) % 4
        x = (bar.x(), bar.right() + 1, bar.x(), bar.left() - 1)[turns]
        y = (bar.top() - 1, bar.y(), bar.bottom() + 1, bar.y())[turns]
        return QPointF(x, y)

    def _grip_at(self, point: QPointF) -> _Grip | None:
        around = (0, -2, 0, 2) if self._area.stack.turns % 2 else (-2, 0, 2, 0)
        for highlight in self._adjustable():
            for at_start in (True, False):
                grip = _Grip(highlight, at_start)
                bar = self._place(grip)
                if bar is None:
                    continue
                away = point - self._knob(grip, bar)
                if away.manhattanLength() <= _REACH or bar.adjusted(*around).contains(point):
                    return grip
        return None

    def _paint_grip(self, painter: QPainter, grip: _Grip) -> None:
        bar = self._place(grip)
        if bar is None:
            return
        ink = QColor(grip.highlight.style.ink)
        painter.setPen(QPen(ink, 1.5))
        painter.drawLine(bar.topLeft(), QPointF(bar.right(), bar.bottom()))
        painter.setPen(QPen(Qt.GlobalColor.white, 1))
        painter.setBrush(ink)
        painter.drawEllipse(self._knob(grip, bar), _KNOB, _KNOB)
