# SPDX-License-Identifier: AGPL-3.0-or-later
"""A REFI-QDA project that we wrote, read back: claims with their verdicts, evidence and notes.

The codes of claims, verdicts, stances and tags are known by their GUIDs; see
`sidelight.exchange.qdpx_claims` for what is written as what.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sidelight.exchange.incoming import Mark, Place
from sidelight.exchange.qdpx_in_codes import Code, CodeBook
from sidelight.exchange.qdpx_in_lines import (
    CLAIM,
    DECISION,
    EVIDENCE,
    REASON,
    THERE,
    TOLD,
    apart,
    is_called,
    stored,
)
from sidelight.exchange.qdpx_in_marks import Coding, Held, Marked
from sidelight.exchange.qdpx_in_notes import Link, Notes
from sidelight.language import N_
from sidelight.model.verdicts import word_of

_NOTES = (N_("Note"), N_("Reply"), N_("Settled"))


@dataclass(slots=True)
class Ours:
    """Takes what is of claims; ``told`` are notes that are told of otherwise, ``answers`` which
    note answers which, ``values`` what is known of notes.

    ``holders`` are by the keys of notes what they are on.
    """

    book: CodeBook
    notes: Notes
    marked: Marked
    holders: Mapping[str, list[str]]
    told: set[str] = field(default_factory=set)
    answers: dict[str, str] = field(default_factory=dict)
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    _claims: dict[str, int] = field(default_factory=dict)

    def take(self, held: Iterable[Held], links: Iterable[Link]) -> list[Held]:
        """Take in what is of claims; return the rest."""
        rest = []
        against: list[tuple[Coding, Code]] = []
        for one in (*held, *self.notes.by_key.values()):
            codes = [(coding, self.book.get(coding.code)) for coding in one.codings]
            claims = [(coding, code) for coding, code in codes if code.claim]
            if not claims:
                rest.append(one)
                continue
            if one.memo:
                self.told.add(one.key)
            stance = next((code.stance for _coding, code in codes if code.stance), "")
            against += claims if stance else ()
            if others := [coding for coding, code in codes if not _is_told(code, stance)]:
                # what somebody else gave it since
                rest.append(replace(one, codings=tuple(others), notes=(), text=""))
            for coding, code in claims:
                if stance:
                    self._evidence(one, coding, code, stance)
                else:
                    self._passage(one, coding, code)
        for coding, code in against:
            if code.key not in self._claims:
                # of the claim only what is held against it is there
                self._start(code, coding)
        self._thread(links)
        return rest

    def _thread(self, links: Iterable[Link]) -> None:
        """Take in which note answers which, and what is settled."""
        for link in links:
            if is_called(link.name, N_("Answer to")):
                self.answers[link.origin] = link.target
        for id_, note in self.notes.by_key.items():
            if id_ not in self.told and is_called(note.name, N_("Settled")):
                self.values[id_] = {"settled": "yes"}

    def _passage(self, held: Held, coding: Coding, code: Code) -> None:
        """Take in a passage of a claim, and what was said of that there."""
        places, _read = self._places(held)
        tags = [self.book.get(one.code).tag for one in held.codings]
        if code.key not in self._claims:
            values = self._start(code, coding)
            if held.memo and is_called(held.name, N_("Claim")):
                values.setdefault("restatement", held.text)
                places = ()
        at = self._claims[code.key]
        claim = self.marked.marks[at]
        claim = replace(
            claim,
            places=(*claim.places, *places),
            tags=tuple(dict.fromkeys((*claim.tags, *filter(None, tags)))),
        )
        self.marked.marks[at] = claim
        for key in (code.key, held.key, coding.key):
            self.marked.anchors[key] = (claim.key, claim.places)
        for one in held.codings:
            if verdict := self.book.get(one.code).verdict:
                self._verdict(claim, one, verdict)
        self._words(held, claim)

    def _start(self, code: Code, coding: Coding) -> dict[str, str]:
        """Add a claim, as yet without a passage; return what is known of it."""
        _words, values = apart(code.described, CLAIM)
        author, made_at = coding.author, coding.made_at
        self._claims[code.key] = len(self.marked.marks)
        self.marked.add(Mark(code.key, "claim", author=author, made_at=made_at, values=values))
        return values

    def _verdict(self, claim: Mark, coding: Coding, verdict: str) -> None:
        values = {"verdict": verdict}
        for note in self._on(coding.notes):
            self.told.add(note.key)
            values["reason"], fields = apart(note.text, REASON)
            values |= fields
        if coding.made_at:
            # where it is the day that it was given, nothing else says so
            values.setdefault("as_of", coding.made_at.date().isoformat())
        made = Mark(
            coding.key,
            "verdict",
            author=coding.author,
            made_at=coding.made_at,
            on=claim.key,
            values={name: value for name, value in values.items() if value},
        )
        self.marked.add(made)

    def _words(self, held: Held, claim: Mark) -> None:
        """Take in what notes on the first passage of a claim say that are none of somebody's."""
        for note in self._on(held.notes):
            if note.key in self.told:
                continue
            if is_called(note.name, N_("Decision")):
                self.told.add(note.key)
                called, values = apart(note.text, DECISION)
                values["verdict"] = self._verdict_called(called)
                made = Mark(
                    note.key,
                    "decision",
                    author=note.author,
                    made_at=note.made_at,
                    on=claim.key,
                    values=values,
                )
                self.marked.add(made)
            elif not is_called(note.name, *_NOTES):
                # what a party answered, the reason of a verdict that was taken back
                named = replace(note, text=f"{note.name}: {note.text}")
                self.notes.by_key[note.key] = named

    def _verdict_called(self, name: str) -> str:
        added = (code.verdict for code in self.book.codes.values() if code.names[-1] == name)
        return stored("verdict", name) or next(filter(None, added), "") or word_of(name)

    def _evidence(self, held: Held, coding: Coding, code: Code, stance: str) -> None:
        """Take in evidence: a passage, or what somebody learnt elsewhere."""
        values = {"stance": stance}
        kind = stored("described", held.name) if held.memo else ""
        places: tuple[Place, ...] = ()
        if kind:
            words, fields = apart(held.text, TOLD)
            values |= {"kind": kind, "words": words, **fields}
        else:
            places, read = self._places(held)
            values |= read
        for note in self._on(held.notes):
            if is_called(note.name, N_("Evidence")):
                self.told.add(note.key)
                values["note"], fields = apart(note.text, EVIDENCE)
                values |= fields
        made = Mark(
            coding.key,
            "described" if kind else "evidence",
            author=coding.author or held.author,
            made_at=coding.made_at,
            places=places,
            on=code.key,
            values={name: value for name, value in values.items() if value},
        )
        self.marked.add(made, held.key)

    def _places(self, held: Held) -> tuple[tuple[Place, ...], dict[str, str]]:
        """Return where something stands, and what was read there with its translation.

        What had no place to be marked at is a note with its words, on its source.
        """
        read, values = apart(held.text, THERE)
        if not held.memo:
            if read and any(place.area for place in held.places):
                values["transcription"] = read
            return held.places, values
        sources = (
            place
            for key in self.holders.get(held.key, ())
            for place in self.marked.anchors.get(key, ("", ()))[1]
        )
        source = next(sources, Place())
        return (Place(source.document, read),), values

    def _on(self, keys: Iterable[str]) -> Iterator[Held]:
        for key in keys:
            if (note := self.notes.by_key.get(key)) is not None:
                yield note


def _is_told(code: Code, stance: str) -> bool:
    """Tell whether what is made of a claim or its evidence says that it has a code."""
    return bool(code.claim or code.stance or code.tag or (code.verdict and not stance))
