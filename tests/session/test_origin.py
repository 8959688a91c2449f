# SPDX-License-Identifier: AGPL-3.0-or-later
"""A stranger's project says once who made it and who last changed it."""

import shutil
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sidelight.language import local_minute
from sidelight.reader.remote import Reader
from sidelight.session.session import Session
from sidelight.session.settings import settings_path
from sidelight.store.places import state_folder
from tests.session.conftest import ARTICLE, Built


@pytest.fixture
def foreign(built: Built, tmp_path: Path, reader: Reader) -> Path:
    """Ann's project that Boris has changed, on a machine where neither ever worked."""
    path = tmp_path / "foreign.sidelight"
    shutil.copy(built.path, path)
    with Session.open(path, by="Boris\x1b[31m \u202e", reader=reader) as session:
        session.add_text("More words.", title="More")
    forget()
    return path


def forget() -> None:
    """Become another machine."""
    shutil.rmtree(state_folder())
    settings_path().unlink(missing_ok=True)


def said(path: Path, reader: Reader, by: str = "Carla") -> str:
    with Session.open(path, by=by, reader=reader) as session:
        assert session.snapshot().introduction == session.introduction
        return session.introduction


def test_it_says_who_made_it_and_who_last_changed_it(foreign: Path, reader: Reader) -> None:
    words = said(foreign, reader)
    assert "made by Ann on 20" in words
    assert "last changed by Boris" in words


def test_it_says_so_once_whatever_the_file_is_called(
    foreign: Path, tmp_path: Path, reader: Reader
) -> None:
    copy = tmp_path / "copy.sidelight"
    shutil.copy(foreign, copy)
    assert said(foreign, reader)
    assert not said(foreign, reader)
    assert not said(copy, reader)


def test_what_was_worked_on_here_needs_no_word(
    built: Built, tmp_path: Path, reader: Reader
) -> None:
    path = tmp_path / "mine.sidelight"
    with Session.create(path, "Mine", by="Carla", reader=reader) as session:
        assert session.introduction == ""
        session.add_text(ARTICLE)
    shutil.rmtree(state_folder() / "known")
    # known by the reviewer, and by the installation under another name
    assert not said(path, reader)
    shutil.rmtree(state_folder() / "known")
    settings_path().unlink()
    assert not said(path, reader, by="Dora")
    assert built.path.exists()


def test_a_time_at_the_end_of_the_calendar_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Seoul")
    time.tzset()
    try:
        assert local_minute(datetime(9999, 12, 31, 23, 59, tzinfo=UTC)) == "9999-12-31 23:59"
        assert local_minute(datetime(2024, 6, 19, 3, 0, tzinfo=UTC)) == "2024-06-19 12:00"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_time_before_all_is_written() -> None:
    assert local_minute(datetime(1, 1, 1, tzinfo=UTC))
