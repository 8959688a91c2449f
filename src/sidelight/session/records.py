# SPDX-License-Identifier: AGPL-3.0-or-later
"""Verbs for the record of a claim: what it says, tags, responses, described evidence, decision."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from sidelight.errors import Refused, UnknownName
from sidelight.model.change import Setting, new_id
from sidelight.model.claim_parts import CLAIM_WORDS
from sidelight.model.fields import fits
from sidelight.model.imported import is_away
from sidelight.model.records import Claim, Described, Response, Reviewer
from sidelight.model.threads import threads
from sidelight.model.vocabulary import (
    ANSWERS,
    DESCRIBED,
    LEVELS,
    MATCHES,
    SEVERITIES,
    STANCES,
)
from sidelight.session.claims import ClaimVerbs
from sidelight.session.history import times

_KNOWN = {
    "severity": SEVERITIES,
    "answer": ANSWERS,
    "match": MATCHES[1:],
    "level": LEVELS,
    "stance": STANCES,
}
_RESPONSE = ("party", "answer", "when", "where")
_DESCRIBED = ("kind", "words", "who", "when", "where", "stance", "note")
_EVIDENCE = ("match", "level", "translator")
_LONGEST_TAG = 60
_COLOUR = re.compile(r"#[0-9a-f]{6}")

Own = TypeVar("Own", Response, Described)


class RecordVerbs(ClaimVerbs):
    """The desk with the verbs for the whole record of a claim."""

    def describe(self, claim_id: str, fields: Mapping[str, str], *, group: str = "") -> None:
        """Set fields of a claim: restatement, kind, speaker, attribution, said_on, severity,
        correction, assigned (a reviewer's id or name, or nothing).

        What is written in one ``group`` is one undo step.  Refused for a word that is none of those
        there are, UnknownName for a reviewer.
        """
        claim = self.claim_of(claim_id)
        values = _worded("claim", fields, CLAIM_WORDS)
        if values.get("assigned"):
            values["assigned"] = self.reviewer_called(values["assigned"]).id
        new = {name: value for name, value in values.items() if getattr(claim, name) != value}
        label = "assign" if new.keys() == {"assigned"} else "claim record"
        if new:
            self.act(_settings("claim", claim.id, new), label, group=group)

    def tag(self, claims: Iterable[str], name: str) -> None:
        """Put a tag on claims, in one undo step; a tag is one whatever the case of its letters."""
        name = self._tag_called(name)
        found = [claim for claim in map(self.claim_of, claims) if name not in claim.tags]
        settings = [
            Setting("tagging", f"{claim.id}.{tag_id(name)}", field, value)
            for claim in found
            for field, value in (("claim", claim.id), ("name", name), ("on", True))
        ]
        if settings:
            self.act(settings, times("tag", len(found)))

    def untag(self, claims: Iterable[str], name: str) -> None:
        """Take a tag off claims, in one undo step."""
        id_ = tag_id(name)
        wanted = {
            f"{one}.{id_}" for name in claims for one in self.project.joined(self.claim_of(name).id)
        }
        on = [
            key
            for key in sorted(wanted)
            if self.project.log.value(("tagging", key), "on", default=False) is True
        ]
        if on:
            settings = [Setting("tagging", key, "on", value=False) for key in on]
            self.act(settings, times("untag", len(on)))

    def colour_tag(self, name: str, colour: str) -> None:
        """Give a tag a colour (``#rrggbb``), or none."""
        name, colour = self._tag_called(name), colour.strip().lower()
        if colour and not _COLOUR.fullmatch(colour):
            raise Refused("tag.colour", name=colour)
        values = {"name": name, "colour": colour}
        self.act(_settings("tag", tag_id(name), values), "tag colour")

    def respond(self, claim_id: str, party: str, **fields: str) -> Response:
        """Record what a party said of a claim: ``answer``, ``when`` and ``where``."""
        claim = self.claim_of(claim_id)
        id_ = new_id()
        values = _worded("response", {"party": party, **fields}, _RESPONSE)
        if not values["party"]:
            raise Refused("response.party")
        self.act(_settings("response", id_, {"claim": claim.id, **values}), "response")
        return _part(self.claim_of(claim.id).responses, id_)

    def describe_evidence(self, claim_id: str, kind: str, words: str, **fields: str) -> Described:
        """Add evidence that is no passage: an interview, a call, an observation, a search that
        found nothing; ``words`` say what was learnt.
        """
        claim = self.claim_of(claim_id)
        id_ = new_id()
        given = {"kind": kind, "words": words, "stance": "supports", **fields}
        values = _worded("described", given, _DESCRIBED)
        if not values["words"]:
            raise Refused("text.empty")
        self.act(_settings("described", id_, {"claim": claim.id, **values}), "described")
        return _part(self.claim_of(claim.id).described, id_)

    def describe_part(
        self, record: str, id_: str, fields: Mapping[str, str], *, group: str = ""
    ) -> None:
        """Set fields of a ``response``, of ``described`` evidence, or of ``evidence`` (its match,
        level and translator); what is written in one ``group`` is one undo step.
        """
        names = {"response": _RESPONSE, "described": _DESCRIBED, "evidence": _EVIDENCE}[record]
        part = self.part_of(record, id_)
        values = _worded(record, fields, names)
        if values.get("party", "-") == "" or values.get("words", "-") == "":
            raise Refused("text.empty")
        new = {name: value for name, value in values.items() if getattr(part, name) != value}
        label = "evidence record" if record == "evidence" else record
        if new:
            self.act(_settings(record, part.id, new), label, group=group)

    def move_evidence(self, id_: str, claim_id: str) -> None:
        """Move evidence, described or not, to another claim; it keeps what is written beside it,
        and the notes on it.
        """
        record = self._evidence_kind(id_)
        claim = self.claim_of(claim_id)
        before = self.part_of(record, id_).claim
        if before == claim.id:
            return
        settings = _settings(record, id_, {"claim": claim.id, "order": 0})
        for thread in threads(self.claim_of(before).notes):
            if any(note.part == id_ for note in thread.notes):
                settings += [Setting("note", note.id, "claim", claim.id) for note in thread.notes]
        self.act(settings, "move evidence")

    def order_evidence(self, claim_id: str, ids: Sequence[str]) -> None:
        """Put the evidence of a claim in the order of ``ids``; what is not named comes after."""
        claim = self.claim_of(claim_id)
        every = {e.id: "evidence" for e in claim.evidence} | {
            d.id: "described" for d in claim.described
        }
        for id_ in ids:
            if id_ not in every:
                raise UnknownName("evidence.unknown", name=id_)
        ordered = [*dict.fromkeys(ids), *(id_ for id_ in every if id_ not in ids)]
        settings = [
            Setting(every[id_], id_, "order", place)
            for place, id_ in enumerate(ordered, start=1)
            if self._order(every[id_], id_) != place
        ]
        if settings:
            self.act(settings, "order evidence")

    def set_as_of(self, claim_id: str, day: str, *, group: str = "") -> None:
        """Say as of which day (ISO, as 2026-11-26) my verdict on a claim holds; what is said in one
        ``group`` is one undo step.
        """
        claim = self.claim_of(claim_id)
        try:
            day = date.fromisoformat(day.strip()).isoformat()
        except ValueError:
            raise Refused("verdict.as_of", name=day) from None
        spoken_of = self._spoken_of(claim)
        values = {"claim": spoken_of, "as_of": day}
        self.act(_settings("verdict", f"{spoken_of}.{self.me}", values), "as of", group=group)

    def decide(
        self, claim_id: str, verdict: str, *, denied_by: str = "", reason: str = ""
    ) -> Claim:
        """Decide a claim: the verdict that counts whatever reviewers say; theirs stay in sight.

        Refused without a reason: who reads the report must see why one was followed.
        """
        claim = self.claim_of(claim_id)
        verdict = self.verdicts.stored(verdict)
        if verdict not in self.verdicts.words:
            raise Refused("verdict.unknown", name=verdict, known=", ".join(self.verdicts.words))
        if denied_by and verdict != "denied":
            raise Refused("verdict.denied_by")
        if self.sight(claim).veiled:
            raise Refused("decision.blind", number=claim.label)
        if not reason.strip():
            raise Refused("decision.reason")
        said = {"verdict": verdict, "denied_by": denied_by.strip()}
        values = {"claim": claim.id, "verdict": said, "reason": reason.strip()}
        self.act(_settings("decision", claim.id, values), "decision")
        return self.claim_of(claim.id)

    def withdraw_decision(self, claim_id: str) -> None:
        """Take the decision on a claim back; the verdicts count again."""
        claim = self.claim_of(claim_id)
        nothing = {"verdict": "", "denied_by": ""}
        made = [
            one
            for one in self.project.joined(claim.id)
            if (self.project.log.value(("decision", one), "verdict") or nothing)["verdict"]
        ]
        if made:
            settings = [Setting("decision", one, "verdict", nothing) for one in made]
            self.act(settings, "withdraw decision")

    def _evidence_kind(self, id_: str) -> str:
        described = (one.id for claim in self.project.claims() for one in claim.described)
        return "described" if id_ in described else "evidence"

    def _order(self, record: str, id_: str) -> int:
        return int(self.project.log.value((record, id_), "order", 0))

    def reviewer_called(self, name: str) -> Reviewer:
        """Return the reviewer of a label, a name or an id; UnknownName where that is not one."""
        found = [r for r in self.project.reviewers() if name in {r.label, r.name, r.id}]
        if len(found) != 1:
            known = ", ".join(r.label for r in self.project.reviewers())
            raise UnknownName("reviewer.unknown", name=name, known=known)
        return found[0]

    def colleague_called(self, name: str) -> Reviewer:
        """Return the same, who works here; Refused for somebody known only from marks that were
        brought in.
        """
        found = self.reviewer_called(name)
        if is_away(found.id):
            raise Refused("reviewer.away", name=found.label)
        return found

    def _tag_called(self, name: str) -> str:
        """Return how a tag is written already, or a new name made plain; Refused for none."""
        plain = " ".join(name.split())
        if not plain or len(plain) > _LONGEST_TAG or "," in plain:
            raise Refused("tag.name", most=_LONGEST_TAG)
        id_ = tag_id(plain)
        return next((tag.name for tag in self.project.tags() if tag_id(tag.name) == id_), plain)


def tag_id(name: str) -> str:
    """Return what is the same for a tag's name however its letters and blanks are written."""
    plain = unicodedata.normalize("NFKC", " ".join(name.split())).casefold()
    return hashlib.sha256(plain.encode()).hexdigest()[:32]


def _worded(record: str, fields: Mapping[str, str], names: Sequence[str]) -> dict[str, str]:
    """Return the values of some fields, each a word that fits; Refused for others."""
    values = {name: value.strip() for name, value in fields.items() if name in names}
    for name, value in values.items():
        if not fits(record, name, value):
            known = DESCRIBED if (record, name) == ("described", "kind") else _KNOWN.get(name, ())
            raise Refused("word.unknown", name=value, known=", ".join(known))
    return values


def _settings(record: str, id_: str, values: Mapping[str, object]) -> list[Setting]:
    return [Setting(record, id_, name, value) for name, value in values.items()]


def _part(parts: Iterable[Own], id_: str) -> Own:
    return next(part for part in parts if part.id == id_)
