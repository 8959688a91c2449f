# SPDX-License-Identifier: AGPL-3.0-or-later
"""The record of a claim on its card: typed, chosen, tagged, answered, decided, undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from sidelight.desktop.choice import Choice
from sidelight.model.records import Claim

if TYPE_CHECKING:
    from sidelight.desktop.claims.claim_record import ClaimRecord
    from tests.desktop.conftest import Driver


def claim(driver: Driver) -> Claim:
    return driver.window.workspace.claims[0]


def record(driver: Driver) -> ClaimRecord:
    return driver.window.parts.card.record


def test_a_claim_is_described_by_keys(driver: Driver) -> None:
    driver.claim("land border")
    held = record(driver)
    assert not held.fold.isChecked()
    driver.press(Qt.Key.Key_R)
    speaker = held.form.fields["speaker"]
    assert QApplication.focusWidget() is held.form.fields["restatement"]
    assert isinstance(speaker, QLineEdit)
    speaker.setFocus()
    QTest.keyClicks(speaker, "KCNA 1 2 3 u")
    severity = held.form.fields["severity"]
    assert isinstance(severity, Choice)
    severity.setFocus()
    QTest.keyClick(severity, Qt.Key.Key_End)
    driver.until(
        lambda: (claim(driver).speaker, claim(driver).severity) == ("KCNA 1 2 3 u", "grave")
    )
    correction = held.form.fields["correction"]
    assert isinstance(correction, QPlainTextEdit)
    correction.setFocus()
    QTest.keyClicks(correction, "a border of 17 km")
    held.flush()
    driver.until(lambda: claim(driver).correction == "a border of 17 km")
    driver.settle()
    driver.trigger("edit.undo")
    driver.until(lambda: claim(driver).correction == "" and claim(driver).severity == "grave")
    driver.settle()
    driver.trigger("edit.redo")
    driver.until(lambda: claim(driver).correction == "a border of 17 km")
    driver.until(lambda: correction.toPlainText() == "a border of 17 km")


def test_tags_are_typed_completed_and_taken_off(driver: Driver) -> None:
    driver.claim("land border")
    driver.press(Qt.Key.Key_T)
    entry = record(driver).tags.entry
    assert QApplication.focusWidget() is entry
    QTest.keyClicks(entry, "borders,dates")
    QTest.keyClick(entry, Qt.Key.Key_Return)
    driver.until(lambda: claim(driver).tags == ("borders", "dates"))
    driver.until(lambda: len(record(driver).tags.chips) == 2)
    QTest.keyClick(entry, Qt.Key.Key_Backspace)
    driver.until(lambda: claim(driver).tags == ("borders",))
    driver.until(lambda: len(record(driver).tags.chips) == 1)
    record(driver).tags.chips[0].click()
    driver.until(lambda: claim(driver).tags == ())
    driver.claim("invaluable aid")
    driver.press(Qt.Key.Key_T)
    QTest.keyClicks(entry, "a" * 61)
    QTest.keyClick(entry, Qt.Key.Key_Return)
    driver.until(driver.window.parts.errors.isVisible)
    assert "without a comma" in driver.window.parts.errors.text


def test_responses_and_described_evidence_are_added_changed_and_removed(driver: Driver) -> None:
    driver.claim("land border")
    driver.press(Qt.Key.Key_R)
    rows = record(driver).responses
    rows.adding.setFocus()
    QTest.keyClicks(rows.adding, "The ministry")
    QTest.keyClick(rows.adding, Qt.Key.Key_Return)
    driver.until(lambda: len(rows.rows) == 1)
    (form,) = rows.rows.values()
    answer = form.fields["answer"]
    assert isinstance(answer, Choice)
    answer.setFocus()
    QTest.keyClick(answer, Qt.Key.Key_End)
    driver.until(lambda: [r.answer for r in claim(driver).responses] == ["no answer"])
    told = record(driver).described
    told.adding.setFocus()
    QTest.keyClicks(told.adding, "No map shows it.")
    QTest.keyClick(told.adding, Qt.Key.Key_Return)
    driver.until(lambda: [d.words for d in claim(driver).described] == ["No map shows it."])
    rows.removed.emit(next(iter(rows.rows)))
    driver.until(lambda: claim(driver).responses == ())
    driver.until(lambda: rows.rows == {})
    driver.trigger("edit.undo")
    driver.until(lambda: len(rows.rows) == 1)


def test_two_who_differ_are_decided_and_dissent_stays(driver: Driver) -> None:
    driver.claim("land border", Qt.Key.Key_1)
    row = record(driver).decision
    assert row.isHidden()
    first = driver.window.workspace.claim_id
    driver.window.bridge.do(lambda session: _as_bob(session, first))
    driver.until(lambda: not row.isHidden())
    row.verdict.setFocus()
    QTest.keyClick(row.verdict, Qt.Key.Key_End)
    assert not row.decide.isEnabled()
    row.reason.setFocus()
    QTest.keyClicks(row.reason, "The record says so.")
    QTest.keyClick(row.reason, Qt.Key.Key_Return)
    driver.until(lambda: claim(driver).decision is not None)
    driver.until(lambda: row.reason.text() == "")
    assert len(claim(driver).verdicts) == 2
    driver.page("article").view.setFocus()
    driver.press(Qt.Key.Key_2)
    driver.until(lambda: bool(claim(driver).decision and claim(driver).decision.outdated))  # type: ignore[union-attr]
    row.withdraw.click()
    driver.until(lambda: claim(driver).decision is None)
    assert row.party.isHidden()
    row.verdict.show_word("denied")
    row.verdict.word_chosen.emit("denied")
    assert not row.party.isHidden()
    row.party.setText("The ministry")
    row.reason.setText("It says")
    other = driver.claim("invaluable aid")
    assert row.reason.text() == ""
    driver.trigger("claim.split")
    assert driver.window.workspace.claim_id == first
    driver.trigger("claim.split")
    assert driver.window.workspace.claim_id == first != other
    driver.until(lambda: row.reason.text() == "It says")
    row.decide.click()
    driver.until(lambda: claim(driver).decision is not None)
    made = claim(driver).decision
    assert made is not None
    assert (made.verdict, made.denied_by) == ("denied", "The ministry")


def _as_bob(session: object, claim_id: str) -> None:
    from sidelight.session.session import Session

    assert isinstance(session, Session)
    me = session.me
    session.act_as("Bob")
    session.judge(claim_id, "denied", reason="No.")
    session.me = me


def test_evidence_says_how_it_matches(driver: Driver) -> None:
    driver.claim("land border")
    driver.select("source", "The border is 17 km long")
    driver.press(Qt.Key.Key_E)
    driver.until(lambda: claim(driver).evidence)
    driver.settle()
    row = driver.window.parts.card.lists.row(claim(driver).evidence[0].id)
    assert row is not None
    assert row.form.isHidden()
    row.more.click()
    match = row.form.fields["match"]
    assert isinstance(match, Choice)
    match.word_chosen.emit("paraphrase")
    driver.until(lambda: claim(driver).evidence[0].match == "paraphrase")
    assert driver.window.parts.card.lists.row(claim(driver).evidence[0].id) is row


def test_the_day_of_my_verdict_is_written_below_the_reason(driver: Driver) -> None:
    driver.claim("land border", Qt.Key.Key_0)
    line = driver.window.parts.card.as_of
    assert line.isHidden()
    driver.page("article").view.setFocus()
    driver.press(Qt.Key.Key_1)
    driver.until(lambda: not line.isHidden())
    today = claim(driver).verdicts[0].as_of
    assert line.day.text() == today
    line.day.setFocus()
    line.day.selectAll()
    QTest.keyClicks(line.day, "2024-06-19")
    driver.until(lambda: claim(driver).verdicts[0].as_of == "2024-06-19")
    QTest.keyClick(line.day, Qt.Key.Key_Backspace)
    QTest.keyClick(line.day, Qt.Key.Key_Return)
    driver.until(driver.window.parts.errors.isVisible)
    assert line.day.text() == "2024-06-19"
    driver.settle()
    driver.trigger("edit.undo")
    driver.until(lambda: claim(driver).verdicts[0].as_of == today)


def test_evidence_is_put_in_order_and_moved_to_another_claim_by_keys(driver: Driver) -> None:
    driver.claim("invaluable aid")
    other = driver.window.workspace.claim_id
    driver.claim("land border")
    this = driver.window.workspace.claim_id
    for words in ("The border is 17 km long", "the river Tumen"):
        driver.select("source", words)
        driver.press(Qt.Key.Key_E)
        driver.settle()
        driver.window.bench.claim_verbs.popup.done()
    held = driver.window.workspace

    def ids(claim_id: str) -> list[str]:
        return [e.id for c in held.claims if c.id == claim_id for e in c.evidence]

    driver.until(lambda: len(ids(this)) == 2)
    first, second = ids(this)
    lists = driver.window.parts.card.lists
    driver.until(lambda: lists.row(second) is not None)
    row = lists.row(second)
    assert row is not None
    row.note.setFocus()
    QTest.keyClick(row.note, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    driver.until(lambda: ids(this) == [second, first])
    assert held.claim_id == this
    driver.until(lambda: lists.row(second) is not row)
    row = lists.row(second)
    assert row is not None
    assert QApplication.focusWidget() is row.note
    row.other_wanted.emit(second)
    assert QApplication.focusWidget() is row.other
    number = next(c.label for c in held.claims if c.id == other)
    QTest.keyClicks(row.other, number)
    QTest.keyClick(row.other, Qt.Key.Key_Return)
    driver.until(lambda: (ids(this), ids(other)) == ([first], [second]))


def test_one_verdict_can_be_decided_and_a_tag_gets_a_colour(driver: Driver) -> None:
    driver.claim("land border", Qt.Key.Key_1)
    row = record(driver).decision
    assert row.isHidden()
    driver.press(Qt.Key.Key_D)
    assert QApplication.focusWidget() is row.verdict
    assert not record(driver).fold.isChecked()
    tags = record(driver).tags
    tags.tagged.emit("borders")
    driver.until(lambda: len(tags.chips) == 1)
    assert tags.chips[0].icon().isNull()
    tags.coloured.emit("borders", "#1e7a46")
    driver.until(lambda: not tags.chips[0].icon().isNull())


def test_the_wheel_scrolls_the_card_and_changes_no_choice(driver: Driver) -> None:
    driver.claim("land border")
    driver.press(Qt.Key.Key_R)
    kind = record(driver).form.fields["kind"]
    assert isinstance(kind, Choice)
    driver.settle()
    before = claim(driver).kind, kind.currentIndex()
    middle = QPointF(kind.rect().center())
    turn = QWheelEvent(
        middle,
        kind.mapToGlobal(middle),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(kind, turn)
    driver.settle()
    assert (claim(driver).kind, kind.currentIndex()) == before
