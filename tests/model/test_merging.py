# SPDX-License-Identifier: AGPL-3.0-or-later
"""Merging is a union: commutative, associative, idempotent, whatever the clocks and the order of
arrival."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.model.change import Change
from sidelight.model.project import Project
from tests.effort import examples
from tests.model.desks import DOCUMENT, Desk, place, state

# Reviewer, days that the clock is wrong (the last is in the far future), and a second computer of
# the first; the last is a copied home folder: it gives out the third's sequence numbers again.
TEAM = (("a", 0, "1"), ("b", -400, "2"), ("c", 400, "3"), ("a", 30, "4"), ("c", 2_000_000, "3"))
CLAIMS = ("c1", "c2")
PARTS = ("p1", "p2")
VERDICTS = ("verified", "disputed", "denied", "")
OPS = (
    "claim",
    "judge",
    "restate",
    "link",
    "note",
    "remove",
    "revive",
    "part",
    "stranger",
    "sync",
    "some",
)
STEPS = st.lists(
    st.tuples(st.integers(0, 4), st.sampled_from(OPS), st.integers(0, 4), st.integers(0, 3)),
    max_size=30,
)
HOSTILE: tuple[tuple[str, str, str, Any], ...] = (
    ("verdict", f"c1.{'b' * 32}", "verdict", {"verdict": "denied", "denied_by": ""}),
    ("claim", "c1", "number", "20"),
    ("future", "x", "field", [1]),
    ("passage", "p1", "place", {}),
)


def team() -> list[Desk]:
    return [Desk(who * 32, days=days, installation=where * 32) for who, days, where in TEAM]


def perform(desks: list[Desk], step: tuple[int, str, int, int]) -> None:  # noqa: C901
    who, op, other, which = step
    desk, claim, part = desks[who], CLAIMS[which % 2], PARTS[which // 2]
    match op:
        case "claim":
            desk.set("claim", claim, number=which + 1)
        case "judge":
            desk.judge(claim, VERDICTS[which])
        case "restate":
            desk.set("claim", claim, restatement=f"{who}{which}")
        case "link":
            desk.set("evidence", "e1", claim=claim, place=place(which, 9), stance="supports")
        case "note":
            desk.set("note", "n1", claim=claim, text=f"{who}")
        case "remove":
            desk.remove("claim", claim)
        case "revive":
            desk.set("claim", claim, deleted=False)
        case "part":
            desk.set("passage", part, claim=claim, place=place(which, 7))
        case "stranger":
            desk.set(HOSTILE[which][0], HOSTILE[which][1], **{HOSTILE[which][2]: HOSTILE[which][3]})
        case "sync":
            desk.receive(desks[other])
        case "some":
            some = list(desks[other].project.log.changes.values())[:: which + 1]
            desk.project.add(some)


def everything(desks: list[Desk]) -> list[Change]:
    every = {id_: c for desk in desks for id_, c in desk.project.log.changes.items()}
    return list(every.values())


@settings(max_examples=examples(150))
@given(STEPS, st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter(
    steps: list[tuple[int, str, int, int]], random: Any
) -> None:
    desks = team()
    for step in steps:
        perform(desks, step)
    changes = everything(desks)
    at_once = state(Project(changes))
    random.shuffle(changes)
    assert state(Project(changes)) == at_once
    one_by_one = Project()
    for change in changes:
        one_by_one.add([change])
        # Asked in between, so that what is kept from before would show.
        one_by_one.claims()
        one_by_one.reviewers()
    assert state(one_by_one) == at_once
    backwards = Project(reversed(one_by_one.log.order))
    assert state(backwards) == at_once


@settings(max_examples=examples(100))
@given(STEPS)
def test_merging_is_commutative_associative_and_idempotent(
    steps: list[tuple[int, str, int, int]],
) -> None:
    desks = team()
    for step in steps:
        perform(desks, step)
    a, b, c = (list(desk.project.log.changes.values()) for desk in desks[:3])

    def merged(*parts: list[Change]) -> dict[str, Any]:
        project = Project()
        for part in parts:
            project.add(part)
        return state(project)

    assert merged(a, b) == merged(b, a)
    ab, bc = Project([*a, *b]), Project([*b, *c])
    assert merged(list(ab.log.order), c) == merged(a, list(bc.log.order))
    assert merged(a, b, b, a, a) == merged(a, b)


@settings(max_examples=examples(100))
@given(STEPS)
def test_each_copy_answers_as_if_it_had_been_read_afresh(
    steps: list[tuple[int, str, int, int]],
) -> None:
    desks = team()
    for step in steps:
        perform(desks, step)
        project = desks[step[0]].project
        assert project.claims() == Project(project.log.changes.values()).claims()


@settings(max_examples=examples(100))
@given(STEPS)
def test_no_reviewers_last_word_is_lost(steps: list[tuple[int, str, int, int]]) -> None:
    """What a reviewer said last, on one computer, stands in the merged project or beside another
    value."""
    desks = team()[:3]
    said: dict[tuple[str, str], str] = {}
    for who, op, other, which in steps:
        if who > 2 or other > 2:
            continue
        perform(desks, (who, op, other, which))
        if op == "judge":
            said[CLAIMS[which % 2], desks[who].me] = VERDICTS[which]
        if op == "stranger" and HOSTILE[which][1] == f"c1.{desks[who].me}":
            # no stranger after all: it is one's own verdict
            said["c1", desks[who].me] = "denied"
    merged = Project(everything(desks))
    for (claim, reviewer), verdict in said.items():
        entries = merged.log.entries(("verdict", f"{claim}.{reviewer}"), "verdict")
        assert [entry.value["verdict"] for entry in entries] == [verdict]


def test_a_successor_replaces_whatever_the_clocks_say() -> None:
    early, late = Desk("a" * 32, days=400), Desk("b" * 32, days=-400)
    early.document()
    early.set("document", DOCUMENT, title="first")
    late.receive(early)
    late.set("document", DOCUMENT, title="second")
    early.receive(late)
    assert [e.value for e in early.project.log.entries(("document", DOCUMENT), "title")] == [
        "second"
    ]
    assert early.project.documents()[0].title == "second"
    changes = early.project.log.order
    assert [c.clock for c in changes] == sorted(c.clock for c in changes)
    assert changes[0].made_at > changes[-1].made_at


def test_values_set_without_sight_of_each_other_are_both_kept_until_settled() -> None:
    one, other = Desk("a" * 32), Desk("b" * 32, days=-400)
    claim = one.claim()
    other.receive(one)
    one.set("claim", claim, restatement="mine")
    other.set("claim", claim, restatement="yours")
    one.receive(other)
    other.receive(one)
    key = ("claim", claim)
    both = [entry.value for entry in one.project.log.entries(key, "restatement")]
    assert sorted(both) == ["mine", "yours"]
    assert state(one.project) == state(other.project)
    other.set("claim", claim, restatement="ours")
    one.receive(other)
    assert [entry.value for entry in one.project.log.entries(key, "restatement")] == ["ours"]


def test_verdicts_of_two_reviewers_are_no_conflict() -> None:
    one, other = Desk("a" * 32), Desk("b" * 32)
    claim = one.claim()
    other.receive(one)
    one.judge(claim, "verified")
    other.judge(claim, "denied")
    one.receive(other)
    found = one.project.claims()[0]
    assert {v.reviewer[0]: v.verdict for v in found.verdicts} == {"a": "verified", "b": "denied"}
    for verdict in found.verdicts:
        assert len(one.project.log.entries(("verdict", verdict.id), "verdict")) == 1


def test_an_ancestor_that_comes_late_settles_what_looked_like_a_conflict() -> None:
    one = Desk("a" * 32)
    claim = one.claim()
    first = one.set("claim", claim, restatement="first")
    between = one.set("project", "project", title="T")
    second = one.set("claim", claim, restatement="second")
    made = one.project.log.order[0]
    copy = Project([made, first, second])
    assert copy.log.missing() == {between.id}
    assert len(copy.log.entries(("claim", claim), "restatement")) == 2
    copy.claims()
    assert copy.add([between]) == [between]
    assert copy.log.missing() == set()
    assert [e.value for e in copy.log.entries(("claim", claim), "restatement")] == ["second"]
    assert state(copy) == state(one.project)
    assert copy.log.has_seen(second, first)
    assert not copy.log.has_seen(first, second)


def test_a_late_ancestor_may_end_a_claim_that_was_kept() -> None:
    """Nothing that is kept from before survives when ancestry turns out otherwise."""
    one = Desk("a" * 32)
    claim = one.claim()
    edit = one.set("claim", claim, restatement="late")
    between = one.set("project", "project", title="T")
    removal = one.remove("claim", claim)
    copy = Project([one.project.log.order[0], edit, removal])
    assert [c.id for c in copy.claims()] == [claim]
    copy.add([between])
    assert copy.claims() == []


def test_a_copied_home_folder_gets_along() -> None:
    one = Desk("a" * 32, installation="1" * 32)
    claim = one.claim()
    twin = Desk("a" * 32, installation="1" * 32)
    twin.receive(one)
    twin.sequence = one.sequence
    mine, yours = one.judge(claim, "verified"), twin.judge(claim, "denied")
    assert (mine.installation, mine.sequence) == (yours.installation, yours.sequence)
    one.receive(twin)
    twin.receive(one)
    assert state(one.project) == state(twin.project)
    assert not one.project.log.has_seen(mine, yours)
    assert len(one.project.log.entries(("verdict", f"{claim}.{one.me}"), "verdict")) == 2
    after = one.judge(claim, "disputed")
    assert one.project.log.has_seen(after, mine)
    assert one.project.log.has_seen(after, yours)
    assert one.project.claims()[0].verdicts[0].verdict == "disputed"


def test_adding_tells_what_was_new_each_after_what_it_saw() -> None:
    one = Desk("a" * 32)
    claim = one.claim()
    one.judge(claim, "verified")
    one.judge(claim, "denied")
    order = list(one.project.log.order)
    copy = Project()
    assert copy.add([order[2], order[0]]) == [order[0], order[2]]
    assert copy.add(order) == [order[1]]
    assert copy.add(order) == []
    assert copy.log.order == order


def test_a_project_is_known_by_its_first_change() -> None:
    assert not Project().root
    one, other = Desk("a" * 32), Desk("b" * 32, days=-400)
    first = one.set("project", "project", title="One")
    one.set("project", "project", title="One more")
    assert one.project.root == first.id
    copy = Project(one.project.log.order)
    assert copy.root == first.id
    earlier = other.set("project", "project", title="Other")
    copy.add([earlier])
    assert copy.log.roots() == [earlier.id, first.id]
    assert Project(one.project.log.order[1:]).root == ""
