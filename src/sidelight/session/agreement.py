# SPDX-License-Identifier: AGPL-3.0-or-later
"""How far the reviewers of an article agree, with words for what the figures mean, and which claims
drive their disagreement.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from sidelight.language import _
from sidelight.model.agreement import (
    Unit,
    alike,
    alpha,
    between,
    in_common,
    judged,
    kappa,
    pairs_of,
    percent,
    shares,
)
from sidelight.model.project import Project
from sidelight.model.records import Claim, Document
from sidelight.model.standing import given
from sidelight.model.unitising import Span, marked, unitising
from sidelight.session import agreement_words as words
from sidelight.session.field_words import verdict_words
from sidelight.text.quotes import readable


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its name (percent, kappa, alpha or unitising), its value or None where it is
    undefined, and, for people, its title, the value and what that means.
    """

    name: str
    value: float | None
    title: str
    shown: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Compared:
    """What some reviewers (their labels) agree on.

    ``claims`` is how many were judged by two or more of them, ``pairs`` how many pairs of verdicts
    on the same claim that makes, ``alike`` how many of those are alike; ``passages`` is how many
    those marked who marked any.
    """

    reviewers: tuple[str, ...]
    claims: int
    alike: int
    pairs: int
    passages: int
    figures: tuple[Figure, ...]

    def figure(self, name: str) -> Figure:
        """Return a figure by its name."""
        return next(one for one in self.figures if one.name == name)


@dataclass(frozen=True, slots=True)
class Opinion:
    """A reviewer's verdict, as stored and in words."""

    reviewer: str
    verdict: str
    words: str


@dataclass(frozen=True, slots=True)
class Driver:
    """A claim on which reviewers differ, and its share (0 to 1) of all their disagreement."""

    claim: str
    label: str
    quote: str
    share: float
    opinions: tuple[Opinion, ...]

    @property
    def said(self) -> str:
        """Who gave which verdict, on one line."""
        return " · ".join(f"{one.reviewer}: {one.words}" for one in self.opinions)


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far reviewers agree on an article: overall, each pair of those who judged the same
    claims, and what they differ on, the largest share first.  ``need`` says what is missing where
    nothing can be compared, else "".
    """

    article: str
    title: str
    overall: Compared
    pairs: tuple[Compared, ...]
    drivers: tuple[Driver, ...]
    need: str = ""


def agreement(
    project: Project, article: Document, length: int | None, claims: Sequence[Claim]
) -> Agreement:
    """Return how far the verdicts on these claims and the passages marked for them agree.

    Only what the claims hold counts: leave out there what whoever asks may not see.  ``length`` is
    that of the article's text in ink; None where it is not to be had.
    """
    units = list(judged(claims).values())
    spans = marked(claims, article.id, article.layer)
    people = {reviewer for unit in in_common(units) for reviewer in unit}
    both = (
        {*pairs_of(units), *combinations(sorted(spans), 2)} if len(spans) > 1 else pairs_of(units)
    )
    named = {person: project.reviewer(person).label for person in {*people, *spans}}
    pairs = (
        _compared(between(units, *pair), _of(spans, pair), [named[one] for one in pair], length)
        for pair in both
    )
    involved = people or set(spans)
    return Agreement(
        article.id,
        article.title,
        _compared(in_common(units), spans, [named[one] for one in involved], length),
        tuple(sorted(pairs, key=lambda one: [name.casefold() for name in one.reviewers])),
        _drivers(project, claims, units),
        "" if people else words.need(),
    )


def _of(spans: Mapping[str, Sequence[Span]], people: Iterable[str]) -> dict[str, Sequence[Span]]:
    return {person: spans[person] for person in people if person in spans}


def _compared(
    units: Sequence[Unit],
    spans: Mapping[str, Sequence[Span]],
    people: Iterable[str],
    length: int | None,
) -> Compared:
    same, pairs = alike(units)
    reviewers = len({reviewer for unit in units for reviewer in unit})
    passages = sum(map(len, spans.values()))
    unitised = unitising(list(spans.values()), 0, length or 0).alpha
    figures = (
        ("percent", percent(units), words.percent_means(pairs)),
        ("kappa", kappa(units), words.kappa_means(kappa(units), reviewers, len(units))),
        ("alpha", alpha(units), words.alpha_means(alpha(units), len(units))),
        (
            "unitising",
            unitised,
            words.unitising_means(unitised, len(spans), passages, there=length is not None),
        ),
    )
    return Compared(
        reviewers=tuple(sorted(people, key=str.casefold)),
        claims=len(units),
        alike=same,
        pairs=pairs,
        passages=passages,
        figures=tuple(_figure(*figure, same, pairs) for figure in figures),
    )


def _figure(name: str, value: Fraction | None, meaning: str, same: int, pairs: int) -> Figure:
    shown = words.shown(value)
    if name == "percent" and pairs:
        shown = words.of_all(same, pairs)
    return Figure(
        name, None if value is None else float(value), _(words.TITLES[name]), shown, meaning
    )


def _drivers(
    project: Project, claims: Sequence[Claim], units: Sequence[Unit]
) -> tuple[Driver, ...]:
    found = [
        Driver(
            claim.id,
            claim.label,
            readable(claim.words),
            float(share),
            tuple(sorted(_opinions(project, claim), key=lambda one: one.reviewer.casefold())),
        )
        for claim, share in zip(claims, shares(units), strict=True)
        if share
    ]
    return tuple(sorted(found, key=lambda driver: -driver.share))


def _opinions(project: Project, claim: Claim) -> Iterable[Opinion]:
    for verdict in given(claim):
        label = project.reviewer(verdict.reviewer).label
        said = verdict_words(project, verdict.verdict, verdict.denied_by)
        yield Opinion(label, verdict.verdict, said)
