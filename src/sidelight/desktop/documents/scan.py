# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a document's side knows of its pages that are pictures, and the bar that says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sidelight.desktop.documents.document_bar import DocumentBar
from sidelight.language import _
from sidelight.model.records import LayerMade, spans

if TYPE_CHECKING:
    from sidelight.desktop.view.document_view import DocumentView
    from sidelight.text.layer import Page


class Scan:
    """The pages of one document whose text is not known, and those that were recognised."""

    def __init__(self, view: DocumentView) -> None:
        self._view = view
        self.bar = DocumentBar(_("Recognise text…"))
        self.made: LayerMade | None = None
        self.unread: frozenset[int] = frozenset()
        self._done: frozenset[int] = frozenset()
        self._empty: frozenset[int] = frozenset()
        self._writable = False
        view.view_changed.connect(self._look)

    def show_layer(self, made: LayerMade, pages: tuple[Page, ...]) -> None:
        """Learn which pages have no text, and which were recognised."""
        done = spans(made.options.get("pages", "")) if made.kind == "recognised" else ()
        self.made = made
        self._empty = frozenset(page.number for page in pages if page.start == page.end)
        self._done = frozenset(n for first, last in done for n in range(first, last + 1))
        self.unread = self._empty - self._done

    def renew(self, *, writable: bool) -> None:
        """Show or hide the bar."""
        self._writable = writable
        self._look()

    def needs(self) -> set[str]:
        """Return what the actions may count on: "scan", "recognised"."""
        there = {"scan"} if self.unread or self._done else set()
        return there | ({"recognised"} if self.made and self.made.recognised else set())

    def _look(self) -> None:
        number = self._view.page_now()
        bare, empty = number in self.unread, number in self._empty & self._done
        if bare:
            self.bar.words.show_text(_("This page is a picture; its text is not known."))
        elif empty:
            self.bar.words.show_text(_("No text was found on this page; it is a picture."))
        self.bar.button.setVisible(bare and self._writable)
        self.bar.setVisible(bare or empty)
