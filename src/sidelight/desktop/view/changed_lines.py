# SPDX-License-Identifier: AGPL-3.0-or-later
"""Quiet marks where a draft differs from its neighbour: dots below the words, a bar beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from sidelight.text.geometry import Rect

if TYPE_CHECKING:
    from sidelight.desktop.view.text_area import TextArea

_GAP, _WIDTH, _CARET = 14.0, 2.5, 3.0
_INKS = QColor("#7a5cc0"), QColor("#b9a3ee")
"""On paper and on dark paper."""


def paint_changed(painter: QPainter, view: TextArea, ranges: Sequence[tuple[int, int]]) -> None:
    """Mark the ink ranges in sight that differ; an empty one is a place where words went."""
    if not ranges:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for index in view.visible_pages():
        page = view.pages[index]
        ink = _INKS[view.is_dark(index)]
        print_left = min((line.rect.x0 for line in view.text.lines(index).lines), default=0.0)
        for start, end in ranges:
            if end < page.start or page.end <= start:
                continue
            if start == end:
                _paint_caret(painter, view, index, start, ink)
                continue
            for rect in view.text.rects_on(index, [(start, end)]):
                _paint_words(painter, view, index, rect, print_left, ink)
    painter.restore()


def _paint_words(
    painter: QPainter, view: TextArea, index: int, rect: Rect, left: float, ink: QColor
) -> None:
    place = view.to_view(index, rect)
    pen = QPen(ink, 1.4, Qt.PenStyle.DotLine)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.drawLine(place.bottomLeft() + QPointF(0, 2), place.bottomRight() + QPointF(0, 2))
    edge = view.to_view(index, rect._replace(x0=left, x1=left))
    out = 0.0 if view.stack.turns else _GAP
    painter.fillRect(QRectF(edge.left() - out, edge.top(), _WIDTH, edge.height()), ink)


def _paint_caret(painter: QPainter, view: TextArea, index: int, offset: int, ink: QColor) -> None:
    """Paint a caret where words of the other draft stood, below the end of what is before it."""
    page = view.pages[index]
    if not page.start < offset <= page.end:
        return
    rects = view.text.rects_on(index, [(offset - 1, offset)])
    if not rects:
        return
    foot = view.to_view(index, rects[-1]).bottomRight()
    painter.setPen(QPen(ink, 1.5))
    top = foot + QPointF(1.0, -1.0)
    painter.drawLine(top, top + QPointF(-_CARET, _CARET + 2))
    painter.drawLine(top, top + QPointF(_CARET, _CARET + 2))
