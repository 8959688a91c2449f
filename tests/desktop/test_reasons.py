# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reasons, notes and parties: typed on the card, saved by themselves."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from sidelight.desktop.claims.draft import PAUSE_MS, Draft
from sidelight.session.session import Session

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver


def reason_of(driver: Driver) -> str:
    claim = driver.window.workspace.claims[0]
    record = driver.window.workspace.my_record(claim)
    return record.reason if record else ""


def test_n_goes_to_the_reason_and_leaving_the_field_saves_it(driver: Driver) -> None:
    driver.claim("invaluable aid")
    driver.press(Qt.Key.Key_N)
    card = driver.window.parts.card
    assert QApplication.focusWidget() is card.reason
    QTest.keyClicks(card.reason, "the letter says n1")
    driver.page("article").view.setFocus()
    driver.until(lambda: reason_of(driver) == "the letter says n1")
    assert driver.window.parts.claims.model.index(0, 4).data() == "the letter says n1"


def test_letters_and_digits_typed_into_a_field_are_no_shortcuts(driver: Driver) -> None:
    driver.claim("invaluable aid", Qt.Key.Key_2)
    driver.press(Qt.Key.Key_N)
    QTest.keyClicks(driver.window.parts.card.reason, "1 3 e n")
    assert driver.window.parts.card.reason.toPlainText() == "1 3 e n"
    assert driver.window.workspace.claims[0].verdicts[0].verdict == "disputed"


def test_typing_is_saved_after_a_pause(driver: Driver) -> None:
    driver.claim("invaluable aid")
    driver.press(Qt.Key.Key_N)
    QTest.keyClicks(driver.window.parts.card.reason, "half a sen")
    driver.qtbot.waitUntil(lambda: reason_of(driver) == "half a sen", timeout=PAUSE_MS * 4)
    assert QApplication.focusWidget() is driver.window.parts.card.reason


def test_closing_the_window_saves_what_is_being_typed(driver: Driver, project: Path) -> None:
    driver.claim("invaluable aid")
    driver.press(Qt.Key.Key_N)
    QTest.keyClicks(driver.window.parts.card.reason, "unfinished")
    driver.window.close()
    with Session.open(project, by="Ann") as session:
        assert session.snapshot().claims[0].verdicts[0].reason == "unfinished"


def test_what_is_typed_for_one_claim_never_lands_on_the_next(driver: Driver) -> None:
    first = driver.claim("invaluable aid")
    driver.claim("land border")
    driver.window.bench.going.to_claim(first)
    driver.press(Qt.Key.Key_N)
    QTest.keyClicks(driver.window.parts.card.reason, "about aid")
    driver.trigger("claim.next")
    assert driver.window.parts.card.reason.toPlainText() == ""
    driver.settle()
    driver.settle()
    reasons = [
        record.reason if (record := driver.window.workspace.my_record(claim)) else ""
        for claim in driver.window.workspace.claims
    ]
    assert reasons == ["about aid", ""]


def test_only_a_denied_claim_asks_by_whom(driver: Driver) -> None:
    driver.claim("invaluable aid", Qt.Key.Key_1)
    party = driver.window.parts.card.party
    assert not party.isVisible()
    driver.press(Qt.Key.Key_3)
    driver.settle()
    assert party.isVisible()
    party.setFocus()
    QTest.keyClicks(party, "the ministry")
    driver.page("article").view.setFocus()
    driver.until(lambda: driver.window.workspace.claims[0].verdicts[0].denied_by == "the ministry")


def test_a_note_is_added_with_enter_and_removed_with_undo_offered(driver: Driver) -> None:
    driver.claim("invaluable aid")
    driver.press(Qt.Key.Key_N, Qt.KeyboardModifier.ShiftModifier)
    note = driver.window.parts.card.note
    assert QApplication.focusWidget() is note
    QTest.keyClicks(note, "ask the archive")
    driver.press(Qt.Key.Key_Return)
    driver.until(lambda: driver.window.workspace.claims[0].notes)
    assert driver.window.workspace.claims[0].notes[0].text == "ask the archive"
    driver.window.parts.card.lists.note_removed.emit(driver.window.workspace.claims[0].notes[0].id)
    driver.until(lambda: not driver.window.workspace.claims[0].notes)
    driver.settle()
    assert driver.window.parts.status.said == "Note on claim 1 removed. Undo: Ctrl+Z"


def test_a_draft_keeps_what_is_typed_when_the_project_changes_below_it(qtbot: QtBot) -> None:
    field = QPlainTextEdit()
    qtbot.addWidget(field)
    draft = Draft(field)
    draft.show("a", "saved")
    field.setPlainText("saved and more")
    draft.show("a", "changed elsewhere")
    assert field.toPlainText() == "saved and more"


def test_a_draft_saves_the_old_subject_before_it_shows_another(qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    draft = Draft(field)
    saved: list[tuple[str, str]] = []
    draft.save_wanted.connect(lambda subject, text: saved.append((subject, text)))
    draft.show("a", "")
    field.setText("for a")
    draft.show("b", "of b")
    assert saved == [("a", "for a")]
    assert field.text() == "of b"
    draft.flush()
    assert saved == [("a", "for a")]


def test_keys_pressed_while_a_claim_is_being_made_mean_that_claim(driver: Driver) -> None:
    """A slow disk or a large document at work must not turn a reason to the wrong claim."""
    earlier = driver.claim("land border", Qt.Key.Key_1)
    go_on = threading.Event()
    driver.window.parts.bridge.ask(lambda _session: go_on.wait(20), then=lambda _done: None)
    driver.select("article", "invaluable aid")
    for key in (Qt.Key.Key_2, Qt.Key.Key_N, Qt.Key.Key_3, Qt.Key.Key_Delete):
        driver.press(key)
    assert driver.window.workspace.claim_id == earlier
    assert not driver.window.parts.card.reason.hasFocus()
    go_on.set()
    driver.until(lambda: len(driver.window.workspace.claims) == 2)
    driver.settle()
    claims = {claim.id: claim for claim in driver.window.workspace.claims}
    made = claims[driver.window.workspace.claim_id]
    assert made.quote == "invaluable aid"
    assert made.verdicts[0].verdict == "disputed"
    assert claims[earlier].verdicts[0].verdict == "verified"
    driver.until(driver.window.parts.card.reason.hasFocus)
    QTest.keyClicks(driver.window.parts.card.reason, "because")
    driver.page("article").view.setFocus()
    driver.settle()
    reasons = {c.quote: c.verdicts[0].reason for c in driver.window.workspace.claims}
    assert reasons == {"invaluable aid": "because", "land border": ""}
