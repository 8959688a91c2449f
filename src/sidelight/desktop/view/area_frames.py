# SPDX-License-Identifier: AGPL-3.0-or-later
"""Frames around areas: in the line of a style on the page, and with grips while one is changed."""

from __future__ import annotations

import math
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from sidelight.desktop.view.area_shape import GRIPS, place_of
from sidelight.model.styles import Style
from sidelight.text.geometry import Rect

_KNOB = 3.5
_PENS = {
    "dashed": [4.0, 2.4],
    "dotted": [1.0, 1.6],
}
"""Dashes and gaps in widths of the pen."""


def paint_frame(painter: QPainter, rect: QRectF, style: Style, thick: float, *, lit: bool) -> None:
    """Paint the line of ``style`` around ``rect``, ``thick`` pixels wide, stronger when lit."""
    wide = thick * (1.7 if lit else 1.15)
    pen = QPen(QColor(style.ink), wide)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    inner = rect.adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
    if style.line == "wavy":
        pen.setWidthF(wide * 0.8)
        painter.setPen(pen)
        painter.drawPath(_wave_around(inner, wide))
    else:
        if style.line in _PENS:
            pen.setDashPattern(_PENS[style.line])
        painter.setPen(pen)
        painter.drawRect(inner)
        if style.line == "double":
            painter.drawRect(inner.adjusted(2 * wide, 2 * wide, -2 * wide, -2 * wide))
    painter.restore()


def _wave_around(rect: QRectF, wide: float) -> QPainterPath:
    """Return a wave along the four edges."""
    corners = [rect.topLeft(), rect.topRight(), rect.bottomRight(), rect.bottomLeft()]
    path = QPainterPath(corners[0])
    for start, end in pairwise([*corners, corners[0]]):
        along = end - start
        length = math.hypot(along.x(), along.y())
        if length < 1:
            continue
        aside = QPointF(-along.y(), along.x()) * (wide / length)
        periods = max(1, round(length / (wide * 5)))
        for step in range(1, 8 * periods + 1):
            share = step / (8 * periods)
            path.lineTo(start + along * share + aside * math.sin(2 * math.pi * periods * share))
    return path


def paint_held(painter: QPainter, rect: Rect, ink: str, *, grips: bool, dashed: bool) -> None:
    """Paint the frame of an area that is chosen or being changed, with its grips."""
    place = QRectF(rect.x0, rect.y0, rect.width, rect.height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if dashed:
        # white below the dashes, so that they show on any picture
        painter.setPen(QPen(QColor(255, 255, 255, 210), 3.0))
        painter.drawRect(place)
        shade = QColor(ink)
        shade.setAlpha(26)
        painter.fillRect(place, shade)
        pen = QPen(QColor(ink), 1.5)
        pen.setDashPattern([4.0, 3.0])
        painter.setPen(pen)
        painter.drawRect(place)
    if grips:
        painter.setPen(QPen(QColor("#ffffff"), 1.0))
        painter.setBrush(QColor(ink))
        for grip in GRIPS:
            x, y = place_of(grip, rect)
            painter.drawRect(QRectF(x - _KNOB, y - _KNOB, 2 * _KNOB, 2 * _KNOB))
    painter.restore()
