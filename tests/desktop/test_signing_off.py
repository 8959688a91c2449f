# SPDX-License-Identifier: AGPL-3.0-or-later
"""An article is signed off at the window: what is open first, then the word, then what changed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from sidelight.desktop.dialogs.sign_off import SignOffDialog
from tests.desktop.conftest import Driver


def opened(driver: Driver) -> SignOffDialog:
    driver.trigger("article.sign")
    driver.until(lambda: (one := driver.window.bench.signing.dialog) and one.isVisible())
    dialog = driver.window.bench.signing.dialog
    assert dialog is not None
    return dialog


def test_what_is_open_is_listed_then_signed_then_changed(driver: Driver) -> None:
    driver.claim("invaluable aid", Qt.Key.Key_0)
    second = driver.claim("land border")
    dialog = opened(driver)
    held = driver.window.workspace
    rows = [dialog.left.item(at).text() for at in range(dialog.left.count())]
    assert rows[:2] == ["Without a verdict: 1", "A verdict without a reason: 2"]
    assert dialog.sign.text() == "Sign off although it is open"
    assert dialog.back.isHidden()
    dialog.left.setCurrentRow(0)
    QTest.keyClick(dialog.left, Qt.Key.Key_Return)
    driver.until(lambda: held.claim_id != second)
    dialog.note.setText("For print.")
    dialog.sign.click()
    driver.until(lambda: dialog.signed.text().endswith("For print."))
    assert not dialog.back.isHidden()
    view = driver.page("article").view
    driver.front()
    view.setFocus()
    driver.until(lambda: "Signed off by Ann" in driver.window.parts.status.place)
    driver.press(Qt.Key.Key_3)
    driver.until(lambda: "changed since" in dialog.signed.text())
    driver.until(lambda: "changed since" in driver.window.parts.status.place)
    driver.until(lambda: dialog.left.item(0).text() != "Without a verdict: 1")
    dialog.back.click()
    driver.until(lambda: dialog.signed.text() == "")
    driver.window.bench.project_verbs.close()
    driver.until(lambda: driver.window.bench.signing.dialog is None)


def test_there_is_one_dialog_at_a_time(driver: Driver) -> None:
    driver.page("article")
    first = opened(driver)
    assert opened(driver) is first
    first.close()
    assert opened(driver) is not first


def test_a_dialog_closed_before_it_was_shown_stays_away(driver: Driver) -> None:
    driver.page("article")
    signing = driver.window.bench.signing
    driver.trigger("article.sign")
    signing.stop()
    assert signing.dialog is None
    driver.settle()
    assert not driver.window.findChildren(SignOffDialog)
