# SPDX-License-Identifier: AGPL-3.0-or-later
"""Draws the pages that were seen last of a project, on a thread of its own, while the project is
still being opened.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sidelight.desktop.frame.sight import SeenPage, SeenView
from sidelight.errors import SidelightError

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from sidelight.desktop.view.picture_cache import Wish
    from sidelight.reader.remote import Reader

_SECONDS = 1.0
"""A page that takes longer comes with the project."""


class FirstPictures(QObject):
    """Draws ``views`` of the project at ``path``; ``done`` tells, once, that no more will come.

    What cannot be drawn (the file is not as it was left, a password is missing, the page takes too
    long) comes with the project, which says why where it cannot be drawn then either.
    """

    done = Signal()

    def __init__(self, path: Path, views: Sequence[SeenView], parent: QObject) -> None:
        super().__init__(parent)
        self._path = path
        self._views = views
        self._drawn: dict[Wish, QImage] = {}
        self._thread = threading.Thread(target=self._run, name="first-pictures", daemon=True)
        self._thread.start()

    def pictures(self) -> dict[Wish, QImage]:
        """Return what was drawn so far, by what was wished for."""
        return dict(self._drawn)

    @property
    def over(self) -> bool:
        """Whether no more will come."""
        return not self._thread.is_alive()

    def _run(self) -> None:
        from sidelight.reader.remote import Reader

        with suppress(SidelightError, OSError), Reader() as reader:
            for view in self._views:
                self._draw(reader, view)
        with suppress(RuntimeError):  # the window was closed meanwhile
            self.done.emit()

    def _draw(self, reader: Reader, view: SeenView) -> None:
        from sidelight.desktop.view.pictures import as_image
        from sidelight.reader.extraction import Manner
        from sidelight.store.peeking import document_bytes

        data = document_bytes(self._path, view.key)
        if data is None:
            return
        for page in view.pages:
            drawn = reader.draw(
                view.key,
                lambda: data,
                view.media_type,
                page.number,
                page.scale,
                manner=Manner(None, view.tone, _SECONDS),
            )
            self._drawn[wish_of(view, page)] = as_image(drawn)


def wish_of(view: SeenView, page: SeenPage) -> Wish:
    """Return what a view wishes for to show a page."""
    from sidelight.desktop.view.picture_cache import Wish

    return Wish(view.key, page.number, round(page.scale, 4), tone=view.tone)
