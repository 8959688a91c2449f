# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures of pages, drawn by the reader on a thread of their own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from sidelight.desktop.view.picture_cache import PictureCache, Wish
from sidelight.errors import SidelightError
from sidelight.language import sentence

if TYPE_CHECKING:
    from sidelight.reader.extraction import Picture
    from sidelight.reader.remote import Reader

CACHE_BYTES = 192 << 20


@dataclass(frozen=True, slots=True)
class _Opened:
    load: Callable[[], bytes]
    media_type: str
    name: str


class PictureSource(QObject):
    """Draws pages one after another, the most wanted first, and keeps what it drew.

    Whoever shows pages says with `want` which ones it needs now, in order; what nobody wants any
    more is not drawn.  All methods are called on the thread of the window, and none of them waits.
    """

    drawn = Signal(str, int)
    """Key of the document and page, from 1."""
    failed = Signal(str, int, str)
    """Key, page, and the sentence that says why."""

    def __init__(
        self, reader: Reader, parent: QObject | None = None, *, limit: int = CACHE_BYTES
    ) -> None:
        super().__init__(parent)
        self._reader = reader
        self._cache = PictureCache(limit)
        self._opened: dict[str, _Opened] = {}
        self._failures: dict[tuple[str, int], str] = {}
        self._wanted: dict[object, list[Wish]] = {}
        self._drawing: Wish | None = None
        self._closed = False
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
                others = [one for one in self._wanted.get(self, []) if one != wish]
                self._wanted[self] = [wish, *others]
                self._wake()
            return found

    def want(self, owner: object, wishes: Sequence[Wish]) -> None:
        """Say what ``owner`` needs, most wanted first, in place of all it wanted before."""
        with self._state:
            self._wanted[owner] = [wish._replace(scale=round(wish.scale, 4)) for wish in wishes]
            self._wake()

    def leave(self, owner: object) -> None:
        """Forget what ``owner`` wanted: it shows nothing any more."""
        with self._state:
            self._wanted.pop(owner, None)

    def look(self, key: str, page: int, scale: float) -> QImage | None:
        """Return the picture of a page at just this scale, if it was drawn."""
        with self._state:
            return self._cache.get(Wish(key, page, round(scale, 4)))

    def nearest(self, key: str, page: int, scale: float) -> QImage | None:
        """Return the picture of a page at whatever scale comes nearest."""
        with self._state:
            return self._cache.nearest(key, page, scale)

    def failure(self, key: str, page: int) -> str:
        """Return the sentence that says why a page cannot be drawn; empty where it can."""
        with self._state:
            return self._failures.get((key, page), "")

    def retry(self, key: str, page: int) -> None:
        """Try a page again that failed."""
        with self._state:
            self._failures.pop((key, page), None)
            self._wake()

    def forget(self, key: str) -> None:
        """Drop a document and all its pictures."""
        with self._state:
            self._opened.pop(key, None)
            self._cache.forget(key)
            self._failures = {at: why for at, why in self._failures.items() if at[0] != key}

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
                self._drawing = None
                while not self._closed and self._drawing is None:
                    self._drawing = self._next()
                    if self._drawing is None:
                        self._state.wait()
                if self._closed or self._drawing is None:
                    return
                wish, opened = self._drawing, self._opened[self._drawing.key]
            self._draw(wish, opened)

    def _next(self) -> Wish | None:
        """Return the wish to draw: every owner's first before anyone's second."""
        queues = list(self._wanted.values())
        for rank in range(max(map(len, queues), default=0)):
            for queue in queues:
                if rank < len(queue) and self._open_wish(queue[rank]):
                    return queue[rank]
        return None

    def _open_wish(self, wish: Wish) -> bool:
        return (
            wish.key in self._opened
            and (wish.key, wish.page) not in self._failures
            and self._cache.get(wish) is None
        )

    def _draw(self, wish: Wish, opened: _Opened) -> None:
        try:
            picture = self._reader.draw(
                wish.key, opened.load, opened.media_type, wish.page, wish.scale, name=opened.name
            )
            image = as_image(picture)
        except SidelightError as error:
            self._fail(wish, sentence(error))
            return
        with self._state:
            if not self._closed:
                self._cache.put(wish, image)
                self._wanted[self] = [one for one in self._wanted.get(self, []) if one != wish]
                self.drawn.emit(wish.key, wish.page)

    def _fail(self, wish: Wish, why: str) -> None:
        with self._state:
            if not self._closed:
                self._failures[wish.key, wish.page] = why
                self.failed.emit(wish.key, wish.page, why)


def as_image(picture: Picture) -> QImage:
    """Return a picture as an image that owns its pixels, in the form that paints fastest."""
    borrowed = QImage(
        picture.pixels,
        picture.width,
        picture.height,
        picture.stride,
        QImage.Format.Format_RGB888,
    )
    return borrowed.convertToFormat(QImage.Format.Format_RGB32)
