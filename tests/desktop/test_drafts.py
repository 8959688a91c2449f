# SPDX-License-Identifier: AGPL-3.0-or-later
"""A new version of the article in the window: what is listed, settled by keys, marked, undone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from sidelight.session.draft_lines import DraftLine
from tests.desktop.conftest import ARTICLE
from tests.drafts import second_draft

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver

CHANGES = {
    "for invaluable aid": "for all the invaluable aid",
    "The two countries share a land border of some length.": "No more is said of it.",
}


@pytest.fixture
def second(tmp_path: Path) -> Path:
    return second_draft(tmp_path, ARTICLE, CHANGES)


@pytest.fixture
def drafted(driver: Driver, second: Path) -> Driver:
    """Ann's window with three claims and a second draft just added."""
    for words in (
        "Kim thanked Stalin for invaluable aid",
        "The two countries share a land border of some length",
        "A treaty was signed on Wednesday",
    ):
        driver.claim(words)
    add(driver, second)
    driver.until(lambda: len(lines(driver)) == 2)
    return driver


def add(driver: Driver, path: Path) -> None:
    window = driver.window
    verbs = window.bench.drafts
    article = driver.page("article").document
    verbs.add(path, article)
    driver.until(lambda: any(d.continues for d in window.workspace.documents("article")))
    driver.settle()


def lines(driver: Driver) -> tuple[DraftLine, ...]:
    return driver.window.parts.drafts.model.shown


def states(driver: Driver) -> list[tuple[str, str]]:
    return [(line.label, line.state) for line in lines(driver)]


def test_a_new_version_stands_beside_the_old_one_and_lists_what_is_to_be_settled(
    drafted: Driver,
) -> None:
    parts = drafted.window.parts
    assert states(drafted) == [("1", "to confirm"), ("2", "went")]
    assert parts.drafts.isVisible()
    assert not parts.claims.isVisible()
    assert len(parts.article.fronts()) == 2
    tabs = [text.partition(":")[0] for text in parts.article.tab_texts()]
    assert tabs == ["Draft 1", "Draft 2"]
    old, new = (page.view for page in sorted(parts.article.pages(), key=lambda p: p.x()))
    drafted.until(lambda: old.changed and new.changed)
    assert "Draft 2: 1 to confirm, 1 went, 1 carried over" in parts.drafts.words.accessibleName()
    told = parts.drafts.model.index(0).data()
    assert "Before: Kim thanked Stalin for invaluable aid" in told
    assert "Now: Kim thanked Stalin for all the invaluable aid" in told
    assert drafted.window.workspace.claim_id == lines(drafted)[0].claim


def test_keys_settle_and_undo_brings_back(drafted: Driver) -> None:
    window, panel = drafted.window, drafted.window.parts.drafts
    panel.list.setFocus()
    drafted.press(Qt.Key.Key_Return)
    drafted.until(lambda: states(drafted) == [("2", "went")])
    drafted.press(Qt.Key.Key_Delete)
    drafted.until(lambda: not lines(drafted))
    panel.all.setChecked(True)
    drafted.until(lambda: len(lines(drafted)) == 3)
    assert sorted(states(drafted)) == [("1", "confirmed"), ("2", "dropped"), ("3", "same")]
    panel.all.setChecked(False)
    for left in (1, 2):
        drafted.trigger("edit.undo")
        drafted.until(lambda left=left: len(lines(drafted)) == left)  # type: ignore[misc]
    drafted.trigger("edit.undo")
    drafted.until(lambda: not panel.isVisible())
    assert window.parts.claims.isVisible()
    assert len(window.workspace.documents("article")) == 1
    drafted.trigger("edit.redo")
    drafted.until(lambda: len(window.workspace.documents("article")) == 2)


def test_what_went_is_placed_by_selecting_it(drafted: Driver) -> None:
    panel = drafted.window.parts.drafts
    panel.list.setFocus()
    drafted.press(Qt.Key.Key_Down)
    assert panel.line is not None
    went = panel.line.claim
    newest = next(d for d in drafted.window.workspace.documents("article") if d.continues)
    drafted.trigger("draft.place")
    assert "Select the words" in drafted.window.parts.status.said
    drafted.window.parts.article.show_document(newest.id)
    drafted.select("article", "No more is said of it")
    drafted.press(Qt.Key.Key_P)
    drafted.until(lambda: len(lines(drafted)) == 1)
    claim = next(c for c in drafted.window.workspace.claims if c.id == went)
    assert claim.quote == "No more is said of it"
    assert drafted.page("article").view.selection() is None


def test_one_key_goes_to_the_same_place_of_the_other_version(drafted: Driver) -> None:
    pane = drafted.window.parts.article
    newest = next(d for d in drafted.window.workspace.documents("article") if d.continues)
    pane.show_document(newest.id)
    drafted.select("article", "A treaty")
    drafted.press(Qt.Key.Key_J)
    drafted.until(lambda: pane.document_id == newest.continues)
    drafted.until(lambda: drafted.page("article").view.selected_text() == "A treaty")
    drafted.press(Qt.Key.Key_J)
    drafted.until(lambda: pane.document_id == newest.id)


def test_the_panel_closes_opens_again_and_goes_on(drafted: Driver) -> None:
    parts = drafted.window.parts
    parts.drafts.list.setFocus()
    drafted.press(Qt.Key.Key_Escape)
    assert parts.claims.isVisible()
    assert not any(page.view.changed for page in parts.article.pages())
    drafted.trigger("draft.panel")
    drafted.until(parts.drafts.isVisible)
    drafted.until(lambda: len(lines(drafted)) == 2)
    first = parts.drafts.line
    drafted.trigger("draft.next")
    assert parts.drafts.line != first
    drafted.trigger("draft.next")
    assert parts.drafts.line == first
    drafted.trigger("draft.panel")
    assert not parts.drafts.isVisible()


def test_a_file_dropped_on_the_article_may_be_its_new_version(driver: Driver, second: Path) -> None:
    window = driver.window
    driver.claim("A treaty was signed on Wednesday")
    window.parts.article.files_dropped.emit([second])
    bar = window.bench.draft_bar
    driver.until(bar.isVisible)
    assert "second.txt" in bar.text
    bar.offers[0].click()
    driver.until(lambda: len(window.workspace.documents("article")) == 2)
    driver.settle()
    assert not bar.isVisible()
    assert "1 claim" in window.parts.status.said
    assert not window.parts.drafts.isVisible()


def test_a_file_dropped_may_be_another_article(driver: Driver, second: Path) -> None:
    window = driver.window
    window.parts.article.files_dropped.emit([second])
    bar = window.bench.draft_bar
    driver.until(bar.isVisible)
    bar.offers[1].click()
    driver.until(lambda: len(window.workspace.documents("article")) == 2)
    assert not any(d.continues for d in window.workspace.documents("article"))
    assert not window.actions_["draft.panel"].isEnabled()


def test_changed_words_are_told_by_more_than_colour(drafted: Driver) -> None:
    """Struck out or underlined, so that a picture without colour shows them too."""
    panel = drafted.window.parts.drafts
    view = panel.list
    drafted.until(lambda: view.viewport().width() > 200)
    picture = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    assert not picture.isNull()
    delegate = view.itemDelegate()
    went, came = delegate._went(), delegate._came()  # type: ignore[attr-defined]
    assert went.fontStrikeOut()
    assert came.fontUnderline()
    assert came.fontWeight() > went.fontWeight()
