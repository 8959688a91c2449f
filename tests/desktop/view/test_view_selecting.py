# SPDX-License-Identifier: AGPL-3.0-or-later
"""Selecting in a real document by mouse and by keys, and what a screen reader gets of it."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
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


def click(
    view: DocumentView, at: QPointF, ms: int, *, second: bool = False, release: bool = True
) -> None:
    """A press at a time of the clock; each second one in a row comes as Qt's double click."""
    port = view.viewport()
    kinds = [QEvent.Type.MouseButtonDblClick if second else QEvent.Type.MouseButtonPress]
    for kind in [*kinds, *([QEvent.Type.MouseButtonRelease] if release else [])]:
        none = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else LEFT
        with_ = Qt.KeyboardModifier.NoModifier
        event = QMouseEvent(kind, at, port.mapToGlobal(at), LEFT, none, with_)
        event.setTimestamp(ms)
        QApplication.sendEvent(port, event)


def pull(view: DocumentView, to: QPointF) -> None:
    """Drag on with the button held, and let go."""
    port = view.viewport()
    with_ = Qt.KeyboardModifier.NoModifier
    for kind, held in (
        (QEvent.Type.MouseMove, LEFT),
        (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton),
    ):
        QApplication.sendEvent(port, QMouseEvent(kind, to, port.mapToGlobal(to), LEFT, held, with_))


def menu(view: DocumentView, reason: QContextMenuEvent.Reason, at: QPoint) -> None:
    port = view.viewport()
    QApplication.sendEvent(port, QContextMenuEvent(reason, at, port.mapToGlobal(at)))


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


def test_clicks_take_the_word_the_line_and_the_paragraph(sheets: Sheets) -> None:
    view = sheets.view
    at = sheets.after("Gaze")
    click(view, at, 1000)
    assert view.selection() is None
    click(view, at, 1100, second=True)
    assert view.selected_text() == "Gazette"
    click(view, at, 1200)
    line = view.selected_text()
    assert line.startswith("The council spent")
    assert "Gazette" in line
    assert not line.endswith("closed in February.")
    click(view, at, 1300, second=True)
    assert view.selected_text().startswith("The council spent")
    assert view.selected_text().endswith("closed in February.")
    click(view, at, 1400)
    assert view.selected_text().endswith("closed in February.")
    # Late, or elsewhere, it is a first click again.
    click(view, at, 90_000)
    assert view.selection() is None


def test_a_drag_after_more_clicks_goes_on_by_what_they_took(sheets: Sheets) -> None:
    view = sheets.view
    at = sheets.after("Gazet")
    click(view, at, 1000)
    click(view, at, 1100, second=True, release=False)
    pull(view, sheets.after("mon"))
    assert view.selected_text() == "money, the Gazette"
    click(view, at, 5000)
    click(view, at, 5100, second=True)
    click(view, at, 5200, release=False)
    one_line = view.selection()
    assert one_line is not None
    pull(view, sheets.before("closed in"))
    both = view.selection()
    assert both is not None
    assert both[0] == one_line[0]
    assert both[1] == sheets.range_of("closed in February.")[1]


def test_alt_draws_a_rectangle_that_is_for_copying(sheets: Sheets) -> None:
    view = sheets.view
    with_alt = Qt.KeyboardModifier.AltModifier
    port = view.viewport()
    first = view.to_view(*sheets.rect_of("On the night"))
    start = QPoint(round(first.left()) - 2, round(first.top()) - 1)
    end = QPoint(round(first.right()) + 1, round(first.bottom() + 1.6 * first.height()))
    QTest.mousePress(port, LEFT, with_alt, start)
    QTest.mouseMove(port, end)
    assert view.copied()
    before = port.grab().toImage()
    QTest.mouseRelease(port, LEFT, with_alt, end)
    assert view.selection() is None
    assert view.copied().split("\n")[0] == "On the night"
    assert len(view.copied().split("\n")) > 1
    keys(view, (Qt.Key.Key_C, CONTROL))
    assert QGuiApplication.clipboard().text() == view.copied()
    # Escape lets go of it.
    keys(view, (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier))
    assert (view.copied(), port.grab().toImage() == before) == ("", False)
    # Where it holds running text it is a selection like any other.
    QTest.mousePress(port, LEFT, with_alt, start)
    QTest.mouseMove(port, QPoint(end.x(), round(first.bottom())))
    QTest.mouseRelease(port, LEFT, with_alt, QPoint(end.x(), round(first.bottom())))
    assert (view.block, view.selected_text()) == (None, "On the night")
    QTest.mousePress(port, LEFT, with_alt, QPoint(2, 2))
    QTest.mouseRelease(port, LEFT, with_alt, QPoint(2, 2))
    assert (view.block, view.selection()) == (None, None)


def test_a_caret_goes_by_sentences_and_paragraphs(sheets: Sheets) -> None:
    view = sheets.view
    none = Qt.KeyboardModifier.NoModifier
    view.set_caret_mode(True)
    start = sheets.range_of("항구의 서기는")[0]
    view.select(start, start)
    keys(view, (Qt.Key.Key_BraceRight, SHIFT))
    assert view.selected_text() == "항구의 서기는 모든 집을 장부에 적었다."
    keys(view, (Qt.Key.Key_BracketLeft, none), (Qt.Key.Key_BracketLeft, none))
    keys(view, (Qt.Key.Key_BraceRight, SHIFT))
    assert view.selected_text() == "Заведующий портом записал всё в книгу."
    keys(view, (Qt.Key.Key_Up, CONTROL), (Qt.Key.Key_Down, CONTROL | SHIFT))
    assert view.selected_text().startswith("Заведующий")
    assert view.selected_text().endswith("was there.")
    keys(view, (Qt.Key.Key_Up, CONTROL | SHIFT))
    assert view.selection() is None
    # The bracket's place on the keyboard, while a Russian layout is on.
    view.keyPressEvent(QKeyEvent(QKeyEvent.Type.KeyPress, 0x042A, SHIFT, 35, 0, 0, "Ъ"))
    assert view.selected_text() == "Заведующий портом записал всё в книгу."
    view.select_sentence()
    assert view.selected_text() == "Заведующий портом записал всё в книгу."
    view.select(*sheets.range_of("всё в книгу. 항구의"))
    view.select_sentence()
    assert view.selected_text().endswith("장부에 적었다.")


def test_the_caret_blinks_where_the_keyboard_is_and_stays_in_sight(
    sheets: Sheets, qtbot: QtBot
) -> None:
    view = sheets.view
    view.window().activateWindow()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(view.hasFocus)
    assert view._caret.blinking is False
    view.set_caret_mode(True)
    assert bool(view._caret.blinking)
    shown = view.viewport().grab().toImage()
    qtbot.waitUntil(lambda: not view._caret._shown)
    assert view.viewport().grab().toImage() != shown
    keys(view, (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier))
    assert view._caret._shown
    keys(view, (Qt.Key.Key_End, CONTROL))
    place = view._caret_rect()
    assert place is not None
    assert view.viewport().rect().contains(place.center().toPoint())
    view.set_caret_mode(False)
    assert not view._caret.blinking


def test_a_menu_is_asked_for_at_the_pointer_or_at_the_caret(sheets: Sheets, qtbot: QtBot) -> None:
    view = sheets.view
    place = sheets.before("school").toPoint()
    with qtbot.waitSignal(view.menu_wanted) as asked:
        menu(view, QContextMenuEvent.Reason.Mouse, place)
    assert asked.args == [view.viewport().mapToGlobal(place)]
    view.select(*sheets.range_of("school halls"))
    with qtbot.waitSignal(view.menu_wanted) as asked:
        menu(view, QContextMenuEvent.Reason.Keyboard, QPoint())
    at = view.viewport().mapFromGlobal(asked.args[0])
    assert abs(at.x() - sheets.after("school halls").x()) < 4
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    with qtbot.waitSignal(view.menu_wanted) as asked:
        menu(view, QContextMenuEvent.Reason.Keyboard, QPoint())
    assert asked.args == [view.viewport().mapToGlobal(view.viewport().rect().center())]


def test_paragraphs_are_copied_apart_and_what_is_hidden_not_at_all(sheets: Sheets) -> None:
    view = sheets.view
    start, end = sheets.range_of("worst was over for")[0], sheets.range_of("A total of 1,240")[1]
    view.select(start, end)
    assert view.copied() == "worst was over for the families there.\n\nA total of 1,240"
    view.set_hidden([sheets.range_of("for the families there.")])
    assert view.copied() == "worst was over\n\nA total of 1,240"


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


def test_a_screen_reader_gets_the_page_and_the_selection(sheets: Sheets, qtbot: QtBot) -> None:
    view = sheets.view
    mirror = view.findChild(QPlainTextEdit)
    assert mirror is not None
    assert mirror.isReadOnly()
    assert (mirror.width(), mirror.height()) == (1, 1)
    assert mirror.accessibleName()
    view.select(*sheets.range_of("👩\u200d🚀 was"))
    qtbot.waitUntil(lambda: mirror.textCursor().selectedText() == "👩\u200d🚀 was")
    # the whole page is there to be read on
    assert mirror.toPlainText().startswith("After the water")
    assert "Заведующий" in mirror.toPlainText()
    assert mirror.accessibleName() == "Text of After the water"
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
