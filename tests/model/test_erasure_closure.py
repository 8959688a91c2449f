# SPDX-License-Identifier: AGPL-3.0-or-later
"""What goes with a record that is removed for good, for each kind, and what stays."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.model.change import Change
from sidelight.model.erasure import targets, tombstone
from sidelight.model.log import Key
from sidelight.model.project import Project
from sidelight.model.withheld import ERASED, is_erased, slots
from tests.effort import examples
from tests.model.desks import DOCUMENT, LAYER, Desk, place
from tests.model.test_merging import STEPS, everything, perform, team

ANN = "a" * 32
SOURCE, SCAN = "5" * 64, "4" * 64


def everything_of_one() -> Desk:
    """An article with two claims; a source with a layer, a correction, evidence to both."""
    desk = Desk(ANN)
    desk.document(layer=LAYER)
    desk.set("document", SOURCE, number=2, kind="source", title="secret title", layer=SCAN)
    words = dict.fromkeys(("kind", "extractor", "version", "language"), "x")
    blobs = dict.fromkeys(("text", "geometry"), "0" * 64)
    for id_, document in ((LAYER, DOCUMENT), (SCAN, SOURCE)):
        made = {**words, **blobs, "document": document, "options": {}, "rendition": ""}
        desk.set("layer", id_, made=made)
    over = {"layer": SCAN, "start": 0, "end": 2, "was": "wo", "words": "secret words"}
    desk.set("correction", "k1", over=over)
    for number in (1, 2):
        desk.set("claim", f"c{number}", number=number, restatement=f"restated {number}")
        desk.set("passage", f"p{number}", claim=f"c{number}", place=place(number, 9))
        desk.act(*desk.verdict(f"c{number}", "denied"))
        desk.set("verdict", f"c{number}.{ANN}", reason=f"reason {number}")
        spot = place(number, 9, SOURCE, layer=SCAN)
        desk.set("evidence", f"e{number}", claim=f"c{number}", place=spot, note=f"beside {number}")
        desk.set("note", f"n{number}", claim=f"c{number}", text=f"noted {number}")
    return desk


OF_FIRST = {("passage", "p1"), ("evidence", "e1"), ("note", "n1"), ("verdict", f"c1.{ANN}")}
GOES: dict[Key, set[Key]] = {
    ("claim", "c1"): OF_FIRST,
    ("document", SOURCE): {
        ("layer", SCAN),
        ("correction", "k1"),
        ("evidence", "e1"),
        ("evidence", "e2"),
    },
    ("document", DOCUMENT): {("layer", LAYER), ("passage", "p1"), ("passage", "p2")},
    ("layer", SCAN): {("correction", "k1"), ("evidence", "e1"), ("evidence", "e2")},
    ("evidence", "e1"): set(),
    ("note", "n1"): set(),
    ("passage", "p1"): set(),
    ("correction", "k1"): set(),
    ("verdict", f"c1.{ANN}"): set(),
    ("document", "9" * 64): set(),
}


@pytest.mark.parametrize("key", GOES, ids=lambda key: f"{key[0]}-{key[1][:2]}")
def test_what_goes_with_each_kind_of_record(key: Key) -> None:
    desk = everything_of_one()
    rows = desk.project.log.rows().values()
    wanted = frozenset({key, *GOES[key]})
    assert targets(rows) == frozenset()
    assert targets(rows, [key]) == wanted
    before = {k: dict(fields) for k, fields in desk.project.log.fields.items()}
    desk.act(tombstone([key], "f" * 32), label="")
    log = desk.project.log
    assert log.removed == wanted
    for other, fields in before.items():
        left = log.fields.get(other, {})
        assert left == ({} if other in wanted else fields)


SAID = {
    ("claim", "c1"): ("restated 1", "reason 1", "beside 1", "noted 1"),
    ("document", SOURCE): ("secret title", "secret words", "beside 1", "beside 2"),
    ("note", "n2"): ("noted 2",),
    ("evidence", "e2"): ("beside 2",),
}
ALL_WORDS = {word for words in SAID.values() for word in words}


@pytest.mark.parametrize("key", SAID, ids=lambda key: f"{key[0]}-{key[1][:2]}")
def test_words_of_it_are_in_no_row_and_all_others_are(key: Key) -> None:
    desk = everything_of_one()
    desk.act(tombstone([key], "f" * 32), label="")
    spoken = b"".join(row.body for row in desk.project.log.rows().values()).decode()
    assert {word for word in ALL_WORDS if word not in spoken} == set(SAID[key])


def test_a_setting_that_goes_leaves_its_record_and_field_but_no_value() -> None:
    desk = everything_of_one()
    before = {c.id: slots(c) for c in desk.project.log.order}
    desk.act(tombstone([("note", "n1")], "f" * 32), label="")
    for change in desk.project.log.order[:-1]:
        for was, now in zip(before[change.id], slots(change), strict=True):
            assert was is not None
            assert now is not None
            assert (was.record, was.id, was.field) == (now.record, now.id, now.field)
            assert is_erased(now.value) == ((was.record, was.id) == ("note", "n1"))
            assert now.value in (was.value, ERASED)


def test_what_is_said_of_it_later_goes_too_and_comes_back_by_nothing() -> None:
    desk = everything_of_one()
    other = Desk("b" * 32, days=400)
    other.receive(desk)
    desk.act(tombstone([("claim", "c1")], "f" * 32), label="")
    other.set("note", "n3", claim="c1", text="late words")
    other.set("note", "n2", claim="c1")
    other.set("claim", "c1", number=1, deleted=False)
    desk.receive(other)
    assert {("note", "n3"), ("note", "n2")} <= desk.project.log.removed
    assert [claim.id for claim in desk.project.claims()] == ["c2"]
    bodies = b"".join(row.body for row in desk.project.log.rows().values())
    assert b"late words" not in bodies
    assert b"noted 2" not in bodies
    desk.set("claim", "c1", number=1, deleted=False)
    assert [claim.id for claim in desk.project.claims()] == ["c2"]


def test_a_removal_for_good_cannot_itself_be_removed() -> None:
    desk = everything_of_one()
    desk.act(tombstone([("note", "n1")], "f" * 32), label="")
    desk.act(tombstone([("erasure", "f" * 32)], "e" * 32), label="")
    assert ("note", "n1") in desk.project.log.removed
    again = Project(desk.project.log.rows().values())
    assert again.log.removed == desk.project.log.removed


@pytest.mark.parametrize(
    "value", [{}, {"records": [["note"]]}, {"records": "n1"}, [["note", "n1"]]]
)
def test_a_tombstone_in_no_known_form_removes_nothing(value: Any) -> None:
    desk = everything_of_one()
    desk.set("erasure", "f" * 32, of=value)
    assert desk.project.log.removed == frozenset()
    assert len(desk.project.claims()) == 2


KEYS = st.lists(
    st.sampled_from([("claim", "c1"), ("note", "n1"), ("document", DOCUMENT), ("evidence", "e1")]),
    min_size=1,
    max_size=2,
)


@settings(max_examples=examples(60))
@given(STEPS, KEYS)
def test_the_closure_is_closed_and_whatever_stays_was_so_before(steps: Any, keys: Any) -> None:
    desks = team()
    for step in steps:
        perform(desks, step)
    project = Project(everything(desks))
    before = dict(project.log.fields)
    removed = targets(project.log.rows().values(), keys)
    assert targets(project.log.rows().values(), removed) == removed
    desk = desks[0]
    desk.project = project
    change = desk.act(tombstone(keys, "f" * 32), label="")
    assert desk.project.log.removed == removed
    assert change.id in desk.project.log.changes
    for key, fields in desk.project.log.fields.items():
        if key[0] != "erasure":
            assert key not in removed
            assert {n: [e.value for e in some] for n, some in fields.items()} == {
                n: [e.value for e in some] for n, some in before[key].items()
            }
    for row in desk.project.log.rows().values():
        for setting in slots(row) if isinstance(row, Change) else ():
            if setting is not None and (setting.record, setting.id) in removed:
                assert is_erased(setting.value)


def test_records_of_a_tombstone_come_in_an_order_of_their_own() -> None:
    one = tombstone([("note", "b"), ("claim", "a")], "1")
    assert one == tombstone([("claim", "a"), ("note", "b")], "1")
    assert one.value == {"records": [["claim", "a"], ["note", "b"]]}
