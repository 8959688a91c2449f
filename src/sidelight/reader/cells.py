# SPDX-License-Identifier: AGPL-3.0-or-later
"""Cells of a table on their way through the pages, as MuPDF's stories.

A story reads the style sheet and loads fonts anew, which takes longer than laying out the words of
a cell.  So cells that stand one below the other are one story, of which as much is placed each time
as is one cell high.  A cell that a page divides is a story of its own, since only MuPDF knows where
its words are to be divided.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sidelight.reader.mupdf import pymupdf

# MuPDF reads the entities of texts twice, those of attributes once
_AMPERSAND = re.compile("&amp;(?=[^<>]*(?:<|$))")
_ENDLESS = 1e7
_LONGEST = 20_000
"""A cell with more characters is measured for itself."""
_DEEPEST = 1e5
"""Further down (points), the numbers of a story, which are of 32 bits, are not exact enough."""
_SLACK = 3.0
"""So much more than a cell is high is given to it: less than the least line, for nothing of the
next cell may come in.
"""
_LEAST = 2 * _SLACK
_TAIL = 40.0
"""More than the margins below the last line of a cell, which may stand over the end of a page."""
# The margins of neighbours become one, but not through what is padded.
_APART = '<div id="cell"><div style="padding-top:0.0001pt">{}</div></div>'


class Place(NamedTuple):
    """What has a name or is a link, and its box."""

    name: str
    to: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Look:
    """How stories look: a style sheet and where their pictures are."""

    css: str
    pictures: Any

    def story(self, html: str) -> Any:
        """Return a story."""
        told = _AMPERSAND.sub("&amp;amp;", html)
        return pymupdf.Story(html=told, user_css=self.css, archive=self.pictures)


class Column:
    """Cells one below the other, between two sides, in one story, to be drawn in their order.

    ``heights`` has nothing where they cannot be in one story.
    """

    def __init__(self, cells: Sequence[str], look: Look, sides: tuple[float, float]) -> None:
        self._left, self._right = sides
        self._next = 0
        self._tops: list[float] = []
        self._places: list[list[Place]] = []
        self.heights: list[float] = []
        self._story = look.story("".join(map(_APART.format, cells)))
        self._measure(len(cells))

    def draw(self, at: int, top: float, device: Any, told: Callable[[Place], None]) -> None:
        """Draw a cell, and tell of its names and links."""
        while self._next < at:
            self._step(0.0, None)
        self._step(top, device)
        for name, to, (x0, y0, x1, y1) in self._places[at]:
            told(Place(name, to, (x0, y0 + top, x1, y1 + top)))

    def _step(self, top: float, device: Any) -> None:
        self._place(top, top + self.heights[self._next] + _SLACK)
        self._story.draw(device)
        self._next += 1

    def _place(self, top: float, bottom: float) -> None:
        self._story.place(pymupdf.Rect(self._left, top, self._right, bottom))

    def _measure(self, count: int) -> None:
        self._place(0.0, _ENDLESS)
        positions(self._story, self._found)
        sound = len(self.heights) == count and all(height >= _LEAST for height in self.heights)
        if not sound or self._tops[-1] + self.heights[-1] > _DEEPEST:
            self.heights = []

    def _found(self, position: Any) -> None:
        box = _box(position)
        if position.depth > 1:
            top = self._tops[-1]
            moved = (box[0], box[1] - top, box[2], box[3] - top)
            self._places[-1].append(Place(position.id or "", position.href or "", moved))
        elif position.open_close & 1:
            self._tops.append(box[1])
            self.heights.append(box[3] - box[1])
            self._places.append([])


class Cell:
    """A cell, between two sides; one of a column until it is divided."""

    def __init__(
        self,
        html: str,
        look: Look,
        sides: tuple[float, float],
        column: Column | None = None,
        at: int = 0,
    ) -> None:
        self._html, self._look = html, look
        self._column = column if column is not None and column.heights else None
        self._at = at
        self._height = self._column.heights[at] if self._column else 0.0
        self._story: Any = None
        self._named = 'href="' in html or 'id="' in html
        self.sides = sides
        self.more = True
        self.empty = True
        self.end = 0.0
        self._placed = self._drawn = (0.0, 0.0, 0.0)

    def overruns(self, room: float) -> bool:
        """Tell whether it is known, without placing it, that it is higher than ``room``."""
        return self._height > room + _TAIL

    def place(self, top: float, bottom: float) -> None:
        """Try how far it comes down to ``bottom``; nothing is drawn yet."""
        if self._story is None and self._column and top + self._height <= bottom:
            self.more = self.empty = False
            self.end = top + self._height
        else:
            self._divide(top, bottom)
        self._placed = (top, bottom, self.end)

    def again(self) -> None:
        """Begin from the start: it stands on another page too."""
        if self._story is not None:
            self._story.reset()
        self.more = True
        self._drawn = (0.0, 0.0, 0.0)

    def draw(self, device: Any, told: Callable[[Place], None]) -> None:
        """Draw what was placed, and tell of its names and links."""
        top, bottom, end = self._placed
        if self._column and self._story is None:
            self._column.draw(self._at, top, device, told)
            return
        if self._drawn == self._placed and end - top < (bottom - top) / 2:
            # what comes next is larger than any page: again it was not placed
            self.more = False
            return
        self._drawn = self._placed
        if self._named:
            positions(self._story, lambda position: told(_of(position)))
        self._story.draw(device)

    def _divide(self, top: float, bottom: float) -> None:
        if self._story is None:
            self._story = self._look.story(self._html)
        left, right = self.sides
        # without any height, MuPDF takes it to be without end
        bottom = max(bottom, top + 1)
        more, filled = self._story.place(pymupdf.Rect(left, top, right, bottom))
        self.more = bool(more)
        self.empty = filled[3] <= filled[1]
        self.end = top if self.empty else min(filled[3], bottom)


def stacked(rows: Sequence[str], look: Look, sides: tuple[float, float]) -> list[Cell | None]:
    """Return a cell for each of ``rows``, None where nothing stands in it."""
    among = [at for at, html in enumerate(rows) if html.strip() and len(html) <= _LONGEST]
    column = Column([rows[at] for at in among], look, sides) if len(among) > 1 else None
    turn = {at: number for number, at in enumerate(among)}
    return [
        Cell(html, look, sides, column if at in turn else None, turn.get(at, 0))
        if html.strip()
        else None
        for at, html in enumerate(rows)
    ]


def positions(story: Any, told: Callable[[Any], None]) -> None:
    """Tell of the names and links that are placed; by MuPDF itself, since PyMuPDF makes a class for
    each.
    """
    pymupdf.mupdf.fz_story_positions(story.this, told)


def _of(position: Any) -> Place:
    return Place(position.id or "", position.href or "", _box(position))


def _box(position: Any) -> tuple[float, float, float, float]:
    rect = position.rect
    return rect.x0, rect.y0, rect.x1, rect.y1
