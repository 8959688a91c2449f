# SPDX-License-Identifier: AGPL-3.0-or-later
"""Highlights laid on the pages: which rectangles, and which of those that overlap comes where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sidelight.desktop.view.highlight import Highlight
from sidelight.desktop.view.line_stack import clusters, drops, lanes
from sidelight.desktop.view.page_stack import PagePoint
from sidelight.desktop.view.text_geometry import TextGeometry
from sidelight.text.geometry import Rect

__all__ = ["Mark", "Marks", "lanes"]

_AREAS = -1
"""The cluster of all areas of a page."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A highlight's part on one page: rectangles in points.

    ``lane`` tells overlapping ones apart: their lines are drawn that many places below each other,
    ``drop`` thicknesses deep; those of one ``cluster`` may overlap, others do not.  ``starts`` and
    ``ends`` say whether the highlight begins and ends on this page.
    """

    highlight: Highlight
    rects: tuple[Rect, ...]
    lane: int
    starts: bool
    ends: bool
    drop: float = 0.0
    cluster: int = 0


class Marks:
    """The highlights of a document; those of a page are laid out when it is first shown."""

    def __init__(self, text: TextGeometry, highlights: Sequence[Highlight] = ()) -> None:
        self._text = text
        self._given = tuple(highlights)
        length = len(text.text)
        self.highlights = tuple(h for h in highlights if 0 <= h.start < h.end <= length)
        self.areas = tuple(h for h in highlights if h.area is not None)
        self._by_id = {h.id: h for h in (*self.highlights, *self.areas)}
        self._lanes = lanes(self.highlights)
        together = clusters(self.highlights)
        self._drops = drops(self.highlights, self._lanes, together)
        self._clusters = {index: number for number, one in enumerate(together) for index in one}
        self._pages: dict[int, tuple[Mark, ...]] = {}

    def are(self, text: TextGeometry, highlights: Sequence[Highlight]) -> bool:
        """Tell whether these are the marks of some highlights on a text."""
        return self._text is text and self._given == tuple(highlights)

    def get(self, id: str) -> Highlight | None:  # noqa: A002
        """Return the highlight of an id."""
        return self._by_id.get(id)

    def with_ends(self, id: str, start: int, end: int) -> Marks:  # noqa: A002
        """Return the same highlights, one of them with other ends."""
        moved = [
            replace(one, start=start, end=end) if one.id == id else one for one in self.highlights
        ]
        return Marks(self._text, [*moved, *self.areas])

    def with_area(self, id: str, area: Rect) -> Marks:  # noqa: A002
        """Return the same highlights, an area of them with other edges."""
        moved = [replace(one, area=area) if one.id == id else one for one in self.areas]
        return Marks(self._text, [*self.highlights, *moved])

    def on_page(self, page: int) -> tuple[Mark, ...]:
        """Return the marks of a page, areas first, longer highlights before shorter ones."""
        if page not in self._pages:
            self._pages[page] = (*self._lay_areas(page), *self._lay(page))
        return self._pages[page]

    def at(self, point: PagePoint, slack: float = 0.5) -> list[Highlight]:
        """Return the highlights at a point, the smallest first."""
        found = [
            mark.highlight
            for mark in self.on_page(point.page)
            if any(rect.holds(point.x, point.y, slack) for rect in mark.rects)
        ]
        return sorted(found, key=_size)

    def _lay_areas(self, page: int) -> list[Mark]:
        number = self._text.pages[page].number
        here = [one for one in self.areas if one.page == number]
        largest_first = sorted(here, key=_size, reverse=True)
        return [
            Mark(one, (one.area,), 0, starts=True, ends=True, cluster=_AREAS)
            for one in largest_first
            if one.area
        ]

    def _lay(self, page: int) -> tuple[Mark, ...]:
        first, last = self._text.pages[page].start, self._text.pages[page].end
        # a page without marks is painted without working its lines out
        touching = any(one.start < last and one.end > first for one in self.highlights)
        if not touching:
            return ()
        lines = self._text.lines(page)
        marks = [
            Mark(
                one,
                tuple(lines.rects(one.start, one.end)),
                self._lanes[index],
                one.start >= first,
                one.end <= last,
                self._drops[index],
                self._clusters[index],
            )
            for index, one in enumerate(self.highlights)
            if one.start < last and one.end > first
        ]
        return tuple(sorted(marks, key=lambda mark: mark.highlight.start - mark.highlight.end))


def _size(one: Highlight) -> tuple[float, int, int]:
    """Order highlights by size, words before areas."""
    surface = one.area.width * one.area.height if one.area is not None else 0.0
    return surface, one.end - one.start, one.start
