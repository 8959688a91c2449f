# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project of several articles and sources: tabs, finding, and the next morning."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar

from sidelight import resources
from sidelight.session.session import Session

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver, Once

Opener = Callable[[Path | None], "Driver"]
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def verdicts(driver: Driver) -> list[tuple[str, str]]:
    """Quote and my verdict of each claim."""
    workspace = driver.window.workspace
    records = [(claim, workspace.my_record(claim)) for claim in workspace.claims]
    return [(claim.quote, record.verdict if record else "") for claim, record in records]


@pytest.fixture
def two_articles(once: Once) -> Path:
    """A project with two articles, a long source among the sources, and a claim in each article."""
    return once("two", make_two)


def make_two(path: Path) -> Session:
    lines = "\n\n".join(f"Paragraph {number} of the long account." for number in range(200))
    with Session.create(path, "Two stories", by="Ann") as session:
        for title in ("First story", "Second story"):
            text = f"{title}\n\nThe harbour of the {title.lower()} was rebuilt.\n\n{lines}\n"
            article = session.add_text(text, kind="article", title=title)
            session.claim(article, 12, 26, "verified")
        session.add_text("A short note.\n", title="Note")
        session.add_text(f"The account\n\n{lines}\n", title="Account")
        session.add_document(resources.folder("sample_docs") / "2024-06-19-treaty.pdf")
    return session


def test_two_articles_are_checked_side_by_side_and_reported_each_for_itself(
    open_window: Opener, two_articles: Path, tmp_path: Path
) -> None:
    driver = open_window(two_articles)
    window, article = driver.window, driver.window.parts.article
    assert article.tab_texts() == ["First story", "Second story"]
    first, second = window.workspace.claims
    # a claim of the other article brings that one forward
    window.bench.going.to_claim(second.id)
    assert driver.page("article").document.title == "Second story"
    window.bench.going.to_claim(first.id)
    assert driver.page("article").document.title == "First story"
    driver.page("article").view.setFocus()
    driver.press(Qt.Key.Key_PageDown, CTRL)
    assert driver.page("article").document.title == "Second story"
    # a key without selection judges the chosen claim, wherever it stands
    driver.press(Qt.Key.Key_2)
    driver.settle()
    assert [verdict for _quote, verdict in verdicts(driver)] == ["disputed", "verified"]
    third = driver.claim("Paragraph 3 of", Qt.Key.Key_3)
    assert window.workspace.claims[-1].id == third
    assert window.workspace.claims[-1].passages[0].passage.document == article.document_id
    window.bench.report_verbs.report(tmp_path / "second.md")
    driver.until(lambda: window.parts.status.said.startswith("Report written"))
    words = (tmp_path / "second.md").read_text("utf-8")
    assert "Paragraph 3 of" in words
    assert "First story" not in words.splitlines()[0]


def test_a_document_removed_from_its_tab_makes_room_for_its_neighbour_and_comes_back(
    open_window: Opener, two_articles: Path
) -> None:
    driver = open_window(two_articles)
    window, sources = driver.window, driver.window.parts.sources
    sources.show_document(window.workspace.documents("source")[1].id)
    page = driver.page("source")
    page.view.setFocus()
    driver.press(Qt.Key.Key_F, CTRL)
    driver.trigger("document.remove")
    driver.until(lambda: len(sources.tab_texts()) == 2)
    driver.settle()
    assert driver.page("source").document.title != "Account"
    assert window.parts.status.said == "“Account” removed. Undo: Ctrl+Z"
    driver.front()
    window.parts.article.take_focus()
    driver.press(Qt.Key.Key_Z, CTRL)
    driver.until(lambda: "Account" in sources.tab_texts())
    driver.settle()
    for id_ in sources.order():
        sources.show_document(id_)
        assert driver.page("source").view.text.layer.text


def test_the_next_start_finds_tabs_places_zoom_and_claim_as_they_were(
    open_window: Opener, two_articles: Path
) -> None:
    driver = open_window(two_articles)
    sources = driver.window.parts.sources
    bar = sources.findChildren(QTabBar)[0]
    bar.moveTab(1, 0)
    order = sources.order()
    sources.show_document(order[0])
    account = driver.page("source")
    assert account.document.title == "Account"
    account.view.set_zoom(1.5)
    start, end = driver.select("source", "Paragraph 120 of")
    account.view.reveal(start, end)
    sources.show_document(order[2])
    driver.page("source").view.set_zoom(0.5)
    driver.window.parts.article.show_document(driver.window.workspace.documents("article")[1].id)
    driver.window.workspace.choose(driver.window.workspace.claims[1].id)
    top = account.view.verticalScrollBar().value()
    assert top > 0
    driver.window.close()
    again = open_window(two_articles)
    sources = again.window.parts.sources
    assert sources.order() == order
    assert sources.document_id == order[2]
    assert again.page("source").view.zoom == 0.5
    assert again.page("article").document.title == "Second story"
    assert again.window.workspace.claim_id == again.window.workspace.claims[1].id
    sources.show_document(order[0])
    view = again.page("source").view
    assert view.zoom == 1.5
    again.until(lambda: view.verticalScrollBar().value() == pytest.approx(top, abs=3))
    # what is in sight is the same paragraph
    rect = view.to_view(*view.text.rects(start, end)[0])
    assert view.viewport().rect().contains(rect.center().toPoint())


def test_search_leads_everywhere_by_keys(open_window: Opener, two_articles: Path) -> None:
    driver = open_window(two_articles)
    results = driver.window.bench.finding.results
    driver.press(Qt.Key.Key_F, CTRL | SHIFT)
    driver.type("harbour")
    driver.until(results.isVisible)
    titles = [choice.title for choice in results.list.choices]
    assert titles.count("First story") == titles.count("Second story") == 1
    for _step in range(titles.index("Second story")):
        driver.press(Qt.Key.Key_Down)
    driver.press(Qt.Key.Key_Up)
    driver.press(Qt.Key.Key_Down)
    driver.press(Qt.Key.Key_Return)
    page = driver.page("article")
    assert page.document.title == "Second story"
    driver.until(lambda: page.view.selected_text() == "harbour")
    # the passage found is selected and the keyboard there: a key makes it a claim
    driver.press(Qt.Key.Key_2)
    driver.until(lambda: verdicts(driver)[-1] == ("harbour", "disputed"))
    driver.settle()
    driver.press(Qt.Key.Key_F, CTRL | SHIFT)
    driver.type("<b>&")
    driver.until(lambda: results.isVisible() and not results.list.choices)
    assert results.head.startswith("Nothing found")
    driver.page("article").view.setFocus()
    assert not results.isVisible()


def test_the_palette_leads_everywhere_by_keys(open_window: Opener, two_articles: Path) -> None:
    driver = open_window(two_articles)
    window, palette = driver.window, driver.window.bench.finding.palette
    page = driver.page("article")
    page.view.setFocus()
    driver.press(Qt.Key.Key_K, CTRL)
    driver.type("account")
    driver.press(Qt.Key.Key_Return)
    assert driver.page("source").document.title == "Account"
    driver.press(Qt.Key.Key_K, CTRL)
    driver.type("claim 1")
    driver.press(Qt.Key.Key_Return)
    assert window.workspace.claim_id == window.workspace.claims[0].id
    driver.press(Qt.Key.Key_K, CTRL)
    driver.type("no such thing")
    driver.press(Qt.Key.Key_Return)
    assert palette.isVisible()
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    driver.page("article").view.setFocus()
    assert not palette.isVisible()
    driver.press(Qt.Key.Key_K, CTRL)
    driver.type("claims list")
    driver.press(Qt.Key.Key_Return)
    assert not window.parts.claims.isVisible()
    driver.press(Qt.Key.Key_F8)
    assert window.parts.claims.isVisible()
