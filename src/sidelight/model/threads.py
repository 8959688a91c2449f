# SPDX-License-Identifier: AGPL-3.0-or-later
"""Notes as people read them: threads of a first note with its replies, and links in their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sidelight.model.records import Claim, Document, Note, Passage
from sidelight.text.mentions import mentions


@dataclass(frozen=True, slots=True)
class Thread:
    """A note and all that answers it, by time.

    Where the first note was removed, the thread begins with the earliest that is left.
    """

    notes: tuple[Note, ...]

    @property
    def first(self) -> Note:
        """The note that the thread began with."""
        return self.notes[0]

    @property
    def replies(self) -> tuple[Note, ...]:
        """The other notes."""
        return self.notes[1:]

    @property
    def settled(self) -> bool:
        """Whether it needs nobody any more."""
        return self.first.settled


def threads(notes: Iterable[Note]) -> list[Thread]:
    """Return the threads that notes make up, in the order in which they began."""
    known = {note.id: note for note in notes}
    grouped: dict[str, list[Note]] = {}
    for note in known.values():
        grouped.setdefault(_root(note, known), []).append(note)
    made = [
        Thread(tuple(sorted(some, key=lambda n: (n.id != root, n.made_at, n.id))))
        for root, some in grouped.items()
    ]
    return sorted(made, key=lambda thread: (thread.first.made_at, thread.first.id))


def _root(note: Note, known: Mapping[str, Note]) -> str:
    """Return the id of the note that a thread began with; of a circle, the least."""
    path = [note.id]
    while (at := known.get(path[-1])) is not None and at.answers:
        if at.answers in path:
            return min(path[path.index(at.answers) :])
        path.append(at.answers)
    return path[-1]


@dataclass(frozen=True, slots=True)
class Placed:
    """A thread with the claim or the document that it is on (ids, one of them ""), and the passage
    it stands at, None for a note on a whole claim or document.
    """

    thread: Thread
    claim: str = ""
    document: str = ""
    passage: Passage | None = None


def placed(
    claims: Iterable[Claim], documents: Iterable[Document], notes: Mapping[str, Sequence[Note]]
) -> Iterator[Placed]:
    """Yield the threads on claims, then those on documents, whose ``notes`` are by their ids."""
    for claim in claims:
        if not claim.notes:
            continue
        spots = {one.id: one.passage for one in claim.passages}
        spots |= {one.id: one.passage for one in claim.evidence}
        for thread in threads(claim.notes):
            yield Placed(thread, claim=claim.id, passage=spots.get(thread.first.part))
    for document in documents:
        for thread in threads(notes.get(document.id, ())):
            yield Placed(thread, document=document.id, passage=thread.first.passage)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a note's words; ``claim`` or ``document`` is the id of what it names, if it does.

    ``label`` is that one's label.
    """

    text: str
    claim: str = ""
    document: str = ""
    label: str = ""


@dataclass(frozen=True)
class Names:
    """What notes may name: the ids of claims and documents by label, and documents' kinds by id."""

    claims: Mapping[str, str] = field(default_factory=dict)
    documents: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, claims: Iterable[Claim], documents: Iterable[Document]) -> Names:
        """Return the names of claims and documents."""
        some = list(documents)
        return cls(
            {claim.label: claim.id for claim in claims},
            {one.label: one.id for one in some},
            {one.id: one.kind for one in some},
        )

    def linked(self, text: str) -> tuple[Piece, ...]:
        """Return a text in pieces; what names nothing that there is stays text."""
        pieces: list[Piece] = []
        done = 0
        for one in mentions(text):
            claim = self.claims.get(one.label, "") if one.kind == "claim" else ""
            document = "" if one.kind == "claim" else self._document(one.kind, one.label)
            if claim or document:
                words = text[one.start : one.end]
                pieces += [Piece(text[done : one.start]), Piece(words, claim, document, one.label)]
                done = one.end
        pieces.append(Piece(text[done:]))
        return tuple(piece for piece in pieces if piece.text)

    def _document(self, kind: str, label: str) -> str:
        found = self.documents.get(label, "")
        return found if kind in {"document", self.kinds.get(found)} else ""
