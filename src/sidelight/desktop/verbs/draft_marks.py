# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two drafts side by side: where they differ, marked in both, and places brought into sight."""

from __future__ import annotations

from sidelight.desktop.documents.document_page import DocumentPage
from sidelight.desktop.verbs.parts import Parts
from sidelight.model.records import Document
from sidelight.session.draft_lines import differences
from sidelight.text.text_map import Difference, Range


class DraftMarks:
    """Marks on the pages of two drafts."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._draft: tuple[str, str] = ("", "")
        self._ranges: dict[str, tuple[Range, ...]] = {}
        parts.article.made.connect(lambda page: page.when_ready(lambda: self._mark(page)))

    def show(self, draft: Document) -> None:
        """Mark where a draft differs from the one before it, in both."""
        facts = self._parts.workspace.draft(draft.id)
        before = facts.before if facts else ""
        wanted = draft.layer, before
        if wanted == self._draft:
            self._mark_all()
            return
        self._draft = wanted

        def mark(found: tuple[Difference, ...]) -> None:
            if wanted == self._draft:
                old = tuple(difference.old for difference in found)
                new = tuple(difference.new for difference in found)
                self._ranges = {before: old, draft.id: new}
                self._mark_all()

        self._parts.bridge.ask(lambda session: differences(session, draft), then=mark)

    def clear(self) -> None:
        """Take the marks away."""
        self._draft, self._ranges = ("", ""), {}
        self._mark_all()

    def reveal(self, document: str, place: Range | None, *, select: bool = False) -> None:
        """Bring a place of a draft into sight, and select it on wish; the keyboard goes with a
        selection only.
        """
        if place is None or place[0] >= place[1]:
            return
        start, end = place
        pane = self._parts.article
        page = pane.show_document(document) if select else pane.bring(document)
        if page is None:
            return

        def go() -> None:
            page.view.reveal(start, end)
            if select:
                page.view.select(start, end)
                page.view.setFocus()

        page.when_ready(go)

    def _mark_all(self) -> None:
        for page in self._parts.article.pages():
            if page.ready:
                self._mark(page)

    def _mark(self, page: DocumentPage) -> None:
        page.view.set_changed(self._ranges.get(page.document.id, ()))
