# SPDX-License-Identifier: AGPL-3.0-or-later
"""Ways to show pages: single, fitted, turned, very large, dark; what the mouse meets in each."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sidelight.desktop.view.colours import DARK
from sidelight.desktop.view.document_view import DocumentView
from sidelight.desktop.view.highlight import Highlight
from sidelight.desktop.view.page_images import is_inverted
from sidelight.desktop.view.paged_area import FIT_PAGE, INVERTED
from sidelight.model.styles import style
from sidelight.text.geometry import Rect
from sidelight.text.page_lines import Place
from tests.desktop.view.conftest import Opener, Sheets, is_drawn

NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT = Qt.MouseButton.LeftButton


def wheel(view: DocumentView, turn: int) -> None:
    at = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        at, view.viewport().mapToGlobal(at), QPoint(), QPoint(0, turn),
        Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)


def drag(view: DocumentView, start: QPointF, end: QPointF) -> None:
    port = view.viewport()
    QTest.mousePress(port, LEFT, NONE, start.toPoint())
    moved = QMouseEvent(QEvent.Type.MouseMove, end, port.mapToGlobal(end), LEFT, LEFT, NONE)
    QApplication.sendEvent(port, moved)
    QTest.mouseRelease(port, LEFT, NONE, end.toPoint())


def tiles(view: DocumentView, page: int) -> list[Any]:
    return view._drawn.tiles(view._shown(), page)


def test_one_page_at_a_time_is_turned_by_keys_and_wheel(sheets: Sheets) -> None:
    view = sheets.view
    view.set_single(True)
    view.fit_page()
    count = len(view.pages)
    assert count > 2
    rect = view.page_rect(0)
    assert rect.center().y() == pytest.approx(view.viewport().height() / 2, abs=2)
    assert 0 <= rect.top() < rect.bottom() <= view.viewport().height()
    for key, page in (
        (Qt.Key.Key_PageDown, 1), (Qt.Key.Key_Down, 2), (Qt.Key.Key_Up, 1), (Qt.Key.Key_PageUp, 0),
        (Qt.Key.Key_PageUp, 0), (Qt.Key.Key_Space, 1), (Qt.Key.Key_End, count - 1),
        (Qt.Key.Key_PageDown, count - 1), (Qt.Key.Key_Home, 0),
    ):  # fmt: skip
        QTest.keyClick(view, key)
        assert view.visible_pages() == range(page, page + 1)
        assert view.page_now() == page + 1
    wheel(view, -60)
    assert view.page_now() == 1
    wheel(view, -60)
    assert view.page_now() == 2
    wheel(view, 120)
    assert view.page_now() == 1
    wheel(view, 120)
    assert view.page_now() == 1


def test_a_long_single_page_is_scrolled_before_it_is_turned_and_back_comes_its_end(
    sheets: Sheets,
) -> None:
    view = sheets.view
    view.set_single(True)
    view.set_zoom(2.0)
    bar = view.verticalScrollBar()
    seen = []
    while view.page_now() == 1:
        seen.append(bar.value())
        QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert seen == sorted(set(seen))
    assert len(seen) > 2
    assert bar.value() == bar.minimum()
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert (view.page_now(), bar.value()) == (1, bar.maximum())


def test_what_is_brought_into_view_turns_the_single_page(sheets: Sheets) -> None:
    view = sheets.view
    view.set_single(True)
    view.reveal(view.pages[2].start + 30, view.pages[2].start + 60)
    assert view.page_now() == 3
    view.select(view.pages[0].start + 5, view.pages[0].start + 9)
    view.set_caret_mode(True)
    view.move_caret("next character", extend=False)
    assert view.page_now() == 1
    view.set_single(False)
    assert view.page_now() == 1
    assert len(view.pages) > 1


def test_the_page_fits_also_when_the_view_changes(sheets: Sheets) -> None:
    view = sheets.view
    view.jump_to(1)
    view.fit_page()
    for size in ((700, 800), (400, 700), (900, 400)):
        view.resize(*size)
        rect = view.page_rect(1)
        assert rect.width() <= view.viewport().width()
        assert rect.height() <= view.viewport().height()
    assert view.zoom == FIT_PAGE


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_words_are_selected_on_turned_pages(sheets: Sheets, turns: int) -> None:
    view = sheets.view
    view.turn_pages(turns)
    words = "1,240 houses"
    page, rect = sheets.rect_of(words)
    view.reveal(*sheets.range_of(words))
    place = view.to_view(page, rect)
    assert (place.height() > place.width()) == (turns % 2 == 1)
    middle = (rect.y0 + rect.y1) / 2
    start = view.to_view(page, Rect(rect.x0 + 1, middle, rect.x0 + 1, middle)).topLeft()
    end = view.to_view(page, Rect(rect.x1 - 1, middle, rect.x1 - 1, middle)).topLeft()
    drag(view, start, end)
    assert view.selected_text() == words
    assert view.from_view(start).page == page


def test_highlights_handles_and_badges_follow_the_turned_page(sheets: Sheets) -> None:
    view = sheets.view
    words = "The council spent 30,000 pounds"
    start, end = sheets.range_of(words)
    mark = Highlight("h", start, end, style("denied"), "7", "x")
    view.set_highlights([mark])
    view.set_lit(frozenset({"h"}))
    view.turn_pages(1)
    view.reveal(start, end)
    page, rect = sheets.rect_of(words)
    centre = view.to_view(page, rect).center()
    assert [one.id for one in view.highlights_at(centre)] == ["h"]
    (badge,) = view._badges.on_page(page)
    assert badge.rect.x1 <= view.to_view(page, rect).left() - view.page_rect(page).left()
    caret = view.text.caret(Place(end, after=True))
    at = view.to_view(*caret).center()
    assert view._handles.over(at)
    further = sheets.range_of("of ratepayers")[1]
    target = view.to_view(*view.text.caret(Place(further, after=True))).center()
    drag(view, at, target)
    assert view._marks.get("h") == replace(mark, end=further)
    view.grab()


def test_pages_turned_right_round_show_the_same_page_throughout(sheets: Sheets) -> None:
    view = sheets.view
    view.verticalScrollBar().setValue(900)
    middle = QPointF(view.viewport().rect().center())
    before = view.from_view(middle)
    for turns in (1, 2, 3, 0):
        view.turn_pages(1)
        assert view.turns == turns
        assert view.from_view(middle).page == before.page
    view.set_zoom(3.0)
    view.verticalScrollBar().setValue(4000)
    before = view.from_view(middle)
    view.turn_pages(1)
    after = view.from_view(middle)
    assert after == pytest.approx(before, abs=1)  # with room on all sides nothing moves


def test_all_ways_to_show_come_back_through_json(opened: Opener) -> None:
    first = opened().view
    first.turn_pages(3)
    first.set_single(True)
    first.fit_page()
    first.turn_to(1)
    kept = json.loads(json.dumps(first.position()))
    again = opened(drawn=False).view
    again.restore(kept)
    assert (again.turns, again.single, again.zoom) == (3, True, FIT_PAGE)
    assert again.page_now() == 2
    broken: list[dict[str, Any]] = [
        {"turns": 7, "single": None, "zoom": True},
        {"turns": "x", "single": 5},
    ]
    for nonsense, turns in zip(broken, (3, 0), strict=True):
        again.restore(nonsense)
        assert (again.turns, again.single, again.fits_width) == (turns, False, True)
    again.revisit({"page": 2, "x": 0, "y": 100.0, "zoom": 5.0})
    assert again.zoom == "fit-width"
    assert again.from_view(QPointF(0, 0)).y == pytest.approx(100, abs=1)


def test_at_eight_hundred_percent_tiles_cover_what_is_seen_and_the_old_picture_stays(
    sheets: Sheets, qtbot: QtBot
) -> None:
    view = sheets.view
    view.set_zoom(8.0)
    view.reveal(*sheets.range_of("1,240 houses"))
    page = view.visible_pages().start
    assert None in tiles(view, page)
    assert view.picture_of(page) is not None  # enlarged until the tiles come
    qtbot.waitUntil(lambda: bool(tiles(view, page)) and None not in tiles(view, page))
    drawn = tiles(view, page)
    assert sum(tile.sizeInBytes() for tile in drawn) < 40 << 20
    assert view.picture_scale(page) < view.stack.scale
    shot = view.viewport().grab().toImage()
    rect = view.to_view(*sheets.rect_of("1,240 houses"))
    ratio = view.devicePixelRatioF()
    sharp = 0
    right = min(view.viewport().width() - 1, round(rect.right()))
    for x in range(max(0, round(rect.left())), right):
        y = round(rect.center().y() * ratio)
        one, other = shot.pixelColor(x, y).lightness(), shot.pixelColor(x + 1, y).lightness()
        sharp += abs(one - other) > 150
    assert sharp >= 4  # from ink to paper within a pixel: nothing is enlarged


def test_marks_on_tiles_are_those_of_the_page(sheets: Sheets, qtbot: QtBot) -> None:
    view = sheets.view
    start, end = sheets.range_of("1,240 houses")
    view.set_highlights([Highlight("h", start, end, style("verified"))])
    view.set_zoom(8.0)
    view.reveal(start, end)
    page = view.visible_pages().start
    qtbot.waitUntil(lambda: bool(tiles(view, page)) and None not in tiles(view, page))
    shot = view.viewport().grab().toImage()
    rect = view.to_view(*sheets.rect_of("1,240 houses"))
    y = round(rect.top()) + 3
    wide = min(view.viewport().width() - 3, round(rect.right()) - 3)
    colours = {shot.pixelColor(x, y).name() for x in range(max(3, round(rect.left()) + 3), wide)}
    assert style("verified").fill in colours
    assert "#ffffff" not in colours


def test_a_quick_picture_comes_before_pages_are_reached(sheets: Sheets, qtbot: QtBot) -> None:
    view = sheets.view
    last = len(view.pages) - 1
    qtbot.waitUntil(
        lambda: all(view.picture_of(page) is not None for page in range(min(last, 4) + 1))
    )
    number = view.pages[min(last, 4)].number
    found = view.pictures.nearest(view.key, number, 0.01)
    assert found is not None


def test_pages_are_inverted_and_marks_stay_readable(sheets: Sheets, qtbot: QtBot) -> None:
    view = sheets.view
    start, end = sheets.range_of("1,240 houses")
    view.set_highlights([Highlight("h", start, end, style("verified"))])
    view.set_colours(DARK)
    view.set_tone(INVERTED)
    assert view.is_dark(0)
    view.select(*sheets.range_of("school halls"))
    qtbot.waitUntil(lambda: (found := view.picture_of(0)) is not None and is_inverted(found))
    shot = view.viewport().grab().toImage()
    paper = view.page_rect(0).topLeft().toPoint() + QPoint(30, 30)
    assert shot.pixelColor(paper).lightness() < 50
    for words in ("1,240 houses", "school halls"):
        rect = view.to_view(*sheets.rect_of(words)).toRect()
        seen = [
            shot.pixelColor(x, y).lightness()
            for x in range(rect.left() + 1, rect.right())
            for y in range(rect.top() + 1, rect.bottom() - 4)
        ]
        ground = sorted(seen)[len(seen) // 2]
        assert 40 < ground < 110
        assert max(seen) > ground + 35  # thin print at this size; on paper it is as pale
    view.set_tone("")
    qtbot.waitUntil(lambda: is_drawn(view))
    assert not view.is_dark(0)


def test_a_pinch_zooms_around_the_fingers(sheets: Sheets) -> None:
    view = sheets.view
    at = QPointF(300, 200)
    before = view.from_view(at)
    zoom = view.zoom_factor
    device = QPointingDevice.primaryPointingDevice()
    kind = Qt.NativeGestureType
    for gesture, value in ((kind.ZoomNativeGesture, 0.25), (kind.RotateNativeGesture, 9.0)):
        event = QNativeGestureEvent(
            gesture, device, 2, at, at, view.viewport().mapToGlobal(at), value, QPointF()
        )
        QApplication.sendEvent(view.viewport(), event)
    assert view.zoom_factor == pytest.approx(zoom * 1.25)
    after = view.from_view(at)
    assert (after.x, after.y) == pytest.approx((before.x, before.y), abs=1.5)


def test_a_page_that_fails_small_is_still_drawn_in_its_size(sheets: Sheets, qtbot: QtBot) -> None:
    pictures, view = sheets.view.pictures, sheets.view
    quick = view._drawn._quick(view._shown(), 1)
    pictures._fail(quick, "too slow")
    assert pictures.failure(view.key, quick.page) == ""
    assert not pictures._open_wish(quick)
    pictures.retry(view.key, quick.page)
    view.jump_to(1)
    qtbot.waitUntil(lambda: is_drawn(view), timeout=20_000)
