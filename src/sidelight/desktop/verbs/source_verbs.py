# SPDX-License-Identifier: AGPL-3.0-or-later
"""The record of a document: shown beside the documents, changed, copied from another."""

from __future__ import annotations

from sidelight.desktop.action_set import Handler
from sidelight.desktop.documents.source_card import SourceCard
from sidelight.desktop.error_words import said
from sidelight.desktop.verbs.parts import Parts
from sidelight.errors import SidelightError
from sidelight.language import _
from sidelight.model.records import Document


class SourceVerbs:
    """Acts on the record of the document in use."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        card: SourceCard = parts.source_card
        card.given.connect(self._give)
        card.copy_wanted.connect(self._copy)
        card.closed.connect(self.close)
        parts.workspace.chosen.connect(self._yield)
        self._claim = ""

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        return {"document.record": self.show}

    def show(self) -> None:
        """Show the record of the document in use in place of the claim's; once more goes back."""
        card, page = self._parts.source_card, self._parts.focused_page()
        if card.isVisible() and (page is None or card.document_id == page.document.id):
            self.close()
        elif page is not None:
            self._claim = self._parts.workspace.claim_id
            self._parts.notes_card.show_document("")
            card.show_document(page.document.id)
            self._parts.come_home()
            self._parts.actions["view.claims"].setChecked(True)
            card.fields["title"].setFocus()

    def close(self) -> None:
        """Show the claim again."""
        card = self._parts.source_card
        card.flush()
        card.show_document("")

    def _yield(self) -> None:
        """Give way to another claim that was chosen."""
        if self._parts.source_card.document_id and self._parts.workspace.claim_id != self._claim:
            self.close()

    def _give(self, document_id: str, name: str, text: str, visit: str) -> None:
        document = self._document(document_id)
        if document is None:
            return

        def failed(error: SidelightError) -> None:
            self._parts.source_card.keep_unsaved(document_id, name, text)
            self._parts.errors.show_sentence(said(error))

        self._parts.bridge.do(
            lambda session: session.cite(document, {name: text}, group=visit), failed=failed
        )

    def _copy(self, document_id: str, other_id: str) -> None:
        document, other = self._document(document_id), self._document(other_id)
        if document is None or other is None:
            return
        fields = dict(other.citation)
        words = _("Record copied from {number}").format(number=other.label)
        self._parts.source_card.flush()
        self._parts.bridge.do(
            lambda session: session.cite(document, fields),
            then=lambda _none: self._parts.status.say(words),
        )

    def _document(self, id_: str) -> Document | None:
        snapshot = self._parts.workspace.snapshot
        documents = snapshot.documents if snapshot else ()
        return next((one for one in documents if one.id == id_), None)
