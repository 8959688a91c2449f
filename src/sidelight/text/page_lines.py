# SPDX-License-Identifier: AGPL-3.0-or-later
"""One page's lines: from ink to rectangles and from a point to ink.  Points, as in `geometry`."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from sidelight.text.geometry import Line, Rect, box_at, group_lines
from sidelight.text.layer import Page

_DY_WEIGHT = 10.0
"""How much worse it is to be above or below a line than to be beside it."""


_LEADING_IN = 24.0
"""Points above a line that a link may lead to and mean the line."""
_ENTERED = 0.6
"""How much of a line's height may lie above where a link leads: what is set counts its lines from
between them.
"""
_STEP = 0.3
"""By how much of its height a line askew falls within one of the level pieces that mark it."""


class Place(NamedTuple):
    """A place between characters: ink offset, and whether it belongs to the character before it.

    The two differ where a line ends: the end of one line and the start of the next have one offset.
    """

    offset: int
    after: bool = False


class PageLines:
    """The lines of one page.  ``ink`` is the page's ink."""

    def __init__(self, page: Page, ink: str) -> None:
        self.page = page
        self._boxes = page.boxes
        self.lines = group_lines(page.start, self._boxes)
        self._starts = [line.start for line in self.lines]
        self._backwards = [unicodedata.bidirectional(c) in ("R", "AL") for c in ink]
        self._turning = {
            line.start
            for line in self.lines
            if any(self._backwards[line.start - page.start : line.end - page.start])
        }

    @property
    def text_left(self) -> float:
        """Where the print begins on the left; the page's width where there is none."""
        return min((line.rect.x0 for line in self.lines), default=self.page.width)

    def line_at(self, place: Place) -> int:
        """Return the index of the line a place is in, -1 on a page without text."""
        offset = place.offset - 1 if place.after else place.offset
        return max(0, bisect_right(self._starts, offset) - 1) if self.lines else -1

    def rects(self, start: int, end: int) -> list[Rect]:
        """Return the rectangles of an ink range: one a line, more where writing turns around."""
        start, end = max(start, self.page.start), min(end, self.page.end)
        if start >= end:
            return []
        first = max(0, bisect_right(self._starts, start) - 1)
        found: list[Rect] = []
        for line in self.lines[first:]:
            if line.start >= end:
                break
            found += self._line_rects(line, max(start, line.start), min(end, line.end))
        return found

    def within(self, rect: Rect) -> list[tuple[int, int]]:
        """Return the ink ranges whose characters' middles lie in a rectangle, line by line."""
        found: list[tuple[int, int]] = []
        for line in self.lines:
            if not rect.y0 <= (line.rect.y0 + line.rect.y1) / 2 <= rect.y1:
                continue
            since = line.start
            for offset in range(line.start, line.end + 1):
                if offset < line.end and rect.x0 <= self._middle(offset) <= rect.x1:
                    continue
                if offset > since:
                    found.append((since, offset))
                since = offset + 1
        return found

    def led_to(self, y: float) -> Rect | None:
        """Return the line that a link to a height of the page means, None where it means none."""
        found = [
            line.rect
            for line in self.lines
            if line.rect.y0 - _LEADING_IN <= y <= line.rect.y0 + _ENTERED * line.rect.height
        ]
        return min(found, key=lambda rect: abs(rect.y0 - y), default=None)

    def nearest(self, x: float, y: float) -> tuple[int, bool] | None:
        """Return the ink nearest to a point, and whether the point is in its later half."""
        line = min(self.lines, key=lambda one: _distance(one, x, y), default=None)
        if line is None:
            return None
        return self.nearest_in(line, x)

    def nearest_in(self, line: Line, x: float) -> tuple[int, bool]:
        """Return the ink of one line nearest to ``x``, and whether that is in its later half."""
        offset = min(range(line.start, line.end), key=lambda at: self._beside(at, x))
        box = self._box(offset)
        right_half = x > (box.x0 + box.x1) / 2
        return offset, right_half != self._backwards[offset - self.page.start]

    def caret(self, place: Place) -> Rect:
        """Return where a caret stands: a rectangle without width."""
        index = self.line_at(place)
        if index < 0:
            return Rect(0, 0, 0, 0)
        line = self.lines[index]
        last = place.after or place.offset >= line.end
        offset = min(max(place.offset - last, line.start), line.end - 1)
        box = self._box(offset)
        x = box.x1 if last != self._backwards[offset - self.page.start] else box.x0
        fall = line.fall(x)
        return Rect(x, line.rect.y0 + fall, x, line.rect.y1 + fall)

    def _box(self, offset: int) -> Rect:
        return box_at(self._boxes, offset - self.page.start)

    def _middle(self, offset: int) -> float:
        box = self._box(offset)
        return (box.x0 + box.x1) / 2

    def _beside(self, offset: int, x: float) -> tuple[float, float]:
        """Order characters by how far beside ``x`` they stand; one with no width comes last."""
        box = self._box(offset)
        return max(box.x0 - x, x - box.x1, 0.0), 0.0 if box.width > 0 else 1.0

    def _line_rects(self, line: Line, start: int, end: int) -> list[Rect]:
        top, bottom = line.rect.y0, line.rect.y1
        if line.start not in self._turning:
            one, other = self._box(start), self._box(end - 1)
            whole = Rect(min(one.x0, other.x0), top, max(one.x1, other.x1), bottom)
            return list(_steps(line, whole)) if line.slope else [whole]
        runs: list[Rect] = []
        broken = True
        for offset in sorted(range(line.start, line.end), key=lambda at: self._box(at).x0):
            chosen = start <= offset < end
            box = self._box(offset)
            if chosen and broken:
                runs.append(Rect(box.x0, top, box.x1, bottom))
            elif chosen:
                runs[-1] = runs[-1]._replace(x1=max(box.x1, runs[-1].x1))
            broken = not chosen
        return runs


def _steps(line: Line, whole: Rect) -> Iterator[Rect]:
    """Yield a part of a line that hangs askew as level pieces, as low as the print is there."""
    count = max(1, round(abs(line.slope) * whole.width / (_STEP * max(whole.height, 0.1))))
    wide = whole.width / count
    for at in range(count):
        x0 = whole.x0 + at * wide
        fall = line.fall(x0 + wide / 2)
        yield Rect(x0, whole.y0 + fall, x0 + wide, whole.y1 + fall)


def _distance(line: Line, x: float, y: float) -> tuple[float, float]:
    """Order lines by how far a point is from their part of the column, then from their print."""
    y -= line.fall(min(max(x, line.rect.x0), line.rect.x1))
    above = max(line.rect.y0 - y, y - line.rect.y1, 0.0)
    beside = max(line.left - x, x - line.right, 0.0)
    own = max(line.rect.x0 - x, x - line.rect.x1, 0.0)
    return beside + _DY_WEIGHT * above, own
