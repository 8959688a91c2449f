# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures of pages, drawn by the reader on a thread of their own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from sidelight.desktop.view.page_images import as_image
from sidelight.desktop.view.picture_cache import PictureCache, Wish
from sidelight.desktop.view.wanting import Wants
from sidelight.errors import SidelightError
from sidelight.language import sentence
from sidelight.reader.extraction import Link, Manner
from sidelight.worker.allocator import give_back_free_pages

if TYPE_CHECKING:
    from sidelight.reader.remote import Reader

LEAST_BYTES, MOST_BYTES = 12 << 20, 256 << 20
VIEWS_KEPT = 6
"""How many times what a view shows is kept of what was drawn, between the two bounds; what is
wanted now is kept in any case.
"""
QUICK_SECONDS = 3.0
"""A picture that only stands in for a better one is given up after so long."""
_REST_S = 0.2
_NEWEST = 0.2
"""Share of the newest picture in the average time."""


@dataclass(frozen=True, slots=True)
class _Opened:
    load: Callable[[], bytes]
    media_type: str
    name: str


class PictureSource(QObject):
    """Draws pages one after another, the most wanted first, and keeps what it drew.

    Whoever shows pages says with `want` which ones it needs now, in order; what nobody wants any
    more is not drawn.  Links of pages are asked for in between.  All methods are called on the
    thread of the window, and none of them waits.
    """

    drawn = Signal(str, int)
    """Key of the document and page, from 1."""
    failed = Signal(str, int, str)
    """Key, page, and the sentence that says why."""
    linked = Signal(str, int)
    """Key and page whose links are known now."""
    locked = Signal(str)
    """Key of a document whose password is not known."""

    def __init__(
        self, reader: Reader, parent: QObject | None = None, *, limit: int = LEAST_BYTES
    ) -> None:
        super().__init__(parent)
        self._reader = reader
        self._cache = PictureCache(limit)
        self._opened: dict[str, _Opened] = {}
        self._failures: dict[tuple[str, int], str] = {}
        self._slow: set[tuple[str, int]] = set()
        self._wants = Wants()
        self._links: dict[tuple[str, int], tuple[Link, ...]] = {}
        self._unlinked: list[tuple[str, int]] = []
        self._drawing: Wish | None = None
        self.seconds = 0.02
        """What drawing a picture took lately, on the average."""
        self._closed = False
        self._came = 0
        self._state = threading.Condition()
        self._thread: threading.Thread | None = None

    def open(self, key: str, load: Callable[[], bytes], media_type: str, name: str = "") -> None:
        """Say how the document ``key`` is drawn; ``load`` is called on the drawing thread."""
        with self._state:
            self._opened[key] = _Opened(load, media_type, name)

    def request(self, key: str, page: int, scale: float) -> QImage | None:
        """Return a page's picture at ``scale`` pixels a point, or None; then it is drawn next."""
        wish = Wish(key, page, round(scale, 4))
        with self._state:
            found = self._cache.get(wish)
            if found is None:
                self._wants.add_first(self, wish)
                self._wake()
            return found

    def keep(self, wish: Wish, picture: QImage) -> None:
        """Keep a picture that was drawn elsewhere."""
        with self._state:
            self._cache.put(wish, picture)

    def is_secret(self, key: str) -> bool:
        """Tell whether a document is drawn by a password."""
        return bool(self._reader.password_of(key))

    def media_type(self, key: str) -> str:
        """Return the media type of what a document is drawn from; empty for one not opened."""
        with self._state:
            return self._opened[key].media_type if key in self._opened else ""

    def want(self, owner: object, wishes: Sequence[Wish], *, later: bool = False) -> None:
        """Say what ``owner`` needs, most wanted first, in place of all it wanted before.

        What can wait until ``later`` is drawn when nobody else wants anything.
        """
        rounded = [wish._replace(scale=round(wish.scale, 4)) for wish in wishes]
        with self._state:
            self._wants.put(owner, rounded, later=later)
            self._wake()

    def fit(self, seen: int) -> None:
        """Keep enough pictures for a view that shows ``seen`` bytes; never less than before."""
        with self._state:
            wanted = min(MOST_BYTES, VIEWS_KEPT * seen)
            self._cache.limit = max(self._cache.limit, wanted)

    def leave(self, owner: object) -> None:
        """Forget what ``owner`` wanted: it shows nothing any more."""
        with self._state:
            self._wants.drop(owner)

    def look(self, key: str, page: int, scale: float) -> QImage | None:
        """Return the picture of a page at just this scale, if it was drawn."""
        return self.find(Wish(key, page, scale))

    def find(self, wish: Wish) -> QImage | None:
        """Return the picture of a wish, if it was drawn."""
        with self._state:
            return self._cache.get(wish._replace(scale=round(wish.scale, 4)))

    def nearest(self, key: str, page: int, scale: float, tone: str = "") -> QImage | None:
        """Return the picture of a whole page at whatever scale comes nearest."""
        with self._state:
            return self._cache.nearest(key, page, scale, tone)

    def links(self, key: str, page: int) -> tuple[Link, ...]:
        """Return the links of a page; none at first, then they are asked for."""
        with self._state:
            known = self._links.get((key, page))
            if known is None and (key, page) not in self._unlinked:
                # the page looked at last is the one that matters
                self._unlinked = [(key, page), *self._unlinked[:3]]
                self._wake()
            return known or ()

    def failure(self, key: str, page: int) -> str:
        """Return the sentence that says why a page cannot be drawn; empty where it can."""
        with self._state:
            return self._failures.get((key, page), "")

    def retry(self, key: str, page: int) -> None:
        """Try a page again that failed."""
        with self._state:
            self._failures.pop((key, page), None)
            self._slow.discard((key, page))
            self._wake()

    def renew(self, key: str) -> None:
        """Try all pages of a document again that failed."""
        with self._state:
            self._failures = {at: why for at, why in self._failures.items() if at[0] != key}
            self._wake()

    def forget(self, key: str) -> None:
        """Drop a document and all its pictures."""
        with self._state:
            self._opened.pop(key, None)
            self._cache.forget(key)
            self._failures = {at: why for at, why in self._failures.items() if at[0] != key}
            self._links = {at: links for at, links in self._links.items() if at[0] != key}

    def close(self) -> None:
        """End the drawing; a page in the works is left to end by itself, and nobody hears of it."""
        with self._state:
            self._closed = True
            self._state.notify_all()

    def _wake(self) -> None:
        if self._thread is None and not self._closed:
            self._thread = threading.Thread(target=self._run, name="pictures", daemon=True)
            self._thread.start()
        self._state.notify_all()

    def _run(self) -> None:
        while True:
            with self._state:
                self._drawing, asked = None, None
                while not self._closed and self._drawing is None and asked is None:
                    self._drawing, asked = self._next()
                    if self._drawing is None and asked is None:
                        self._rest()
                if self._closed:
                    return
                wish = self._drawing
                key = wish.key if wish is not None else asked[0] if asked is not None else ""
                opened = self._opened[key]
            if wish is not None:
                self._draw(wish, opened)
            elif asked is not None:
                self._ask(asked, opened)

    def _rest(self) -> None:
        """Wait for something to do; what was freed since the last rest goes back to the system once
        nothing came for a while.
        """
        if self._came and not self._state.wait(_REST_S):
            self._came = 0
            give_back_free_pages()
        elif not self._came:
            self._state.wait()

    def _next(self) -> tuple[Wish | None, tuple[str, int] | None]:
        """Return the wish to draw, or the page whose links to ask for: pictures in sight first."""
        wish = self._wants.next(self._open_wish)
        if wish is not None:
            return wish, None
        while self._unlinked:
            asked = self._unlinked.pop(0)
            if asked[0] in self._opened and asked not in self._links:
                return None, asked
        return self._wants.next(self._open_wish, later=True), None

    def _open_wish(self, wish: Wish) -> bool:
        at = (wish.key, wish.page)
        if wish.key not in self._opened or at in self._failures:
            return False
        if wish.quick and (at in self._slow or self._any(wish)):
            return False
        return self._cache.get(wish) is None

    def _any(self, wish: Wish) -> bool:
        return self._cache.nearest(wish.key, wish.page, wish.scale, wish.tone) is not None

    def _draw(self, wish: Wish, opened: _Opened) -> None:
        began = time.monotonic()
        manner = Manner(wish.clip, wish.tone, QUICK_SECONDS if wish.quick else None)
        try:
            picture = self._reader.draw(
                wish.key,
                opened.load,
                opened.media_type,
                wish.page,
                wish.scale,
                name=opened.name,
                manner=manner,
            )
            image = as_image(picture)
        except SidelightError as error:
            self._fail(wish, sentence(error))
            if error.id == "document.locked":
                self.locked.emit(wish.key)
            return
        with self._state:
            self.seconds += (time.monotonic() - began - self.seconds) * _NEWEST
            if not self._closed:
                self._cache.put(wish, image, self._wants.every())
                self._came += 1
                self._wants.done(self, wish)
                self.drawn.emit(wish.key, wish.page)

    def _fail(self, wish: Wish, why: str) -> None:
        with self._state:
            if wish.quick:
                # drawn small some pages take for ever that come at once in their full size
                self._slow.add((wish.key, wish.page))
            elif not self._closed:
                self._failures[wish.key, wish.page] = why
                self.failed.emit(wish.key, wish.page, why)

    def _ask(self, asked: tuple[str, int], opened: _Opened) -> None:
        key, page = asked
        try:
            found = self._reader.links(key, opened.load, opened.media_type, page, name=opened.name)
        except SidelightError:
            found = ()  # whatever is wrong with the page is said where it is drawn
        with self._state:
            if not self._closed:
                self._links[asked] = found
                self.linked.emit(key, page)
