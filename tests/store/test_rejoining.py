# SPDX-License-Identifier: AGPL-3.0-or-later
"""A file that another program replaced is made one with what is open, and nothing is lost."""

import shutil
from pathlib import Path

import pytest

from benchmarks.small_disk import SmallDisk
from sidelight.errors import ProjectError, Refused
from sidelight.store import lock
from sidelight.store.project_file import ProjectFile
from tests.store.conftest import Opener
from tests.store.making import HOLDER, add_document, author, make_project, sha256
from tests.store.test_unsaved import kept, stored, title, why

SOUND = b"a recording" * 3000


def test_the_two_become_one(own: Path, tmp_path: Path, opened: Opener) -> None:
    theirs = tmp_path / "theirs.sidelight"
    shutil.copy(own, theirs)
    with ProjectFile.open(theirs, holder=HOLDER) as colleague:
        colleague.commit(title("From a colleague"), author("b"), "title")
    file = kept(own, opened)
    file.commit(title("Saved before"), author(), "title")
    theirs.replace(own)
    file.commit(title("Not saved"), author(), "title")
    add_document(file, author(), SOUND, 3, "A recording")
    assert why(file) == (2, "project.replaced")
    file.rejoin()
    assert not bool(file.unsaved)
    assert file.check() == []
    assert {"From a colleague", "Saved before", "Not saved"} <= set(stored(own))
    assert file.blob(sha256(SOUND)) == SOUND
    file.commit(title("And on"), author(), "title")
    assert stored(own)[-1] == "And on"
    file.close()
    assert opened(own).project.title == "And on"


def test_another_project_in_its_place_is_left_alone(
    own: Path, tmp_path: Path, opened: Opener
) -> None:
    strange = make_project(tmp_path / "other.sidelight")
    before = strange.read_bytes()
    file = kept(own, opened)
    strange.replace(own)
    file.commit(title("Not saved"), author(), "title")
    with pytest.raises(Refused) as refused:
        file.rejoin()
    assert refused.value.id == "merge.unrelated"
    assert own.read_bytes() == before
    assert why(file) == (1, "project.replaced")
    assert file.project.title == "Not saved"


def test_a_file_that_could_not_be_joined_is_still_held(
    own: Path, tmp_path: Path, opened: Opener
) -> None:
    strange = make_project(tmp_path / "other.sidelight")
    file = kept(own, opened)
    strange.replace(own)
    file.commit(title("Not saved"), author(), "title")
    with pytest.raises(Refused):
        file.rejoin()
    assert lock.held(own)
    with pytest.raises(ProjectError) as busy:
        ProjectFile.open(own, holder=HOLDER)
    assert busy.value.id == "project.busy"
    file.close()
    assert not lock.held(own)


def test_one_that_is_back_as_another_is_still_held(
    own: Path, tmp_path: Path, opened: Opener
) -> None:
    away = tmp_path / "away.sidelight"
    file = kept(own, opened)
    own.rename(away)
    file.commit(title("Not saved"), author(), "title")
    make_project(tmp_path / "other.sidelight").replace(own)
    file.take_up()
    assert lock.held(own)


def test_one_that_cannot_be_written_at_its_old_place_is_still_held(
    disk: SmallDisk, opened: Opener
) -> None:
    path = make_project(disk.folder / "p.sidelight")
    file = kept(path, opened)
    path.unlink()
    file.commit(title("Not saved"), author(), "title")
    disk.fill(left=8192)
    with pytest.raises(ProjectError):
        file.save_elsewhere(path)
    assert lock.held(path)
    assert why(file)[0] == 1


def test_a_lock_that_another_took_meanwhile_stays_theirs(own: Path, opened: Opener) -> None:
    file = kept(own, opened)
    with file._let_go():
        other = lock.Lock.take(own, HOLDER)
    file.close()
    assert lock.held(own)
    other.release()
