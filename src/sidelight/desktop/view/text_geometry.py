# SPDX-License-Identifier: AGPL-3.0-or-later
"""The text of a whole document on its pages; a page's lines are worked out when first needed."""

from __future__ import annotations

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable
from typing import NamedTuple

from sidelight.desktop.view.page_stack import PagePoint
from sidelight.text.corrections import CorrectedText
from sidelight.text.geometry import Line, Rect
from sidelight.text.graphemes import snap
from sidelight.text.ink import InkText
from sidelight.text.layer import Page, TextLayer
from sidelight.text.page_lines import PageLines, Place

_MOST_LINED = 64
"""Pages whose lines are kept; those of a page are worked out anew in a millisecond or two."""


class Hit(NamedTuple):
    """What a point meets: the nearest place between characters, and the character itself."""

    place: Place
    character: int


class TextGeometry:
    """Where the ink of ``layer`` stands on ``pages``.  Page indices count from 0."""

    def __init__(self, layer: TextLayer, pages: tuple[Page, ...]) -> None:
        self.layer = layer
        self.pages = pages
        self._starts = [page.start for page in pages]
        self._lines: OrderedDict[int, PageLines] = OrderedDict()
        self.reading = CorrectedText(layer.text)
        """How the text reads with its corrections; places stay those of the layer."""

    @property
    def text(self) -> InkText:
        """The text of the layer."""
        return self.layer.text

    def page_of(self, offset: int) -> int:
        """Return the index of the page that an ink offset is on; at the end, of the last ink."""
        index = bisect_right(self._starts, offset) - 1
        while index > 0 and self.pages[index].start == self.pages[index].end:
            index -= 1
        return max(0, index)

    def page_of_place(self, place: Place) -> int:
        """Return the index of the page that a place is on."""
        return self.page_of(place.offset - 1 if place.after and place.offset else place.offset)

    def lines(self, index: int) -> PageLines:
        """Return the lines of a page."""
        found = self._lines.pop(index, None)
        if found is None:
            page = self.pages[index]
            found = PageLines(page, self.text.ink[page.start : page.end])
        self._lines[index] = found
        while len(self._lines) > _MOST_LINED:
            self._lines.popitem(last=False)
        return found

    def line_range(self, offset: int) -> tuple[int, int]:
        """Return the ink range of the line of print that an ink offset is in, empty without one."""
        if not self.pages:
            return offset, offset
        lines = self.lines(self.page_of(offset))
        at = lines.line_at(Place(offset))
        return (lines.lines[at].start, lines.lines[at].end) if at >= 0 else (offset, offset)

    def rects(self, start: int, end: int) -> list[tuple[int, Rect]]:
        """Return the rectangles of an ink range, each with the index of its page."""
        if start >= end or not self.pages:
            return []
        pages = range(self.page_of(start), self.page_of(end - 1) + 1)
        return [(index, rect) for index in pages for rect in self.lines(index).rects(start, end)]

    def rects_on(self, index: int, ranges: Iterable[tuple[int, int]]) -> tuple[Rect, ...]:
        """Return the rectangles that ink ranges have on one page."""
        page = self.pages[index]
        touching = [one for one in ranges if one[0] < page.end and one[1] > page.start]
        return tuple(rect for one in touching for rect in self.lines(index).rects(*one))

    def caret(self, place: Place) -> tuple[int, Rect]:
        """Return the page index and the rectangle of a caret."""
        index = self.page_of_place(place)
        return index, self.lines(index).caret(place)

    def hit(self, point: PagePoint) -> Hit:
        """Return what is nearest to a point of a page; without text, where it would be."""
        lines = self.lines(point.page)
        found = lines.nearest(point.x, point.y)
        if found is None:
            offset = lines.page.start
            return Hit(Place(offset), min(offset, max(0, len(self.text) - 1)))
        return self._hit(*found)

    def hit_in(self, page: int, line: Line, x: float) -> Hit:
        """Return what is nearest to ``x`` in one line."""
        return self._hit(*self.lines(page).nearest_in(line, x))

    def touches(self, point: PagePoint) -> bool:
        """Tell whether a point lies on print."""
        x, y = point.x, point.y
        lines = self.lines(point.page).lines
        return any(line.rect.holds(x, y - line.fall(x), 2.0) for line in lines)

    def _hit(self, character: int, later_half: bool) -> Hit:
        start, end = snap(self.text, character, character + 1)
        return Hit(Place(end, after=True) if later_half else Place(start), character)
