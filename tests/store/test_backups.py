# SPDX-License-Identifier: AGPL-3.0-or-later
"""Backups: whole files in a closed folder, verified, told apart by project, restored anew."""

import errno
import os
import shutil
import sqlite3
import stat
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sidelight.errors import Cancelled, ProjectError
from sidelight.model.change import Setting
from sidelight.store import backup_records, backups, places, schema
from sidelight.store.project_file import ProjectFile
from tests.store.conftest import Opener
from tests.store.making import ARTICLE, HOLDER, TITLE, author, judge, make_project, numbered, sha256
from tests.store.test_schema import first_format

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)


def act(file: ProjectFile, title: str = "Another title") -> None:
    file.commit([Setting("project", "project", "title", title)], author("c"), "Rename")


def files() -> list[Path]:
    return sorted(path for path in backups.folder().rglob("*") if path.is_file())


def damage(path: Path) -> None:
    """Change one letter of a document's bytes."""
    with sqlite3.connect(path) as db:
        db.execute("UPDATE blob SET bytes = zeroblob(length(bytes)) WHERE part = 0")
    db.close()


def test_a_backup_says_what_it_is_of_and_counts_once_verified(own: Path, opened: Opener) -> None:
    file = opened(own)
    made = file.back_up("hand", NOW)
    assert not made.checked
    checked = backups.verify(made)
    assert checked.checked
    assert backups.of(file.project.root) == backups.of_project(file.project) == [checked]
    assert (checked.title, checked.reason, checked.made) == (TITLE, "hand", NOW)
    assert (checked.claims, checked.changes) == (2, len(file.project.log.changes))
    assert checked.number == 1
    assert checked.size == checked.path.stat().st_size
    assert checked.origin == str(own)
    assert len(files()) == 2


def test_backups_are_closed_to_others(own: Path, opened: Opener) -> None:
    made = opened(own).back_up("hand")
    if sys.platform != "win32":
        assert stat.S_IMODE(backups.folder().stat().st_mode) == 0o700
        assert all(stat.S_IMODE(path.stat().st_mode) & 0o077 == 0 for path in files())
    assert made.path.is_relative_to(backups.folder())


def test_nothing_changed_makes_no_other_backup(own: Path, opened: Opener) -> None:
    file = opened(own)
    first = file.back_up("hand", NOW)
    assert file.back_up("daily", NOW + timedelta(days=1)) == first
    act(file)
    second = file.back_up("hand", NOW + timedelta(days=2))
    assert [b.number for b in backups.of_project(file.project)] == [second.number, first.number]


def test_one_that_stands_already_is_kept_as_long_as_one_before_a_merge(
    own: Path, opened: Opener
) -> None:
    file = opened(own)
    first = file.back_up("daily", NOW)
    merged = file.back_up("merge", NOW + timedelta(days=1))
    assert (merged.path, merged.reason) == (first.path, "merge")
    assert backups.of_project(file.project) == [merged]


def test_projects_are_told_apart_by_their_first_change(own: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sidelight"
    with (
        ProjectFile.open(own, holder=HOLDER) as file,
        ProjectFile.create(tmp_path / "b.sidelight", TITLE, author(), holder=HOLDER) as other,
    ):
        file.copy_to(copy)
        assert file.project.root == next(c.id for c in file.project.log.order if not c.heads)
        file.back_up("hand")
        assert backups.of_project(other.project) == []
        root = file.project.root
    with ProjectFile.open(copy, holder=HOLDER) as moved:
        assert moved.project.root == root
        assert len(backups.of_project(moved.project)) == 1


def test_a_project_merged_from_two_finds_the_backups_of_both(own: Path, tmp_path: Path) -> None:
    other = make_project(tmp_path / "other.sidelight")
    with (
        ProjectFile.open(own, holder=HOLDER) as one,
        ProjectFile.open(other, holder=HOLDER) as two,
    ):
        one.back_up("hand")
        two.back_up("hand")
        one.project.add(two.project.log.order)
        assert len(one.project.log.roots()) == 2
        assert len(backups.of_project(one.project)) == 2


def test_a_damaged_backup_is_found_and_removed(own: Path, opened: Opener) -> None:
    made = opened(own).back_up("hand")
    damage(made.path)
    with pytest.raises(ProjectError) as caught:
        backups.verify(made)
    assert caught.value.id == "backup.failed"
    assert files() == []


def test_a_backup_of_another_log_does_not_count(own: Path, opened: Opener) -> None:
    made = opened(own).back_up("hand")
    with pytest.raises(ProjectError):
        backups.verify(replace(made, heads="0" * 64))
    assert files() == []


def test_verifying_can_be_stopped_and_taken_up_again(own: Path, opened: Opener) -> None:
    file = opened(own)
    made = file.back_up("hand")

    def stop(_fraction: float, _words: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        backups.verify(made, stop)
    assert not list(places.subfolder("reading").iterdir())
    (there,) = backups.of_project(file.project)
    assert not there.checked
    assert backups.verify(there).checked


def test_where_there_is_no_room_it_is_said_and_work_goes_on(own: Path, opened: Opener) -> None:
    file = opened(own)
    backups.folder().parent.mkdir(parents=True, exist_ok=True)
    backups.folder().write_text("no folder")
    with pytest.raises(ProjectError) as caught:
        file.back_up("hand")
    assert caught.value.id == "backup.failed"
    backups.folder().unlink()
    assert backups.of_project(file.project) == []
    act(file)
    with pytest.raises(ProjectError, match="no room left"), backups._failures():
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_backup_opens_for_reading_only_and_stays_as_it_is(own: Path, opened: Opener) -> None:
    made = backups.verify(opened(own).back_up("hand", NOW))
    before = made.path.read_bytes()
    file = opened(made.path)
    assert file.read_only
    assert file.notice is not None
    assert file.notice.id == "backup.open"
    assert file.blob(sha256(ARTICLE)) == ARTICLE
    with pytest.raises(ProjectError):
        act(file)
    file.close()
    assert made.path.read_bytes() == before
    assert len(files()) == 2


def test_a_backup_is_restored_as_a_new_file(own: Path, opened: Opener, tmp_path: Path) -> None:
    file = opened(own)
    made = backups.verify(file.back_up("hand"))
    act(file)
    out = tmp_path / "back.sidelight"
    backups.restore(made, out)
    restored = opened(out)
    assert restored.project.title == TITLE
    assert restored.check() == []
    act(restored, "Yet another")
    before = own.read_bytes()
    with pytest.raises(ProjectError) as caught:
        backups.restore(made, own)
    assert caught.value.id == "project.exists"
    assert own.read_bytes() == before


def test_a_backup_that_rotted_is_not_restored(own: Path, opened: Opener, tmp_path: Path) -> None:
    made = backups.verify(opened(own).back_up("hand"))
    damage(made.path)
    out = tmp_path / "back.sidelight"
    with pytest.raises(ProjectError) as caught:
        backups.restore(made, out)
    assert caught.value.id == "backup.damaged"
    assert sorted(tmp_path.iterdir()) == [own, *tmp_path.glob(".~lock*")] or not out.exists()


def test_an_older_format_is_backed_up_before_it_is_brought_up(
    received: Path, tmp_path: Path, opened: Opener
) -> None:
    old = first_format(received, tmp_path / "old.sidelight")
    before = old.read_bytes()
    file = opened(old)
    assert file.warning is None
    (made,) = backups.of_project(file.project)
    assert (made.reason, made.checked, made.origin) == ("schema", True, str(old))
    assert made.path.read_bytes() == before
    assert not list(places.subfolder("received").iterdir())
    out = tmp_path / "as it was.sidelight"
    backups.restore(made, out)
    assert out.read_bytes() == before
    assert opened(made.path).project.title == TITLE
    assert made.path.read_bytes() == before


def test_an_older_format_with_a_journal_is_backed_up_whole(
    received: Path, tmp_path: Path, opened: Opener
) -> None:
    old = first_format(received, tmp_path / "old.sidelight")
    kept = tmp_path / "kept"
    writing = sqlite3.connect(old)
    writing.execute("PRAGMA cache_size = 1")
    writing.execute("BEGIN IMMEDIATE")
    writing.execute("DELETE FROM blob")
    for suffix in ("", "-journal"):
        shutil.copyfile(f"{old}{suffix}", f"{kept}{suffix}")
    writing.rollback()
    writing.close()
    for suffix in ("", "-journal"):
        Path(f"{kept}{suffix}").replace(f"{old}{suffix}")
    assert Path(f"{old}-journal").read_bytes().startswith(bytes.fromhex("d9d505f920a163d7"))
    file = opened(old)
    (made,) = backups.of_project(file.project)
    assert made.checked
    assert opened(made.path).blob(sha256(ARTICLE)) == ARTICLE
    assert file.blob(sha256(ARTICLE)) == ARTICLE


def test_where_no_backup_can_be_made_of_an_older_format_it_is_opened_all_the_same(
    received: Path, tmp_path: Path, opened: Opener
) -> None:
    old = first_format(received, tmp_path / "old.sidelight")
    before = old.read_bytes()
    backups.folder().parent.mkdir(parents=True, exist_ok=True)
    backups.folder().write_text("no folder")
    file = opened(old)
    assert file.warning is not None
    assert file.warning.id == "backup.failed"
    assert not file.read_only
    (original,) = places.subfolder("received").iterdir()
    assert original.read_bytes() == before
    assert schema.FORMAT > 1


def test_thinning_removes_files_and_what_was_broken_off(own: Path, opened: Opener) -> None:
    file = opened(own)
    made = []
    for hour in range(3):
        act(file, f"Title {hour}")
        made.append(backups.verify(file.back_up("daily", NOW + timedelta(hours=hour))))
    folder = made[0].path.parent
    for name in (".~broken", "99.json"):
        (folder / name).write_text("{}")
        os.utime(folder / name, (0, 0))
    backups.thin(2000, NOW + timedelta(days=3))
    assert backups.of_project(file.project) == [made[-1]]
    assert len(files()) == 2
    judge(file, author("d"), numbered("c"), "denied")
    backups.remove(made[-1])
    assert files() == []
    assert backups.every() == []


def test_a_note_that_is_none_is_no_backup(own: Path, opened: Opener) -> None:
    made = opened(own).back_up("hand")
    made.path.with_suffix(".json").write_text('{"root": 1}')
    assert backups.every() == []
    assert backup_records.at(made.path) is None
