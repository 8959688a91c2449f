# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages turned by quarters, clockwise: where points and rectangles of a page come to lie.

Lengths are of one kind throughout, points or pixels; the origin is the top left corner, of the page
before it is turned and of the turned one.  ``turns`` counts quarter turns, 0 to 3.
"""

from __future__ import annotations

from sidelight.text.geometry import Rect

Size = tuple[float, float]


def turned_size(size: Size, turns: int) -> Size:
    """Return width and height of a page once turned."""
    return (size[1], size[0]) if turns % 2 else size


def turned_point(x: float, y: float, size: Size, turns: int) -> tuple[float, float]:
    """Return where a point of a page of ``size`` lies on the turned page."""
    width, height = size
    return ((x, y), (height - y, x), (width - x, height - y), (y, width - x))[turns % 4]


def straight_point(x: float, y: float, size: Size, turns: int) -> tuple[float, float]:
    """Return the point of a page of ``size`` (before it is turned) at a place of the turned one."""
    return turned_point(x, y, turned_size(size, turns), -turns % 4)


def turned_rect(rect: Rect, size: Size, turns: int) -> Rect:
    """Return where a rectangle of a page of ``size`` lies on the turned page."""
    xa, ya = turned_point(rect.x0, rect.y0, size, turns)
    xb, yb = turned_point(rect.x1, rect.y1, size, turns)
    return Rect(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))


def straight_rect(rect: Rect, size: Size, turns: int) -> Rect:
    """Return the rectangle of a page of ``size`` at a place of the turned one."""
    return turned_rect(rect, turned_size(size, turns), -turns % 4)
