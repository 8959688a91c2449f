# SPDX-License-Identifier: AGPL-3.0-or-later
"""Columns of the claims list are dragged, resized and reset, by mouse and by keys, and stay so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from sidelight.desktop.claims.arranged_header import ArrangedHeader
from sidelight.desktop.claims.claims_model import NAMES
from sidelight.desktop.claims.column_widths import column_widths, made_way
from sidelight.desktop.dialogs.columns import ColumnsDialog
from sidelight.session.claim_list import COLUMNS, USUAL, Look, as_usual, moved_column, with_column

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver

ALT, NONE = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.NoModifier
FIXED = {"number": 40, "verdict": 100, "by": 60}
LEFT = Qt.MouseButton.LeftButton


def drag(header: ArrangedHeader, start: int, end: int) -> None:
    """Drag with the mouse along the heads, as a person does."""
    port, y = header.viewport(), header.height() // 2
    QTest.mousePress(port, LEFT, NONE, QPoint(start, y))
    for x in (start + (end - start) // 3, start + (end - start) // 2, end):
        place = QPoint(x, y)
        moved = QMouseEvent(QEvent.Type.MouseMove, place, port.mapToGlobal(place), LEFT, LEFT, NONE)
        QApplication.sendEvent(port, moved)
    QTest.mouseRelease(port, LEFT, NONE, QPoint(end, y))


def middle(header: ArrangedHeader, name: str) -> int:
    at = NAMES.index(name)
    return header.sectionViewportPosition(at) + header.sectionSize(at) // 2


def edge(header: ArrangedHeader, name: str) -> int:
    at = NAMES.index(name)
    return header.sectionViewportPosition(at) + header.sectionSize(at)


def test_a_look_keeps_order_and_widths_and_what_makes_no_sense_is_left_out() -> None:
    look = Look(("claim", "number", "tags"), widths={"claim": 41.5})
    assert Look.of(look.kept()) == look
    kept = {"columns": ["tags", "tags", 4, "x"], "widths": {"claim": "9", "tags": 0, "x": 5}}
    assert Look.of(kept) == Look(("number", "claim", "tags"))
    assert Look.of({"widths": {"claim": float("nan")}}).widths == {}
    assert as_usual(look) == Look()


def test_a_column_comes_behind_those_it_usually_follows() -> None:
    assert with_column(USUAL, "standing") == (*USUAL, "standing")
    assert with_column(("claim", "number"), "verdict") == ("claim", "number", "verdict")
    assert with_column(("number", "by", "claim"), "evidence") == (
        "number", "by", "claim", "evidence",
    )  # fmt: skip
    assert moved_column(("a", "b", "c"), "a", 1) == ("b", "a", "c")
    assert moved_column(("a", "b", "c"), "c", -9) == ("c", "a", "b")


def test_own_widths_hold_in_proportion_and_never_overflow() -> None:
    own = {"claim": 80.0, "evidence": 20.0, "verdict": 20.0}
    widths = column_widths(("number", "verdict", "claim", "evidence"), 1000, 8, FIXED, own)
    assert widths["verdict"] == 160
    assert widths["claim"] == pytest.approx(widths["evidence"] * 4, abs=4)
    every = dict.fromkeys(("standing", "kind", "severity", "said_on", "assigned"), 130) | FIXED
    huge = dict.fromkeys(COLUMNS, 300.0)
    for room in range(300, 3000, 50):
        found = column_widths(tuple(COLUMNS), room, 8, every, huge)
        assert {"number", "claim"} <= set(found)
        assert sum(found.values()) <= max(room, sum(FIXED.values()) + 60 * len(found)), room


def test_neighbours_make_way_right_first_and_none_vanishes() -> None:
    least = dict.fromkeys("abc", 50)
    assert made_way({"a": 200, "b": 100, "c": 100}, "a", 300, least) == {
        "a": 200, "b": 50, "c": 50,
    }  # fmt: skip
    assert made_way({"a": 400, "b": 100, "c": 100}, "a", 300, least) == {
        "a": 200, "b": 50, "c": 50,
    }  # fmt: skip
    assert made_way({"a": 60, "b": 100, "c": 100}, "a", 300, least) == {
        "a": 60, "b": 140, "c": 100,
    }  # fmt: skip
    assert made_way({"a": 100, "b": 100, "c": 60}, "c", 300, least)["b"] == 140


def test_a_head_dragged_takes_its_column_along_for_good(
    driver: Driver, open_window: Callable[[Path | None], Driver], project: Path
) -> None:
    driver.claim("land border")
    table, look = driver.window.parts.claims.table, driver.window.parts.claims.model
    header = table.header
    drag(header, middle(header, "evidence"), header.sectionViewportPosition(0) + 4)
    assert look.look.columns[0] == "evidence"
    assert next(iter(header.widths())) == "evidence"
    assert look.look.sort == "number"
    driver.window.close_anyway()
    again = open_window(project)
    again.until(lambda: again.window.workspace.claims)
    assert next(iter(again.window.parts.claims.table.header.widths())) == "evidence"


def test_an_edge_dragged_resizes_and_the_list_stays_as_wide(driver: Driver) -> None:
    driver.claim("land border")
    claims = driver.window.parts.claims
    header = claims.table.header
    before = header.widths()
    drag(header, edge(header, "claim") - 1, edge(header, "claim") + 79)
    now = header.widths()
    assert now["claim"] == pytest.approx(before["claim"] + 80, abs=2)
    assert now["evidence"] < before["evidence"]
    assert sum(now.values()) == header.viewport().width()
    driver.until(lambda: "claim" in claims.model.look.widths)
    claims.show_look(claims.model.look)
    assert header.widths()["claim"] == pytest.approx(now["claim"], abs=4)
    drag(header, edge(header, "claim") - 1, header.viewport().width() + 500)
    assert sum(header.widths().values()) == header.viewport().width()
    assert min(header.widths().values()) >= 36


def test_columns_are_arranged_by_keys_and_reset(driver: Driver) -> None:
    driver.claim("land border")
    claims = driver.window.parts.claims
    driver.trigger("view.columns")
    (dialog,) = driver.window.findChildren(ColumnsDialog)
    assert dialog.chosen == "number"
    assert not dialog.up.isEnabled()
    QTest.keyClick(dialog.list, Qt.Key.Key_Down)
    QTest.keyClick(dialog.list, Qt.Key.Key_Down, ALT)
    assert claims.model.look.columns[:3] == ("number", "claim", "verdict")
    assert list(claims.table.header.widths())[:3] == ["number", "claim", "verdict"]
    before = claims.table.header.widths()["verdict"]
    QTest.keyClick(dialog.list, Qt.Key.Key_Right, ALT)
    assert claims.table.header.widths()["verdict"] > before
    driver.until(lambda: "verdict" in claims.model.look.widths)
    QTest.keyClick(dialog.list, Qt.Key.Key_Space)
    assert "verdict" not in claims.model.look.columns
    dialog.reset.click()
    assert claims.model.look == Look()
    assert list(claims.table.header.widths())[:3] == ["number", "verdict", "claim"]


def test_the_menu_resets_columns_too(driver: Driver) -> None:
    claims = driver.window.parts.claims
    claims.show_look(Look(("claim", "number"), widths={"claim": 50.0}))
    columns = claims.menu.findChildren(QMenu)[0]
    next(one for one in columns.actions() if one.text() == "Reset columns").trigger()
    assert claims.model.look == Look()


def test_heads_of_groups_reach_over_moved_columns(driver: Driver) -> None:
    driver.claim("land border")
    claims = driver.window.parts.claims
    claims.show_look(Look(("claim", "verdict", "number"), group="section"))
    index = claims.model.index(0, NAMES.index("claim"))
    picture = claims.table.grab(claims.table.visualRect(index).translated(0, 0)).toImage()
    ground = picture.pixelColor(picture.width() - 2, picture.height() // 2)
    words = [picture.pixelColor(x, picture.height() // 2) for x in range(8, 120)]
    assert any(colour != ground for colour in words)
