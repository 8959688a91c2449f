# SPDX-License-Identifier: AGPL-3.0-or-later
"""Windows torn off and put back, and all of it the next morning."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sidelight.desktop.documents.arrangement import MAIN, Tab
from sidelight.desktop.documents.tab_strip import TabStrip
from sidelight.desktop.documents.torn_window import TornWindow
from sidelight.store.places import state_folder
from tests.desktop.sides import (
    ALT,
    CTRL,
    LEFT,
    LETTER,
    MINUTES,
    NONE,
    REGISTER,
    SHIFT,
    bring,
    half,
    in_whole,
    sources,
    titles,
    torn,
)

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver

Opener = Callable[[Path | None], "Driver"]


def test_a_torn_off_window_is_worked_in_by_the_same_keys(desk: Driver) -> None:
    bring(desk, LETTER)
    desk.press(Qt.Key.Key_W, CTRL | ALT)
    window = torn(desk)
    assert window.windowTitle() == "Letter of 1950 — Sidelight"
    assert titles(desk) == [[REGISTER, MINUTES], [LETTER]]
    desk.window.workspace.choose(desk.window.workspace.claims[0].id)
    desk.select("source", "the help")
    desk.press(Qt.Key.Key_E)
    desk.until(lambda: len(desk.window.workspace.claims[0].evidence) == 3)
    popup = desk.window.bench.claim_verbs.popup
    desk.until(popup.isVisible)
    assert popup.window() is window
    desk.press(Qt.Key.Key_C)
    desk.settle()
    desk.until(lambda: desk.window.workspace.claims[0].evidence[-1].stance == "contradicts")
    judging_and_undoing(desk)
    page = desk.page("source")
    desk.press(Qt.Key.Key_F, CTRL)
    assert page.find_bar.isVisible()
    assert page.window() is window
    desk.press(Qt.Key.Key_Escape)
    palette_opens_here(desk, window)
    # N goes to the reason, in the main window
    desk.press(Qt.Key.Key_N)
    desk.until(desk.window.isActiveWindow)
    desk.until(desk.window.parts.card.reason.hasFocus)
    window.activateWindow()
    desk.until(window.isActiveWindow)
    # Ctrl+W closes this window and not the project
    page.view.setFocus()
    desk.press(Qt.Key.Key_W, CTRL)
    assert not window.isVisible()
    assert desk.window.workspace.snapshot is not None
    assert titles(desk) == [[REGISTER, MINUTES, LETTER]]
    in_whole(desk)


def judging_and_undoing(desk: Driver) -> None:
    """2 judges the chosen claim from here, and Ctrl+Z takes it back."""
    desk.press(Qt.Key.Key_2)
    desk.settle()
    mine = desk.window.workspace.my_record(desk.window.workspace.claims[0])
    assert mine is not None
    assert mine.verdict == "disputed"
    desk.press(Qt.Key.Key_Z, CTRL)
    desk.settle()
    mine = desk.window.workspace.my_record(desk.window.workspace.claims[0])
    assert mine is not None
    assert mine.verdict == "verified"


def palette_opens_here(driver: Driver, window: TornWindow) -> None:
    """Ctrl+K opens the palette over the window in use, and it finds its way back to the other."""
    palette = driver.window.bench.finding.palette
    driver.press(Qt.Key.Key_K, CTRL)
    assert palette.isVisible()
    assert palette.window() is window
    driver.press(Qt.Key.Key_Escape)
    assert not palette.isVisible()
    driver.window.activateWindow()
    driver.until(driver.window.isActiveWindow)
    driver.press(Qt.Key.Key_K, CTRL)
    assert palette.window() is driver.window
    driver.press(Qt.Key.Key_Escape)
    window.activateWindow()
    driver.until(window.isActiveWindow)
    driver.page("source").view.setFocus()


def test_all_sources_go_to_a_window_and_closing_it_puts_them_back(desk: Driver) -> None:
    bring(desk, MINUTES)
    desk.trigger("document.beside")
    before = titles(desk)
    desk.trigger("document.tear_side")
    window = torn(desk)
    assert titles(desk)[1:] == before
    assert not sources(desk).isVisible()
    assert desk.window.parts.article.isVisible()
    assert not desk.window.actions_["document.tear_side"].isEnabled()
    # a claim jump chosen in the main window is shown in the other
    desk.front()
    claim = desk.window.workspace.claims[0]
    desk.window.bench.going.to_evidence(claim.evidence[0].id)
    assert desk.page("source").document.title == LETTER
    assert desk.page("source").window() is window
    QApplication.sendEvent(window, QCloseEvent())
    assert titles(desk) == before
    desk.until(lambda: sources(desk).isVisible())
    assert desk.page("source").window() is desk.window
    # torn off again, the same window is used again
    desk.trigger("document.tear_side")
    assert torn(desk) is window
    desk.front()
    desk.trigger("document.put_back")
    assert titles(desk) == before
    assert not desk.window.actions_["document.put_back"].isEnabled()


def drag_tab(driver: Driver, bar: TabStrip, at: int, place: QPoint) -> None:
    """Press on a tab, drag it to a place of the screen in some steps, let go."""
    start = bar.tabRect(at).center()
    QTest.mousePress(bar, LEFT, NONE, start)
    finish = bar.mapFromGlobal(place)
    for step in range(1, 6):
        point = start + (finish - start) * step / 5
        moved = QMouseEvent(QEvent.Type.MouseMove, point, bar.mapToGlobal(point), LEFT, LEFT, NONE)
        QApplication.sendEvent(bar, moved)
    assert sources(driver)._moving.words.isVisible()
    QTest.mouseRelease(bar, LEFT, NONE, finish)
    driver.until(lambda: not sources(driver)._moving.words.isVisible())


def test_tabs_are_dragged_out_beside_and_back(desk: Driver) -> None:
    bar = half(desk, LETTER).bar
    body = half(desk, LETTER)
    # onto the right edge of its own document: beside
    drag_tab(desk, bar, 0, body.mapToGlobal(QPoint(body.width() - 20, 200)))
    desk.until(lambda: titles(desk) == [[REGISTER, MINUTES], [LETTER]])
    # into the other half: there
    drag_tab(desk, half(desk, LETTER).bar, 0, half(desk, MINUTES).mapToGlobal(QPoint(90, 150)))
    desk.until(lambda: titles(desk) == [[REGISTER, MINUTES, LETTER]])
    # far out: a window of its own, about where it was let go
    far = desk.window.mapToGlobal(QPoint(60, desk.window.height() - 80))
    drag_tab(desk, half(desk, LETTER).bar, 1, far)
    desk.until(lambda: titles(desk) == [[REGISTER, LETTER], [MINUTES]])
    window = torn(desk)
    desk.until(lambda: desk.page("source").window() is window)
    # given up, a tab stays where it was
    bar = half(desk, LETTER).bar
    QTest.mousePress(bar, LEFT, NONE, bar.tabRect(1).center())
    point = QPoint(30, bar.height() + 90)
    moved = QMouseEvent(QEvent.Type.MouseMove, point, bar.mapToGlobal(point), LEFT, LEFT, NONE)
    QApplication.sendEvent(bar, moved)
    QTest.keyClick(bar, Qt.Key.Key_Escape)
    QTest.mouseRelease(bar, LEFT, NONE, point)
    assert not sources(desk)._moving.words.isVisible()
    assert titles(desk) == [[REGISTER, LETTER], [MINUTES]]
    in_whole(desk)


def test_f6_goes_round_all_halves_and_windows(desk: Driver) -> None:
    bring(desk, REGISTER)
    desk.trigger("document.beside")
    bring(desk, MINUTES)
    desk.trigger("document.tear_off")
    torn(desk)
    desk.window.workspace.choose(desk.window.workspace.claims[0].id)
    desk.front()
    desk.window.parts.article.take_focus()
    parts = desk.window.parts

    def here() -> str:
        widget = QApplication.focusWidget()
        found = parts.sources.half_of(widget)
        if found is not None:
            return titles(desk)[[s.id for s in parts.sources.arrangement.strips].index(found)][0]
        names = ("article", "claims", "card")
        return next((n for n in names if getattr(parts, n).isAncestorOf(widget)), "")

    desk.until(lambda: here() == "article")
    round_ = [LETTER, REGISTER, MINUTES, "claims", "card", "article"]
    for wanted in round_:
        desk.press(Qt.Key.Key_F6)
        desk.until(lambda wanted=wanted: here() == wanted)  # type: ignore[misc]
    for wanted in (*reversed(round_[:-1]), "article"):
        desk.press(Qt.Key.Key_F6, SHIFT)
        desk.until(lambda wanted=wanted: here() == wanted)  # type: ignore[misc]


def test_the_next_start_finds_halves_windows_and_both_views(
    open_window: Opener, three: Path
) -> None:
    driver = open_window(three)
    driver.page("source")
    bring(driver, MINUTES)
    driver.trigger("document.second")
    second = driver.page("source")
    second.view.set_zoom(2.0)
    bar = second.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    bring(driver, LETTER)
    driver.trigger("document.tear_off")
    window = torn(driver)
    window.setGeometry(60, 70, 640, 500)
    driver.until(lambda: window.geometry() == QRect(60, 70, 640, 500))
    before, place = titles(driver), bar.value()
    shares = [half(driver, title).width() for title in (REGISTER, "(2) Minutes")]
    driver.window.close()
    assert not window.isVisible()
    again = open_window(three)
    again.until(lambda: titles(again) == before)
    (torn_again,) = sources(again).windows
    again.until(torn_again.isVisible)
    assert torn_again.geometry() == QRect(60, 70, 640, 500)
    assert torn_again.windowTitle().startswith(LETTER)
    pages = {page.document.title: page for page in sources(again).fronts(MAIN)}
    tab = Tab(pages[MINUTES].document.id, second=True)
    page = sources(again)._pages[tab]
    again.until(lambda: page.ready)
    assert page.view.zoom == 2.0
    again.until(lambda: abs(page.view.verticalScrollBar().value() - place) <= 3)
    assert [half(again, title).width() for title in (REGISTER, "(2) Minutes")] == pytest.approx(
        shares, abs=6
    )
    # closing the project takes the window away and it does not come into another project
    again.front()
    again.trigger("project.close")
    again.until(lambda: not torn_again.isVisible())


def test_a_place_kept_by_an_older_version_is_read(open_window: Opener, three: Path) -> None:
    driver = open_window(three)
    order = sources(driver).order()
    bring(driver, MINUTES)
    driver.window.close()
    path = state_folder() / "window.json"
    kept = json.loads(path.read_bytes())
    kept["places"][str(three)] = {
        "source tabs": [order[1], order[0], "gone"],
        "source shown": order[0],
        "positions": {order[0]: {"page": 1, "x": 0, "y": 0, "zoom": 1.5}},
    }
    path.write_text(json.dumps(kept), "utf-8")
    again = open_window(three)
    assert sources(again).order() == [order[1], order[0], order[2]]
    again.until(lambda: sources(again).document_id == order[0])
    assert again.page("source").view.zoom == 1.5


def test_keys_of_another_layout_work_in_a_second_window_and_once(desk: Driver) -> None:
    bring(desk, LETTER)
    desk.press(Qt.Key.Key_W, CTRL | ALT)
    torn(desk)
    desk.window.workspace.choose(desk.window.workspace.claims[0].id)
    desk.select("source", "the help")
    # У stands where E does
    event = QKeyEvent(QEvent.Type.KeyPress, ord("У"), NONE, 26, 0, 0, "у")
    QApplication.sendEvent(desk.page("source").view, event)
    desk.until(lambda: len(desk.window.workspace.claims[0].evidence) == 3)
    desk.settle()
    assert len(desk.window.workspace.claims[0].evidence) == 3
    desk.press(Qt.Key.Key_Escape)
