# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tables follow the log through any merge: of parts, of removals for good, in any order."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from sidelight.model.change import Setting
from sidelight.model.project import Project
from sidelight.model.withheld import Row
from sidelight.store import log_rows, merging, projection, tables
from tests.effort import examples
from tests.store.conftest import Opener
from tests.store.exchanges import arrivals, file_of
from tests.store.hostile_case import sound_change
from tests.store.making import SOURCE, author, numbered, place, sha256

Arrivals = list[list[Row]]


@pytest.mark.parametrize("many", [tables.MANY, 0])
@settings(max_examples=examples(60))
@given(brought=arrivals())
def test_after_each_merge_the_tables_say_what_the_log_says(many: int, brought: Arrivals) -> None:
    with file_of(brought[0]) as (db, first, _folder), pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "MANY", many)
        project = first
        for rows in brought[1:]:
            merged = project.copy()
            merged.add(rows)
            with db.atomic():
                merging.write(db, project, merged, [])
            assert tables.differences(db, merged) == {}
            project = merged
        stored = Project(log_rows.read(db))
        assert {id_: row.body for id_, row in stored.log.rows().items()} == {
            id_: row.body for id_, row in project.log.rows().items()
        }
        assert projection.rows(stored) == projection.rows(project)


@settings(max_examples=examples(40))
@given(brought=arrivals())
def test_what_was_merged_bit_by_bit_is_what_comes_at_once(brought: Arrivals) -> None:
    at_once = Project(row for rows in brought for row in rows)
    bit_by_bit = Project()
    for rows in reversed(brought):
        bit_by_bit.add(rows)
    assert bit_by_bit.fingerprint == at_once.fingerprint
    assert projection.rows(bit_by_bit) == projection.rows(at_once)


def test_a_document_that_a_merge_brings_back_stands_in_its_table_again(
    own: Path, opened: Opener
) -> None:
    file = opened(own)
    linked = [
        Setting("evidence", numbered("7"), "claim", "c" * 32),
        Setting("evidence", numbered("7"), "place", place(SOURCE, 3, "two")),
    ]
    meanwhile = replace(sound_change(*linked), heads=tuple(file.project.log.heads))
    file.commit([Setting("document", sha256(SOURCE), "deleted", value=True)], author(), "Remove")
    merged = file.project.copy()
    merged.add([meanwhile])
    assert len(merged.documents()) == 1 + len(file.project.documents())
    file.merge([], merged)
    assert file.check() == []
