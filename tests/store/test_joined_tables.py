# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tables follow claims that are joined, come apart, go and come back, act by act."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.store import tables
from sidelight.store.fresh import new_file
from tests.effort import examples
from tests.model.test_joined_claims import IDS, STEP, act, three


@pytest.mark.parametrize("many", [tables.MANY, 0])
@settings(max_examples=examples(40))
@given(st.lists(STEP, min_size=4, max_size=12))
def test_after_each_act_and_merge_the_tables_say_what_the_project_says(
    many: int,
    steps: list[tuple[int, str, str, str]],
) -> None:
    desks = three()
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "MANY", many)
        db = new_file(Path(folder) / "p.sidelight")
        with db.atomic():
            tables.rewrite(db, desks[0].project)
        for _who, *what in steps:
            before = desks[0].project.copy()
            act(desks, (_who, what[0], what[1], what[2]))
            if _who:
                desks[0].receive(desks[_who])
            with db.atomic():
                tables.follow(db, before, desks[0].project)
            assert tables.differences(db, desks[0].project) == {}
        db.close()


def test_what_was_joined_to_a_claim_has_rows_again_when_that_goes() -> None:
    desk = three()[0]
    with tempfile.TemporaryDirectory() as folder:
        db = new_file(Path(folder) / "p.sidelight")
        for claim, other in ((IDS[1], IDS[2]), (IDS[0], IDS[1])):
            desk.set("claim", other, joined=claim)
        with db.atomic():
            tables.rewrite(db, desk.project)
        change = desk.remove("claim", IDS[0])
        with db.atomic():
            tables.update(db, desk.project, change)
        ids = {row[0] for row in db.execute("SELECT id FROM claim").fetchall()}
        assert ids == {IDS[1], IDS[3]}
        assert tables.differences(db, desk.project) == {}
        db.close()
