# SPDX-License-Identifier: AGPL-3.0-or-later
"""The claims as a list shows them: a line each, made once and kept while its claim stays the same.

Both front ends list the same lines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sidelight.language import _
from sidelight.model.filter_words import TRAITS
from sidelight.model.records import Claim, Document, Reviewer
from sidelight.model.standing import given, paint, standing
from sidelight.model.verdicts import NONE_ADDED, Verdicts
from sidelight.model.vocabulary import WORDS
from sidelight.text.folding import loosely
from sidelight.text.quotes import readable

_SHORT = 30


@dataclass(frozen=True, slots=True)
class Link:
    """A piece of evidence in the list: its id, where it stands, its stance, its words' origin."""

    evidence: str
    place: str
    stance: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One claim as a list shows it; ``word`` is what paints it.

    ``said`` is what that is called, ``rank`` its place among all that a claim can show.
    ``by`` and ``people`` are initials and labels of those who judged; ``folded`` and ``values`` are
    what a filter asks for (`sidelight.model.claim_filter.Filtered`).
    """

    id: str
    number: int
    label: str
    word: str
    said: str
    rank: int
    standing: str
    quote: str
    links: tuple[Link, ...]
    reason: str
    by: str
    people: tuple[str, ...]
    section: str
    article: str
    kind: str
    speaker: str
    said_on: str
    severity: str
    assigned: str
    tags: tuple[str, ...]
    seconds: tuple[str, ...]
    folded: str = field(repr=False)
    folded_quote: str = field(repr=False)
    values: Mapping[str, frozenset[str]] = field(repr=False)


@dataclass(frozen=True)
class Known:
    """What is known beside the claims: who looks, people and documents by id, where each passage
    stands, the heading above each claim by its id, and what can be judged with.
    """

    me: str
    people: Mapping[str, Reviewer]
    documents: Mapping[str, Document]
    places: Mapping[str, str]
    sections: Mapping[str, str]
    verdicts: Verdicts = NONE_ADDED

    def person(self, id_: str) -> Reviewer:
        """Return a reviewer, by the beginning of the id where nothing else is known."""
        return self.people.get(id_) or Reviewer(id_, id_[:6], id_[:6])

    def title(self, document: str) -> str:
        """Return the title of a document, "" where there is none."""
        found = self.documents.get(document)
        return found.title if found else ""


class ClaimLines:
    """Makes lines, and keeps each while its claim is the same."""

    def __init__(self) -> None:
        self._known: tuple[object, ...] = ()
        self._kept: dict[str, tuple[Claim, tuple[str, ...], Line]] = {}

    def of(self, claims: Sequence[Claim], known: Known) -> tuple[Line, ...]:
        """Return the line of each claim."""
        around = known.me, dict(known.people), dict(known.documents), known.verdicts, _("Claim")
        if around != self._known:
            self._known, self._kept = around, {}
        self._kept = {claim.id: self._entry(claim, known) for claim in claims}
        return tuple(line for _claim, _where, line in self._kept.values())

    def _entry(self, claim: Claim, known: Known) -> tuple[Claim, tuple[str, ...], Line]:
        places = (known.places.get(one.id, "") for one in claim.evidence)
        where = known.sections.get(claim.id, ""), *places
        kept = self._kept.get(claim.id)
        if kept is not None and kept[1] == where and (kept[0] is claim or kept[0] == claim):
            return kept
        return claim, where, line(claim, known)


def line(claim: Claim, known: Known) -> Line:
    """Return what a list shows of a claim."""
    links = tuple(
        Link(e.id, _spot(known.title(e.passage.document), known.places.get(e.id, "")), e.stance,
             e.passage.origin)
        for e in claim.evidence
    )  # fmt: skip
    people = [known.person(v.reviewer) for v in given(claim)]
    assigned = known.person(claim.assigned).label if claim.assigned else ""
    reason = readable(_reason(claim, known.me))
    section, article = known.sections.get(claim.id, ""), known.title(claim.document)
    word = paint(claim, known.me)
    return Line(
        id=claim.id,
        number=claim.number,
        label=claim.label,
        word=word,
        said=known.verdicts.called(word),
        rank=known.verdicts.rank(word),
        standing=standing(claim),
        quote=readable(claim.words),
        links=links,
        reason=reason,
        by=", ".join(person.initials for person in people),
        people=tuple(person.label for person in people),
        section=section,
        article=article,
        kind=claim.kind,
        speaker=claim.speaker,
        said_on=claim.said_on,
        severity=claim.severity,
        assigned=assigned,
        tags=claim.tags,
        seconds=tuple(known.person(one).label for one in claim.seconds),
        folded=_folded(claim, links, (reason, section, *(person.label for person in people))),
        folded_quote=loosely(claim.words),
        values=_values(claim, word),
    )


def _reason(claim: Claim, me: str) -> str:
    """Return why: in my words, else in those of others, else the first note."""
    own = next((v.reason for v in claim.verdicts if v.reviewer == me), "")
    others = (verdict.reason for verdict in claim.verdicts if verdict.reason)
    return own or next(iter([*others, *(note.text for note in claim.notes)]), "")


def _spot(title: str, place: str) -> str:
    short = title if len(title) <= _SHORT else title[: _SHORT - 1].rstrip() + "…"
    return f"{short}, {place}" if place else short


def _folded(claim: Claim, links: Sequence[Link], more: Sequence[str]) -> str:
    words = [
        claim.label,
        claim.words,
        claim.restatement,
        claim.speaker,
        claim.attribution,
        *claim.tags,
        *(verdict.reason for verdict in claim.verdicts),
        *(note.text for note in claim.notes),
        *(link.place for link in links),
        *more,
    ]
    # a break that no phrase goes over
    return " | ".join(loosely(word) for word in words if word)


def _values(claim: Claim, word: str) -> dict[str, frozenset[str]]:
    has = _traits(claim)
    own = ("kind", "speaker", "severity", "assigned")
    return {
        "verdict": frozenset({word}),
        "standing": frozenset({standing(claim)}),
        "by": frozenset(verdict.reviewer for verdict in given(claim)),
        "tag": frozenset(claim.tags),
        "second": frozenset(claim.seconds),
        "source": frozenset(e.passage.document for e in claim.evidence),
        "article": frozenset(p.passage.document for p in claim.passages),
        **{name: frozenset({value} if (value := getattr(claim, name)) else ()) for name in own},
        "has": has,
        "no": frozenset(TRAITS) - has,
    }


def _traits(claim: Claim) -> frozenset[str]:
    there = {
        "evidence": bool(claim.evidence or claim.described),
        "verdict": bool(given(claim)),
        "reason": any(verdict.reason for verdict in claim.verdicts),
        "note": bool(claim.notes),
        "tag": bool(claim.tags),
        "response": bool(claim.responses),
        "decision": claim.decision is not None,
    }
    own = ("speaker", "severity", "kind", "assigned", "correction", "restatement")
    return frozenset(
        [
            *(name for name, is_there in there.items() if is_there),
            *(n for n in own if getattr(claim, n)),
        ]
    )


def called(stored: str) -> str:
    """Return what a stored word is called in the user's language."""
    return _(WORDS[stored]) if stored in WORDS else stored
