# SPDX-License-Identifier: AGPL-3.0-or-later
"""Web pages in the window: archives of many pages, addresses, and how a page is saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from sidelight.desktop.dialogs.archive_pages import ArchivePagesDialog
from sidelight.desktop.dialogs.short_questions import PasteDialog
from sidelight.desktop.documents.empty_side import EmptySide
from sidelight.session.session import Session
from tests.reader.office import picture
from tests.reader.web_archives import ADDRESS, Archived, html

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver


def child(driver: Driver, kind: type[QWidget]) -> QWidget:
    driver.until(lambda: any(found.isVisible() for found in driver.window.findChildren(kind)))
    return next(found for found in driver.window.findChildren(kind) if found.isVisible())


def titles(driver: Driver) -> list[str]:
    return [document.title for document in driver.window.workspace.documents("source")]


def archive(folder: Path) -> Path:
    path = folder / "site.warc.gz"
    written = Archived()
    for at, title in enumerate(("The pact", "Погода", "The bridge")):
        day = f"2024-06-0{at + 1}T10:00:00Z"
        written.add(f"https://courier.example/{at}", html(title), moment=day)
    written.add(ADDRESS, b"\x8b", head=[("Content-Encoding", "br")])
    path.write_bytes(written.whole)
    return path


def asked(driver: Driver, path: Path) -> ArchivePagesDialog:
    driver.window.bench.document_verbs.add([path], "source")
    dialog = child(driver, ArchivePagesDialog)
    assert isinstance(dialog, ArchivePagesDialog)
    return dialog


def drop(target: QWidget, url: QUrl) -> bool:
    data = QMimeData()
    data.setUrls([url])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton)
    none = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(9, 9), how[0], how[1], how[2], none)
    QApplication.sendEvent(target, enter)
    QApplication.sendEvent(target, QDropEvent(QPointF(9, 9), how[0], how[1], how[2], none))
    return enter.isAccepted()


def test_pages_are_chosen_from_a_list_by_keys(driver: Driver, tmp_path: Path) -> None:
    before = titles(driver)
    dialog = asked(driver, archive(tmp_path))
    assert dialog.filter.hasFocus()
    assert (dialog.said.text(), dialog.add_button.text()) == ("3 pages", "Add 1 page")
    assert any("packed in a way" in one.text() for one in dialog.findChildren(QLabel))
    dialog.filter.setText("courier the")
    assert (dialog.said.text(), dialog.list.chosen()) == ("2 pages", [1])
    driver.press(Qt.Key.Key_Down)
    assert dialog.list.hasFocus()
    assert dialog.list.chosen() == [3]
    dialog.list.selectAll()
    assert (dialog.list.chosen(), dialog.add_button.text()) == ([1, 3], "Add 2 pages")
    driver.press(Qt.Key.Key_Return)
    driver.until(lambda: titles(driver) == [*before, "The pact", "The bridge"])
    driver.settle()
    assert driver.page("source").document.citation["accessed"] == "2024-06-03"


def test_title_address_and_day_narrow_the_list(driver: Driver, tmp_path: Path) -> None:
    dialog = asked(driver, archive(tmp_path))
    for words, found in (
        ("погода", [2]),
        ("06-03", [3]),
        ("example/1", [2]),
        ("courier/1", []),
        ("", [1]),
        ("no such page", []),
    ):
        dialog.filter.setText(words)
        assert dialog.list.chosen() == found
        assert dialog.add_button.isEnabled() == bool(found)
    dialog.filter.returnPressed.emit()
    assert dialog.isVisible(), "nothing is chosen"
    dialog.reject()
    driver.settle()


def test_a_new_version_is_one_page_of_an_archive(driver: Driver, tmp_path: Path) -> None:
    article = driver.page("article").document
    driver.window.bench.drafts.add(archive(tmp_path), article)
    dialog = child(driver, ArchivePagesDialog)
    assert isinstance(dialog, ArchivePagesDialog)
    dialog.list.selectAll()
    dialog.filter.setText("bridge")
    assert dialog.list.chosen() == [3]
    dialog.add_button.click()
    driver.until(lambda: len(driver.window.workspace.documents("article")) == 2)
    driver.settle()
    titles_ = [one.title for one in driver.window.workspace.documents("article")]
    assert titles_ == [article.title, "The bridge"]


def test_an_address_that_is_dropped_is_not_fetched(driver: Driver) -> None:
    driver.page("source")
    page, errors = driver.page("article"), driver.window.parts.errors
    for target in (driver.window.parts.sources, page.view):
        errors.show_sentence("")
        assert drop(target, QUrl("https://courier.example/world/pact"))
        assert "fetches nothing from the network" in errors.text
        assert "https://courier.example/world/pact" in errors.text
    errors.show_sentence("")
    drop(page.view, QUrl("ftp://courier.example/"))
    assert errors.text == ""


def test_an_address_that_is_pasted_says_how_its_page_is_saved(driver: Driver) -> None:
    QApplication.clipboard().setText(f" {ADDRESS}\n")
    driver.trigger("document.paste")
    dialog = child(driver, PasteDialog)
    assert isinstance(dialog, PasteDialog)
    dialog.title.setText("The pact")
    assert dialog.fetching.isVisible()
    assert "Save the page in your browser" in dialog.fetching.text()
    assert not dialog.ok.isEnabled()
    dialog.text.setPlainText(f"{ADDRESS} says that they signed it.")
    assert not dialog.fetching.isVisible()
    assert dialog.ok.isEnabled()
    dialog.reject()


def test_a_page_that_is_dropped_with_its_folder_is_one_document(
    driver: Driver, tmp_path: Path
) -> None:
    before = titles(driver)
    beside = tmp_path / "pact_files"
    beside.mkdir()
    (beside / "map.png").write_bytes(picture())
    (tmp_path / "pact.html").write_bytes(html(more='<img src="pact_files/map.png">'))
    driver.window.parts.sources.files_dropped.emit([tmp_path / "pact.html", beside])
    driver.until(lambda: titles(driver) == [*before, "The pact"])
    driver.settle()
    assert driver.page("source").document.name == "pact.mhtml"
    assert driver.window.parts.errors.text == ""


def test_an_empty_side_says_how_a_page_is_saved(
    open_window: Callable[[Path | None], Driver], tmp_path: Path
) -> None:
    path = tmp_path / "empty.sidelight"
    Session.create(path, "Empty", by="Ann").close()
    driver = open_window(path)
    for side in driver.window.findChildren(EmptySide):
        said = [one.text() for one in side.findChildren(QLabel)]
        assert any("Web page, complete" in words for words in said)


def test_the_file_dialog_shows_web_archives(driver: Driver) -> None:
    driver.trigger("document.sources")
    dialog = child(driver, QFileDialog)
    assert isinstance(dialog, QFileDialog)
    shown = dialog.nameFilters()[0].split()
    assert {"*.warc", "*.warc.gz", "*.wacz", "*.mhtml"} <= {one.strip("()") for one in shown}
    dialog.reject()
