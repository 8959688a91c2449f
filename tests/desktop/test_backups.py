# SPDX-License-Identifier: AGPL-3.0-or-later
"""Backups in the window: listed, made now, opened for reading, saved as a new file, offered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from sidelight.desktop.dialogs.backups import BackupsDialog
from sidelight.session.session import Session
from sidelight.store import backups

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver

Opener = Callable[[Path | None], "Driver"]


def dialog_of(driver: Driver) -> BackupsDialog:
    """The dialog, once it says what there is."""
    driver.trigger("project.backups")
    dialog = driver.window.bench.backups.dialog
    assert dialog is not None
    driver.until(dialog.work.isHidden)
    return dialog


def rows(dialog: BackupsDialog) -> list[list[str]]:
    table = dialog.table
    items = [table.topLevelItem(at) for at in range(table.topLevelItemCount())]
    return [[item.text(column) for column in range(table.columnCount())] for item in items if item]


def test_a_backup_is_made_opened_for_reading_and_saved(driver: Driver, tmp_path: Path) -> None:
    dialog = dialog_of(driver)
    assert "no backups of this project yet" in dialog.empty.text()
    assert not dialog.save.isEnabled()
    dialog.now.click()
    driver.until(lambda: rows(dialog))
    (row,) = rows(dialog)
    assert row[2:4] == ["made by hand", "0"]
    assert row[-1] == "yes"
    dialog.now.click()
    driver.until(lambda: "Nothing has changed" in dialog.hint.text)
    driver.until(dialog.work.isHidden)
    backup = dialog.chosen()
    assert backup is not None
    project = driver.window.workspace.snapshot
    assert project is not None
    out = tmp_path / "back"
    driver.window.bench.backups.save(backup, out)
    driver.until(lambda: "saved as back.sidelight" in dialog.hint.text)
    assert out.with_suffix(".sidelight").is_file()
    driver.window.bench.backups.save(backup, project.path)
    driver.until(lambda: "exists already" in dialog.error.text)
    dialog.table.setFocus()
    driver.press(Qt.Key.Key_Return)
    driver.until(lambda: driver.window.workspace.snapshot is not project)
    driver.until(lambda: driver.window.workspace.snapshot is not None)
    driver.settle()
    assert "This is the backup of" in driver.window.parts.notice.text
    assert not driver.window.actions_["claim.verified"].isEnabled()
    assert driver.window.remembered.recent() == [project.path]
    driver.window.bench.project_verbs.close()
    assert not driver.window.parts.notice.isVisible()


def test_of_a_project_that_cannot_be_opened_the_backups_are_offered(
    open_window: Opener, project: Path
) -> None:
    with Session.open(project, by="Ann") as session:
        session.backups.make()
    project.write_bytes(project.read_bytes()[:5000])
    driver = open_window(None)
    driver.window.open(project)
    driver.until(lambda: "There are backups of it" in driver.window.parts.errors.text)
    dialog = dialog_of(driver)
    (row,) = rows(dialog)
    assert row[0] == "The pact"
    assert dialog.now.isHidden()
    assert dialog.save.isEnabled()
    dialog.reject()


def test_that_the_daily_backup_failed_is_said_and_nothing_is_lost(driver: Driver) -> None:
    backups.folder().parent.mkdir(parents=True, exist_ok=True)
    backups.folder().write_text("no folder")
    later = datetime.now(UTC) + timedelta(days=1)
    driver.window.bridge.fetch(lambda session: setattr(session.backups, "now", lambda: later))
    driver.claim("invaluable aid")
    driver.until(lambda: "could not be backed up" in driver.window.parts.errors.text)
    assert driver.window.bridge.all_saved
    dialog = dialog_of(driver)
    dialog.now.click()
    driver.until(lambda: "could not be backed up" in dialog.error.text)
    assert dialog.now.isEnabled()
    dialog.reject()
