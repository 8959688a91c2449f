# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a view wants drawn of its pages, in what order, and what there is to paint of each."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtGui import QImage

from sidelight.desktop.view.page_stack import PIXELS_PER_POINT, PageStack
from sidelight.desktop.view.picture_cache import Wish
from sidelight.desktop.view.pictures import PictureSource
from sidelight.desktop.view.tiles import Tile, is_tiled, tiles_in, under_scale
from sidelight.text.geometry import Rect
from sidelight.text.layer import Page

_NEAR, _FAR = 2, 8
"""Pages ahead that are drawn sharp, and those drawn small while pages rush by."""


def quick_scale(ratio: float) -> float:
    """Return the scale of a picture that stands in for a better one: a quarter of the print's."""
    return round(PIXELS_PER_POINT / 4 * ratio, 4)


def order_of(seen: range, count: int, *, forward: bool) -> tuple[list[int], list[int]]:
    """Return the pages around those in sight that come next: near ones, and all within reach."""
    ahead = range(seen.stop, min(count, seen.stop + _FAR))
    behind = range(seen.start - 1, max(-1, seen.start - 1 - _FAR), -1)
    first, second = (ahead, behind) if forward else (behind, ahead)
    return [*first[:_NEAR], *second[:1]], [*first, *second[:_NEAR]]


def late_pages(speed: float, seconds: float) -> int:
    """Return how many of the next pages will be gone before they could be drawn.

    ``speed`` is in pages a second, ``seconds`` is what drawing one takes.  Whoever draws what is in
    sight while pages pass faster than that is always too late.
    """
    return min(_FAR - 1, max(0, math.ceil(speed * seconds) - 1))


class Shown(NamedTuple):
    """What a view shows now: its pages on their stack, the part of the desk in sight."""

    key: str
    pages: tuple[Page, ...]
    stack: PageStack
    desk: Rect
    tone: str = ""


class PagePictures:
    """Looks up and asks for pictures on behalf of one view, its ``owner``."""

    def __init__(self, source: PictureSource, owner: object) -> None:
        self._source = source
        self._owner = owner

    def whole_scale(self, shown: Shown, page: int) -> float:
        """Return the pixels a point at which the one picture of a page is wanted."""
        pixels = shown.stack.straight_pixels(page)
        scale = shown.stack.scale * shown.stack.ratio
        return round(under_scale(pixels, scale) if is_tiled(pixels) else scale, 4)

    def whole(self, shown: Shown, page: int) -> QImage | None:
        """Return the best picture there is of a page now."""
        scale = self.whole_scale(shown, page)
        number = shown.pages[page].number
        exact = self._source.find(Wish(shown.key, number, scale, tone=shown.tone))
        if exact is not None:
            return exact
        return self._source.nearest(shown.key, number, scale, shown.tone)

    def tiles(self, shown: Shown, page: int) -> list[QImage | None]:
        """Return the tiles in sight of a page, None for each to come; none where it has none."""
        return [self._source.find(wish) for wish in self._tile_wishes(shown, page)]

    def want(self, shown: Shown, seen: range, *, forward: bool, speed: float = 0.0) -> None:
        """Ask for what is in sight and then for what comes next.

        While pages rush by, at a ``speed`` of so many a second, small pictures of many are better
        than sharp ones of a few.
        """
        near, reach = order_of(seen, len(shown.pages), forward=forward)
        quick = [self._quick(shown, page) for page in seen]
        sharp = [wish for page in seen for wish in self._sharp(shown, page)]
        small = [self._quick(shown, page) for page in reach]
        later = [self._whole_wish(shown, page) for page in near]
        if speed:
            late = late_pages(speed, self._source.seconds)
            wishes = [*small[late:], *quick, *small[:late], *sharp]
        else:
            wishes = [*quick, *sharp, *small, *later]
        self._source.want(self._owner, wishes)

    def _sharp(self, shown: Shown, page: int) -> Iterator[Wish]:
        yield from self._tile_wishes(shown, page)
        yield self._whole_wish(shown, page)

    def _whole_wish(self, shown: Shown, page: int) -> Wish:
        number = shown.pages[page].number
        return Wish(shown.key, number, self.whole_scale(shown, page), tone=shown.tone)

    def _quick(self, shown: Shown, page: int) -> Wish:
        return quick_wish(shown.key, shown.pages[page], shown.stack.ratio, shown.tone)

    def _tile_wishes(self, shown: Shown, page: int) -> Sequence[Wish]:
        pixels = shown.stack.straight_pixels(page)
        if not is_tiled(pixels):
            return ()
        scale = round(shown.stack.scale * shown.stack.ratio, 4)
        tiles: list[Tile] = tiles_in(shown.stack.seen_pixels(page, shown.desk))
        number = shown.pages[page].number
        return [
            Wish(shown.key, number, scale, tile.clip(pixels, scale), shown.tone) for tile in tiles
        ]


def quick_wish(key: str, page: Page, ratio: float, tone: str = "") -> Wish:
    """Return the wish for a small picture of a page, which thumbnails share."""
    return Wish(key, page.number, quick_scale(ratio), tone=tone, quick=True)
