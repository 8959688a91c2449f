# SPDX-License-Identifier: AGPL-3.0-or-later
"""Shortcuts by the place of the key, whatever the layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from sidelight.desktop.keys import SCAN_CODES, typing

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
# X11 keycodes, as `xev` shows them on a PC keyboard
E, N, K, ONE = 26, 57, 45, 10


def press(target: QWidget, text: str, code: int, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Send the key event that Qt makes of a key whose layout gives ``text``."""
    key = ord(text.upper())
    event = QKeyEvent(QEvent.Type.KeyPress, key, modifiers, code, 0, 0, text)
    QApplication.sendEvent(target, event)


def test_codes_are_those_of_a_pc_keyboard() -> None:
    assert SCAN_CODES[E] == Qt.Key.Key_E
    assert SCAN_CODES[N] == Qt.Key.Key_N
    assert SCAN_CODES[K] == Qt.Key.Key_K
    assert SCAN_CODES[ONE] == Qt.Key.Key_1
    assert len(SCAN_CODES) == 36


@pytest.mark.parametrize("text", ["т", "ㅜ"], ids=["russian", "korean"])
def test_n_goes_to_the_reason_in_any_layout(driver: Driver, text: str) -> None:
    driver.claim("invaluable aid")
    press(driver.page("article").view, text, N)
    assert QApplication.focusWidget() is driver.window.parts.card.reason


def test_ctrl_k_opens_the_palette_with_a_russian_layout(driver: Driver) -> None:
    press(driver.page("article").view, "л", K, CTRL)
    assert driver.window.bench.finding.palette.isVisible()


def test_digits_work_where_the_layout_puts_signs(driver: Driver) -> None:
    driver.select("article", "land border")
    press(driver.page("article").view, "&", ONE)
    driver.until(lambda: driver.window.workspace.claims)


def test_a_latin_layout_goes_by_letter_not_by_place(driver: Driver) -> None:
    driver.claim("invaluable aid")
    view = driver.page("article").view
    view.setFocus()
    press(view, ".", E)
    press(view, "b", N)
    assert QApplication.focusWidget() is not driver.window.parts.card.reason
    assert driver.window.parts.status.said.startswith("Claim 1 made")


def test_a_field_keeps_its_letters(driver: Driver) -> None:
    driver.claim("invaluable aid")
    reason = driver.window.parts.card.reason
    reason.setFocus()
    press(reason, "т", N)
    press(reason, "у", E)
    assert reason.toPlainText() == "ту"


def test_only_fields_that_can_be_written_in_keep_letters(qtbot: QtBot) -> None:
    line, text = QLineEdit(), QPlainTextEdit()
    for widget in (line, text):
        qtbot.addWidget(widget)
        assert typing(widget)
        widget.setReadOnly(True)
        assert not typing(widget)
    assert not typing(None)
