# SPDX-License-Identifier: AGPL-3.0-or-later
"""A document behind a password in the window: asked for when added and when its pages are seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from sidelight.desktop.dialogs.password import PasswordQuestion
from sidelight.desktop.frame.kept_pictures import kept
from tests.locked import PASSWORD, locked_pdf

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver


def question(driver: Driver, words: str) -> PasswordQuestion:
    """The question in sight that says some words."""

    def found() -> list[PasswordQuestion]:
        asked = driver.window.findChildren(PasswordQuestion)
        return [one for one in asked if one.isVisible() and words in one.said]

    driver.until(found)
    return found()[0]


def answer(driver: Driver, asked: PasswordQuestion, password: str) -> None:
    asked.line.setFocus()
    asked.line.insert(password)
    QTest.keyClick(asked.line, Qt.Key.Key_Return)
    driver.until(lambda: not any(q is asked for q in driver.window.findChildren(PasswordQuestion)))


def add(driver: Driver, folder: Path) -> None:
    path = folder / "letter.pdf"
    path.write_bytes(locked_pdf())
    driver.window.parts.sources.files_dropped.emit([path])


def has_letter(driver: Driver) -> bool:
    return any(d.name == "letter.pdf" for d in driver.window.workspace.documents("source"))


def test_added_with_the_password(
    open_window: Callable[[Path | None], Driver], project: Path, tmp_path: Path
) -> None:
    driver = open_window(project)
    add(driver, tmp_path)
    first = question(driver, "is protected by a password")
    assert first.line.echoMode() == QLineEdit.EchoMode.Password
    assert not first.ok.isEnabled()
    answer(driver, first, "no")
    answer(driver, question(driver, "That is not the password"), PASSWORD)
    driver.until(lambda: has_letter(driver))
    # it comes forward after the project has it
    driver.until(lambda: driver.page("source").document.name == "letter.pdf")
    page = driver.page("source")
    driver.until(lambda: driver.window.parts.loader.pictures.nearest(page.document.id, 1, 1.0))
    assert page.locked.isHidden()
    # what can be seen only with it is not left behind
    article = driver.page("article")
    driver.until(lambda: article.view.picture_of(0))
    driver.window.close()
    assert {drawn.key for drawn in kept(project)} == {article.view.key}


def test_given_up_nothing_is_added(
    open_window: Callable[[Path | None], Driver], project: Path, tmp_path: Path
) -> None:
    driver = open_window(project)
    add(driver, tmp_path)
    asked = question(driver, "is protected by a password")
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    driver.settle()
    assert not has_letter(driver)


def test_locked_again_when_the_project_is_opened_again(
    open_window: Callable[[Path | None], Driver], project: Path, tmp_path: Path
) -> None:
    driver = open_window(project)
    add(driver, tmp_path)
    answer(driver, question(driver, "is protected by a password"), PASSWORD)
    driver.until(lambda: has_letter(driver))
    driver.until(lambda: driver.page("source").document.name == "letter.pdf")
    driver.window.close()
    driver.until(lambda: not driver.window.isVisible())

    again = open_window(project)
    letter = next(d for d in again.window.workspace.documents("source") if d.name == "letter.pdf")
    again.window.parts.sources.show_document(letter.id)
    page = again.page("source")
    again.until(lambda: page.document.id == letter.id and page.locked.isVisible())
    pictures = again.window.parts.loader.pictures
    again.until(lambda: "does not keep" in pictures.failure(letter.id, 1))
    # what a page says is asked for again on it is asked for there too
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    QTest.keyClick(question(again, "is protected by a password"), Qt.Key.Key_Escape)
    again.front()
    page.locked.button.click()
    answer(again, question(again, "is protected by a password"), "no")
    answer(again, question(again, "That is not the password"), PASSWORD)
    again.until(page.locked.isHidden)
    assert pictures.failure(letter.id, 1) == ""
    assert pictures.nearest(letter.id, 1, 1.0) is not None
