# SPDX-License-Identifier: AGPL-3.0-or-later
"""From rectangles on pages, such as those of a highlight that another program made, to the ink
whose characters lie under them, joined to passages.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sidelight.text.geometry import Rect
from sidelight.text.layer import Page, TextLayer
from sidelight.text.page_runs import PageRuns, Range

_NEAR = 3
"""Ink that may be missing within a passage: a hyphen, a raised number, a letter between words."""
_FOOT_AND_HEAD = 160
"""Ink at the foot of a page and the head of the next that a passage may go past."""
_APART = 0.8
"""How far foot and head keep from the print between them, in heights of a line."""
_MOST_WORK = 1_500_000
"""Characters and runs that are looked at in all."""


class UnderBoxes:
    """Finds ink under rectangles on the pages of a layer; a page's lines are found once.

    What it looks at is bounded: where there is too much of it, the marks that are left lie on
    nothing.
    """

    def __init__(self, layer: TextLayer, pages: Sequence[Page]) -> None:
        self._ink = layer.text.ink
        self._furniture = sorted((part.start, part.end) for part in layer.furniture)
        self._pages = {page.number: page for page in pages}
        self._runs: dict[int, PageRuns] = {}
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
            self._runs[number] = PageRuns(page)
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
