# SPDX-License-Identifier: AGPL-3.0-or-later
"""How an annotation is drawn: ground multiplied onto the print, a line in the manner of its verdict
below it, so that no mark is told by colour alone in other programs either.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]
"""Upper left, upper right, lower left, lower right as the page is shown, in the PDF's own space."""

MULTIPLY = "M"
"""The name of the graphics state that a ground needs: what is drawn below shows through."""

_LINE = 1.1
_THIN = 0.7
_FRAME = 1.5
_WAVE = 2.0
_BETWEEN = 2.0
_MOST_WAVES = 4000
_DASHES = {"dashed": "[4 2] 0 d", "dotted": "[1 2] 0 d"}


def look(kind: str, quads: Sequence[Quad], colours: tuple[str, str], line: str, thin: bool) -> str:
    """Return the drawing of an annotation that lies on ``quads``; empty for a kind that programs
    draw themselves.

    ``colours`` are those of ground and line (#rrggbb).
    """
    if kind == "note":
        return ""
    ground, ink = colours
    parts = []
    if kind == "highlight":
        parts += [f"/{MULTIPLY} gs", f"{numbers(rgb(ground))} rg"]
        parts += [_filled(quad) for quad in quads]
    width = _THIN if thin else _LINE
    if kind == "frame" and line != "wavy":
        width = _FRAME
    parts += [f"{numbers(rgb(ink))} RG {width} w", _DASHES.get(line, "[] 0 d")]
    for quad in quads:
        for start, end in _edges(quad) if kind == "frame" else [(quad[2], quad[3])]:
            parts += list(_drawn(start, end, line))
    return "\n".join(parts)


def numbers(some: Iterable[float]) -> str:
    """Return numbers as a PDF writes them."""
    return " ".join(f"{one:.3f}".rstrip("0").rstrip(".") for one in some)


def rgb(code: str) -> tuple[float, ...]:
    """Return the three parts of a colour (#rrggbb), 0 to 1."""
    return tuple(int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))


def _filled(quad: Quad) -> str:
    first, second, fourth, third = quad
    path = " ".join(f"{numbers(point)} l" for point in (second, third, fourth))
    return f"{numbers(first)} m {path} h f"


def _edges(quad: Quad) -> list[tuple[Point, Point]]:
    first, second, third, fourth = quad
    return [(first, second), (second, fourth), (fourth, third), (third, first)]


def _drawn(start: Point, end: Point, line: str) -> Iterable[str]:
    """Yield a line from one point to another, in its manner."""
    length = math.dist(start, end)
    if not length:
        return
    along = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
    aside = (-along[1], along[0])
    if line == "wavy":
        count = min(max(2, round(length / _WAVE)), _MOST_WAVES)
        yield _path(
            [
                _beside(start, along, aside, length * n / count, n % 2 * 2 - 1)
                for n in range(count + 1)
            ]
        )
        return
    for shift in (0.0, -_BETWEEN) if line == "double" else (0.0,):
        yield _path([_beside(start, along, aside, at, shift) for at in (0.0, length)])


def _beside(start: Point, along: Point, aside: Point, far: float, shift: float) -> Point:
    return (
        start[0] + along[0] * far + aside[0] * shift,
        start[1] + along[1] * far + aside[1] * shift,
    )


def _path(points: Sequence[Point]) -> str:
    first, *rest = points
    return f"{numbers(first)} m {' '.join(f'{numbers(point)} l' for point in rest)} S"
