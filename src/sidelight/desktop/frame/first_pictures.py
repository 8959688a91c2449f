# SPDX-License-Identifier: AGPL-3.0-or-later
"""Brings the pages that were seen last of a project, on a thread of its own, while the project is
still being opened: as pictures that were kept, else drawn.

It needs no Qt, so that it can begin before Qt is loaded.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sidelight.desktop.frame.sight import SeenPage, SeenView, Sight
from sidelight.errors import SidelightError

if TYPE_CHECKING:
    from sidelight.reader.picture import Picture
    from sidelight.reader.remote import Reader

_SECONDS = 1.0
"""A page that takes longer comes with the project."""


class FirstPictures:
    """Brings the pages of a ``sight`` of the project at ``path``.

    What cannot be drawn (the file is not as it was left, a password is missing, the page takes too
    long) comes with the project, which says why where it cannot be drawn then either.
    """

    def __init__(self, path: Path, sight: Sight, record: str = "") -> None:
        self.path = path
        self.sight = sight
        self._record = record
        self.desk: Picture | None = None
        """What the whole desk looked like."""
        self._drawn: dict[tuple[SeenView, SeenPage], Picture] = {}
        self._over = threading.Event()
        self._lock = threading.Lock()
        self._then: Callable[[], object] | None = None
        threading.Thread(target=self._run, name="first-pictures", daemon=True).start()

    @property
    def over(self) -> bool:
        """Whether no more will come."""
        return self._over.is_set()

    def pictures(self) -> dict[tuple[SeenView, SeenPage], Picture]:
        """Return what was drawn so far."""
        return dict(self._drawn)

    def drop(self) -> None:
        """Let go of the pictures: whoever shows them has them."""
        self._drawn, self.desk = {}, None

    def when_over(self, then: Callable[[], object]) -> None:
        """Call ``then`` once no more will come, on whatever thread."""
        with self._lock:
            if not self.over:
                self._then = then
                return
        then()

    def _run(self) -> None:
        try:
            if not self._take_kept():
                self._draw_missing()
        finally:
            self._tell()

    def _take_kept(self) -> bool:
        """Take the pictures that were kept; tell whether these are all that can be had."""
        from sidelight.desktop.frame.kept_pictures import DESK, Drawn, kept
        from sidelight.store import trust

        if not trust.untouched(self.path, self._record):
            return True
        found = kept(self.path, self._record)
        self.desk = found.get(DESK)
        pages = [(view, page) for view in self.sight.views for page in view.pages]
        for view, page in pages:
            picture = found.get(Drawn(view.key, page.number, page.scale, view.tone))
            if picture is not None:
                self._drawn[view, page] = picture
        return len(self._drawn) == len(pages)

    def _draw_missing(self) -> None:
        from sidelight.reader import ahead
        from sidelight.reader.remote import Reader

        ahead.begin()
        with Reader() as reader:
            for view in self.sight.views:
                with suppress(SidelightError, OSError):
                    self._draw(reader, view)

    def _tell(self) -> None:
        with self._lock:
            self._over.set()
            then = self._then
        if then is not None:
            with suppress(RuntimeError):  # the window was closed meanwhile
                then()

    def _draw(self, reader: Reader, view: SeenView) -> None:
        from sidelight.reader.extraction import Manner
        from sidelight.store.peeking import document_bytes

        missing = [page for page in view.pages if (view, page) not in self._drawn]
        data = document_bytes(self.path, view.key) if missing else None
        if data is None:
            return
        for page in missing:
            self._drawn[view, page] = reader.draw(
                view.key,
                lambda: data,
                view.media_type,
                page.number,
                page.scale,
                manner=Manner(None, view.tone, _SECONDS),
            )


def begin(project: Path) -> FirstPictures | None:
    """Bring what was seen last of a project; None where that is not known."""
    from sidelight.desktop.remembered_values import RememberedValues
    from sidelight.store.places import plain

    path = plain(project)
    remembered = RememberedValues()
    sight = remembered.sight(path)
    return FirstPictures(path, sight, remembered.record(path)) if sight.known else None
