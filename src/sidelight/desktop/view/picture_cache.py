# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures of pages that were drawn already, the longest unused dropped first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection
from typing import NamedTuple

from PySide6.QtGui import QImage

from sidelight.text.geometry import Rect


class Wish(NamedTuple):
    """One page of the document ``key`` at ``scale`` pixels a point; pages count from 1.

    With a ``clip`` (points) only that part of it; ``tone`` is how it is coloured.  A ``quick`` one
    stands in for a better picture, and is not worth waiting for.
    """

    key: str
    page: int
    scale: float
    clip: Rect | None = None
    tone: str = ""
    quick: bool = False


class PictureCache:
    """Keeps pictures up to ``limit`` bytes; the last one is kept whatever its size, and so is what
    somebody still wants: it would only be drawn again.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._held: OrderedDict[Wish, QImage] = OrderedDict()
        self._whole: dict[tuple[str, int, str], set[Wish]] = {}
        self.size = 0

    def get(self, wish: Wish) -> QImage | None:
        """Return the picture of a wish."""
        found = self._held.get(wish)
        if found is not None:
            self._held.move_to_end(wish)
        return found

    def nearest(self, key: str, page: int, scale: float, tone: str = "") -> QImage | None:
        """Return the picture of a whole page whose scale is nearest to ``scale``."""
        kept = self._whole.get((key, page, tone), ())
        best = min(kept, key=lambda wish: abs(wish.scale - scale), default=None)
        return None if best is None else self.get(best)

    def put(self, wish: Wish, picture: QImage, wanted: Collection[Wish] = ()) -> None:
        """Keep a picture; what is not ``wanted`` makes room for it."""
        self._drop(wish)
        self.size += picture.sizeInBytes()
        self._held[wish] = picture
        if wish.clip is None:
            self._whole.setdefault((wish.key, wish.page, wish.tone), set()).add(wish)
        if self.size > self.limit:
            for old in [old for old in self._held if old != wish and old not in wanted]:
                self._drop(old)
                if self.size <= self.limit:
                    break

    def forget(self, key: str) -> None:
        """Drop all pictures of a document."""
        for wish in [wish for wish in self._held if wish.key == key]:
            self._drop(wish)

    def _drop(self, wish: Wish) -> None:
        dropped = self._held.pop(wish, None)
        if dropped is None:
            return
        self.size -= dropped.sizeInBytes()
        at = (wish.key, wish.page, wish.tone)
        if wish.clip is None:
            self._whole[at].discard(wish)
            if not self._whole[at]:
                del self._whole[at]
