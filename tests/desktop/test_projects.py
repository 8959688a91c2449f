# SPDX-License-Identifier: AGPL-3.0-or-later
"""Making, opening, copying, reporting, and coming back to a project."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from sidelight.desktop.dialogs.new_project import NewProjectDialog
from sidelight.desktop.dialogs.short_questions import LineQuestion
from sidelight.session.session import Session
from sidelight.session.settings import Settings

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver


def says(driver: Driver, words: str) -> bool:
    return words in driver.window.parts.errors.text


Opener = Callable[[Path | None], "Driver"]


def test_without_a_project_the_start_page_has_the_three_ways_in(open_window: Opener) -> None:
    window = open_window(None).window
    words = [
        button.text().strip()
        for button in window.start.findChildren(QPushButton)
        if button.isVisible()
    ]
    assert words == ["New project", "Open a project", "Try the sample project"]
    assert window.windowTitle() == "Sidelight"
    assert not window.actions_["project.report"].isEnabled()
    assert not window.top.search.isVisible()


def test_a_new_project_needs_title_name_and_a_free_place(
    open_window: Opener, tmp_path: Path
) -> None:
    driver = open_window(None)
    driver.trigger("project.new")
    (dialog,) = driver.window.findChildren(NewProjectDialog)
    dialog.name.setText("Ann Ericson")
    assert not dialog.ready
    dialog.title.setText("Harbour: a feature?")
    assert Path(dialog.path.text()).name == "Harbour a feature.sidelight"
    taken = tmp_path / "taken.sidelight"
    taken.touch()
    dialog.path.setText(str(taken))
    assert not dialog.ready
    dialog.path.setText(str(tmp_path / "harbour"))
    fit: bool = dialog.ready
    assert fit
    dialog.accept()
    driver.until(lambda: driver.window.workspace.snapshot is not None)
    driver.settle()
    assert driver.window.windowTitle() == "Harbour: a feature? — Sidelight"
    assert (tmp_path / "harbour.sidelight").is_file()
    assert Settings.load().name == "Ann Ericson"


def test_the_name_can_be_changed_and_signs_what_follows(driver: Driver) -> None:
    driver.claim("invaluable aid")
    driver.trigger("project.name")
    (dialog,) = driver.window.findChildren(LineQuestion)
    assert dialog.line.text() == "Ann"
    dialog.line.setText("Berta")
    dialog.accept()
    driver.settle()
    driver.trigger("claim.disputed")
    driver.settle()
    claim = driver.window.workspace.claims[0]
    names = {driver.window.workspace.reviewer(v.reviewer).name for v in claim.verdicts}
    assert names == {"Ann", "Berta"}
    assert Settings.load().name == "Berta"


def test_a_file_that_is_no_project_says_so_and_the_start_page_stays(
    open_window: Opener, tmp_path: Path
) -> None:
    driver = open_window(None)
    for name, words in (("note.sidelight", "is not a Sidelight project"), ("gone", "There is no")):
        path = tmp_path / name
        if name == "note.sidelight":
            path.write_text("no project")
        driver.window.open(path)
        driver.qtbot.waitUntil(partial(says, driver, words), timeout=20_000)
    assert driver.window.start.isVisible()


@pytest.mark.parametrize("ending", ["html", "md", "csv"])
def test_the_report_is_written_in_the_format_of_its_ending(
    driver: Driver, tmp_path: Path, ending: str
) -> None:
    driver.claim("invaluable aid", Qt.Key.Key_2)
    target = tmp_path / f"report.{ending}"
    driver.window.bench.report_verbs.report(target)
    driver.until(lambda: driver.window.parts.status.said.startswith("Report written"))
    assert "invaluable aid" in target.read_text("utf-8")
    offered = [
        button.text()
        for button in driver.window.parts.status.findChildren(QPushButton)
        if button.isVisible()
    ]
    assert offered == ["Open", "Show in folder"]


def test_without_an_article_there_is_no_report(open_window: Opener, tmp_path: Path) -> None:
    path = tmp_path / "empty.sidelight"
    Session.create(path, "Empty", by="Ann").close()
    driver = open_window(path)
    driver.trigger("project.report")
    assert driver.window.parts.status.said.startswith("Add the article first")


def test_a_copy_holds_what_the_window_shows(driver: Driver, tmp_path: Path) -> None:
    driver.claim("invaluable aid")
    driver.window.bench.project_verbs.copy(tmp_path / "copy")
    driver.until(lambda: driver.window.parts.status.said.startswith("Copy saved as"))
    with Session.open(tmp_path / "copy.sidelight", by="Ann") as session:
        assert [claim.quote for claim in session.snapshot().claims] == ["invaluable aid"]


def test_the_next_start_comes_back_to_the_same_place(
    driver: Driver, open_window: Opener, project: Path
) -> None:
    id_ = driver.claim("land border")
    driver.trigger("document.next")
    driver.page("source")
    driver.page("article").view.set_zoom(2.0)
    driver.window.resize(880, 640)
    driver.window.close()
    again = open_window(project)
    assert again.page("source").document.title == "Реестр договоров"
    assert again.window.workspace.claim_id == id_
    driver.until(lambda: again.page("article").view.zoom == 2.0)
    assert again.window.height() == 640


def test_recent_projects_are_on_the_start_page_and_open(
    driver: Driver, open_window: Opener, project: Path
) -> None:
    driver.trigger("project.close")
    assert driver.window.start.isVisible()
    driver.settle_closed()
    other = open_window(None)
    assert other.window.parts.remembered.recent() == [project]
    other.window.start.wanted.emit(project)
    other.until(lambda: other.window.workspace.snapshot is not None)


def test_another_project_takes_the_place_of_the_first(driver: Driver, tmp_path: Path) -> None:
    second = tmp_path / "second.sidelight"
    with Session.create(second, "Second", by="Ann") as session:
        session.add_text("Another story.", kind="article", title="Another")
    driver.claim("invaluable aid")
    driver.window.open(second)
    driver.until(lambda: driver.window.windowTitle() == "Second — Sidelight")
    driver.settle()
    assert driver.page("article").document.title == "Another"
    assert driver.window.parts.sources.order() == []
    assert not driver.window.workspace.claims
