# SPDX-License-Identifier: AGPL-3.0-or-later
"""Draws the pages that were seen last of a project, on a thread of its own, while the project is
still being opened.

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
    from sidelight.reader.extraction import Picture
    from sidelight.reader.remote import Reader

_SECONDS = 1.0
"""A page that takes longer comes with the project."""


class FirstPictures:
    """Draws the pages of a ``sight`` of the project at ``path``.

    What cannot be drawn (the file is not as it was left, a password is missing, the page takes too
    long) comes with the project, which says why where it cannot be drawn then either.
    """

    def __init__(self, path: Path, sight: Sight) -> None:
        self.path = path
        self.sight = sight
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

    def when_over(self, then: Callable[[], object]) -> None:
        """Call ``then`` once no more will come, on whatever thread."""
        with self._lock:
            if not self.over:
                self._then = then
                return
        then()

    def _run(self) -> None:
        from sidelight.reader.remote import Reader

        with Reader() as reader:
            try:
                for view in self.sight.views:
                    with suppress(SidelightError, OSError):
                        self._draw(reader, view)
            finally:
                self._tell()

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

        data = document_bytes(self.path, view.key)
        if data is None:
            return
        for page in view.pages:
            self._drawn[view, page] = reader.draw(
                view.key,
                lambda: data,
                view.media_type,
                page.number,
                page.scale,
                manner=Manner(None, view.tone, _SECONDS),
            )


def begin(project: Path) -> FirstPictures | None:
    """Draw what was seen last of a project; None where that is not known."""
    from sidelight.desktop.remembered_values import RememberedValues
    from sidelight.store.places import plain

    path = plain(project)
    sight = RememberedValues().sight(path)
    return FirstPictures(path, sight) if sight.views else None
