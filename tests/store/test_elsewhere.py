# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project whose place is lost is saved, whole, at another one, and worked on there."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.small_disk import SmallDisk, small_disk
from sidelight.errors import ProjectError
from sidelight.model.change import Change, Setting
from sidelight.store import projection, trust
from sidelight.store.connection import connect
from sidelight.store.project_file import ProjectFile
from tests.store.conftest import Opener
from tests.store.making import ARTICLE, HOLDER, SOURCE, author, make_project, sha256
from tests.store.test_lock import leave
from tests.store.test_unsaved import SOUND, kept, rescue_files, title


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "stick", 1 << 20) as made:
        yield made


def with_unsaved(path: Path, opened: Opener) -> ProjectFile:
    """A project that was moved away while it was open, with an act that waits."""
    file = kept(path, opened)
    path.rename(path.with_name("away"))
    file.commit(title("One"), author("a"), "Retitle", blobs=[SOUND])
    return file


def locks(folder: Path) -> list[str]:
    return [p.name for p in folder.iterdir() if p.name.startswith(".~lock")]


def test_all_is_there_and_work_goes_on_there(own: Path, opened: Opener, tmp_path: Path) -> None:
    file = with_unsaved(own, opened)
    target = tmp_path / "saved.sidelight"
    project = file.project
    assert file.save_elsewhere(target) == []
    assert (file.path, file.unsaved, file.project) == (target, None, project)
    assert rescue_files() == []
    assert locks(tmp_path) == [".~lock.saved.sidelight#"]
    file.commit(title("Two"), author("a"), "Retitle")
    assert file.blob(sha256(ARTICLE)) == ARTICLE
    assert file.check() == []
    file.close()
    again = opened(target)
    assert projection.rows(again.project) == projection.rows(project)
    assert again.blob(sha256(SOUND)) == SOUND
    assert {p.name for p in tmp_path.iterdir()} == {"saved.sidelight", "away", locks(tmp_path)[0]}


def test_it_may_go_back_to_its_own_place(own: Path, opened: Opener) -> None:
    file = with_unsaved(own, opened)
    file.save_elsewhere(own)
    file.commit(title("Two"), author("a"), "Retitle")
    assert file.unsaved is None
    assert len(locks(own.parent)) == 1


def test_a_name_that_is_taken_leaves_all_as_it_was(
    own: Path, opened: Opener, tmp_path: Path
) -> None:
    file = with_unsaved(own, opened)
    theirs = make_project(tmp_path / "theirs").rename(own)
    before = theirs.read_bytes()
    for target in (theirs, tmp_path / "absent" / "p.sidelight"):
        with pytest.raises(ProjectError):
            file.save_elsewhere(target)
        assert file.unsaved is not None
        assert file.path == own
    assert theirs.read_bytes() == before
    assert locks(tmp_path) == [".~lock.own.sidelight#"]


def test_a_place_without_room_gets_nothing(own: Path, opened: Opener, stick: SmallDisk) -> None:
    file = with_unsaved(own, opened)
    stick.fill(300_000)
    with pytest.raises(ProjectError) as error:
        file.save_elsewhere(stick.folder / "p.sidelight")
    assert error.value.id in {"project.disk_full", "project.failed"}
    assert [p.name for p in stick.folder.iterdir() if p.name != ".filler"] == []
    assert file.unsaved is not None
    file.commit([Setting("project", "project", "title", "Two")], author("a"), "Retitle")
    assert file.project.title == "Two"


def test_documents_that_cannot_be_read_any_more_are_named(
    own: Path, opened: Opener, tmp_path: Path
) -> None:
    with connect(own) as db:
        db.execute("UPDATE blob SET bytes = x'00' WHERE hash = ?", (sha256(SOURCE),))
    db.close()
    remember(own)
    file = kept(own, opened)
    target = tmp_path / "saved.sidelight"
    assert file.save_elsewhere(target) == ["The treaty"]
    assert [f.where for f in file.check()] == [sha256(SOURCE)]
    assert file.blob(sha256(ARTICLE)) == ARTICLE


def remember(path: Path) -> None:
    """Note that a file is as we left it, as if the disk had changed it by itself."""
    db = connect(path, read_only=True)
    bodies = db.execute("SELECT body FROM change").fetchall()
    db.close()
    changes = [Change.from_body(body.encode()) for (body,) in bodies]
    heads = {c.id for c in changes} - {head for c in changes for head in c.heads}
    trust.remember(path, len(changes), heads)


def test_a_copy_holds_what_waits_too(own: Path, opened: Opener, tmp_path: Path) -> None:
    file = with_unsaved(own, opened)
    file.copy_to(tmp_path / "copy.sidelight")
    assert file.unsaved is not None
    copy = opened(tmp_path / "copy.sidelight")
    assert copy.project.title == "One"
    assert copy.blob(sha256(SOUND)) == SOUND
    assert copy.blob(sha256(ARTICLE)) == ARTICLE
    with pytest.raises(ProjectError):
        file.copy_to(tmp_path / "copy.sidelight")


def test_a_project_in_a_place_that_is_only_read_is_saved_elsewhere(
    opened: Opener, stick: SmallDisk, tmp_path: Path
) -> None:
    small = stick.folder / "p.sidelight"
    with ProjectFile.create(small, "Small", author("a"), holder=HOLDER) as made:
        made.commit([], author("a"), "", blobs=[SOUND])
    with stick.read_only() as only_read:
        file = opened(small)
        assert file.read_only == only_read
        assert file.save_elsewhere(tmp_path / "saved.sidelight") == []
        assert not file.read_only
        file.commit(title("One"), author("a"), "Retitle")
        assert file.blob(sha256(SOUND)) == SOUND
        file.close()


def test_a_dead_holders_lock_in_a_place_that_is_only_read_is_no_holder(
    opened: Opener, stick: SmallDisk
) -> None:
    small = stick.folder / "p.sidelight"
    ProjectFile.create(small, "Small", author("a"), holder=HOLDER).close()
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait()
    leave(small, pid=gone.pid, started="")
    with stick.read_only() as only_read:
        file = opened(small)
        assert file.read_only == only_read
        assert not only_read or (file.notice and file.notice.id == "project.read_only")
        file.close()
