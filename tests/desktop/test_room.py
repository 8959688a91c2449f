# SPDX-License-Identifier: AGPL-3.0-or-later
"""Room: what is said where there is enough of it, what gives way where there is not."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sidelight.desktop.documents.furniture_bar import FurnitureBar
from sidelight.desktop.labels import ElidedLabel
from sidelight.desktop.remembered import first_size
from sidelight.desktop.theme import Theme
from sidelight.desktop.view.document_view import DocumentView
from sidelight.reader.furniture import REASONS
from sidelight.session.session import Session
from sidelight.text.layer import Furniture

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver, Once

Opener = Callable[[Path | None], "Driver"]
BESIDE = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
PARAGRAPH = (
    "The treaty was signed in the capital before both delegations, and the papers of the day "
    "said little of what stood in its annexes. "
)


@pytest.fixture
def long_project(once: Once) -> Path:
    """A project of long texts with 35 claims; evidence for the first and the last."""
    return once("long", make_long)


def make_long(path: Path) -> Session:
    body = "\n\n".join(f"Entry {number:03}. {PARAGRAPH}" for number in range(90))
    with Session.create(path, "A check of everything that was said " * 6, by="Ann") as session:
        article = session.add_text(f"The long story\n\n{body}\n", kind="article", title="Long")
        source = session.add_text(f"The minutes\n\n{body} End.\n", title="Minutes")
        text = session.layer(article).text
        for number in range(35):
            at = text.offset(text.text.index(f"Entry {number:03}"))
            claim = session.claim(article, at, at + 8, "verified")
            if number in {0, 34}:
                session.link(claim.id, source, at + 3, at + 11)
    return session


def shown(label: ElidedLabel) -> QImage:
    """A label as it is drawn."""
    picture = QImage(label.size(), QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    label.render(painter, QPoint())
    painter.end()
    return picture


def test_words_of_the_top_bar_give_way_one_by_one_and_come_back(driver: Driver) -> None:
    top, window = driver.window.top, driver.window
    title = "A check of what the pact says now"
    top.show_project(title)
    said: list[tuple[int, bool, bool, bool, bool]] = []
    for width in (1900, 1560, 1440, 1280, 1160, 1024, 880, 1560):
        window.resize(width, 760)
        driver.settle()
        link, note, report = (b.toolButtonStyle() == BESIDE for b in top.worded)
        hint = top.search.placeholderText()
        said.append((width, link, note, report, hint.startswith("Search article")))
        # words that an icon can say go before the title is cut
        assert top.title.text() == title or not (link or note or report), width
        # nothing is pushed out, and nothing lies on something else
        widgets = [*top.verdicts.values(), *top.worded[:2], top.search, *top.after_search()]
        rects = [widget.geometry() for widget in widgets if widget.isVisible()]
        assert all(one.right() < other.left() for one, other in pairwise(rects)), width
        assert rects[-1].right() < width
        room = top.search.fontMetrics().horizontalAdvance(hint)
        assert top.search.width() > room + 30, width
        assert top.title.text() == title, width
    words = {width: sum(flags) for width, *flags in said}
    assert words[1900] == 4
    assert words[1560] >= words[1440] >= 3
    assert said[1] == said[-1]
    counts = [sum(flags) for _width, *flags in said[:-1]]
    assert counts == sorted(counts, reverse=True)
    # words only go where they do not fit: with one more, the bar would be too wide
    assert {width: note for width, _link, note, *_rest in said}[1440]


def test_all_reasons_for_hiding_are_seen_or_in_the_tool_tip(theme: Theme, qtbot: QtBot) -> None:
    assert theme.text_size == 100
    bar = FurnitureBar()
    qtbot.addWidget(bar)
    found = [Furniture(at, at + 1, reason) for at, reason in enumerate(REASONS)]
    lines = {}
    for width in (2400, 760, 300):
        bar.resize(width, 120)
        bar.offer(found, hidden=False)
        line = bar.layout()
        assert line is not None
        line.activate()
        whole = bar.words.accessibleName()
        seen = " ".join(bar.words.text().split())
        assert len(whole.split(", ")) == len(REASONS)
        assert seen == whole or (seen.endswith("…") and whole in unescape(bar.words.toolTip()))
        lines[width] = bar.words.text().count("\n") + 1
        # the answers stand beside the words or below them, never on them
        assert not bar.words.geometry().intersects(bar.answers["show"].geometry()), width
    assert lines == {2400: 1, 760: 2, 300: 2}
    assert bar.answers["hide"].geometry().top() >= bar.words.geometry().bottom()


def test_a_message_is_cut_with_an_ellipsis_and_its_end_is_kept(
    driver: Driver, qtbot: QtBot
) -> None:
    status = driver.window.parts.status
    driver.window.resize(1024, 700)
    title = "Заметка о странице сайта Кремля: визит в Пхеньян, июль 2000 года"
    status.say(f"“{title}” added to the sources.")
    driver.settle()
    label = status._done
    assert "…" in label.text()
    assert label.text().endswith("sources.")
    assert title in label.toolTip()
    assert status.said.endswith("added to the sources.")
    # the style sheet keeps some pixels free on both sides: what is drawn stays within them
    around = label.width() - label.contentsRect().width()
    assert label.fontMetrics().horizontalAdvance(label.text()) <= label.width() - max(10, around)
    picture = shown(label)
    ground = picture.pixel(1, 1)
    for x in (0, 1, picture.width() - 1, picture.width() - 2):
        assert {picture.pixel(x, y) for y in range(picture.height())} == {ground}, x
    plain = ElidedLabel("One two three four five six seven")
    qtbot.addWidget(plain)
    plain.show()
    plain.resize(plain.sizeHint())
    assert plain.text() == "One two three four five six seven"
    plain.resize(plain.width() // 2, plain.height())
    assert plain.text().startswith("One")
    assert plain.text().endswith("…")


def test_the_claims_header_says_less_where_the_card_takes_the_room(
    open_window: Opener, long_project: Path
) -> None:
    driver = open_window(long_project)
    header = driver.window.parts.claims.header
    driver.window.bench.going.to_claim(driver.window.workspace.claims[0].id)
    driver.window.workspace.choose(driver.window.workspace.claims[1].id)
    driver.press(Qt.Key.Key_2)
    driver.settle()
    said = {}
    for width in (1560, 1100, 880, 1560):
        driver.window.resize(width, 700)
        driver.settle()
        widgets = [*(c for c in header.chips.values() if c.isVisible()), header.words]
        rects = [widget.geometry() for widget in widgets]
        assert all(one.right() < other.left() for one, other in pairwise(rects)), width
        assert rects[-1].right() < header.width(), width
        assert header.width() == driver.window.parts.claims.width()
        assert all(widget.width() >= widget.minimumSizeHint().width() for widget in widgets[:-1])
        said[width] = [chip.text() for chip in header.chips.values() if chip.isVisible()]
    assert said[1560] == ["35 claims", "34 verified", "1 disputed"]
    assert said[880][1:] == ["34", "1"]


def test_counts_take_a_second_line_before_any_is_cut(
    open_window: Opener, long_project: Path
) -> None:
    driver = open_window(long_project)
    header = driver.window.parts.claims.header
    driver.window.bench.going.to_claim(driver.window.workspace.claims[0].id)
    for key, number in ((Qt.Key.Key_2, 1), (Qt.Key.Key_3, 2), (Qt.Key.Key_0, 3)):
        driver.window.workspace.choose(driver.window.workspace.claims[number].id)
        driver.press(key)
        driver.settle()
    driver.window.theme.choose_size(200)
    for most in (2000, 300, 2000):
        header.setMaximumWidth(most)
        driver.settle()
        chips = [chip for chip in header.chips.values() if chip.isVisible()]
        assert [chip.text().split()[0] for chip in chips] == ["35", "32", "1", "1", "1"]
        assert all(chip.width() >= chip.sizeHint().width() for chip in chips), most
        rects = [*(chip.geometry() for chip in chips), header.words.geometry()]
        assert all(header.rect().contains(rect) for rect in rects), most
        assert not any(one.intersects(other) for one, other in pairwise(rects)), most
        assert most > 300 or rects[-1].top() > rects[0].bottom()
    assert header.chips["verified"].toolTip().startswith("32 verified")


@pytest.mark.parametrize("size", [(1560, 980), (1024, 700)])
def test_documents_take_the_room_and_keep_their_share(
    open_window: Opener, long_project: Path, size: tuple[int, int]
) -> None:
    driver = open_window(None)
    driver.window.resize(1560, 980)
    driver.window.open(long_project)
    driver.until(lambda: driver.window.workspace.snapshot is not None)
    driver.settle()
    driver.window.bench.going.to_claim(driver.window.workspace.claims[0].id)
    driver.window.resize(*size)
    driver.settle()
    documents, claims = driver.window.bench.desk.whole.sizes()
    assert 0.58 < documents / (documents + claims) < 0.66
    article, sources = driver.window.bench.desk.sides.sizes()
    assert abs(article - sources) < 40
    assert driver.window.width() == size[0]
    assert driver.window.top.search.isVisible()
    # what was dragged apart stays so, at the next start too
    driver.window.bench.desk.whole.setSizes([300, 700])
    documents, claims = driver.window.bench.desk.whole.sizes()
    driver.window.close()
    again = open_window(long_project)
    again.settle()
    kept = again.window.bench.desk.whole.sizes()
    assert kept[0] / sum(kept) == pytest.approx(documents / (documents + claims), abs=0.06)


def test_the_curve_goes_with_what_it_joins_and_comes_back(
    open_window: Opener, long_project: Path
) -> None:
    driver = open_window(long_project)
    article, source = driver.page("article").view, driver.page("source").view
    curve = driver.window.bench.desk.curve
    workspace = driver.window.workspace
    driver.window.bench.going.to_claim(workspace.claims[0].id)
    driver.until(lambda: len(curve.shown) == 1)
    first = curve.shown[0]
    bar = source.verticalScrollBar()
    place = bar.value()
    bar.setValue(place + 40)
    driver.until(lambda: curve.shown != [first])
    moved = curve.shown
    assert not moved or moved[0].end.y() == first.end.y() - 40
    bar.setValue(bar.maximum())
    driver.until(lambda: not curve.shown)
    bar.setValue(place)
    driver.until(lambda: curve.shown == [first])
    article.verticalScrollBar().setValue(article.verticalScrollBar().maximum())
    driver.until(lambda: not curve.shown)
    driver.window.bench.going.to_claim(workspace.claims[34].id)
    driver.until(lambda: len(curve.shown) == 1)
    both_ends_stay_at_the_words(driver, article, source)
    # a claim without evidence has no curve, nor has a window without claims chosen
    driver.window.bench.going.to_claim(workspace.claims[5].id)
    driver.until(lambda: not curve.shown)
    driver.window.bench.going.to_claim(workspace.claims[0].id)
    driver.until(lambda: len(curve.shown) == 1)
    driver.trigger("project.close")
    driver.until(lambda: not curve.shown)


def both_ends_stay_at_the_words(
    driver: Driver, article: DocumentView, source: DocumentView
) -> None:
    """Whatever zoom and the window's size do, each end lies beside the print it belongs to."""
    curve = driver.window.bench.desk.curve
    article.set_zoom(2.5)
    article.set_zoom("fit-width")
    driver.window.bench.going.to_claim(driver.window.workspace.claims[34].id)
    driver.until(lambda: len(curve.shown) == 1)
    for view, point in ((article, curve.shown[0].start), (source, curve.shown[0].end)):
        assert not view.on_text(
            view.viewport().mapFrom(driver.window.bench.desk._stage, point).toPointF()
        )
    for _quarter in range(4):
        source.turn_pages(1)
        driver.until(lambda: curve.shown == driver.window.bench.desk.joins.joins())
        for join in curve.shown:
            place = source.viewport().mapFrom(driver.window.bench.desk._stage, join.end)
            assert not source.on_text(place.toPointF())
    for width in (1024, 1300):
        before = curve.shown[0]
        driver.window.resize(width, 700)
        driver.until(lambda old=before: curve.shown and curve.shown[0] != old)  # type: ignore[misc]
        driver.until(lambda: curve.shown == driver.window.bench.desk.joins.joins())


def test_handles_stand_beside_the_words_and_hide_none(
    open_window: Opener, long_project: Path
) -> None:
    driver = open_window(long_project)
    view = driver.page("article").view
    claim = driver.window.workspace.claims[3]
    driver.window.bench.going.to_claim(claim.id)
    mark = claim.passages[0]
    handles = view._handles
    held = [grip for grip in handles._adjustable() if grip.id == mark.id]
    assert len(held) == 1
    start, end = mark.passage.start, mark.passage.end
    line = view.line_rect(mark.id)
    assert line is not None
    for offset, top in ((start, True), (end, False)):
        x = line.left() if offset == start else line.right()
        middle = line.top() - 1 if top else line.bottom() + 1
        knob = QRectF(x - 3.2, middle - 3.2, 6.4, 6.4)
        # a letter's body is the middle of its line: a knob reaches a quarter in at most
        body = line.adjusted(0, line.height() * 0.25, 0, -line.height() * 0.12)
        assert knob.intersected(body).height() <= line.height() * 0.15
    drag_and_let_be(driver, view, line)
    assert driver.window.workspace.claims[3].quote == claim.quote
    move_by_keys(driver, view, claim.quote)
    assert driver.window.workspace.claims[3].quote == claim.quote


def drag_and_let_be(driver: Driver, view: DocumentView, line: QRectF) -> None:
    """Take the end by the mouse and drag it; Escape lets it be."""
    handles = view._handles
    port, left, none = view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    grip = QPoint(round(line.right()), round(line.bottom()))
    assert handles.over(grip.toPointF())
    QTest.mousePress(port, left, none, grip)
    QTest.mouseMove(port, grip + QPoint(60, -4))
    view.setFocus()
    driver.press(Qt.Key.Key_Escape)
    QTest.mouseRelease(port, left, none, grip + QPoint(60, -4))
    driver.settle()


def move_by_keys(driver: Driver, view: DocumentView, quote: str) -> None:
    """Alt+Right takes the next word, Alt+Shift+Right gives up the first; undo takes both back."""
    driver.front()
    view.setFocus()
    alt, shift = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClick(view, Qt.Key.Key_Right, alt)
    driver.settle()
    longer = driver.window.workspace.claims[3].quote
    assert longer.startswith(quote)
    assert len(longer) > len(quote)
    QTest.keyClick(view, Qt.Key.Key_Right, alt | shift)
    driver.settle()
    assert not driver.window.workspace.claims[3].quote.startswith("Entry")
    driver.trigger("edit.undo")
    driver.trigger("edit.undo")
    driver.settle()


def test_twice_the_size_of_text_leaves_room_for_what_must_be_read(
    open_window: Opener, long_project: Path, theme: Theme
) -> None:
    driver = open_window(long_project)
    parts = driver.window.parts
    try:
        theme.choose_size(200)
        driver.window.resize(1024, 700)
        driver.window.bench.going.to_claim(driver.window.workspace.claims[0].id)
        page = driver.page("source")
        page.view.setFocus()
        driver.trigger("edit.find")
        bar = page.find_bar
        letter = bar.words.fontMetrics().averageCharWidth()
        driver.until(lambda: bar.words.width() > 14 * letter)
        driver.until(lambda: bar.count.geometry().right() < bar.previous.geometry().left())
        assert bar.close_button.geometry().right() <= bar.width()
        # the card wraps its words, and a place stands below its stance
        card = parts.card
        driver.until(lambda: card.body.width() <= card.viewport().width())
    finally:
        theme.choose_size(100)


@pytest.mark.parametrize(
    ("room", "size"),
    [((1024, 700), (1008, 652)), ((1440, 900), (1424, 852)), ((3840, 2160), (1440, 900))],
)
def test_a_new_window_fits_the_screen(room: tuple[int, int], size: tuple[int, int]) -> None:
    assert first_size(QSize(*room)) == QSize(*size)
