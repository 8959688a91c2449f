# SPDX-License-Identifier: AGPL-3.0-or-later
"""Verbs for claims: make, judge, link evidence, note, adjust, remove."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import TypeAlias, TypeVar

from sidelight.errors import Refused, UnknownName
from sidelight.model.blindness import how_seen
from sidelight.model.change import Setting, new_id
from sidelight.model.records import Claim, Described, Document, Evidence, Note, Passage, Response
from sidelight.model.standing import mine
from sidelight.model.verdicts import Verdicts
from sidelight.model.vocabulary import STANCES
from sidelight.session.quoting import Quoting

Record = TypeVar("Record")
Part: TypeAlias = Response | Described | Evidence
_PARTS: dict[str, Callable[[Claim], Iterable[Part]]] = {
    "response": lambda claim: claim.responses,
    "described": lambda claim: claim.described,
    "evidence": lambda claim: claim.evidence,
}
_SHORTEST_ID = 6


class ClaimVerbs(Quoting):
    """The desk with the verbs for claims."""

    @property
    def verdicts(self) -> Verdicts:
        """What can be judged with in this project."""
        return self.project.verdicts

    def claim(
        self,
        document: Document,
        start: int,
        end: int,
        verdict: str = "",
        *,
        denied_by: str = "",
        reason: str = "",
        kind: str = "",
    ) -> Claim:
        """Make a passage of an article (ink range) a claim, with my verdict where one is given."""
        passage = self.passage(document, start, end)
        return self._claim(document, passage, {}, verdict, denied_by, reason, kind)

    def _claim(
        self,
        document: Document,
        passage: Passage,
        words: Mapping[str, str],
        verdict: str,
        denied_by: str,
        reason: str,
        kind: str,
    ) -> Claim:
        """Make a passage a claim; ``words`` are further fields of it, by name."""
        if document.kind != "article":
            raise Refused("claim.not_article", name=document.title)
        id_, part = new_id(), new_id()
        settings = [
            Setting("claim", id_, "number", self.project.next_number("claim")),
            *([Setting("claim", id_, "kind", kind)] if kind else []),
            Setting("passage", part, "claim", id_),
            Setting("passage", part, "place", passage.to_json()),
            *_said("passage", part, words),
        ]
        verdict = "" if verdict == "unchecked" else self.verdicts.stored(verdict)
        if verdict or denied_by:
            settings += self._verdict(id_, verdict, denied_by, None)
        if reason.strip():
            settings += self._reason(id_, reason)
        self.act(settings, "claim")
        return self.claim_of(id_)

    def judge(
        self, claim_id: str, verdict: str, *, denied_by: str = "", reason: str | None = None
    ) -> None:
        """Give my verdict on a claim; ``unchecked`` or nothing takes it back."""
        settings = self._judgement(self.claim_of(claim_id), verdict, denied_by, reason)
        if settings:
            self.act(settings, "verdict")

    def give_reason(self, claim_id: str, reason: str, *, group: str = "") -> None:
        """Say why, beside my verdict; what is written in one ``group`` is one undo step."""
        spoken_of = self._spoken_of(self.claim_of(claim_id))
        self.act(self._reason(spoken_of, reason), "reason", group=group)

    def link(
        self,
        claim_id: str,
        document: Document,
        start: int,
        end: int,
        stance: str = "supports",
        note: str = "",
    ) -> Evidence:
        """Link a passage of a source (ink range) to a claim as evidence."""
        passage = self.passage(document, start, end)
        return self._link(claim_id, passage, {}, stance, note)

    def _link(
        self, claim_id: str, passage: Passage, words: Mapping[str, str], stance: str, note: str
    ) -> Evidence:
        """Link a passage to a claim; ``words`` are further fields of it, by name."""
        claim = self.claim_of(claim_id)
        id_ = new_id()
        settings = [
            Setting("evidence", id_, "claim", claim.id),
            Setting("evidence", id_, "place", passage.to_json()),
            *_said("evidence", id_, words),
            Setting("evidence", id_, "stance", _stance(stance)),
            *([Setting("evidence", id_, "note", note)] if note else []),
        ]
        self.act(settings, "evidence")
        return self.evidence_of(id_)

    def set_stance(self, evidence_id: str, stance: str) -> None:
        """Change what the evidence says to its claim."""
        self.act(
            [Setting("evidence", self.evidence_of(evidence_id).id, "stance", _stance(stance))],
            "stance",
        )

    def set_evidence_note(self, evidence_id: str, note: str, *, group: str = "") -> None:
        """Write beside a piece of evidence; what is written in one ``group`` is one undo step."""
        evidence = self.evidence_of(evidence_id)
        setting = Setting("evidence", evidence.id, "note", note.strip())
        self.act([setting], "evidence note", group=group)

    def adjust(self, record: str, id_: str, start: int, end: int) -> None:
        """Move the ends of a passage (``passage`` or ``evidence``) to another ink range of its
        document.
        """
        held = [passage for *key, passage in self.held() if key == [record, id_]]
        if not held:
            raise UnknownName("evidence.unknown", name=id_)
        document = self.document(held[0].document)
        passage = self.passage(document, start, end)
        self.act([Setting(record, id_, "place", passage.to_json())], "adjust")

    def remove(self, record: str, id_: str) -> None:
        """Remove a claim, evidence, a response, a note or a document; it can be undone.

        Raises Refused for a document that holds passages.
        """
        if record == "document":
            document = self.document(id_)
            held = len(self.held(document.id))
            if held:
                raise Refused("document.in_use", number=document.label, count=held)
            id_ = document.id
        elif record == "claim":
            joined = self.project.joined(self.claim_of(id_).id)
            self.act(
                [Setting(record, one, "deleted", value=True) for one in joined], "remove claim"
            )
            return
        elif record in {"evidence", "response", "described"}:
            id_ = self.part_of(record, id_).id
        else:
            id_ = self.note_of(id_).id
        self.act([Setting(record, id_, "deleted", value=True)], f"remove {record}")

    def claims_called(self, name: str) -> list[Claim]:
        """Return the claims of a number, label, id or beginning of an id; two of one number both.

        A number comes before an id: ids in a stranger's project may be anything.
        """
        wanted = str(name).strip()
        claims = self.project.claims()
        for match in (
            lambda c: c.label == wanted,
            lambda c: str(c.number) == wanted,
            lambda c: c.id == wanted,
            lambda c: len(wanted) >= _SHORTEST_ID and c.id.startswith(wanted),
        ):
            found = [claim for claim in claims if match(claim)]
            if found:
                return found
        raise UnknownName("claim.unknown", name=wanted)

    def claim_called(self, name: str) -> Claim:
        """Return the one claim of such a name; UnknownName where that is none or several."""
        found = self.claims_called(name)
        if len(found) > 1:
            labels = ", ".join(claim.label for claim in found)
            raise UnknownName("claim.ambiguous", name=str(name).strip(), candidates=labels)
        return found[0]

    def claim_of(self, name: str) -> Claim:
        """Return the claim of an id, or that it was joined to, else the one of a number or label.

        UnknownName.
        """
        return self.project.claim(self.project.joined_to(name)) or self.claim_called(name)

    def part_of(self, record: str, id_: str) -> Part:
        """Return a response, described evidence, or evidence; UnknownName where there is none."""
        parts = (part for claim in self.project.claims() for part in _PARTS[record](claim))
        return _one(tuple(parts), lambda part: part.id == id_, "evidence.unknown", id_)

    def evidence_of(self, id_: str) -> Evidence:
        """Return one piece of evidence."""
        every = tuple(e for claim in self.project.claims() for e in claim.evidence)
        return _one(every, lambda e: e.id == id_, "evidence.unknown", id_)

    def note_of(self, id_: str) -> Note:
        """Return one note of a claim or a document; UnknownName also for a private one of others,
        of which nobody is to learn.
        """
        every = (note for claim in self.project.claims() for note in claim.notes)
        on = (note for one in self.project.documents() for note in self.project.notes(one.id))
        seen = (note for note in (*every, *on) if not note.private or note.reviewer == self.me)
        return _one(tuple(seen), lambda note: note.id == id_, "note.unknown", id_)

    def _spoken_of(self, claim: Claim) -> str:
        """Return the id of the claim that my verdict on it was given on: of joined ones, maybe
        another.
        """
        own = next((verdict for verdict in claim.verdicts if verdict.reviewer == self.me), None)
        return own.id.rpartition(".")[0] if own else claim.id

    def _judgement(
        self, claim: Claim, verdict: str, denied_by: str = "", reason: str | None = None
    ) -> list[Setting]:
        """Return what gives my verdict on a claim; none where there is none to take back."""
        verdict = "" if verdict == "unchecked" else self.verdicts.stored(verdict)
        settings = self._verdict(self._spoken_of(claim), verdict, denied_by, claim)
        if not verdict:
            taken = (self._verdict(one, "", "", claim) for one in self._judged(claim))
            settings = [setting for some in taken for setting in some]
        if reason is not None:
            settings += self._reason(self._spoken_of(claim), reason)
        return settings

    def _judged(self, claim: Claim) -> list[str]:
        """Return a claim's id and those of the claims joined to it, where I gave a verdict."""
        value = self.project.log.value
        joined = self.project.joined(claim.id)
        said = {one: value(("verdict", f"{one}.{self.me}"), "verdict") for one in joined}
        return [one for one, verdict in said.items() if verdict and verdict["verdict"]]

    def _verdict(
        self, claim: str, verdict: str, denied_by: str, before: Claim | None
    ) -> list[Setting]:
        known = (*self.verdicts.words, "unchecked")
        if verdict and verdict not in known:
            raise Refused("verdict.unknown", name=verdict, known=", ".join(known))
        if denied_by and verdict != "denied":
            raise Refused("verdict.denied_by")
        id_ = f"{claim}.{self.me}"
        first = before is None or mine(before, self.me) is None
        value = {"verdict": verdict, "denied_by": denied_by.strip()}
        settings = [
            Setting("verdict", id_, "claim", claim),
            Setting("verdict", id_, "verdict", value),
        ]
        settings.append(
            Setting("verdict", id_, "as_of", datetime.now().astimezone().date().isoformat())
        )
        if verdict and first:
            settings.append(
                Setting("verdict", id_, "seen", how_seen(self.project, before, self.me))
            )
        return settings

    def _reason(self, claim: str, reason: str) -> list[Setting]:
        id_ = f"{claim}.{self.me}"
        return [
            Setting("verdict", id_, "claim", claim),
            Setting("verdict", id_, "reason", reason.strip()),
        ]


def _said(record: str, id_: str, words: Mapping[str, str]) -> list[Setting]:
    said = {field: text.strip() for field, text in words.items()}
    return [Setting(record, id_, field, text) for field, text in said.items() if text]


def _stance(stance: str) -> str:
    if stance not in STANCES:
        raise Refused("stance.unknown", name=stance, known=", ".join(STANCES))
    return stance


def _one(
    records: tuple[Record, ...], wanted: Callable[[Record], bool], error: str, name: str
) -> Record:
    found = next((record for record in records if wanted(record)), None)
    if found is None:
        raise UnknownName(error, name=name)
    return found
