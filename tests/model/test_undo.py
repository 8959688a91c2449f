# SPDX-License-Identifier: AGPL-3.0-or-later
"""Undo and redo: round trips of every act, a restart in between, and when they are refused."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.errors import Refused
from sidelight.model.change import Setting, new_id
from sidelight.model.project import Project
from sidelight.model.records import Claim, Document
from sidelight.model.undo import inverse, stacks
from tests.model.desks import DOCUMENT, LAYER, Desk, place

CLAIM, EVIDENCE, NOTE = "c1", "e1", "n1"


def prepared() -> Desk:
    """A desk with an article, a claim, evidence and a note, none of them an undo step."""
    desk = Desk("a" * 32)
    desk.act(
        *(Setting("document", DOCUMENT, name, value) for name, value in DETAILS.items()),
        Setting("claim", CLAIM, "number", 1),
        Setting("passage", "p1", "claim", CLAIM),
        Setting("passage", "p1", "place", place()),
        Setting("evidence", EVIDENCE, "claim", CLAIM),
        Setting("evidence", EVIDENCE, "place", place()),
        Setting("evidence", EVIDENCE, "stance", "supports"),
        Setting("note", NOTE, "claim", CLAIM),
        Setting("note", NOTE, "text", "look"),
        label="",
    )
    return desk


DETAILS = {"number": 1, "kind": "article", "title": "Title", "layer": LAYER}


def records(project: Project) -> tuple[list[Claim], list[Document]]:
    """The records as people see them: without the times, and without verdicts taken back."""
    claims = [
        replace(
            claim,
            verdicts=tuple(
                replace(v, made_at=None) for v in claim.verdicts if v.verdict or v.reason
            ),
        )
        for claim in project.claims()
    ]
    return claims, project.documents()


def judging(desk: Desk, verdict: str, **more: Any) -> list[Setting]:
    id_ = f"{CLAIM}.{desk.me}"
    return [
        *desk.verdict(CLAIM, verdict),
        *(Setting("verdict", id_, n, v) for n, v in more.items()),
    ]


Act = Callable[[Desk], object]
ACTS: dict[str, Act] = {
    "claim": lambda desk: desk.claim(2),
    "claim with a verdict": lambda desk: desk.claim(2, verdict="denied"),
    "verdict": lambda desk: desk.judge(CLAIM, "verified"),
    "verdict with all": lambda d: d.act(
        *judging(d, "denied", reason="so", as_of="2026", seen="first")
    ),
    "reason": lambda desk: desk.set("verdict", f"{CLAIM}.{desk.me}", claim=CLAIM, reason="so"),
    "evidence": lambda desk: desk.link(CLAIM),
    "stance": lambda desk: desk.set("evidence", EVIDENCE, stance="contradicts"),
    "evidence note": lambda desk: desk.set("evidence", EVIDENCE, note="page 3"),
    "note": lambda desk: desk.note(CLAIM, "and this"),
    "edit note": lambda desk: desk.set("note", NOTE, text="other"),
    "adjust passage": lambda desk: desk.set("passage", "p1", place=place(3, 9)),
    "adjust evidence": lambda desk: desk.set("evidence", EVIDENCE, place=place(3, 9)),
    "restate": lambda desk: desk.set("claim", CLAIM, restatement="It is so.", kind="event"),
    "remove claim": lambda desk: desk.remove("claim", CLAIM),
    "remove evidence": lambda desk: desk.remove("evidence", EVIDENCE),
    "remove note": lambda desk: desk.remove("note", NOTE),
    "remove document": lambda desk: desk.remove("document", DOCUMENT),
    "document": lambda desk: desk.set("document", "f" * 64, number=2, title="New", author="A"),
    "layer": lambda desk: desk.set("document", DOCUMENT, layer="f" * 64),
    "hide": lambda desk: desk.set("document", DOCUMENT, hidden=[[0, 4]]),
    "cite": lambda desk: desk.set("document", DOCUMENT, author="Fillipov", URL="https://a.example"),
    "retitle": lambda desk: desk.set("document", DOCUMENT, title="Another"),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_every_act_is_undone_and_redone_over_restarts(act: Act) -> None:
    desk = prepared()
    before = records(desk.project)
    act(desk)
    after = records(desk.project)
    assert after != before
    for _ in range(2):
        desk.undo()
        assert records(desk.project) == before
        desk.reopen()
        assert records(desk.project) == before
        desk.redo()
        assert records(desk.project) == after
        desk.reopen()
        assert records(desk.project) == after


@settings(max_examples=60)
@given(st.lists(st.sampled_from(sorted(ACTS)), max_size=8), st.booleans())
def test_undoing_all_and_redoing_all_comes_back_through_every_state(
    names: list[str], restart: bool
) -> None:
    desk = prepared()
    states = [records(desk.project)]
    for name in names:
        ACTS[name](desk)
        states.append(records(desk.project))
    for wanted in reversed(states[:-1]):
        desk.undo()
        assert records(desk.project) == wanted
    assert stacks(desk.project.log, desk.me)[0] == []
    if restart:
        desk.reopen()
    for wanted in states[1:]:
        desk.redo()
        assert records(desk.project) == wanted
    assert stacks(desk.project.log, desk.me)[1] == []


def test_a_new_act_leaves_nothing_to_redo() -> None:
    desk = prepared()
    desk.judge(CLAIM, "verified")
    desk.undo()
    assert [step.label for step in stacks(desk.project.log, desk.me)[1]] == ["verdict"]
    desk.set("claim", CLAIM, kind="event")
    undo, redo = stacks(desk.project.log, desk.me)
    assert [step.label for step in undo] == ["act"]
    assert redo == []


def test_changes_of_one_group_are_one_step() -> None:
    desk, group = prepared(), new_id()
    before = records(desk.project)
    for words in ("I", "It", "It is so."):
        desk.act(Setting("claim", CLAIM, "restatement", words), label="restate", group=group)
    undo, _ = stacks(desk.project.log, desk.me)
    assert [(step.group, step.label, len(step.changes)) for step in undo] == [(group, "restate", 3)]
    desk.undo()
    assert records(desk.project) == before
    desk.redo()
    assert desk.project.claims()[0].restatement == "It is so."


def test_everyone_undoes_their_own() -> None:
    one, other = prepared(), Desk("b" * 32)
    one.judge(CLAIM, "verified")
    other.receive(one)
    other.judge(CLAIM, "denied")
    one.receive(other)
    assert stacks(other.project.log, "c" * 32) == ([], [])
    one.undo()
    standing = {v.reviewer: v.verdict for v in one.project.claims()[0].verdicts}
    assert standing == {one.me: "", other.me: "denied"}


def refused(desk: Desk, who: str, what: str) -> None:
    changes = len(desk.project.log.changes)
    with pytest.raises(Refused) as caught:
        desk.undo()
    assert caught.value.id == "undo.overtaken"
    assert caught.value.values == {"who": who, "what": what}
    assert len(desk.project.log.changes) == changes


def colleague(desk: Desk) -> Desk:
    other = Desk("b" * 32)
    other.receive(desk)
    other.act(Setting("reviewer", other.me, "name", "Bo"), label="")
    return other


def test_undo_is_refused_where_a_colleague_has_since_changed_the_same() -> None:
    one = prepared()
    one.set("claim", CLAIM, restatement="mine")
    other = colleague(one)
    other.act(Setting("claim", CLAIM, "restatement", "yours"), label="restate")
    one.receive(other)
    refused(one, "Bo", "restate")
    # Nor once more after changing it again and taking that back: the colleague's words would go.
    one.set("claim", CLAIM, restatement="mine again")
    one.undo()
    assert one.project.claims()[0].restatement == "yours"
    refused(one, "Bo", "restate")


def test_undo_is_refused_where_a_colleague_changed_the_same_at_the_same_time() -> None:
    one = prepared()
    other = colleague(one)
    one.set("claim", CLAIM, restatement="mine")
    other.act(Setting("claim", CLAIM, "restatement", "yours"), label="restate")
    one.receive(other)
    refused(one, "Bo", "restate")
    values = [e.value for e in one.project.log.entries(("claim", CLAIM), "restatement")]
    assert sorted(values) == ["mine", "yours"]


def test_undo_is_not_refused_for_another_field_or_for_what_was_seen() -> None:
    one = prepared()
    other = colleague(one)
    other.set("claim", CLAIM, restatement="yours")
    one.receive(other)
    one.set("claim", CLAIM, restatement="mine")
    other.receive(one)
    other.set("claim", CLAIM, kind="event")
    one.receive(other)
    one.undo()
    claim = one.project.claims()[0]
    assert (claim.restatement, claim.kind) == ("yours", "event")


def test_undoing_a_claim_does_not_take_a_colleagues_work_with_it() -> None:
    one = prepared()
    claim = one.claim(2)
    other = colleague(one)
    other.judge(claim, "denied")
    one.receive(other)
    refused(one, "Bo", "verdict")


def test_redoing_a_removal_does_not_take_a_colleagues_work_with_it() -> None:
    one = prepared()
    one.remove("claim", CLAIM)
    one.undo()
    other = colleague(one)
    other.note(CLAIM, "mine")
    one.receive(other)
    with pytest.raises(Refused):
        one.redo()
    assert one.project.claims()[0].notes[-1].text == "mine"


def test_undoing_a_document_does_not_take_evidence_in_it() -> None:
    one = prepared()
    one.document("f" * 64)
    other = colleague(one)
    other.link(CLAIM, "f" * 64)
    one.receive(other)
    refused(one, "Bo", "act")


def test_a_forged_verdict_does_not_come_in_by_an_undo() -> None:
    one = prepared()
    other = colleague(one)
    forged = {"verdict": "denied", "denied_by": ""}
    other.set("verdict", f"{CLAIM}.{one.me}", verdict=forged)
    one.receive(other)
    one.judge(CLAIM, "verified")
    one.undo()
    assert [v.verdict for v in one.project.claims()[0].verdicts] == [""]


def test_a_name_set_along_with_an_act_stays() -> None:
    one = prepared()
    one.act(Setting("reviewer", one.me, "name", "Ann"), label="")
    naming = Setting("reviewer", one.me, "name", "Anna")
    one.act(naming, *one.verdict(CLAIM, "verified"), label="verdict")
    one.undo()
    assert one.project.reviewer(one.me).name == "Anna"
    assert [v.verdict for v in one.project.claims()[0].verdicts] == [""]


def test_two_computers_of_one_reviewer_have_one_stack_in_any_order_of_arrival() -> None:
    one = prepared()
    laptop = Desk(one.me, days=1)
    laptop.receive(one)
    one.set("claim", CLAIM, restatement="here")
    laptop.set("claim", CLAIM, kind="event")
    laptop.undo()
    one.receive(laptop)
    laptop.receive(one)
    shown = [[s.group for s in side] for side in stacks(one.project.log, one.me)]
    assert shown == [[s.group for s in side] for side in stacks(laptop.project.log, one.me)]
    one.reopen()
    assert shown == [[s.group for s in side] for side in stacks(one.project.log, one.me)]
    # What the laptop took back is not offered as something still to be undone.
    assert [len(side) for side in shown] == [1, 1]


def test_settings_of_a_newer_program_are_left_alone() -> None:
    one = prepared()
    one.act(Setting("hologram", "h", "depth", 3), Setting("claim", CLAIM, "mood", "grim"))
    step = stacks(one.project.log, one.me)[0][-1]
    assert inverse(one.project, step) == []
