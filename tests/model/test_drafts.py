# SPDX-License-Identifier: AGPL-3.0-or-later
"""Drafts of an article: which is newest, what was carried over, and merges of two who go on."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.model.change import Setting
from sidelight.model.conflicts import conflicts, twins
from sidelight.model.draft_chain import carried_id, drafts_before, lineage
from sidelight.model.drafts import Fate, draft_number, family, fates, heads, sources
from sidelight.model.project import Project
from sidelight.model.sharing import Choice, part
from sidelight.model.signing import sign_offs
from tests.effort import examples
from tests.model.desks import DOCUMENT, Desk, place, state

SECOND, THIRD, OTHER = "2" * 64, "3" * 64, "4" * 64
ANN, BOB = "a" * 32, "b" * 32


def begun() -> Desk:
    """Ann with an article and three claims."""
    desk = Desk(ANN)
    desk.document(DOCUMENT)
    for number in (1, 2, 3):
        made = [Setting("claim", f"c{number}", "number", number)]
        made += carrying(f"p{number}", f"c{number}", DOCUMENT, start=10 * number)
        desk.act(*made, label="claim")
    return desk


def carrying(id_: str, claim: str, document: str, start: int = 0) -> list[Setting]:
    where = place(start, start + 5, document)
    return [Setting("passage", id_, "claim", claim), Setting("passage", id_, "place", where)]


def over(claim: str, before: str, draft: str, score: int, start: int = 0) -> list[Setting]:
    """Carry a passage over."""
    id_ = carried_id(before, draft)
    value = {"from": before, "score": score}
    return [*carrying(id_, claim, draft, start), Setting("passage", id_, "carried", value)]


def dropping(claim: str, before: str, draft: str) -> list[Setting]:
    id_ = carried_id(before, draft)
    return [
        Setting("passage", id_, "claim", claim),
        Setting("passage", id_, "carried", {"from": before, "score": 0}),
        Setting("passage", id_, "confirmed", value=True),
        Setting("passage", id_, "deleted", value=True),
    ]


def continued(desk: Desk, id_: str, before: str, *more: Setting, number: int = 2) -> None:
    values = {"number": number, "kind": "article", "title": "Title", "continues": before}
    desk.act(*(Setting("document", id_, n, v) for n, v in values.items()), *more, label="draft")


def drafted() -> Desk:
    """A second draft: claim 1 in the same words, 2 in changed ones, 3 not in it."""
    desk = begun()
    carried = [*over("c1", "p1", SECOND, 1000, 12), *over("c2", "p2", SECOND, 800, 22)]
    continued(desk, SECOND, DOCUMENT, *carried)
    return desk


def told(project: Project, draft: str) -> list[tuple[str, str]]:
    return [(fate.claim.label, fate.state) for fate in fates(project, draft)]


def test_a_claim_goes_by_the_newest_draft_that_it_stands_in() -> None:
    project = drafted().project
    claims = {claim.label: claim for claim in project.claims()}
    assert [claims[label].document for label in "123"] == [SECOND, SECOND, DOCUMENT]
    assert [len(claims[label].passages) for label in "123"] == [2, 2, 1]
    assert claims["1"].passages[1].id == "p1"
    assert [claim.label for claim in project.claims(DOCUMENT)] == ["1", "2", "3"]
    assert [claim.label for claim in project.claims(SECOND)] == ["1", "2"]
    assert told(project, SECOND) == [("1", "same"), ("2", "to confirm"), ("3", "went")]
    assert told(project, DOCUMENT) == []
    assert [one.id for one in heads(project)] == [SECOND]
    assert (draft_number(project, DOCUMENT), draft_number(project, SECOND)) == (1, 2)


def test_who_carried_words_over_did_not_mark_them() -> None:
    ann, bob = begun(), Desk(BOB)
    bob.receive(ann)
    continued(bob, SECOND, DOCUMENT, *over("c1", "p1", SECOND, 1000))
    claim = bob.project.claim("c1")
    assert claim
    assert {part.reviewer for part in claim.passages} == {ANN}


def test_what_is_confirmed_placed_or_dropped_is_so_until_it_is_undone() -> None:
    desk = drafted()
    before = state(desk.project)["claims"], told(desk.project, SECOND)
    steps = [
        ([Setting("passage", carried_id("p2", SECOND), "confirmed", value=True)], "2", "confirmed"),
        (dropping("c2", "p2", SECOND), "2", "dropped"),
        (dropping("c3", "p3", SECOND), "3", "dropped"),
        (
            [
                *over("c3", "p3", SECOND, 500, 40),
                Setting("passage", carried_id("p3", SECOND), "confirmed", value=True),
            ],
            "3",
            "confirmed",
        ),
    ]
    for settings_, label, wanted in steps:
        desk.act(*settings_, label="carry")
        assert dict(told(desk.project, SECOND))[label] == wanted
        desk.undo()
        assert (state(desk.project)["claims"], told(desk.project, SECOND)) == before
        desk.redo()
        assert dict(told(desk.project, SECOND))[label] == wanted
        desk.undo()
    desk.act(*dropping("c3", "p3", SECOND), label="carry")
    placed = Setting("passage", carried_id("p3", SECOND), "deleted", value=False)
    desk.act(*over("c3", "p3", SECOND, 500, 40), placed, label="carry")
    assert dict(told(desk.project, SECOND))["3"] == "confirmed"
    desk.undo()
    assert dict(told(desk.project, SECOND))["3"] == "dropped"


def test_a_whole_draft_is_undone_and_done_again() -> None:
    desk = begun()
    before = desk.project.claims(), desk.project.documents()
    carried = [*over("c1", "p1", SECOND, 1000, 12), *over("c2", "p2", SECOND, 800, 22)]
    continued(desk, SECOND, DOCUMENT, *carried)
    after = desk.project.claims(), desk.project.documents()
    desk.undo()
    assert (desk.project.claims(), desk.project.documents()) == before
    assert [one.id for one in heads(desk.project)] == [DOCUMENT]
    desk.reopen()
    desk.redo()
    assert (desk.project.claims(), desk.project.documents()) == after


def test_a_third_draft_asks_after_all_that_was_not_said_to_be_gone() -> None:
    desk = drafted()
    desk.act(*carrying("new", "c4", SECOND, 50), Setting("claim", "c4", "number", 4))
    continued(desk, THIRD, SECOND, number=3)
    wanted = [(claim.label, part.passage.document) for claim, part in sources(desk.project, THIRD)]
    assert wanted == [("1", SECOND), ("2", SECOND), ("3", DOCUMENT), ("4", SECOND)]
    desk.act(*dropping("c3", "p3", SECOND))
    assert [claim.label for claim, _ in sources(desk.project, THIRD)] == ["1", "2", "4"]
    assert drafts_before(desk.project.log, THIRD) == [SECOND, DOCUMENT]
    assert [one.id for one in family(desk.project, SECOND)] == [DOCUMENT, SECOND, THIRD]


def test_the_same_words_as_unconfirmed_ones_are_not_sure_either() -> None:
    desk = drafted()
    middle = carried_id("p2", SECOND)
    continued(desk, THIRD, SECOND, *over("c2", middle, THIRD, 1000), number=3)
    assert ("2", "to confirm") in told(desk.project, THIRD)
    desk.set("passage", middle, confirmed=True)
    assert ("2", "same") in told(desk.project, THIRD)
    assert lineage(desk.project.log, carried_id(middle, THIRD))[1:] == [middle, "p2"]


def test_a_claim_made_anew_in_the_draft_is_not_missed() -> None:
    desk = drafted()
    desk.act(*carrying("mine", "c3", SECOND, 60))
    assert told(desk.project, SECOND) == [("1", "same"), ("2", "to confirm")]


def test_two_who_go_on_from_one_draft_have_two_newest() -> None:
    ann, bob = begun(), Desk(BOB)
    bob.receive(ann)
    continued(ann, SECOND, DOCUMENT, *over("c1", "p1", SECOND, 1000))
    continued(bob, OTHER, DOCUMENT, *over("c1", "p1", OTHER, 1000), *over("c3", "p3", OTHER, 1000))
    ann.receive(bob)
    bob.receive(ann)
    for desk in (ann, bob):
        assert {one.id for one in heads(desk.project)} == {SECOND, OTHER}
        assert told(desk.project, SECOND) == [("1", "same"), ("2", "went"), ("3", "went")]
        assert told(desk.project, OTHER) == [("1", "same"), ("2", "went"), ("3", "same")]
        assert not conflicts(desk.project)
    assert state(ann.project) == state(bob.project)


def test_two_who_add_the_same_draft_carry_each_claim_over_once() -> None:
    ann, bob = begun(), Desk(BOB)
    bob.receive(ann)
    for desk in (ann, bob):
        continued(desk, SECOND, DOCUMENT, *over("c1", "p1", SECOND, 1000))
    ann.receive(bob)
    claim = ann.project.claim("c1")
    assert claim
    assert [part.passage.document for part in claim.passages] == [SECOND, DOCUMENT]


def test_who_confirms_beats_who_drops_unseen() -> None:
    ann, bob = drafted(), Desk(BOB)
    bob.receive(ann)
    ann.act(*dropping("c2", "p2", SECOND))
    bob.set("passage", carried_id("p2", SECOND), confirmed=True)
    ann.receive(bob)
    assert ("2", "confirmed") in told(ann.project, SECOND)
    assert not conflicts(ann.project)


def test_drafts_in_a_circle_end() -> None:
    desk = drafted()
    desk.set("document", DOCUMENT, continues=SECOND)
    assert {one.id for one in heads(desk.project)} == {DOCUMENT, SECOND}
    assert drafts_before(desk.project.log, DOCUMENT) == [SECOND]
    assert len(fates(desk.project, SECOND)) == 3
    desk.set("passage", "p1", carried={"from": carried_id("p1", SECOND), "score": 900})
    assert desk.project.claim("c1")
    desk.set("document", DOCUMENT, continues=DOCUMENT)
    assert drafts_before(desk.project.log, DOCUMENT) == []


def test_twins_are_told_in_the_newest_draft() -> None:
    desk = drafted()
    desk.act(*carrying("twin", "c9", SECOND, 12), Setting("claim", "c9", "number", 9))
    assert [[claim.label for claim in group] for group in twins(desk.project)] == [["1", "9"]]


def test_a_copy_with_some_claims_has_all_drafts() -> None:
    desk = drafted()
    rows = part(desk.project, Choice(claims=frozenset({"c3"}))).rows
    copy = Project(rows)
    assert [one.id for one in copy.documents()] == [DOCUMENT, SECOND]
    assert told(copy, SECOND) == [("3", "went")]


def test_a_sign_off_belongs_to_its_draft() -> None:
    desk = begun()
    desk.set("signoff", f"{DOCUMENT}.{ANN}", document=DOCUMENT, signed=True)
    continued(desk, SECOND, DOCUMENT, *over("c1", "p1", SECOND, 1000))
    (signed,) = sign_offs(desk.project, DOCUMENT)
    assert not signed.changed
    assert not sign_offs(desk.project, SECOND)
    desk.judge("c1", "denied")
    assert sign_offs(desk.project, DOCUMENT)[0].changed


ACTS = st.lists(
    st.tuples(
        st.sampled_from([ANN, BOB]),
        st.sampled_from(["confirm", "drop", "place", "draft", "other", "undo", "meet"]),
        st.sampled_from("123"),
    ),
    max_size=12,
)


@settings(max_examples=examples(60), deadline=None)
@given(ACTS)
def test_merges_of_drafts_commute(acts: list[tuple[str, str, str]]) -> None:
    ann, bob = drafted(), Desk(BOB, days=3)
    bob.receive(ann)
    desks = {ANN: ann, BOB: bob}
    for who, what, number in acts:
        _act(desks[who], desks[BOB if who == ANN else ANN], what, number)
    one, other = Project(), Project()
    one.add([*ann.project.log.order, *bob.project.log.order])
    other.add([*bob.project.log.order, *ann.project.log.order])
    assert state(one) == state(other)
    for draft in (SECOND, THIRD, OTHER):
        found: list[Fate] = fates(one, draft)
        assert found == fates(other, draft)
        assert all(fate.now is None or fate.now.passage.document == draft for fate in found)


def _act(desk: Desk, other: Desk, what: str, number: str) -> None:
    claim, before = f"c{number}", f"p{number}"
    if what == "confirm":
        desk.set("passage", carried_id(before, SECOND), confirmed=True)
    elif what == "drop":
        desk.act(*dropping(claim, before, SECOND))
    elif what == "place":
        desk.act(*over(claim, before, SECOND, 700, 70))
    elif what in {"draft", "other"}:
        draft = THIRD if what == "draft" else OTHER
        middle = carried_id(before, SECOND)
        continued(desk, draft, SECOND, *over(claim, middle, draft, 1000), number=3)
    elif what == "meet":
        desk.receive(other)
        other.receive(desk)
