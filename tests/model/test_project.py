# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a project answers: removals, labels, and whatever strangers put into the log."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.model.change import Change, Setting, new_id
from sidelight.model.fields import FIELDS
from sidelight.model.project import Project
from tests.model.desks import DOCUMENT, LAYER, Desk, place, state


def pair() -> tuple[Desk, Desk, str]:
    """Two reviewers who both have one claim."""
    one, other = Desk("a" * 32), Desk("b" * 32)
    claim = one.claim()
    one.document()
    other.receive(one)
    return one, other, claim


def meet(one: Desk, other: Desk) -> None:
    one.receive(other)
    other.receive(one)
    assert state(one.project) == state(other.project)


EDITS = {
    "verdict": lambda desk, claim: desk.judge(claim, "denied"),
    "restatement": lambda desk, claim: desk.set("claim", claim, restatement="so"),
    "evidence": lambda desk, claim: desk.link(claim),
    "note": lambda desk, claim: desk.note(claim, "look"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_an_edit_beats_a_removal_that_had_not_seen_it(edit: Any) -> None:
    one, other, claim = pair()
    one.remove("claim", claim)
    edit(other, claim)
    assert one.project.claims() == []
    meet(one, other)
    assert [c.id for c in one.project.claims()] == [claim]
    # Further work does not undo that, and a removal in sight of it all holds.
    one.set("claim", claim, restatement="better")
    meet(one, other)
    assert [c.restatement for c in other.project.claims()] == ["better"]
    other.remove("claim", claim)
    meet(one, other)
    assert one.project.claims() == []


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_a_removal_in_sight_of_the_work_holds(edit: Any) -> None:
    one, other, claim = pair()
    edit(other, claim)
    one.receive(other)
    one.remove("claim", claim)
    meet(one, other)
    assert one.project.claim(claim) is None
    # Work on what is known to be removed brings nothing back.
    edit(other, claim)
    meet(one, other)
    assert one.project.claims() == []
    one.set("claim", claim, deleted=False)
    assert [c.id for c in one.project.claims()] == [claim]


def test_a_part_removed_elsewhere_is_no_work_that_keeps_a_claim() -> None:
    one, other, claim = pair()
    note = one.note(claim, "look")
    other.receive(one)
    one.remove("claim", claim)
    other.remove("note", note)
    meet(one, other)
    assert one.project.claims() == []


def test_a_document_with_new_evidence_survives_a_removal_elsewhere() -> None:
    one, other, claim = pair()
    one.remove("document", DOCUMENT)
    other.link(claim)
    assert one.project.document(DOCUMENT) is None
    meet(one, other)
    assert [d.id for d in one.project.documents()] == [DOCUMENT]


def test_parts_can_be_removed_by_themselves() -> None:
    one, _, claim = pair()
    evidence, note = one.link(claim), one.note(claim, "look")
    one.remove("evidence", evidence)
    one.remove("note", note)
    found = one.project.claim(claim)
    assert found
    assert (found.evidence, found.notes) == ((), ())


def test_a_part_that_moves_to_another_claim_leaves_the_first() -> None:
    one, _, first = pair()
    second = one.claim(2)
    note = one.note(first, "look")
    assert [len(c.notes) for c in one.project.claims()] == [1, 0]
    one.set("note", note, claim=second)
    assert [len(c.notes) for c in one.project.claims()] == [0, 1]


def test_nobody_can_set_anothers_verdict() -> None:
    one, other, claim = pair()
    one.judge(claim, "verified")
    other.receive(one)
    forged = {"verdict": "denied", "denied_by": ""}
    other.set("verdict", f"{claim}.{one.me}", verdict=forged, reason="forged")
    meet(one, other)
    found = one.project.claims()[0]
    assert [(v.reviewer, v.verdict, v.reason) for v in found.verdicts] == [(one.me, "verified", "")]
    assert one.project.log.ignored == 2
    assert len(one.project.log.changes) == len(other.project.log.changes) == 4


def test_a_reviewer_has_one_verdict_on_a_claim() -> None:
    one, _, claim = pair()
    one.judge(claim, "verified")
    for id_ in (f"other.{one.me}", f"{claim}.x.{one.me}", f".{one.me}", one.me):
        one.set("verdict", id_, claim=claim, verdict={"verdict": "verified", "denied_by": ""})
    assert [v.id for v in one.project.claims()[0].verdicts] == [f"{claim}.{one.me}"]


def test_equal_numbers_show_tails_of_their_ids() -> None:
    one, other = Desk("a" * 32), Desk("b" * 32)
    one.claim(20, "0" * 31 + "a")
    first = one.project.claims()[0]
    assert first.label == "20"
    other.claim(20, "0" * 31 + "f")
    other.claim(21, "1" * 32)
    meet(one, other)
    assert [c.label for c in one.project.claims()] == ["20k", "20p", "21"]
    one.remove("claim", "0" * 31 + "f")
    assert [c.label for c in one.project.claims()] == ["20", "21"]
    # A claim that comes back takes its number with it.
    other.note("0" * 31 + "f", "look")
    one.receive(other)
    assert [c.label for c in one.project.claims()] == ["20k", "20p", "21"]


def test_tails_are_as_long_as_they_must_be() -> None:
    one = Desk("a" * 32)
    for id_ in ("0" * 30 + "aa", "0" * 30 + "ba", "0" * 30 + "bb"):
        one.claim(3, id_)
    assert [c.label for c in one.project.claims()] == ["3kk", "3lk", "3l"]


def test_documents_of_one_number_are_told_apart_too() -> None:
    one = Desk("a" * 32)
    one.document("0" * 63 + "0")
    one.document("0" * 63 + "1")
    assert [d.label for d in one.project.documents()] == ["1a", "1b"]
    assert one.project.next_number("document") == 2
    assert one.project.next_number("claim") == 1


def test_two_of_one_name_are_told_apart() -> None:
    desks = [Desk("a" * 32), Desk("0" * 32), Desk("b" * 32)]
    for desk, name in zip(desks, ("Ann", " Ann ", "Bo"), strict=True):
        desk.set("reviewer", desk.me, name=name)
    desks[0].receive(*desks[1:])
    project = desks[0].project
    assert [r.label for r in project.reviewers()] == ["Ann·a", "Ann·k", "Bo"]
    assert [r.name for r in project.reviewers()] == ["Ann", "Ann", "Bo"]
    assert project.reviewer("b" * 32).initials == "B"
    assert project.reviewer("9" * 32).label == "999999"


def test_one_who_acted_without_a_name_shows_the_start_of_the_id() -> None:
    one = Desk("a" * 32)
    one.claim()
    assert [(r.name, r.label) for r in one.project.reviewers()] == [("aaaaaa", "aaaaaa")]
    one.set("reviewer", one.me, name="Ann")
    assert [r.label for r in one.project.reviewers()] == ["Ann"]


def test_a_document_with_all_its_words() -> None:
    one = Desk("a" * 32)
    one.document(author="Fillipov", issued="1950", hidden=[[0, 4], [9, 12]], layer=LAYER, size=9)
    document = one.project.documents("article")[0]
    assert document.citation == {"author": "Fillipov", "issued": "1950"}
    assert document.hidden == ((0, 4), (9, 12))
    assert (document.size, document.layer, document.added_by) == (9, LAYER, one.me)
    assert document.added_at == one.project.log.order[0].made_at
    assert one.project.documents("source") == []


def test_a_layer_as_it_was_made() -> None:
    one = Desk("a" * 32)
    made = dict.fromkeys(("kind", "extractor", "version", "language"), "x")
    made |= dict.fromkeys(("document", "text", "geometry"), "0" * 64)
    one.set("layer", LAYER, made={**made, "rendition": "", "options": {"a": "b"}})
    layer = one.project.layer(LAYER)
    assert layer
    assert (layer.id, layer.extractor, layer.options) == (LAYER, "x", {"a": "b"})
    assert one.project.layer("0" * 64) is None


def test_claims_of_one_article_and_their_passages_in_order() -> None:
    one, _, claim = pair()
    one.set("passage", "q", claim=claim, place=place(0, 9, "c" * 64))
    one.set("passage", "p", claim=claim, place=place(50, 60))
    found = one.project.claims("c" * 64)
    assert [c.id for c in found] == [claim]
    assert [p.passage.start for p in found[0].passages] == sorted([0, 0, 50])
    assert one.project.claims("0" * 64) == []


def test_unknown_kinds_and_fields_are_kept_and_counted() -> None:
    one = Desk("a" * 32)
    claim = one.claim()
    before = one.project.claims()
    one.act(Setting("hologram", "h", "depth", 3), Setting("claim", claim, "mood", "grim"))
    assert one.project.log.ignored == 2
    assert one.project.claims() == before
    again = Project(one.project.log.changes.values())
    assert again.log.ignored == 2
    assert again.log.order[-1].sets[0].value == 3


def test_a_strangers_number_does_not_keep_others_from_counting() -> None:
    one = Desk("a" * 32)
    for number in (2**53 - 1, 0, -1, 1_000_001):
        one.set("claim", new_id(), number=number)
    assert one.project.next_number("claim") == 1
    one.claim(1_000_000)
    assert one.project.next_number("claim") == 1_000_000


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
IDS = st.sampled_from(
    ["c", "ba", "a", "é", "", "/", "x/y", "c." + "a" * 32, "." + "a" * 32, "0" * 32, DOCUMENT, " "]
)
RECORDS = st.sampled_from([*FIELDS, "future", ""])
NAMES = st.sampled_from([*sorted({name for fields in FIELDS.values() for name in fields}), "x"])
GOOD = st.sampled_from(
    [
        "c",
        "a",
        "é",
        1,
        20,
        True,
        place(),
        place(document="c" * 64),
        [[0, 1]],
        "supports",
        "  ",
        {"verdict": "split", "denied_by": ""},
        "0" * 64,
    ]
)
JUNK = st.recursive(
    GOOD | st.none() | st.integers(-(2**53) + 1, 2**53 - 1) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=5,
)
SETTINGS = st.builds(Setting, RECORDS, IDS, NAMES, JUNK)
HOSTILE = st.lists(st.lists(SETTINGS, min_size=1, max_size=6), max_size=6)


def ask_everything(project: Project) -> None:
    for claim in project.claims():
        assert project.claim(claim.id) == claim
        assert claim.label.startswith(str(claim.number))
        assert isinstance(claim.quote + claim.document, str)
        assert len({v.reviewer for v in claim.verdicts}) == len(claim.verdicts)
    for document in (*project.documents(), *project.documents("article")):
        assert project.document(document.id) == document
    for reviewer in project.reviewers():
        assert project.reviewer(reviewer.id) == reviewer
        assert len(reviewer.initials) <= 4
    assert isinstance(project.title, str)
    assert project.next_number("claim") >= 1
    assert project.next_number("document") >= 1
    labels = [claim.label for claim in project.claims()]
    assert len(set(labels)) == len(labels)


@given(HOSTILE)
def test_hostile_values_never_stop_a_question(acts: list[list[Setting]]) -> None:
    one, other = Desk("a" * 32), Desk("b" * 32)
    for count, settings in enumerate(acts):
        desk = (one, other)[count % 2]
        desk.act(*settings)
        ask_everything(desk.project)
    one.receive(other)
    ask_everything(one.project)
    ask_everything(Project(one.project.log.changes.values()))
    for _, id_ in one.project.log.fields:
        one.project.layer(id_)


def test_ids_that_no_program_makes_have_labels_too() -> None:
    one = Desk("a" * 32)
    ids = ["a", "ba", "é", "", "\u0000", "x" * 40, "0" * 64]
    for id_ in ids:
        one.set("claim", id_, number=7)
        one.set("reviewer", id_, name="Ann")
    ask_everything(one.project)
    assert len({c.label for c in one.project.claims()}) == len(ids)
    assert len({r.label for r in one.project.reviewers()}) == len(one.project.reviewers())


def test_a_change_in_the_name_of_any_time_shows() -> None:
    one = Desk("a" * 32)
    change = one.change(Setting("claim", "c", "number", 1))
    body = change.body.replace(change.time.encode(), b"0001-01-01T00:00:00.000+00:00")
    one.project.add([Change.from_body(body)])
    made_at = one.project.claims()[0].made_at
    assert made_at
    assert made_at.year == 1
