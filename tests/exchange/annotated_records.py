# SPDX-License-Identifier: AGPL-3.0-or-later
"""Random claims with all that can be said of them, and what must be read back of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from hypothesis import strategies as st

from sidelight.exchange import iris
from sidelight.exchange.outgoing import Outgoing
from sidelight.model.records import (
    Claim,
    ClaimPassage,
    Decision,
    Described,
    Evidence,
    Note,
    Passage,
    Reviewer,
    Verdict,
)
from sidelight.model.vocabulary import DESCRIBED, KINDS, LEVELS, MATCHES, SEVERITIES, STANCES
from tests.exchange.records_given import given, one_of_all_fields

IDS = st.uuids(version=4).map(lambda made: made.hex)
WORDS = st.text(max_size=12) | st.sampled_from(["", "?", "</b>", '"', "http://a.example/", "ё무😀"])
SAID = st.text(min_size=1, max_size=12)
TIMES = st.none() | st.datetimes(
    datetime(1999, 1, 1),  # noqa: DTZ001 - the zone comes after
    datetime(2099, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
PEOPLE = {letter * 32: Reviewer(letter * 32, f"Ann {letter}", f"Ann·{letter}") for letter in "abc"}
BY = st.sampled_from([*PEOPLE])


@cache
def outgoing() -> Outgoing:
    """What everything is given away with: two documents, of which one has an address."""
    address = one_of_all_fields()
    bare = replace(address, citation={})
    return replace(given(address, bare), reviewers=PEOPLE)


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    """A passage of one of the two documents, as its words."""
    document = draw(st.sampled_from(outgoing().documents)).id
    quote, prefix, suffix = draw(SAID), draw(WORDS), draw(WORDS)
    return Passage(document, "0" * 64, 1, 2, quote, prefix, suffix)


def verdicts(claim: str) -> st.SearchStrategy[Verdict]:
    """A verdict on a claim."""
    return st.builds(
        Verdict, IDS.map(lambda id_: f"{claim}.{id_}"), st.just(claim), BY,
        st.sampled_from(["verified", "denied", "not-checkable"]), WORDS, WORDS, st.just(""),
        st.sampled_from(["", "seen", "first"]), TIMES,
    )  # fmt: skip


def evidence(claim: str) -> st.SearchStrategy[Evidence]:
    """Evidence of a claim, perhaps translated."""
    found = st.builds(lambda at, words: replace(at, translation=words), passages(), WORDS)
    return st.builds(
        Evidence, IDS, st.just(claim), found, st.sampled_from(STANCES), WORDS, BY, TIMES,
        st.sampled_from(["", *MATCHES[1:]]), st.sampled_from(["", *LEVELS]),
    )  # fmt: skip


def described(claim: str) -> st.SearchStrategy[Described]:
    """Evidence that is no passage."""
    return st.builds(
        Described, IDS, st.just(claim), st.sampled_from(DESCRIBED), SAID, WORDS, st.just(""), WORDS,
        st.sampled_from(STANCES), WORDS, st.just(0), BY, TIMES,
    )  # fmt: skip


def notes(claim: str, parts: list[str]) -> st.SearchStrategy[Note]:
    """A note on a claim or on a part of it."""
    return st.builds(
        Note, IDS, st.just(claim), SAID, BY, TIMES, st.just(False), st.sampled_from(["", *parts]),
        settled=st.booleans(),
    )  # fmt: skip


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """A claim with all that can be said of it."""
    id_ = draw(IDS)
    places = draw(st.lists(st.builds(ClaimPassage, IDS, st.just(id_), passages()), max_size=2))
    found = draw(st.lists(evidence(id_), max_size=2))
    parts = [place.id for place in places] + [one.id for one in found]
    asked = draw(st.lists(notes(id_, parts), max_size=2))
    replies = [
        draw(st.builds(Note, IDS, st.just(id_), SAID, BY, TIMES, answers=st.just(one.id)))
        for one in asked[:1]
    ]
    decision = st.builds(
        Decision, st.just(id_), st.just(id_), st.sampled_from(["disputed", "denied"]), WORDS, WORDS,
        BY, TIMES,
    )  # fmt: skip
    return Claim(
        id_, 7, draw(st.sampled_from(["7", "7k"])), tuple(places),
        tuple(draw(st.lists(verdicts(id_), max_size=2))), tuple(found), (*asked, *replies),
        draw(WORDS), draw(st.sampled_from(["", *KINDS])), draw(BY), draw(TIMES),
        severity=draw(st.sampled_from(["", *SEVERITIES])), correction=draw(WORDS),
        tags=tuple(draw(st.lists(SAID, max_size=2))),
        described=tuple(draw(st.lists(described(id_), max_size=1))),
        decision=draw(st.none() | decision),
    )  # fmt: skip


@dataclass(frozen=True)
class Expected:
    """What must be read back of a record."""

    what: str
    by: str
    made_at: datetime | None
    values: Mapping[str, str]
    quotes: tuple[tuple[str, str, str], ...] = ()
    text: str = ""
    tags: tuple[str, ...] = ()
    on: str = ""
    answers: str = ""


def expected(claim: Claim) -> dict[str, Expected]:
    """What must be read back of a claim, by the names of its records."""
    name = iris.record(claim.id)
    fields = ("label", "restatement", "kind", "severity", "correction")
    made = {
        name: Expected(
            "claim", claim.reviewer, claim.made_at, _told(claim, *fields),
            tuple(_quote(one.passage) for one in claim.places), tags=claim.tags,
        )
    }  # fmt: skip
    for said in claim.verdicts:
        values = _told(said, "verdict", "denied_by", "reason")
        values |= {"seen": "seen"} if said.seen == "seen" else {}
        made[iris.record(said.id)] = Expected(
            "verdict", said.reviewer, said.made_at, values, on=name
        )
    if one := claim.decision:
        key = iris.record(f"{one.id} decision")
        values = _told(one, "verdict", "denied_by", "reason")
        made[key] = Expected("decision", one.reviewer, one.made_at, values, on=name)
    for link in claim.evidence:
        values = _told(link, "stance", "match", "level", "note")
        values |= _told(link.passage, "translation")
        made[iris.record(link.id)] = Expected(
            "evidence", link.reviewer, link.made_at, values, (_quote(link.passage),), on=name
        )
    for told in claim.described:
        values = _told(told, "stance", "kind", "words", "who", "where", "note")
        made[iris.record(told.id)] = Expected(
            "described", told.reviewer, told.made_at, values, on=name
        )
    return made | {iris.record(note.id): _note(note, claim) for note in claim.notes}


def _note(note: Note, claim: Claim) -> Expected:
    values = {"settled": "yes"} if note.settled else {}
    places = [one.passage for one in claim.places if one.id == note.part]
    on = iris.record(note.part if note.part and not places else claim.id)
    answers = iris.record(note.answers) if note.answers else ""
    return Expected(
        "note", note.reviewer, note.made_at, values, tuple(map(_quote, places)), note.text,
        on="" if answers else on, answers=answers,
    )  # fmt: skip


def _quote(passage: Passage) -> tuple[str, str, str]:
    return passage.quote, passage.prefix, passage.suffix


def _told(record: Any, *fields: str) -> dict[str, str]:
    found = {name: getattr(record, name) for name in fields}
    return {name: value for name, value in found.items() if value}
