# SPDX-License-Identifier: AGPL-3.0-or-later
"""Links on pages: followed within the document, shown and copied where they lead outside."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QHelpEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from sidelight.desktop.view.document_view import DocumentView
from sidelight.desktop.view.pictures import PictureSource
from sidelight.model.records import Document
from sidelight.reader.remote import Reader
from sidelight.text.geometry import Rect
from tests.desktop.book import ADDRESS, INSIDE, OUTSIDE, book


@pytest.fixture
def view(reader: Reader, pictures: PictureSource, qtbot: QtBot) -> DocumentView:
    data = book()
    read = reader.extract(data, "book.pdf")
    pictures.open("book", lambda: data, read.media_type, "book.pdf")
    made = DocumentView(pictures)
    qtbot.addWidget(made)
    made.resize(600, 700)
    document = Document("book", 1, "1", "source", "Book", "book.pdf", "", 1, "en", "layer")
    made.show_document(document, read.layer, read.pages)
    made.show()
    qtbot.waitExposed(made)
    qtbot.waitUntil(lambda: bool(pictures.links("book", 1)), timeout=20_000)
    return made


def middle(view: DocumentView, rect: Rect) -> QPoint:
    return view.to_view(0, rect).center().toPoint()


def hover(view: DocumentView, point: QPoint) -> None:
    port = view.viewport()
    none = Qt.MouseButton.NoButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(point), QPointF(port.mapToGlobal(point)), none, none,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(port, event)


def menu_at(view: DocumentView, point: QPoint) -> None:
    where = view.viewport().mapToGlobal(point)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, where)
    QApplication.sendEvent(view.viewport(), event)


def test_a_link_within_is_followed_and_told_before(view: DocumentView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.leaving):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, INSIDE))
    assert view.page_now() == 5
    line = view.text.lines(4).led_to(300)
    assert line is not None
    assert view.to_view(4, line).top() == pytest.approx(view.landing, abs=1)


def test_the_pointer_tells_of_a_link(view: DocumentView) -> None:
    told: list[str] = []
    view.links.hovered.connect(told.append)
    hover(view, middle(view, INSIDE))
    assert view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    hover(view, middle(view, OUTSIDE))
    hover(view, QPoint(5, 5))
    assert told == ["Link to page 3 (5 of 9)", ADDRESS, ""]
    assert view.viewport().cursor().shape() != Qt.CursorShape.PointingHandCursor


def test_an_address_is_shown_as_plain_words_and_copied(view: DocumentView) -> None:
    point = middle(view, OUTSIDE)
    hover(view, point)
    where = view.viewport().mapToGlobal(point)
    QApplication.sendEvent(view.viewport(), QHelpEvent(QEvent.Type.ToolTip, point, where))
    assert "&lt;i&gt;" in QToolTip.text()
    QToolTip.hideText()
    menu_at(view, point)
    menu = view.links.menu
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["Copy the address"]
    QGuiApplication.clipboard().clear()
    menu.actions()[0].trigger()
    assert QGuiApplication.clipboard().text() == ADDRESS
    menu.close()


def test_a_click_on_an_address_asks_and_opens_nothing(view: DocumentView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.links.outside) as asked:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle(view, OUTSIDE))
    assert asked.args == [ADDRESS]
    assert view.page_now() == 1


def test_the_menu_of_a_link_within_goes_there(view: DocumentView) -> None:
    menu_at(view, middle(view, INSIDE))
    menu = view.links.menu
    assert menu is not None
    menu.actions()[0].trigger()
    assert view.page_now() == 5
    menu.close()


def test_enter_follows_the_link_at_the_caret(view: DocumentView) -> None:
    hit = view.hit_at(QPointF(middle(view, INSIDE)))
    view.select(hit.place.offset, hit.place.offset)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert view.page_now() == 1
    view.set_caret_mode(True)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert view.page_now() == 5


def test_links_lie_where_the_turned_page_shows_them(view: DocumentView) -> None:
    view.turn_pages(1)
    link = view.links.at(QPointF(middle(view, INSIDE)))
    assert link is not None
    assert link.page == 5
    assert view.links.at(QPointF(2, 2)) is None
