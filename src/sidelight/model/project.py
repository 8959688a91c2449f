# SPDX-License-Identifier: AGPL-3.0-or-later
"""The questions a project can answer: its records as the log leaves them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from sidelight.model.change import Change, Setting
from sidelight.model.corrected import in_force
from sidelight.model.fields import MOST, REQUIRED, fits
from sidelight.model.log import Key, Log, settings_of
from sidelight.model.records import (
    Claim,
    ClaimPassage,
    Document,
    Evidence,
    LayerMade,
    Note,
    Passage,
    Reviewer,
    Verdict,
)
from sidelight.model.telling_apart import tails, told_apart
from sidelight.text.corrections import Correction, amended, covers

CITATION = (
    "author",
    "recipient",
    "issued",
    "archive",
    "archive_place",
    "archive_location",
    "genre",
    "type",
    "container_title",
    "URL",
    "accessed",
)
"""Fields of a document that make its citation, in CSL's terms."""

_PARTS = ("passage", "verdict", "evidence", "note")
"""Kinds of records that belong to a claim."""


class Project:
    """The records of a project, computed from its log when asked for and kept until they change."""

    def __init__(self, changes: Iterable[Change] = ()) -> None:
        self.log = Log()
        # Records that ever belonged to a claim or stood in a document, and the other way round.
        self._parts: dict[Key, dict[Key, None]] = defaultdict(dict)
        self._wholes: dict[Key, dict[Key, None]] = defaultdict(dict)
        self._claims: dict[str, Claim | None] = {}
        # Corrections by layer: their keys, and what is in force once asked for.
        self._corrections: dict[str, dict[Key, None]] = defaultdict(dict)
        self._in_force: dict[str, tuple[Correction, ...]] = {}
        self._reviewers: dict[str, Reviewer] | None = None
        self._numbers: dict[tuple[str, int], dict[str, str]] | None = None
        self.add(changes)

    def add(self, changes: Iterable[Change]) -> list[Change]:
        """Take in changes; return those that were new."""
        before = self.log.order
        new = self.log.add(changes)
        if self.log.order is not before:
            # An ancestor came late: what older changes saw is another matter now.
            self._claims.clear()
            self._in_force.clear()
        for change in new:
            for setting in change.sets:
                self._relate(setting)
                self._reread(setting)
                key = (setting.record, setting.id)
                for _, claim in (key, *self._wholes.get(key, ())):
                    self._claims.pop(claim, None)
        self._numbers = None
        self._reviewers = None
        return new

    def _relate(self, setting: Setting) -> None:
        part, whole = (setting.record, setting.id), ("", "")
        if not fits(setting.record, setting.field, setting.value):
            return
        if setting.record in _PARTS and setting.field == "claim":
            whole = ("claim", setting.value)
        elif setting.field == "place":
            whole = ("document", setting.value["document"])
        if whole[0]:
            self._parts[whole][part] = None
            self._wholes[part][whole] = None

    def _reread(self, setting: Setting) -> None:
        """Forget what was read of a layer that a setting adds, or lays a correction over."""
        layer = setting.id if setting.record == "layer" else ""
        if setting.record == "correction":
            over = self.log.value((setting.record, setting.id), "over")
            layer = str(over["layer"]) if over else ""
            self._corrections[layer][setting.record, setting.id] = None
            self._in_force.pop(layer, None)
        if layer:
            for id_, claim in list(self._claims.items()):
                if claim and any(passage.layer == layer for passage in _passages(claim)):
                    del self._claims[id_]

    @property
    def title(self) -> str:
        """The project's title."""
        return str(self.log.value(("project", "project"), "title", ""))

    def reviewers(self) -> list[Reviewer]:
        """Return everyone who acted or is named, by name; equal names told apart by their ids."""
        found = self._known_reviewers().values()
        return sorted(found, key=lambda reviewer: (reviewer.label.casefold(), reviewer.id))

    def reviewer(self, id_: str) -> Reviewer:
        """Return a reviewer; one that was never named shows the start of the id."""
        return self._known_reviewers().get(id_) or Reviewer(id_, id_[:6], id_[:6])

    def _known_reviewers(self) -> dict[str, Reviewer]:
        if self._reviewers is None:
            named = {key[1]: self._name(key) for key in self._keys("reviewer")}
            for change in self.log.order:
                named.setdefault(change.reviewer, "")
            labels = told_apart(named)
            self._reviewers = {
                id_: Reviewer(id_, name or id_[:6], labels[id_]) for id_, name in named.items()
            }
        return self._reviewers

    def _name(self, key: Key) -> str:
        return " ".join(str(self.log.value(key, "name", "")).split())

    def documents(self, kind: str = "") -> list[Document]:
        """Return the documents (article, source, or all) by number."""
        found = [self._document(key[1]) for key in self._keys("document") if self.alive(key)]
        return sorted((d for d in found if kind in {"", d.kind}), key=lambda d: (d.number, d.id))

    def document(self, id_: str) -> Document | None:
        """Return one document, or None where there is none or it was removed."""
        key = ("document", id_)
        return self._document(id_) if key in self.log.fields and self.alive(key) else None

    def layer(self, id_: str) -> LayerMade | None:
        """Return how a layer was made."""
        made = self.log.value(("layer", id_), "made")
        if not isinstance(made, dict):
            return None
        words = {n: str(made[n]) for n in ("document", "kind", "extractor", "version", "language")}
        blobs = {n: str(made[n]) for n in ("text", "geometry", "rendition")}
        return LayerMade(id=id_, options=dict(made["options"]), **words, **blobs)

    def corrections(self, layer: str) -> tuple[Correction, ...]:
        """Return the corrections in force over a layer, in the order of its text."""
        if layer not in self._in_force:
            entries = [
                entry
                for key in self._corrections.get(layer, ())
                if self.alive(key) and (entry := self.log.latest(key, "over"))
            ]
            self._in_force[layer] = in_force(entries, layer)
        return self._in_force[layer]

    def as_read(self, passage: Passage) -> Passage:
        """Return a passage with its quote as corrected, and where its words come from."""
        made = self.layer(passage.layer)
        recognised = made.recognised if made else ()
        if not any(s < passage.end and passage.start < e for s, e in recognised):
            return passage
        corrections = self.corrections(passage.layer)
        quote = amended(passage.quote, passage.start, passage.end, corrections)
        whole = covers(corrections, passage.start, passage.end)
        return replace(passage, quote=quote, origin="corrected" if whole else "recognised")

    def claims(self, document: str = "") -> list[Claim]:
        """Return the claims, of one article or all, by number."""
        found = [claim for _, id_ in self._keys("claim") if (claim := self.claim(id_))]
        if document:
            found = [c for c in found if any(p.passage.document == document for p in c.passages)]
        return sorted(found, key=lambda claim: (claim.number, claim.id))

    def claim(self, id_: str) -> Claim | None:
        """Return one claim, or None where there is none or it was removed."""
        if id_ not in self._claims:
            key = ("claim", id_)
            here = key in self.log.fields and self.alive(key)
            self._claims[id_] = self._claim(id_) if here else None
        claim = self._claims[id_]
        if claim and claim.label != (label := self.label("claim", id_)):
            # Another claim of its number came or went.
            self._claims[id_] = claim = replace(claim, label=label)
        return claim

    def next_number(self, record: str) -> int:
        """Return the number that the next claim or document wishes for."""
        numbers = (int(self.log.value(key, "number", 0)) for key in self._keys(record))
        return min(1 + max(numbers, default=0), MOST)

    def label(self, record: str, id_: str) -> str:
        """Return a record's number, with a tail of its id where another living one has the same."""
        if self._numbers is None:
            self._numbers = {}
            groups: dict[tuple[str, int], list[str]] = defaultdict(list)
            for kind in ("claim", "document"):
                for key in filter(self.alive, self._keys(kind)):
                    groups[kind, int(self.log.value(key, "number", 0))].append(key[1])
            self._numbers.update((group, tails(ids)) for group, ids in groups.items())
        number = int(self.log.value((record, id_), "number", 0))
        equals = self._numbers.get((record, number), {})
        if id_ not in equals:
            equals = tails({*equals, id_})
        return f"{number}{equals[id_]}"

    def alive(self, key: Key) -> bool:
        """Tell whether a record stands: it was not removed, or not in sight of all work on it.

        An edit of a record, of a part of a claim, or of a passage in a document beats a removal
        that had not seen it.  Work done in sight of the removal does not: only taking it back does.
        """
        removals = [e.change for e in self.log.entries(key, "deleted") if e.value is True]
        if not removals:
            return True
        edits = [
            change
            for one in (key, *self.parts(key))
            for change in self.log.history.get(one, ())
            if any((s.field, s.value) != ("deleted", True) for s in settings_of(change, one))
        ]
        seen = self.log.has_seen
        return not any(all(seen(r, e) or seen(e, r) for e in edits) for r in removals)

    def parts(self, key: Key) -> list[Key]:
        """Return the records that ever belonged to a claim, or stood in a document."""
        return list(self._parts.get(key, ()))

    def _keys(self, record: str) -> list[Key]:
        return [key for key in self.log.fields if key[0] == record]

    def _document(self, id_: str) -> Document:
        key = ("document", id_)
        value = self.log.value
        made = self.log.created[key]
        citation = {n: str(v) for n in CITATION if (v := value(key, n))}
        return Document(
            id=id_,
            number=int(value(key, "number", 0)),
            label=self.label("document", id_),
            kind=str(value(key, "kind", "source")),
            title=str(value(key, "title", "")),
            name=str(value(key, "name", "")),
            media_type=str(value(key, "media_type", "")),
            size=int(value(key, "size", 0)),
            language=str(value(key, "language", "")),
            layer=str(value(key, "layer", "")),
            citation=citation,
            hidden=tuple((int(s), int(e)) for s, e in value(key, "hidden", ())),
            added_by=made.reviewer,
            added_at=made.made_at,
        )

    def _claim(self, id_: str) -> Claim:
        key = ("claim", id_)
        value = self.log.value
        parts: dict[str, list[Any]] = {"passage": [], "verdict": [], "evidence": [], "note": []}
        for child in self.parts(key):
            complete = all(value(child, name) is not None for name in REQUIRED[child[0]])
            if complete and value(child, "claim") == id_ and self.alive(child):
                part = _BUILD[child[0]](self.log, child)
                if isinstance(part, ClaimPassage | Evidence):
                    part = replace(part, passage=self.as_read(part.passage))
                parts[child[0]].append(part)
        # One verdict for each reviewer: under any other id it would count twice.
        verdicts = [v for v in parts["verdict"] if v.claim == id_]
        made = self.log.created[key]
        return Claim(
            id=id_,
            number=int(value(key, "number", 0)),
            label=self.label("claim", id_),
            passages=tuple(sorted(parts["passage"], key=_reading_order)),
            verdicts=tuple(sorted(verdicts, key=lambda v: (v.made_at, v.id))),
            evidence=tuple(sorted(parts["evidence"], key=lambda e: (e.made_at, e.id))),
            notes=tuple(sorted(parts["note"], key=lambda n: (n.made_at, n.id))),
            restatement=str(value(key, "restatement", "")),
            kind=str(value(key, "kind", "")),
            reviewer=made.reviewer,
            made_at=made.made_at,
        )


def _passages(claim: Claim) -> Iterator[Passage]:
    yield from (part.passage for part in claim.passages)
    yield from (evidence.passage for evidence in claim.evidence)


def _passage(log: Log, key: Key) -> ClaimPassage:
    return ClaimPassage(key[1], str(log.value(key, "claim")), _place(log, key))


def _place(log: Log, key: Key) -> Passage:
    """Return where a passage stands; an area with what was read there and who says so."""
    passage = Passage.from_json(log.value(key, "place"))
    if passage.area is None:
        return passage
    transcription, translation = (
        str(log.value(key, name, "")) for name in ("transcription", "translation")
    )
    return replace(
        passage,
        quote=transcription,
        transcribed_by=_writer(log, key, "transcription", transcription),
        translation=translation,
        translated_by=_writer(log, key, "translation", translation),
    )


def _writer(log: Log, key: Key, field: str, text: str) -> str:
    """Return who wrote what a field holds: not who brought it back by an undo; "" for nothing."""
    wrote = [
        change
        for change in log.history.get(key, ())
        if text and not change.inverts
        if any((s.field, s.value) == (field, text) for s in settings_of(change, key))
    ]
    return max(wrote, key=lambda change: (change.clock, change.id)).reviewer if wrote else ""


def _reading_order(part: ClaimPassage) -> tuple[bool, int, int, str]:
    """Order the passages of a claim: words as they follow each other, then areas by page."""
    place = part.passage
    return place.area is not None, place.start, place.page if place.area else 0, part.id


def _verdict(log: Log, key: Key) -> Verdict:
    given = log.value(key, "verdict") or {}
    claim, _, reviewer = key[1].rpartition(".")
    entries = log.entries(key, "verdict")
    return Verdict(
        id=key[1],
        claim=claim,
        reviewer=reviewer,
        verdict=str(given.get("verdict", "")),
        denied_by=str(given.get("denied_by", "")),
        reason=str(log.value(key, "reason", "")),
        as_of=str(log.value(key, "as_of", "")),
        seen=str(log.value(key, "seen", "")),
        made_at=(entries[-1].change if entries else log.created[key]).made_at,
    )


def _evidence(log: Log, key: Key) -> Evidence:
    made = log.created[key]
    return Evidence(
        id=key[1],
        claim=str(log.value(key, "claim")),
        passage=_place(log, key),
        stance=str(log.value(key, "stance", "supports")),
        note=str(log.value(key, "note", "")),
        reviewer=made.reviewer,
        made_at=made.made_at,
    )


def _note(log: Log, key: Key) -> Note:
    made = log.created[key]
    claim, text = str(log.value(key, "claim")), str(log.value(key, "text", ""))
    return Note(key[1], claim, text, made.reviewer, made.made_at)


_BUILD = {"passage": _passage, "verdict": _verdict, "evidence": _evidence, "note": _note}
