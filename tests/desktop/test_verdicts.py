# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project's own verdicts in the window: their keys, marks, and the dialog that changes them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from sidelight.desktop.claims.claims_model import WORD_ROLE
from sidelight.desktop.dialogs.verdicts import VerdictsDialog
from sidelight.desktop.highlights import Marks
from sidelight.model.change import Setting
from sidelight.model.verdicts import KEYS
from sidelight.session.actions import TABLE
from sidelight.session.session import Session
from tests.desktop.test_keys import press

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver

Opener = Callable[[Path | None], "Driver"]
H = 43


@pytest.fixture
def half(open_window: Opener, project: Path) -> Driver:
    """A window on a project with two verdicts of its own."""
    with Session.open(project, by="Ann") as session:
        session.add_verdict("Half true", key="4", colour="#0f766e", sign="◆")
        session.add_verdict("Нельзя проверить", key="H")
    driver = open_window(project)
    driver.page("article")
    return driver


def dialog_of(driver: Driver) -> VerdictsDialog:
    driver.trigger("project.verdicts")
    dialog = driver.window.bench.vocabulary.dialog
    assert dialog is not None
    driver.until(dialog.isVisible)
    return dialog


def field(dialog: VerdictsDialog, name: str) -> QLineEdit:
    found = dialog.form.fields[name]
    assert isinstance(found, QLineEdit)
    return found


def test_the_window_needs_none_of_the_keys_that_verdicts_may_have() -> None:
    assert not {keys for act in TABLE.values() for keys in act.keys} & set(KEYS)


def test_a_key_gives_it_and_everything_shows_it(half: Driver) -> None:
    window, parts = half.window, half.window.parts
    half.claim("invaluable aid", Qt.Key.Key_4)
    (claim,) = window.workspace.claims
    assert claim.verdicts[0].verdict == "half-true"
    assert parts.claims.header.chips["half-true"].accessibleDescription() == "1 half true"
    assert parts.card.verdicts.buttons["half-true"].isChecked()
    assert window.top.verdicts["half-true"].isChecked()
    (mark,) = Marks(window.workspace).of(half.page("article").document)
    assert (mark.style.line, mark.badge_icon) == ("double", "sign:◆")
    assert "Half true" in mark.tip
    # a letter works by its place, whatever the layout
    half.page("article").view.setFocus()
    press(half.page("article").view, "р", H)
    half.until(lambda: window.workspace.claims[0].verdicts[0].verdict == "нельзя-проверить")
    window.top.verdicts["half-true"].click()
    half.until(lambda: window.workspace.claims[0].verdicts[0].verdict == "half-true")
    parts.claims.header.words.setText("verdict:half-true")
    model = parts.claims.table.model()
    assert model.index(0, 1).data(WORD_ROLE) == "half-true"


def test_verdicts_are_added_changed_and_replaced_by_keyboard(driver: Driver) -> None:
    window = driver.window
    dialog = dialog_of(driver)
    dialog.new_name.setFocus()
    QTest.keyClicks(dialog.new_name, "Half true")
    QTest.keyClick(dialog.new_name, Qt.Key.Key_Return)
    driver.until(lambda: dialog.chosen is not None)
    assert (field(dialog, "name").text(), window.top.verdicts.keys() >= {"half-true"}) == (
        "Half true",
        True,
    )
    # what is typed shows before it is saved
    colour = field(dialog, "colour")
    colour.setText("#157347")
    assert "“Half true”" in dialog.warnings.text()
    QTest.keyClick(colour, Qt.Key.Key_Tab)
    dialog.form.given.emit("half-true", "key", "4", "")
    driver.until(lambda: window.workspace.verdicts.added[0].key == "4")
    driver.until(lambda: window.workspace.verdicts.added[0].colour == "#157347")
    driver.front()
    driver.claim("invaluable aid", Qt.Key.Key_4)
    dialog.remove.click()
    driver.until(dialog.instead.isVisible)
    assert "Replace it" in dialog.problem.text()
    dialog.other.show_word("disputed")
    dialog.replace.click()
    driver.until(lambda: window.workspace.claims[0].verdicts[0].verdict == "disputed")
    driver.until(lambda: not dialog.instead.isVisible())
    dialog.remove.click()
    driver.until(lambda: not window.workspace.verdicts.added)
    assert list(window.top.verdicts) == ["verified", "disputed", "denied"]
    assert dialog.list.count() == 0


def test_a_verdict_that_nobody_knows_any_more_makes_nothing_stumble(half: Driver) -> None:
    half.claim("invaluable aid", Qt.Key.Key_4)
    window = half.window

    def forget(session: Session) -> None:
        # as a merge can bring it about
        session.act([Setting("vocabulary", "half-true", "deleted", value=True)], "remove verdict")

    window.bridge.do(forget)
    half.until(lambda: len(window.workspace.verdicts.added) == 1)
    assert window.parts.claims.header.chips["half-true"].isVisible()
    (mark,) = Marks(window.workspace).of(half.page("article").document)
    assert mark.style.word == "unchecked"
    assert "half-true" in mark.tip
    half.trigger("edit.palette")
    window.bench.finding.palette.hide()
    assert window.workspace.lines[0].said == "half-true"
