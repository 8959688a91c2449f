# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the lines of a page stand, from the boxes of its characters.

Lengths are points from the top left corner of the page.  A line is a run of ink in logical order
whose boxes share a baseline; justified print, whose words come apart, is one line again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

_WIDEST_GAP = 3.0
"""Blank room inside a line, in heights of its print: a wider one is a gutter or a table's rule."""
_JUMP = 4.0
_FAR = 1e9
_LEAST_SLOPE, _MOST_SLOPE = 0.002, 0.3


class Rect(NamedTuple):
    """A rectangle: left, top, right, bottom."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def width(self) -> float:
        """Its width."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Its height."""
        return self.y1 - self.y0

    def holds(self, x: float, y: float, slack: float = 0.0) -> bool:
        """Tell whether a point lies in it, or within ``slack`` of it."""
        return self.x0 - slack <= x <= self.x1 + slack and self.y0 - slack <= y <= self.y1 + slack


@dataclass(frozen=True, slots=True)
class Line:
    """One line of print: ink range, the band it takes, and how far its column reaches.

    A scan may hang askew: ``slope`` is by how much the line falls a point to the right, and
    ``rect`` is then the band around its middle.
    """

    start: int
    end: int
    rect: Rect
    left: float
    right: float
    slope: float = 0.0

    def fall(self, x: float) -> float:
        """Return how much lower than its middle the line is at ``x``."""
        return self.slope * (x - (self.rect.x0 + self.rect.x1) / 2) if self.slope else 0.0


def box_at(boxes: Sequence[float], index: int) -> Rect:
    """Return box number ``index`` of x0, y0, x1, y1 in a row."""
    return Rect(*boxes[4 * index : 4 * index + 4])


def group_lines(start: int, boxes: Sequence[float]) -> list[Line]:
    """Return the lines of a page whose first ink has offset ``start``; ``boxes`` as in `Page`."""
    spans = [(a, b) for a, b in pairwise([*_line_starts(boxes), len(boxes) // 4]) if a < b]
    bands = _apart([_band(boxes, first, last) for first, last in spans])
    lines: list[Line] = []
    for first, last in _columns(bands):
        left = min(band.x0 for band in bands[first:last])
        right = max(band.x1 for band in bands[first:last])
        lines += [
            Line(start + span[0], start + span[1], band, left, right, _slope(boxes, *span))
            for span, band in zip(spans[first:last], bands[first:last], strict=True)
        ]
    return lines


def _slope(boxes: Sequence[float], first: int, last: int) -> float:
    """Return how much a line falls a point to the right, 0.0 unless it plainly hangs askew."""
    one, other = box_at(boxes, first), box_at(boxes, last - 1)
    across = (other.x0 + other.x1 - one.x0 - one.x1) / 2
    down = (other.y0 + other.y1 - one.y0 - one.y1) / 2
    high = min(one.height, other.height)
    # Of level print the last letter may be a comma, or raised, but never by so much and so far.
    askew = high > 0 and abs(across) > 5 * high and abs(other.height - one.height) < 0.1 * high
    slope = down / across if askew else 0.0
    return slope if _LEAST_SLOPE < abs(slope) < _MOST_SLOPE else 0.0


def _line_starts(boxes: Sequence[float]) -> Iterator[int]:
    """Yield the index of the first box of each line.

    Plain numbers throughout: this runs over every character of a page before it is first painted.
    """
    top = bottom = left = right = before = 0.0
    begun = 0
    rows = zip(boxes[0::4], boxes[1::4], boxes[2::4], boxes[3::4], strict=True)
    for index, (x0, y0, x1, y1) in enumerate(rows):
        if y1 <= y0 and index:
            continue
        if index == 0 or not (
            min(bottom, y1) - max(top, y0) >= min(bottom - top, y1 - y0) / 2
            and max(x0 - right, left - x1) <= _WIDEST_GAP * max(bottom - top, y1 - y0)
            and (abs(x0 - before) <= _JUMP * (y1 - y0) or _beside_its_like(boxes, begun, index))
        ):
            yield index
            begun = index
            left, right = x0, x1
        else:
            left = min(left, x0)
            right = max(right, x1)
        top, bottom, before = y0, y1, x0


def _beside_its_like(boxes: Sequence[float], begun: int, index: int) -> bool:
    """Tell whether a character that stands far from the one before is level with its neighbour.

    Where print hangs askew, a line may begin as low as the line before it ends.
    """
    box = box_at(boxes, index)
    line = (box_at(boxes, at) for at in range(begun, index))
    near = min(line, key=lambda one: abs(one.x0 - box.x0) + (_FAR if one.height <= 0 else 0.0))
    return min(near.y1, box.y1) - max(near.y0, box.y0) >= min(near.height, box.height) / 2


def _band(boxes: Sequence[float], first: int, last: int) -> Rect:
    """Return what a line takes: in height medians, so no drop capital stretches it."""
    x0, y0, x1, y1 = (boxes[4 * first + side : 4 * last : 4] for side in range(4))
    real = [at for at in range(last - first) if y1[at] > y0[at]]
    if not real:
        return Rect(x0[0], y0[0], x1[0], y1[0])
    return Rect(
        min(x0[at] for at in real),
        median(y0[at] for at in real),
        max(x1[at] for at in real),
        median(y1[at] for at in real),
    )


def _apart(bands: list[Rect]) -> list[Rect]:
    """Part the bands of neighbouring lines that overlap, halfway: colours laid twice are darker."""
    result = list(bands)
    for index in range(1, len(result)):
        above, below = result[index - 1], result[index]
        if above.y0 < below.y0 < above.y1 < below.y1 and _beside(above, below):
            middle = (above.y1 + below.y0) / 2
            result[index - 1] = above._replace(y1=middle)
            result[index] = below._replace(y0=middle)
    return result


def _columns(bands: list[Rect]) -> list[tuple[int, int]]:
    """Return the index ranges of lines that follow each other downwards in one column."""
    cuts = [
        index
        for index in range(1, len(bands))
        if bands[index].y0 <= bands[index - 1].y0 or not _beside(bands[index - 1], bands[index])
    ]
    edges = [0, *cuts, len(bands)]
    return [(a, b) for a, b in pairwise(edges) if a < b]


def _beside(one: Rect, other: Rect) -> bool:
    return one.x0 < other.x1 and other.x0 < one.x1


def median(values: Iterable[float]) -> float:
    """Return the middle one of some numbers, the mean of the middle two of an even count.

    Not `statistics.median`: the fractions it brings along take longer to load than a page.
    """
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def union(rects: Sequence[Rect]) -> Rect:
    """Return the smallest rectangle around ``rects``, of which there is at least one."""
    return Rect(
        min(r.x0 for r in rects),
        min(r.y0 for r in rects),
        max(r.x1 for r in rects),
        max(r.y1 for r in rects),
    )
