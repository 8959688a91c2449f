# SPDX-License-Identifier: AGPL-3.0-or-later
"""The print of a page by height, and which characters of it a rectangle means.

Programs draw a line's rectangle as high as the font says, as the letters are, or as a thin strip
below them.  So the line that is meant is found first; then its characters count whose centre lies
between the rectangle's sides.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import compress, count
from operator import le, ne
from typing import NamedTuple

from sidelight.text.geometry import Rect
from sidelight.text.layer import Page

Range = tuple[int, int]
"""Ink offsets, half open."""

_SLACK = 0.01
"""Points; boxes are kept in single precision."""
_WHOLE, _MOSTLY = 0.9, 0.7
"""How much of a line's height lies under a rectangle that means it, and at least under one that
means it beside another.
"""
_ONE_LINE = 2.2
"""A rectangle less high than so many lines is meant for one of them."""
_STRIP = 0.5
"""A rectangle less high than so much of a line is a strip below its words, or through them."""
_BASELINE, _OFF = 0.75, 0.5
"""Where in its line a strip below the words lies, from its top in heights, and how far off it may
be.
"""
_LEAST = 0.25
"""How much of a line whose middle it misses has to lie under a rectangle, in heights."""
_LEVEL = 0.25
"""How far apart in heights the middles of one line's runs are, at most."""
_ADJOINED, _LONGEST_ADJOINED = 0.35, 4
"""How much of raised print has to lie under a rectangle, in heights, and how much ink it may be."""
_DEARER = 8
"""How much more a run of several characters costs to look at than a single one."""
_BOX = 16
"""Bytes of a box: left, top, right, bottom."""
_EQUALLY_HIGH = re.compile(rb".{4}(.{4}).{4}(.{4})(?:.{4}\1.{4}\2)*", re.DOTALL)


class _Run(NamedTuple):
    """Ink in a row whose boxes are equally high, numbered from 0 on its page."""

    middle: float
    start: int
    end: int
    top: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    def under(self, rect: Rect) -> float:
        """Return how much of its height lies in a rectangle, in points."""
        return max(0.0, min(self.bottom, rect.y1) - max(self.top, rect.y0))


class PageRuns:
    """The runs of a page by height, and which of their characters lie under a rectangle."""

    def __init__(self, page: Page) -> None:
        self._boxes = page.boxes
        self._runs = sorted(_runs(self._boxes))
        self._middles = [run.middle for run in self._runs]
        self._tallest = max((run.height for run in self._runs), default=0.0)
        self._starting = {run.start: run for run in self._runs}
        self._ending = {run.end: run for run in self._runs}
        self._across: dict[int, tuple[list[float], bool]] = {}
        self.work = 0
        """How many runs were looked at."""

    def under(self, rect: Rect) -> list[Range]:
        """Return the ranges on the page (from 0) under a rectangle, in no order."""
        found = self._hit(rect, rect.y0, rect.y1)
        if not found:
            found = self._nearest(rect)
        elif rect.height < _STRIP * found[0][0].height:
            found = self._level_with(found[0][0], rect)
        elif len(found) > 1:
            found = _without_neighbours(found, rect)
        ranges = [one for _run, some in found for one in some]
        taken = {run.start for run, _some in found}
        return [*ranges, *self._adjoined(ranges, taken, rect)]

    def _hit(self, rect: Rect, top: float, bottom: float) -> list[tuple[_Run, list[Range]]]:
        """Return the runs whose middles lie within heights, with what of them lies under."""
        runs = self._runs[bisect_left(self._middles, top) : bisect_right(self._middles, bottom)]
        found: list[tuple[_Run, list[Range]]] = []
        left, right = rect.x0 - _SLACK, rect.x1 + _SLACK
        boxes = self._boxes
        for run in runs:
            self.work += 1
            if run.end - run.start == 1:
                # askew and turned print has nothing but such runs
                at = 4 * run.start
                if left <= (boxes[at] + boxes[at + 2]) / 2 <= right:
                    found.append((run, [(run.start, run.end)]))
            elif some := self._between(run, rect):
                found.append((run, some))
        return found

    def _between(self, run: _Run, rect: Rect) -> list[Range]:
        """Return what of a run has its centre between the sides of a rectangle."""
        self.work += _DEARER
        centres, rising = self._centres(run)
        left, right = rect.x0 - _SLACK, rect.x1 + _SLACK
        if rising:
            first, last = bisect_left(centres, left), bisect_right(centres, right)
            # where two letters begin in one place, the first is a part of the one before it: a
            # ligature's second
            while 0 < first < last - 1 and self._step(run.start + first) <= _SLACK:
                first += 1
            return [(run.start + first, run.start + last)] if first < last else []
        inside = [left <= centre <= right for centre in centres]
        self.work += len(inside)
        edges = compress(count(), map(ne, [False, *inside], [*inside, False]))
        return [(run.start + a, run.start + b) for a, b in zip(edges, edges, strict=True)]

    def _step(self, at: int) -> float:
        """Return how far to the right of a letter the next one begins."""
        return self._boxes[4 * at + 4] - self._boxes[4 * at]

    def _centres(self, run: _Run) -> tuple[list[float], bool]:
        """Return the centres of a run's characters, and whether they go to the right."""
        if run.start not in self._across:
            part = self._boxes[4 * run.start : 4 * run.end]
            centres = [(x0 + x1) / 2 for x0, x1 in zip(part[::4], part[2::4], strict=True)]
            self._across[run.start] = centres, all(map(le, centres, centres[1:]))
        return self._across[run.start]

    def _nearest(self, rect: Rect) -> list[tuple[_Run, list[Range]]]:
        """Return the line that a rectangle means in whose height no middle of one lies."""
        near = self._hit(rect, rect.y0 - self._tallest, rect.y1 + self._tallest)
        scores = [(_score(run, rect), run) for run, _some in near]
        best, line = max(scores, default=(0.0, None))
        if line is None or best <= 0:
            return []
        return [one for one in near if abs(one[0].middle - line.middle) < line.height / 2]

    def _level_with(self, line: _Run, rect: Rect) -> list[tuple[_Run, list[Range]]]:
        """Return what lies under a strip through a line, whose other runs may be higher or lower
        by a little.
        """
        off = _LEVEL * line.height
        return self._hit(rect, min(rect.y0, line.middle - off), max(rect.y1, line.middle + off))

    def _adjoined(
        self, ranges: Sequence[Range], taken: Collection[int], rect: Rect
    ) -> Iterator[Range]:
        """Yield the few characters before and after ranges that are raised, lowered or larger than
        their line, and lie under the rectangle too.
        """
        for start, end in ranges:
            for run in (self._ending.get(start), self._starting.get(end)):
                if run is None or run.start in taken or run.end - run.start > _LONGEST_ADJOINED:
                    continue
                least = _ADJOINED * min(run.height, rect.height)
                if run.under(rect) > least:
                    yield from self._between(run, rect)


def _runs(boxes: array[float]) -> Iterator[_Run]:
    """Yield the runs of a page, told by the bytes of its boxes: none is looked at alone."""
    for found in _EQUALLY_HIGH.finditer(boxes.tobytes()):
        start, end = found.start() // _BOX, found.end() // _BOX
        top, bottom = boxes[4 * start + 1], boxes[4 * start + 3]
        yield _Run((top + bottom) / 2, start, end, top, bottom)


def _score(run: _Run, rect: Rect) -> float:
    """Return how well a rectangle fits a run whose middle it misses: 0 or less is not at all."""
    if run.height <= 0:
        return 0.0
    if rect.height < _STRIP * run.height:
        down = ((rect.y0 + rect.y1) / 2 - run.top) / run.height
        return _OFF - abs(down - _BASELINE)
    return run.under(rect) / min(run.height, rect.height) - _LEAST


def _without_neighbours(
    found: list[tuple[_Run, list[Range]]], rect: Rect
) -> list[tuple[_Run, list[Range]]]:
    """Leave out the lines beside the one that is meant, where a rectangle reaches into them."""
    shares = [run.under(rect) / run.height if run.height > 0 else 1.0 for run, _some in found]
    best = max(shares)
    line = found[shares.index(best)][0]
    if best < _WHOLE or rect.height >= _ONE_LINE * line.height:
        return found
    return [
        one
        for one, share in zip(found, shares, strict=True)
        if share >= _MOSTLY or abs(one[0].middle - line.middle) <= line.height / 2
    ]
