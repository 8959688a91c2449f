# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is made one with the file in its place: bytes from memory and from the old file, as far as
they are sound; a file that cannot be joined stays as it is."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sidelight.errors import ProjectError, SidelightError
from sidelight.model.project import Project
from sidelight.store import blobs, log_rows, merging
from sidelight.store.project_file import ProjectFile
from sidelight.store.rejoining import Held
from tests.store.conftest import Opener
from tests.store.exchanges import file_of
from tests.store.hostile_case import flip, run
from tests.store.making import ARTICLE, HOLDER, SOURCE, add_document, author, sha256
from tests.store.test_opening import newer
from tests.store.test_unsaved import kept, stored, title, why

MEMORY = {sha256(data): data for data in (b"", b"short", bytes(blobs.PART + 5))}


def whole(held: Held, name: str) -> bytes | None:
    """The bytes that the parts of a hash come to; None where there are none."""
    rows = list(held.parts(name))
    assert [(hash_, part) for hash_, part, _data in rows] == [(name, n) for n in range(len(rows))]
    assert all(len(data) == blobs.PART for _hash, _part, data in rows[:-1])
    return b"".join(data for _hash, _part, data in rows) if rows else None


def test_bytes_come_from_memory_and_from_the_old_file(ours: Path, opened: Opener) -> None:
    held = Held(MEMORY, opened(ours)._connection)
    assert held.hashes() == {*MEMORY, sha256(ARTICLE), sha256(SOURCE)}
    for data in (ARTICLE, SOURCE, *MEMORY.values()):
        assert whole(held, sha256(data)) == data
    assert whole(held, "0" * 64) is None


def test_bytes_that_the_old_file_has_no_more_are_not_given(ours: Path, opened: Opener) -> None:
    file = opened(ours)
    run(ours, f"UPDATE blob SET bytes = x'00' WHERE hash = '{sha256(SOURCE)}'")
    held = Held(MEMORY, file._connection)
    assert whole(held, sha256(SOURCE)) is None
    assert whole(held, sha256(ARTICLE)) == ARTICLE
    file.close()
    assert held.hashes() == MEMORY.keys()
    assert whole(held, sha256(ARTICLE)) is None
    assert whole(held, sha256(b"")) == b""


def test_bytes_in_memory_are_written_with_what_names_them(ours: Path, opened: Opener) -> None:
    file = opened(ours)
    named = file.project.log.rows()
    with file_of([]) as (db, empty, _folder):
        merged = Project(named.values())
        with db.atomic():
            merging.write(db, empty, merged, [Held({sha256(SOURCE): SOURCE}, db.conn)])
        assert blobs.get(db, sha256(SOURCE)) == SOURCE
        assert blobs.absent(db) == {sha256(ARTICLE)}
        assert {row.id for row in log_rows.read(db)} == named.keys()


def _damaged(path: Path) -> None:
    flip(path, path.read_bytes().index(ARTICLE[5000:5020]))


def _no_project(path: Path) -> None:
    path.write_bytes(b"minutes")


def _gone(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("spoil", [_damaged, _no_project, _gone, newer])
def test_a_file_that_cannot_be_joined_stays_and_what_waits_still_does(
    ours: Path, tmp_path: Path, opened: Opener, spoil: Callable[[Path], None]
) -> None:
    theirs = tmp_path / "theirs.sidelight"
    shutil.copy(ours, theirs)
    file = kept(ours, opened)
    spoil(theirs)
    ours.unlink()
    if theirs.exists():
        theirs.replace(ours)
    raw = ours.read_bytes() if ours.exists() else None
    file.commit(title("Not saved"), author(), "title")
    waiting = why(file)
    with pytest.raises(SidelightError):
        file.rejoin()
    assert (ours.read_bytes() if ours.exists() else None) == raw
    assert why(file) == waiting
    assert file.project.title == "Not saved"


def test_a_file_that_somebody_has_open_is_not_joined(
    ours: Path, tmp_path: Path, opened: Opener
) -> None:
    theirs = tmp_path / "theirs.sidelight"
    shutil.copy(ours, theirs)
    file = kept(ours, opened)
    theirs.replace(ours)
    file.commit(title("Not saved"), author(), "title")
    assert file._opened.lock is not None
    file._opened.lock.release()
    with ProjectFile.open(ours, holder=HOLDER):
        with pytest.raises(ProjectError) as error:
            file.rejoin()
        assert error.value.id == "project.busy"
    file.rejoin()
    assert file.unsaved is None
    assert stored(ours)[-1] == "Not saved"


def test_joining_can_be_taken_back_like_any_merge(
    ours: Path, tmp_path: Path, opened: Opener
) -> None:
    theirs = tmp_path / "theirs.sidelight"
    shutil.copy(ours, theirs)
    file = kept(ours, opened)
    theirs.replace(ours)
    add_document(file, author(), b"", 3, "Empty")
    add_document(file, author(), b"a recording", 4, "A recording")
    file.rejoin()
    assert file.check() == []
    assert file.blob(sha256(b"")) == b""
    file.back_to_before_merge()
    assert [document.number for document in file.project.documents()] == [1, 2]
    assert file.check() == []
