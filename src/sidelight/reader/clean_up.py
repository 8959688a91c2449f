# SPDX-License-Identifier: AGPL-3.0-or-later
"""A scan made ready for recognition: even paper, dark ink, no specks, level lines."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from sidelight.reader import specks
from sidelight.reader.mupdf import pymupdf

_TILE = 64
_GRID = 256
_DARKEST = 0.001
"""The part of a page that is at least ink."""
_LIGHT = 200
"""The level, of 255 for paper, that is too light for ink where the skew is measured."""
_DUSTY = 158
"""The same where specks are sought: their blurred edges must not make them larger."""
_MOST_SKEW = 12
_LEAST_SKEW = 0.08
_SURELY = 1.02
_FEWEST, _MOST_POINTS = 200, 8000
_FULL = b"\0" + bytes([255]) * 255


def evened(pixmap: Any) -> Any:
    """Return a grey pixmap (one byte a pixel, 300 dots an inch) with white paper and no specks."""
    width, height = pixmap.width, pixmap.height
    grey = _evened(width, height, bytes(pixmap.samples))
    dust = specks.specks_of(width, specks.packed(width, height, _ink(grey, _DUSTY)))
    if dust:
        grey = _without(width, height, grey, dust)
    return pymupdf.Pixmap(pymupdf.csGRAY, width, height, grey, False)


def skew_of(pixmap: Any) -> float:
    """Return by how many degrees the lines of print in a grey pixmap fall to the right.

    0.0 where none are seen.  Some 100 dots an inch suffice.  Lines are level where the rows of
    black pixels differ most (Postl's criterion, 1986): the sum of squared row counts is largest.
    """
    width, height = pixmap.width, pixmap.height
    points = list(
        _points(width, height, _ink(_evened(width, height, bytes(pixmap.samples)), _LIGHT))
    )
    if len(points) < _FEWEST:
        return 0.0
    best, step = 0.0, 1.0
    candidates = [float(angle) / 2 for angle in range(-2 * _MOST_SKEW, 2 * _MOST_SKEW + 1)]
    while step >= _LEAST_SKEW / 2:
        best = max(candidates, key=lambda angle: (_levelness(points, angle), -abs(angle)))
        step /= 2.5
        candidates = [best + step * at / 2 for at in range(-2, 3)]
    surely = _levelness(points, best) > _SURELY * _levelness(points, 0.0)
    return round(best, 2) if surely and abs(best) >= _LEAST_SKEW else 0.0


def _ink(grey: bytes, light: int) -> bytes:
    """Return 1 for each pixel nearer to the darkest ink than to paper."""
    edge = min((_darkest(grey) + 255) // 2, light)
    return grey.translate(bytes(1 if level < edge else 0 for level in range(256)))


def _darkest(grey: bytes) -> int:
    some = grey[::5]
    left = len(some) * _DARKEST
    for level in range(256):
        left -= some.count(level)
        if left < 0:
            return level
    return 255


def _evened(width: int, height: int, grey: bytes) -> bytes:
    """Return the picture with its paper made white everywhere, however the light fell on it."""
    papers = _papers(width, height, grey)
    rows: list[bytes] = []
    edges = [*range(0, width, _TILE), width]
    levels: list[int] = []
    for y in range(height):
        if y % _TILE == 0:
            levels = [_between(papers, (x + _TILE / 2) / _GRID, (y + _TILE / 2) / _GRID)
                      for x in edges[:-1]]  # fmt: skip
        row = grey[y * width : (y + 1) * width]
        rows += [
            row[a:b].translate(_stretched(level))
            for (a, b), level in zip(pairwise(edges), levels, strict=True)
        ]
    return b"".join(rows)


def _papers(width: int, height: int, grey: bytes) -> list[list[int]]:
    """Return how bright the paper is in each square of a grid: the level most pixels reach."""
    found: list[list[int]] = []
    for top in range(0, height, _GRID):
        line: list[int] = []
        for left in range(0, width, _GRID):
            part = b"".join(
                grey[y * width + left : y * width + min(left + _GRID, width) : 3]
                for y in range(top, min(top + _GRID, height), 3)
            )
            line.append(sorted(part)[len(part) * 6 // 10])
        found.append(line)
    return found


def _between(papers: list[list[int]], x: float, y: float) -> int:
    """Return the paper's level at a place of the grid, between the middles of its squares."""
    x, y = (min(max(place - 0.5, 0.0), most - 1.0)
            for place, most in ((x, len(papers[0])), (y, len(papers))))  # fmt: skip
    left, top = int(x), int(y)
    right, below = min(left + 1, len(papers[0]) - 1), min(top + 1, len(papers) - 1)
    upper = papers[top][left] * (1 - x + left) + papers[top][right] * (x - left)
    lower = papers[below][left] * (1 - x + left) + papers[below][right] * (x - left)
    return round(upper * (1 - y + top) + lower * (y - top))


@cache
def _stretched(paper: int) -> bytes:
    """Return the table that makes paper of a level white and keeps ink dark."""
    white = max(24, round(paper * 0.86))
    return bytes(min(255, round(level * 255 / white)) for level in range(256))


def _without(width: int, height: int, grey: bytes, dust: int) -> bytes:
    """Return the picture with the specks made white, and the blur around each with them."""
    mask = int.from_bytes(
        specks.unpacked(width, height, specks.grown(width, dust)).translate(_FULL), "big"
    )
    return (int.from_bytes(grey, "big") | mask).to_bytes(width * height, "big")


def _points(width: int, height: int, black: bytes) -> Iterator[tuple[int, int]]:
    """Yield pixels of ink, thinned evenly to some thousands; lone ones are left out."""
    found = [(x, y) for y in range(height) for x in _inked(black[y * width : (y + 1) * width])]
    yield from found[:: max(1, len(found) // _MOST_POINTS)]


def _inked(row: bytes) -> Iterator[int]:
    at = row.find(b"\1\1")
    while at >= 0:
        yield at
        at = row.find(b"\1\1", at + 1)


def _levelness(points: list[tuple[int, int]], angle: float) -> float:
    slope = math.tan(math.radians(angle))
    counts: dict[int, int] = {}
    for x, y in points:
        row = int(y - x * slope)
        counts[row] = counts.get(row, 0) + 1
    return float(sum(count * count for count in counts.values()))
