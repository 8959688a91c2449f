# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tables follow drafts: which article a claim is of changes with what continues what."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.model.draft_chain import carried_id
from sidelight.store import tables
from sidelight.store.fresh import new_file
from sidelight.store.schema import Executes
from tests.effort import examples
from tests.model.desks import DOCUMENT, Desk
from tests.model.test_drafts import ANN, BOB, OTHER, SECOND, THIRD, _act, drafted

STEPS = st.lists(
    st.tuples(
        st.booleans(),
        st.sampled_from(["confirm", "drop", "place", "draft", "other", "meet", "turn", "part"]),
        st.sampled_from("123"),
    ),
    max_size=10,
)


@pytest.fixture
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def column(db: Executes, name: str, claim: str) -> object:
    found = db.execute(f"SELECT {name} FROM claim WHERE id = ?", (claim,))
    return found.fetchall()[0][0]


def test_a_claim_is_of_the_newest_version_it_stands_in(folder: Path) -> None:
    desk = drafted()
    db = new_file(folder / "p.sidelight")
    with db.atomic():
        tables.rewrite(db, desk.project)
    assert [column(db, "document", f"c{n}") for n in "123"] == [SECOND, SECOND, DOCUMENT]
    change = desk.set("document", SECOND, continues="")
    with db.atomic():
        tables.update(db, desk.project, change)
    assert tables.differences(db, desk.project) == {}
    change = desk.set("document", SECOND, continues=DOCUMENT)
    with db.atomic():
        tables.update(db, desk.project, change)
    assert column(db, "document", "c1") == SECOND
    sql = "SELECT carried_from, score, confirmed FROM passage WHERE id = ?"
    row = db.execute(sql, (carried_id("p2", SECOND),)).fetchall()[0]
    assert tuple(row) == ("p2", 800, "")
    assert tables.differences(db, desk.project) == {}
    db.close()


@settings(max_examples=examples(25), deadline=None)
@given(STEPS)
def test_after_each_act_and_merge_the_tables_say_what_the_project_says(
    steps: list[tuple[bool, str, str]],
) -> None:
    ann, bob = drafted(), Desk(BOB, days=2)
    bob.receive(ann)
    with tempfile.TemporaryDirectory() as name:
        db = new_file(Path(name) / "p.sidelight")
        with db.atomic():
            tables.rewrite(db, ann.project)
        for mine, what, number in steps:
            before = ann.project.copy()
            desk, other = (ann, bob) if mine else (bob, ann)
            if what in {"turn", "part"}:
                draft = {"1": SECOND, "2": THIRD, "3": OTHER}[number]
                desk.set("document", draft, continues=DOCUMENT if what == "turn" else "")
            else:
                _act(desk, other, what, number)
            with db.atomic():
                tables.follow(db, before, ann.project)
            assert tables.differences(db, ann.project) == {}
        db.close()
    assert ann.me == ANN
