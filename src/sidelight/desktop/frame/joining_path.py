# SPDX-License-Identifier: AGPL-3.0-or-later
"""The way of a curve from the chosen claim to a piece of its evidence; pixels throughout."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QPainterPath

_LEAST_BEND = 40.0
_CORNER = 14.0


@dataclass(frozen=True, slots=True)
class Detour:
    """A way around documents that stand in between: up at ``left``, along their upper edge at
    ``top``, down at ``right``.
    """

    left: int
    top: int
    right: int


@dataclass(frozen=True, slots=True)
class Join:
    """Two ends and the stance between them; ``bold`` for the chosen one."""

    start: QPoint
    end: QPoint
    stance: str
    bold: bool
    detour: Detour | None = None


def path_of(join: Join) -> QPainterPath:
    """Return the curve: straight over in one sweep, or around what stands in between."""
    start, end, around = QPointF(join.start), QPointF(join.end), join.detour
    if around is not None:
        return _rounded(
            (
                start,
                QPointF(around.left, start.y()),
                QPointF(around.left, around.top),
                QPointF(around.right, around.top),
                QPointF(around.right, end.y()),
                end,
            )
        )
    bend = max(_LEAST_BEND, abs(end.x() - start.x()) / 2)
    path = QPainterPath(start)
    path.cubicTo(start + QPointF(bend, 0), end - QPointF(bend, 0), end)
    return path


def _rounded(points: Sequence[QPointF]) -> QPainterPath:
    """Return a line through points with its corners rounded off, less where there is no room."""
    path = QPainterPath(points[0])
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        path.lineTo(_towards(corner, before))
        path.quadTo(corner, _towards(corner, after))
    path.lineTo(points[-1])
    return path


def _towards(corner: QPointF, other: QPointF) -> QPointF:
    way = other - corner
    length = math.hypot(way.x(), way.y())
    return corner + way * min(0.5, _CORNER / length) if length else corner
