# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rectangles of a page: where one may lie, and how a change writes it.

Lengths are points from the top left corner of the page as it is shown.  A change holds whole
numbers only, so it holds hundredths of a point.  In the terms of W3C Web Annotation an area is a
FragmentSelector (``xywh=``) of the page.
"""

from __future__ import annotations

import math
from typing import Any

from sidelight.text.geometry import Rect

LEAST = 3.0
"""The least width and height of an area."""

BEYOND = (1 << 53) - 2
"""The ink offset that a change gives an area: beyond any text, so that whoever knows no areas
shows it by its page and marks no words.
"""

_PARTS = 100
_FARTHEST = 10_000_000
_FIXED = {"application/pdf", "application/vnd.comicbook+zip", "application/x-cbz"}


def fixed_pages(media_type: str) -> bool:
    """Tell whether a document's pages are the same everywhere, so that an area keeps its place."""
    return media_type in _FIXED or media_type.startswith("image/")


def fitted(rect: tuple[float, float, float, float], width: float, height: float) -> Rect | None:
    """Return a rectangle, its corners in any order, cut to a page and to hundredths of a point.

    None where nothing is left that could be an area.
    """
    if not all(math.isfinite(side) for side in rect):
        return None
    across, down = sorted((rect[0], rect[2])), sorted((rect[1], rect[3]))
    x0, x1 = (round(min(max(x, 0.0), width), 2) for x in across)
    y0, y1 = (round(min(max(y, 0.0), height), 2) for y in down)
    return Rect(x0, y0, x1, y1) if min(x1 - x0, y1 - y0) >= LEAST else None


def packed(area: Rect) -> list[int]:
    """Return an area as a change holds it: left, top, right, bottom in hundredths of a point."""
    return [round(side * _PARTS) for side in area]


def is_packed(value: Any) -> bool:
    """Tell whether a value of a change is an area: four whole numbers, ordered and bounded."""
    return (
        isinstance(value, list)
        and len(value) == 4
        and all(isinstance(side, int) and not isinstance(side, bool) for side in value)
        and 0 <= value[0] < value[2] <= _FARTHEST
        and 0 <= value[1] < value[3] <= _FARTHEST
    )


def unpacked(value: list[int]) -> Rect:
    """Return the area that a change holds; ValueError where it is none."""
    if not is_packed(value):
        raise ValueError("no area")
    return Rect(*(side / _PARTS for side in value))
