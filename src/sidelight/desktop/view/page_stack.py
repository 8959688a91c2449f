# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where pages lie on one long desk, at one zoom.

Places on the desk are logical pixels; places on a page are points.  Page edges lie on whole pixels
of the screen, whatever its device pixel ratio: a picture drawn for it is never resampled.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from sidelight.text.geometry import Rect

SIDE = 34.0
"""Room beside the pages, where badges go when the page has no margin."""
TOP = 15.0
GAP = 14.0
LEAST_ZOOM, MOST_ZOOM = 0.25, 4.0
PIXELS_PER_POINT = 96 / 72


class PagePoint(NamedTuple):
    """A point of a page: index from 0, points from its top left corner."""

    page: int
    x: float
    y: float


def bounded(zoom: float) -> float:
    """Return ``zoom`` kept between 25 and 400 %."""
    return min(max(zoom, LEAST_ZOOM), MOST_ZOOM)


def fitting_zoom(sizes: Sequence[tuple[float, float]], room: float) -> float:
    """Return the zoom at which the widest page takes the width ``room`` (logical pixels)."""
    widest = max((width for width, _ in sizes), default=612.0)
    return bounded((room - 2 * SIDE) / (widest * PIXELS_PER_POINT))


class PageStack:
    """Pages of ``sizes`` (points) in a column at ``zoom``, on a desk at least ``room`` wide."""

    def __init__(
        self, sizes: Sequence[tuple[float, float]], zoom: float, ratio: float, room: float
    ) -> None:
        self.scale = zoom * PIXELS_PER_POINT
        self.ratio = ratio
        device = self.scale * ratio
        widths = [max(1, round(width * device)) / ratio for width, _ in sizes]
        self.width = max(room, max(widths, default=0.0) + 2 * SIDE)
        self._rects: list[Rect] = []
        top = round(TOP * ratio)
        for (_, height), width in zip(sizes, widths, strict=True):
            left = round((self.width - width) / 2 * ratio) / ratio
            tall = max(1, round(height * device))
            self._rects.append(Rect(left, top / ratio, left + width, (top + tall) / ratio))
            top += tall + round(GAP * ratio)
        self._tops = [rect.y0 for rect in self._rects]
        self.height = self._rects[-1].y1 + TOP if self._rects else 0.0

    def __len__(self) -> int:
        """Return the number of pages."""
        return len(self._rects)

    def rect(self, page: int) -> Rect:
        """Return where a page lies on the desk."""
        return self._rects[page]

    def page_at(self, y: float) -> int:
        """Return the page at a height of the desk, or the one above where there is none."""
        return max(0, bisect_right(self._tops, y) - 1)

    def between(self, top: float, bottom: float) -> range:
        """Return the pages that show between two heights of the desk."""
        if not self._rects:
            return range(0)
        first = self.page_at(top)
        if self._rects[first].y1 < top:
            first += 1
        return range(first, max(first, bisect_right(self._tops, bottom)))

    def on_desk(self, point: PagePoint) -> tuple[float, float]:
        """Return where a point of a page lies on the desk."""
        rect = self._rects[point.page]
        return rect.x0 + point.x * self.scale, rect.y0 + point.y * self.scale

    def on_page(self, x: float, y: float) -> PagePoint:
        """Return the point of the nearest page for a place on the desk; it may lie beside it."""
        page = self.page_at(y)
        if page + 1 < len(self) and y - self._rects[page].y1 > self._rects[page + 1].y0 - y > 0:
            page += 1
        rect = self._rects[page]
        return PagePoint(page, (x - rect.x0) / self.scale, (y - rect.y0) / self.scale)
