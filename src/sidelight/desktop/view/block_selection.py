# SPDX-License-Identifier: AGPL-3.0-or-later
"""A rectangle drawn over the pages: the characters in it, line by line, whatever flows around them.

It takes a column out of a table or one column of two. A passage is running text, so that a block is
for copying, unless what it holds happens to be one piece.
"""

from __future__ import annotations

from itertools import pairwise

from sidelight.desktop.view.page_stack import PagePoint
from sidelight.desktop.view.text_geometry import TextGeometry
from sidelight.text.geometry import Rect
from sidelight.text.graphemes import snap
from sidelight.text.quotes import readable

Run = tuple[int, int]


class BlockSelection:
    """Reaches from one corner to another, over several pages too.  Points of the pages."""

    def __init__(self, text: TextGeometry, corner: PagePoint) -> None:
        self._text = text
        self._corner = self._other = corner
        self._found: list[Run] | None = None

    def extend(self, corner: PagePoint) -> None:
        """Let it reach to another corner."""
        self._other = corner
        self._found = None

    def rects(self) -> list[tuple[int, Rect]]:
        """Return its part of each page, with the page's index."""
        above, below = sorted((self._corner, self._other), key=lambda at: (at.page, at.y))
        left, right = sorted((self._corner.x, self._other.x))
        return [
            (
                page,
                Rect(
                    left,
                    above.y if page == above.page else 0.0,
                    right,
                    below.y if page == below.page else self._text.pages[page].height,
                ),
            )
            for page in range(above.page, below.page + 1)
        ]

    def runs(self) -> list[Run]:
        """Return the ink ranges in it in reading order, none of which crosses a line end."""
        if self._found is None:
            inside = [
                snap(self._text.text, *run)
                for page, rect in self.rects()
                for run in self._text.lines(page).within(rect)
            ]
            self._found = _merged(sorted(inside))
        return self._found

    def range(self) -> Run | None:
        """Return the ink range where it is all of one piece, None where it is not, or is empty."""
        runs = self.runs()
        whole = all(before[1] == after[0] for before, after in pairwise(runs))
        return (runs[0][0], runs[-1][1]) if runs and whole else None

    def words(self) -> str:
        """Return the text line by line; what stands beside each other in a row is parted by a
        tab.
        """
        words: list[str] = []
        last: tuple[int, Rect] | None = None
        for start, end in self.runs():
            page, rect = self._text.rects(start, end)[0]
            if last is not None:
                words.append("\t" if _one_row(last, (page, rect)) else "\n")
            words.append(readable(self._text.text.slice(start, end)))
            last = page, rect
        return "".join(words)


def _merged(runs: list[Run]) -> list[Run]:
    """Return runs as they are, those made one that share a character."""
    merged: list[Run] = []
    for run in runs:
        shares = merged and run[0] < merged[-1][1]
        merged.append((merged.pop()[0], run[1]) if shares else run)
    return merged


def _one_row(one: tuple[int, Rect], other: tuple[int, Rect]) -> bool:
    shared = min(one[1].y1, other[1].y1) - max(one[1].y0, other[1].y0)
    return one[0] == other[0] and shared > min(one[1].height, other[1].height) / 2
