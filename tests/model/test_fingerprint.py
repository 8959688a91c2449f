# SPDX-License-Identifier: AGPL-3.0-or-later
"""The fingerprint tells states apart, and a copy of a project lives a life of its own."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.model.change import Setting
from sidelight.model.erasure import tombstone
from sidelight.model.project import Project
from sidelight.model.sharing import Choice, part
from sidelight.model.withheld import Gap, Row
from tests.effort import examples
from tests.model.desks import Desk, state
from tests.model.test_merging import STEPS, everything, perform, team

ANN, BOB = "a" * 32, "b" * 32


def acted(steps: Any) -> list[Desk]:
    desks = team()
    for step in steps:
        perform(desks, step)
    return desks


def rows(project: Project) -> dict[str, bytes]:
    return {id_: row.body for id_, row in project.log.rows().items()}


@settings(max_examples=examples(60))
@given(STEPS, st.randoms(use_true_random=False))
def test_equal_sets_have_one_fingerprint_in_any_order(steps: Any, random: Any) -> None:
    changes = everything(acted(steps))
    project = Project(changes)
    random.shuffle(changes)
    assert Project(changes).fingerprint == project.fingerprint
    one_by_one = Project()
    for change in changes:
        one_by_one.add([change])
    assert one_by_one.fingerprint == project.fingerprint
    assert len(project.fingerprint) == 64


@settings(max_examples=examples(60))
@given(STEPS, st.lists(st.booleans(), max_size=30))
def test_two_states_have_one_fingerprint_only_if_they_are_one(steps: Any, kept: list[bool]) -> None:
    """Whatever is missing of a log, and whether anything tells that it is."""
    changes = everything(acted(steps))
    gone = {change.id for change, stays in zip(changes, kept, strict=False) if not stays}
    some = [change for change in changes if change.id not in gone]
    one, other = Project(changes), Project(some)
    assert (one.fingerprint == other.fingerprint) == (rows(one) == rows(other))


def test_a_change_that_is_missing_in_the_middle_shows() -> None:
    """The latest change names both branches, so that the heads of both states are the same."""
    desk, other = Desk(ANN), Desk(BOB)
    first = desk.set("claim", "c1", number=1)
    other.receive(desk)
    branch = other.set("claim", "c1", restatement="aside")
    desk.set("claim", "c1", kind="event")
    desk.receive(other)
    desk.set("claim", "c1", number=2)
    without_it = Project(c for c in desk.project.log.order if c is not branch)
    assert first.id not in without_it.log.heads
    assert without_it.log.heads == desk.project.log.heads
    assert without_it.fingerprint != desk.project.fingerprint


def test_what_is_left_out_or_erased_counts_by_what_is_left() -> None:
    desk = Desk(ANN)
    claim = desk.claim(verdict="denied")
    desk.set("note", "n1", claim=claim, text="mine", private=True)
    desk.note(claim, "seen")
    found = {desk.project.fingerprint}
    for choice in (Choice(private_notes=False), Choice(blind_for=BOB), Choice(only=BOB)):
        found.add(Project(part(desk.project, choice).rows).fingerprint)
    tomb = desk.change(tombstone([("note", "n1")], "f" * 32))
    desk.project.add([tomb])
    found.add(desk.project.fingerprint)
    assert len(found) == 5
    one, other = (Project([Gap("8" * 64, (head * 64,))]) for head in "12")
    assert one.fingerprint != other.fingerprint


def test_every_act_makes_another_fingerprint() -> None:
    desk = Desk(ANN)
    seen = {desk.project.fingerprint}
    for count in range(1, 6):
        desk.set("project", "project", title="The same words")
        seen.add(desk.project.fingerprint)
        assert len(seen) == count + 1
    desk.undo()
    assert desk.project.fingerprint not in seen


@settings(max_examples=examples(60))
@given(STEPS, STEPS, st.booleans())
def test_neither_a_project_nor_its_copy_hears_of_the_other(
    before: Any, after: Any, of_copy: bool
) -> None:
    desks = acted(before)
    for desk in desks[1:]:
        desks[0].receive(desk)
    project = desks[0].project
    project.claims()
    copy = project.copy()
    stays = project if of_copy else copy
    said, known = state(stays), rows(stays)
    if of_copy:
        desks[0].project = copy
    for step in after:
        perform(desks, step)
        desks[0].receive(desks[step[0]])
    assert rows(stays) == known
    assert state(stays) == said
    goes_on = desks[0].project
    assert state(goes_on) == state(Project(goes_on.log.changes.values()))


def test_a_copy_hears_of_no_correction_nor_removal_for_good() -> None:
    desk = Desk(ANN)
    claim = desk.claim()
    desk.note(claim, "look")
    copy = desk.project.copy()
    over = {"layer": "e" * 64, "start": 0, "end": 5, "was": "words", "words": "wards"}
    desk.set("correction", "k1", over=over)
    desk.act(tombstone([("claim", claim)], "f" * 32), label="")
    assert desk.project.claims() == []
    assert copy.corrections("e" * 64) == ()
    assert len(copy.claims()[0].notes) == 1
    assert copy.log.removed == frozenset()


@settings(max_examples=examples(60))
@given(STEPS)
def test_any_common_act_makes_two_projects_one(steps: Any) -> None:
    desks = acted(steps)
    for one in desks:
        for other in desks:
            known = one.project.log.changes.keys() & other.project.log.changes.keys()
            rows_: list[Row] = list(other.project.log.order)
            shares = one.project.shares(rows_)
            assert shares or not known
            if not one.project.log.missing() and not other.project.log.missing():
                assert shares == bool(known)


def test_a_change_set_is_known_by_what_its_acts_saw() -> None:
    ann, bob, stranger = Desk(ANN), Desk(BOB), Desk("c" * 32)
    ann.claim()
    stranger.claim()
    bob.receive(ann)
    bob.judge(ann.project.claims()[0].id, "denied")
    changes = part(bob.project, Choice(only=BOB)).rows
    assert ann.project.shares(changes)
    assert not stranger.project.shares(changes)
    assert not stranger.project.shares([])
    only = [row for row in changes if not isinstance(row, Gap)]
    assert ann.project.shares(only)
    ann.act(Setting("project", "project", "title", "Later"))
    assert ann.project.shares(only)
