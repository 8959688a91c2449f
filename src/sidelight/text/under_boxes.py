# SPDX-License-Identifier: AGPL-3.0-or-later
"""From rectangles on pages, such as those of a highlight that another program made, to the ink
whose characters lie under them.

Programs draw a line's rectangle as high as the font says, as the letters are, or as a thin strip
below them.  So the line that is meant is found first; then its characters count whose centre lies
between the rectangle's sides.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import compress, count
from operator import le, ne
from typing import NamedTuple

from sidelight.text.geometry import Rect
from sidelight.text.layer import Page, TextLayer

Range = tuple[int, int]
"""Ink offsets, half open."""

_SLACK = 0.01
"""Points; boxes are kept in single precision."""
_NEAR = 3
"""Ink that may be missing within a passage: a hyphen, a raised number, a letter between words."""
_FOOT_AND_HEAD = 160
"""Ink at the foot of a page and the head of the next that a passage may go past."""
_APART = 0.8
"""How far foot and head keep from the print between them, in heights of a line."""
_WHOLE, _MOSTLY = 0.9, 0.7
_ONE_LINE = 2.2
"""A rectangle less high than so many lines is meant for one of them."""
_STRIP = 0.5
_BASELINE, _OFF = 0.75, 0.5
"""Where in its line a strip below the words lies, from its top in heights, and how far off it may
be.
"""
_LEAST = 0.25
_ADJOINED, _LONGEST_ADJOINED = 0.35, 4
_MOST_WORK, _DEARER = 1_500_000, 8
"""Characters and runs that are looked at in all, and how much more a run of several costs."""
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


class _PageRuns:
    """The runs of a page by height, and which of their characters lie under a rectangle."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._runs = sorted(_runs(page.boxes))
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
        boxes = self._page.boxes
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
        return self._page.boxes[4 * at + 4] - self._page.boxes[4 * at]

    def _centres(self, run: _Run) -> tuple[list[float], bool]:
        """Return the centres of a run's characters, and whether they go to the right."""
        if run.start not in self._across:
            part = self._page.boxes[4 * run.start : 4 * run.end]
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


class UnderBoxes:
    """Finds ink under rectangles on the pages of a layer; a page's lines are found once.

    What it looks at is bounded: where there is too much of it, the marks that are left lie on
    nothing.
    """

    def __init__(self, layer: TextLayer, pages: Sequence[Page]) -> None:
        self._ink = layer.text.ink
        self._furniture = sorted((part.start, part.end) for part in layer.furniture)
        self._pages = {page.number: page for page in pages}
        self._runs: dict[int, _PageRuns] = {}
        self._work = 0

    def ranges(self, places: Iterable[tuple[int, Sequence[Rect]]]) -> list[Range]:
        """Return the ink ranges under the rectangles of one mark, in order: one where its
        characters follow each other, several where they stand far apart.

        ``places`` are pages (from 1) with rectangles in points from the top left corner.  Ink
        between ranges is taken in where it is no more than a hyphen, page furniture, or what stands
        at the foot and head of pages that the mark goes over.
        """
        rects: dict[int, list[Rect]] = {}
        for number, some in places:
            if number in self._pages:
                rects.setdefault(number, []).extend(some)
        under = [one for number, some in rects.items() for one in self._on(number, some)]
        joined: list[Range] = []
        for start, end in map(self._whole, _merged(under)):
            if joined and self._goes_on(joined[-1][1], start, rects):
                joined[-1] = joined[-1][0], end
            elif start < end:
                joined.append((start, end))
        return joined

    def _on(self, number: int, rects: Iterable[Rect]) -> Iterator[Range]:
        page = self._pages[number]
        if number not in self._runs:
            self._runs[number] = _PageRuns(page)
        runs = self._runs[number]
        for rect in rects:
            if self._work < _MOST_WORK:
                before = runs.work
                for start, end in runs.under(rect):
                    yield page.start + start, page.start + end
                self._work += runs.work - before

    def _whole(self, one: Range) -> Range:
        """Return a range with the marks on its last letter, and without those on a letter before
        it: they have no width of their own.
        """
        start, end = one
        while start < end and unicodedata.combining(self._ink[start]):
            start += 1
        while start < end < len(self._ink) and unicodedata.combining(self._ink[end]):
            end += 1
        return start, end

    def _goes_on(self, end: int, start: int, rects: Mapping[int, Sequence[Rect]]) -> bool:
        """Tell whether a passage that stops at ``end`` goes on at ``start``."""
        first = bisect_right(self._furniture, (end, end)) - 1
        missing = start - end
        for one, other in self._furniture[max(first, 0) :]:
            if one >= start:
                break
            missing -= max(0, min(other, start) - max(one, end))
        return missing <= _NEAR or (
            start - end <= _FOOT_AND_HEAD and self._turns_over(end, start, rects)
        )

    def _turns_over(self, end: int, start: int, rects: Mapping[int, Sequence[Rect]]) -> bool:
        """Tell whether there is nothing between two places but what stands below a mark on one page
        and above it on the next.
        """
        for number, some in rects.items():
            one, other = self._pages[number], self._pages.get(number + 1)
            if other is None or not (one.start < end <= one.end == other.start <= start):
                continue
            if start >= other.end or other.number not in rects:
                continue
            last = max(some, key=lambda rect: rect.y1)
            first = min(rects[other.number], key=lambda rect: rect.y0)
            foot = last.y1 + _APART * last.height
            head = first.y0 - _APART * first.height
            return all(one.box(at)[1] >= foot for at in range(end, one.end)) and all(
                other.box(at)[3] <= head for at in range(other.start, start)
            )
        return False


def _merged(ranges: Iterable[Range]) -> list[Range]:
    """Return ranges in order, those that touch made one."""
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged
