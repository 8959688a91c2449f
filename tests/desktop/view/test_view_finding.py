# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finding in a real document, by the view and by its bar."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sidelight.desktop.view.find_bar import FindBar
from sidelight.desktop.view.hit_ticks import tick_places
from sidelight.text.finding import Options
from tests.desktop.view.conftest import Sheets, count_of

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize(
    ("words", "options", "count"),
    [
        ("mill lane", Options(), 1),
        ("mill lane", Options(case=True), 0),
        ("account", Options(), 60),
        ("deja", Options(), 1),
        ("все в книгу", Options(), 1),
        ("모든집을", Options(), 1),
        ("gain", Options(), 3),
        ("gain", Options(whole_words=True), 0),
        ("", Options(), 0),
    ],
)
def test_all_hits_are_counted_and_one_is_in_sight(
    sheets: Sheets, qtbot: QtBot, words: str, options: Options, count: int
) -> None:
    view = sheets.view
    assert count_of(view, qtbot, words, options) == count
    place = view.find_next(0)
    assert place == ((1, count) if count else (0, 0))
    if count:
        hit = view._hits.current
        assert hit is not None
        seen = view.to_view(*view.text.rects(*hit)[0])
        assert view.viewport().rect().contains(seen.toRect())


def test_hits_are_marked_and_walked_and_the_last_one_becomes_the_selection(
    sheets: Sheets, qtbot: QtBot
) -> None:
    view = sheets.view
    before = view.viewport().grab().toImage()
    assert count_of(view, qtbot, "again") == 3
    assert view.viewport().grab().toImage() != before
    steps = [view.find_next(1) for _ in range(3)] + [view.find_next(-1)]
    assert steps == [(2, 3), (3, 3), (1, 3), (3, 3)]
    assert count_of(view, qtbot, "account") == 60
    view.find_next(-1)
    assert view.page_now() == len(view.pages) or view.verticalScrollBar().value() > 0
    view.clear_find()
    assert view.selected_text() == "account"
    assert view.find_next(1) == (0, 0)


def test_ticks_beside_the_scroll_bar_show_where_the_hits_are(sheets: Sheets, qtbot: QtBot) -> None:
    view = sheets.view
    assert count_of(view, qtbot, "account") == 60
    ticks = view._ticks
    assert ticks.isVisible()
    assert 10 < len(ticks.places) <= 60
    assert ticks.places == sorted(ticks.places)
    first = view.to_view(*view.text.rects(*view._hits.ranges[0])[0])
    there = (view.verticalScrollBar().value() + first.top()) / view.stack.height
    assert abs(ticks.places[0] - there) < 0.05
    view.resize(700, 500)
    qtbot.waitUntil(lambda: ticks.size() == view.verticalScrollBar().size())
    view.verticalScrollBar().grab()
    view.clear_find()
    assert not ticks.isVisible()
    many = sorted([(at, at + 1) for at in range(len(view.text.text))] * 40)
    assert len(tick_places(many, view.text, view.stack)) <= 1001


def test_only_the_last_question_is_answered(sheets: Sheets, qtbot: QtBot) -> None:
    view = sheets.view
    answers: list[tuple[int, int]] = []
    view.hits_changed.connect(lambda: answers.append(view.find_next(0)))
    for words in ("a", "ac", "acc", "account", "Mill Lane"):
        view.find(words)
    assert view.searching
    qtbot.waitUntil(lambda: not view.searching, timeout=20_000)
    assert answers == [(1, 1)]
    # What was asked before the search was closed comes to nothing.
    view.find("account")
    view.clear_find()
    assert count_of(view, qtbot, "Mill Lane") == 1
    assert answers == [(1, 1), (1, 1)]


def test_the_bar_finds_as_one_types_and_steps(sheets: Sheets, qtbot: QtBot) -> None:
    view = sheets.view
    bar = FindBar(view)
    qtbot.addWidget(bar)
    bar.open()
    assert bar.isVisible()
    assert not bar.next.isEnabled()
    QTest.keyClicks(bar.words, "again")
    qtbot.waitUntil(lambda: bar.count.text() == "1 of 3")
    QTest.keyClick(bar.words, Qt.Key.Key_Return)
    assert bar.count.text() == "2 of 3"
    QTest.keyClick(bar.words, Qt.Key.Key_Return, SHIFT)
    assert bar.count.text() == "1 of 3"
    QTest.mouseClick(bar.previous, Qt.MouseButton.LeftButton)
    assert bar.count.text() == "3 of 3"
    QTest.mouseClick(bar.next, Qt.MouseButton.LeftButton)
    assert bar.count.text() == "1 of 3"
    with qtbot.waitSignal(bar.options_given) as given:
        bar.whole_words.setChecked(True)
    assert given.args == [False, True]
    # Enter while the answer is still to come is a step from it.
    QTest.keyClick(bar.words, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bar.count.text() == "2 of 3")
    bar.case.setChecked(True)
    bar.words.setText("Again")
    # Enter does not wait for the pause in typing.
    QTest.keyClick(bar.words, Qt.Key.Key_Enter)
    assert view.searching
    qtbot.waitUntil(lambda: bar.count.text() == "Not found")
    bar.set_options(case=False, whole_words=False)
    assert bar.options() == Options()
    qtbot.waitUntil(lambda: bar.count.text() == "1 of 3")


def test_the_bar_leaves_the_place_found_selected(sheets: Sheets, qtbot: QtBot) -> None:
    view = sheets.view
    bar = FindBar(view)
    qtbot.addWidget(bar)
    bar.open("Mill Lane")
    qtbot.waitUntil(lambda: bar.count.text() == "1 of 1")
    with qtbot.waitSignal(bar.closed):
        QTest.keyClick(bar.words, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert view.selected_text() == "Mill Lane"
    bar.open()
    assert bar.words.selectedText() == "Mill Lane"
    QTest.mouseClick(bar.close_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not bar.isVisible())
