# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rows stand in a file in the order in which they came, those of a kind that is new after them;
bytes are told apart by their hashes, whatever stands in their rows."""

import gc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.model.change import Change
from sidelight.model.project import Project
from sidelight.model.withheld import Row
from sidelight.store import blobs, log_rows
from sidelight.store.collector import without_collector
from tests.effort import examples
from tests.store.exchanges import arrivals, exchanged, file_of
from tests.store.making import sha256


@settings(max_examples=examples(40))
@given(changes=exchanged(), data=st.data())
def test_rows_stand_as_they_came_and_others_after_what_they_saw(
    changes: list[Change], data: st.DataObject
) -> None:
    ids = [change.id for change in changes]
    came = data.draw(st.lists(st.sampled_from([*ids, "0" * 64]), unique=True)) if ids else []
    project = Project(changes)
    with file_of([]) as (db, _empty, _folder):
        with db.atomic():
            assert log_rows.write(db, project, order=came) == len(ids)
        stored = [row.id for row in log_rows.read(db)]
    known = [id_ for id_ in came if id_ in ids]
    assert stored[: len(known)] == known
    assert sorted(stored) == sorted(ids)
    rest = stored[len(known) :]
    place = {id_: at for at, id_ in enumerate(rest)}
    for id_ in rest:
        heads = project.log.rows()[id_].heads
        assert all(place.get(head, -1) < place[id_] for head in heads)


@settings(max_examples=examples(40))
@given(brought=arrivals())
def test_a_merge_leaves_earlier_rows_where_they_stand(brought: list[list[Row]]) -> None:
    with file_of(brought[0]) as (db, project, _folder):
        first = [row.id for row in log_rows.read(db)]
        merged = project.copy()
        merged.add(row for rows in brought[1:] for row in rows)
        before = project.log.rows()
        with db.atomic():
            written = log_rows.write(db, merged, before)
        stored = log_rows.read(db)
        with db.atomic():
            assert log_rows.write(db, merged, merged.log.rows()) == 0
    assert [row.id for row in stored][: len(first)] == first
    said = {id_: row.body for id_, row in merged.log.rows().items()}
    assert {row.id: row.body for row in stored} == said
    known = {id_: row.body for id_, row in before.items()}
    assert written == sum(known.get(id_) != body for id_, body in said.items())


@pytest.mark.parametrize("size", [0, 1, blobs.PART - 1, blobs.PART, blobs.PART + 1])
def test_bytes_come_back_in_parts(size: int) -> None:
    data = b"\xc3" * size
    with file_of([]) as (db, _project, _folder), db.atomic():
        name = blobs.put(db, data)
        assert name == sha256(data)
        assert blobs.put(db, data) == name
        assert blobs.has(db, name)
        assert blobs.get(db, name) == data
        sizes = db.execute("SELECT length(bytes) FROM blob ORDER BY part").fetchall()
        assert sizes == [(min(blobs.PART, size - at),) for at in range(0, size or 1, blobs.PART)]


def test_bytes_that_come_take_the_place_of_their_mark() -> None:
    name = sha256(b"data")
    with file_of([]) as (db, _project, _folder), db.atomic():
        blobs.mark_absent(db, [name])
        assert (blobs.absent(db), blobs.names(db), blobs.has(db, name)) == ({name}, [], False)
        with pytest.raises(blobs.WrongBytes):
            blobs.get(db, name)
        blobs.put(db, b"data")
        assert (blobs.absent(db), blobs.names(db)) == (set(), [name])


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM blob WHERE part = 0",
        "DELETE FROM blob WHERE part = 1",
        "UPDATE blob SET part = part + 10",
        "UPDATE blob SET bytes = x'00' WHERE part = 2",
        "UPDATE blob SET bytes = 'text' WHERE part = 2",
        "UPDATE blob SET bytes = substr(bytes, 2) WHERE part = 0",
        "UPDATE blob SET part = 5 WHERE part = 2",
    ],
)
def test_rows_that_do_not_come_to_their_hash_are_wrong(sql: str) -> None:
    with file_of([]) as (db, _project, _folder):
        with db.atomic():
            name = blobs.put(db, bytes(2 * blobs.PART + 7))
        db.conn.execute(sql)
        with pytest.raises(blobs.WrongBytes):
            blobs.get(db, name)


def test_the_collector_runs_again_whatever_happens() -> None:
    def fail() -> None:
        with without_collector():
            assert not gc.isenabled()
            with without_collector():
                assert not gc.isenabled()
            assert not gc.isenabled()
            raise KeyError

    assert gc.isenabled()
    with pytest.raises(KeyError):
        fail()
    assert gc.isenabled()
