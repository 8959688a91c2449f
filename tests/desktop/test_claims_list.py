# SPDX-License-Identifier: AGPL-3.0-or-later
"""The claims list in the window: filtered by fields, sorted, grouped, several chosen together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from sidelight.desktop.claims.claims_model import HEAD_ROLE, NAMES
from sidelight.desktop.claims.column_widths import column_widths
from sidelight.desktop.dialogs.short_questions import LineQuestion
from sidelight.session.claim_list import COLUMNS, USUAL, Look

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
QUOTES = ("invaluable aid", "land border", "signed on Wednesday")


def three(driver: Driver) -> None:
    for quote, key in zip(QUOTES, (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_2), strict=True):
        driver.claim(quote, key)


def rows(driver: Driver) -> list[str]:
    model = driver.window.parts.claims.model
    head = [bool(model.index(at, 0).data(HEAD_ROLE)) for at in range(model.rowCount())]
    return [str(model.index(at, 0 if head[at] else 2).data()) for at in range(model.rowCount())]


def verdicts(driver: Driver) -> list[str]:
    return [line.word for line in driver.window.workspace.lines]


def test_fields_filter_and_what_is_unknown_is_told(driver: Driver) -> None:
    three(driver)
    claims = driver.window.parts.claims
    driver.press(Qt.Key.Key_L, CTRL)
    driver.type("verdict:disputed ")
    assert rows(driver) == ["land border", "signed on Wednesday"]
    driver.type("-BORDER")
    assert rows(driver) == ["signed on Wednesday"]
    claims.header.words.setText("verdict:splendid")
    assert "“splendid” is nothing for “verdict:”" in claims.problem
    assert rows(driver) == ["signed on Wednesday"]
    claims.header.words.clear()
    assert claims.problem == ""
    assert rows(driver) == list(QUOTES)


def test_suggestions_are_taken_by_keys(driver: Driver) -> None:
    three(driver)
    words = driver.window.parts.claims.header.words
    driver.press(Qt.Key.Key_L, CTRL)
    driver.type("ver")
    driver.until(lambda: words.suggesting)
    QTest.keyClick(words.popup, Qt.Key.Key_Tab)
    assert words.text() == "verdict:"
    driver.until(lambda: words.suggesting)
    QTest.keyClick(words.popup, Qt.Key.Key_Down)
    QTest.keyClick(words.popup, Qt.Key.Key_Down)
    QTest.keyClick(words.popup, Qt.Key.Key_Return)
    assert words.text() == "verdict:disputed "
    assert rows(driver) == ["land border", "signed on Wednesday"]
    driver.until(lambda: not words.suggesting)
    driver.press(Qt.Key.Key_Space, CTRL)
    driver.until(lambda: words.suggesting)
    QTest.keyClick(words.popup, Qt.Key.Key_Escape)
    assert not words.suggesting
    assert words.text() == "verdict:disputed "
    driver.press(Qt.Key.Key_Escape)
    assert words.text() == ""
    assert driver.window.parts.claims.table.hasFocus()


def test_groups_have_heads_that_are_passed_over(driver: Driver) -> None:
    three(driver)
    claims = driver.window.parts.claims
    claims.show_look(Look(group="verdict"))
    assert rows(driver) == [
        "Verified (1)", "invaluable aid", "Disputed (2)", "land border", "signed on Wednesday",
    ]  # fmt: skip
    first = driver.window.workspace.claims[0].id
    driver.window.workspace.choose(first)
    assert claims.table.currentIndex().row() == 1
    driver.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert driver.window.workspace.claim_id == driver.window.workspace.claims[1].id
    driver.trigger("claim.open")
    claims.table.setFocus()
    driver.press(Qt.Key.Key_A, CTRL)
    assert len(claims.table.chosen_ids()) == 3


def test_order_and_columns_are_remembered(driver: Driver) -> None:
    three(driver)
    claims = driver.window.parts.claims
    header = claims.table.horizontalHeader()
    at = NAMES.index("claim")
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    place = QPoint(header.sectionViewportPosition(at) + 30, header.height() // 2)
    QTest.mouseClick(header.viewport(), left, none, place)
    assert (claims.model.look.sort, claims.model.look.descending) == ("claim", False)
    QTest.mouseClick(header.viewport(), left, none, place)
    assert rows(driver) == ["signed on Wednesday", "land border", "invaluable aid"]
    columns, order, groups = claims.menu.findChildren(QMenu)
    next(one for one in columns.actions() if one.text() == "Standing").trigger()
    next(one for one in groups.actions() if one.text() == "Tag").trigger()
    assert rows(driver)[0] == "Without a tag (3)"
    assert not claims.table.isColumnHidden(NAMES.index("standing"))
    kept = driver.window.parts.remembered.kept("claims list")
    assert Look.of(kept) == claims.model.look
    assert Look.of(kept).columns == (*USUAL, "standing")
    assert order.actions()
    claims.menu.aboutToShow.emit()
    assert [one.text() for one in groups.actions() if one.isChecked()] == ["Tag"]


def test_a_damaged_look_is_as_usual() -> None:
    for kept in (None, 3, {"columns": 4, "sort": [], "group": "x"}, {"columns": ["x"], "sort": ""}):
        look = Look.of(kept)
        assert (look.sort, look.group) == ("number", "")
        assert {"number", "claim"} <= set(look.columns)


def test_several_are_judged_and_removed_in_one_step(driver: Driver) -> None:
    three(driver)
    table = driver.window.parts.claims.table
    driver.click_row(0)
    table.setFocus()
    driver.press(Qt.Key.Key_Down, SHIFT)
    driver.press(Qt.Key.Key_Down, SHIFT)
    assert len(table.chosen_ids()) == 3
    assert driver.window.parts.status.said == "3 claims chosen; what you do is done to all"
    driver.press(Qt.Key.Key_3)
    driver.until(lambda: verdicts(driver) == ["denied"] * 3)
    assert len(table.chosen_ids()) == 3
    driver.until(lambda: driver.window.actions_["edit.undo"].text() == "Undo: Verdict on 3 claims")
    driver.trigger("edit.undo")
    driver.until(lambda: verdicts(driver) == ["verified", "disputed", "disputed"])
    table.setFocus()
    driver.trigger("claim.remove")
    driver.until(lambda: not driver.window.workspace.claims)
    driver.trigger("edit.undo")
    driver.until(lambda: len(driver.window.workspace.claims) == 3)


def test_ctrl_takes_one_out_and_a_claim_chosen_elsewhere_ends_it(driver: Driver) -> None:
    three(driver)
    table = driver.window.parts.claims.table
    table.setFocus()
    driver.press(Qt.Key.Key_A, CTRL)
    rect = table.visualRect(table.model().index(1, 2))
    place = QPoint(rect.left() + 24, rect.center().y())
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, CTRL, place)
    claims = driver.window.workspace.claims
    assert table.chosen_ids() == [claims[0].id, claims[2].id]
    driver.press(Qt.Key.Key_1)
    driver.until(lambda: verdicts(driver) == ["verified", "disputed", "verified"])
    driver.window.workspace.choose(claims[0].id)
    assert table.chosen_ids() == [claims[0].id]


def test_several_are_tagged_and_assigned(driver: Driver) -> None:
    three(driver)
    table = driver.window.parts.claims.table
    table.setFocus()
    driver.press(Qt.Key.Key_A, CTRL)
    driver.trigger("claim.tag")
    driver.until(lambda: isinstance(QApplication.activeModalWidget(), LineQuestion))
    asked = QApplication.activeModalWidget()
    assert isinstance(asked, LineQuestion)
    asked.line.setText("arms")
    asked.ok.click()
    driver.until(lambda: [c.tags for c in driver.window.workspace.claims] == [("arms",)] * 3)
    driver.until(lambda: driver.window.actions_["edit.undo"].text() == "Undo: 3 claims tagged")
    menu = QMenu(driver.window)
    driver.window.bench.many.add_assigning(menu)
    people, _seconds = menu.findChildren(QMenu)
    next(one for one in people.actions() if one.text() == "Ann").trigger()
    me = driver.window.workspace.me
    driver.until(lambda: [c.assigned for c in driver.window.workspace.claims] == [me] * 3)


def test_columns_give_way_where_there_is_no_room() -> None:
    fixed = {"number": 40, "verdict": 100, "by": 60}
    assert list(column_widths(USUAL, 1400, 8, fixed)) == list(USUAL)
    assert list(column_widths(USUAL, 800, 8, fixed)) == [
        "number",
        "verdict",
        "claim",
        "evidence",
        "by",
    ]
    assert list(column_widths(USUAL, 400, 8, fixed)) == ["number", "verdict", "claim", "evidence"]
    every = dict.fromkeys(("standing", "kind", "severity", "said_on", "assigned"), 130) | fixed
    for room in range(100, 3000, 50):
        widths = column_widths(tuple(COLUMNS), room, 8, every)
        assert {"number", "claim"} <= widths.keys()
        assert sum(widths.values()) <= max(room, 440)
