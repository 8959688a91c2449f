# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keys are given to actions in the window: recorded, taken from others, put back, kept."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sidelight.desktop.action_set import shown_keys
from sidelight.desktop.dialogs.about import KeysDialog
from sidelight.desktop.dialogs.shortcuts_dialog import ShortcutsDialog
from sidelight.desktop.own_keys import log_problems
from sidelight.session.actions import ACTIONS
from sidelight.session.settings import settings_path

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
L_CODE, SEVEN_CODE = 46, 16


def open_dialog(driver: Driver) -> ShortcutsDialog:
    driver.trigger("help.shortcuts")
    dialog = driver.window.bench.key_verbs.dialog
    assert dialog is not None
    QTest.qWaitForWindowActive(dialog)
    return dialog


def record(
    dialog: ShortcutsDialog, id_: str, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE
) -> None:
    """Choose an action and give it a key."""
    dialog.list.show_keys(dialog.keys, "", choose=id_)
    assert dialog.list.chosen == id_
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    assert recording(dialog)
    QTest.keyClick(dialog.recorder, key, modifiers)


def recording(dialog: ShortcutsDialog) -> bool:
    return dialog.recorder.on


def stored() -> dict[str, object]:
    found = tomllib.loads(settings_path().read_text("utf-8")).get("keys", {})
    assert isinstance(found, dict)
    return found


def test_a_key_is_found_recorded_and_holds_at_once(driver: Driver) -> None:
    dialog = open_dialog(driver)
    QTest.keyClicks(dialog.field, "link evid")
    assert "edit.find" not in dialog.list.shown()
    assert dialog.list.chosen == "claim.link"
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    QTest.keyClick(dialog.recorder, Qt.Key.Key_L)
    assert dialog.said.text == "“Link evidence” has the key L now."
    action = driver.window.actions_["claim.link"]
    assert [one.toString() for one in action.shortcuts()] == ["L"]
    assert action.toolTip().endswith("  L")
    assert stored() == {"claim.link": "L"}
    dialog.close()
    driver.front()
    driver.claim("invaluable aid")
    assert driver.window.parts.status.said == "Claim 1 made. N: why; L: link evidence"
    driver.select("source", "thanks for help")
    driver.press(Qt.Key.Key_E)
    driver.settle()
    assert not driver.window.workspace.claims[0].evidence
    driver.press(Qt.Key.Key_L)
    driver.until(lambda: driver.window.workspace.claims[0].evidence)


def test_every_action_is_in_the_list(open_window: Callable[[Path | None], Driver]) -> None:
    dialog = open_dialog(open_window(None))
    assert sorted(dialog.list.shown()) == sorted(act.id for act in ACTIONS)
    QTest.keyClicks(dialog.field, "ctrl shift f")
    assert "edit.search" in dialog.list.shown()


def test_keys_survive_a_restart(open_window: Callable[[Path | None], Driver]) -> None:
    first = open_window(None)
    record(open_dialog(first), "help.about", Qt.Key.Key_J, CTRL)
    first.window.close_anyway()
    second = open_window(None)
    assert second.window.actions_["help.about"].shortcut().toString() == "Ctrl+J"


def test_a_clash_names_the_other_action_and_takes_the_key_or_leaves_it(driver: Driver) -> None:
    dialog = open_dialog(driver)
    record(dialog, "claim.link", Qt.Key.Key_F, CTRL)
    words = "“Ctrl+F” is the key of “Find in this document”; take it from there?"
    assert dialog.said.text == words
    assert dialog.keys.of("claim.link") == ("E",)
    QTest.keyClick(dialog.said.offers[0], Qt.Key.Key_Escape)
    assert dialog.keys.own == {}
    assert dialog.isVisible()
    record(dialog, "claim.link", Qt.Key.Key_F, CTRL)
    assert dialog.focusWidget() is dialog.said.offers[0]
    QTest.keyClick(dialog.said.offers[0], Qt.Key.Key_Return)
    assert shown_keys("claim.link") == "Ctrl+F"
    assert shown_keys("edit.find") == ""
    assert stored() == {"claim.link": "Ctrl+F", "edit.find": ""}


@pytest.mark.parametrize(
    ("letter", "code", "keys"),
    [("д", L_CODE, "L"), ("ㅣ", L_CODE, "L"), ("&", SEVEN_CODE, "7"), ("l", 99, "L")],
    ids=["russian", "korean", "digit by place", "latin by letter"],
)
def test_a_key_is_recorded_by_its_place(driver: Driver, letter: str, code: int, keys: str) -> None:
    dialog = open_dialog(driver)
    dialog.list.show_keys(dialog.keys, "", choose="claim.link")
    QTest.keyClick(dialog.list, Qt.Key.Key_Return)
    key = ord(letter.upper())
    event = QKeyEvent(QEvent.Type.KeyPress, key, NONE, code, 0, 0, letter)
    QApplication.sendEvent(dialog.recorder, event)
    assert dialog.keys.of("claim.link") == (keys,)


def test_fixed_keys_are_refused_with_the_reason_and_another_may_be_pressed(driver: Driver) -> None:
    dialog = open_dialog(driver)
    record(dialog, "claim.link", Qt.Key.Key_Tab)
    assert dialog.said.text.startswith("“Tab” always goes from field to field")
    QTest.keyClick(dialog.recorder, Qt.Key.Key_Shift)
    assert recording(dialog)
    QTest.keyClick(dialog.recorder, Qt.Key.Key_K)
    assert dialog.keys.of("claim.link") == ("K",)
    record(dialog, "claim.link", Qt.Key.Key_Escape)
    assert not recording(dialog)
    assert dialog.isVisible()
    assert dialog.keys.of("claim.link") == ("K",)


def test_one_more_key_none_and_the_usual_ones_by_keyboard(driver: Driver) -> None:
    dialog = open_dialog(driver)
    dialog.list.show_keys(dialog.keys, "", choose="claim.link")
    dialog.list.setFocus()
    QTest.keyClick(dialog.list, Qt.Key.Key_Insert)
    QTest.keyClick(dialog.recorder, Qt.Key.Key_L)
    assert dialog.keys.of("claim.link") == ("E", "L")
    QTest.keyClick(dialog.list, Qt.Key.Key_Delete)
    assert dialog.keys.of("claim.link") == ()
    assert driver.window.actions_["claim.link"].shortcuts() == []
    assert not dialog.clear.isEnabled()
    QTest.keyClick(dialog.list, Qt.Key.Key_Backspace)
    assert dialog.keys.of("claim.link") == ("E",)
    assert stored() == {}


def test_usual_keys_for_all_can_be_taken_back(driver: Driver) -> None:
    dialog = open_dialog(driver)
    record(dialog, "claim.verified", Qt.Key.Key_K)
    record(dialog, "claim.link", Qt.Key.Key_L)
    dialog.reset_all.click()
    assert shown_keys("claim.verified") == "1"
    dialog.said.offers[0].click()
    assert (shown_keys("claim.verified"), shown_keys("claim.link")) == ("K", "L")


def test_the_usual_key_is_asked_for_where_another_action_has_it_now(driver: Driver) -> None:
    dialog = open_dialog(driver)
    record(dialog, "help.about", Qt.Key.Key_E)
    dialog.said.offers[0].click()
    dialog.list.show_keys(dialog.keys, "", choose="claim.link")
    dialog.reset.click()
    assert "“About Sidelight”" in dialog.said.text
    dialog.said.offers[0].click()
    assert dialog.keys.own == {}


def test_other_keys_show_in_hints_buttons_and_tips(driver: Driver) -> None:
    parts, top = driver.window.parts, driver.window.top
    before = top.verdicts["verified"].sizeHint().width()
    dialog = open_dialog(driver)
    record(dialog, "claim.verified", Qt.Key.Key_J, CTRL)
    record(dialog, "edit.search", Qt.Key.Key_F12)
    record(dialog, "claim.reason", Qt.Key.Key_K)
    dialog.close()
    driver.until(lambda: "press Ctrl+J, 2 or 3" in parts.claims.empty_words)
    assert top.verdicts["verified"].sizeHint().width() > before
    assert top.verdicts["verified"].toolTip().endswith("  Ctrl+J")
    assert top.search.toolTip().endswith("  F12")
    driver.front()
    driver.claim("invaluable aid", Qt.Key.Key_2)
    assert parts.status.said.startswith("Claim 1 made. K: why")
    assert parts.card.reason.placeholderText().endswith("  K")


def test_a_key_taken_away_does_nothing_in_the_text_either(driver: Driver) -> None:
    view = driver.page("article").view
    dialog = open_dialog(driver)
    record(dialog, "view.caret", Qt.Key.Key_F12)
    dialog.close()
    driver.front()
    view.setFocus()
    driver.press(Qt.Key.Key_F7)
    assert not view.caret_mode
    driver.press(Qt.Key.Key_F12)
    assert view.caret_mode


def test_a_hint_for_an_action_without_a_key_names_its_menu(driver: Driver) -> None:
    dialog = open_dialog(driver)
    dialog.list.show_keys(dialog.keys, "", choose="edit.undo")
    dialog.clear.click()
    dialog.close()
    driver.front()
    driver.claim("invaluable aid")
    driver.page("article").view.setFocus()
    driver.press(Qt.Key.Key_Delete)
    driver.until(lambda: "Undo: menu “Edit”" in driver.window.parts.status.said)


def test_the_list_of_keys_leads_to_changing_them(driver: Driver) -> None:
    driver.trigger("help.keys")
    (listed,) = driver.window.findChildren(KeysDialog)
    listed.change_wanted.emit()
    assert driver.window.bench.key_verbs.dialog is not None


def test_wrong_keys_in_the_settings_go_to_the_log_and_stop_nothing(
    open_window: Callable[[Path | None], Driver], caplog: pytest.LogCaptureFixture
) -> None:
    settings_path().parent.mkdir(parents=True, exist_ok=True)
    words = '[keys]\n"claim.link" = "Hyper+L"\n"no.such" = "L"\n"edit.find" = "Ctrl+J"\n'
    settings_path().write_text(words, "utf-8")
    window = open_window(None).window
    assert shown_keys("edit.find") == "Ctrl+J"
    assert shown_keys("claim.link") == "E"
    log_problems(window.key_problems)
    assert ["no.such" in caplog.text, "Hyper+L" in caplog.text] == [True, True]
