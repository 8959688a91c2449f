# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be done with notes: write, answer, edit, settle, and go to them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from sidelight.desktop.action_set import Handler, shown_keys
from sidelight.desktop.claims.note_row import NoteActs
from sidelight.desktop.error_words import said
from sidelight.desktop.verbs.chosen import Chosen, chosen_in, deselect, words_of
from sidelight.desktop.verbs.claim_verbs import ClaimVerbs
from sidelight.desktop.verbs.erasing_verbs import ErasingVerbs
from sidelight.desktop.verbs.going import Going
from sidelight.desktop.verbs.parts import Parts
from sidelight.errors import SidelightError
from sidelight.language import _
from sidelight.model.threads import Placed


class NotingVerbs:
    """Acts on notes, on the claim card and on the card of a document's notes."""

    def __init__(
        self, parts: Parts, going: Going, claims: ClaimVerbs, erasing: ErasingVerbs
    ) -> None:
        self._parts = parts
        self._going = going
        self._claims = claims
        self._claim = ""
        going.to_note = self.go
        card, lists = parts.notes_card, parts.card.lists
        for acts in (card.acts, lists.noted):
            self._connect(acts)
        card.acts.removed.connect(self._remove)
        card.acts.privacy_given.connect(erasing.set_private)
        card.acts.erase_wanted.connect(lambda id_: erasing.ask_erase("note", id_))
        card.acts.shown.connect(self.go)
        card.acts.conflicts_wanted.connect(parts.actions["project.conflicts"].trigger)
        card.given.connect(self._give)
        card.closed.connect(self.close)
        lists.note_given.connect(self._on_part)
        parts.card.places.note_given.connect(self._on_part)
        parts.source_card.notes_wanted.connect(self.show_document)
        parts.workspace.chosen.connect(self._yield)
        for pane in parts.panes:
            pane.made.connect(lambda page: page.view.highlight_clicked.connect(self._clicked))

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        return {
            "claim.reason": self.write,
            "note.add": self.add,
            "note.next": self.to_next,
            "document.notes": self.show,
        }

    def write(self) -> None:
        """Write a note on the words selected where the keyboard is, else the reason for the verdict
        on the chosen claim.
        """
        page = self._parts.focused_page()
        focus: QWidget | None = self._parts.host().focusWidget()
        here = page is not None and focus is not None and page.isAncestorOf(focus)
        if here and chosen_in(page) is not None:
            self.add()
        elif self._parts.workspace.claim is not None or self._claims.making:
            self._claims.write_reason()

    def add(self) -> None:
        """Write a note on what is selected in the document in use, else on the document."""
        page = self._parts.focused_page()
        if page is None:
            return
        chosen = chosen_in(page)
        self.show_document(page.document.id)
        words = words_of(page, chosen) if chosen else ""
        self._parts.notes_card.mean(chosen, words)
        self._parts.notes_card.write()

    def show(self) -> None:
        """Show the notes on the document in use in place of the claim's card; once more goes
        back.
        """
        card, page = self._parts.notes_card, self._parts.focused_page()
        if card.isVisible() and (page is None or card.document_id == page.document.id):
            self.close()
        elif page is not None:
            self.show_document(page.document.id)
            card.write()

    def show_document(self, document_id: str) -> None:
        """Show the notes on a document."""
        self._claim = self._parts.workspace.claim_id
        self._parts.source_card.show_document("")
        self._parts.notes_card.show_document(document_id)
        self._parts.come_home()
        self._parts.actions["view.claims"].setChecked(True)

    def close(self) -> None:
        """Show the claim again."""
        self._parts.notes_card.flush()
        self._parts.notes_card.show_document("")
        self._choose("")

    def go(self, note_id: str) -> None:
        """Bring a note and what it is on into sight."""
        found = self._parts.workspace.thread_with(note_id)
        if found is None:
            return
        if found.claim:
            self._go_to_claim(found, note_id)
        else:
            self.show_document(found.document)
            self._going.bring(found.document)
            if found.passage is not None:
                self._going.to_passage(found.passage)
            self._parts.notes_card.show_thread(note_id)
        self._choose(note_id)

    def to_next(self) -> None:
        """Go to the next thread that is not settled."""
        workspace = self._parts.workspace
        open_ = [one for one in workspace.threads if not one.thread.settled]
        if not open_:
            self._parts.status.say(_("Every thread of notes is settled."))
            return
        begun = workspace.thread_with(workspace.note_id)
        every = [one.thread.first.id for one in workspace.threads]
        at = every.index(begun.thread.first.id) if begun else -1
        later = [one for one in open_ if every.index(one.thread.first.id) > at]
        self.go((later or open_)[0].thread.first.id)

    def _go_to_claim(self, found: Placed, note_id: str) -> None:
        parts = self._parts
        part = found.thread.first.part
        if parts.workspace.evidence(part) is not None:
            self._going.to_evidence(part)
        else:
            self._going.to_claim(found.claim)
        parts.put_cards_away()
        for id_ in ("view.claims", "view.card"):
            parts.actions[id_].setChecked(True)
        row = parts.card.lists.thread_row(note_id)
        if row is not None:
            parts.card.bring(row)

    def _choose(self, note_id: str) -> None:
        """Let a note be the one that is looked at: its passage lights up."""
        if note_id != self._parts.workspace.note_id:
            self._parts.workspace.note_id = note_id
            for pane in self._parts.panes:
                for page in pane.fronts():
                    page.light()

    def _connect(self, acts: NoteActs) -> None:
        acts.replied.connect(self._reply)
        acts.edited.connect(
            lambda id_, text, visit: self._parts.bridge.do(
                lambda session: session.edit_note(id_, text, group=visit), failed=self._failed
            )
        )
        acts.settled.connect(
            lambda id_, on: self._parts.bridge.do(lambda session: session.settle_thread(id_, on))
        )
        acts.named.connect(self._named)

    def _named(self, claim_id: str, document_id: str) -> None:
        if claim_id:
            self._parts.put_cards_away()
            self._going.to_claim(claim_id)
        else:
            self._going.bring(document_id)

    def _give(self, document_id: str, chosen: Chosen | None, text: str, private: bool) -> None:
        document = self._parts.workspace.document(document_id)
        if document is None:
            return

        def failed(error: SidelightError) -> None:
            self._parts.notes_card.keep(text)
            self._failed(error)

        page = self._parts.focused_page()
        if chosen is not None and page is not None and page.document.id == document_id:
            deselect(page.view)
        self._parts.bridge.do(
            lambda session: session.note_on(
                document,
                text,
                passage=chosen.passage(session, document) if chosen else None,
                private=private,
            ),
            failed=failed,
        )

    def _on_part(self, claim_id: str, part: str, text: str) -> None:
        self._parts.bridge.do(
            lambda session: session.add_note(claim_id, text, part=part), failed=self._failed
        )

    def _reply(self, note_id: str, text: str) -> None:
        def failed(error: SidelightError) -> None:
            box = self._parts.notes_card.threads.box(note_id)
            if box is not None:
                box.ask(text)
            self._failed(error)

        self._parts.bridge.do(lambda session: session.reply(note_id, text), failed=failed)

    def _remove(self, note_id: str) -> None:
        words = _("Note removed. Undo: {keys}").format(keys=shown_keys("edit.undo"))
        self._parts.bridge.do(
            lambda session: session.remove("note", note_id),
            then=lambda _none: self._parts.status.say(words),
        )

    def _clicked(self, id_: str) -> None:
        """Show the thread of a passage that was clicked."""
        found = self._parts.workspace.thread_with(id_)
        if found is not None and found.document:
            self.show_document(found.document)
            self._parts.notes_card.show_thread(id_)
            self._choose(id_)

    def _yield(self) -> None:
        """Give way to another claim that was chosen."""
        if self._parts.notes_card.document_id and self._parts.workspace.claim_id != self._claim:
            self.close()

    def _failed(self, error: SidelightError) -> None:
        self._parts.errors.show_sentence(said(error))
