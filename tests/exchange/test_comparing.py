# SPDX-License-Identifier: AGPL-3.0-or-later
"""What others have done is told record by record: new, changed, removed, removed for good."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings

from sidelight.exchange.comparing import Comparison, Difference, FieldChange, compare
from sidelight.model.change import Setting
from sidelight.model.erasure import tombstone
from sidelight.model.sharing import Choice, part
from tests.effort import examples
from tests.model.desks import DOCUMENT, Desk, place
from tests.model.test_merging import STEPS, perform, team

ANN, BOB = "a" * 32, "b" * 32
CLAIM = "1" * 32
KINDS = ("document", "claim", "passage", "verdict", "evidence", "note", "correction", "project")


def pair() -> tuple[Desk, Desk]:
    """Ann and Bob who both have a record of each kind."""
    ann, bob = Desk(ANN), Desk(BOB)
    ann.set("project", "project", title="The pact")
    ann.document()
    ann.claim(1, CLAIM)
    ann.set("passage", "p1", claim=CLAIM, place=place(4, 9))
    ann.set("evidence", "e1", claim=CLAIM, place=place(5, 9), stance="supports")
    ann.set("note", "n1", claim=CLAIM, text="look")
    over = {"layer": "e" * 64, "start": 0, "end": 2, "was": "wo", "words": "we"}
    ann.set("correction", "k1", over=over)
    ann.act(Setting("verdict", f"{CLAIM}.{BOB}", "claim", CLAIM))
    bob.receive(ann)
    bob.judge(CLAIM, "verified")
    ann.receive(bob)
    return ann, bob


def look(here: Desk, *there: Desk) -> Comparison:
    rows = [row for desk in there for row in desk.project.log.rows().values()]
    merged = here.project.copy()
    merged.add(rows)
    return compare(here.project, rows, merged)


def only(found: Comparison) -> Difference:
    (one,) = found.differences
    return one


OVER = {"layer": "e" * 64, "start": 3, "end": 5, "was": "wo", "words": "we"}
NEW: dict[str, Callable[[Desk], Any]] = {
    "document": lambda d: d.set("document", "7" * 64, number=2, kind="source", title="More"),
    "claim": lambda d: d.claim(2, "2" * 32),
    "passage": lambda d: d.set("passage", "p2", claim=CLAIM, place=place(7, 9)),
    "verdict": lambda d: d.judge(CLAIM, "denied"),
    "evidence": lambda d: d.set("evidence", "e2", claim=CLAIM, place=place(7, 9), stance="context"),
    "note": lambda d: d.note(CLAIM, "so it is"),
    "correction": lambda d: d.set("correction", "k2", over=OVER),
}


@pytest.mark.parametrize("record", NEW)
def test_a_new_record_of_each_kind(record: str) -> None:
    ann, _bob = pair()
    cyd = Desk("c" * 32)
    cyd.receive(ann)
    NEW[record](cyd)
    found = look(ann, cyd)
    one = only(found)
    assert (one.what, one.record, one.reviewer) == ("new", record, cyd.me)
    if record not in {"document", "correction"}:
        assert one.claim == (one.id if record == "claim" else CLAIM)
    last = cyd.project.log.order[-1]
    assert (one.time, found.since, found.changes) == (last.time, last.time, 1)
    assert found.counts() == {(cyd.me, record, "new"): 1}


CHANGED: dict[str, tuple[str, str, Any]] = {
    "project": ("project", "title", "The treaty"),
    "document": (DOCUMENT, "author", "Kim"),
    "claim": (CLAIM, "restatement", "they met"),
    "passage": ("p1", "translation", "words"),
    "verdict": (f"{CLAIM}.{BOB}", "reason", "It says so."),
    "evidence": ("e1", "stance", "contradicts"),
    "note": ("n1", "text", "look again"),
    "correction": ("k1", "over", {**OVER, "words": "wu"}),
}


@pytest.mark.parametrize("record", CHANGED)
def test_a_changed_record_of_each_kind_with_both_values(record: str) -> None:
    ann, bob = pair()
    id_, field, value = CHANGED[record]
    before = ann.project.log.value((record, id_), field)
    bob.set(record, id_, **{field: value})
    one = only(look(ann, bob))
    assert (one.what, one.record, one.id, one.reviewer) == ("changed", record, id_, BOB)
    assert one.fields == (FieldChange(field, before, value),)
    bob.set(record, id_, **{field: before if before is not None else ""})
    back = look(ann, bob)
    assert back.differences == ()
    assert back.changes == 2


REMOVABLE = {"document": DOCUMENT, "claim": CLAIM, "passage": "p1", "evidence": "e1", "note": "n1"}


@pytest.mark.parametrize("record", [*REMOVABLE, "correction"])
def test_a_removed_record_of_each_kind(record: str) -> None:
    ann, bob = pair()
    id_ = REMOVABLE.get(record, "k1")
    bob.remove(record, id_)
    one = only(look(ann, bob))
    assert (one.what, one.record, one.id, one.fields) == ("removed", record, id_, ())
    assert one.claim == (CLAIM if record not in {"document", "correction"} else "")
    # what both removed is no news
    ann.remove(record, id_)
    assert look(ann, bob).differences == ()


def test_what_they_made_and_removed_again_is_not_told() -> None:
    ann, bob = pair()
    note = bob.note(CLAIM, "a slip")
    bob.remove("note", note)
    found = look(ann, bob)
    assert (found.differences, found.changes) == ((), 2)


def test_what_work_here_keeps_is_not_called_removed() -> None:
    ann, bob = pair()
    bob.remove("claim", CLAIM)
    ann.note(CLAIM, "still at it")
    assert "removed" not in {d.what for d in look(ann, bob).differences}


@pytest.mark.parametrize("record", REMOVABLE)
def test_a_record_removed_for_good_takes_along_what_is_named(record: str) -> None:
    ann, bob = pair()
    bob.act(tombstone([(record, REMOVABLE[record])], "f" * 32), label="")
    found = look(ann, bob)
    gone = {(d.record, d.id) for d in found.differences}
    assert {d.what for d in found.differences} == {"erased"}
    assert {d.reviewer for d in found.differences} == {BOB}
    assert (record, REMOVABLE[record]) in gone
    merged = ann.project.copy()
    merged.add(bob.project.log.rows().values())
    assert gone == {key for key in merged.log.removed if key[0] in KINDS}
    ann.receive(bob)
    assert look(ann, bob).differences == ()


def test_it_is_told_who_removed_what_for_good() -> None:
    ann, bob = pair()
    cyd = Desk("c" * 32)
    cyd.receive(ann)
    bob.act(tombstone([("note", "n1")], "f" * 32), label="")
    cyd.act(tombstone([("claim", CLAIM)], "e" * 32), label="")
    by = {(d.record, d.id): d.reviewer for d in look(ann, bob, cyd).differences}
    assert by["note", "n1"] == BOB
    assert by["claim", CLAIM] == cyd.me
    # of what only went along nobody knows, where two removed something
    assert by["evidence", "e1"] == ""


def test_several_reviewers_are_counted_apart() -> None:
    ann, bob = pair()
    cyd = Desk("c" * 32, days=-3)
    cyd.receive(ann)
    for desk in (bob, cyd):
        for number in range(2):
            desk.note(CLAIM, str(number))
    cyd.judge(CLAIM, "denied")
    bob.judge(CLAIM, "disputed")
    found = look(ann, bob, cyd)
    assert found.counts() == {
        (BOB, "note", "new"): 2,
        (cyd.me, "note", "new"): 2,
        (cyd.me, "verdict", "new"): 1,
        (BOB, "verdict", "changed"): 1,
    }
    assert found.changes == 6
    acts = [c for desk in (bob, cyd) for c in desk.project.log.order]
    known = ann.project.log.changes
    assert found.since == min(c.time for c in acts if c.id not in known)


def test_only_here_counts_what_they_lack() -> None:
    ann, bob = pair()
    for number in range(3):
        ann.note(CLAIM, str(number))
    assert look(ann, bob).only_here == 3
    assert look(ann, bob).since == ""
    assert look(bob, ann).only_here == 0
    changes = part(ann.project, Choice(only=ANN)).rows
    merged = bob.project.copy()
    merged.add(changes)
    found = compare(bob.project, changes, merged)
    assert found.changes == 3
    assert found.related


def test_conflicts_that_a_merge_brings_and_ends() -> None:
    ann, bob = pair()
    for desk, words in ((ann, "Kim"), (bob, "Stalin")):
        desk.set("document", DOCUMENT, author=words)
    found = look(ann, bob)
    assert [(c.record, c.field) for c in found.conflicts] == [("document", "author")]
    assert found.settled == 0
    ann.receive(bob)
    bob.receive(ann)
    assert look(ann, bob).conflicts == ()
    bob.set("document", DOCUMENT, author="Both")
    found = look(ann, bob)
    assert (found.conflicts, found.settled) == ((), 1)


def test_twins_are_those_that_a_merge_brings() -> None:
    ann, bob = pair()
    ann.set("claim", "3" * 32, number=3)
    ann.set("passage", "p3", claim="3" * 32, place=place(11, 19))
    bob.set("claim", "4" * 32, number=3)
    bob.set("passage", "p4", claim="4" * 32, place=place(11, 19))
    found = look(ann, bob)
    assert [{claim.id for claim in group} for group in found.twins] == [{"3" * 32, "4" * 32}]
    ann.receive(bob)
    assert look(ann, bob).twins == ()


def test_two_of_one_name_stay_apart() -> None:
    ann, bob = pair()
    for desk in (ann, bob):
        desk.set("reviewer", desk.me, name="Ann")
        desk.note(CLAIM, "by one of us")
    found = look(ann, bob)
    assert set(found.counts()) == {(BOB, "note", "new")}
    ann.receive(bob)
    assert len({r.label for r in ann.project.reviewers()}) == 2


def test_another_project_is_not_related() -> None:
    ann, _bob = pair()
    other = Desk("c" * 32)
    other.document("7" * 64)
    found = look(ann, other)
    assert not found.related
    assert found.only_here == len(ann.project.log.changes)
    assert only(found).what == "new"


@settings(max_examples=examples(60))
@given(STEPS)
def test_once_merged_nothing_is_new(steps: Any) -> None:
    desks = team()
    for step in steps:
        perform(desks, step)
    here, there = desks[0], desks[1]
    before = look(here, there)
    news = there.project.log.changes.keys() - here.project.log.changes.keys()
    assert before.changes == len(news)
    assert before.only_here == len(here.project.log.changes.keys() - there.project.log.changes)
    assert bool(before.since) == bool(news)
    keys = {(s.record, s.id) for id_ in news for s in there.project.log.changes[id_].sets}
    assert {(d.record, d.id) for d in before.differences} <= keys
    told = [(d.record, d.id) for d in before.differences]
    assert len(set(told)) == len(told)
    here.receive(there)
    after = look(here, there)
    assert (after.differences, after.changes, after.conflicts) == ((), 0, ())
    assert (after.settled, after.twins, after.since) == (0, (), "")
