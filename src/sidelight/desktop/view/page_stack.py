# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where pages lie on one long desk, at one zoom, turned or not, below each other or one at a time.

Places on the desk are logical pixels; places on a page are points from the top left corner of the
page before it is turned.  Page edges lie on whole pixels of the screen, whatever its device pixel
ratio: a picture drawn for it is never resampled.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from sidelight.desktop.view.turning import (
    Size,
    straight_point,
    straight_rect,
    turned_point,
    turned_rect,
    turned_size,
)
from sidelight.text.geometry import Rect

SIDE = 34.0
"""Room beside the pages, where badges go when the page has no margin."""
TOP = 15.0
GAP = 14.0
LEAST_ZOOM, MOST_ZOOM = 0.25, 8.0
PIXELS_PER_POINT = 96 / 72


class PagePoint(NamedTuple):
    """A point of a page: index from 0, points from its top left corner."""

    page: int
    x: float
    y: float


def bounded(zoom: float) -> float:
    """Return ``zoom`` kept between 25 and 800 %."""
    return min(max(zoom, LEAST_ZOOM), MOST_ZOOM)


def fitting_zoom(sizes: Sequence[Size], room: float) -> float:
    """Return the zoom at which the widest page takes the width ``room`` (logical pixels)."""
    widest = max((width for width, _ in sizes), default=612.0)
    return bounded((room - 2 * SIDE) / (widest * PIXELS_PER_POINT))


def fitting_page_zoom(sizes: Sequence[Size], width: float, height: float) -> float:
    """Return the zoom at which each page is whole in a room of logical pixels."""
    tallest = max((tall for _, tall in sizes), default=792.0)
    whole = (height - 2 * TOP) / (tallest * PIXELS_PER_POINT)
    return bounded(min(whole, fitting_zoom(sizes, width)))


class PageStack:
    """Pages of ``sizes`` (points) in a column at ``zoom``, on a desk at least ``room`` wide.

    ``turns`` quarter turns are made with each page, clockwise.  With a ``slot`` (logical pixels)
    each page has a stretch of the desk at least so tall to itself and stands in its middle.
    """

    def __init__(
        self,
        sizes: Sequence[Size],
        zoom: float,
        ratio: float,
        room: float,
        *,
        turns: int = 0,
        slot: float = 0.0,
    ) -> None:
        self.scale = zoom * PIXELS_PER_POINT
        self.ratio = ratio
        self.turns = turns % 4
        self.single = slot > 0
        self._sizes = list(sizes)
        device = self.scale * ratio
        shown = [turned_size(size, self.turns) for size in sizes]
        widths = [max(1, round(width * device)) / ratio for width, _ in shown]
        self.width = max(room, max(widths, default=0.0) + 2 * SIDE)
        self._rects: list[Rect] = []
        self._slots: list[tuple[float, float]] = []
        at = 0 if self.single else round(TOP * ratio)
        for (_, height), width in zip(shown, widths, strict=True):
            left = round((self.width - width) / 2 * ratio) / ratio
            tall = max(1, round(height * device))
            room_for = max(round(slot * ratio), tall + 2 * round(TOP * ratio)) if slot else tall
            top = at + (room_for - tall) // 2
            self._rects.append(Rect(left, top / ratio, left + width, (top + tall) / ratio))
            self._slots.append((at / ratio, (at + room_for) / ratio))
            at += room_for + (0 if self.single else round(GAP * ratio))
        self._tops = [top for top, _ in self._slots]
        self.height = self._slots[-1][1] + (0 if self.single else TOP) if self._slots else 0.0

    def __len__(self) -> int:
        """Return the number of pages."""
        return len(self._rects)

    def rect(self, page: int) -> Rect:
        """Return where a page lies on the desk."""
        return self._rects[page]

    def slot(self, page: int) -> tuple[float, float]:
        """Return from where to where the desk is a page's own."""
        return self._slots[page]

    def straight_pixels(self, page: int) -> tuple[int, int]:
        """Return width and height in screen pixels that a page has before it is turned."""
        rect = self._rects[page]
        wide, tall = round(rect.width * self.ratio), round(rect.height * self.ratio)
        return (tall, wide) if self.turns % 2 else (wide, tall)

    def page_at(self, y: float) -> int:
        """Return the page at a height of the desk, or the one above where there is none."""
        return max(0, bisect_right(self._tops, y) - 1)

    def between(self, top: float, bottom: float) -> range:
        """Return the pages that show between two heights of the desk."""
        if not self._rects:
            return range(0)
        if self.single:
            page = self.page_at((top + bottom) / 2)
            return range(page, page + 1)
        first = self.page_at(top)
        if self._rects[first].y1 < top:
            first += 1
        return range(first, max(first, bisect_right(self._tops, bottom)))

    def on_desk(self, point: PagePoint) -> tuple[float, float]:
        """Return where a point of a page lies on the desk."""
        rect = self._rects[point.page]
        x, y = turned_point(point.x, point.y, self._sizes[point.page], self.turns)
        return rect.x0 + x * self.scale, rect.y0 + y * self.scale

    def rect_on_desk(self, page: int, rect: Rect) -> Rect:
        """Return where a rectangle of a page lies on the desk."""
        at = self._rects[page]
        x0, y0, x1, y1 = turned_rect(rect, self._sizes[page], self.turns)
        return Rect(
            at.x0 + x0 * self.scale,
            at.y0 + y0 * self.scale,
            at.x0 + x1 * self.scale,
            at.y0 + y1 * self.scale,
        )

    def on_page(self, x: float, y: float) -> PagePoint:
        """Return the point of the nearest page for a place on the desk; it may lie beside it."""
        page = self.page_at(y)
        following = page + 1 < len(self) and not self.single
        if following and y - self._rects[page].y1 > self._rects[page + 1].y0 - y > 0:
            page += 1
        rect = self._rects[page]
        across, down = (x - rect.x0) / self.scale, (y - rect.y0) / self.scale
        return PagePoint(page, *straight_point(across, down, self._sizes[page], self.turns))

    def seen_pixels(self, page: int, seen: Rect) -> Rect:
        """Return what of a page lies in a rectangle of the desk: screen pixels of the page before
        it is turned, cut to the page; empty where it is out of sight.
        """
        rect = self._rects[page]
        part = Rect(
            (max(seen.x0, rect.x0) - rect.x0) * self.ratio,
            (max(seen.y0, rect.y0) - rect.y0) * self.ratio,
            (min(seen.x1, rect.x1) - rect.x0) * self.ratio,
            (min(seen.y1, rect.y1) - rect.y0) * self.ratio,
        )
        if part.width <= 0 or part.height <= 0:
            return Rect(0.0, 0.0, 0.0, 0.0)
        return straight_rect(part, self.straight_pixels(page), self.turns)
