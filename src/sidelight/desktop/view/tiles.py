# SPDX-License-Identifier: AGPL-3.0-or-later
"""A page too large for one picture, as tiles: which of them are in sight, and in what order.

Pixels are those of the screen, from the top left corner of the page before it is turned.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from sidelight.text.geometry import Rect

SIDE = 1024
"""Pixels: four tiles cover a small view, and one is drawn in the time of a small page."""
WHOLE = 6_000_000
"""Pixels up to which a page is one picture."""
UNDER = 1_500_000
"""Pixels of the picture that shows below tiles still to come."""


class Tile(NamedTuple):
    """One tile by its column and row."""

    column: int
    row: int

    def clip(self, pixels: tuple[int, int], scale: float) -> Rect:
        """Return what it shows, in points, of a page of so many pixels at ``scale`` a point."""
        left, top = self.column * SIDE, self.row * SIDE
        right, bottom = min(left + SIDE, pixels[0]), min(top + SIDE, pixels[1])
        return Rect(left / scale, top / scale, right / scale, bottom / scale)


def is_tiled(pixels: tuple[int, int]) -> bool:
    """Tell whether a page of so many pixels is drawn in tiles."""
    return pixels[0] * pixels[1] > WHOLE


def under_scale(pixels: tuple[int, int], scale: float) -> float:
    """Return the scale of the one picture that shows below the tiles of a page."""
    return scale * min(1.0, math.sqrt(UNDER / (pixels[0] * pixels[1])))


def tiles_in(seen: Rect) -> list[Tile]:
    """Return the tiles that a part of a page touches, the nearest to its middle first."""
    if seen.width <= 0 or seen.height <= 0:
        return []
    columns = range(int(seen.x0 // SIDE), int(-(-seen.x1 // SIDE)))
    rows = range(int(seen.y0 // SIDE), int(-(-seen.y1 // SIDE)))
    x, y = (seen.x0 + seen.x1) / 2 / SIDE, (seen.y0 + seen.y1) / 2 / SIDE
    return sorted(
        (Tile(column, row) for row in rows for column in columns),
        key=lambda tile: ((tile.column + 0.5 - x) ** 2 + (tile.row + 0.5 - y) ** 2, tile),
    )
