# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sources side by side, a document twice, windows torn off; and all of it the next morning."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from sidelight.desktop.documents.arrangement import MAIN, Tab
from sidelight.desktop.documents.half import Half
from sidelight.desktop.documents.pane import Pane
from sidelight.desktop.documents.tab_strip import TabStrip
from sidelight.desktop.documents.torn_window import TornWindow
from sidelight.session.session import Session
from sidelight.store.places import state_folder

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver

Opener = Callable[[Path | None], "Driver"]
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LETTER, REGISTER, MINUTES = "Letter of 1950", "Реестр договоров", "Minutes"


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """A project with an article, three sources, one of them long, and a claim with evidence in
    two of them.
    """
    path = tmp_path / "three.sidelight"
    body = "\n\n".join(f"Entry {number:03} of the minutes." for number in range(150))
    with Session.create(path, "Three", by="Ann") as session:
        article = session.add_text("The pact\n\nKim thanked Stalin.\n\nMore.\n", kind="article",
                                   title="The pact")  # fmt: skip
        letter = session.add_text("A letter\n\nThanks for the help.\n", title=LETTER)
        session.add_text("Реестр\n\nДоговор подписан.\n", title=REGISTER)
        minutes = session.add_text(f"Minutes\n\n{body}\n", title=MINUTES)
        claim = session.claim(article, 7, 16, "verified")
        session.link(claim.id, letter, 7, 13)
        session.link(claim.id, minutes, 7, 15)
    return path


@pytest.fixture
def desk(open_window: Opener, three: Path) -> Driver:
    driver = open_window(three)
    driver.page("article")
    driver.page("source")
    return driver


def sources(driver: Driver) -> Pane:
    return driver.window.parts.sources


def titles(driver: Driver) -> list[list[str]]:
    """The titles on the tabs of the sources, strip by strip."""
    pane = sources(driver)
    return [pane._housing.halves[strip.id].words() for strip in pane.arrangement.strips]


def half(driver: Driver, title: str) -> Half:
    """The half that a source's tab stands in."""
    return next(h for h in sources(driver)._housing.halves.values() if title in h.words())


def bring(driver: Driver, title: str) -> None:
    """Bring a source forward and give it the keyboard."""
    found = next(d for d in driver.window.workspace.documents("source") if d.title == title)
    driver.window.going.to_document(found.id)
    driver.until(lambda: driver.page("source").document.title == title)
    driver.until(driver.page("source").view.hasFocus)


def torn(driver: Driver) -> TornWindow:
    """The one window torn off the sources, in use."""
    (window,) = sources(driver).windows
    driver.until(window.isVisible)
    window.activateWindow()
    driver.until(window.isActiveWindow)
    driver.until(lambda: driver.page("source").window() is window)
    return window


def in_whole(driver: Driver) -> None:
    """Every source has its tab once."""
    tabs = sources(driver).arrangement.tabs()
    assert sorted(tab.document for tab in tabs if not tab.second) == sorted(
        document.id for document in driver.window.workspace.documents("source")
    )
    shown = [words for strip in titles(driver) for words in strip]
    assert len(shown) == len(tabs)


def test_two_sources_stand_side_by_side_and_each_half_has_its_tabs(desk: Driver) -> None:
    bring(desk, REGISTER)
    desk.press(Qt.Key.Key_B, CTRL | ALT)
    assert titles(desk) == [[LETTER, MINUTES], [REGISTER]]
    desk.until(lambda: half(desk, REGISTER).isVisible() and half(desk, LETTER).isVisible())
    widths = [half(desk, title).width() for title in (LETTER, REGISTER)]
    assert abs(widths[0] - widths[1]) < 40
    # the half in use is the one moved to, and the other is marked as idle
    assert not half(desk, REGISTER).bar.property("idle")
    assert half(desk, LETTER).bar.property("idle")
    half(desk, LETTER).bar.setFocus()
    desk.until(lambda: half(desk, REGISTER).bar.property("idle"))
    # Ctrl+Tab stays within the half
    assert desk.page("source").document.title == MINUTES
    for title in (LETTER, MINUTES, LETTER):
        desk.press(Qt.Key.Key_Tab, CTRL)
        assert desk.page("source").document.title == title
    desk.press(Qt.Key.Key_Backtab, CTRL | SHIFT)
    assert desk.page("source").document.title == MINUTES
    desk.press(Qt.Key.Key_J, CTRL | ALT)
    assert titles(desk) == [[LETTER, MINUTES, REGISTER]]
    assert desk.page("source").document.title == MINUTES
    in_whole(desk)


def test_evidence_is_linked_from_the_half_that_has_the_selection(desk: Driver) -> None:
    bring(desk, REGISTER)
    desk.trigger("document.beside")
    desk.select("source", "Договор")
    bring(desk, LETTER)
    desk.window.workspace.choose(desk.window.workspace.claims[0].id)
    desk.press(Qt.Key.Key_E)
    desk.until(lambda: len(desk.window.workspace.claims[0].evidence) == 3)
    desk.settle()
    linked = desk.window.workspace.claims[0].evidence[-1].passage
    document = desk.window.workspace.document(linked.document)
    assert document is not None
    assert document.title == REGISTER
    desk.press(Qt.Key.Key_Return)


def test_a_claim_jump_uses_the_half_that_shows_its_evidence(desk: Driver) -> None:
    bring(desk, MINUTES)
    desk.trigger("document.beside")
    workspace, pane = desk.window.workspace, sources(desk)
    first, second = workspace.claims[0].evidence
    desk.window.parts.article.take_focus()
    for evidence in (first, second):
        desk.window.going.to_evidence(evidence.id)
        assert pane.document_id == evidence.passage.document
        assert len(pane.arrangement.strips) == 2
    # the keyboard in one half keeps it the half in use while a jump shows something in the other
    bring(desk, MINUTES)
    desk.window.going.to_evidence(first.id)
    assert desk.page("source").document.title == MINUTES
    # a curve to each half
    desk.until(lambda: len(desk.window.desk.curve.shown) == 2)
    ends = sorted(join.end.x() for join in desk.window.desk.curve.shown)
    assert ends[1] - ends[0] > 150
    # none to another window
    desk.press(Qt.Key.Key_W, CTRL | ALT)
    desk.until(lambda: len(desk.window.desk.curve.shown) == 1)


def test_a_torn_off_window_is_worked_in_by_the_same_keys(desk: Driver) -> None:
    bring(desk, LETTER)
    desk.press(Qt.Key.Key_W, CTRL | ALT)
    window = torn(desk)
    assert window.windowTitle() == "Letter of 1950 — Sidelight"
    assert titles(desk) == [[REGISTER, MINUTES], [LETTER]]
    desk.window.workspace.choose(desk.window.workspace.claims[0].id)
    desk.select("source", "the help")
    desk.press(Qt.Key.Key_E)
    desk.until(lambda: len(desk.window.workspace.claims[0].evidence) == 3)
    popup = desk.window.claim_verbs.popup
    desk.until(popup.isVisible)
    assert popup.window() is window
    desk.press(Qt.Key.Key_C)
    desk.settle()
    desk.until(lambda: desk.window.workspace.claims[0].evidence[-1].stance == "contradicts")
    desk.press(Qt.Key.Key_2)
    desk.settle()
    mine = desk.window.workspace.my_record(desk.window.workspace.claims[0])
    assert mine is not None
    assert mine.verdict == "disputed"
    desk.press(Qt.Key.Key_Z, CTRL)
    desk.settle()
    mine = desk.window.workspace.my_record(desk.window.workspace.claims[0])
    assert mine is not None
    assert mine.verdict == "verified"
    page = desk.page("source")
    desk.press(Qt.Key.Key_F, CTRL)
    assert page.find_bar.isVisible()
    assert page.window() is window
    desk.press(Qt.Key.Key_Escape)
    palette_opens_here(desk, window)
    # N goes to the reason, in the main window
    desk.press(Qt.Key.Key_N)
    desk.until(desk.window.isActiveWindow)
    desk.until(desk.window.parts.card.reason.hasFocus)
    window.activateWindow()
    desk.until(window.isActiveWindow)
    # Ctrl+W closes this window and not the project
    page.view.setFocus()
    desk.press(Qt.Key.Key_W, CTRL)
    assert not window.isVisible()
    assert desk.window.workspace.snapshot is not None
    assert titles(desk) == [[REGISTER, MINUTES, LETTER]]
    in_whole(desk)


def palette_opens_here(driver: Driver, window: TornWindow) -> None:
    """Ctrl+K opens the palette over the window in use, and it finds its way back to the other."""
    palette = driver.window.finding.palette
    driver.press(Qt.Key.Key_K, CTRL)
    assert palette.isVisible()
    assert palette.window() is window
    driver.press(Qt.Key.Key_Escape)
    assert not palette.isVisible()
    driver.window.activateWindow()
    driver.until(driver.window.isActiveWindow)
    driver.press(Qt.Key.Key_K, CTRL)
    assert palette.window() is driver.window
    driver.press(Qt.Key.Key_Escape)
    window.activateWindow()
    driver.until(window.isActiveWindow)
    driver.page("source").view.setFocus()


def test_all_sources_go_to_a_window_and_closing_it_puts_them_back(desk: Driver) -> None:
    bring(desk, MINUTES)
    desk.trigger("document.beside")
    before = titles(desk)
    desk.trigger("document.tear_side")
    window = torn(desk)
    assert titles(desk)[1:] == before
    assert not sources(desk).isVisible()
    assert desk.window.parts.article.isVisible()
    assert not desk.window.actions_["document.tear_side"].isEnabled()
    # a claim jump chosen in the main window is shown in the other
    desk.front()
    claim = desk.window.workspace.claims[0]
    desk.window.going.to_evidence(claim.evidence[0].id)
    assert desk.page("source").document.title == LETTER
    assert desk.page("source").window() is window
    QApplication.sendEvent(window, QCloseEvent())
    assert titles(desk) == before
    desk.until(lambda: sources(desk).isVisible())
    assert desk.page("source").window() is desk.window
    # torn off again, the same window is used again
    desk.trigger("document.tear_side")
    assert torn(desk) is window
    desk.front()
    desk.trigger("document.put_back")
    assert titles(desk) == before
    assert not desk.window.actions_["document.put_back"].isEnabled()


def test_a_document_is_seen_at_two_places_and_goes_from_both(desk: Driver) -> None:
    bring(desk, MINUTES)
    first = desk.page("source")
    desk.press(Qt.Key.Key_V, CTRL | ALT)
    assert titles(desk) == [[LETTER, REGISTER, MINUTES], ["(2) Minutes"]]
    second = desk.page("source")
    assert second is not first
    assert second.document.id == first.document.id
    second.view.set_zoom(2.0)
    second.view.verticalScrollBar().setValue(second.view.verticalScrollBar().maximum())
    assert first.view.zoom != 2.0
    assert first.view.verticalScrollBar().value() < 20
    # a mark made in one is in both at once, and lit in both
    desk.window.workspace.choose(desk.window.workspace.claims[0].id)
    desk.select("source", "Entry 149")
    desk.press(Qt.Key.Key_E)
    desk.until(lambda: len(desk.window.workspace.claims[0].evidence) == 3)
    desk.settle()
    made = desk.window.workspace.claims[0].evidence[-1].id
    for page in (first, second):
        assert made in {one.id for one in page.view._marks.highlights}
        assert made in page.view._lit
    desk.press(Qt.Key.Key_Return)
    # a document that is removed goes from both places
    desk.front()
    bring(desk, REGISTER)
    desk.trigger("document.second")
    assert titles(desk)[1] == ["(2) Minutes", f"(2) {REGISTER}"]
    desk.trigger("document.remove")
    desk.until(lambda: titles(desk) == [[LETTER, MINUTES], ["(2) Minutes"]])
    desk.settle()
    desk.trigger("edit.undo")
    desk.until(lambda: any(REGISTER in strip for strip in titles(desk)))
    in_whole(desk)


def test_the_second_view_of_the_article_closes_alone(desk: Driver) -> None:
    article = desk.window.parts.article
    article.take_focus()
    desk.trigger("document.second")
    assert article.tab_texts() == ["The pact", "(2) The pact"]
    assert article.order() == [desk.window.workspace.documents("article")[0].id]
    second = desk.page("article")
    # what is selected in either view becomes a claim
    desk.select("article", "More")
    desk.press(Qt.Key.Key_3)
    desk.until(lambda: len(desk.window.workspace.claims) == 2)
    desk.settle()
    second.view.setFocus()
    desk.press(Qt.Key.Key_F4, CTRL)
    assert article.tab_texts() == ["The pact"]
    assert not desk.window.actions_["document.close_view"].isEnabled()
    assert len(article.pages()) == 1


def drag_tab(driver: Driver, bar: TabStrip, at: int, place: QPoint) -> None:
    """Press on a tab, drag it to a place of the screen in some steps, let go."""
    start = bar.tabRect(at).center()
    QTest.mousePress(bar, LEFT, NONE, start)
    finish = bar.mapFromGlobal(place)
    for step in range(1, 6):
        point = start + (finish - start) * step / 5
        moved = QMouseEvent(QEvent.Type.MouseMove, point, bar.mapToGlobal(point), LEFT, LEFT, NONE)
        QApplication.sendEvent(bar, moved)
    assert sources(driver)._moving.words.isVisible()
    QTest.mouseRelease(bar, LEFT, NONE, finish)
    driver.until(lambda: not sources(driver)._moving.words.isVisible())


def test_tabs_are_dragged_out_beside_and_back(desk: Driver) -> None:
    bar = half(desk, LETTER).bar
    body = half(desk, LETTER)
    # onto the right edge of its own document: beside
    drag_tab(desk, bar, 0, body.mapToGlobal(QPoint(body.width() - 20, 200)))
    desk.until(lambda: titles(desk) == [[REGISTER, MINUTES], [LETTER]])
    # into the other half: there
    drag_tab(desk, half(desk, LETTER).bar, 0, half(desk, MINUTES).mapToGlobal(QPoint(90, 150)))
    desk.until(lambda: titles(desk) == [[REGISTER, MINUTES, LETTER]])
    # far out: a window of its own, about where it was let go
    far = desk.window.mapToGlobal(QPoint(60, desk.window.height() - 80))
    drag_tab(desk, half(desk, LETTER).bar, 1, far)
    desk.until(lambda: titles(desk) == [[REGISTER, LETTER], [MINUTES]])
    window = torn(desk)
    desk.until(lambda: desk.page("source").window() is window)
    # given up, a tab stays where it was
    bar = half(desk, LETTER).bar
    QTest.mousePress(bar, LEFT, NONE, bar.tabRect(1).center())
    point = QPoint(30, bar.height() + 90)
    moved = QMouseEvent(QEvent.Type.MouseMove, point, bar.mapToGlobal(point), LEFT, LEFT, NONE)
    QApplication.sendEvent(bar, moved)
    QTest.keyClick(bar, Qt.Key.Key_Escape)
    QTest.mouseRelease(bar, LEFT, NONE, point)
    assert not sources(desk)._moving.words.isVisible()
    assert titles(desk) == [[REGISTER, LETTER], [MINUTES]]
    in_whole(desk)


def test_f6_goes_round_all_halves_and_windows(desk: Driver) -> None:
    bring(desk, REGISTER)
    desk.trigger("document.beside")
    bring(desk, MINUTES)
    desk.trigger("document.tear_off")
    torn(desk)
    desk.window.workspace.choose(desk.window.workspace.claims[0].id)
    desk.front()
    desk.window.parts.article.take_focus()
    parts = desk.window.parts

    def here() -> str:
        widget = QApplication.focusWidget()
        found = parts.sources.half_of(widget)
        if found is not None:
            return titles(desk)[[s.id for s in parts.sources.arrangement.strips].index(found)][0]
        names = ("article", "claims", "card")
        return next((n for n in names if getattr(parts, n).isAncestorOf(widget)), "")

    desk.until(lambda: here() == "article")
    round_ = [LETTER, REGISTER, MINUTES, "claims", "card", "article"]
    for wanted in round_:
        desk.press(Qt.Key.Key_F6)
        desk.until(lambda wanted=wanted: here() == wanted)  # type: ignore[misc]
    for wanted in (*reversed(round_[:-1]), "article"):
        desk.press(Qt.Key.Key_F6, SHIFT)
        desk.until(lambda wanted=wanted: here() == wanted)  # type: ignore[misc]


def test_the_next_start_finds_halves_windows_and_both_views(
    open_window: Opener, three: Path
) -> None:
    driver = open_window(three)
    driver.page("source")
    bring(driver, MINUTES)
    driver.trigger("document.second")
    second = driver.page("source")
    second.view.set_zoom(2.0)
    bar = second.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    bring(driver, LETTER)
    driver.trigger("document.tear_off")
    window = torn(driver)
    window.setGeometry(60, 70, 640, 500)
    driver.until(lambda: window.geometry() == QRect(60, 70, 640, 500))
    before, place = titles(driver), bar.value()
    shares = [half(driver, title).width() for title in (REGISTER, "(2) Minutes")]
    driver.window.close()
    assert not window.isVisible()
    again = open_window(three)
    again.until(lambda: titles(again) == before)
    (torn_again,) = sources(again).windows
    again.until(torn_again.isVisible)
    assert torn_again.geometry() == QRect(60, 70, 640, 500)
    assert torn_again.windowTitle().startswith(LETTER)
    pages = {page.document.title: page for page in sources(again).fronts(MAIN)}
    tab = Tab(pages[MINUTES].document.id, second=True)
    page = sources(again)._pages[tab]
    again.until(lambda: page.ready)
    assert page.view.zoom == 2.0
    again.until(lambda: abs(page.view.verticalScrollBar().value() - place) <= 3)
    assert [half(again, title).width() for title in (REGISTER, "(2) Minutes")] == pytest.approx(
        shares, abs=6
    )
    # closing the project takes the window away and it does not come into another project
    again.front()
    again.trigger("project.close")
    again.until(lambda: not torn_again.isVisible())


def test_a_place_kept_by_an_older_version_is_read(open_window: Opener, three: Path) -> None:
    driver = open_window(three)
    order = sources(driver).order()
    bring(driver, MINUTES)
    driver.window.close()
    path = state_folder() / "window.json"
    kept = json.loads(path.read_bytes())
    kept["places"][str(three)] = {
        "source tabs": [order[1], order[0], "gone"],
        "source shown": order[0],
        "positions": {order[0]: {"page": 1, "x": 0, "y": 0, "zoom": 1.5}},
    }
    path.write_text(json.dumps(kept), "utf-8")
    again = open_window(three)
    assert sources(again).order() == [order[1], order[0], order[2]]
    again.until(lambda: sources(again).document_id == order[0])
    assert again.page("source").view.zoom == 1.5


def test_a_highlight_says_claim_verdict_reviewer_and_reason(
    open_window: Opener, tmp_path: Path
) -> None:
    path = tmp_path / "tips.sidelight"
    with Session.create(path, "Tips", by="Ann") as session:
        article = session.add_text("The pact\n\nKim thanked.\n", kind="article", title="The pact")
        letter = session.add_text("A letter\n\nThanks.\n", title=LETTER)
        claim = session.claim(article, 7, 16, "verified", reason="it says <b>so</b>")
        session.link(claim.id, letter, 0, 7, note="a copy")
        for number in range(5):
            session.act_as(f"Bo {number}")
            session.judge(claim.id, "denied", reason="" if number else "not in the letter")
    driver = open_window(path)
    (mark,) = driver.page("article").view._marks.highlights
    lines = mark.tip.split("\n")
    assert lines[0] == "Claim 1: Verified"
    assert "Ann: Verified · it says <b>so</b>" in lines
    assert any(line.startswith("Bo 0") and line.endswith("not in the letter") for line in lines)
    assert lines[-1] == "2 more reviewers"
    (mark,) = driver.page("source").view._marks.highlights
    lines = mark.tip.split("\n")
    assert lines[0].startswith("Claim 1, supports: ")
    assert lines[1] == "a copy"
    assert "Ann: Verified · it says <b>so</b>" in lines


def test_keys_of_another_layout_work_in_a_second_window_and_once(desk: Driver) -> None:
    bring(desk, LETTER)
    desk.press(Qt.Key.Key_W, CTRL | ALT)
    torn(desk)
    desk.window.workspace.choose(desk.window.workspace.claims[0].id)
    desk.select("source", "the help")
    # У stands where E does
    event = QKeyEvent(QEvent.Type.KeyPress, ord("У"), NONE, 26, 0, 0, "у")
    QApplication.sendEvent(desk.page("source").view, event)
    desk.until(lambda: len(desk.window.workspace.claims[0].evidence) == 3)
    desk.settle()
    assert len(desk.window.workspace.claims[0].evidence) == 3
    desk.press(Qt.Key.Key_Escape)
