# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whose a record is that was brought in, and that nobody can put words into another's mouth."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.model.authorship import author, imported
from sidelight.model.change import Setting, new_id
from sidelight.model.fields import fits
from sidelight.model.imported import (
    AWAY,
    Imported,
    is_away,
    is_written,
    person,
    read,
    verdict_id,
    verdict_parts,
)
from tests.model.desks import Desk

ANN, BOB = "a" * 32, "b" * 32
BEA = person("acct:bea@example.org")
MAY = datetime(2020, 5, 4, 12, tzinfo=UTC)
TOLD = Imported(BEA, MAY, "marks.json", "urn:x:1").to_json()


def test_a_record_that_was_brought_in_is_of_whoever_made_it_there() -> None:
    desk = Desk(ANN)
    claim = desk.claim()
    desk.set("note", "n" * 32, claim=claim, text="Why?", imported=TOLD)
    desk.set("note", "m" * 32, claim=claim, text="So.")
    notes = {note.id[:1]: note for note in desk.project.claims()[0].notes}
    assert (notes["n"].reviewer, notes["n"].made_at) == (BEA, MAY)
    assert notes["m"].reviewer == ANN
    found = imported(desk.project.log, ("note", "n" * 32))
    assert found == Imported(BEA, MAY, "marks.json", "urn:x:1", ANN)
    assert imported(desk.project.log, ("note", "m" * 32)) is None


def test_who_brought_it_in_is_its_author_where_nobody_else_is_known() -> None:
    desk = Desk(ANN)
    claim = desk.claim()
    desk.set("note", "n" * 32, claim=claim, text="Why?", imported=Imported("", MAY).to_json())
    (note,) = desk.project.claims()[0].notes
    assert (note.reviewer, note.made_at) == (ANN, MAY)


@pytest.mark.parametrize("by", [ANN, BOB])
def test_what_is_said_later_of_who_made_a_record_counts_for_nothing(by: str) -> None:
    ann, other = Desk(ANN), Desk(by)
    claim = ann.claim()
    ann.set("note", "n" * 32, claim=claim, text="Why?")
    other.receive(ann)
    other.set("note", "n" * 32, imported=TOLD)
    assert author(other.project.log, ("note", "n" * 32))[0] == ANN
    ann.set("note", "k" * 32, claim=claim, text="There.", imported=TOLD)
    other.receive(ann)
    other.set("note", "k" * 32, imported=Imported(person("x"), None).to_json())
    assert author(other.project.log, ("note", "k" * 32)) == (BEA, MAY)


def test_a_verdict_of_somebody_away_stands_beside_that_of_who_brought_it_in() -> None:
    ann = Desk(ANN)
    claim = ann.claim(verdict="verified")
    said = {"verdict": "denied", "denied_by": ""}
    ann.set("verdict", verdict_id(claim, BEA, ANN), claim=claim, verdict=said, imported=TOLD)
    given_ = {v.reviewer: (v.verdict, v.made_at) for v in ann.project.claims()[0].verdicts}
    assert given_[BEA] == ("denied", MAY)
    assert given_[ANN][0] == "verified"


def test_nobody_else_can_change_it_nor_give_one_for_somebody_who_works_here() -> None:
    ann, bob = Desk(ANN), Desk(BOB)
    claim = ann.claim()
    said = {"verdict": "denied", "denied_by": ""}
    ann.set("verdict", verdict_id(claim, BEA, ANN), claim=claim, verdict=said, imported=TOLD)
    bob.receive(ann)
    other = {"verdict": "verified", "denied_by": ""}
    bob.set("verdict", verdict_id(claim, BEA, ANN), claim=claim, verdict=other)
    bob.set("verdict", f"{claim}.{ANN}.{BOB}", claim=claim, verdict=other, imported=TOLD)
    verdicts = bob.project.claims()[0].verdicts
    assert [(v.reviewer, v.verdict) for v in verdicts] == [(BEA, "denied")]


def test_an_undo_takes_who_is_known_only_from_there_out_again() -> None:
    ann = Desk(ANN)
    claim = ann.claim()
    ann.act(
        Setting("reviewer", BEA, "name", "Bea"),
        Setting("note", "n" * 32, "claim", claim),
        Setting("note", "n" * 32, "text", "Why?"),
        Setting("note", "n" * 32, "imported", TOLD),
        label="import",
    )
    assert "Bea" in {one.name for one in ann.project.reviewers()}
    ann.undo()
    assert "Bea" not in {one.name for one in ann.project.reviewers()}
    assert not ann.project.claims()[0].notes
    ann.redo()
    (note,) = ann.project.claims()[0].notes
    assert (note.reviewer, note.made_at) == (BEA, MAY)
    assert ann.project.reviewer(BEA).name == "Bea"


def test_a_decision_is_of_who_made_it_there_until_somebody_decides_anew() -> None:
    ann = Desk(ANN)
    claim = ann.claim()
    said = {"verdict": "denied", "denied_by": ""}
    ann.set("decision", claim, claim=claim, verdict=said, reason="So.", imported=TOLD)
    decision = ann.project.claims()[0].decision
    assert decision
    assert (decision.reviewer, decision.made_at) == (BEA, MAY)
    ann.set("decision", claim, verdict={"verdict": "verified", "denied_by": ""})
    decision = ann.project.claims()[0].decision
    assert decision
    assert decision.reviewer == ANN


def test_a_uuid_keeps_its_digits_and_other_names_are_told_apart() -> None:
    digits = new_id()
    uuid = f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"
    assert person(f"urn:uuid:{uuid}") == AWAY + digits
    assert person("Ann") != person("ann")
    assert is_away(person("Анна 😀\ud800"))
    assert not is_away(ANN)
    assert not is_away(AWAY + ANN.upper())


@given(st.text("abcdef0123456789", min_size=32, max_size=32), st.text(min_size=1))
def test_what_is_known_of_a_verdicts_id_is_read_out_of_it(claim: str, name: str) -> None:
    by = person(name)
    assert verdict_parts(verdict_id(claim, by, ANN)) == (claim, by)
    assert verdict_parts(verdict_id(claim, "", ANN)) == (claim, ANN)
    assert verdict_parts(verdict_id(claim, ANN, ANN)) == (claim, ANN)


WRONG: list[Any] = [
    None,
    "",
    [],
    {},
    {**TOLD, "by": ANN},
    {**TOLD, "by": "of-short"},
    {**TOLD, "at": "yesterday"},
    {**TOLD, "at": "2020-05-04"},
    {**TOLD, "at": "9999-12-31T23:59:59-23:59"},
    {**TOLD, "file": 1},
    {**TOLD, "key": "k" * 3000},
    {name: value for name, value in TOLD.items() if name != "key"},
]


@pytest.mark.parametrize("value", WRONG)
def test_what_a_stranger_writes_there_shows_nowhere(value: Any) -> None:
    assert not is_written(value)
    assert not fits("note", "imported", value)


@given(
    st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=9))])),
    st.text(max_size=50),
    st.text(max_size=50),
)
def test_what_is_written_is_read_again(at: datetime, file: str, key: str) -> None:
    if at.year in {1, 9999}:
        return
    told = Imported(BEA, at.replace(microsecond=0), file, key)
    assert is_written(told.to_json())
    assert read(told.to_json()) == told
