# SPDX-License-Identifier: AGPL-3.0-or-later
"""Verbs for notes: on a claim or a piece of it, on a document or a passage of it, and replies."""

from __future__ import annotations

from sidelight.errors import Refused, UnknownName
from sidelight.model.blindness import notes_seen
from sidelight.model.change import Setting, new_id
from sidelight.model.records import Claim, Document, Note, Passage
from sidelight.model.threads import Names, Placed, Thread, placed, threads
from sidelight.session.many_claims import ManyClaims

_SHORTEST_ID = 6


class NoteVerbs(ManyClaims):
    """The desk with the verbs for notes."""

    def add_note(self, claim_id: str, text: str, *, private: bool = False, part: str = "") -> Note:
        """Add a note to a claim, or to a ``part`` of it: the id of a passage or of evidence.

        A ``private`` one may be left out of copies, and nobody else is told of it.
        """
        claim = self.claim_of(claim_id)
        parts = {*(one.id for one in claim.passages), *(one.id for one in claim.evidence)}
        if part and part not in parts:
            raise UnknownName("evidence.unknown", name=part)
        return self._note({"claim": claim.id, **({"part": part} if part else {})}, text, private)

    def note_on(
        self,
        document: Document,
        text: str,
        *,
        passage: Passage | None = None,
        private: bool = False,
    ) -> Note:
        """Add a note to a document, or to a ``passage`` of it that is no claim."""
        where: dict[str, object] = {"document": document.id}
        if passage is not None:
            where["place"] = passage.to_json()
        return self._note(where, text, private)

    def reply(self, note_id: str, text: str, *, private: bool = False) -> Note:
        """Answer a note; what answers a private one is private too."""
        note = self.note_of(note_id)
        value = self.project.log.value
        where = {name: str(value(("note", note.id), name, "")) for name in ("claim", "part")}
        where["document"] = note.document
        kept: dict[str, object] = {name: word for name, word in where.items() if word}
        return self._note({**kept, "answers": note.id}, text, private or note.private, "reply")

    def edit_note(self, note_id: str, text: str, *, group: str = "") -> None:
        """Write a note of mine anew; its history keeps how it read."""
        note = self._own(note_id)
        if not text.strip():
            raise Refused("text.empty")
        if text.strip() != note.text:
            self.act([Setting("note", note.id, "text", text.strip())], "edit note", group=group)

    def settle_thread(self, note_id: str, settled: bool = True) -> None:
        """Say that the thread of a note needs nobody any more, or that it does."""
        first = self.thread_of(note_id).first
        if first.settled != settled:
            label = "settle thread" if settled else "reopen thread"
            self.act([Setting("note", first.id, "settled", settled)], label)

    def set_private(self, note_id: str, private: bool) -> None:
        """Keep a note of mine to myself, with my answers to it, or let copies have it.

        Refused where others have answered it, and for an answer to a note that is private.
        """
        note = self._own(note_id)
        below = self._answers_to(note)
        if private and any(one.reviewer != self.me for one in below):
            raise Refused("note.answered")
        above = next((n for n in self._around(note) if n.id == note.answers), None)
        if not private and above is not None and above.private:
            raise Refused("note.answers_private")
        changed = [note, *(one for one in below if private and not one.private)]
        settings = [Setting("note", one.id, "private", private) for one in changed]
        self.act(settings, "note privacy")

    def notes_on(self, document_id: str) -> tuple[Note, ...]:
        """Return the notes on a document that I may see, by time."""
        return self.notes_seen(document_id, blind=self.is_blind())

    def notes_seen(self, document_id: str, *, blind: bool) -> tuple[Note, ...]:
        """Return the same where it is known whether I am ``blind`` to any claim."""
        return tuple(notes_seen(self.project.notes(document_id), self.me, blind=blind))

    def note_called(self, name: str) -> Note:
        """Return the one note of an id or of the beginning of one; UnknownName."""
        ids = [note.id for one in self.threads() for note in one.thread.notes]
        begun = [id_ for id_ in ids if len(name) >= _SHORTEST_ID and id_.startswith(name)]
        return self.note_of(begun[0] if len(begun) == 1 and name not in ids else name)

    def thread_of(self, note_id: str) -> Thread:
        """Return the thread that a note is in, as I may see it."""
        note = self.note_of(note_id)
        every = threads(self._around(note))
        return next(thread for thread in every if any(n.id == note.id for n in thread.notes))

    def threads(self) -> list[Placed]:
        """Return all threads that I may see: those on claims by number, then on documents."""
        claims = self.claims()
        documents = self.project.documents()
        notes = {one.id: self.notes_on(one.id) for one in documents}
        return list(placed(claims, documents, notes))

    def names(self) -> Names:
        """Return what the words of a note may name by number."""
        return Names.of(self.project.claims(), self.project.documents())

    def _note(
        self, where: dict[str, object], text: str, private: bool, label: str = "note"
    ) -> Note:
        if not text.strip():
            raise Refused("text.empty")
        id_ = new_id()
        values = {**where, "text": text.strip(), **({"private": True} if private else {})}
        self.act([Setting("note", id_, name, value) for name, value in values.items()], label)
        return self.note_of(id_)

    def _own(self, note_id: str) -> Note:
        note = self.note_of(note_id)
        if note.reviewer != self.me:
            raise Refused("note.others", who=self.project.reviewer(note.reviewer).label)
        return note

    def _around(self, note: Note) -> tuple[Note, ...]:
        """Return the notes on the same claim or document that I may see."""
        if not note.claim:
            return self.notes_on(note.document)
        claim: Claim = self.claim_of(note.claim).seen_by(self.me)
        return claim.notes

    def _answers_to(self, note: Note) -> list[Note]:
        """Return the notes that answer a note, and those that answer these."""
        found = [note]
        for one in found:
            found += [n for n in self._around(note) if n.answers == one.id and n not in found]
        return found[1:]
