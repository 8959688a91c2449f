# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading in the real window: outline, small pages, go to page, back and forward, dark pages."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage, QTransform
from PySide6.QtTest import QTest

from sidelight.desktop.documents.outline_tree import heading_at, parents
from sidelight.desktop.documents.thumbnails import Thumbnails
from sidelight.desktop.verbs.visiting import Spot, same
from sidelight.desktop.view.document_view import DocumentView
from sidelight.desktop.view.page_images import is_inverted
from sidelight.session.session import Session
from sidelight.session.settings import Settings
from sidelight.text.layer import Heading
from tests.desktop.book import ADDRESS, OUTSIDE, PAGES, SCAN, book
from tests.desktop.conftest import Driver, Once

Open = Callable[[Path | None], Driver]
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def shelf(once: Once) -> Path:
    """A project with a book and a note as its sources."""
    return once("shelf", make)


def make(path: Path) -> Session:
    file = path.with_name("book.pdf")
    file.write_bytes(book())
    with Session.create(path, "Shelf", by="Ann") as session:
        session.add_text("An article. It says little.", kind="article", title="Article")
        session.add_document(file, title="Book")
        session.add_text("A note. It says less.", title="Note")
    return session


@pytest.fixture
def reading(open_window: Open, shelf: Path) -> Driver:
    driver = open_window(shelf)
    driver.page("source").view.setFocus()
    driver.page("article")
    return driver


def view_of(driver: Driver) -> DocumentView:
    return driver.page("source").view


@pytest.mark.parametrize(
    ("levels", "above"),
    [([1, 2, 2, 1], [-1, 0, 0, -1]), ([1, 3, 2, 3], [-1, 0, 0, 2]), ([2, 1], [-1, -1]), ([], [])],
)
def test_headings_stand_under_the_nearest_higher_one(levels: list[int], above: list[int]) -> None:
    assert parents(levels) == above


def test_the_heading_of_a_place_is_the_last_before_it() -> None:
    headings = [Heading(1, "a", 10, 1), Heading(1, "b", 50, 1), Heading(2, "c", 50, 1)]
    assert [heading_at(headings, at) for at in (0, 10, 49, 50, 900)] == [-1, 0, 0, 2, 2]
    assert heading_at([], 5) == -1


def test_near_places_of_a_page_are_one() -> None:
    spot = Spot("a", 3, 100.0, {})
    assert same(spot, spot._replace(y=120.0))
    assert not same(spot, spot._replace(y=300.0))
    assert not same(spot, spot._replace(page=4))
    assert not same(spot, spot._replace(document="b"))


def test_the_outline_leads_to_its_places_and_follows_the_reader(reading: Driver) -> None:
    page = reading.page("source")
    reading.press(Qt.Key.Key_F4)
    panel = page.side_panel
    assert panel is not None
    assert reading.window.actions_["view.side"].isChecked()
    tree = panel.outline
    reading.until(tree.hasFocus)
    assert tree.headings[0].title == "Opening & <b>preface</b>"
    reading.until(lambda: tree.currentIndex().data() == "Opening & <b>preface</b>")
    reading.press(Qt.Key.Key_Down)
    reading.press(Qt.Key.Key_Return)
    assert page.view.page_now() == 3
    page.view.jump_to(4)
    reading.until(lambda: tree.currentIndex().data() == "Inner")
    reading.press(Qt.Key.Key_Escape)
    assert not tree.hasFocus()
    reading.press(Qt.Key.Key_F4)
    assert page.side_panel is None
    assert not reading.window.actions_["view.side"].isChecked()


def test_small_pages_are_drawn_and_lead_to_theirs(reading: Driver) -> None:
    page = reading.page("source")
    reading.trigger("view.side")
    panel = page.side_panel
    assert panel is not None
    panel.bring_forward("pages")
    list_ = panel.thumbnails
    reading.until(lambda: len(list_.rows_in_sight()) > 2)
    pictures, view = page.view.pictures, page.view
    numbers = [view.pages[row].number for row in list_.rows_in_sight()]
    reading.until(lambda: all(pictures.nearest(view.key, n, 0.3) for n in numbers))
    assert list_.model().index(0, 0).data() == "i"
    place = list_.visualRect(list_.model().index(1, 0)).center()
    QTest.mouseClick(list_.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.page_now() == 2
    view.jump_to(7)
    reading.until(lambda: list_.currentIndex().row() == 7)
    assert list_.grab().toImage().width() > 0


def test_small_pages_turn_with_the_pages(reading: Driver) -> None:
    page = reading.page("source")
    reading.trigger("view.side")
    assert page.side_panel is not None
    page.side_panel.bring_forward("pages")
    list_, view = page.side_panel.thumbnails, page.view
    reading.until(lambda: view.pictures.nearest(view.key, view.pages[0].number, 0.3))
    first = list_.model().index(0, 0)
    list_.setCurrentIndex(list_.model().index(4, 0))
    upright, straight = list_.visualRect(first).height(), first_paper(list_)
    reading.trigger("view.turn")
    reading.until(lambda: list_.visualRect(first).height() < 0.8 * upright)
    assert list_.viewport().rect().contains(list_.visualRect(list_.currentIndex()))
    turned = first_paper(list_)
    clockwise, other = (straight.transformed(QTransform().rotate(angle)) for angle in (90, -90))
    assert unlike(turned, clockwise) < 0.85 * unlike(turned, other)
    reading.trigger("view.turn_back")
    reading.until(lambda: list_.visualRect(first).height() == upright)
    assert unlike(first_paper(list_), straight) == 0


def first_paper(list_: Thumbnails) -> QImage:
    """The first small page as it is drawn, without its edges."""
    list_.scrollToTop()
    return list_.viewport().grab(list_.paper_rect(0).adjusted(3, 3, -3, -3)).toImage()


def unlike(one: QImage, other: QImage) -> int:
    """How much darker or lighter the points of two pictures are, all told."""
    other = other.scaled(one.size())
    points = itertools.product(range(one.width()), range(one.height()))
    return sum(abs(one.pixelColor(*at).lightness() - other.pixelColor(*at).lightness())
               for at in points)  # fmt: skip


def test_a_document_without_outline_shows_its_pages(reading: Driver) -> None:
    reading.window.parts.sources.step(1)
    page = reading.page("source")
    page.view.setFocus()
    reading.trigger("view.side")
    assert page.side_panel is not None
    assert page.side_panel.kind == "pages"


def test_a_page_is_gone_to_by_its_label_or_number(reading: Driver) -> None:
    page, view = reading.page("source"), view_of(reading)
    for words, number in (("2", 4), ("ii", 2), ("9", 9)):
        reading.trigger("go.page")
        reading.until(page.page_field.words.hasFocus)
        reading.type(words)
        reading.press(Qt.Key.Key_Return)
        assert view.page_now() == number
        assert not page.page_field.isVisible()
    reading.trigger("go.page")
    reading.type("xiv")
    reading.press(Qt.Key.Key_Return)
    assert page.page_field.about.accessibleName() == (
        "There is no page “xiv”; give a number from 1 to 9 or a printed one."
    )
    reading.press(Qt.Key.Key_Escape)
    assert not page.page_field.isVisible()
    reading.until(lambda: "Page 7 (9 of 9)" in reading.window.parts.status.zoom)


def test_back_and_forward_go_over_jumps_and_documents(reading: Driver) -> None:
    view, pane = view_of(reading), reading.window.parts.sources
    view.jump_to(3)
    view.jump_to(7)
    pane.step(1)
    reading.page("source")
    reading.trigger("go.back")
    assert reading.page("source").document.title == "Book"
    assert view.page_now() == 8
    view.setFocus()
    reading.press(Qt.Key.Key_Backspace)
    assert view.page_now() == 4
    reading.press(Qt.Key.Key_Backspace)
    assert view.page_now() == 1
    reading.press(Qt.Key.Key_Backspace)
    assert view.page_now() == 1
    for number in (4, 8):
        reading.press(Qt.Key.Key_Backspace, SHIFT)
        assert view.page_now() == number
    reading.press(Qt.Key.Key_Backspace, SHIFT)
    assert reading.page("source").document.title == "Note"
    reading.trigger("go.back")
    port = view.viewport()
    QTest.mouseClick(port, Qt.MouseButton.BackButton, pos=QPoint(200, 200))
    assert view.page_now() == 4
    QTest.mouseClick(port, Qt.MouseButton.ForwardButton, pos=QPoint(200, 200))
    assert view.page_now() == 8


def test_a_search_can_be_gone_back_from_in_one_step(reading: Driver) -> None:
    view = view_of(reading)
    reading.trigger("edit.find")
    bar = reading.page("source").find_bar
    bar.words.setText("page 8")
    reading.until(lambda: view.page_now() == 8)
    bar.words.setText("page 9")
    reading.until(lambda: view.page_now() == 9)
    bar.finish()
    reading.trigger("go.back")
    assert view.page_now() == 1


def test_an_address_outside_is_offered_for_copying(reading: Driver) -> None:
    view = view_of(reading)
    reading.until(lambda: view.pictures.links(view.key, 1))
    point = view.to_view(0, OUTSIDE).center().toPoint()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    status = reading.window.parts.status
    assert status.said == f"This link leads outside and is never opened: {ADDRESS}"
    QGuiApplication.clipboard().clear()
    status._buttons[0].click()
    assert QGuiApplication.clipboard().text() == ADDRESS


def test_dark_pages_are_chosen_kept_and_never_for_scans(reading: Driver, open_window: Open) -> None:
    view, window = view_of(reading), reading.window
    reading.trigger("view.inverted")
    assert view.tone == ""  # in the light a page is paper
    reading.trigger("view.dark")
    assert view.tone == "inverted"
    reading.until(lambda: (found := view.picture_of(0)) is not None and is_inverted(found))
    view.jump_to(SCAN - 1)
    reading.until(lambda: view.picture_of(SCAN - 1) is not None)
    assert not view.is_dark(SCAN - 1)
    window.grab()
    assert [window.actions_[f"view.{word}"].isChecked() for word in ("paper", "inverted")] == [
        False,
        True,
    ]
    reading.settle()
    assert Settings.load().dark_pages == "inverted"
    again = open_window(None)
    assert again.window.actions_["view.inverted"].isChecked()
    reading.trigger("view.dimmed")
    assert view.tone == "dimmed"
    reading.trigger("view.dark")
    reading.trigger("view.paper")


def test_the_ways_a_document_is_shown_come_back_at_the_next_start(
    reading: Driver, open_window: Open, shelf: Path
) -> None:
    view = view_of(reading)
    reading.trigger("view.side")
    panel = reading.page("source").side_panel
    assert panel is not None
    panel.bring_forward("pages")
    view.setFocus()
    reading.trigger("view.single")
    reading.trigger("view.page")
    reading.trigger("view.turn")
    reading.trigger("view.turn")
    reading.trigger("view.turn_back")
    view.turn_to(4)
    assert reading.window.actions_["view.single"].isChecked()
    reading.window.close()
    again = open_window(shelf)
    page = again.page("source")
    assert (page.view.single, page.view.turns, page.view.zoom) == (True, 1, "fit-page")
    assert page.view.page_now() == 5
    assert page.side_panel is not None
    assert page.side_panel.kind == "pages"
    assert len(page.view.pages) == PAGES


def test_escape_before_the_answer_selects_what_was_typed_last(driver: Driver) -> None:
    page = driver.page("article")
    for words in ("land border", "on Wednesday"):
        page.view.setFocus()
        driver.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
        driver.type(words)
        driver.press(Qt.Key.Key_Escape)
        driver.until(page.view.hasFocus)
        assert page.view.selected_text() == words
        assert page.find_bar.isHidden()
    # what is nowhere leaves nothing selected, and a second Escape waits for nothing
    page.view.setFocus()
    driver.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    driver.type("no such words")
    driver.press(Qt.Key.Key_Escape)
    driver.press(Qt.Key.Key_Escape)
    assert page.find_bar.isHidden()
