# SPDX-License-Identifier: AGPL-3.0-or-later
"""Scrolling and zooming a real document, its place kept; pages that fail; files dropped."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QWheelEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from sidelight.desktop.view.colours import DARK
from sidelight.desktop.view.document_view import DocumentView
from sidelight.desktop.view.page_stack import SIDE, PagePoint
from tests.desktop.view.conftest import Opener, Sheets, is_drawn

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def wheel(view: DocumentView, at: QPointF, turn: int, keys: Qt.KeyboardModifier) -> None:
    event = QWheelEvent(
        at,
        view.viewport().mapToGlobal(at),
        QPoint(),
        QPoint(0, turn),
        Qt.MouseButton.NoButton,
        keys,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    view.wheelEvent(event)


def top_word(view: DocumentView) -> PagePoint:
    return view.from_view(QPointF(view.viewport().width() / 2, 0.0))


def test_pages_fit_the_width_and_keep_their_place_when_it_changes(sheets: Sheets) -> None:
    view = sheets.view
    assert view.fits_width
    assert view.page_rect(0).left() == pytest.approx(SIDE, abs=1)
    assert view.page_rect(0).width() == pytest.approx(view.viewport().width() - 2 * SIDE, abs=1)
    view.verticalScrollBar().setValue(500)
    before = top_word(view)
    for width in (500, 900, 700):
        view.resize(width, 800)
        after = top_word(view)
        assert after.page == before.page
        assert after.y == pytest.approx(before.y, abs=1)
    assert view.horizontalScrollBar().maximum() == 0


def test_keys_zoom_in_steps_and_control_zero_fits_again(sheets: Sheets, qtbot: QtBot) -> None:
    view = sheets.view
    fitting = view.zoom_factor
    QTest.keyClick(view, Qt.Key.Key_Plus, CONTROL)
    assert view.zoom_factor > fitting
    assert view.zoom == view.zoom_factor
    for _ in range(20):
        QTest.keyClick(view, Qt.Key.Key_Plus, CONTROL)
    assert view.zoom_factor == 8.0
    for _ in range(20):
        QTest.keyClick(view, Qt.Key.Key_Minus, CONTROL)
    assert view.zoom_factor == 0.25
    assert len(view.visible_pages()) > 1
    with qtbot.waitSignal(view.view_changed):
        QTest.keyClick(view, Qt.Key.Key_0, CONTROL)
    assert view.fits_width
    assert view.zoom_factor == pytest.approx(fitting)


def test_the_wheel_zooms_around_the_pointer_and_else_scrolls(sheets: Sheets) -> None:
    view = sheets.view
    view.set_zoom(1.5)
    view.verticalScrollBar().setValue(700)
    pointer = QPointF(200.0, 300.0)
    for turn in (120, 120, -120, 60):
        before = view.from_view(pointer)
        wheel(view, pointer, turn, CONTROL)
        after = view.from_view(pointer)
        assert after.page == before.page
        assert after.x == pytest.approx(before.x, abs=1)
        assert after.y == pytest.approx(before.y, abs=1)
    assert 1.5 < view.zoom_factor < 2.0
    before_scroll = view.verticalScrollBar().value()
    wheel(view, pointer, -120, Qt.KeyboardModifier.NoModifier)
    assert view.verticalScrollBar().value() > before_scroll


def test_without_a_caret_keys_scroll(sheets: Sheets) -> None:
    view = sheets.view
    bar = view.verticalScrollBar()
    seen = [bar.value()]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_Space):
        QTest.keyClick(view, key)
        seen.append(bar.value())
    assert seen == sorted(set(seen))
    QTest.keyClick(view, Qt.Key.Key_Space, SHIFT)
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    QTest.keyClick(view, Qt.Key.Key_Up)
    assert bar.value() == 0
    QTest.keyClick(view, Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    assert view.page_now() == len(view.pages)
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert (bar.value(), view.page_now()) == (0, 1)
    view.set_zoom(3.0)
    across = view.horizontalScrollBar()
    before = across.value()
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert across.value() > before


def test_a_position_goes_through_json_and_comes_back_in_another_window(opened: Opener) -> None:
    first = opened().view
    first.set_zoom(1.75)
    first.verticalScrollBar().setValue(1300)
    position = json.loads(json.dumps(first.position()))
    again = opened(drawn=False).view
    again.resize(620, 500)
    again.restore(position)
    assert again.position() == pytest.approx(position)
    assert top_word(again).page == top_word(first).page
    assert top_word(again).y == pytest.approx(top_word(first).y, abs=1)
    broken: list[dict[str, Any]] = [
        {},
        {"page": "x", "y": None, "zoom": []},
        {"page": 9, "zoom": 80},
    ]
    for nonsense in broken:
        again.restore(nonsense)
        assert again.page_now() == 1
    assert again.zoom_factor == 8.0


def test_pages_are_drawn_as_they_come_and_never_vanish_while_zooming(
    sheets: Sheets, qtbot: QtBot
) -> None:
    view = sheets.view
    drawn = view.picture_of(0)
    assert drawn is not None
    assert drawn.width() == pytest.approx(view.page_rect(0).width(), abs=2)
    view.set_zoom(2.0)
    # The old picture stays until the new one is there.
    assert view.picture_of(0) == drawn
    qtbot.waitUntil(lambda: is_drawn(view), timeout=20_000)
    sharp = view.picture_of(0)
    assert sharp is not None
    assert sharp.width() > drawn.width()
    view.set_colours(DARK)
    image = view.viewport().grab().toImage()
    assert image.pixelColor(4, 4).name() == DARK.ground
    assert image.pixelColor(4, 24).name() == DARK.paper


def test_a_page_that_cannot_be_drawn_says_why_and_is_tried_again(
    opened: Opener, qtbot: QtBot
) -> None:
    sheets = opened("2024-06-19-treaty.pdf")
    view = sheets.view
    good = view.pictures._opened[view.key]
    # a key of its own: nothing of the whole document can still be on its way under it
    damaged = replace(sheets.document, id="damaged")
    view.pictures.open(damaged.id, lambda: b"%PDF-1.7 broken", good.media_type, "treaty.pdf")
    with qtbot.waitSignal(view.pictures.failed, timeout=20_000) as failed:
        view.show_document(damaged, sheets.read.layer, sheets.read.pages)
    assert failed.args is not None
    assert "treaty.pdf" in failed.args[2]
    page = failed.args[1] - 1
    assert view.failure_of(page) == failed.args[2]
    view.viewport().grab()  # paints the sentence
    view.pictures.open(view.key, good.load, good.media_type, "treaty.pdf")
    view.reveal(view.pages[page].start, view.pages[page].end)
    QTest.mouseClick(
        view.viewport(),
        Qt.MouseButton.LeftButton,
        pos=view.failure_rect(page).center().toPoint(),
    )
    assert view.failure_of(page) == ""
    QTest.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.picture_of(page) is not None, timeout=20_000)


def test_files_are_taken_where_they_are_dropped(
    sheets: Sheets, words_file: Path, qtbot: QtBot
) -> None:
    view = sheets.view
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(words_file)), QUrl("https://example.org/x.pdf")])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, carried, buttons, keys)
    view.dragEnterEvent(entering)
    assert entering.isAccepted()
    with qtbot.waitSignal(view.files_dropped) as dropped:
        view.dropEvent(
            QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, carried, buttons, keys)
        )
    assert dropped.args == [[words_file]]
    words = QMimeData()
    words.setText("only words")
    refused = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, words, buttons, keys)
    refused.ignore()
    view.dragEnterEvent(refused)
    assert not refused.isAccepted()
