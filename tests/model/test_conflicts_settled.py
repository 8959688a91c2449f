# SPDX-License-Identifier: AGPL-3.0-or-later
"""Conflicts are the fields that two set apart to different values: no more, no fewer."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.model.change import Setting
from sidelight.model.conflicts import RULES, Conflict, Rule, conflicts, twins
from sidelight.model.project import Project
from tests.effort import examples
from tests.model.desks import DOCUMENT, LAYER, Desk, place
from tests.model.test_merging import STEPS, everything, perform, team

ANN, BOB = "a" * 32, "b" * 32
UNASKED = {"number", "deleted", "seen", "as_of", "size", "name", "media_type", "layer", "made"}


def two(days: float = -400) -> tuple[Desk, Desk, str]:
    """Ann and Bob, whose clock is wrong, who both have an article and one claim."""
    ann, bob = Desk(ANN), Desk(BOB, days=days)
    ann.document(layer=LAYER)
    claim = ann.claim()
    bob.receive(ann)
    return ann, bob, claim


def meet(ann: Desk, bob: Desk) -> list[Conflict]:
    ann.receive(bob)
    bob.receive(ann)
    found = conflicts(ann.project)
    assert found == conflicts(bob.project)
    return found


@settings(max_examples=examples(80))
@given(STEPS)
def test_conflicts_are_exactly_what_was_set_apart_to_different_values(steps: Any) -> None:
    desks = team()
    for step in steps:
        perform(desks, step)
    project = Project(everything(desks))
    log = project.log
    found = {(conflict.key, conflict.field): conflict for conflict in conflicts(project)}
    for key, fields in log.fields.items():
        claim = key[1] if key[0] == "claim" else str(log.value(key, "claim", ""))
        stands = project.alive(key) and (not claim or project.alive(("claim", claim)))
        for field in fields:
            setters = [c for c in log.history[key] if any((s.record, s.id) == key for s in c.sets)]
            values = {
                json.dumps(s.value, sort_keys=True)
                for c in setters
                for s in c.sets
                if (s.record, s.id, s.field) == (*key, field)
                if not any(
                    o is not c and log.has_seen(o, c)
                    for o in setters
                    if any((t.record, t.id, t.field) == (*key, field) for t in o.sets)
                )
                if key[0] != "verdict" or key[1].endswith(c.reviewer)
            }
            asked = field not in UNASKED and (key[0], field) != ("verdict", "claim")
            assert ((key, field) in found) == (stands and asked and len(values) > 1)
    for conflict in found.values():
        clocks = [entry.change.clock for entry in conflict.entries]
        assert clocks == sorted(clocks)
        assert conflict.shown == log.value(conflict.key, conflict.field)


@settings(max_examples=examples(30))
@given(STEPS, st.sampled_from(RULES))
def test_settling_all_by_a_rule_leaves_none_and_holds_everywhere(steps: Any, rule: Rule) -> None:
    desks = team()
    for step in steps:
        perform(desks, step)
    for desk in desks[1:]:
        desks[0].receive(desk)
    me = desks[0].me
    found = conflicts(desks[0].project)
    wanted = {(c.key, c.field): c.by_rule(rule, me) for c in found}
    if found:
        desks[0].act(*(c.settled(c.by_rule(rule, me)) for c in found), label="settle")
    for desk in desks[1:]:
        desk.receive(desks[0])
    for desk in desks:
        assert conflicts(desk.project) == []
        for (key, field), value in wanted.items():
            assert desk.project.log.value(key, field) == value


def apart(ann: Desk, bob: Desk, claim: str) -> Conflict:
    """A conflict about the restatement of a claim."""
    ann.set("claim", claim, restatement="mine")
    bob.set("claim", claim, restatement="theirs")
    (found,) = meet(ann, bob)
    return found


@pytest.mark.parametrize("days", [-400, 400])
def test_each_rule_takes_its_value_however_wrong_the_clocks(days: float) -> None:
    ann, bob, claim = two(days)
    found = apart(ann, bob, claim)
    assert found.by_rule("mine", ANN) == found.by_rule("theirs", BOB) == "mine"
    assert found.by_rule("theirs", ANN) == found.by_rule("mine", BOB) == "theirs"
    # of wall clocks there is no better knowledge than what they say
    assert found.by_rule("newer", ANN) == ("theirs" if days > 0 else "mine")
    assert (found.claim, found.key) == (claim, ("claim", claim))


def test_a_rule_that_means_nobody_takes_what_is_shown() -> None:
    ann, bob, claim = two()
    found = apart(ann, bob, claim)
    third = "c" * 32
    assert found.by_rule("mine", third) == found.shown
    assert found.by_rule("theirs", third) == found.shown
    both = Desk(ANN, days=3)
    both.receive(ann)
    # one reviewer on two computers: nobody else is meant
    one, other, claim = two()
    other.me = ANN
    found = apart(one, other, claim)
    assert found.by_rule("theirs", ANN) == found.by_rule("mine", ANN) == found.shown


def test_taking_a_settlement_back_gives_what_was_shown_and_asks_nothing_again() -> None:
    ann, bob, claim = two()
    found = apart(ann, bob, claim)
    other = next(e.value for e in found.entries if e.value != found.shown)
    ann.act(found.settled(other), label="settle")
    assert meet(ann, bob) == []
    ann.undo()
    assert ann.project.log.value(found.key, found.field) == found.shown
    assert meet(ann, bob) == []
    ann.redo()
    assert ann.project.log.value(found.key, found.field) == other


def test_two_who_settle_apart_meet_again_unless_they_agree() -> None:
    ann, bob, claim = two()
    found = apart(ann, bob, claim)
    ann.act(found.settled("mine"))
    bob.act(found.settled("ours"))
    (again,) = meet(ann, bob)
    assert {entry.value for entry in again.entries} == {"mine", "ours"}
    ann.act(again.settled("ours"))
    bob.act(again.settled("ours"))
    assert meet(ann, bob) == []


def test_a_late_third_value_opens_the_conflict_again() -> None:
    ann, bob, claim = two()
    late = Desk("c" * 32, days=400)
    late.receive(ann)
    late.set("claim", claim, restatement="late")
    ann.act(apart(ann, bob, claim).settled("mine"))
    assert conflicts(ann.project) == []
    ann.receive(late)
    (again,) = conflicts(ann.project)
    assert {entry.value for entry in again.entries} == {"mine", "late"}


PLACES = (place(0, 5), place(0, 7))
FIELDS: dict[str, tuple[str, dict[str, tuple[Any, Any]]]] = {
    "document": (
        DOCUMENT,
        {"title": ("A", "B"), "author": ("A", "B"), "hidden": ([[0, 1]], []), "kind": ("a", "b")},
    ),
    "evidence": (
        "e1",
        {"stance": ("supports", "context"), "note": ("a", "b"), "place": PLACES},
    ),
    "note": ("n1", {"text": ("a", "b"), "private": (True, False)}),
    "passage": ("p1", {"place": PLACES, "transcription": ("a", "b"), "translation": ("a", "b")}),
    "project": ("project", {"title": ("A", "B")}),
    "reviewer": (ANN, {"name": ("A", "B")}),
}
EACH = [(record, field) for record, (_, some) in FIELDS.items() for field in some]


def with_parts(ann: Desk, bob: Desk, claim: str) -> None:
    ann.set("evidence", "e1", claim=claim, place=place(3, 9), stance="contradicts")
    ann.set("note", "n1", claim=claim, text="look")
    ann.set("passage", "p1", claim=claim, place=place(3, 9))
    bob.receive(ann)


@pytest.mark.parametrize(("record", "field"), EACH)
def test_every_field_that_a_person_writes_is_asked_about(record: str, field: str) -> None:
    ann, bob, claim = two()
    with_parts(ann, bob, claim)
    id_, some = FIELDS[record]
    one, other = some[field]
    ann.set(record, id_, **{field: one})
    bob.set(record, id_, **{field: other})
    (found,) = meet(ann, bob)
    assert (found.record, found.id, found.field) == (record, id_, field)
    assert found.claim == (claim if record in {"evidence", "note", "passage"} else "")
    ann.act(found.settled(one))
    assert meet(ann, bob) == []
    assert bob.project.log.value((record, id_), field) == one


def test_what_nobody_wrote_is_not_asked_about() -> None:
    ann, bob, claim = two()
    for desk, digit in ((ann, "1"), (bob, "2")):
        words = dict.fromkeys(("kind", "extractor", "version", "language"), digit)
        made = {**words, "document": DOCUMENT, "options": {}, "rendition": ""}
        desk.set("layer", LAYER, made={**made, "text": "0" * 64, "geometry": digit * 64})
        more = {"size": int(digit), "name": digit, "media_type": digit, "layer": digit * 64}
        desk.set("document", DOCUMENT, number=int(digit) + 3, **more)
        desk.set("claim", claim, number=int(digit) + 3)
    assert meet(ann, bob) == []


@pytest.mark.parametrize("record", ["claim", "note", "evidence"])
def test_conflicts_on_what_was_removed_are_not_asked_about(record: str) -> None:
    ann, bob, claim = two()
    with_parts(ann, bob, claim)
    id_ = {"claim": claim, "note": "n1", "evidence": "e1"}[record]
    for desk, words in ((ann, "a"), (bob, "b")):
        desk.set("note", "n1", text=words)
        desk.set("evidence", "e1", note=words)
        desk.set("claim", claim, restatement=words)
    before = meet(ann, bob)
    assert [c.record for c in before] == ["claim", "evidence", "note"]
    ann.remove(record, id_)
    left = {c.record for c in meet(ann, bob)}
    assert left == (set() if record == "claim" else {"claim", "note", "evidence"} - {record})
    ann.undo()
    assert meet(ann, bob) == before


def test_a_removal_and_an_edit_of_the_same_are_no_conflict() -> None:
    ann, bob, claim = two()
    ann.remove("claim", claim)
    bob.set("claim", claim, restatement="kept")
    assert meet(ann, bob) == []
    assert [c.restatement for c in ann.project.claims()] == ["kept"]


def test_they_are_listed_by_claim_then_document_number() -> None:
    ann, bob, first = two()
    second = ann.claim(2)
    bob.receive(ann)
    for desk, words in ((ann, "a"), (bob, "b")):
        desk.set("document", DOCUMENT, title=words, author=words)
        for claim in (second, first):
            desk.set("claim", claim, restatement=words, kind=words)
    found = meet(ann, bob)
    assert [(c.claim or c.record, c.field) for c in found] == [
        (first, "kind"),
        (first, "restatement"),
        (second, "kind"),
        (second, "restatement"),
        ("document", "author"),
        ("document", "title"),
    ]
    some = [("claim", second)]
    assert conflicts(ann.project, some) == found[2:4]


def test_twins_stand_at_the_very_same_place() -> None:
    ann, bob, claim = two()
    other = bob.claim(5)
    bob.claim(6, "6" * 32)
    bob.set("passage", "more", claim="6" * 32, place=place(6, 9))
    ann.receive(bob)
    assert [{c.id for c in group} for group in twins(ann.project)] == [{claim, other}]
    bob.set("passage", "further", claim=claim, place={**place(6, 9), "page": 7})
    ann.receive(bob)
    # the page of words is only a hint
    assert [{c.id for c in group} for group in twins(ann.project)] == [{claim, "6" * 32}]
    ann.remove("claim", claim)
    assert twins(ann.project) == []


def test_settling_is_one_setting_of_the_very_field() -> None:
    ann, bob, claim = two()
    found = apart(ann, bob, claim)
    assert found.settled("x") == Setting("claim", claim, "restatement", "x")
