# SPDX-License-Identifier: AGPL-3.0-or-later
"""The hits of a search in one document, and which of them is looked at."""

from __future__ import annotations

from bisect import bisect_left

from sidelight.desktop.view.text_geometry import TextGeometry
from sidelight.text.geometry import Rect


class Hits:
    """Where words stand in a document's text, as ink ranges in order."""

    def __init__(self, text: TextGeometry) -> None:
        self._text = text
        self.ranges: list[tuple[int, int]] = []
        self.index = -1

    def on(self, text: TextGeometry) -> None:
        """Go on with the same text on other pages."""
        self._text = text

    @property
    def current(self) -> tuple[int, int] | None:
        """The hit that is looked at."""
        return self.ranges[self.index] if self.ranges else None

    def take(self, ranges: list[tuple[int, int]], start: int) -> int:
        """Take what was found, look at the first from ``start`` on; return how many there are."""
        self.ranges = ranges
        later = bisect_left(self.ranges, (start, 0))
        self.index = (later % len(self.ranges)) if self.ranges else -1
        return len(self.ranges)

    def step(self, step: int) -> tuple[int, int]:
        """Look at the next or previous hit, round the end; return which, from 1, of how many."""
        if not self.ranges:
            return 0, 0
        self.index = (self.index + step) % len(self.ranges)
        return self.index + 1, len(self.ranges)

    def clear(self) -> None:
        """Forget them."""
        self.ranges, self.index = [], -1

    def on_page(self, page: int) -> tuple[Rect, ...]:
        """Return the rectangles of the hits on a page, save of the one looked at."""
        if not self.ranges:
            return ()
        first, last = self._text.pages[page].start, self._text.pages[page].end
        lines = self._text.lines(page)
        low = max(0, bisect_left(self.ranges, (first, 0)) - 1)
        found: list[Rect] = []
        high = bisect_left(self.ranges, (last, 0), low)
        for hit in self.ranges[low:high]:
            if hit != self.current:
                found += lines.rects(*hit)
        return tuple(found)
