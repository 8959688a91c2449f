# SPDX-License-Identifier: AGPL-3.0-or-later
"""Documents that flow in other letters: the place, the selection and the marks stay."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from sidelight import resources
from sidelight.desktop.view.document_view import DocumentView
from sidelight.reader.typography import USUAL, Typography
from sidelight.session.session import Session
from sidelight.session.settings import Settings
from sidelight.text.page_lines import Place

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver, Once

Opener = Callable[[Path | None], "Driver"]
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def story(once: Once) -> Path:
    """A long article with a claim in its middle, and a PDF beside it."""
    return once("story", make_story)


def make_story(path: Path) -> Session:
    lines = "\n\n".join(
        f"Paragraph {number} of the long account, in which the harbour was rebuilt once more."
        for number in range(150)
    )
    with Session.create(path, "Story", by="Ann") as session:
        article = session.add_text(f"The story\n\n{lines}\n", kind="article", title="Story")
        text = session.layer(article).text
        at = text.offset(text.text.index("Paragraph 80 of"))
        session.claim(article, at, at + 12, "disputed")
        session.add_document(resources.folder("sample_docs") / "2024-06-19-treaty.pdf")
    return session


def set_in(driver: Driver, typography: Typography) -> None:
    """Put a typography in force and wait until the article is set in it."""
    view = driver.page("article").view
    driver.window.bench.text_verbs.set(typography)
    driver.until(lambda: view.key.endswith(f"/{typography.code}"))


def top_of(view: DocumentView, offset: int) -> float:
    """How far below the top of the view the line of an ink offset begins."""
    return view.to_view(*view.text.caret(Place(offset))).top()


def test_larger_letters_keep_the_line_at_the_top_the_selection_and_the_marks(
    open_window: Opener, story: Path
) -> None:
    driver = open_window(story)
    view = driver.page("article").view
    start, end = driver.select("article", "Paragraph 80 of")
    view.reveal(start, end)
    view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 37)
    mark = driver.window.workspace.claims[0].passages[0]
    pages, counts, top = len(view.pages), set(), top_of(view, start)
    assert 0 < top < view.viewport().height()
    for typography in (Typography(size=20), Typography(size=9, width=740), Typography(width=340)):
        set_in(driver, typography)
        counts.add(len(view.pages))
        assert view.selection() == (start, end)
        assert view.selected_text() == "Paragraph 80 of"
        rect = view.line_rect(mark.id)
        assert rect is not None
        assert view.viewport().rect().contains(rect.center().toPoint())
    assert min(counts) < pages < max(counts)
    # back in the usual letters every line stands where it stood
    driver.window.bench.text_verbs.set(USUAL)
    driver.until(lambda: "/" not in view.key)
    assert len(view.pages) == pages
    assert top_of(view, start) == pytest.approx(top, abs=1.5)


def test_the_page_in_sight_is_drawn_before_it_is_shown(open_window: Opener, story: Path) -> None:
    driver = open_window(story)
    view = driver.page("article").view
    driver.until(lambda: view.picture_of(view.visible_pages()[0]) is not None)
    blank: list[str] = []

    def look() -> None:
        if view.picture_of(view.visible_pages()[0]) is None:
            blank.append(view.key)

    view.view_changed.connect(look)
    driver.window.bench.text_verbs.set(Typography(size=16))
    driver.until(lambda: view.key.endswith(Typography(size=16).code))
    driver.until(lambda: view.picture_of(view.visible_pages()[0]) is not None)
    assert not [key for key in blank if "/" in key]


def test_keys_set_larger_and_smaller_letters_and_a_printed_page_says_why_not(
    open_window: Opener, story: Path
) -> None:
    driver = open_window(story)
    view = driver.page("article").view
    view.setFocus()
    driver.press(Qt.Key.Key_Equal, CTRL | ALT)
    driver.until(lambda: view.key.endswith(Typography(size=13).code))
    assert driver.window.parts.status.said == "Letters of 13 pt"
    driver.press(Qt.Key.Key_Minus, CTRL | ALT)
    driver.until(lambda: "/" not in view.key)
    driver.page("source").view.setFocus()
    driver.press(Qt.Key.Key_Equal, CTRL | ALT)
    assert "keeps its printed letters" in driver.window.parts.status.said
    assert driver.window.parts.loader.text.typography == USUAL


def test_the_panel_is_used_by_keys_and_gives_the_keyboard_back(
    open_window: Opener, story: Path
) -> None:
    driver = open_window(story)
    view, panel = driver.page("article").view, driver.window.bench.text_verbs.panel
    view.setFocus()
    driver.press(Qt.Key.Key_F5)
    assert panel.isVisible()
    driver.press(Qt.Key.Key_Right)
    driver.press(Qt.Key.Key_Right)
    driver.until(lambda: view.key.endswith(Typography(size=14).code))
    driver.press(Qt.Key.Key_Tab)
    driver.press(Qt.Key.Key_Left)
    driver.press(Qt.Key.Key_Tab)
    driver.press(Qt.Key.Key_Right)
    driver.press(Qt.Key.Key_Tab)
    driver.press(Qt.Key.Key_Down)
    chosen = Typography(14, 480, 1.6, "sans-serif")
    driver.until(lambda: view.key.endswith(chosen.code))
    driver.press(Qt.Key.Key_Escape)
    assert not panel.isVisible()
    driver.press(Qt.Key.Key_Equal, CTRL | ALT)
    driver.until(lambda: view.key.endswith(chosen.stepped("size", 1).code))
    panel.open_for(driver.window.parts.loader.text.typography)
    panel._usual()
    driver.until(lambda: "/" not in view.key)


def test_the_next_start_sets_documents_as_before_at_the_same_words(
    open_window: Opener, story: Path
) -> None:
    driver = open_window(story)
    view = driver.page("article").view
    set_in(driver, Typography(size=16, font="monospace"))
    start, end = driver.select("article", "Paragraph 120 of")
    view.reveal(start, end)
    top = top_of(view, start)
    driver.window.close()
    assert Settings.load().letter_size == 16
    assert Settings.load().typeface == "monospace"
    again = open_window(story)
    view = again.page("article").view
    assert view.key.endswith(Typography(size=16, font="monospace").code)
    again.until(lambda: top_of(view, start) == pytest.approx(top, abs=3))
    # other letters the morning after: the same paragraph is in sight all the same
    again.window.close()
    settings = Settings.load()
    settings.letter_size = 9
    settings.save()
    third = open_window(story)
    view = third.page("article").view
    third.until(lambda: 0 <= top_of(view, start) < view.viewport().height())


def test_of_many_wishes_the_last_is_set(open_window: Opener, story: Path) -> None:
    driver = open_window(story)
    view = driver.page("article").view
    for size in (9, 10, 11, 13, 14, 16, 18):
        driver.window.bench.text_verbs.set(Typography(size=size))
    driver.until(lambda: view.key.endswith(Typography(size=18).code))
    driver.settle()
    assert view.pages[-1].end == len(view.text.text)
    driver.window.close()
