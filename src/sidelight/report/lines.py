# SPDX-License-Identifier: AGPL-3.0-or-later
"""The lines of a report: each claim with its verdicts, evidence and notes, and what follows."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sidelight.model.csl_record import title
from sidelight.model.matching import match_of
from sidelight.model.records import (
    Claim,
    Decision,
    Described,
    Document,
    Evidence,
    Passage,
    Response,
    Verdict,
)
from sidelight.model.standing import given, paint, standing
from sidelight.report.citations import address, citation
from sidelight.report.noted import NoteMaker
from sidelight.report.parts import (
    Disagreement,
    GivenVerdict,
    Line,
    MadeDecision,
    OpenItems,
    PartyResponse,
    QuotedEvidence,
    ReadArea,
    ToldEvidence,
)
from sidelight.text.characters import one_line, shown

_BETWEEN_PASSAGES = " […] "
_FACTS = ("speaker", "attribution", "said_on", "severity", "correction")


@dataclass(frozen=True, slots=True)
class LineMaker:
    """Makes lines: knows reviewers' labels and documents by id, and the place of a passage.

    Passages in documents that are ``left_out``, other drafts of the article, are not told.
    ``style`` is that of citations.
    """

    reviewers: Mapping[str, str]
    documents: Mapping[str, Document]
    places: Callable[[Passage], str]
    noted: NoteMaker
    pictures: Callable[[Passage], bytes] | None = None
    left_out: frozenset[str] = frozenset()
    style: str = ""

    def line(self, claim: Claim, marked: Container[str]) -> Line:
        """Return the line of a claim; ``marked`` holds the labels with a mark in the article."""
        every = (part.passage for part in claim.passages)
        passages = [passage for passage in every if passage.document not in self.left_out]
        return Line(
            label=claim.label,
            id=claim.id,
            quote=_BETWEEN_PASSAGES.join(one_line(p.words) for p in passages)
            or one_line(claim.restatement),
            restatement=one_line(claim.restatement) if passages else "",
            kind=one_line(claim.kind),
            place="; ".join(dict.fromkeys(filter(None, map(self.places, passages)))),
            standing=standing(claim),
            paint=one_line(paint(claim)),
            marked=claim.label in marked,
            verdicts=tuple(self._verdict(verdict) for verdict in given(claim)),
            evidence=tuple(self._evidence(claim, evidence) for evidence in claim.evidence),
            notes=self.noted.notes(claim.notes, _spots(claim)),
            areas=tuple(filter(None, map(self._area, passages))),
            decision=self._decision(claim.decision) if claim.decision else None,
            responses=tuple(_response(response) for response in claim.responses),
            told=tuple(self._told(described) for described in claim.described),
            facts=tuple(self._facts(claim)),
        )

    def reviewer(self, id_: str) -> str:
        """Return a reviewer's label."""
        return one_line(self.reviewers.get(id_, "")) or id_[:6]

    def _verdict(self, verdict: Verdict) -> GivenVerdict:
        return GivenVerdict(
            reviewer=self.reviewer(verdict.reviewer),
            verdict=one_line(verdict.verdict),
            denied_by=one_line(verdict.denied_by),
            reason=shown(verdict.reason),
            as_of=one_line(verdict.as_of),
            made_at=verdict.made_at,
            seen=one_line(verdict.seen),
        )

    def _facts(self, claim: Claim) -> Iterator[tuple[str, str]]:
        """Yield the fields of the record that say anything."""
        values = {name: one_line(getattr(claim, name)) for name in _FACTS}
        values["assigned"] = self.reviewer(claim.assigned) if claim.assigned else ""
        values["tags"] = ", ".join(map(one_line, claim.tags))
        yield from ((name, value) for name, value in values.items() if value)

    def _decision(self, decision: Decision) -> MadeDecision:
        made = GivenVerdict(
            reviewer=self.reviewer(decision.reviewer),
            verdict=one_line(decision.verdict),
            denied_by=one_line(decision.denied_by),
            reason=shown(decision.reason),
            as_of="",
            made_at=decision.made_at,
        )
        return MadeDecision(made, decision.outdated)

    def _told(self, described: Described) -> ToldEvidence:
        where = (described.who, described.when, described.where)
        return ToldEvidence(
            stance=described.stance,
            kind=described.kind,
            words=shown(described.words),
            where=", ".join(filter(None, map(one_line, where))),
            note=shown(described.note),
            reviewer=self.reviewer(described.reviewer),
        )

    def _evidence(self, claim: Claim, evidence: Evidence) -> QuotedEvidence:
        document = self.documents.get(evidence.passage.document)
        return QuotedEvidence(
            stance=evidence.stance,
            quote=one_line(evidence.passage.words),
            source=document.label if document else "",
            title=title(document) if document else "",
            place=one_line(self.places(evidence.passage)) if document else "",
            citation=citation(document, style=self.style) if document else "",
            address=address(document) if document else "",
            language=one_line(document.language) if document else "",
            note=shown(evidence.note),
            reviewer=self.reviewer(evidence.reviewer),
            area=self._area(evidence.passage),
            match=match_of(claim, evidence),
            level=evidence.level or (document.citation.get("level", "") if document else ""),
            translator=one_line(evidence.translator),
        )

    def _area(self, passage: Passage) -> ReadArea | None:
        if passage.area is None:
            return None
        return ReadArea(
            transcribed_by=self.reviewer(passage.transcribed_by) if passage.quote else "",
            translation=shown(passage.translation),
            translated_by=self.reviewer(passage.translated_by) if passage.translation else "",
            picture=self.pictures(passage) if self.pictures else b"",
        )


def _spots(claim: Claim) -> dict[str, Passage]:
    """Return where notes on a piece of a claim stand: on evidence, on one of several passages."""
    several = claim.passages if len(claim.passages) > 1 else ()
    spots = {one.id: one.passage for one in several}
    return spots | {one.id: one.passage for one in claim.evidence}


def _response(response: Response) -> PartyResponse:
    where = ", ".join(filter(None, map(one_line, (response.when, response.where))))
    return PartyResponse(one_line(response.party), response.answer, where)


def open_items(lines: Sequence[Line]) -> tuple[OpenItems, ...]:
    """Return what is left to do, only what there is."""
    conditions: dict[str, Callable[[Line], bool]] = {
        "unchecked": lambda line: line.standing == "unchecked",
        "split": lambda line: line.standing == "split",
        "outdated": lambda line: line.standing == "decision outdated",
        "no reason": lambda line: any(not verdict.reason for verdict in line.verdicts),
        "no evidence": lambda line: not line.evidence and not line.told,
    }
    found = (
        OpenItems(what, tuple(line.label for line in lines if holds(line)))
        for what, holds in conditions.items()
    )
    return tuple(items for items in found if items.claims)


def disagreements(lines: Sequence[Line]) -> Iterator[Disagreement]:
    """Yield the claims whose verdicts differ, with each side in the order in which it was taken."""
    for line in lines:
        sides: dict[str, list[GivenVerdict]] = {}
        for verdict in line.verdicts:
            sides.setdefault(verdict.verdict, []).append(verdict)
        if len(sides) > 1:
            taken = tuple((word, tuple(verdicts)) for word, verdicts in sides.items())
            yield Disagreement(line.label, line.quote, taken, line.decision)
