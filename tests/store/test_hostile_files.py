# SPDX-License-Identifier: AGPL-3.0-or-later
"""Each hostile or damaged file ends in its sentence or opens clean, and nothing else is touched."""

import sqlite3
from pathlib import Path

import pytest

from sidelight.errors import SidelightError
from sidelight.store import places
from sidelight.store.project_file import ProjectFile
from tests.store.hostile import CASES
from tests.store.hostile_beside import interrupted
from tests.store.making import ARTICLE, HOLDER, TITLE, sha256

# What SQLite would read as the list of journals that belong to it, and then delete.
VICTIM = b"none-of-these-journals\0is-there\0"


@pytest.fixture
def victim(tmp_path: Path) -> Path:
    path = tmp_path / "elsewhere" / "precious"
    path.parent.mkdir()
    path.write_bytes(VICTIM)
    return path


def outcome(path: Path) -> str:
    """Open a file and read all of it; return the id of the sentence it ends in, or ""."""
    try:
        file = ProjectFile.open(path, holder=HOLDER)
    except SidelightError as error:
        return error.id if str(error) else "no sentence"
    with file:
        assert file.project.title in {TITLE, "Out of the log"}
        # forged ancestors are named, as any that a file lacks
        damage = {fault.what for fault in file.check() if fault.damage}
        assert file.read_only or damage <= {"an earlier change is missing"}
        return file.notice.id if file.notice else ""


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 200


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_file_does_no_harm(name: str, received: Path, victim: Path) -> None:
    make, ends = CASES[name]
    make(received, victim)
    readable = received.is_file() and not received.is_symlink()
    raw = received.read_bytes() if readable else b""
    end = outcome(received)
    assert end in ends
    assert victim.read_bytes() == VICTIM
    assert list(victim.parent.iterdir()) == [victim]
    assert not list(places.state_folder().glob("intake-*"))
    if end and readable:
        assert received.read_bytes() == raw
    names = {path.name.removeprefix(received.name) for path in received.parent.iterdir()}
    assert names - {"elsewhere"} <= {"", "-journal", "-wal"}


def test_what_stands_in_a_log_beside_is_not_lost(received: Path, victim: Path) -> None:
    CASES["write_ahead_log"][0](received, victim)
    with ProjectFile.open(received, holder=HOLDER) as file:
        assert len(file.project.log.changes) == 12
        assert (
            file.project.log.entries(("project", "project"), "title")[0].value == "Out of the log"
        )
    assert [path for path in received.parent.iterdir() if path.is_file()] == [received]


def test_a_refused_file_can_be_tried_again(received: Path, victim: Path) -> None:
    make, ends = CASES["trigger"]
    make(received, victim)
    assert outcome(received) == outcome(received)
    assert outcome(received) in ends


def test_an_act_that_was_stopped_half_way_is_rolled_back(received: Path) -> None:
    before = interrupted(received)
    with sqlite3.connect(":memory:") as old:
        old.deserialize(before)
        rows = old.execute("SELECT id, body FROM change ORDER BY rowid").fetchall()
    old.close()
    with ProjectFile.open(received, holder=HOLDER) as file:
        assert [(c.id, c.body.decode()) for c in file.project.log.order] == rows
        assert file.check() == []
    assert not received.with_name(f"{received.name}-journal").exists()


@pytest.mark.parametrize("name", ["newer_with_other_tables", "format_to_come"])
def test_a_newer_file_keeps_its_bytes(name: str, received: Path, victim: Path) -> None:
    CASES[name][0](received, victim)
    raw = received.read_bytes()
    with ProjectFile.open(received, holder=HOLDER) as file:
        assert file.read_only
        assert len(file.project.log.changes) == 11
        assert file.blob(sha256(ARTICLE)) == ARTICLE
    assert received.read_bytes() == raw
