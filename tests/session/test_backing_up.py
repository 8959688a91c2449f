# SPDX-License-Identifier: AGPL-3.0-or-later
"""Backups of an open project: before the first change of a day, by hand, before a merge."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sidelight.errors import ProjectError, UnknownName
from sidelight.session import backing_up
from sidelight.session.session import Session
from sidelight.session.settings import Settings
from sidelight.store import backups
from sidelight.store.places import state_folder


def on_day(session: Session, days: int) -> Session:
    """Let so many days go by."""
    later = datetime.now(UTC) + timedelta(days=days)
    session.backups.now = lambda: later
    return session


def judge(session: Session, word: str = "verified") -> None:
    article = session.article()
    start, end = session.locate(article, "land border")
    session.claim(article, start, end, word)


def verified(session: Session) -> list[backups.Backup]:
    """The backups, once what goes on beside the work is done."""
    session.backups._join(stop=False)
    return session.backups.listed()


def test_the_day_a_project_begins_on_needs_no_backup(session: Session) -> None:
    judge(session)
    assert verified(session) == []


def test_the_first_change_of_a_day_is_preceded_by_a_backup(session: Session) -> None:
    count = len(session.project.log.changes)
    judge(on_day(session, 1))
    judge(session, "denied")
    (made,) = verified(session)
    assert (made.reason, made.checked, made.changes) == ("daily", True, count)
    judge(on_day(session, 2), "disputed")
    newest, first = verified(session)
    assert first == made
    assert newest.changes == count + 2


def test_another_program_start_on_the_same_day_makes_no_other(session: Session) -> None:
    judge(on_day(session, 1))
    verified(session)
    session.backups = backing_up.BackingUp(session.file, session.settings, waits=True)
    judge(on_day(session, 1), "denied")
    assert len(verified(session)) == 1


def test_what_was_not_verified_is_taken_up_again(session: Session) -> None:
    session.file.back_up("hand")
    judge(session)
    (made,) = verified(session)
    assert made.checked


def test_closing_does_not_wait_in_a_window(session: Session) -> None:
    session.backups = backing_up.BackingUp(session.file, session.settings, waits=False)
    judge(on_day(session, 1))
    session.backups.close()
    assert len(session.backups.listed()) == 1
    assert not list(state_folder().glob("intake-*"))


def test_closing_a_command_waits_and_tells_how_far_it_is(session: Session) -> None:
    told: list[str] = []
    session.backups.progress = lambda _share, words: told.append(words)
    judge(on_day(session, 1))
    session.backups.close()
    (made,) = session.backups.listed()
    assert made.checked
    assert set(told) == {"Checking the backup of the day"}


def test_interrupting_the_wait_ends_the_work_too(session: Session) -> None:
    def interrupt(_share: float, _words: str) -> None:
        raise KeyboardInterrupt

    session.backups.progress = interrupt
    judge(on_day(session, 1))
    with pytest.raises(KeyboardInterrupt):
        session.backups.close()
    assert not list(state_folder().glob("intake-*"))
    assert len(session.backups.listed()) == 1


def test_a_backup_by_hand_is_verified_at_once(session: Session) -> None:
    made = session.backups.make()
    assert made.checked
    assert session.backups.make() == made
    assert session.backups.numbered(made.number) == made
    with pytest.raises(UnknownName):
        session.backups.numbered(9)


def test_a_failure_never_keeps_from_working_and_is_said_once(session: Session) -> None:
    backups.folder().parent.mkdir(parents=True, exist_ok=True)
    backups.folder().write_text("no folder")
    count = len(session.project.log.changes)
    judge(on_day(session, 1))
    assert len(session.project.log.changes) == count + 1
    warning = session.backups.take_warning()
    assert warning is not None
    assert warning.id == "backup.failed"
    session.backups = backing_up.BackingUp(session.file, session.settings, waits=True)
    judge(on_day(session, 1), "denied")
    assert session.backups.take_warning() is None
    assert session.backups.before("merge") is None
    assert session.backups.take_warning() is not None
    with pytest.raises(ProjectError):
        session.backups.make()


def test_the_bound_of_the_settings_is_kept(session: Session) -> None:
    session.settings.backups_mb = 1
    for days in range(1, 30):
        on_day(session, days)
        judge(session)
        verified(session)
        session.backups.make()
    total = sum(backup.size for backup in backups.every())
    assert total <= 1_000_000


def test_backups_of_a_project_that_is_gone_are_found_by_where_it_stood(
    session: Session, tmp_path: Path
) -> None:
    made = session.backups.make()
    path = session.file.path
    assert backing_up.of_path(path) == [made]
    assert backing_up.of_path(tmp_path / "other.sidelight") == []
    shutil.rmtree(backups.folder())
    assert backing_up.of_path(path) == []


def test_a_bound_below_one_is_refused() -> None:
    with pytest.raises(ValueError, match="backups_mb"):
        Settings._from({"backups_mb": 0})
