# SPDX-License-Identifier: AGPL-3.0-or-later
"""The lines under highlights: solid, dashed, wavy, dotted, double.

Each is a small tile repeated along the line; a wave drawn as a path takes a hundred times as long.
"""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap

from sidelight.desktop.view.line_stack import HEIGHTS
from sidelight.model.styles import Style

_PER_POINT = 1.15
_THINNEST, _THICKEST = 1.25, 2.5
_DEEPEST = 0.55
"""How far below the words lines may go, in heights of the words."""


def thickness(per_point: float, ratio: float) -> float:
    """Return how thick a line is, in pixels of a picture with ``per_point`` pixels a point."""
    return min(max(_PER_POINT * per_point, _THINNEST * ratio), _THICKEST * ratio)


def paint_line(painter: QPainter, rect: QRectF, style: Style, thick: float, drop: float) -> None:
    """Paint the line of ``style`` at the foot of ``rect``, ``drop`` thicknesses deeper.

    However many there are, they leave the next line of print its room.
    """
    height = max(1, round(thick * HEIGHTS.get(style.line, 1.0)))
    deep = min(drop * thick, max(0.0, rect.height() * _DEEPEST - height))
    top = round(rect.bottom() - thick * 1.2 + deep)
    if style.line == "solid":
        painter.fillRect(QRectF(rect.left(), top, rect.width(), height), QColor(style.ink))
        return
    tile = _tile(style.line, style.ink, round(thick, 2), height)
    painter.drawTiledPixmap(QRectF(rect.left(), top, rect.width(), tile.height()), tile)


@lru_cache(maxsize=128)
def _tile(line: str, ink: str, thick: float, height: int) -> QPixmap:
    """Return what is repeated along a line; a period is a whole number of pixels."""
    period = {
        "dashed": round(thick * 5),
        "wavy": round(thick * 4),
        "dotted": round(thick * 2.4),
        "double": 8,
    }.get(line, 8)
    period = max(3, period)
    tile = QPixmap(period, height + 1)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, line in ("wavy", "dotted"))
    colour = QColor(ink)
    if line == "dashed":
        painter.fillRect(QRectF(0, 0, round(period * 0.64), height), colour)
    elif line == "double":
        each = max(1, round(thick * 0.7))
        painter.fillRect(QRectF(0, 0, period, each), colour)
        painter.fillRect(QRectF(0, height + 1 - each, period, each), colour)
    elif line == "dotted":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        size = thick * 1.25
        painter.drawEllipse(QRectF((period - size) / 2, 0, size, size))
    else:
        painter.setPen(QPen(colour, thick * 0.8))
        painter.drawPath(_wave(period, height + 1.0, thick))
    painter.end()
    return tile


def _wave(period: int, height: float, thick: float) -> QPainterPath:
    """Return one period of a wave and its neighbours' ends, so that tiles join."""
    middle, swing = height / 2, (height - thick) / 2
    path = QPainterPath(QPointF(-1.0, middle - swing * math.sin(-2 * math.pi / period)))
    for step in range(-3, 4 * period + 8):
        x = step / 4
        path.lineTo(x, middle - swing * math.sin(2 * math.pi * x / period))
    return path
