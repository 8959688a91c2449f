# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures of pages that were drawn already, the longest unused dropped first."""

from __future__ import annotations

from collections import OrderedDict
from typing import NamedTuple

from PySide6.QtGui import QImage


class Wish(NamedTuple):
    """One page of the document ``key`` at ``scale`` pixels a point; pages count from 1."""

    key: str
    page: int
    scale: float


class PictureCache:
    """Keeps pictures up to ``limit`` bytes; the last one is kept whatever its size."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._held: OrderedDict[Wish, QImage] = OrderedDict()
        self.size = 0

    def get(self, wish: Wish) -> QImage | None:
        """Return the picture of a wish."""
        found = self._held.get(wish)
        if found is not None:
            self._held.move_to_end(wish)
        return found

    def nearest(self, key: str, page: int, scale: float) -> QImage | None:
        """Return the picture of a page whose scale is nearest to ``scale``."""
        kept = [wish for wish in self._held if wish.key == key and wish.page == page]
        best = min(kept, key=lambda wish: abs(wish.scale - scale), default=None)
        return None if best is None else self.get(best)

    def put(self, wish: Wish, picture: QImage) -> None:
        """Keep a picture."""
        old = self._held.pop(wish, None)
        self.size += picture.sizeInBytes() - (old.sizeInBytes() if old is not None else 0)
        self._held[wish] = picture
        while self.size > self._limit and len(self._held) > 1:
            _, dropped = self._held.popitem(last=False)
            self.size -= dropped.sizeInBytes()

    def forget(self, key: str) -> None:
        """Drop all pictures of a document."""
        for wish in [wish for wish in self._held if wish.key == key]:
            self.size -= self._held.pop(wish).sizeInBytes()
