# SPDX-License-Identifier: AGPL-3.0-or-later
"""The survey of a file as it stands: it finds what opening mends or refuses, and mends nothing."""

import os
import shutil
from pathlib import Path

import pytest

from sidelight.errors import ProjectError
from sidelight.store.checking import Fault
from sidelight.store.project_file import ProjectFile
from sidelight.store.survey import survey
from tests.store.hostile import CASES, DAMAGED, HOSTILE, NOT_OURS, run
from tests.store.making import ARTICLE, HOLDER, SOURCE, sha256


def test_a_sound_file_has_no_faults(own: Path, received: Path) -> None:
    before = received.stat()
    assert survey(own) == survey(received) == []
    assert received.stat() == before or received.stat().st_ino == before.st_ino


@pytest.mark.parametrize(
    ("sql", "fault"),
    [
        ("DELETE FROM claim_report", Fault("2 rows differ from the log", "claim_report")),
        ("UPDATE verdict SET verdict = 'x'", Fault("4 rows differ from the log", "verdict")),
        ("DELETE FROM note", Fault("1 row differs from the log", "note")),
        ("CREATE VIEW v AS SELECT 1", Fault("its tables are not those of a project", "schema")),
        (
            "UPDATE blob SET bytes = x'00' WHERE part = 2",
            Fault("bytes are not those of their hash", sha256(ARTICLE)),
        ),
        (
            f"DELETE FROM blob WHERE hash = '{sha256(SOURCE)}'",
            Fault("the bytes of a document are missing", sha256(SOURCE)),
        ),
    ],
)
def test_what_another_program_did_is_found_and_left(own: Path, sql: str, fault: Fault) -> None:
    run(own, sql)
    raw = own.read_bytes()
    assert survey(own) == [fault]
    assert own.read_bytes() == raw
    assert list(own.parent.iterdir()) == [own]


def test_a_changed_change_and_what_follows_from_it_are_found(own: Path) -> None:
    run(own, "UPDATE change SET body = replace(body, 'Ask.', 'Task.')")
    found = survey(own)
    assert found[0].what == "a change is not as it was written"
    assert {fault.where for fault in found[1:]} == {"note", "history", "claim_report"}


def test_what_rebuilding_mends_is_whole_afterwards(own: Path) -> None:
    run(own, "DELETE FROM claim_report")
    assert survey(own)
    with ProjectFile.open(own, holder=HOLDER) as file:
        file.rebuild()
    assert survey(own) == []


def test_a_file_of_ours_that_lost_its_head_is_damaged(own: Path) -> None:
    with own.open("r+b") as file:
        file.write(b"\0" * 100)
    assert [fault.where for fault in survey(own)] == ["file"]


def test_what_never_was_ours_is_not(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear editor", "ascii")
    with pytest.raises(ProjectError) as error:
        survey(tmp_path / "letter")
    assert error.value.id == "project.not_ours"
    with pytest.raises(ProjectError) as error:
        survey(tmp_path / "absent")
    assert error.value.id == "project.missing"


def test_a_file_that_is_open_is_not_surveyed(own: Path) -> None:
    with ProjectFile.open(own, holder=HOLDER):
        with pytest.raises(ProjectError) as error:
            survey(own)
        assert error.value.id == "project.busy"


def test_a_newer_file_is_not_blamed_for_its_tables(received: Path) -> None:
    run(received, "PRAGMA user_version = 9", "DROP TABLE note", "CREATE TABLE aura (x)")
    assert [fault for fault in survey(received) if fault.where != "file"] == []


@pytest.mark.parametrize(
    "name", [name for name, (_make, ends) in CASES.items() if ends & {DAMAGED, HOSTILE}]
)
def test_what_is_refused_is_found_faulty(name: str, received: Path, tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_bytes(b"precious")
    make, ends = CASES[name]
    make(received, victim)
    raw = received.read_bytes()
    try:
        found = survey(received)
    except ProjectError as error:
        assert error.id in ends | {NOT_OURS}  # noqa: PT017 - either way is right
        return
    assert found or "" in ends
    assert received.read_bytes() == raw
    assert victim.read_bytes() == b"precious"


def test_a_hot_journal_is_rolled_back_in_the_copy_only(own: Path, tmp_path: Path) -> None:
    script = (
        "import os, sqlite3, sys\n"
        "db = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "db.execute('PRAGMA cache_size = 1')\n"
        "db.execute('BEGIN IMMEDIATE')\n"
        "db.execute('UPDATE blob SET bytes = zeroblob(length(bytes))')\n"
        "db.execute('DELETE FROM change')\n"
        "os._exit(1)\n"
    )
    torn = tmp_path / "torn.sidelight"
    shutil.copyfile(own, torn)
    assert os.spawnlp(os.P_WAIT, "python3", "python3", "-c", script, str(torn)) == 1
    journal = torn.with_name(f"{torn.name}-journal")
    raw = torn.read_bytes(), journal.read_bytes()
    assert survey(torn) == []
    assert (torn.read_bytes(), journal.read_bytes()) == raw
    with ProjectFile.open(torn, holder=HOLDER) as file:
        assert file.blob(sha256(ARTICLE)) == ARTICLE
        assert file.check() == []
    assert not journal.exists()
