# SPDX-License-Identifier: AGPL-3.0-or-later
"""A quiet mark beside the lines of sentences that nobody has dealt with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

if TYPE_CHECKING:
    from sidelight.desktop.view.text_area import TextArea

_GAP, _WIDTH = 8.0, 1.5
_INKS = QColor("#9aa3ad"), QColor("#68727d")
"""On paper and on dark paper."""


def paint_open(painter: QPainter, view: TextArea, ranges: Sequence[tuple[int, int]]) -> None:
    """Paint a dotted line, outside the print, along the lines of these ink ranges in sight."""
    if not ranges:
        return
    painter.save()
    for index in view.visible_pages():
        page = view.pages[index]
        print_left = min((line.rect.x0 for line in view.text.lines(index).lines), default=0.0)
        pen = QPen(_INKS[view.is_dark(index)], _WIDTH, Qt.PenStyle.DotLine)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        here = [one for one in ranges if one[0] < page.end and page.start < one[1]]
        for rect in view.text.rects_on(index, here):
            place = view.to_view(index, rect._replace(x0=print_left, x1=print_left))
            out = QPointF(-_GAP, 0) if not view.stack.turns else QPointF()
            painter.drawLine(place.topLeft() + out, place.bottomLeft() + out)
    painter.restore()
