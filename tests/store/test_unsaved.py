# SPDX-License-Identifier: AGPL-3.0-or-later
"""What cannot be saved for its surroundings waits, in order, and survives the program's end."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from benchmarks.small_disk import SmallDisk
from sidelight.errors import ProjectError
from sidelight.model.change import Setting
from sidelight.store import places, projection, trust
from sidelight.store.project_file import ProjectFile
from tests.store.conftest import Opener
from tests.store.making import (
    ARTICLE,
    HOLDER,
    TITLE,
    add_document,
    author,
    judge,
    make_project,
    sha256,
)

SOUND = b"a recording, in short" * 2000


def title(text: str) -> list[Setting]:
    return [Setting("project", "project", "title", text)]


def kept(path: Path, opened: Opener) -> ProjectFile:
    """A project as the window opens it."""
    file = opened(path)
    file.keeps = True
    return file


def why(file: ProjectFile) -> tuple[int, str]:
    """How many changes wait, and the id of the reason."""
    assert file.unsaved is not None
    return file.unsaved.count, file.unsaved.error.id


def rescue_files() -> list[Path]:
    return sorted(places.subfolder("unsaved").iterdir())


def stored(path: Path) -> list[str]:
    """The titles that are on disk, oldest first."""
    reader = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    bodies = [json.loads(row[0]) for row in reader.execute("SELECT body FROM change")]
    reader.close()
    return [
        s[3] for body in bodies for s in body["sets"] if s[:3] == ["project", "project", "title"]
    ]


def test_on_a_full_disk_acts_wait_and_are_saved_together_in_order(
    disk: SmallDisk, opened: Opener
) -> None:
    path = make_project(disk.folder / "p.sidelight")
    file, ann = kept(path, opened), author("a")
    disk.fill()
    first = file.commit(title("One"), ann, "Retitle")
    add_document(file, ann, SOUND, 3, "The recording")
    judge(file, ann, file.project.claims()[1].id, "disputed", "Heard otherwise.")
    assert why(file)[0] == 3
    assert why(file)[1] in {"project.disk_full", "project.failed"}
    assert file.project.title == "One"
    assert file.blob(sha256(SOUND)) == SOUND
    assert file.has_blob(sha256(SOUND))
    assert stored(path) == [TITLE]
    file.retry()
    assert why(file)[0] == 3
    disk.free()
    file.commit(title("Two"), ann, "Retitle")
    assert file.unsaved is None
    assert stored(path) == [TITLE, "One", "Two"]
    assert file.check() == []
    assert rescue_files() == []
    assert first.id in file.project.log.changes
    file.close()
    again = opened(path)
    assert projection.rows(again.project) == projection.rows(file.project)
    assert again.blob(sha256(SOUND)) == SOUND


@pytest.mark.parametrize("left", [0, 1 << 12, 1 << 14, 1 << 16, 1 << 18, 1 << 19])
def test_a_disk_that_fills_up_within_an_act_is_no_other_programs_change(
    disk: SmallDisk, opened: Opener, left: int
) -> None:
    path = make_project(disk.folder / "p.sidelight")
    file, ann = kept(path, opened), author("a")
    disk.fill(left)
    file.commit(title("New"), ann, "Retitle", blobs=[ARTICLE[:1_000_000]])
    assert why(file)[1] in {"project.disk_full", "project.failed"}
    disk.free()
    file.retry()
    assert file.unsaved is None
    assert stored(path) == [TITLE, "New"]
    assert [p.name for p in disk.folder.iterdir() if not p.name.startswith(".~lock")] == [path.name]


def test_without_a_window_the_error_is_told_and_nothing_changes(
    disk: SmallDisk, opened: Opener
) -> None:
    path = make_project(disk.folder / "p.sidelight")
    file = opened(path)
    disk.fill()
    with pytest.raises(ProjectError):
        file.commit(title("New"), author(), "Retitle", blobs=[SOUND])
    assert file.unsaved is None
    assert file.project.title == TITLE
    assert rescue_files() == []
    disk.free()
    file.commit(title("New"), author(), "Retitle")


def test_an_act_that_no_change_can_hold_is_refused_while_others_wait(
    own: Path, opened: Opener, tmp_path: Path
) -> None:
    file, ann = kept(own, opened), author("a")
    own.rename(tmp_path / "away")
    file.commit(title("One"), ann, "Retitle")
    with pytest.raises(ValueError, match=r".*"):
        file.commit(title("\ud800"), ann, "Retitle")
    assert why(file) == (1, "project.gone")
    assert file.project.title == "One"


def test_a_folder_that_comes_back_is_written_to(tmp_path: Path, opened: Opener) -> None:
    folder = tmp_path / "drive"
    folder.mkdir()
    path = make_project(folder / "p.sidelight")
    file = kept(path, opened)
    folder.rename(tmp_path / "elsewhere")
    file.commit(title("One"), author("a"), "Retitle")
    assert why(file) == (1, "project.gone")
    assert file.blob(sha256(ARTICLE)) == ARTICLE
    (tmp_path / "elsewhere").rename(folder)
    file.retry()
    assert file.unsaved is None
    assert stored(path) == [TITLE, "One"]


def test_a_file_renamed_and_renamed_back_is_the_same(own: Path, opened: Opener) -> None:
    file = kept(own, opened)
    own.rename(own.with_name("away"))
    own.with_name("away").rename(own)
    own.chmod(0o640)
    file.commit(title("One"), author("a"), "Retitle")
    assert file.unsaved is None
    assert stored(own) == [TITLE, "One"]


def test_a_file_that_comes_back_on_another_drive_as_it_was_is_taken_up_again(
    own: Path, opened: Opener, tmp_path: Path
) -> None:
    file = kept(own, opened)
    shutil.copy2(own, tmp_path / "same")
    own.unlink()
    file.commit(title("One"), author("a"), "Retitle")
    (tmp_path / "same").rename(own)
    file.commit(title("Two"), author("a"), "Retitle")
    assert why(file) == (2, "project.replaced")
    file.take_up()
    assert file.unsaved is None
    assert stored(own) == [TITLE, "One", "Two"]
    assert file.check() == []
    file.commit(title("Three"), author("a"), "Retitle")
    assert file.unsaved is None


def test_a_colleagues_file_in_its_place_is_never_touched(
    own: Path, opened: Opener, tmp_path: Path
) -> None:
    theirs = tmp_path / "theirs.sidelight"
    shutil.copy(own, theirs)
    with ProjectFile.open(theirs, holder=HOLDER) as colleague:
        colleague.commit(title("Theirs"), author("b"), "Retitle")
    file = kept(own, opened)
    before = theirs.read_bytes()
    subprocess.run(["mv", str(theirs), str(own)], check=True)
    file.commit(title("Mine"), author("a"), "Retitle")
    file.take_up()
    assert why(file) == (1, "project.replaced")
    assert own.read_bytes() == before


def test_a_write_of_another_program_is_never_written_over(own: Path, opened: Opener) -> None:
    file = kept(own, opened)
    sql = "UPDATE claim SET quote = 'other words'"
    script = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute(sys.argv[2]); c.commit()"
    )
    subprocess.run([sys.executable, "-c", script, str(own), sql], check=True)
    before = own.read_bytes()
    file.commit(title("Mine"), author("a"), "Retitle")
    assert why(file) == (1, "project.changed")
    assert own.read_bytes() == before


def test_another_program_that_is_just_writing_is_waited_for(own: Path, opened: Opener) -> None:
    file = kept(own, opened)
    other = sqlite3.connect(own, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    file._connection.execute("PRAGMA busy_timeout = 50")
    file.commit(title("Mine"), author("a"), "Retitle")
    assert why(file) == (1, "project.failed")
    other.execute("ROLLBACK")
    other.close()
    file.retry()
    assert file.unsaved is None
    assert stored(own) == [TITLE, "Mine"]


def half_written(path: Path) -> None:
    """Kill a process in the middle of writing to a copy: its journal is hot."""
    script = (
        "import os, sqlite3, sys\nother = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "other.execute('PRAGMA cache_size = 1')\nother.execute('BEGIN IMMEDIATE')\n"
        "other.execute('UPDATE blob SET bytes = zeroblob(length(bytes))')\n"
        "os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    assert trust.beside(path, "-journal").stat().st_size > 0


def test_another_files_journal_is_neither_played_into_ours_nor_removed(
    own: Path, opened: Opener, tmp_path: Path
) -> None:
    theirs = tmp_path / "theirs.sidelight"
    shutil.copy(own, theirs)
    file = kept(own, opened)
    own.rename(tmp_path / "away")
    before = (tmp_path / "away").read_bytes()
    half_written(theirs)
    journal = trust.beside(own, "-journal")
    trust.beside(theirs, "-journal").rename(journal)
    theirs.rename(own)
    hot = journal.read_bytes()
    for read in (
        lambda: file.blob(sha256(ARTICLE)),
        lambda: file.has_blob(sha256(ARTICLE)),
        lambda: file.copy_to(tmp_path / "copy.sidelight"),
        lambda: file.save_elsewhere(tmp_path / "saved.sidelight"),
    ):
        with pytest.raises(ProjectError) as error:
            read()
        assert error.value.id == "project.replaced"
    file.commit(title("Mine"), author("a"), "Retitle")
    file.look_further()
    assert why(file) == (1, "project.replaced")
    assert journal.read_bytes() == hot
    assert (tmp_path / "away").read_bytes() == before
    # their program is started again, and done
    sqlite3.connect(own).execute("SELECT COUNT(*) FROM change").connection.close()
    assert not journal.exists()
    assert file.blob(sha256(ARTICLE)) == ARTICLE
    assert file.save_elsewhere(tmp_path / "saved.sidelight") == []
    assert file.check() == []


def test_what_another_program_wrote_into_the_tables_alone_is_written_anew_on_wish(
    own: Path, opened: Opener
) -> None:
    file = kept(own, opened)
    with sqlite3.connect(own) as other:
        other.execute("UPDATE claim SET quote = 'other words'")
    other.close()
    file.commit(title("Mine"), author("a"), "Retitle")
    assert why(file) == (1, "project.changed")
    file.take_up()
    assert file.unsaved is None
    assert stored(own) == [TITLE, "Mine"]
    assert file.check() == []


@contextmanager
def closed_folder(folder: Path) -> Iterator[bool]:
    """Let nothing be made in a folder, by root either; tells whether that could be had."""
    close, reopen = ["chmod", "a-w"], ["chmod", "u+w"]
    if os.geteuid() == 0:
        close, reopen = ["chattr", "+i"], ["chattr", "-i"]
    closed = subprocess.run([*close, str(folder)], check=False).returncode == 0
    try:
        yield closed
    finally:
        subprocess.run([*reopen, str(folder)], check=closed)


def test_a_place_that_takes_no_more_writing_is_waited_for(tmp_path: Path, opened: Opener) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    path = make_project(folder / "p.sidelight")
    file = kept(path, opened)
    with closed_folder(folder) as closed:
        file.commit(title("One"), author("a"), "Retitle")
        assert not closed or why(file) == (1, "project.read_only")
        file.take_up()
        assert not closed or why(file) == (1, "project.read_only")
    file.retry()
    assert stored(path) == [TITLE, "One"]


def test_a_drive_that_is_pulled_out_is_waited_for(disk: SmallDisk, opened: Opener) -> None:
    path = make_project(disk.folder / "p.sidelight")
    file = kept(path, opened)
    with disk.pulled_out() as pulled:
        file.commit(title("One"), author("a"), "Retitle")
        assert not pulled or why(file) == (1, "project.gone")
        file.take_up()
        assert not pulled or why(file) == (1, "project.gone")
    file.take_up()
    assert file.unsaved is None
    assert stored(path) == [TITLE, "One"]
