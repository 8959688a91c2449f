# SPDX-License-Identifier: AGPL-3.0-or-later
"""Selecting in a real document by mouse and by keys, and what a screen reader gets of it."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from sidelight.desktop.view.document_view import DocumentView
from sidelight.desktop.view.utf16 import units
from tests.desktop.view.conftest import Sheets

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def drag(view: DocumentView, start: QPointF, end: QPointF) -> None:
    port: QWidget = view.viewport()
    QTest.mousePress(port, LEFT, pos=start.toPoint())
    QTest.mouseMove(port, ((start + end) / 2).toPoint())
    QTest.mouseMove(port, end.toPoint())
    QTest.mouseRelease(port, LEFT, pos=end.toPoint())


def keys(view: DocumentView, *pressed: tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
    for key, with_ in pressed:
        QTest.keyClick(view, key, with_)


def test_a_drag_selects_by_characters_and_shift_extends(sheets: Sheets, qtbot: QtBot) -> None:
    view = sheets.view
    with qtbot.waitSignal(view.selection_changed):
        drag(view, sheets.before("1,240 houses"), sheets.after("1,240 houses"))
    assert view.selection() == sheets.range_of("1,240 houses")
    assert view.selected_text() == "1,240 houses"
    # Backwards gives the same.
    drag(view, sheets.after("30,000 pounds"), sheets.before("30,000 pounds"))
    assert view.selected_text() == "30,000 pounds"
    QTest.mouseClick(view.viewport(), LEFT, pos=sheets.before("school").toPoint())
    assert view.selection() is None
    at = sheets.after("Mill Lane").toPoint()
    QTest.mouseClick(view.viewport(), LEFT, SHIFT, at)
    assert view.selected_text() == "school halls at Mill Lane"
    view.clear_selection()
    assert (view.selection(), view.selected_text()) == (None, "")


def test_two_clicks_take_the_word_and_three_the_block(sheets: Sheets) -> None:
    view = sheets.view
    port, at = view.viewport(), sheets.after("Gaze").toPoint()
    QTest.mouseDClick(port, LEFT, pos=at)
    assert view.selected_text() == "Gazette"
    QTest.mouseRelease(port, LEFT, pos=at)
    QTest.mouseClick(port, LEFT, pos=at)
    assert view.selected_text().startswith("The council spent")
    assert view.selected_text().endswith("closed in February.")
    # A drag after two clicks goes on by words, here from right to left.
    at = sheets.after("Gazet").toPoint()
    QTest.mouseDClick(port, LEFT, pos=at)
    QTest.mousePress(port, LEFT, pos=at)
    QTest.mouseRelease(port, LEFT, pos=at)
    QTest.mouseDClick(port, LEFT, pos=sheets.after("Gazet").toPoint())
    QTest.mouseMove(port, sheets.after("mon").toPoint())
    QTest.mouseRelease(port, LEFT, pos=sheets.after("mon").toPoint())
    assert view.selected_text() == "money, the Gazette"


def test_other_scripts_are_selected_by_whole_characters(sheets: Sheets) -> None:
    view = sheets.view
    for words in ("Заведующий портом", "서기는 모든 집을", "cafe\u0301"):
        drag(view, sheets.before(words), sheets.after(words))
        assert view.selected_text() == words
    start, end = sheets.range_of("cafe\u0301")
    view.select(start, end - 1)
    assert view.selected_text() == "cafe\u0301"
    start, end = sheets.range_of("👩\u200d🚀")
    view.select(start + 1, end)
    assert view.selected_text() == "👩\u200d🚀"


def test_dragging_past_the_edge_scrolls_on_and_selects_across_pages(
    sheets: Sheets, qtbot: QtBot
) -> None:
    view = sheets.view
    port = view.viewport()
    start = sheets.before("They said so")
    QTest.mousePress(port, LEFT, pos=start.toPoint())
    QTest.mouseMove(port, QPoint(300, port.height() + 60))
    qtbot.waitUntil(lambda: (view.selection() or (0, 0))[1] > view.pages[0].end, timeout=10_000)
    reached = view.selection()
    QTest.mouseRelease(port, LEFT, pos=QPoint(300, port.height() + 60))
    assert reached is not None
    assert reached[0] == sheets.range_of("They said so")[0]
    assert view.verticalScrollBar().value() > 0
    # What is selected does not depend on how the pages are laid out.
    chosen = view.selection()
    view.set_zoom(0.5)
    view.resize(900, 500)
    assert view.selection() == chosen


def test_a_caret_goes_by_all_the_usual_keys(sheets: Sheets) -> None:
    view = sheets.view
    none = Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(view.viewport(), LEFT, pos=sheets.before("On the night").toPoint())
    keys(view, (Qt.Key.Key_Right, SHIFT))
    assert view.selection() is None  # without a caret and a selection, arrows scroll
    QTest.keyClick(view, Qt.Key.Key_F7)
    assert bool(view.caret_mode)
    keys(view, (Qt.Key.Key_Right, SHIFT), (Qt.Key.Key_Right, SHIFT))
    assert view.selected_text() == "On"
    keys(view, (Qt.Key.Key_Right, CONTROL | SHIFT), (Qt.Key.Key_Right, CONTROL | SHIFT))
    assert view.selected_text() == "On the night"
    keys(view, (Qt.Key.Key_Left, CONTROL | SHIFT), (Qt.Key.Key_Left, SHIFT))
    assert view.selected_text() == "On th"
    keys(view, (Qt.Key.Key_End, SHIFT))
    line = view.selection()
    assert line is not None
    keys(view, (Qt.Key.Key_Home, none), (Qt.Key.Key_Down, SHIFT), (Qt.Key.Key_Up, SHIFT))
    assert view.selection() is None
    keys(view, (Qt.Key.Key_Down, SHIFT))
    assert view.selection() == (line[0], line[1])
    keys(view, (Qt.Key.Key_Home, CONTROL), (Qt.Key.Key_End, CONTROL | SHIFT))
    assert view.selection() == (0, len(view.text.text))
    assert view.verticalScrollBar().value() > 0
    keys(view, (Qt.Key.Key_Home, CONTROL), (Qt.Key.Key_PageDown, SHIFT))
    reached = view.selection()
    assert reached is not None
    assert 300 < reached[1] < len(view.text.text)
    keys(view, (Qt.Key.Key_PageUp, SHIFT), (Qt.Key.Key_F7, none))
    assert not view.caret_mode
    assert view.selection() is None or reached[1] > (view.selection() or (0, 0))[1]


def test_words_are_copied_as_they_read_whatever_layout_is_on(sheets: Sheets) -> None:
    view = sheets.view
    clipboard = QGuiApplication.clipboard()
    words = "by the spring the papers of the day agreed"
    view.select(*sheets.range_of("by the")[:1], sheets.range_of("day agreed")[1])
    keys(view, (Qt.Key.Key_C, CONTROL))
    assert clipboard.text() == words
    keys(view, (Qt.Key.Key_A, CONTROL))
    assert view.selection() == (0, len(view.text.text))
    view.select(*sheets.range_of("Mill Lane"))
    # The key of C while a Russian layout is on.
    russian = QKeyEvent(QKeyEvent.Type.KeyPress, 0x0421, CONTROL, 54, 0, 0, "с")
    view.keyPressEvent(russian)
    assert clipboard.text() == "Mill Lane"
    keys(view, (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier))
    assert view.selection() is None
    unknown = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier)
    view.keyPressEvent(unknown)
    assert not unknown.isAccepted()


def test_a_screen_reader_gets_the_block_and_the_selection(sheets: Sheets, qtbot: QtBot) -> None:
    view = sheets.view
    mirror = view.findChild(QPlainTextEdit)
    assert mirror is not None
    assert mirror.isReadOnly()
    assert (mirror.width(), mirror.height()) == (1, 1)
    assert mirror.accessibleName()
    view.select(*sheets.range_of("👩\u200d🚀 was"))
    qtbot.waitUntil(lambda: mirror.textCursor().selectedText() == "👩\u200d🚀 was")
    assert mirror.toPlainText().startswith("Заведующий")
    assert units("a👩b") == 4
    start = sheets.range_of("On the night")[0]
    view.select(start, sheets.range_of("1,240 houses")[1])
    qtbot.waitUntil(lambda: mirror.textCursor().selectedText().endswith("1,240 houses"))
    assert mirror.textCursor().selectedText().startswith("On the night")
    view.clear_selection()
    qtbot.waitUntil(lambda: not mirror.textCursor().hasSelection())
    # Keys that reach it in the view's stead do what they do in the view.
    QTest.keyClick(mirror, Qt.Key.Key_F7)
    assert view.caret_mode
    QTest.keyClick(mirror, Qt.Key.Key_Right, SHIFT)
    assert view.selection() is not None
    assert view.focusProxy() is mirror
    assert view.accessibleName() == sheets.document.title
    with qtbot.waitSignal(view.focused):
        view.window().activateWindow()
        mirror.clearFocus()
        view.setFocus(Qt.FocusReason.TabFocusReason)
    view.viewport().grab()
