# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages seen last, seen first: while a project is opened they stand where they stood."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from sidelight.desktop.documents.arrangement import MAIN
from sidelight.desktop.documents.document_page import DocumentPage
from sidelight.desktop.documents.seeing import drawn_now
from sidelight.desktop.frame.coming_desk import paint_again
from sidelight.desktop.frame.first_pictures import FirstPictures
from sidelight.desktop.frame.kept_pictures import DESK, kept
from sidelight.desktop.frame.sight import NOTHING, SeenPage, SeenView, Sight, sight_of
from sidelight.desktop.remembered import Remembered
from sidelight.desktop.theme import Theme
from sidelight.desktop.view.page_images import as_image
from sidelight.desktop.window import MainWindow
from sidelight.session.session import Session
from sidelight.session.settings import Settings
from sidelight.store import trust
from sidelight.store.places import state_folder
from tests.desktop.conftest import PATIENCE_MS, Driver

Open = Callable[[Path], Driver]
Values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["size", "ratio", "look", "views", "key"]), inner)
    ),
    max_leaves=12,
)
PAGE = SeenPage(3, (34.0, 15.5, 640.0, 906.0), 1.0756, (640, 906))
VIEW = SeenView("d", "0" * 64, "application/pdf", (721, 121, 708, 452), (PAGE,), 1, "dimmed")
SIGHT = Sight((1440, 871), 1.25, "light", (VIEW, VIEW), (0, 90, 1440, 755), "Ann")


def test_a_sight_is_kept_as_json_and_comes_back() -> None:
    assert sight_of(json.loads(json.dumps(SIGHT.kept()))) == SIGHT


def test_of_a_damaged_one_what_makes_sense_comes_back() -> None:
    kept = json.loads(json.dumps(SIGHT.kept()))
    kept["views"][0]["key"] = "../../etc/passwd"
    assert sight_of(kept) == replace(SIGHT, views=(VIEW,))
    kept["views"][1]["pages"][0]["place"] = [0, 0, 1e300, 4]
    assert sight_of(kept) == replace(SIGHT, views=())
    assert sight_of(None) == NOTHING


@given(Values)
def test_whatever_stands_there_is_no_reason_to_fail(value: object) -> None:
    sight = sight_of(value)
    assert all(view.pages for view in sight.views)


def picture(widget: QWidget, window: MainWindow, place: QRect) -> QImage:
    """What a window shows at a place of its body; widgets are painted as they would be."""
    body = window.centralWidget()
    assert body is not None
    corner = widget.mapTo(body, QPoint(0, 0))
    grabbed = widget.grab(place.translated(-corner)).toImage()
    return grabbed.convertToFormat(QImage.Format.Format_RGB32)


def leave(driver: Driver) -> QRect:
    """Close a window with both documents in sight; return the middle of its source."""
    driver.page("article")
    port = driver.page("source").view.viewport()
    body = driver.window.centralWidget()
    assert body is not None
    panes = driver.window.parts.panes
    pages = [page for pane in panes for page in pane.fronts(MAIN)]
    seen = sum(len(page.view.visible_pages()) for page in pages)
    driver.until(lambda: len(drawn_now(pages)) == seen)
    corner = port.mapTo(body, QPoint(0, 0))
    driver.window.close()
    return QRect(corner + QPoint(60, 40), port.size() / 2)


def coming(
    theme: Theme, qtbot: QtBot, path: Path, by: str = "Ann", size: QSize | None = None
) -> MainWindow:
    """A window that shows what it can before the project is there."""
    window = MainWindow(theme, by)
    window.painted.disconnect()
    qtbot.addWidget(window, before_close_func=lambda _window: None)
    if size is not None:
        window.resize(size)
    window.open(path)
    window.show()
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: not window.coming.drawing, timeout=PATIENCE_MS)
    return window


def claims_in(driver: Driver) -> QRect:
    """Where the claims stand in a window's body."""
    panel, body = driver.window.parts.claims, driver.window.centralWidget()
    assert body is not None
    return QRect(panel.mapTo(body, QPoint(0, 0)), panel.size())


def test_a_page_seen_last_stands_there_before_the_project_is_open(
    theme: Theme, qtbot: QtBot, project: Path, open_window: Open
) -> None:
    place = leave(open_window(project))
    window = coming(theme, qtbot, project)
    assert window.windowTitle() == "The pact — Sidelight"
    first = picture(window.coming, window, place)
    assert len({first.pixel(x, y) for x in range(200) for y in range(100)}) > 20  # there are words
    window.furnish()
    driver = Driver(window, qtbot)
    view = driver.page("source").view
    driver.settle()
    assert picture(view.viewport(), window, place) == first
    window.close_anyway()


def test_pages_seen_last_are_kept_as_pictures_and_drawn_where_they_are_not(
    qtbot: QtBot, project: Path, open_window: Open
) -> None:
    leave(open_window(project))
    remembered = Remembered()
    sight, record = remembered.sight(project), remembered.record(project)
    assert record == trust.name(project)
    pages = {(view, page) for view in sight.views for page in view.pages}
    first = FirstPictures(project, sight, record)
    qtbot.waitUntil(lambda: first.over, timeout=PATIENCE_MS)
    assert set(first.pictures()) == pages
    assert len(kept(project)) == len(pages) + 1  # and how all around them looked
    [file] = (state_folder() / "seen").iterdir()
    file.unlink()
    drawn = FirstPictures(project, sight)
    qtbot.waitUntil(lambda: drawn.over, timeout=PATIENCE_MS)
    assert set(drawn.pictures()) == pages
    for at, picture_drawn in drawn.pictures().items():
        assert as_image(first.pictures()[at]) == as_image(picture_drawn)


def test_a_picture_that_was_kept_needs_no_process_to_be_drawn_by(
    theme: Theme, qtbot: QtBot, project: Path, open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = leave(open_window(project))

    def drawn(*_given: object) -> None:
        raise AssertionError("a kept picture was drawn")

    monkeypatch.setattr(FirstPictures, "_draw", drawn)
    window = coming(theme, qtbot, project)
    first = picture(window.coming, window, place)
    assert len({first.pixel(x, y) for x in range(200) for y in range(100)}) > 20
    window.close()


def test_all_around_the_pages_looks_as_it_was_left_but_pale(
    theme: Theme, qtbot: QtBot, project: Path, open_window: Open
) -> None:
    driver = open_window(project)
    driver.page("source")
    place = claims_in(driver)
    driver.settle()
    before = picture(driver.window.parts.claims, driver.window, place)
    leave(driver)
    window = coming(theme, qtbot, project)
    shown = picture(window.coming, window, place)
    ground = shown.pixelColor(shown.width() - 2, shown.height() - 2)
    seen = {before.pixel(x, y) for x in range(300) for y in range(60)}
    assert len({shown.pixel(x, y) for x in range(300) for y in range(60)}) > len(seen) / 3
    dark = min(before.pixelColor(x, y).lightness() for x in range(200) for y in range(30))
    pale = min(shown.pixelColor(x, y).lightness() for x in range(200) for y in range(30))
    assert ground.lightness() > pale > dark + 20
    window.close()


@pytest.mark.parametrize("who", ["another name", "the same name for another"])
def test_how_it_looked_to_one_reviewer_is_not_shown_to_another(
    theme: Theme, qtbot: QtBot, project: Path, open_window: Open, who: str
) -> None:
    driver = open_window(project)
    place = claims_in(driver)
    leave(driver)
    assert DESK in kept(project)
    if who == "the same name for another":
        Settings.load().be("Ann", "f" * 32)
    window = coming(theme, qtbot, project, "Bea" if who == "another name" else "Ann")
    shown = picture(window.coming, window, place)
    assert len({shown.pixel(x, y) for x in range(300) for y in range(60)}) == 1
    window.close()


def another(folder: Path) -> Path:
    path = folder / "other.sidelight"
    with Session.create(path, "The other", by="Ann"):
        return path


def test_a_project_seen_before_is_seen_while_the_one_before_it_is_still_open(
    project: Path, open_window: Open, tmp_path: Path
) -> None:
    leave(open_window(project))
    driver = open_window(another(tmp_path))
    window = driver.window
    window.open(project)
    driver.until(window.coming.isVisible)
    assert window.windowTitle() == "The pact — Sidelight"
    assert not window.actions_["project.share"].isEnabled()
    driver.until(lambda: driver.window.workspace.snapshot.path == project)  # type: ignore[union-attr]
    assert not window.coming.isVisible()
    assert window.parts.claims.isVisible()


def test_where_it_cannot_be_opened_the_one_before_it_is_there_again(
    project: Path, open_window: Open, tmp_path: Path
) -> None:
    leave(open_window(project))
    other = another(tmp_path)
    driver = open_window(other)
    window = driver.window
    project.write_bytes(b"no database" * 1000)
    window.open(project)
    driver.until(window.errors.isVisible)
    driver.until(lambda: not window.coming.isVisible())
    assert window.windowTitle() == "The other — Sidelight"
    assert window.parts.claims.isVisible()
    assert window.actions_["project.share"].isEnabled()


def test_between_project_and_document_it_stands_in_the_view(
    theme: Theme, qtbot: QtBot, project: Path, open_window: Open
) -> None:
    place = leave(open_window(project))
    window = coming(theme, qtbot, project)
    first = picture(window.coming, window, place)
    window.furnish()
    seen: list[QImage] = []

    def look(page: DocumentPage) -> None:
        page.view.resize(place.size() * 2 + QSize(200, 200))
        grabbed = page.view.viewport().grab(QRect(QPoint(60, 40), place.size())).toImage()
        seen.append(grabbed.convertToFormat(QImage.Format.Format_RGB32))

    window.parts.sources.made.connect(look)
    driver = Driver(window, qtbot)
    page = driver.page("source")
    assert seen == [first]
    assert page.view.meanwhile is None
    window.close_anyway()


def test_a_page_that_cannot_be_drawn_keeps_no_other_away(
    qtbot: QtBot, project: Path, open_window: Open
) -> None:
    leave(open_window(project))
    sight = Remembered().sight(project)
    bad = replace(sight.views[0], pages=(replace(sight.views[0].pages[0], number=99),))
    first = FirstPictures(project, replace(sight, views=(bad, sight.views[1])))
    qtbot.waitUntil(lambda: first.over, timeout=PATIENCE_MS)
    assert {view for view, _page in first.pictures()} == {sight.views[1]}
    told: list[bool] = []
    first.when_over(lambda: told.append(True))
    assert told


def test_nothing_is_kept_once_a_window_was_left(driver: Driver, project: Path) -> None:
    leave(driver)
    kept = Remembered().place(project)
    driver.qtbot.wait(1800)
    assert Remembered().place(project) == kept


def test_a_bar_above_a_view_does_not_move_what_was_seen_in_it(theme: Theme, qtbot: QtBot) -> None:
    window, body = QMainWindow(), QWidget()
    window.setCentralWidget(body)
    qtbot.addWidget(window)
    window.resize(400, 300)
    page = SeenPage(1, (10.0, 5.0, 40.0, 30.0), 1.0, (40, 30))
    view = SeenView("d", "0" * 64, "application/pdf", (100, 20, 200, 200), (page,), 0, "")
    words = QImage(40, 30, QImage.Format.Format_RGB32)
    words.fill(0xFF123456)
    for top in (20, 5, 35):
        port = QWidget(body)
        port.setGeometry(100, top, 200, 200)
        shown = QImage(200, 200, QImage.Format.Format_RGB32)
        painter = QPainter(shown)
        paint_again(painter, port, view, {(view, page): words}, theme)
        painter.end()
        middle = 20 + 5 + 15 - top  # of the page, wherever the view begins
        assert shown.pixel(30, middle) == 0xFF123456
        assert shown.pixel(30, middle + 20) != 0xFF123456


@pytest.mark.parametrize("change", ["touched", "darker", "larger"])
def test_nothing_stands_there_that_may_have_changed(
    theme: Theme, qtbot: QtBot, project: Path, open_window: Open, change: str
) -> None:
    place = leave(open_window(project))
    if change == "touched":
        os.utime(project)
    elif change == "darker":
        theme.choose("dark")
    try:
        size = QSize(1300, 700) if change == "larger" else None
        window = coming(theme, qtbot, project, size=size)
        shown = picture(window.coming, window, place)
        assert len({shown.pixel(x, y) for x in range(200) for y in range(100)}) == 1
        window.close()
    finally:
        theme.choose("light")


def test_the_place_is_kept_while_one_works(driver: Driver, project: Path) -> None:
    driver.page("source")
    assert driver.window.size().width() > 0
    driver.until(lambda: Remembered().sight(project).views)
    documents = {view.document for view in Remembered().sight(project).views}
    assert documents == {
        driver.window.parts.article.document_id,
        driver.window.parts.sources.document_id,
    }


def test_two_windows_do_not_forget_for_each_other(tmp_path: Path) -> None:
    one, other = Remembered(), Remembered()
    one.keep_place(tmp_path / "a", {"claim": "a"})
    other.keep_place(tmp_path / "b", {"claim": "b"})
    one.choose("wide", on=True)
    again = Remembered()
    assert again.place(tmp_path / "a") == {"claim": "a"}
    assert again.place(tmp_path / "b") == {"claim": "b"}
    assert again.choice("wide")
