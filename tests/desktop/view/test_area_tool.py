# SPDX-License-Identifier: AGPL-3.0-or-later
"""Areas in a real view: drawn, marked, clicked, moved by pointer and keys, at any zoom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sidelight.desktop.view.highlight import Highlight
from sidelight.model.styles import STYLES, style
from sidelight.text.geometry import Rect

if TYPE_CHECKING:
    from sidelight.desktop.view.document_view import DocumentView
    from tests.desktop.view.conftest import Opener

BOX = Rect(60, 200, 300, 420)
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
DRAWS = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


def drag(
    view: DocumentView, start: QPointF, end: QPointF, keys: Qt.KeyboardModifier = NONE
) -> None:
    port = view.viewport()
    QTest.mousePress(port, LEFT, keys, start.toPoint())
    for point in ((start + end) / 2, end):
        at = QPointF(point.toPoint())
        moved = QMouseEvent(QEvent.Type.MouseMove, at, port.mapToGlobal(at), LEFT, LEFT, keys)
        QApplication.sendEvent(port, moved)
    QTest.mouseRelease(port, LEFT, keys, end.toPoint())


def box(view: DocumentView, rect: Rect, page: int = 0) -> tuple[QPointF, QPointF]:
    place = view.to_view(page, rect)
    return place.topLeft(), place.bottomRight()


def area(id_: str = "a", rect: Rect = BOX, word: str = "denied", page: int = 1) -> Highlight:
    return Highlight(id_, 0, 0, style(word), badge="1", tip="Claim 1", page=page, area=rect)


def press(view: DocumentView, key: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
    view.setFocus()
    QTest.keyClick(view, key, keys)


def close(rect: Rect | None, wanted: Rect, slack: float = 1.0) -> bool:
    return rect is not None and all(abs(a - b) <= slack for a, b in zip(rect, wanted, strict=True))


def selected(view: DocumentView) -> Rect | None:
    chosen = view.areas.selection()
    return chosen[1] if chosen else None


@pytest.mark.parametrize("zoom", ["fit-width", 0.5, 1.0, 3.0])
def test_a_drag_on_a_page_without_text_draws(opened: Opener, zoom: str | float) -> None:
    view = opened("scan.pdf").view
    view.set_zoom(zoom)
    told: list[object] = []
    view.selection_changed.connect(lambda: told.append(1))
    view.areas.select_on(1, BOX)
    view.areas.select(None)
    view.bring_into_view(0, Rect(60, 80, 100, 100))
    rect = Rect(60, 80, 160, 130)
    drag(view, *box(view, rect))
    assert close(selected(view), rect, 2.0 / view.stack.scale)
    assert view.areas.selection()[0] == 1  # type: ignore[index]
    assert told
    assert view.selection() is None


def test_the_second_page_is_drawn_on_too(opened: Opener) -> None:
    view = opened("scan.pdf").view
    view.set_zoom(0.5)
    drag(view, *box(view, BOX, page=1))
    chosen = view.areas.selection()
    assert chosen is not None
    assert chosen[0] == 2
    assert close(chosen[1], BOX, 3.0)


def test_a_drag_beyond_the_paper_stays_on_it(opened: Opener) -> None:
    view = opened("scan.pdf").view
    view.set_zoom(0.5)
    start = view.to_view(0, BOX).center()
    drag(view, start, start + QPointF(2000, 2000))
    rect = selected(view)
    assert rect is not None
    assert rect[2:] == pytest.approx((420, 595), abs=0.1)


def test_a_click_draws_nothing_and_takes_the_area_away(opened: Opener) -> None:
    view = opened("scan.pdf").view
    drag(view, *box(view, Rect(60, 80, 160, 130)))
    assert selected(view)
    QTest.mouseClick(view.viewport(), LEFT, NONE, view.to_view(0, BOX).center().toPoint())
    assert selected(view) is None


def test_print_is_selected_by_a_drag_and_framed_with_alt_and_shift(opened: Opener) -> None:
    view = opened("print.pdf").view
    start, end = box(view, Rect(62, 75, 250, 112))
    drag(view, start, end)
    assert view.selection() is not None
    assert selected(view) is None
    drag(view, start, end, DRAWS)
    assert view.selection() is None
    assert close(selected(view), Rect(62, 75, 250, 112))
    view.select(0, 7)
    assert selected(view) is None, "words or an area, never both"


def test_taken_up_it_draws_on_print_once(opened: Opener) -> None:
    view = opened("print.pdf").view
    start, end = box(view, Rect(62, 75, 250, 112))
    view.areas.take_up()
    assert selected(view) is not None
    drag(view, start, end)
    assert close(selected(view), Rect(62, 75, 250, 112))
    assert not view.areas.active
    drag(view, start + QPointF(20, 0), end - QPointF(20, 0))
    assert view.selection() is not None


def test_pages_that_flow_take_none(opened: Opener) -> None:
    view = opened("article.html").view
    view.areas.take_up()
    assert not view.areas.active
    drag(view, QPointF(200, 200), QPointF(300, 300), DRAWS)
    assert selected(view) is None


def test_keys_move_resize_and_accept(opened: Opener) -> None:
    view = opened("scan.pdf").view
    press(view, Qt.Key.Key_Right)
    assert selected(view) is None, "only where the tool is taken up"
    view.areas.take_up()
    first = selected(view)
    assert first is not None
    step = 8 / view.stack.scale
    press(view, Qt.Key.Key_Right)
    press(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    moved = first._replace(
        x0=first.x0 + step, x1=first.x1 + step, y0=first.y0 + step / 8, y1=first.y1 + step / 8
    )
    assert close(selected(view), moved, 0.05)
    press(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    press(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    sized = moved._replace(x1=moved.x1 + step, y1=moved.y1 - step)
    assert close(selected(view), sized, 0.05)
    press(view, Qt.Key.Key_Return)
    assert not view.areas.active
    assert close(selected(view), sized, 0.05)
    press(view, Qt.Key.Key_Escape)
    assert selected(view) is None


def test_escape_drops_what_the_tool_proposed(opened: Opener) -> None:
    view = opened("scan.pdf").view
    view.areas.take_up()
    press(view, Qt.Key.Key_Escape)
    assert not view.areas.active
    assert selected(view) is None


def test_keys_never_make_it_too_small_or_leave_the_page(opened: Opener) -> None:
    view = opened("scan.pdf").view
    view.areas.take_up()
    for _ in range(120):
        press(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
        press(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    for _ in range(120):
        press(view, Qt.Key.Key_Right)
    rect = selected(view)
    assert rect is not None
    assert min(rect.width, rect.height) >= 3.0
    assert rect.x1 == pytest.approx(420, abs=0.1)


@pytest.mark.parametrize("word", sorted(STYLES))
def test_it_is_painted_in_fill_and_frame(opened: Opener, word: str) -> None:
    view = opened("scan.pdf").view
    bare = view.viewport().grab().toImage()
    view.set_highlights([area(word=word)])
    marked = view.viewport().grab().toImage()
    place = view.to_view(0, BOX)
    ratio = marked.width() / view.viewport().width()
    ink = QColor(style(word).ink)

    def near(x: float, y: float) -> int:
        spots = [
            marked.pixelColor(round(x * ratio) + dx, round(y * ratio) + dy)
            for dx in range(-4, 5)
            for dy in range(-4, 5)
        ]
        return min(
            abs(c.red() - ink.red()) + abs(c.green() - ink.green()) + abs(c.blue() - ink.blue())
            for c in spots
        )

    middle = place.center().toPoint() * ratio
    assert marked.pixelColor(middle) != bare.pixelColor(middle)
    assert near(place.left(), place.center().y()) < 140
    assert near(place.center().x(), place.top()) < 140


def test_areas_and_words_are_told_apart_under_the_pointer(opened: Opener) -> None:
    sheets = opened("print.pdf")
    view = sheets.view
    words = Highlight("w", *sheets.range_of("Harbour works"), style("verified"))
    view.set_highlights(
        [area("a", Rect(40, 50, 380, 150)), area("b", Rect(55, 60, 200, 90)), words]
    )
    found = view.highlights_at(sheets.before("Harbour works"))
    assert [one.id for one in found] == ["w", "b", "a"]


def test_a_click_tells_of_it_and_its_badge_too(opened: Opener) -> None:
    view = opened("scan.pdf").view
    view.set_highlights([area()])
    told: list[str] = []
    view.highlight_clicked.connect(told.append)
    port = view.viewport()
    QTest.mouseClick(port, LEFT, NONE, view.to_view(0, BOX).center().toPoint())
    (badge,) = view._badges.on_page(0)
    origin = view.page_rect(0).topLeft()
    middle = QPoint(round(origin.x() + badge.rect.x0 + 6), round(origin.y() + badge.rect.y0 + 6))
    QTest.mouseClick(port, LEFT, NONE, middle)
    assert told == ["a", "a"]
    assert abs(origin.y() + badge.rect.y0 - view.to_view(0, BOX).top()) < 12
    edge = view.edge_point("a")
    assert edge is not None
    assert abs(edge.x() - view.to_view(0, BOX).right()) <= 1


def test_only_a_lit_one_has_grips_and_a_corner_is_dragged(opened: Opener) -> None:
    view = opened("scan.pdf").view
    view.set_zoom(0.75)
    view.set_highlights([area()])
    told: list[tuple[str, Rect]] = []
    view.area_adjusted.connect(lambda id_, rect: told.append((id_, rect)))
    corner = view.to_view(0, BOX).bottomRight()
    assert view.areas.shape_at(corner, []) != Qt.CursorShape.SizeFDiagCursor
    view.set_lit(frozenset({"a"}))
    assert view.areas.shape_at(corner, []) == Qt.CursorShape.SizeFDiagCursor
    drag(view, corner, corner + QPointF(40, 30))
    ((id_, rect),) = told
    grown = BOX._replace(x1=BOX.x1 + 40 / view.stack.scale, y1=BOX.y1 + 30 / view.stack.scale)
    assert id_ == "a"
    assert close(rect, grown)
    assert view._marks.get("a") is not None
    assert close(view._marks.get("a").area, grown), "it shows at once"  # type: ignore[union-attr]
    drag(view, view.to_view(0, rect).center(), view.to_view(0, rect).center() + QPointF(60, 40))
    assert len(told) == 1, "inside it a new one is drawn"
    assert selected(view) is not None


def test_a_lit_one_is_moved_by_keys(opened: Opener) -> None:
    view = opened("scan.pdf").view
    view.set_highlights([area()])
    assert not view.areas.adjust("a"), "it is not lit"
    view.set_lit(frozenset({"a"}))
    told: list[Rect] = []
    view.area_adjusted.connect(lambda _id, rect: told.append(rect))
    assert view.areas.adjust("a")
    press(view, Qt.Key.Key_Down)
    assert told == []
    press(view, Qt.Key.Key_Escape)
    press(view, Qt.Key.Key_Return)
    assert told == []
    view.areas.adjust("a")
    press(view, Qt.Key.Key_Down)
    press(view, Qt.Key.Key_Return)
    step = 8 / view.stack.scale
    assert close(told[0], BOX._replace(y0=BOX.y0 + step, y1=BOX.y1 + step), 0.05)


def test_one_that_goes_away_is_let_go(opened: Opener) -> None:
    view = opened("scan.pdf").view
    view.set_highlights([area()])
    view.set_lit(frozenset({"a"}))
    view.areas.adjust("a")
    view.set_highlights([])
    assert not view.areas.active


def test_a_fixed_one_has_no_grips(opened: Opener) -> None:
    view = opened("scan.pdf").view
    view.set_highlights([Highlight("a", 0, 0, style("denied"), adjustable=False, page=1, area=BOX)])
    view.set_lit(frozenset({"a"}))
    assert not view.areas.adjust("a")


def test_it_is_brought_into_view(opened: Opener) -> None:
    view = opened("scan.pdf").view
    view.set_zoom(1.5)
    view.set_highlights([area(page=2)])
    assert view.edge_point("a") is not None
    view.reveal_highlight("a")
    assert view.viewport().rect().contains(view.line_rect("a").topLeft().toPoint())  # type: ignore[union-attr]


def test_pages_it_does_not_have_show_none(opened: Opener) -> None:
    view = opened("scan.pdf").view
    view.set_highlights([area(page=9)])
    view.set_lit(frozenset({"a"}))
    assert view.line_rect("a") is None
    assert not view.areas.adjust("a")
    view.reveal_highlight("a")
    view.areas.select_on(9, BOX)
    assert selected(view) is None
