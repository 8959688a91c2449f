# SPDX-License-Identifier: AGPL-3.0-or-later
"""From the marks of a file to records of ours: what sets them, and what is said of each before."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sidelight.exchange.incoming import Mark
from sidelight.model.blindness import how_seen
from sidelight.model.change import Setting
from sidelight.model.fields import fits
from sidelight.model.imported import Imported, verdict_id
from sidelight.model.log import Key
from sidelight.model.project import Project
from sidelight.model.records import Claim, Passage
from sidelight.session.import_people import ImportPeople
from sidelight.session.records import tag_id
from sidelight.text.characters import shown

_UUID = re.compile("urn:uuid:([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})")

CLAIM_FIELDS = (
    "restatement", "kind", "speaker", "attribution", "said_on", "severity", "correction",
)  # fmt: skip
EVIDENCE_FIELDS = ("stance", "note", "match", "level", "translator")
DESCRIBED_FIELDS = ("kind", "words", "who", "when", "where", "stance", "note")
RESPONSE_FIELDS = ("answer", "when", "where")
READ = ("transcription", "translation")
"""Fields that a mark may bring, by the record that it becomes."""

_KNOWN = ("claim", "note", "evidence", "described", "response")
"""Kinds of records that have the id of the mark that they were."""


@dataclass(slots=True)
class Made:
    """What a mark became: its record, and the claim or the document that this belongs to."""

    key: Key
    claim: str = ""
    document: str = ""
    part: str = ""


@dataclass(slots=True)
class ImportRecords:
    """Collects what sets the records of a file.

    ``scope`` tells marks of this file from marks of others that are called alike; ``made`` says
    what became of each mark, by its key.
    """

    project: Project
    me: str
    people: ImportPeople
    file: str
    scope: str
    settings: list[Setting] = field(default_factory=list)
    made: dict[str, Made] = field(default_factory=dict)
    authors: dict[str, None] = field(default_factory=dict)
    next_number: int = 0
    _noted: set[tuple[str, object, str]] | None = None
    _words: dict[str, str] = field(default_factory=dict)
    _judged: set[str] = field(default_factory=set)
    _decided: set[str] = field(default_factory=set)
    _tagged: set[str] = field(default_factory=set)

    def id_of(self, mark: Mark, part: str = "") -> str:
        """Return the id that a mark's record has: the same whenever the file comes in."""
        found = _UUID.fullmatch(mark.key)
        if found and not part:
            return found[1].replace("-", "")
        words = f"{self.scope} {mark.key} {part}"
        return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:32]

    def before(self, mark: Mark) -> bool:
        """Tell whether a mark came in before and stands, and know again what became of it."""
        log, alive, id_ = self.project.log, self.project.alive, self.id_of(mark)
        keys = [(record, id_) for record in _KNOWN]
        here = next((key for key in keys if key in log.fields and alive(key)), None)
        if here is None:
            return False
        claim = id_ if here[0] == "claim" else str(log.value(here, "claim", ""))
        made = Made(here, claim, str(log.value(here, "document", "")))
        made.part = id_ if here[0] == "evidence" else str(log.value(here, "part", ""))
        self.made[mark.key] = made
        return True

    def is_decided(self, claim: str) -> bool:
        """Tell whether a claim is decided, or was, or comes in decided."""
        known = self.project.log.value(("decision", claim), "verdict")
        return bool(known) or claim in self._decided

    def claim(self, mark: Mark, passages: Sequence[Passage]) -> str:
        """Make a claim of passages, and return its id."""
        id_ = self.id_of(mark)
        values = fitting("claim", mark.values, CLAIM_FIELDS)
        if not self.project.log.value(("claim", id_), "number"):
            self.next_number = self.next_number or self.project.next_number("claim")
            values["number"] = self.next_number
            self.next_number += 1
        self._set(("claim", id_), mark, values)
        # what was read at a place is told by its number, which is known where all were found
        told = len(passages) == max(1, len(mark.places))
        for at, passage in enumerate(passages):
            self.passage(mark, id_, passage, at, _read_at(mark, at) if told else {})
            self._words.setdefault(id_, passage.words)
        self._words.setdefault(id_, str(values.get("restatement", "")))
        self.made[mark.key] = Made(("claim", id_), claim=id_)
        return id_

    def words_of(self, claim: str) -> str:
        """Return the words of a claim that is here or comes in."""
        known = self.project.claim(claim)
        return known.words if known else self._words.get(claim, "")

    def passage(
        self, mark: Mark, claim: str, passage: Passage, at: int, words: Mapping[str, str]
    ) -> None:
        """Let a claim stand in a passage; of an area the ``words`` are what was read there."""
        part = self.id_of(mark, f"passage {at}")
        read = fitting("passage", words, READ) if passage.area else {}
        self._set(("passage", part), mark, {"claim": claim, "place": passage.to_json(), **read})

    def tags(self, claim: str, names: Iterable[str]) -> None:
        """Put tags on a claim."""
        for name in dict.fromkeys(" ".join(name.replace(",", " ").split())[:60] for name in names):
            id_ = f"{claim}.{tag_id(name)}"
            on = self.project.log.value(("tagging", id_), "on", default=False) is True
            if name and id_ not in self._tagged and not on:
                self._tagged.add(id_)
                values = {"claim": claim, "name": name, "on": True}
                self.settings += [Setting("tagging", id_, n, v) for n, v in values.items()]

    def has_judged(self, claim: str, mark: Mark) -> bool:
        """Tell whether the verdict of a mark's author on a claim is known, or comes in."""
        known = self.project.claim(claim)
        who = self.people.same(mark.author)
        given = known is not None and any(v.reviewer in who and v.verdict for v in known.verdicts)
        return given or verdict_id(claim, self.people.by(mark.author), self.me) in self._judged

    def says_the_same(self, mark: Mark, claim: str, passage: Passage | None = None) -> bool:
        """Tell whether a claim of the project has such evidence, or such a note, already; what
        answers the mark then answers that.
        """
        known = self.project.claim(claim)
        same = next(self._alike(mark, known, passage), None) if known else None
        if same is None:
            return False
        part = same[1] if same[0] == "evidence" else ""
        self.made.setdefault(mark.key, Made(same, claim, part=part))
        return True

    def _alike(self, mark: Mark, claim: Claim, passage: Passage | None) -> Iterator[Key]:
        """Yield the records of a claim that say what a mark says."""
        if mark.what == "evidence":
            here = spot(passage) if passage else None
            yield from (("evidence", e.id) for e in claim.evidence if spot(e.passage) == here)
            return
        if mark.what == "response":
            said = tuple(text_of(mark.values.get(name, "")) for name in ("party", "answer"))
            yield from (("response", r.id) for r in claim.responses if (r.party, r.answer) == said)
            return
        words = text_of(mark.values.get("words", "") or mark.text)
        if mark.what == "described":
            yield from (("described", d.id) for d in claim.described if text_of(d.words) == words)
            return
        yield from (("note", note.id) for note in claim.notes if text_of(note.text) == words)

    def is_noted(self, document: str, passage: Passage | None, text: str) -> bool:
        """Tell whether such a note is on a document already."""
        if self._noted is None:
            self._noted = {
                (one.id, spot(note.passage) if note.passage else None, text_of(note.text))
                for one in self.project.documents()
                for note in self.project.notes(one.id)
            }
        return (document, spot(passage) if passage else None, text) in self._noted

    def verdict(self, mark: Mark, claim: str, word: str, reason: str) -> None:
        """Give the verdict of a mark's author on a claim."""
        id_ = verdict_id(claim, self.people.by(mark.author), self.me)
        self._judged.add(id_)
        mine = id_ == f"{claim}.{self.me}"
        seen = how_seen(self.project, self.project.claim(claim), self.me) if mine else ""
        denied_by = mark.values.get("denied_by", "") if word == "denied" else ""
        values: dict[str, object] = {
            "claim": claim,
            "verdict": {"verdict": word, "denied_by": denied_by},
        }
        day = mark.made_at.date().isoformat() if mark.made_at else ""
        as_of = mark.values.get("as_of", day)
        values |= {
            name: v for name, v in (("reason", reason), ("as_of", as_of), ("seen", seen)) if v
        }
        self._set(("verdict", id_), mark, values)
        self.made.setdefault(mark.key, Made(("verdict", id_), claim=claim))

    def decision(self, mark: Mark, claim: str, word: str, reason: str) -> None:
        """Decide a claim as a mark's author did."""
        denied_by = mark.values.get("denied_by", "") if word == "denied" else ""
        said = {"verdict": word, "denied_by": denied_by}
        values = {"claim": claim, "verdict": said, "reason": reason}
        self._decided.add(claim)
        self._set(("decision", claim), mark, values)
        self.made[mark.key] = Made(("decision", claim), claim=claim)

    def evidence(self, mark: Mark, claim: str, passage: Passage) -> None:
        """Link a passage to a claim."""
        id_ = self.id_of(mark)
        values = {"stance": "context", **fitting("evidence", mark.values, EVIDENCE_FIELDS)}
        values |= _order(mark)
        if mark.text and "note" not in values:
            values["note"] = text_of(mark.text)
        read = fitting("evidence", mark.values, READ) if passage.area else {}
        place = {"claim": claim, "place": passage.to_json()}
        self._set(("evidence", id_), mark, {**place, **values, **read})
        self.made[mark.key] = Made(("evidence", id_), claim=claim, part=id_)

    def described(self, mark: Mark, claim: str) -> None:
        """Describe evidence that is no passage."""
        id_ = self.id_of(mark)
        values = fitting("described", mark.values, DESCRIBED_FIELDS)
        values |= _order(mark)
        values.setdefault("words", text_of(mark.text))
        self._set(("described", id_), mark, {"claim": claim, **values})
        self.made[mark.key] = Made(("described", id_), claim=claim)

    def response(self, mark: Mark, claim: str, party: str) -> None:
        """Record what a party said of a claim."""
        id_ = self.id_of(mark)
        values = fitting("response", mark.values, RESPONSE_FIELDS)
        self._set(("response", id_), mark, {"claim": claim, "party": party, **values})
        self.made[mark.key] = Made(("response", id_), claim=claim)

    def note(self, mark: Mark, where: Mapping[str, object], text: str, part: str = "") -> None:
        """Write a note somewhere: on a claim, a part of one, a document or a passage of one."""
        id_ = self.id_of(mark, part)
        flags = {
            name: True
            for name in ("private", "settled")
            if mark.values.get(name) == "yes" and (name != "private" or self._is_mine(mark))
        }
        self._set(("note", id_), mark, {**where, "text": text_of(text), **flags})
        made = Made(("note", id_), str(where.get("claim", "")), str(where.get("document", "")))
        made.part = str(where.get("part", ""))
        self.made.setdefault(mark.key, made)

    def _is_mine(self, mark: Mark) -> bool:
        return not self.people.by(mark.author)

    def _set(self, key: Key, mark: Mark, values: Mapping[str, object]) -> None:
        """Set fields of a record; one that was removed before stands again."""
        by = self.people.by(mark.author)
        self.authors[mark.author] = None
        told = Imported(by, mark.made_at, self.file, mark.key[:500]).to_json()
        every = {**values, "imported": told}
        if self.project.log.value(key, "deleted", default=False) is True:
            every["deleted"] = False
        self.settings += [Setting(*key, name, value) for name, value in every.items()]


def _read_at(mark: Mark, at: int) -> dict[str, str]:
    """Return what was read at a place of a mark, counted from 0."""
    ending = f" {at + 1}" if at else ""
    return {name: mark.values.get(f"{name}{ending}", "") for name in READ}


def _order(mark: Mark) -> dict[str, int]:
    """Return the place among a claim's evidence that a mark had there, nothing for none."""
    told = mark.values.get("order", "")
    return {"order": int(told)} if told.isdecimal() and len(told) < 10 else {}


def spot(passage: Passage) -> tuple[str, object]:
    """Return what is the same for passages of the same words, or of the same area."""
    inked = passage.area is None
    return passage.layer, (passage.start, passage.end) if inked else (passage.page, passage.area)


def text_of(words: str) -> str:
    """Return what somebody wrote, as a note keeps it."""
    return shown(words)


def fitting(record: str, values: Mapping[str, str], names: Iterable[str]) -> dict[str, object]:
    """Return those of some values that fit fields of a record and say something."""
    given = {name: values[name] for name in names if values.get(name, "").strip()}
    return {name: value for name, value in given.items() if fits(record, name, value)}
