# SPDX-License-Identifier: AGPL-3.0-or-later
"""Adding, pasting, renaming, hiding, removing documents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from sidelight import resources
from sidelight.desktop.dialogs.short_questions import LineQuestion, PasteDialog
from sidelight.desktop.documents.empty_side import EmptySide
from sidelight.session.session import Session

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver


def child(driver: Driver, kind: type[QWidget]) -> QWidget:
    driver.until(lambda: any(found.isVisible() for found in driver.window.findChildren(kind)))
    return next(found for found in driver.window.findChildren(kind) if found.isVisible())


def titles(driver: Driver, kind: str = "source") -> list[str]:
    return [document.title for document in driver.window.workspace.documents(kind)]


def drop(target: QWidget, paths: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPoint(9, 9), copy, data, left, none)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(target, QDropEvent(QPointF(9, 9), copy, data, left, none))


def test_an_empty_project_teaches_the_first_step(
    open_window: Callable[[Path | None], Driver], tmp_path: Path
) -> None:
    path = tmp_path / "empty.sidelight"
    Session.create(path, "Empty", by="Ann").close()
    driver = open_window(path)
    sides = [side for side in driver.window.findChildren(EmptySide) if side.isVisible()]
    assert len(sides) == 2
    assert driver.window.parts.claims.empty_words.startswith("Select a passage")
    file = tmp_path / "story.txt"
    file.write_text("The harbour was rebuilt in twelve weeks.\n")
    drop(driver.window.parts.article, [file])
    assert driver.page("article").document.kind == "article"
    drop(driver.window.parts.sources, [resources.folder("sample_docs") / "2012-09-17-debt.md"])
    assert driver.page("source").document.kind == "source"


def test_files_chosen_in_the_dialog_are_added_and_the_last_is_shown(
    driver: Driver, tmp_path: Path
) -> None:
    files = [tmp_path / "one.txt", tmp_path / "two.md"]
    files[0].write_text("The first note.\n")
    files[1].write_text("# Two\n\nThe second note.\n")
    driver.trigger("document.sources")
    dialog = child(driver, QFileDialog)
    assert isinstance(dialog, QFileDialog)
    assert dialog.windowTitle() == "Add sources — Sidelight"
    dialog.filesSelected.emit([str(path) for path in files])
    dialog.reject()
    driver.until(lambda: len(titles(driver)) == 4)
    driver.settle()
    assert driver.page("source").document.name == "two.md"


def test_what_cannot_be_read_says_why_and_leaves_the_project_as_it_was(
    driver: Driver, tmp_path: Path
) -> None:
    empty, missing = tmp_path / "empty.txt", tmp_path / "gone.pdf"
    empty.touch()
    before = titles(driver)
    driver.window.bench.document_verbs.add([empty, missing], "source")
    driver.settle()
    errors = driver.window.parts.errors
    assert errors.isVisible()
    assert "empty.txt is empty." in errors.text
    assert "There is no file" in errors.text
    assert titles(driver) == before


def test_pasted_text_becomes_a_source_with_a_title(driver: Driver) -> None:
    QApplication.clipboard().setText("Minutes of the meeting: nothing was decided.")
    driver.trigger("document.paste")
    dialog = child(driver, PasteDialog)
    assert isinstance(dialog, PasteDialog)
    assert not dialog.ok.isEnabled()
    dialog.title.setText("Minutes")
    dialog.accept()
    driver.until(lambda: "Minutes" in titles(driver))
    driver.settle()
    assert driver.page("source").document.title == "Minutes"


def test_a_document_is_renamed_on_its_tab_and_window(driver: Driver) -> None:
    driver.page("source").view.setFocus()
    driver.trigger("document.retitle")
    dialog = child(driver, LineQuestion)
    assert isinstance(dialog, LineQuestion)
    assert dialog.line.text() == "Letter of 1950"
    dialog.line.setText("Letter & <b>note</b>")
    dialog.accept()
    driver.until(lambda: "Letter & <b>note</b>" in titles(driver))
    assert driver.window.parts.sources.tab_texts()[0] == "Letter && <b>note</b>"


def test_a_document_that_holds_passages_is_not_removed(driver: Driver) -> None:
    driver.claim("invaluable aid")
    driver.page("article").view.setFocus()
    driver.trigger("document.remove")
    driver.until(driver.window.parts.errors.isVisible)
    assert "holds 1 passages" in driver.window.parts.errors.text
    driver.page("source").view.setFocus()
    driver.trigger("document.remove")
    driver.until(lambda: titles(driver) == ["Реестр договоров"])
    driver.trigger("edit.undo")
    driver.until(lambda: titles(driver) == ["Letter of 1950", "Реестр договоров"])


def test_page_furniture_is_offered_hidden_and_shown_again(
    open_window: Callable[[Path | None], Driver], tmp_path: Path
) -> None:
    path = tmp_path / "web.sidelight"
    with Session.create(path, "Web", by="Ann") as session:
        session.add_document(resources.folder("sample_docs") / "article.html", kind="article")
    driver = open_window(path)
    page = driver.page("article")
    driver.until(page.furniture.isVisible)
    page.furniture.answers["show"].click()
    page.furniture.answers["hide"].click()
    driver.until(lambda: page.document.hidden)
    driver.settle()
    assert not page.furniture.isVisible()
    driver.trigger("document.furniture")
    assert page.furniture.isVisible()
    page.furniture.answers["keep"].click()
    driver.until(lambda: not page.document.hidden)


def test_a_web_page_is_shown_whole_and_reduced_again(
    open_window: Callable[[Path | None], Driver], tmp_path: Path
) -> None:
    path = tmp_path / "web.sidelight"
    with Session.create(path, "Web", by="Ann") as session:
        session.add_document(resources.folder("sample_docs") / "article.html", kind="article")
    driver = open_window(path)
    reduced = len(driver.page("article").view.text.layer.text)
    driver.trigger("document.whole")
    driver.until(driver.window.actions_["document.whole"].isChecked)
    driver.settle()
    driver.until(lambda: len(driver.page("article").view.text.layer.text) > reduced)
    driver.trigger("document.whole")
    driver.settle()
    driver.until(lambda: len(driver.page("article").view.text.layer.text) == reduced)


def test_a_tab_for_each_source_and_ctrl_page_down_goes_through_them(driver: Driver) -> None:
    sources = driver.window.parts.sources
    assert sources.tab_texts() == ["Letter of 1950", "Реестр договоров"]
    driver.trigger("document.next")
    assert driver.page("source").document.title == "Реестр договоров"
    driver.trigger("document.next")
    assert driver.page("source").document.title == "Letter of 1950"
