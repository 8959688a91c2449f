# SPDX-License-Identifier: AGPL-3.0-or-later
"""From one layout of a document to another without a blank page between them."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtCore import QObject, QTimer, Signal

from sidelight.desktop.view.document_view import DocumentView
from sidelight.desktop.view.held_line import held_line
from sidelight.text.layer import Page

_LONGEST_MS = 2000
"""After which the other pages are shown, drawn or not."""


class LayoutChange(QObject):
    """Has the page that will be in sight drawn, then shows the other layout and tells so."""

    changed = Signal()

    def __init__(self, view: DocumentView) -> None:
        super().__init__(view)
        self._view = view
        self._next: tuple[tuple[Page, ...], str] | None = None
        self._number = 0
        self._patience = QTimer(self, singleShot=True, interval=_LONGEST_MS)
        self._patience.timeout.connect(self._finish)
        view.pictures.drawn.connect(self._look)
        view.pictures.failed.connect(self._look)

    def start(self, pages: tuple[Page, ...], key: str) -> None:
        """Show these pages as soon as may be, in place of any asked for before."""
        view = self._view
        held = held_line(view)
        self._next = pages, key
        if held is None or not view.pages or not view.isVisible():
            self._finish()
            return
        at = max(0, bisect_right(pages, held.offset, key=lambda page: page.start) - 1)
        self._number = pages[at].number
        now = view.from_view(view.viewport().rect().center().toPointF()).page
        scale = view.picture_scale(now)
        if view.fits_width:
            scale *= view.pages[now].width / pages[at].width
        if view.pictures.request(key, self._number, scale) is not None:
            self._finish()
        else:
            self._patience.start()

    def _look(self, key: str, page: int) -> None:
        if self._next is not None and (key, page) == (self._next[1], self._number):
            self._finish()

    def _finish(self) -> None:
        self._patience.stop()
        wanted, self._next = self._next, None
        if wanted is not None:
            self._view.show_layout(*wanted)
            self.changed.emit()
