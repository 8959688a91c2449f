# SPDX-License-Identifier: AGPL-3.0-or-later
"""A partial copy lacks exactly what was left out; copies of copies compose."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.model.change import Change, Setting
from sidelight.model.erasure import tombstone
from sidelight.model.project import Project
from sidelight.model.sharing import Choice, named_blobs, part
from sidelight.model.withheld import Gap, Row, slots, whole
from tests.effort import examples
from tests.model.desks import DOCUMENT, LAYER, Desk, place
from tests.model.test_merging import STEPS, everything, perform, team

ANN, BOB = "a" * 32, "b" * 32
SOURCE, OTHER = "5" * 64, "6" * 64
NOTES = st.lists(st.tuples(st.integers(0, 4), st.booleans(), st.integers(1, 2)), max_size=5)
CHOICES = (
    Choice(private_notes=False),
    Choice(claims=frozenset({"c1"})),
    Choice(claims=frozenset()),
    Choice(only=ANN),
    Choice(only=BOB, private_notes=False),
    Choice(blind_for=BOB),
    Choice(blind_for=BOB, claims=frozenset({"c2"})),
)


def history(steps: Iterable[tuple[int, str, int, int]], notes: Iterable[Any]) -> Project:
    """A merged project of five desks, some notes private."""
    desks = team()
    for step in steps:
        perform(desks, step)
    for count, (who, private, claim) in enumerate(notes):
        values = {"claim": f"c{claim}", "text": f"{who} says", "private": private}
        desks[who].set("note", f"m{count}", **values)
    return Project(everything(desks))


def said(rows: Iterable[Row]) -> dict[tuple[str, int], Setting]:
    """All settings by change and place."""
    changes = [row for row in rows if isinstance(row, Change)]
    return {(c.id, n): s for c in changes for n, s in enumerate(slots(c)) if s is not None}


def bodies(rows: Iterable[Row]) -> dict[str, bytes]:
    return {row.id: row.body for row in rows}


@settings(max_examples=examples(60))
@given(STEPS, NOTES, st.sampled_from(CHOICES))
def test_what_is_kept_is_as_it_was(steps: Any, notes: Any, choice: Choice) -> None:
    project = history(steps, notes)
    before, rows = said(project.log.order), part(project, choice).rows
    assert said(rows).items() <= before.items()
    for row in rows:
        made = project.log.changes[row.id]
        if isinstance(row, Gap):
            continue
        kept = row.value
        assert isinstance(row, Change)
        if whole(row):
            assert row.body == made.body
        else:
            assert {n: v for n, v in made.value.items() if n not in {"sets", "random"}} == {
                n: v for n, v in kept.items() if n not in {"sets", "random"}
            }
            assert made.random.encode() not in row.body
    ids = [row.id for row in rows]
    assert len(set(ids)) == len(ids)


RULES: dict[str, tuple[Choice, Callable[[Project, Change, Setting], bool]]] = {
    "private notes": (
        Choice(private_notes=False),
        lambda p, _c, s: p.log.value((s.record, s.id), "private") is True,
    ),
    "of others": (Choice(only=ANN), lambda _p, c, _s: c.reviewer != ANN),
    "not chosen": (
        Choice(claims=frozenset({"c1"})),
        lambda _p, _c, s: s.record == "claim" and s.id != "c1",
    ),
    "blind": (
        Choice(blind_for=BOB),
        lambda _p, _c, s: s.record == "verdict" and not s.id.endswith(BOB),
    ),
    "no kind of ours": (Choice(blind_for=BOB), lambda _p, _c, s: s.record == "future"),
}


@pytest.mark.parametrize("rule", RULES)
@settings(max_examples=examples(25))
@given(steps=STEPS, notes=NOTES)
def test_what_is_left_out_is_in_no_row(rule: str, steps: Any, notes: Any) -> None:
    project = history(steps, notes)
    choice, goes = RULES[rule]
    kept = said(part(project, choice).rows)
    for (change, at), setting in said(project.log.order).items():
        if goes(project, project.log.changes[change], setting):
            assert (change, at) not in kept


@settings(max_examples=examples(40))
@given(STEPS, NOTES)
def test_nothing_but_private_notes_is_left_out_for_them(steps: Any, notes: Any) -> None:
    project = history(steps, notes)
    kept = said(part(project, Choice(private_notes=False)).rows)
    for place_, setting in said(project.log.order).items():
        private = project.log.value((setting.record, setting.id), "private") is True
        assert (place_ in kept) != private


@settings(max_examples=examples(40))
@given(STEPS, NOTES, st.sampled_from(CHOICES), st.sampled_from(CHOICES))
def test_copies_of_copies_compose(steps: Any, notes: Any, one: Choice, other: Choice) -> None:
    project = history(steps, notes)
    first = Project(part(project, one).rows)
    assert bodies(part(first, one).rows) == bodies(first.log.in_order())
    both = part(first, other).rows
    assert said(both).keys() <= said(part(project, other).rows).keys()
    copy = Project(both)
    for later in copy.log.order:
        for earlier in copy.log.order:
            seen = project.log.has_seen(
                project.log.changes[later.id], project.log.changes[earlier.id]
            )
            assert copy.log.has_seen(later, earlier) == seen
    copy.add(project.log.order)
    assert copy.log.rows().keys() == project.log.rows().keys()
    assert all(whole(row) for row in copy.log.rows().values())


@settings(max_examples=examples(30))
@given(STEPS, NOTES)
def test_a_whole_copy_leaves_no_gap(steps: Any, notes: Any) -> None:
    project = history(steps, notes)
    # a name alone says nothing of a reviewer who did nothing else
    assert bodies(part(project, Choice()).rows) == bodies(project.log.order)


def made(document: str, **blobs: str) -> dict[str, Any]:
    words = dict.fromkeys(("kind", "extractor", "version", "language"), "x")
    return {**words, "document": document, "options": {}, "rendition": "", **blobs}


def with_sources() -> Desk:
    """An article, two sources, a claim on the article, evidence in the first source."""
    desk = Desk(ANN)
    desk.set("reviewer", ANN, name="Ann")
    desk.document(layer=LAYER)
    for number, source in enumerate((SOURCE, OTHER), 2):
        desk.set("document", source, number=number, kind="source", title=f"Source {number}")
    for id_, document, text in ((LAYER, DOCUMENT, "0"), ("1" * 64, SOURCE, "2")):
        desk.set("layer", id_, made=made(document, text=text * 64, geometry="3" * 64))
    claim = desk.claim()
    spot = place(document=SOURCE, layer="1" * 64)
    desk.set("evidence", "e1", claim=claim, place=spot, stance="supports")
    over = {"layer": "1" * 64, "start": 0, "end": 2, "was": "wo", "words": "we"}
    desk.set("correction", "k1", over=over)
    return desk


def test_bytes_of_sources_are_absent_and_those_shared_with_an_article_stay() -> None:
    project = with_sources().project
    held = part(project, Choice(sources=False))
    assert held.absent == {SOURCE, OTHER, "2" * 64}
    assert held.blobs == {DOCUMENT, "0" * 64, "3" * 64}
    assert said(held.rows) == said(project.log.order)
    everything_ = part(project, Choice())
    assert everything_.absent == frozenset()
    assert everything_.blobs == held.blobs | held.absent == named_blobs(project.log.order).keys()


def test_a_chosen_claim_brings_its_documents_their_layers_and_corrections_only() -> None:
    desk = with_sources()
    first = desk.project.claims()[0].id
    second = desk.claim(2)
    chosen = {
        id_: {(s.record, s.id) for s in said(part(desk.project, Choice(claims=ids)).rows).values()}
        for id_, ids in ((1, frozenset({first})), (2, frozenset({second})))
    }
    assert {key for key in chosen[1] if key[0] in {"document", "layer", "correction"}} == {
        ("document", DOCUMENT),
        ("document", SOURCE),
        ("layer", LAYER),
        ("layer", "1" * 64),
        ("correction", "k1"),
    }
    assert ("evidence", "e1") in chosen[1]
    assert {key for key in chosen[2] if key[0] not in {"reviewer", "passage"}} == {
        ("claim", second),
        ("document", DOCUMENT),
        ("layer", LAYER),
    }


def test_a_chosen_claim_brings_those_that_were_joined_to_it() -> None:
    desk = with_sources()
    first = desk.project.claims()[0].id
    second, third = desk.claim(2), desk.claim(3)
    note = desk.note(second, "said of the second")
    desk.set("claim", second, joined=first)
    copy = Project(part(desk.project, Choice(claims=frozenset({first}))).rows)
    (found,) = copy.claims()
    assert [n.id for n in found.notes] == [note]
    assert found == desk.project.claim(first)
    assert ("claim", third) not in copy.log.fields


def test_reviewers_of_whom_nothing_is_left_are_not_named() -> None:
    ann, bob = with_sources(), Desk(BOB)
    bob.receive(ann)
    bob.act(
        Setting("reviewer", BOB, "name", "Bob the quiet"),
        Setting("note", "n9", "claim", ann.project.claims()[0].id),
        Setting("note", "n9", "text", "mine"),
        Setting("note", "n9", "private", True),
    )
    ann.receive(bob)
    assert b"Bob the quiet" in b"".join(bodies(part(ann.project, Choice()).rows).values())
    rows = part(ann.project, Choice(private_notes=False)).rows
    assert b"quiet" not in b"".join(bodies(rows).values())
    assert [r.name for r in Project(rows).reviewers()] == ["Ann"]


def test_a_note_made_public_again_comes_along() -> None:
    desk = with_sources()
    note = desk.note(desk.project.claims()[0].id, "look here")
    for private in (True, False, True):
        desk.set("note", note, private=private)
        rows = part(desk.project, Choice(private_notes=False)).rows
        assert (b"look here" in b"".join(bodies(rows).values())) != private
    desk.remove("note", note)
    rows = part(desk.project, Choice(private_notes=False)).rows
    assert b"look here" not in b"".join(bodies(rows).values())


def test_a_tombstone_is_in_every_copy() -> None:
    desk = with_sources()
    bob = Desk(BOB)
    bob.receive(desk)
    bob.act(tombstone([("document", SOURCE)], "t" * 32), label="")
    desk.receive(bob)
    for choice in (*CHOICES, Choice(only="9" * 32)):
        copy = Project(part(desk.project, choice).rows)
        assert ("document", SOURCE) in copy.log.removed


@pytest.mark.parametrize("choice", CHOICES)
def test_a_choice_that_leaves_something_out_is_not_everything(choice: Choice) -> None:
    assert not choice.everything
    assert Choice().everything
