# SPDX-License-Identifier: AGPL-3.0-or-later
"""The trash in the window: what was removed is looked at, brought back, removed for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from shiboken6 import isValid

from sidelight.desktop.dialogs.trash import TrashDialog
from sidelight.desktop.exchange.erase_dialog import EraseDialog

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver


def remove(driver: Driver, words: str) -> str:
    """Make a claim of words and remove it again."""
    id_ = driver.claim(words, Qt.Key.Key_2)
    driver.page("article").view.setFocus()
    driver.press(Qt.Key.Key_Delete)
    driver.until(lambda: all(claim.id != id_ for claim in driver.window.workspace.claims))
    driver.settle()
    return id_


def open_trash(driver: Driver) -> TrashDialog:
    driver.trigger("project.trash")
    verbs = driver.window.bench.trash_verbs
    driver.until(lambda: verbs.dialog is not None and verbs.dialog.isVisible())
    dialog = verbs.dialog
    assert dialog is not None
    return dialog


def test_an_empty_trash_says_so(driver: Driver) -> None:
    dialog = open_trash(driver)
    assert dialog.empty.isVisible()
    assert not dialog.back.isEnabled()
    assert not dialog.erase.isEnabled()


def test_a_claim_is_looked_at_and_brought_back_by_keys_and_undone(driver: Driver) -> None:
    id_ = remove(driver, "land border")
    dialog = open_trash(driver)
    assert [one.id for one in dialog.chosen()] == [id_]
    driver.until(lambda: "“land border”" in dialog.details.toPlainText())
    assert "Ann: Disputed" in dialog.details.toPlainText()
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    driver.until(lambda: driver.window.workspace.claims)
    driver.until(lambda: dialog.said.text == "Claim 1 is back. Undo: Ctrl+Z")
    driver.until(dialog.empty.isVisible)
    assert driver.window.workspace.claim_id == id_
    dialog.close()
    driver.trigger("edit.undo")
    driver.until(lambda: not driver.window.workspace.claims)


def test_a_trash_that_was_closed_leaves_the_theme_alone(driver: Driver) -> None:
    remove(driver, "land border")
    dialog = open_trash(driver)
    dialog.close()
    driver.until(lambda: not isValid(dialog))
    driver.trigger("view.dark")
    driver.trigger("view.dark")
    assert not driver.window.parts.theme.colours.dark


def test_several_come_back_at_once(driver: Driver) -> None:
    for words in ("land border", "invaluable aid", "A treaty"):
        remove(driver, words)
    dialog = open_trash(driver)
    assert len(dialog.found) == 3
    QTest.keyClick(dialog.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert len(dialog.chosen()) == 2
    assert not dialog.erase.isEnabled()
    dialog.back.click()
    driver.until(lambda: len(driver.window.workspace.claims) == 2)
    driver.until(lambda: len(dialog.found) == 1)


def test_a_document_comes_back_with_its_tab(driver: Driver) -> None:
    title = driver.page("source").document.title
    driver.page("source").view.setFocus()
    driver.trigger("document.remove")
    sources = driver.window.workspace
    driver.until(lambda: all(d.title != title for d in sources.documents("source")))
    dialog = open_trash(driver)
    assert [one.title for one in dialog.found] == [title]
    driver.until(lambda: "No claim cites it." in dialog.details.toPlainText())
    dialog.back.click()
    driver.until(lambda: any(d.title == title for d in sources.documents("source")))


def test_removing_for_good_is_asked_from_there(driver: Driver) -> None:
    remove(driver, "land border")
    dialog = open_trash(driver)
    QTest.keyClick(dialog.list, Qt.Key.Key_Delete)
    driver.until(lambda: dialog.findChildren(EraseDialog))
    (asked,) = dialog.findChildren(EraseDialog)
    asked.remove.click()
    driver.until(lambda: not dialog.found)
    assert dialog.empty.isVisible()
