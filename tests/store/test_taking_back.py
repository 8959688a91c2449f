# SPDX-License-Identifier: AGPL-3.0-or-later
"""A merge that is taken back leaves every row and every byte as they were before it."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from sqlite_utils import Database

from sidelight.errors import ProjectError
from sidelight.model.erasure import tombstone
from sidelight.model.sharing import Choice, part
from sidelight.model.withheld import Row
from sidelight.store import copying, merging, places, tables
from sidelight.store.incoming import Incoming, take
from sidelight.store.pouring import Expected
from sidelight.store.project_file import ProjectFile
from tests.effort import examples
from tests.store.conftest import Opener
from tests.store.exchanges import arrivals, file_of
from tests.store.hostile_case import run
from tests.store.making import ARTICLE, HOLDER, SOURCE, add_document, author, numbered, sha256
from tests.store.test_opening import newer
from tests.store.test_unsaved import title

MORE = b"a further recording" * 90_000
CHANGE = "SELECT rowid, * FROM change ORDER BY rowid"
BLOB = "SELECT * FROM blob ORDER BY hash, part"


def state(db: Database | sqlite3.Connection) -> list[list[Any]]:
    """The rows of the log, in their order, and those of the bytes."""
    return [db.execute(sql).fetchall() for sql in (CHANGE, BLOB)]


def merge(file: ProjectFile, *paths: Path) -> None:
    """Merge other files as a session does."""
    expected = Expected(file.project.log.rows(), lambda hash_: not file.has_blob(hash_))
    taken: list[Incoming] = []
    try:
        taken += [take(path, expected) for path in paths]
        merged = file.project.copy()
        merged.add(row for one in taken for row in one.rows)
        file.merge(taken, merged)
    finally:
        for one in taken:
            one.close()


@pytest.fixture
def theirs(ours: Path, opened: Opener) -> ProjectFile:
    """A colleague's copy, open."""
    path = ours.with_name("theirs.sidelight")
    with ProjectFile.open(ours, holder=HOLDER) as file:
        file.copy_to(path)
    return opened(path)


def _acts(file: ProjectFile) -> None:
    file.commit(title("From a colleague"), author("b"), "title")


def _document(file: ProjectFile) -> None:
    add_document(file, author("b"), MORE, 3, "A recording")


def _erased_document(file: ProjectFile) -> None:
    file.erase(tombstone([("document", sha256(SOURCE))], "e1"), author("b"))


def _erased_claim(file: ProjectFile) -> None:
    file.erase(tombstone([("claim", numbered("c"))], "e1"), author("b"))


def _all(file: ProjectFile) -> None:
    _acts(file)
    _document(file)
    _erased_document(file)
    _erased_claim(file)


@pytest.mark.parametrize("bring", [_acts, _document, _erased_document, _erased_claim, _all])
def test_every_row_is_as_it_was(
    ours: Path, opened: Opener, theirs: ProjectFile, bring: Callable[[ProjectFile], None]
) -> None:
    file = opened(ours)
    before, said = state(file._db), file.project.fingerprint
    bring(theirs)
    merge(file, theirs.path)
    assert state(file._db) != before
    assert not any(fault.damage for fault in file.check())
    file.back_to_before_merge()
    assert state(file._db) == before
    assert file.project.fingerprint == said
    assert file.check() == []
    assert file.before_merge() is None
    file.close()
    assert opened(ours).project.fingerprint == said


def test_what_was_withheld_is_withheld_again(ours: Path, opened: Opener, tmp_path: Path) -> None:
    file = opened(ours)
    lean = tmp_path / "lean.sidelight"
    choice = Choice(claims=frozenset({numbered("d")}), sources=False)
    file.share(part(file.project, choice), copying.Target(lean))
    copy = opened(lean)
    before = state(copy._db)
    _document(file)
    merge(copy, ours)
    assert copy.blob(sha256(SOURCE)) == SOURCE
    assert copy.project.log.rows().keys() == file.project.log.rows().keys()
    copy.back_to_before_merge()
    assert state(copy._db) == before
    assert not any(fault.damage for fault in copy.check())


def test_bytes_that_a_change_set_did_not_bring_are_marked_and_forgotten_again(
    ours: Path, opened: Opener, theirs: ProjectFile, tmp_path: Path
) -> None:
    file = opened(ours)
    before = state(file._db)
    _document(theirs)
    acts = tmp_path / "acts"
    held = part(theirs.project, Choice(only=numbered("b")))
    bare = type(held)(held.rows, frozenset(), frozenset())
    theirs.share(bare, copying.Target(acts), as_changes=True)
    merge(file, acts)
    assert file.absent() == {sha256(MORE)}
    assert [(fault.where, fault.damage) for fault in file.check()] == [(sha256(MORE), False)]
    merge(file, theirs.path)
    assert file.absent() == set()
    assert file.blob(sha256(MORE)) == MORE
    file.back_to_before_merge()
    assert file.absent() == {sha256(MORE)}
    assert state(file._db)[1] != before[1]


@settings(max_examples=examples(30))
@given(brought=arrivals())
def test_whatever_was_merged_the_rows_are_as_they_were(brought: list[list[Row]]) -> None:
    with file_of(brought[0]) as (db, project, folder):
        before = state(db)
        copying.copy(db, folder / "kept", overwrite=False)
        merged = project.copy()
        merged.add(row for rows in brought[1:] for row in rows)
        with db.atomic():
            merging.write(db, project, merged, [])
        with db.atomic():
            back = merging.restore(db, merged, folder / "kept")
        assert state(db) == before
        assert back.fingerprint == project.fingerprint
        assert tables.differences(db, project) == {}


def kept_copy(file: ProjectFile) -> Path:
    """Where the project stands as it was before the merge."""
    before = file.before_merge()
    assert before is not None
    return before.copy


@pytest.fixture
def merged(ours: Path, opened: Opener, theirs: ProjectFile) -> ProjectFile:
    """A project that has just taken in a colleague's work."""
    file = opened(ours)
    _all(theirs)
    merge(file, theirs.path)
    return file


def test_without_the_kept_copy_there_is_no_way_back_and_nothing_changes(
    merged: ProjectFile,
) -> None:
    before = state(merged._db)
    kept_copy(merged).unlink()
    assert merged.before_merge() is None
    merged.back_to_before_merge()
    assert state(merged._db) == before


def _no_database(path: Path) -> None:
    path.write_bytes(b"nothing of ours" * 500)


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:8192])


def _other_body(path: Path) -> None:
    run(path, "UPDATE change SET body = replace(body, 'Fuel', 'Food')")


def _no_text(path: Path) -> None:
    run(path, "UPDATE change SET body = CAST(x'ff' AS TEXT) WHERE rowid = 3")


def _other_bytes(path: Path) -> None:
    run(path, f"UPDATE blob SET bytes = x'00' WHERE hash = '{sha256(SOURCE)}'")


@pytest.mark.parametrize("spoil", [_no_database, _cut, _other_body, _no_text, _other_bytes])
def test_a_kept_copy_that_is_damaged_is_a_sentence_and_nothing_changes(
    merged: ProjectFile, spoil: Callable[[Path], None]
) -> None:
    before, said = state(merged._db), merged.project.fingerprint
    spoil(kept_copy(merged))
    copy = str(kept_copy(merged))
    with pytest.raises(ProjectError) as error:
        merged.back_to_before_merge()
    assert error.value.id in {"project.damaged", "project.failed"}
    assert error.value.values["path"] == copy
    assert state(merged._db) == before
    assert merged.project.fingerprint == said
    assert not any(fault.damage for fault in merged.check())
    merged.commit(title("And on"), author(), "title")


def test_work_after_the_merge_ends_the_way_back(merged: ProjectFile) -> None:
    assert kept_copy(merged).is_relative_to(places.subfolder("merges"))
    merged.commit(title("And on"), author(), "title")
    assert merged.before_merge() is None
    before = state(merged._db)
    merged.back_to_before_merge()
    assert state(merged._db) == before


def test_a_merge_can_be_made_again_after_it_was_taken_back(
    merged: ProjectFile, theirs: ProjectFile
) -> None:
    said = merged.project.fingerprint
    merged.back_to_before_merge()
    assert merged.blob(sha256(ARTICLE)) == ARTICLE
    merge(merged, theirs.path)
    assert merged.project.fingerprint == said == theirs.project.fingerprint
    assert merged.blob(sha256(MORE)) == MORE
    merged.back_to_before_merge()
    assert merged.check() == []


def test_a_project_that_can_only_be_read_is_neither_merged_into_nor_erased_from(
    received: Path, opened: Opener, tmp_path: Path
) -> None:
    other = tmp_path / "other.sidelight"
    shutil.copy(received, other)
    newer(received)
    raw = received.read_bytes()
    file = opened(received)
    acts: list[Callable[[], object]] = [
        lambda: merge(file, other),
        lambda: _erased_document(file),
        file.back_to_before_merge,
        lambda: file.restore_bytes([MORE]),
        lambda: file.share(part(file.project, Choice()), copying.Target(tmp_path / "x")),
    ]
    for act in acts:
        with pytest.raises(ProjectError) as error:
            act()
        assert error.value.id == "project.newer"
    assert received.read_bytes() == raw
    assert not (tmp_path / "x").exists()
    assert list(places.subfolder("merges").iterdir()) == []
