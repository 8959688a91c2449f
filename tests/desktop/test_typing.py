# SPDX-License-Identifier: AGPL-3.0-or-later
"""Typing: what belongs to a field, when it is saved, what undo takes back, and what Enter does."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from sidelight.desktop.claims.draft import PAUSE_MS
from sidelight.desktop.claims.evidence_row import EvidenceRow
from sidelight.desktop.dialogs.new_project import NewProjectDialog
from sidelight.session.session import Session

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver

Opener = Callable[[Path | None], "Driver"]
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


def reason(driver: Driver, number: int = 0) -> str:
    """My reason on a claim, as the project holds it."""
    record = driver.window.workspace.my_record(driver.window.workspace.claims[number])
    return record.reason if record else ""


def labels(driver: Driver) -> list[str]:
    """What undo takes back, the next first, until no claim is left."""
    found = []
    while driver.window.workspace.claims:
        found.append(driver.window.actions_["edit.undo"].text())
        driver.trigger("edit.undo")
        driver.settle()
    return found


def compose(target: QWidget, steps: list[str], result: str) -> None:
    """Compose a character as an input method does: each step replaces the one before."""
    for step in steps:
        # the key reaches the program too, without a text of its own
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            QApplication.sendEvent(target, QKeyEvent(kind, Qt.Key.Key_unknown, NONE, 26, 0, 0))
        QApplication.sendEvent(target, QInputMethodEvent(step, []))
    event = QInputMethodEvent("", [])
    event.setCommitString(result)
    QApplication.sendEvent(target, event)


def count(driver: Driver) -> int:
    """How many claims there are now."""
    return len(driver.window.workspace.claims)


def pause(driver: Driver) -> None:
    """Stop typing for long enough that it is saved."""
    end = time.monotonic() + PAUSE_MS / 1000 + 0.3
    driver.until(lambda: time.monotonic() > end)
    driver.settle()


def test_two_saves_of_one_visit_are_one_undo_step_and_typing_goes_on_undisturbed(
    driver: Driver,
) -> None:
    driver.claim("invaluable aid")
    driver.press(Qt.Key.Key_N)
    field = driver.window.parts.card.reason
    QTest.keyClicks(field, "the letter ")
    pause(driver)
    assert reason(driver) == "the letter"
    # the blank is still there and the cursor behind it: what follows stands where it should
    QTest.keyClicks(field, "thanks for help")
    pause(driver)
    assert field.toPlainText() == "the letter thanks for help"
    assert reason(driver) == "the letter thanks for help"
    driver.page("article").view.setFocus()
    driver.press(Qt.Key.Key_N)
    QTest.keyClicks(field, ", twice")
    driver.page("article").view.setFocus()
    driver.settle()
    assert reason(driver) == "the letter thanks for help, twice"
    driver.trigger("edit.undo")
    driver.settle()
    assert reason(driver) == "the letter thanks for help"
    assert field.toPlainText() == "the letter thanks for help"
    driver.trigger("edit.undo")
    driver.settle()
    assert (reason(driver), field.toPlainText()) == ("", "")
    driver.trigger("edit.redo")
    driver.settle()
    assert reason(driver) == "the letter thanks for help"
    assert labels(driver) == ["Undo: Reason written", "Undo: Claim made"]


def test_a_verdict_amid_a_visit_is_a_step_of_its_own_between_the_two_halves(
    driver: Driver,
) -> None:
    driver.claim("invaluable aid", Qt.Key.Key_0)
    driver.press(Qt.Key.Key_N)
    field = driver.window.parts.card.reason
    QTest.keyClicks(field, "first")
    button = next(iter(driver.window.top.verdicts.values()))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    driver.settle()
    assert QApplication.focusWidget() is field
    QTest.keyClicks(field, " then")
    driver.window.parts.card.flush()
    driver.settle()
    assert reason(driver) == "first then"
    assert labels(driver) == [
        "Undo: Reason written",
        "Undo: Verdict given",
        "Undo: Reason written",
        "Undo: Claim made",
    ]
    assert not driver.window.workspace.claims


def test_a_note_on_evidence_keeps_the_keyboard_when_it_is_saved_after_a_pause(
    driver: Driver,
) -> None:
    driver.claim("invaluable aid", Qt.Key.Key_2)
    driver.select("source", "31 August")
    driver.press(Qt.Key.Key_E)
    driver.until(driver.window.bench.claim_verbs.popup.isVisible)
    driver.press(Qt.Key.Key_Return)
    driver.settle()
    (row,) = driver.window.parts.card.findChildren(EvidenceRow)
    row.note.setFocus()
    QTest.keyClicks(row.note, "page 3 ")
    pause(driver)
    assert driver.window.workspace.claims[0].evidence[0].note == "page 3"
    assert QApplication.focusWidget() is row.note
    for letter in "123en":
        driver.type(letter)
    assert row.note.text() == "page 3 123en"
    driver.page("article").view.setFocus()
    driver.settle()
    claim = driver.window.workspace.claims[0]
    assert claim.evidence[0].note == "page 3 123en"
    assert claim.verdicts[0].verdict == "disputed"
    driver.trigger("edit.undo")
    driver.settle()
    assert driver.window.workspace.claims[0].evidence[0].note == ""
    assert row.note.text() == ""
    assert len(driver.window.workspace.claims[0].evidence) == 1


def test_korean_and_russian_are_composed_in_fields_and_are_nobodys_shortcut(
    driver: Driver,
) -> None:
    driver.claim("invaluable aid", Qt.Key.Key_1)
    driver.press(Qt.Key.Key_N)
    card = driver.window.parts.card
    compose(card.reason, ["ㅎ", "하", "한"], "한")
    compose(card.reason, ["ㄱ", "구", "국"], "국")
    driver.type(" 1차 자료; письмо №3 уточняет")
    assert card.reason.toPlainText() == "한국 1차 자료; письмо №3 уточняет"
    assert QApplication.focusWidget() is card.reason
    # half a syllable is not lost when the window is left: the rest is saved, the syllable waits
    QApplication.sendEvent(card.reason, QInputMethodEvent("ㄷ", []))
    card.flush()
    driver.settle()
    assert reason(driver) == "한국 1차 자료; письмо №3 уточняет"
    event = QInputMethodEvent("", [])
    event.setCommitString("다")
    QApplication.sendEvent(card.reason, event)
    assert card.reason.toPlainText().endswith("уточняет다")
    driver.trigger("edit.search")
    compose(driver.window.top.search, ["ㄷ", "도"], "도")
    assert driver.window.top.search.text() == "도"
    driver.trigger("view.filter")
    driver.type("123")
    assert driver.window.parts.claims.header.words.text() == "123"
    assert driver.window.workspace.claims[0].verdicts[0].verdict == "verified"
    assert len(driver.window.workspace.claims) == 1
    assert not driver.window.workspace.claims[0].evidence


def test_ctrl_z_takes_typing_back_first_and_then_the_last_act(driver: Driver) -> None:
    driver.claim("invaluable aid")
    driver.claim("land border")
    driver.press(Qt.Key.Key_N)
    field = driver.window.parts.card.reason
    QTest.keyClicks(field, "hasty")
    driver.press(Qt.Key.Key_Z, CTRL)
    driver.until(lambda: field.toPlainText() == "")
    assert count(driver) == 2
    driver.press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert field.toPlainText() == "hasty"
    driver.press(Qt.Key.Key_Z, CTRL)
    # nothing typed is left: now it is the claim
    driver.press(Qt.Key.Key_Z, CTRL)
    driver.until(lambda: count(driver) == 1)
    driver.settle()
    driver.trigger("edit.search")
    driver.type("aid")
    driver.press(Qt.Key.Key_Z, CTRL)
    driver.until(lambda: driver.window.top.search.text() == "")
    assert count(driver) == 1
    driver.press(Qt.Key.Key_Z, CTRL)
    driver.until(lambda: count(driver) == 0)
    driver.settle()
    driver.press(Qt.Key.Key_Z, CTRL | SHIFT)
    driver.until(lambda: driver.window.top.search.text() == "aid")
    driver.page("article").view.setFocus()
    driver.press(Qt.Key.Key_Y, CTRL)
    driver.until(lambda: count(driver) == 1)
    driver.press(Qt.Key.Key_Y, CTRL)
    driver.until(lambda: count(driver) == 2)


def test_enter_presses_the_button_that_has_the_keyboard(
    open_window: Opener, tmp_path: Path
) -> None:
    driver = open_window(None)
    first = next(b for b in driver.window.start.findChildren(QPushButton) if b.isVisible())
    driver.window.activateWindow()
    driver.until(lambda: QApplication.focusWidget() is first)
    driver.press(Qt.Key.Key_Return)
    (dialog,) = driver.window.findChildren(NewProjectDialog)
    QTest.keyClicks(dialog.title, "Harbour")
    dialog.path.setText(str(tmp_path / "harbour.sidelight"))
    dialog.name.setFocus()
    # in a dialog Enter means the default button, wherever the keyboard is
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    driver.until(lambda: driver.window.workspace.snapshot is not None)
    driver.settle()
    driver.front()
    side = driver.window.parts.sources
    paste = next(b for b in side.findChildren(QPushButton) if b.text() == "Paste text…")
    paste.setFocus()
    driver.press(Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    driver.until(lambda: QApplication.activeModalWidget() is not None)
    asked = QApplication.activeModalWidget()
    assert asked is not None
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    driver.front()
    dark = driver.window.top.after_search()[1]
    dark.setFocus()
    for theme in ("dark", "light"):
        driver.press(Qt.Key.Key_Return)
        assert driver.window.parts.theme.colours.name == theme
    driver.press(Qt.Key.Key_Return, CTRL)
    assert driver.window.parts.theme.colours.name == "light"


def test_enter_on_a_chip_filters_and_escape_ends_the_filter(driver: Driver) -> None:
    driver.claim("invaluable aid", Qt.Key.Key_1)
    driver.claim("land border", Qt.Key.Key_2)
    claims = driver.window.parts.claims
    claims.header.chips["disputed"].setFocus()
    driver.press(Qt.Key.Key_Return)
    assert claims.table.ids() == [driver.window.workspace.claims[1].id]
    driver.press(Qt.Key.Key_Return)
    assert len(claims.table.ids()) == 2
    driver.press(Qt.Key.Key_L, CTRL)
    driver.type("border")
    assert len(claims.table.ids()) == 1
    driver.press(Qt.Key.Key_Down)
    assert claims.table.hasFocus()
    driver.press(Qt.Key.Key_L, CTRL)
    driver.press(Qt.Key.Key_Escape)
    assert claims.header.words.text() == ""
    assert claims.table.hasFocus()
    assert len(claims.table.ids()) == 2
    # a claim that the filter hides is still the chosen one
    claims.header.chips["verified"].click()
    driver.window.workspace.choose(driver.window.workspace.claims[1].id)
    assert driver.window.workspace.claim is not None
    driver.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert driver.window.workspace.claim_id == driver.window.workspace.claims[0].id


def test_the_stance_question_stands_in_nobodys_way(driver: Driver) -> None:
    driver.claim("invaluable aid")
    popup = driver.window.bench.claim_verbs.popup

    def ask() -> None:
        driver.select("source", "31 August")
        driver.press(Qt.Key.Key_E)
        driver.until(popup.isVisible)
        driver.settle()

    ask()
    QTest.keyPress(popup, Qt.Key.Key_Shift)
    assert popup.isVisible()
    QTest.keyClick(popup, Qt.Key.Key_C, SHIFT)
    driver.settle()
    assert driver.window.workspace.claims[0].evidence[0].stance == "contradicts"
    driver.trigger("edit.undo")
    driver.trigger("edit.undo")
    driver.settle()
    ask()
    driver.press(Qt.Key.Key_Z, CTRL)
    driver.until(lambda: not driver.window.workspace.claims[0].evidence)
    driver.settle()
    assert not popup.isVisible()
    ask()
    driver.press(Qt.Key.Key_2)
    driver.until(lambda: driver.window.workspace.claims[0].verdicts[0].verdict == "disputed")
    assert not popup.isVisible()
    assert driver.window.workspace.claims[0].evidence[0].stance == "supports"
    ask()
    button = next(b for b in popup.findChildren(QPushButton) if b.text().startswith("is context"))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, NONE, QPoint(9, 9))
    driver.settle()
    stances = [evidence.stance for evidence in driver.window.workspace.claims[0].evidence]
    assert stances == ["supports", "context"]


def test_closing_saves_the_texts_of_every_field(driver: Driver, project: Path) -> None:
    driver.claim("invaluable aid", Qt.Key.Key_3)
    driver.select("source", "31 August")
    driver.press(Qt.Key.Key_E)
    driver.until(driver.window.bench.claim_verbs.popup.isVisible)
    driver.press(Qt.Key.Key_Return)
    driver.settle()
    card = driver.window.parts.card
    (row,) = card.findChildren(EvidenceRow)
    fields: list[tuple[QLineEdit, str]] = [
        (card.party, "the ministry"),
        (row.note, "a carbon copy"),
        (card.note, "ask for the original"),
    ]
    for field, words in fields:
        field.setText(words)
    card.reason.setPlainText("it says otherwise")
    driver.window.close()
    with Session.open(project, by="Ann") as session:
        (claim,) = session.snapshot().claims
    assert claim.verdicts[0].denied_by == "the ministry"
    assert claim.verdicts[0].reason == "it says otherwise"
    assert claim.evidence[0].note == "a carbon copy"
    assert [note.text for note in claim.notes] == ["ask for the original"]


@pytest.mark.parametrize("action", ["claim.reason", "claim.note", "claim.tag", "claim.record"])
def test_escape_goes_from_a_field_of_the_card_back_to_the_article(
    driver: Driver, action: str
) -> None:
    driver.claim("invaluable aid")
    view = driver.page("article").view
    driver.trigger(action)
    driver.until(lambda: driver.window.parts.card.isAncestorOf(focus_widget()))
    driver.type("kept")
    driver.press(Qt.Key.Key_Escape)
    driver.until(lambda: view.isAncestorOf(focus_widget()) or focus_widget() is view)


def focus_widget() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found
