# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a program could not save survives its end, and goes in at the next opening."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.small_disk import SmallDisk
from sidelight.store import places
from sidelight.store.project_file import ProjectFile
from tests.store.conftest import Opener
from tests.store.making import TITLE, author, make_project, numbered, sha256
from tests.store.test_unsaved import SOUND, kept, rescue_files, stored, title


def test_a_killed_program_leaves_what_it_could_not_save_for_the_next(
    own: Path, opened: Opener, tmp_path: Path
) -> None:
    script = (
        "import sys\nfrom pathlib import Path\n"
        "from tests.store.making import *\n"
        "from tests.store.test_unsaved import title, SOUND\n"
        "file = ProjectFile.open(Path(sys.argv[1]), holder=HOLDER)\n"
        "file.keeps = True\n"
        "Path(sys.argv[1]).rename(sys.argv[2])\n"
        "ann = author('a')\n"
        "print(file.commit(title('One'), ann, 'Retitle').id)\n"
        "add_document(file, ann, SOUND, 3, 'The recording')\n"
        "print(file.unsaved.kept, flush=True)\nsys.stdin.read()\n"
    )
    command = [sys.executable, "-c", script, str(own), str(tmp_path / "away")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=Path.cwd()
    ) as child:
        assert child.stdout is not None
        first = child.stdout.readline().strip()
        assert child.stdout.readline().strip() == "True"
        # while it runs they are its own
        (tmp_path / "away").rename(own)
        with sqlite3.connect(own) as reader:
            assert reader.execute("SELECT 1").fetchall()
        child.send_signal(signal.SIGKILL)
    file = kept(own, opened)
    file.find_rescued()
    assert file.rescued is not None
    assert len(file.rescued.changes) == 2
    assert file.rescued.made_at >= file.project.log.order[-1].made_at
    file.add_rescued()
    assert first in file.project.log.changes
    assert file.blob(sha256(SOUND)) == SOUND
    assert stored(own) == [TITLE, "One"]
    assert file.check() == []
    assert rescue_files() == []
    assert file.rescued is None


def left_behind(own: Path, opened: Opener) -> ProjectFile:
    """Close a project with one change unsaved, and its file back in its place."""
    file = kept(own, opened)
    own.rename(own.with_name("away"))
    file.commit(title("One"), author("a"), "Retitle", blobs=[SOUND])
    file.close()
    own.with_name("away").rename(own)
    return file


def test_what_was_closed_unsaved_is_offered_until_it_is_thrown_away(
    own: Path, opened: Opener
) -> None:
    left_behind(own, opened)
    for _time in range(2):
        file = opened(own)
        file.find_rescued()
        assert file.rescued is not None
        file.close()
    file = opened(own)
    file.find_rescued()
    file.forget_rescued()
    assert rescue_files() == []
    file.find_rescued()
    assert file.rescued is None


def test_what_is_in_the_file_already_is_not_offered(own: Path, opened: Opener) -> None:
    left_behind(own, opened)
    files = {file: file.read_bytes() for file in rescue_files()}
    file = opened(own)
    file.find_rescued()
    file.add_rescued()
    for path, data in files.items():
        path.write_bytes(data)
    file.find_rescued()
    assert file.rescued is None
    assert rescue_files() == []


def test_a_copy_and_another_project_are_not_offered_what_is_not_theirs(
    own: Path, opened: Opener, tmp_path: Path
) -> None:
    shutil.copy(own, tmp_path / "copy.sidelight")
    left_behind(own, opened)
    for path in (tmp_path / "copy.sidelight", make_project(tmp_path / "other.sidelight")):
        file = opened(path)
        file.find_rescued()
        assert file.rescued is None
    # the one that was moved is
    moved = own.rename(tmp_path / "moved.sidelight")
    file = opened(moved)
    file.find_rescued()
    assert file.rescued is not None


@pytest.mark.parametrize("ruin", [b"", b"{}\n", b"no JSON", None])
def test_a_ruined_rescue_file_is_left_alone(own: Path, opened: Opener, ruin: bytes | None) -> None:
    left_behind(own, opened)
    (path,) = rescue_files()
    data = path.read_bytes()
    path.write_bytes(data.replace(b'"One"', b'"Two"') if ruin is None else ruin)
    if ruin is None:
        path.write_bytes(path.read_bytes().replace(b"One", b"Two"))
    file = opened(own)
    file.find_rescued()
    assert file.rescued is None
    assert rescue_files() == [path]


def test_where_the_state_folder_is_full_too_the_changes_wait_in_memory(
    disk: SmallDisk, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(disk.folder / "state"))
    path = make_project(disk.folder / "p.sidelight")
    file = kept(path, opened)
    disk.fill()
    file.commit(title("One"), author("a"), "Retitle")
    waiting = file.unsaved
    assert waiting is not None
    assert not waiting.kept
    disk.free()
    file.retry()
    assert stored(path) == [TITLE, "One"]
    assert list(places.subfolder("unsaved").iterdir()) == []


def test_undoing_and_closing_leave_the_numbers_of_rescue_files_in_order(
    own: Path, opened: Opener
) -> None:
    file, ann = kept(own, opened), author("a")
    own.rename(own.with_name("away"))
    changes = [file.commit(title(f"{n}"), ann, "Retitle") for n in range(12)]
    ids = [json.loads(p.read_bytes().splitlines()[-1])["change"] for p in rescue_files()]
    assert ids == [change.id for change in changes]
    assert all(p.stat().st_mode & 0o077 == 0 for p in rescue_files())
    assert os.path.lexists(own) is False
    assert numbered("a") in rescue_files()[0].read_text("utf-8")


def test_an_unusable_state_folder_keeps_no_project_from_opening(
    own: Path, opened: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = opened(own)
    monkeypatch.setenv("XDG_STATE_HOME", "/proc/nowhere")
    file.find_rescued()
    assert file.rescued is None
