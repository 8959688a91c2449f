# SPDX-License-Identifier: AGPL-3.0-or-later
"""Highlights of a real document: painted, clicked, hovered, their ends moved by mouse and keys."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from sidelight.desktop.view.document_view import DocumentView, Highlight
from sidelight.desktop.view.hover import tip_of
from sidelight.model.styles import STYLES
from tests.desktop.view.conftest import Sheets

LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


def marked(sheets: Sheets, words: str, verdict: str, name: str = "") -> Highlight:
    return Highlight(
        name or verdict,
        *sheets.range_of(words),
        STYLES[verdict],
        "",
        STYLES[verdict].icon,
        f"{verdict}: <img src='file:///x'> {words}",
    )


def shot(view: DocumentView) -> QImage:
    return view.viewport().grab().toImage()


def colours_in(image: QImage, view: DocumentView, place: tuple[int, int, int, int]) -> set[str]:
    """The colours in a rectangle of the viewport."""
    ratio = image.devicePixelRatio()
    left, top, right, bottom = (round(edge * ratio) for edge in place)
    assert view.viewport().rect().contains(QPoint(left, top))
    return {image.pixelColor(x, y).name() for x in range(left, right) for y in range(top, bottom)}


def place_of(sheets: Sheets, words: str) -> tuple[int, int, int, int]:
    rect = sheets.view.to_view(*sheets.rect_of(words)).toRect()
    return rect.left(), rect.top(), rect.right(), rect.bottom() + 3


def click(view: DocumentView, point: QPointF) -> None:
    QTest.mouseClick(view.viewport(), LEFT, pos=point.toPoint())


@pytest.mark.parametrize("verdict", sorted(STYLES))
def test_a_highlight_fills_the_ground_and_leaves_the_print(sheets: Sheets, verdict: str) -> None:
    view, words = sheets.view, "1,240 houses"
    plain = colours_in(shot(view), view, place_of(sheets, words))
    view.set_highlights([marked(sheets, words, verdict)])
    image = shot(view)
    seen = colours_in(image, view, place_of(sheets, words))
    assert STYLES[verdict].fill in seen
    assert STYLES[verdict].fill not in plain
    darkest = min(QColor(name).lightness() for name in seen)
    assert darkest <= min(QColor(name).lightness() for name in plain) + 8
    if STYLES[verdict].line in ("solid", "dashed", "double"):
        assert STYLES[verdict].ink in seen
    beside = colours_in(image, view, place_of(sheets, "school halls"))
    assert STYLES[verdict].fill not in beside
    # Lit, it is stronger.
    view.set_lit(frozenset({verdict}))
    assert STYLES[verdict].fill not in colours_in(shot(view), view, place_of(sheets, words))
    view.set_highlights([])
    assert colours_in(shot(view), view, place_of(sheets, words)) == plain


def test_of_two_that_overlap_the_smaller_shows_and_is_clicked_first(sheets: Sheets) -> None:
    view = sheets.view
    large = marked(sheets, "A total of 1,240 houses had been", "verified", "large")
    small = marked(sheets, "1,240 houses", "denied", "small")
    view.set_highlights([small, large])
    image = shot(view)
    inner, outer = place_of(sheets, "1,240 houses"), place_of(sheets, "A total of")
    assert STYLES["verified"].fill not in colours_in(image, view, inner)
    assert STYLES["verified"].fill in colours_in(image, view, outer)
    clicked: list[str] = []
    view.highlight_clicked.connect(clicked.append)
    at = sheets.before("240 houses")
    for _ in range(3):
        click(view, at)
        QTest.qWait(QApplication.doubleClickInterval() + 20)
    click(view, sheets.before("total"))
    assert clicked == ["small", "large", "small", "large"]
    click(view, sheets.before("school"))
    assert len(clicked) == 4
    # A drag over highlights selects and is no click.
    QTest.mousePress(view.viewport(), LEFT, pos=sheets.before("A total").toPoint())
    QTest.mouseMove(view.viewport(), sheets.after("1,240 houses").toPoint())
    QTest.mouseRelease(view.viewport(), LEFT, pos=sheets.after("1,240 houses").toPoint())
    assert len(clicked) == 4
    assert view.selection() is not None


def test_badges_stand_in_the_margin_and_are_clicked(sheets: Sheets, qtbot: QtBot) -> None:
    view = sheets.view
    first = replace(marked(sheets, "1,240 houses", "verified", "one"), badge="1·3", badge_icon="")
    second = marked(sheets, "A total of", "disputed", "two")
    view.set_highlights([first, second])
    badges = view._badges.on_page(0)
    assert [badge.ids for badge in badges] == [("two",), ("one",)]
    margin = view.page_rect(0).left() + view.text.lines(0).text_left * view.stack.scale
    image = shot(view)
    for badge in badges:
        place = view.page_rect(0).topLeft() + QPointF(badge.rect.x0, badge.rect.y0)
        assert place.x() + badge.rect.width < margin
        box = (
            int(place.x()) + 2,
            int(place.y()) + 2,
            int(place.x() + badge.rect.width) - 2,
            int(place.y() + badge.rect.height) - 2,
        )
        seen = colours_in(image, view, box)
        assert badge.style.ink in seen
        assert any(QColor(name).lightness() > 225 for name in seen)
        with qtbot.waitSignal(view.highlight_clicked) as clicked:
            click(view, place + QPointF(badge.rect.width / 2, badge.rect.height / 2))
        assert clicked.args == [badge.ids[0]]
    assert view._badges.at(QPointF(view.page_rect(0).right(), 10)) is None


def test_hovering_tells_and_the_tip_is_plain_text(sheets: Sheets) -> None:
    view = sheets.view
    view.set_highlights([marked(sheets, "1,240 houses", "verified", "one")])
    hovered: list[str] = []
    view.highlight_hovered.connect(lambda id_, _point: hovered.append(id_))
    port = view.viewport()
    shapes = []
    for point in (
        sheets.before("school"),
        sheets.before("houses"),
        sheets.after("houses"),
        QPointF(5, 5),
    ):
        QTest.mouseMove(port, point.toPoint())
        shapes.append(port.cursor().shape())
    assert hovered == ["one", ""]
    assert shapes == [
        Qt.CursorShape.IBeamCursor,
        Qt.CursorShape.PointingHandCursor,
        Qt.CursorShape.PointingHandCursor,
        Qt.CursorShape.ArrowCursor,
    ]
    at = sheets.before("houses").toPoint()
    asked = QHelpEvent(QEvent.Type.ToolTip, at, port.mapToGlobal(at))
    QApplication.sendEvent(port, asked)
    assert "&lt;img" in QToolTip.text()
    QToolTip.hideText()
    assert tip_of([]) == ""
    QTest.mouseMove(port, at)
    QApplication.sendEvent(port, QEvent(QEvent.Type.Leave))
    assert hovered[-2:] == ["one", ""]


def adjusted(view: DocumentView) -> list[tuple[str, int, int]]:
    heard: list[tuple[str, int, int]] = []
    view.ends_adjusted.connect(lambda *args: heard.append(args))
    return heard


def test_ends_are_dragged_by_their_handles(sheets: Sheets) -> None:
    view = sheets.view
    one = marked(sheets, "1,240 houses", "verified", "one")
    fixed = replace(marked(sheets, "Mill Lane", "denied", "fixed"), adjustable=False)
    view.set_highlights([one, fixed])
    heard = adjusted(view)
    port = view.viewport()
    end = view.to_view(*sheets.rect_of("1,240 houses"))
    grip = QPointF(end.right(), end.bottom() + 2).toPoint()
    assert not view._handles.over(QPointF(grip))  # not lit
    view.set_lit(frozenset({"one", "fixed"}))
    assert view._handles.over(QPointF(grip))
    frozen = view.to_view(*sheets.rect_of("Mill Lane"))
    assert not view._handles.over(QPointF(frozen.right(), frozen.bottom() + 2))
    target = sheets.after("1,240 houses had").toPoint()
    QTest.mousePress(port, LEFT, pos=grip)
    QTest.mouseMove(port, target)
    shot(view)  # paints the range that would be
    QTest.mouseRelease(port, LEFT, pos=target)
    assert heard == [("one", one.start, sheets.range_of("1,240 houses had")[1])]
    assert view.selection() is None
    start = QPointF(end.left(), end.top() - 2).toPoint()
    QTest.mousePress(port, LEFT, pos=start)
    QTest.mouseMove(port, sheets.before("total").toPoint())
    QTest.keyClick(view, Qt.Key.Key_Escape)
    QTest.mouseRelease(port, LEFT, pos=sheets.before("total").toPoint())
    assert len(heard) == 1
    QTest.mousePress(port, LEFT, pos=start)
    QTest.mouseMove(port, sheets.before("total").toPoint())
    QTest.mouseRelease(port, LEFT, pos=sheets.before("total").toPoint())
    assert heard[1][1] == sheets.range_of("total")[0]


KEYS: Sequence[tuple[Qt.Key, Qt.KeyboardModifier, str]] = (
    (Qt.Key.Key_Right, ALT, "1,240 houses had"),
    (Qt.Key.Key_Right, ALT, "1,240 houses had been"),
    (Qt.Key.Key_Left, ALT, "1,240 houses had"),
    (Qt.Key.Key_Left, ALT | SHIFT, "of 1,240 houses had"),
    (Qt.Key.Key_Right, ALT | SHIFT, "1,240 houses had"),
    (Qt.Key.Key_Left, ALT | CONTROL, "1,240 houses ha"),
    (Qt.Key.Key_Right, ALT | CONTROL | SHIFT, ",240 houses ha"),
)


def test_ends_are_moved_by_keys_each_from_where_the_last_one_left_them(sheets: Sheets) -> None:
    view = sheets.view
    view.set_highlights([marked(sheets, "1,240 houses", "verified", "one")])
    heard = adjusted(view)
    QTest.keyClick(view, Qt.Key.Key_Right, ALT)
    assert heard == []  # nothing is lit
    view.set_lit(frozenset({"one"}))
    for key, modifiers, words in KEYS:
        QTest.keyClick(view, key, modifiers)
        _, start, end = heard[-1]
        assert view.text.text.slice(start, end).replace("\n", " ") == words
    count = len(heard)
    for _ in range(9):
        QTest.keyClick(view, Qt.Key.Key_Left, ALT)
    assert len(heard) < count + 9  # it never becomes empty
    assert all(start < end for _, start, end in heard)


def test_a_highlight_is_brought_into_view_and_says_where_a_curve_ends(
    sheets: Sheets, qtbot: QtBot
) -> None:
    view = sheets.view
    text = view.text.text
    far = Highlight("far", len(text) - 40, len(text) - 4, STYLES["supports"], "7")
    view.set_highlights([far, marked(sheets, "Mill Lane", "denied", "near")])
    assert (view.edge_point("none"), view.line_rect("none")) == (None, None)
    hidden = view.edge_point("far")
    assert hidden is not None
    assert not view.viewport().rect().contains(hidden)
    view.reveal_highlight("far")
    shown = view.edge_point("far")
    assert shown is not None
    assert view.viewport().rect().contains(shown)
    assert view.page_now() == len(view.pages)
    view.reveal_highlight("none")
    view.reveal(*sheets.range_of("Mill Lane"))
    line = view.line_rect("near")
    assert line is not None
    assert view.viewport().rect().contains(line.toRect())
    before = view.verticalScrollBar().value()
    view.reveal(*sheets.range_of("Mill Lane"))
    assert view.verticalScrollBar().value() == before  # what is in sight stays where it is
    view.reveal(far.start, far.end, animate=True)
    assert view.verticalScrollBar().value() == before  # it sets out from here
    qtbot.waitUntil(lambda: view.page_now() == len(view.pages))


def test_hidden_furniture_is_dimmed_and_offered_furniture_framed(sheets: Sheets) -> None:
    view = sheets.view
    place = place_of(sheets, "school halls")
    print_ = min(QColor(name).lightness() for name in colours_in(shot(view), view, place))
    view.set_hidden([sheets.range_of("school halls")], [sheets.range_of("Mill Lane")])
    image = shot(view)
    dimmed = min(QColor(name).lightness() for name in colours_in(image, view, place))
    assert dimmed > print_ + 80
    left, top, right, bottom = place_of(sheets, "Mill Lane")
    assert "#94a3b8" in colours_in(image, view, (left - 5, top - 2, right + 5, bottom + 2))
    view.set_hidden([])
    assert min(QColor(name).lightness() for name in colours_in(shot(view), view, place)) == print_


def test_three_hundred_on_a_page_are_composed_once(sheets: Sheets) -> None:
    view = sheets.view
    styles = list(STYLES.values())
    last = view.pages[0].end - 30
    crowd = [
        Highlight(f"h{n}", n * last // 300, n * last // 300 + 25, styles[n % 5], str(n))
        for n in range(300)
    ]
    view.set_highlights(crowd)
    shot(view)
    composed = view.picture_of(0)
    assert composed is not None
    assert composed is view.picture_of(0)
    view.verticalScrollBar().setValue(30)
    shot(view)
    assert view.picture_of(0) is composed
    view.set_lit(frozenset({"h3"}))
    assert view.picture_of(0) is not composed


def test_the_same_highlights_again_leave_the_page_as_it_is_painted(sheets: Sheets) -> None:
    view = sheets.view
    marks = [marked(sheets, "1,240 houses", "verified"), marked(sheets, "houses", "disputed")]
    view.set_highlights(marks)
    view.set_lit(frozenset({"verified"}))
    view.set_hidden([(0, 4)])
    before, version = view._marks, view._version
    view.set_highlights([replace(one) for one in marks])
    view.set_lit(frozenset({"verified"}))
    view.set_hidden([(0, 4)])
    assert view._marks is before
    assert view._version == version
    seen = {shot(view).cacheKey(): colours_in(shot(view), view, place_of(sheets, "houses"))}
    view.set_highlights([replace(marks[0], style=STYLES["denied"]), marks[1]])
    seen[1] = colours_in(shot(view), view, place_of(sheets, "1,240 houses"))
    assert len({frozenset(one) for one in seen.values()}) == 2
    version = view._version
    view.set_lit(frozenset())
    assert view._version == version + 1
    view.set_hidden([])
    assert view._version == version + 2


def test_ends_that_were_not_kept_come_back_with_the_same_highlights(sheets: Sheets) -> None:
    view, mark = sheets.view, marked(sheets, "1,240 houses", "verified")
    mark = replace(mark, adjustable=True)
    view.set_highlights([mark])
    view.adjust(mark.id, mark.start, mark.end - 2)
    assert view._marks.get(mark.id) != mark
    view.set_highlights([mark])
    assert view._marks.get(mark.id) == mark
