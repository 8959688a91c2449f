# SPDX-License-Identifier: AGPL-3.0-or-later
"""Copying, the caret, the context menu and the find options in the real window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from sidelight.desktop.view.page_stack import PagePoint
from sidelight.language import _

if TYPE_CHECKING:
    from sidelight.desktop.documents.document_page import DocumentPage
    from tests.desktop.conftest import Driver

Opener = Callable[[Path | None], "Driver"]
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def menu_of(driver: Driver, page: DocumentPage, at: QPoint, *, by_key: bool = False) -> QMenu:
    """Ask for the document's menu at a point of the viewport."""
    port = page.view.viewport()
    reason = QContextMenuEvent.Reason.Keyboard if by_key else QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(port, QContextMenuEvent(reason, at, port.mapToGlobal(at)))
    driver.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def items(menu: QMenu) -> dict[str, QAction]:
    return {action.objectName(): action for action in menu.actions() if action.objectName()}


def test_words_are_copied_plain_and_with_their_citation(driver: Driver) -> None:
    driver.select("source", "It was sent on 31 August.")
    assert driver.window.actions_["edit.copy_cited"].isEnabled()
    clipboard = QGuiApplication.clipboard()
    driver.press(Qt.Key.Key_C, CONTROL)
    assert clipboard.text() == "It was sent on 31 August."
    driver.press(Qt.Key.Key_C, CONTROL | SHIFT)
    cited = "“It was sent on 31 August.” Letter of 1950, § Note on a letter of 1950, ¶ 1."
    driver.until(lambda: clipboard.text() == cited)
    html = clipboard.mimeData().html()
    assert "<p>" in html
    assert "“It was sent on 31 August.”" in html
    assert driver.window.parts.status.said.startswith("Copied with: Letter of 1950")
    driver.page("source").view.clear_selection()
    assert not driver.window.actions_["edit.copy"].isEnabled()
    assert not driver.window.actions_["edit.copy_cited"].isEnabled()


def test_the_list_keeps_its_own_copy(driver: Driver) -> None:
    driver.claim("invaluable aid")
    driver.select("article", "land border")
    table = driver.window.parts.claims.table
    table.setFocus()
    table.setCurrentIndex(table.model().index(0, 2))
    driver.trigger("edit.copy")
    assert QGuiApplication.clipboard().text() == "invaluable aid"


def test_a_rectangle_is_no_passage(driver: Driver) -> None:
    claim = driver.claim("invaluable aid")
    for kind, id_ in (("article", "claim.denied"), ("source", "claim.link")):
        page = driver.page(kind)
        page.view.setFocus()
        rect = page.view.page_rect(0)
        page.view.select_block(rect.topLeft() + QPointF(90, 20), extend=False)
        page.view.select_block(rect.topLeft() + QPointF(200, 400), extend=True)
        assert "to be copied" in driver.window.parts.status.place
        driver.trigger(id_)
        assert driver.window.parts.status.said.startswith("A rectangle can only be copied.")
        assert driver.window.actions_["edit.copy"].isEnabled()
        page.view.clear_selection()
    driver.settle()
    assert [one.id for one in driver.window.workspace.claims] == [claim]
    assert driver.window.workspace.claims[0].evidence == ()


def test_every_item_of_the_context_menu_works(driver: Driver) -> None:
    driver.select("article", "land border")
    page = driver.page("article")
    menu = menu_of(driver, page, QPoint(5, 5))
    assert {"claim.verified", "claim.disputed", "claim.denied", "edit.copy"} <= set(items(menu))
    assert all(action.isEnabled() for id_, action in items(menu).items() if "edit." in id_)
    items(menu)["claim.disputed"].trigger()
    menu.close()
    driver.until(lambda: len(driver.window.workspace.claims) == 1)
    driver.settle()
    # Over a mark the menu is about that claim.
    driver.window.workspace.choose("")
    claim = driver.window.workspace.claims[0]
    rect = page.view.line_rect(claim.passages[0].id)
    assert rect is not None
    menu = menu_of(driver, page, rect.center().toPoint())
    assert driver.window.workspace.claim_id == claim.id
    items(menu)["claim.reason"].trigger()
    menu.close()
    assert driver.window.focusWidget() is driver.window.parts.card.reason
    driver.front()
    driver.select("source", "17 km long")
    menu = menu_of(driver, driver.page("source"), QPoint(5, 5), by_key=True)
    items(menu)["claim.link"].trigger()
    menu.close()
    driver.until(lambda: driver.window.workspace.claims[0].evidence)


def test_f7_puts_a_caret_into_every_document(driver: Driver) -> None:
    driver.page("article").view.setFocus()
    driver.press(Qt.Key.Key_F7)
    assert driver.window.actions_["view.caret"].isChecked()
    assert [driver.page(kind).view.caret_mode for kind in ("article", "source")] == [True, True]
    driver.window.parts.sources.step(1)
    assert driver.page("source").view.caret_mode
    driver.press(Qt.Key.Key_F7)
    assert not driver.window.actions_["view.caret"].isChecked()
    assert not driver.page("article").view.caret_mode


def test_a_sentence_is_selected_by_a_key(driver: Driver) -> None:
    driver.select("article", "came twice")
    driver.press(Qt.Key.Key_E, CONTROL)
    assert driver.page("article").view.selected_text() == "Aid came twice that year."
    driver.trigger("edit.all")
    assert driver.page("article").view.selected_text().startswith("The pact, explained")


def test_find_takes_the_words_selected_and_keeps_how_to_compare(
    driver: Driver, open_window: Opener, project: Path
) -> None:
    driver.select("article", "Aid")
    driver.press(Qt.Key.Key_F, CONTROL)
    bar = driver.page("article").find_bar
    assert bar.words.text() == "Aid"
    driver.until(lambda: bar.count.text() == "2 of 2")
    driver.press(Qt.Key.Key_C, ALT)
    driver.until(lambda: bar.count.text() == "1 of 1")
    assert bar.case.isChecked()
    driver.press(Qt.Key.Key_W, ALT)
    assert bar.whole_words.isChecked()
    bar.case.click()
    driver.until(lambda: bar.count.text().endswith("of 2"))
    assert not driver.window.actions_["find.case"].isChecked()
    assert driver.page("source").find_bar.options() == bar.options()
    driver.window.close()
    again = open_window(project)
    found = again.page("article").find_bar.options()
    assert (found.case, found.whole_words) == (False, True)


def test_alt_c_opens_the_bar_where_it_is_closed(driver: Driver) -> None:
    driver.page("article").view.setFocus()
    driver.press(Qt.Key.Key_C, ALT)
    bar = driver.page("article").find_bar
    assert bar.isVisible()
    assert bar.case.isChecked()


@pytest.mark.parametrize("by", [0, 1])
def test_the_menu_of_a_page_without_words_opens_too(driver: Driver, by: int) -> None:
    page = driver.page("source")
    page.view.go_to(PagePoint(0, 0.0, 0.0))
    menu = menu_of(driver, page, QPoint(1, 1), by_key=bool(by))
    assert menu.accessibleName() == _("Document")
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    driver.until(lambda: QApplication.activePopupWidget() is None)


def test_claims_are_copied_with_what_is_said_of_them(driver: Driver) -> None:
    driver.claim("invaluable aid", Qt.Key.Key_3)
    driver.claim("Aid came twice")
    driver.window.parts.claims.table.selectAll()
    driver.trigger("claim.copy")
    status = driver.window.parts.status
    driver.until(lambda: status.said == "2 claims copied")
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text().count("Claim ") == 2
    assert "✗ Denied by the evidence (Ann, " in copied.text()
    assert "<blockquote>“invaluable aid”" in copied.html()
    # the one chosen, where the list does not show it
    driver.window.parts.claims.header.words.setText("nowhere to be found")
    driver.until(lambda: not driver.window.parts.claims.table.ids())
    chosen = driver.window.workspace.claim
    assert chosen is not None
    driver.trigger("claim.copy")
    driver.until(lambda: status.said == "1 claim copied")
    assert QGuiApplication.clipboard().text().startswith(f"✓ Verified · Claim {chosen.label}")
