# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which files open where they are, which go through the intake, and which only to be read."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from sidelight.errors import ProjectError
from sidelight.model.change import Setting
from sidelight.store import places, projection, trust
from sidelight.store.project_file import ProjectFile
from tests.store.conftest import Opener
from tests.store.making import ARTICLE, HOLDER, TITLE, author, make_project, sha256


def inode(path: Path) -> int:
    return path.stat().st_ino


def kept() -> list[Path]:
    return sorted(places.subfolder("received").iterdir())


def test_a_file_as_we_left_it_opens_where_it_is(own: Path, opened: Opener) -> None:
    before = inode(own)
    assert opened(own).notice is None
    assert inode(own) == before
    assert kept() == []


def test_a_file_as_we_copied_it_opens_where_it_is(
    own: Path, opened: Opener, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.sidelight"
    opened(own).copy_to(copy)
    before = inode(copy)
    opened(copy)
    assert inode(copy) == before


def test_a_received_file_is_written_anew_and_kept(received: Path, opened: Opener) -> None:
    before, raw = inode(received), received.read_bytes()
    file = opened(received)
    assert file.project.title == TITLE
    assert file.blob(sha256(ARTICLE)) == ARTICLE
    assert file.check() == []
    assert inode(received) != before
    (original,) = kept()
    assert original.name == f"{sha256(raw)}.sidelight"
    assert original.read_bytes() == raw


def test_a_received_file_is_taken_in_once(received: Path, opened: Opener) -> None:
    opened(received).close()
    before = inode(received)
    file = opened(received)
    assert inode(received) == before
    file.commit([Setting("project", "project", "title", "New")], author(), "Retitle")
    assert file.check() == []


def test_the_intake_tells_how_far_it_is(received: Path) -> None:
    told: list[tuple[float, str]] = []
    ProjectFile.open(received, holder=HOLDER, progress=lambda f, w: told.append((f, w))).close()
    fractions = [fraction for fraction, _word in told]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert {word for _fraction, word in told} == {"Checking the project file"}


def test_the_intake_keeps_every_row_and_its_order(received: Path, opened: Opener) -> None:
    with sqlite3.connect(received) as db:
        before = db.execute("SELECT id, body FROM change ORDER BY rowid").fetchall()
        blobs = db.execute("SELECT hash, part, bytes FROM blob ORDER BY 1, 2").fetchall()
    db.close()
    file = opened(received)
    assert file._db.execute("SELECT id, body FROM change ORDER BY rowid").fetchall() == before
    assert file._db.execute("SELECT * FROM blob ORDER BY 1, 2").fetchall() == blobs


def test_a_false_projection_is_not_taken_over(received: Path, opened: Opener) -> None:
    with sqlite3.connect(received) as db:
        db.execute("UPDATE claim_report SET verdicts = 'Ann: denied'")
        db.execute("DELETE FROM history")
    db.close()
    assert opened(received).check() == []


def test_unknown_kinds_of_records_are_kept(received: Path, tmp_path: Path, opened: Opener) -> None:
    file = opened(received)
    settings = [
        Setting("omen", "1", "sign", {"seen": [1, "two"]}),
        Setting("claim", "x", "aura", 1),
    ]
    change = file.commit(settings, author(), "Later act")
    file.close()
    shutil.copyfile(received, tmp_path / "again.sidelight")
    log = opened(tmp_path / "again.sidelight").project.log
    assert log.changes[change.id].sets == tuple(settings)


def test_permissions_stay(received: Path, opened: Opener) -> None:
    received.chmod(0o640)
    opened(received)
    assert received.stat().st_mode & 0o777 == 0o640


def test_a_change_in_place_by_another_program_goes_through_the_intake(
    own: Path, opened: Opener
) -> None:
    before = inode(own)
    with sqlite3.connect(own) as db:
        db.execute("UPDATE claim SET quote = 'forged'")
    db.close()
    assert opened(own).check() == []
    assert inode(own) != before


def test_a_forged_time_does_not_make_a_file_ours(own: Path, opened: Opener) -> None:
    found = own.stat()
    with own.open("r+b") as file:
        raw = file.read()
        at = raw.index(b"Fuel went up")
        file.seek(at)
        file.write(b"Fuel went by")
    os.utime(own, ns=(found.st_atime_ns, found.st_mtime_ns))
    assert trust.recall(own) is None
    # the first place it stands at is the change itself, or a projection of it
    with suppress(ProjectError):
        assert opened(own).check() == []


@pytest.mark.parametrize("suffix", ["-journal", "-wal", "-shm"])
def test_a_journal_laid_beside_a_file_of_ours_is_not_trusted(
    own: Path, opened: Opener, suffix: str
) -> None:
    beside = own.with_name(own.name + suffix)
    beside.write_bytes(b"garbage")
    assert trust.recall(own) is None
    assert opened(own).check() == []
    assert not beside.exists()


def test_a_stop_before_the_old_journal_was_removed_does_no_harm(
    received: Path, opened: Opener
) -> None:
    journal = received.with_name(f"{received.name}-journal")
    opened(received).close()
    rows = trust.recall(received)
    assert rows is not None
    # as it is left by a stop right after the fresh file came into place
    journal.write_bytes(b"the journal of the file that was here before")
    count, _heads = rows
    fresh = received.with_name("fresh")
    shutil.copyfile(received, fresh)
    with sqlite3.connect(fresh) as db:
        heads = [row[0] for row in db.execute("SELECT id FROM change ORDER BY rowid DESC LIMIT 1")]
    db.close()
    trust.expect(received, fresh, count, heads)
    fresh.replace(received)
    before = inode(received)
    assert opened(received).check() == []
    assert inode(received) == before
    assert not journal.exists()


def test_a_damaged_note_of_trust_only_costs_time(own: Path, opened: Opener) -> None:
    for record in places.subfolder("trust").iterdir():
        record.write_text('{"file": [1, 2', "ascii")
    before = inode(own)
    assert opened(own).check() == []
    assert inode(own) != before


def test_a_note_of_trust_with_other_heads_is_not_believed(own: Path, opened: Opener) -> None:
    for record in places.subfolder("trust").iterdir():
        value = json.loads(record.read_bytes())
        record.write_text(json.dumps(value | {"count": 3}), "ascii")
    before = inode(own)
    assert opened(own).check() == []
    assert inode(own) != before


def test_only_the_latest_received_files_are_kept(master: Path, tmp_path: Path) -> None:
    for number in range(18):
        copy = tmp_path / f"{number}"
        copy.write_bytes(b"%d" % number)
        places.keep_received({"": copy}, f"{number:064d}")
        os.utime(kept()[-1], (number, number))
    assert len(kept()) == 16
    assert kept()[-1].read_bytes() == b"17"
    assert master.exists()


def newer(path: Path, format_: int = 7) -> None:
    """Give a file the looks of a later Sidelight's."""
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE retrieval (id TEXT PRIMARY KEY, address TEXT)")
        db.execute("DROP TABLE claim_report")
        db.execute(f"PRAGMA user_version = {format_}")
    db.close()


def test_a_newer_file_can_be_read(received: Path, opened: Opener) -> None:
    newer(received)
    raw = received.read_bytes()
    file = opened(received)
    assert file.read_only
    assert file.notice is not None
    assert (file.notice.id, file.notice.values["format"]) == ("project.newer", 7)
    assert file.project.title == TITLE
    assert file.blob(sha256(ARTICLE)) == ARTICLE
    for write in (file.rebuild, lambda: file.commit([], author(), "Act")):
        with pytest.raises(ProjectError) as error:
            write()
        assert error.value.id == "project.newer"
    file.close()
    assert received.read_bytes() == raw
    assert list(places.subfolder("reading").iterdir()) == []


def test_a_newer_file_of_our_own_can_be_read(own: Path, opened: Opener) -> None:
    newer(own)
    with sqlite3.connect(own) as db:
        heads = [row[0] for row in db.execute("SELECT id FROM change ORDER BY rowid DESC LIMIT 1")]
        (count,) = db.execute("SELECT count(*) FROM change").fetchone()
    db.close()
    trust.remember(own, count, heads)
    assert opened(own).read_only


def test_a_newer_file_with_a_trigger_is_refused(received: Path, opened: Opener) -> None:
    newer(received)
    with sqlite3.connect(received) as db:
        db.execute("CREATE TRIGGER t AFTER INSERT ON retrieval BEGIN DELETE FROM change; END")
    db.close()
    with pytest.raises(ProjectError) as error:
        opened(received)
    assert error.value.id == "project.hostile"


READ_ONLY = """
import os, sys
from pathlib import Path
import sqlite_utils
import sidelight.store.intake_entry
from sidelight.store.project_file import Author, Holder, ProjectFile
from sidelight.errors import ProjectError
from sidelight.worker import kernel, landlock
path, state = Path(sys.argv[1]), Path(os.environ["XDG_STATE_HOME"])
kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
landlock.restrict([Path("/")], state)
holder = Holder("Ann", "here", "command")
try:
    ProjectFile.create(path.with_name("new.sidelight"), "T", Author("", "", int), holder=holder)
except ProjectError as error:
    print(error.id)
with ProjectFile.open(path, holder=holder) as file:
    print(file.read_only, file.notice.id, file.project.title)
    try:
        file.copy_to(path.with_name("copy.sidelight"))
    except ProjectError as error:
        print(error.id)
    try:
        file.commit([], Author("", "", int), "Act")
    except ProjectError as error:
        print(error.id)
"""


def test_a_folder_that_takes_no_file_is_opened_for_reading(own: Path) -> None:
    raw = own.read_bytes()
    # Modes do not hold root back; landlock does, where there is any.
    own.parent.chmod(0o555)
    done = subprocess.run(
        [sys.executable, "-c", READ_ONLY, str(own)], capture_output=True, text=True, check=False
    )
    own.parent.chmod(0o755)
    assert done.stderr == ""
    assert done.stdout.splitlines() == [
        "project.read_only",
        f"True project.read_only {TITLE}",
        "project.read_only",
        "project.read_only",
    ]
    assert own.read_bytes() == raw
    assert [path.name for path in own.parent.iterdir()] == [own.name]


def test_the_store_is_imported_without_its_heavy_library() -> None:
    script = (
        "import sys, sidelight.store.project_file, sidelight.store.intake_entry; "
        "print({'sqlite_utils', 'numpy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout == b"set()\n"


def test_the_same_file_by_another_way_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "way").symlink_to(tmp_path / "real")
    path = make_project(tmp_path / "way" / "p.sidelight")
    file = ProjectFile.open(path, holder=HOLDER)
    with pytest.raises(ProjectError) as error:
        ProjectFile.open(tmp_path / "real" / "p.sidelight", holder=HOLDER)
    assert error.value.id == "project.busy"
    file.close()
    before = inode(path)
    with ProjectFile.open(tmp_path / "real" / "p.sidelight", holder=HOLDER) as again:
        assert inode(again.path) == before
        assert projection.rows(again.project)["project"] == [{"id": "project", "title": TITLE}]
