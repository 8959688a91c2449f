# SPDX-License-Identifier: AGPL-3.0-or-later
"""Notes in a report: threads without what is private, their words with links into the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sidelight.model.records import Claim, Document, Note, Passage
from sidelight.model.threads import Names, Piece, threads
from sidelight.report.parts import NotePart, WrittenNote
from sidelight.text.characters import one_line, shown
from sidelight.text.quotes import shorten

_ABOUT = 80


@dataclass(frozen=True, slots=True)
class NoteMaker:
    """Makes notes: knows reviewers' labels by id, what can be named, and which article it is.

    On documents those of ``only`` some reviewers are told, where that is not None.
    """

    reviewers: Mapping[str, str]
    names: Names
    article: str = ""
    only: tuple[str, ...] | None = None

    @classmethod
    def of(
        cls,
        reviewers: Mapping[str, str],
        claims: Iterable[Claim],
        documents: Iterable[Document],
        article: str,
    ) -> NoteMaker:
        """Return what makes the notes of a report on these claims and documents."""
        return cls(reviewers, Names.of(claims, documents), article)

    def notes(
        self, notes: Iterable[Note], spots: Mapping[str, Passage] | None = None
    ) -> tuple[WrittenNote, ...]:
        """Return threads; ``spots`` are the passages of the pieces of a claim by their ids."""
        shared = [note for note in notes if not note.private]
        made = []
        for thread in threads(shared):
            first = thread.first
            place = first.passage or (spots or {}).get(first.part)
            about = shorten(one_line(place.words), _ABOUT) if place else ""
            replies = tuple(self._note(note) for note in thread.replies)
            made.append(self._note(first, about, replies, settled=thread.settled))
        return tuple(made)

    def of_document(self, notes: Iterable[Note]) -> tuple[WrittenNote, ...]:
        """Return the threads on a document."""
        return self.notes(n for n in notes if self.only is None or n.reviewer in self.only)

    def _note(
        self,
        note: Note,
        about: str = "",
        replies: tuple[WrittenNote, ...] = (),
        *,
        settled: bool = False,
    ) -> WrittenNote:
        text = shown(note.text)
        who = one_line(self.reviewers.get(note.reviewer, "")) or note.reviewer[:6]
        parts = tuple(NotePart(piece.text, self._to(piece)) for piece in self.names.linked(text))
        return WrittenNote(who, text, note.made_at, parts, about, replies, settled)

    def _to(self, piece: Piece) -> str:
        if piece.claim:
            return f"claim-{piece.label}"
        if piece.document:
            return "article" if piece.document == self.article else f"source-{piece.label}"
        return ""
