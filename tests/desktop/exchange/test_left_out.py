# SPDX-License-Identifier: AGPL-3.0-or-later
"""A document that a copy came without: it is told of, quoted, and takes the reader's own file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from sidelight.desktop.documents.left_out_page import LeftOutPage
from sidelight.desktop.documents.loader import Loaded
from sidelight.desktop.labels import ElidedButton
from sidelight.model.sharing import Choice
from sidelight.session.session import Session
from sidelight.session.settings import Settings
from tests.desktop.conftest import LETTER
from tests.desktop.exchange.conftest import HELP

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver

Opener = Callable[[Path | None], "Driver"]


@pytest.fixture
def light(begun: Path, tmp_path: Path) -> Path:
    """A copy without the files of the sources."""
    with Session.open(begun, by="Ann") as session:
        return session.share(tmp_path / "light.sidelight", Choice(sources=False))


def page_of(driver: Driver) -> LeftOutPage:
    """What stands in place of the pages of the letter."""
    driver.until(lambda: driver.window.parts.sources.page is not None)
    page = driver.window.parts.sources.page
    assert page is not None
    assert page.left_out is not None
    return page.left_out


def test_it_says_what_the_document_is_and_what_was_quoted(open_window: Opener, light: Path) -> None:
    driver = open_window(light)
    driver.page("article")
    shown = page_of(driver)
    assert shown.title.text() == "Letter of 1950"
    assert "Letter of 1950" in shown.citation.text()
    assert shown._known.text() == "1 passage quoted"
    (quote,) = shown.findChildren(ElidedButton)
    assert quote.accessibleName().startswith("Claim 1, supports")
    quote.click()
    assert driver.window.workspace.claim_id == driver.window.workspace.claims[0].id
    assert driver.window.workspace.evidence_id
    # what needs the text is not offered, what does not is
    driver.window.parts.sources.take_focus()
    assert shown.attach.hasFocus()
    driver.until(lambda: not driver.window.actions_["edit.find"].isEnabled())
    for id_ in ("document.attach", "document.retitle", "document.erase", "document.next"):
        assert driver.window.actions_[id_].isEnabled(), id_
    driver.press(Qt.Key.Key_F4)
    driver.press(Qt.Key.Key_3)
    driver.settle()
    assert driver.window.workspace.claims[0].verdicts[-1].verdict == "denied"


def test_search_finds_its_quotes_and_tabs_come_back(open_window: Opener, light: Path) -> None:
    driver = open_window(light)
    found: list[int] = []
    driver.window.bridge.ask(lambda s: len(s.search("thanks for help")), then=found.append)
    driver.until(lambda: found)
    assert found[0] >= 1
    sources = driver.window.parts.sources
    sources.step(1)
    assert sources.page is not None
    title = sources.page.document.title
    driver.trigger("project.close")
    driver.settle_closed()
    again = open_window(light)
    page = again.window.parts.sources.page
    assert page is not None
    assert page.document.title == title
    assert page.left_out is not None


def test_the_very_file_is_attached_and_no_other(
    open_window: Opener, light: Path, tmp_path: Path
) -> None:
    driver = open_window(light)
    wrong, right = tmp_path / "wrong.txt", tmp_path / "letter.txt"
    wrong.write_text("Another text.", "utf-8")
    right.write_text(LETTER, "utf-8")
    erasing = driver.window.bench.erasing
    document = driver.window.workspace.documents("source")[0]
    erasing.attach(document, wrong)
    driver.until(driver.window.errors.isVisible)
    assert driver.window.errors.text.startswith("wrong.txt is not the file that Letter of 1950")
    page_of(driver).attach.click()
    driver.until(lambda: driver.window.findChildren(QFileDialog))
    files = driver.window.findChildren(QFileDialog)[0]
    assert "Letter of 1950" in files.windowTitle()
    files.fileSelected.emit(str(right))
    files.reject()
    page = driver.page("source")
    assert page.left_out is None
    assert HELP in page.view.text.layer.text.text
    assert page.view.isVisible()
    assert driver.window.workspace.snapshot is not None
    assert len(driver.window.workspace.snapshot.left_out) == 1


def test_what_a_merge_brings_is_shown_and_gone_after_the_way_back(
    open_window: Opener, light: Path, begun: Path
) -> None:
    driver = open_window(light)
    page_of(driver)
    with Session.open(begun, by="Ann") as session:
        session.add_note(session.project.claims()[0].id, "Something new.")
    merging = driver.window.bench.merging
    merging.look([begun], merging=True)
    driver.until(lambda: merging.preview is not None)
    assert merging.preview is not None
    merging.preview.ok.click()
    page = driver.page("source")
    driver.until(lambda: page.left_out is None)
    assert HELP in page.view.text.layer.text.text
    driver.trigger("project.back")
    driver.until(lambda: page.left_out is not None)
    assert not page.view.isVisible()


def test_an_article_that_came_in_a_change_set_without_its_file(
    open_window: Opener, begun: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "bob.sidelight"
    with Session.open(begun, by="Ann") as session:
        session.share(copy)
    with Session.open(copy, by="Bob", settings=Settings(kept=False)) as bob:
        draft = bob.add_text("The pact, second draft. It was shorter.", kind="article",
                             title="Second draft")  # fmt: skip
        bob.claim(draft, *bob.locate(draft, "It was shorter"), "disputed")
        changes = bob.share(tmp_path / "bob", Choice(only=bob.me, sources=False))
    driver = open_window(begun)
    merging = driver.window.bench.merging
    merging.look([changes], merging=True)
    driver.until(lambda: merging.preview is not None)
    assert merging.preview is not None
    merging.preview.ok.click()
    driver.until(lambda: len(driver.window.workspace.claims) == 2)
    driver.front()
    article = driver.window.parts.article
    article.show_document(draft.id)
    assert article.page is not None
    assert article.page.left_out is not None
    assert article.page.left_out._known.text() == "1 passage quoted"
    # the claim is judged all the same, by key and by choosing it in the list
    driver.click_row(1)
    driver.window.parts.claims.table.setFocus()
    driver.press(Qt.Key.Key_1)
    driver.until(lambda: len(driver.window.workspace.claims[1].verdicts) == 2)
    text = tmp_path / "draft.txt"
    text.write_text("The pact, second draft. It was shorter.", "utf-8")
    driver.window.bench.erasing.attach(draft, text)
    page = driver.page("article")
    assert page.left_out is None
    assert page.view.text.layer.text.text.startswith("The pact, second draft.")


def test_a_file_attached_and_left_out_again_shows_no_stale_page(
    open_window: Opener, light: Path, begun: Path
) -> None:
    driver = open_window(light)
    page = driver.window.parts.sources.page
    assert page is not None
    loaded: list[object] = []
    with Session.open(begun, by="Ann") as session:
        document = session.document("Letter of 1950")
        loaded += [session.layer(document), session.pages(document), session.drawing(document)]
        made = session.made(document)
    late = Loaded(document, loaded[0], loaded[1], document.id, made)  # type: ignore[arg-type]
    page._arrived(late)
    assert not page.ready
    assert page.left_out is not None
