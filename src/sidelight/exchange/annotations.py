# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is said in a project as annotations of the W3C Web Annotation Data Model, one for each
record: which motivation it has, what it is about, and its bodies.

Texts are bodies of plain text, so that nobody takes them for markup; stored words (``denied``,
``supports``, …) are tags, untranslated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sidelight.exchange import iris
from sidelight.exchange.json_text import closed, dumped, opened
from sidelight.exchange.outgoing import Outgoing
from sidelight.exchange.targets import Target, Targets, moment
from sidelight.model.log import Key
from sidelight.model.records import (
    Claim,
    ClaimPassage,
    Decision,
    Described,
    Evidence,
    Note,
    Passage,
    Verdict,
)
from sidelight.model.standing import given

GENERATOR = {"id": iris.SOFTWARE, "type": "Software", "name": "Sidelight"}
_GENERATED = opened({"generator": GENERATOR})[1:]

# motivations, as JSON
_HIGHLIGHTING, _EDITING, _LINKING, _ASSESSING = map(
    dumped, ("highlighting", "editing", "linking", "assessing")
)
_ANSWERING = dumped(["assessing", "replying"])

_ASKS = ("?", "？", "؟", "՞")
"""Signs of a question."""


class Annotations:
    """Makes annotations, as JSON, of claims with all that is said of them, and of notes on
    documents.

    ``collection`` is the name of the whole, which is what a claim without a passage is about.
    """

    def __init__(self, outgoing: Outgoing, targets: Targets, collection: str) -> None:
        self._project = outgoing.project
        self._history = outgoing.project.log.history
        self._targets = targets
        self._collection = collection
        self._reviewers = outgoing.reviewers
        self._creators: dict[str, str] = {}
        self._added = {one.word: one.name for one in outgoing.project.verdicts.added}

    def of_claim(self, claim: Claim) -> Iterator[str]:
        """Yield what is said of a claim, itself first."""
        name, places = iris.record(claim.id), claim.places
        targets = [self._targets.of(place.passage) for place in places]
        # notes may be on one of them, and name it
        named = [
            {"id": iris.record(place.id), **target}
            for place, target in zip(places, targets, strict=True)
        ]
        yield self._claim(claim, places, named)
        if claim.correction:
            yield self._correction(claim, targets)
        for verdict in given(claim):
            yield self._verdict(verdict, name)
        if claim.decision:
            yield self._decision(claim.decision, name)
        for evidence in claim.evidence:
            yield self._evidence(evidence, name)
        for described in claim.described:
            yield self._described(described, name)
        for note in claim.notes:
            on = "commenting" if any(note.part == place.id for place in places) else "replying"
            there = on == "commenting" or any(note.part == one.id for one in claim.evidence)
            yield self._note(note, on, iris.record(note.part) if there else name)

    def of_document(self, id_: str, note: Note) -> str:
        """Return a note on a document, or on words of it."""
        at = note.passage
        target = self._targets.of(at) if at else self._targets.document(id_)
        return self._note(note, "commenting", target)

    def _head(
        self, key: Key, motivation: str, by: str, at: datetime | None, *, plain: bool = True
    ) -> str:
        """Return what an annotation begins with; of one that is not ``plain`` the last change is
        not told.
        """
        times = ""
        if at is not None:
            times = f'"created":"{moment(at)}",'
            changes = self._history.get(key, ()) if plain else ()
            if len(changes) > 1 and (last := max(one.made_at for one in changes)) > at:
                times += f'"modified":"{moment(last)}",'
        made = f'{{"id":"{iris.record(key[1])}","type":"Annotation","motivation":{motivation},'
        return f"{made}{self._creator(by)}{times}{_GENERATED}"

    def _creator(self, id_: str) -> str:
        """Return who made something as a field, the same for all that they made."""
        if id_ not in self._creators:
            one = self._reviewers.get(id_) or self._project.reviewer(id_)
            made = {"id": iris.record(id_), "type": "Person", "name": one.name}
            self._creators[id_] = (
                f'"creator":{dumped(made | {"nickname": one.label})},' if id_ else ""
            )
        return self._creators[id_]

    def _claim(self, claim: Claim, places: Sequence[ClaimPassage], targets: list[Target]) -> str:
        key = ("claim", claim.id)
        head = self._head(key, _HIGHLIGHTING, claim.reviewer, claim.made_at, plain=not claim.veiled)
        bodies = [text(claim.restatement, "describing")] if claim.restatement else []
        bodies += [tag(word, "classifying") for word in (claim.kind, claim.severity) if word]
        bodies += [tag(word) for word in claim.tags]
        for place in places:
            bodies += self._read(place.passage)
        held = {"body": bodies} if bodies else {}
        return head + closed({"label": claim.label, **held, "target": self._all(targets)})

    def _all(self, targets: list[Target]) -> Any:
        return targets if len(targets) > 1 else next(iter(targets), self._collection)

    def _read(self, passage: Passage) -> list[dict[str, str]]:
        """Return what people read in a picture, or in print that was recognised wrongly."""
        bodies = []
        if passage.quote and (passage.area or passage.origin == "corrected"):
            language = self._targets.language(passage.document)
            bodies.append(text(passage.quote, "describing", language))
        if passage.translation:
            bodies.append(text(passage.translation, "describing"))
        return bodies

    def _correction(self, claim: Claim, targets: list[Target]) -> str:
        entry = self._project.log.latest(("claim", claim.id), "correction")
        known = entry.change if entry and entry.value == claim.correction else None
        by, at = (known.reviewer, known.made_at) if known else ("", None)
        key = ("correction", f"{claim.id} correction")
        body = text(claim.correction, "editing", self._targets.language(claim.document))
        # told again, without names: a name stands for one thing, told once
        held = {"body": body, "target": self._all(targets)}
        return self._head(key, _EDITING, by, at) + closed(held)

    def _verdict(self, verdict: Verdict, claim: str) -> str:
        # whoever judged in sight of others answers them
        motivation = _ANSWERING if verdict.seen == "seen" else _ASSESSING
        key = ("verdict", verdict.id)
        head = self._head(key, motivation, verdict.reviewer, verdict.made_at)
        return head + closed({"body": self._judged(verdict), "target": claim})

    def _judged(self, said: Verdict | Decision) -> list[dict[str, str]]:
        word = tag(said.verdict)
        if said.verdict in self._added:
            word["label"] = self._added[said.verdict]
        bodies = [word]
        if said.denied_by:
            bodies.append(text(said.denied_by, "identifying"))
        if said.reason:
            bodies.append(text(said.reason, "assessing"))
        return bodies

    def _decision(self, decision: Decision, claim: str) -> str:
        # its id is the claim's
        key = ("decision", f"{decision.id} decision")
        head = self._head(key, _ASSESSING, decision.reviewer, decision.made_at)
        bodies = [*self._judged(decision), tag("decision", "classifying")]
        return head + closed({"body": bodies, "target": claim})

    def _evidence(self, evidence: Evidence, claim: str) -> str:
        key = ("evidence", evidence.id)
        head = self._head(key, _LINKING, evidence.reviewer, evidence.made_at)
        bodies: list[Any] = [claim, tag(evidence.stance)]
        bodies += [tag(word, "classifying") for word in (evidence.match, evidence.level) if word]
        if evidence.note:
            bodies.append(text(evidence.note, "commenting"))
        bodies += self._read(evidence.passage)
        return head + closed({"body": bodies, "target": self._targets.of(evidence.passage)})

    def _described(self, one: Described, claim: str) -> str:
        head = self._head(("described", one.id), _LINKING, one.reviewer, one.made_at)
        bodies = [tag(one.stance), tag(one.kind, "classifying"), text(one.words, "describing")]
        if one.who:
            bodies.append(text(one.who, "identifying"))
        if where := ", ".join(filter(None, (one.where, one.when))):
            bodies.append(text(where, "describing"))
        if one.note:
            bodies.append(text(one.note, "commenting"))
        return head + closed({"body": bodies, "target": claim})

    def _note(self, note: Note, motivation: str, target: Any) -> str:
        if note.answers:
            motivation, target = "replying", iris.record(note.answers)
        elif not note.settled and any(sign in note.text for sign in _ASKS):
            motivation = "questioning"
        head = self._head(("note", note.id), dumped(motivation), note.reviewer, note.made_at)
        bodies = [text(note.text, motivation)]
        if note.settled:
            bodies.append(tag("settled", "classifying"))
        return head + closed({"body": bodies, "target": target})


def text(value: str, purpose: str, language: str = "") -> dict[str, str]:
    """Return words of people as a body; the language where it is known."""
    made = {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}
    if language:
        made["language"] = language
    return made


def tag(word: str, purpose: str = "tagging") -> dict[str, str]:
    """Return a stored word as a body."""
    return {"type": "TextualBody", "value": word, "purpose": purpose}
