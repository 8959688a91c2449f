# SPDX-License-Identifier: AGPL-3.0-or-later
"""Claims that were joined show as one, whoever joined what to which, and come apart again."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.model.conflicts import conflicts, twins
from sidelight.model.project import Project
from sidelight.model.records import Claim
from tests.effort import examples
from tests.model.desks import Desk, state

ANN, BOB = "a" * 32, "b" * 32
IDS = ("1" * 32, "2" * 32, "3" * 32, "4" * 32)
STEP = st.tuples(
    st.integers(0, 2),
    st.sampled_from(["join", "apart", "remove", "revive", "judge", "note", "sync", "title"]),
    st.sampled_from(IDS),
    st.sampled_from(IDS),
)


def three() -> list[Desk]:
    """Three reviewers who all have four claims."""
    desks = [Desk(ANN), Desk(BOB, days=-400), Desk("c" * 32, days=400)]
    for number, id_ in enumerate(IDS, 1):
        desks[0].claim(number, id_)
    for desk in desks[1:]:
        desk.receive(desks[0])
    return desks


def join(desk: Desk, claim: str, other: str) -> None:
    desk.set("claim", other, joined=claim)


def one(project: Project) -> Claim:
    (claim,) = project.claims()
    return claim


def act(desks: Sequence[Desk], step: tuple[int, str, str, str]) -> None:
    who, what, claim, other = step
    desk = desks[who]
    match what:
        case "join":
            join(desk, claim, other)
        case "apart":
            desk.set("claim", other, joined="")
        case "remove":
            desk.remove("claim", claim)
        case "revive":
            desk.set("claim", claim, deleted=False)
        case "judge":
            desk.judge(claim, "denied")
        case "note":
            desk.set("note", f"n{who}", claim=claim, text=other)
        case "sync":
            desk.receive(desks[IDS.index(claim) % 3])
        case "title":
            desk.set("project", "project", title=other)


@settings(max_examples=examples(60))
@given(st.lists(STEP, max_size=14))
def test_what_was_asked_before_does_not_change_the_answer(
    steps: list[tuple[int, str, str, str]],
) -> None:
    desks = three()
    for step in steps:
        desks[step[0]].project.claims()
        act(desks, step)
        project = desks[step[0]].project
        assert state(project) == state(Project(project.log.changes.values()))


@settings(max_examples=examples(40))
@given(st.lists(STEP, max_size=14))
def test_each_claim_is_shown_by_exactly_one(steps: list[tuple[int, str, str, str]]) -> None:
    desks = three()
    for step in steps:
        act(desks, step)
    project = desks[0].project
    shown = {claim.id for claim in project.claims()}
    for id_ in IDS:
        by = project.joined_to(id_)
        assert project.joined_to(by) == by
        assert id_ in project.joined(by)
        assert (by in shown) == project.alive(("claim", by))
        assert (project.claim(id_) is not None) == (by == id_ and id_ in shown)
    for claim in project.claims():
        spoken_of = project.joined(claim.id)
        assert len(set(spoken_of)) == len(spoken_of)
        assert {part.claim for part in claim.passages} <= {claim.id}
        assert {note.claim for note in claim.notes} <= {claim.id}


def test_a_chain_shows_as_its_end_and_comes_apart_link_by_link() -> None:
    desk = three()[0]
    for id_ in IDS[:3]:
        desk.note(id_, f"on {id_[0]}")
    desk.remove("claim", IDS[3])
    join(desk, IDS[1], IDS[2])
    join(desk, IDS[0], IDS[1])
    assert one(desk.project).id == IDS[0]
    assert sorted(note.text for note in one(desk.project).notes) == ["on 1", "on 2", "on 3"]
    assert desk.project.joined(IDS[0]) == list(IDS[:3])
    desk.undo()
    assert [claim.id for claim in desk.project.claims()] == [IDS[0], IDS[1]]
    assert len(desk.project.claims()[1].notes) == 2
    desk.redo()
    assert len(one(desk.project).notes) == 3


def test_a_claim_joined_to_one_that_goes_stands_for_itself_again() -> None:
    desk = three()[0]
    join(desk, IDS[0], IDS[1])
    assert desk.project.claim(IDS[1]) is None
    desk.remove("claim", IDS[0])
    assert [claim.id for claim in desk.project.claims()] == list(IDS[1:])
    desk.undo()
    assert desk.project.claim(IDS[1]) is None


def test_in_a_circle_the_least_id_stands_for_all() -> None:
    ann, bob, _ = three()
    for id_ in IDS[2:]:
        ann.remove("claim", id_)
    bob.receive(ann)
    join(ann, IDS[0], IDS[1])
    join(bob, IDS[1], IDS[0])
    assert [one(desk.project).id for desk in (ann, bob)] == [IDS[0], IDS[1]]
    for desk, other in ((ann, bob), (bob, ann)):
        desk.receive(other)
    assert one(ann.project) == one(bob.project)
    assert one(ann.project).id == IDS[0]
    join(ann, IDS[1], IDS[1])
    assert {claim.id for claim in ann.project.claims()} == {IDS[1]}


def test_of_a_reviewers_two_verdicts_the_one_on_the_claim_itself_counts() -> None:
    ann, bob, _ = three()
    ann.judge(IDS[0], "verified")
    ann.judge(IDS[1], "denied")
    bob.receive(ann)
    bob.judge(IDS[1], "disputed")
    join(bob, IDS[0], IDS[1])
    claim = bob.project.claim(IDS[0])
    assert claim
    assert {v.reviewer: v.verdict for v in claim.verdicts} == {ANN: "verified", BOB: "disputed"}
    assert {v.claim for v in claim.verdicts} == {IDS[0]}
    ann.receive(bob)
    ann.judge(IDS[0], "")
    claim = ann.project.claim(IDS[0])
    assert claim
    assert {v.reviewer: v.verdict for v in claim.verdicts} == {ANN: "denied", BOB: "disputed"}


def test_of_verdicts_on_others_the_latest_counts() -> None:
    desk = three()[0]
    desk.judge(IDS[1], "denied")
    desk.judge(IDS[2], "disputed")
    for other in IDS[1:3]:
        join(desk, IDS[0], other)
    claim = desk.project.claim(IDS[0])
    assert claim
    assert [v.verdict for v in claim.verdicts] == ["disputed"]
    desk.judge(IDS[1], "verified")
    claim = desk.project.claim(IDS[0])
    assert claim
    assert [v.verdict for v in claim.verdicts] == ["verified"]


def test_evidence_and_notes_keep_the_order_in_which_they_were_given() -> None:
    desk = three()[0]
    given_ = [desk.link(IDS[number % 2]) for number in range(5)]
    noted = [desk.note(IDS[number % 2], str(number)) for number in range(4)]
    join(desk, IDS[0], IDS[1])
    claim = desk.project.claim(IDS[0])
    assert claim
    assert [evidence.id for evidence in claim.evidence] == given_
    assert [note.id for note in claim.notes] == noted
    assert {evidence.claim for evidence in claim.evidence} == {IDS[0]}


def test_a_joined_claim_gives_its_number_up_but_not_to_others() -> None:
    ann, bob = Desk(ANN), Desk(BOB)
    first, second = ann.claim(1), bob.claim(1)
    ann.receive(bob)
    assert all(len(claim.label) > 1 for claim in ann.project.claims())
    join(ann, first, second)
    assert one(ann.project).label == "1"
    assert ann.project.next_number("claim") == 2
    ann.undo()
    assert len({claim.label for claim in ann.project.claims()}) == 2


def test_two_who_join_a_claim_to_different_ones_are_asked_which() -> None:
    ann, bob, _ = three()
    join(ann, IDS[0], IDS[2])
    join(bob, IDS[1], IDS[2])
    ann.receive(bob)
    (found,) = conflicts(ann.project)
    assert (found.record, found.id, found.field) == ("claim", IDS[2], "joined")
    assert {entry.value for entry in found.entries} == {IDS[0], IDS[1]}
    assert found.claim == ann.project.joined_to(IDS[2])
    ann.act(found.settled(IDS[1]))
    assert conflicts(ann.project) == []
    assert ann.project.joined_to(IDS[2]) == IDS[1]


def test_a_third_claim_of_the_same_passage_is_still_offered_after_a_join() -> None:
    desk = three()[0]
    assert [{c.id for c in group} for group in twins(desk.project)] == [set(IDS)]
    join(desk, IDS[0], IDS[1])
    assert [{c.id for c in group} for group in twins(desk.project)] == [{IDS[0], *IDS[2:]}]
    join(desk, IDS[0], IDS[2])
    join(desk, IDS[0], IDS[3])
    assert twins(desk.project) == []
