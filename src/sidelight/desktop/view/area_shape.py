# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a rectangle changes under the pointer and the arrow keys.

Lengths are logical pixels of the view; every rectangle stays within ``room``, the part of the paper
that it may take.  Whoever turns or scales pages maps to and from these.
"""

from __future__ import annotations

from typing import NamedTuple

from sidelight.text.geometry import Rect


class Grip(NamedTuple):
    """What a drag takes hold of: -1 the left or top edge, 1 the right or bottom one, 0 neither."""

    across: int
    down: int


GRIPS = tuple(Grip(x, y) for y in (-1, 0, 1) for x in (-1, 0, 1) if x or y)
"""The corners and the middles of the edges, row by row."""


def place_of(grip: Grip, rect: Rect) -> tuple[float, float]:
    """Return where a grip sits on a rectangle."""
    return (
        (rect.x0 + rect.x1 + grip.across * rect.width) / 2,
        (rect.y0 + rect.y1 + grip.down * rect.height) / 2,
    )


def grip_at(rect: Rect, x: float, y: float, reach: float) -> Grip | None:
    """Return the nearest grip within ``reach`` of a point; a corner before an edge's middle."""
    near = [
        (max(abs(gx - x), abs(gy - y)), not (grip.across and grip.down), grip)
        for grip in GRIPS
        for gx, gy in [place_of(grip, rect)]
    ]
    distance, _edge, found = min(near)
    return found if distance <= reach else None


def between(x0: float, y0: float, x1: float, y1: float, room: Rect) -> Rect:
    """Return the rectangle between two points, in any order, cut to ``room``."""
    left, right = sorted(min(max(x, room.x0), room.x1) for x in (x0, x1))
    top, bottom = sorted(min(max(y, room.y0), room.y1) for y in (y0, y1))
    return Rect(left, top, right, bottom)


def pulled(rect: Rect, grip: Grip, x: float, y: float, room: Rect) -> Rect:
    """Return a rectangle whose held corner or edge was dragged to a point; it may turn over."""
    x0 = x if grip.across < 0 else rect.x0
    x1 = x if grip.across > 0 else rect.x1
    y0 = y if grip.down < 0 else rect.y0
    y1 = y if grip.down > 0 else rect.y1
    return between(x0, y0, x1, y1, room)


def moved(rect: Rect, dx: float, dy: float, room: Rect) -> Rect:
    """Return a rectangle moved, as far as there is room."""
    dx = min(max(dx, room.x0 - rect.x0), max(0.0, room.x1 - rect.x1))
    dy = min(max(dy, room.y0 - rect.y0), max(0.0, room.y1 - rect.y1))
    return Rect(rect.x0 + dx, rect.y0 + dy, rect.x1 + dx, rect.y1 + dy)


def resized(rect: Rect, dx: float, dy: float, room: Rect, least: float) -> Rect:
    """Return a rectangle with its right and bottom edge moved, no smaller than ``least``."""
    right = min(max(rect.x1 + dx, rect.x0 + least), room.x1)
    bottom = min(max(rect.y1 + dy, rect.y0 + least), room.y1)
    return Rect(rect.x0, rect.y0, max(right, rect.x0), max(bottom, rect.y0))


def proposed(seen: Rect) -> Rect:
    """Return a rectangle to begin with in the middle of the part of a page that is in sight."""
    x, y = (seen.x0 + seen.x1) / 2, (seen.y0 + seen.y1) / 2
    across, down = seen.width / 4, seen.height / 8
    return Rect(x - across, y - down, x + across, y + down)
