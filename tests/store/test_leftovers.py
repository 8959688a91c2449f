# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a killed process left is removed at the next opening, and nothing that is not ours."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from sidelight.store import leftovers, places
from sidelight.store.leftovers import Passing, passing_file, passing_folder
from sidelight.store.project_file import ProjectFile
from tests.store.conftest import Opener
from tests.store.making import HOLDER

KILLED = """
import os, signal, sys
from pathlib import Path
from sidelight.store import places
from sidelight.store.leftovers import Passing
there = Path(sys.argv[1])
file, folder = Passing(there.parent, f".~{there.name}."), Passing(places.state_folder(), "intake-")
for passing in (file, folder):
    if passing.path.name.startswith("intake-"):
        passing.path.mkdir()
        (passing.path / "copy").write_bytes(b"half")
    else:
        passing.path.write_bytes(b"half")
        passing.path.with_name(passing.path.name + "-journal").write_bytes(b"half")
os.kill(os.getpid(), signal.SIGKILL)
"""


def notes() -> list[Path]:
    return list(places.subfolder("unfinished").iterdir())


def leave(beside: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(beside)], check=False)
    assert done.returncode == -signal.SIGKILL


def test_what_a_killed_process_left_goes_at_the_next_opening(own: Path, opened: Opener) -> None:
    leave(own)
    leave(own.with_name("a copy.sidelight"))
    assert len(list(own.parent.glob(".~*"))) == 4
    opened(own).close()
    assert list(own.parent.glob(".~*")) == []
    assert list(places.state_folder().glob("intake-*")) == []
    assert notes() == []


def test_what_only_looks_like_ours_stays(own: Path, opened: Opener) -> None:
    stranger = own.with_name(f".~{own.name}.0123abcd")
    stranger.write_bytes(b"somebody's")
    opened(own).close()
    assert stranger.read_bytes() == b"somebody's"


def test_what_a_living_process_makes_stays(own: Path, opened: Opener) -> None:
    with passing_file(own) as fresh, passing_folder() as folder:
        fresh.write_bytes(b"being made")
        opened(own).close()
        assert fresh.exists()
        assert folder.is_dir()
        assert len(notes()) == 2
    assert not fresh.exists()
    assert not folder.exists()
    assert notes() == []


@pytest.mark.parametrize(
    "other",
    [
        {"host": "another"},
        {"pid": "no number"},
        {"path": "zz"},
        {"path": None},
        {"pid": os.getpid()},
    ],
)
def test_a_note_that_says_too_little_removes_nothing(own: Path, other: dict[str, object]) -> None:
    value = {"path": os.fsencode(own).hex(), "host": socket.gethostname(), "pid": 1 << 22}
    note = places.subfolder("unfinished") / "note.json"
    note.write_text(json.dumps({**value, **other}), "utf-8")
    leftovers.clear()
    assert own.exists()
    assert note.exists()
    os.utime(note, (0, 0))
    leftovers.clear()
    assert own.exists()


@pytest.mark.parametrize("words", ["", "[1]", '{"path": "2f'])
def test_a_note_in_half_stays_for_a_while(words: str) -> None:
    note = places.subfolder("unfinished") / "note.json"
    note.write_text(words, "utf-8")
    leftovers.clear()
    assert note.exists()
    os.utime(note, (0, 0))
    leftovers.clear()
    assert not note.exists()


def test_a_note_in_half_of_a_dead_process_goes_at_once() -> None:
    dead = places.subfolder("unfinished") / f"{1 << 22}-0123.json"
    living = places.subfolder("unfinished") / f"{os.getpid()}-0123.json"
    for note in (dead, living):
        note.write_text('{"path": "2f', "utf-8")
    leftovers.clear()
    assert notes() == [living]


def test_a_note_waits_for_a_folder_that_is_away(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    leave(stick / "copy.sidelight")
    stick.rename(tmp_path / "away")
    leftovers.clear()
    assert len(notes()) == 1
    (tmp_path / "away").rename(stick)
    leftovers.clear()
    assert list(stick.iterdir()) == []


def test_a_link_is_removed_and_what_it_leads_to_stays(own: Path) -> None:
    passing = Passing(own.parent, ".~x.")
    passing.path.symlink_to(own)
    passing.end()
    assert own.exists()
    assert not passing.path.is_symlink()


def test_a_state_folder_that_takes_no_note_stops_nothing(
    own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leftovers, "subfolder", lambda _name: tmp_path / "absent")
    with ProjectFile.open(own, holder=HOLDER) as file:
        file.copy_to(tmp_path / "copy.sidelight")
    assert (tmp_path / "copy.sidelight").exists()


AT_THE_LOCK = """
import os, signal, sys
from pathlib import Path
from sidelight.store.project_file import Holder, ProjectFile
plain = os.write
def write(file, raw):
    if b'"pid"' in raw and sys.argv[2] == "before":
        os.kill(os.getpid(), signal.SIGKILL)
    done = plain(file, raw)
    if b'"pid"' in raw:
        os.kill(os.getpid(), signal.SIGKILL)
    return done
os.write = write
ProjectFile.open(Path(sys.argv[1]), holder=Holder("Ann", "here", "command"))
"""


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_kill_while_the_lock_is_written_holds_nobody_up(
    own: Path, opened: Opener, moment: str
) -> None:
    done = subprocess.run([sys.executable, "-c", AT_THE_LOCK, str(own), moment], check=False)
    assert done.returncode == -signal.SIGKILL
    assert not own.with_name(f".~lock.{own.name}#").exists()
    opened(own).close()
    assert [path.name for path in own.parent.iterdir()] == [own.name]
    assert notes() == []
