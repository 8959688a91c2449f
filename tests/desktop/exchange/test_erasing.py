# SPDX-License-Identifier: AGPL-3.0-or-later
"""Removing for good asks first, says what goes, and leaves nothing of it in window or file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QToolButton, QWidget

from sidelight.desktop.claims.note_row import NoteRow
from sidelight.desktop.exchange.erase_dialog import EraseDialog
from tests.desktop.exchange.conftest import modal

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver

FOR_GOOD = "Remove for good…"


def asked(driver: Driver) -> EraseDialog:
    dialog = modal(driver, EraseDialog)
    assert isinstance(dialog, EraseDialog)
    return dialog


def menu(driver: Driver, widget: QWidget) -> QMenu:
    """The context menu of a widget, by key."""
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, QPoint(4, 4), widget.mapToGlobal(QPoint(4, 4))
    )
    QApplication.sendEvent(widget, event)
    driver.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    found = QApplication.activePopupWidget()
    assert isinstance(found, QMenu)
    return found


def notes(driver: Driver) -> list[NoteRow]:
    """The notes on the card."""
    lists = driver.window.parts.card.lists

    def shown() -> list[NoteRow]:
        return [row for row in lists.findChildren(NoteRow) if row.isVisible()]

    driver.until(shown)
    return shown()


def press(opened: QMenu, words: str) -> None:
    action = next(action for action in opened.actions() if action.text() == words)
    opened.close()
    action.trigger()


def test_enter_leaves_all_as_it_is(ann: Driver) -> None:
    ann.page("source").view.setFocus()
    ann.trigger("document.erase")
    dialog = asked(ann)
    assert dialog.cancel.isDefault()
    assert not dialog.remove.isDefault()
    ann.press(Qt.Key.Key_Return)
    ann.until(lambda: QApplication.activeModalWidget() is None)
    ann.settle()
    assert len(ann.window.workspace.documents("source")) == 2


def test_a_document_goes_with_its_tab_and_evidence(ann: Driver, begun: Path) -> None:
    ann.page("source").view.setFocus()
    assert b"The letter thanks for help" in begun.read_bytes()
    ann.trigger("document.erase")
    dialog = asked(ann)
    assert dialog.sentences[0].startswith("Its file, its text and every quote")
    assert "With it go 1 piece of evidence." in dialog.sentences
    assert dialog.sentences[-1] == "This cannot be undone."
    dialog.remove.click()
    bar = ann.window.bench.outcome
    ann.until(bar.isVisible)
    assert bar.text == "“Letter of 1950” is removed from this project for good."
    assert not bar.back.isVisible()
    assert ann.window.parts.sources.tab_texts() == ["Реестр договоров"]
    assert ann.page("source").document.title == "Реестр договоров"
    assert ann.window.workspace.claims[0].evidence == ()
    ann.trigger("project.close")
    ann.settle_closed()
    for word in ("thanks for help", "Letter of 1950"):
        assert word.encode() not in begun.read_bytes()


def test_evidence_and_notes_go_by_their_menus(ann: Driver) -> None:
    one = ann.window.workspace.claims[0]
    ann.window.workspace.choose(one.id)
    ann.window.bridge.do(lambda session: session.add_note(one.id, "Told by the archivist."))
    ann.settle()
    lists = ann.window.parts.card.lists
    (note,) = notes(ann)
    opened = menu(ann, note)
    assert [a.text() for a in opened.actions()] == ["Edit this note", "Remove this note", FOR_GOOD]
    press(opened, FOR_GOOD)
    dialog = asked(ann)
    assert dialog.title.text() == "Remove this note for good?"
    dialog.remove.click()
    ann.until(lambda: not ann.window.workspace.claims[0].notes)
    row = lists.row(one.evidence[0].id)
    assert row is not None
    press(menu(ann, row), FOR_GOOD)
    dialog = asked(ann)
    assert dialog.title.text() == "Remove this evidence for good?"
    dialog.remove.click()
    ann.until(lambda: not ann.window.workspace.claims[0].evidence)


def test_a_claim_goes_by_the_menu_of_the_list(ann: Driver) -> None:
    table = ann.window.parts.claims.table
    ann.click_row(0)
    opened = menu(ann, table.viewport())
    said = [action.text() for action in opened.actions() if action.text()]
    assert {"Verified", "Remove", "Remove claim for good…"} <= set(said)
    press(opened, "Remove claim for good…")
    dialog = asked(ann)
    assert "With it go 1 piece of evidence." in dialog.sentences
    dialog.remove.click()
    ann.until(lambda: not ann.window.workspace.claims)
    assert not ann.window.parts.card.isVisible()


def test_my_notes_have_a_lock(ann: Driver) -> None:
    one = ann.window.workspace.claims[0]
    ann.window.workspace.choose(one.id)
    ann.window.bridge.do(lambda session: session.add_note(one.id, "For me."))
    ann.settle()

    def lock() -> QToolButton:
        buttons = notes(ann)[0].findChildren(QToolButton)
        return next(b for b in buttons if b.accessibleName() == "Private note")

    assert not lock().isChecked()
    lock().click()
    ann.until(lambda: ann.window.workspace.claims[0].notes[0].private)
    assert lock().isChecked()
    assert any("private" in found.accessibleName() for found in notes(ann)[0].findChildren(QLabel))
    ann.front()
    ann.trigger("edit.undo")
    ann.until(lambda: not ann.window.workspace.claims[0].notes[0].private)
