# SPDX-License-Identifier: AGPL-3.0-or-later
"""The search box, the palette and the find bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from sidelight.desktop.finding.choices import Choice
    from tests.desktop.conftest import Driver


def search(driver: Driver, words: str) -> list[Choice]:
    driver.trigger("edit.search")
    box = driver.window.top.search
    assert QApplication.focusWidget() is box
    driver.type(words)
    results = driver.window.bench.finding.results
    driver.until(results.isVisible)
    return results.list.choices


def test_one_box_finds_in_article_sources_claims_and_reasons(driver: Driver) -> None:
    driver.claim("land border", Qt.Key.Key_2)
    claim = driver.window.workspace.claims[0]
    driver.window.bridge.do(lambda session: session.give_reason(claim.id, "which border?"))
    driver.settle()
    found = [(choice.title, choice.end) for choice in search(driver, "border")]
    assert found == [
        ("Claim 1", "The pact, explained"),
        ("Reason on claim 1", "The pact, explained"),
        ("The pact, explained", "p. 1"),
        ("Letter of 1950", "p. 1"),
    ]


def test_enter_goes_to_the_place_found(driver: Driver) -> None:
    search(driver, "раньше")
    driver.press(Qt.Key.Key_Return)
    assert not driver.window.bench.finding.results.isVisible()
    page = driver.page("source")
    driver.until(lambda: page.view.selection() is not None)
    assert page.document.title == "Реестр договоров"
    assert page.view.selected_text() == "раньше"


def test_arrows_choose_and_escape_closes(driver: Driver) -> None:
    assert len(search(driver, "border")) == 2
    results = driver.window.bench.finding.results
    driver.press(Qt.Key.Key_Down)
    assert results.list.currentIndex().row() == 1
    driver.press(Qt.Key.Key_Escape)
    assert not results.isVisible()
    driver.press(Qt.Key.Key_Escape)
    assert driver.window.top.search.text() == ""


def test_nothing_found_is_said(driver: Driver) -> None:
    assert search(driver, "xyzzy") == []
    assert driver.window.bench.finding.results.head.startswith("Nothing found")


def test_the_palette_finds_actions_documents_and_claims(driver: Driver) -> None:
    driver.claim("land border")
    driver.trigger("edit.palette")
    palette = driver.window.bench.finding.palette
    for words, title in (
        ("dark", "Dark"),
        ("letter 1950", "Letter of 1950"),
        ("claim border", "Claim 1: land border"),
    ):
        palette.field.setText(words)
        assert palette.list.choices[0].title == title


def test_the_palette_does_what_is_chosen_and_gives_the_keyboard_back(driver: Driver) -> None:
    page = driver.page("article")
    page.view.setFocus()
    before = QApplication.focusWidget()
    driver.trigger("edit.palette")
    palette = driver.window.bench.finding.palette
    driver.type("реестр")
    driver.press(Qt.Key.Key_Return)
    assert not palette.isVisible()
    assert driver.page("source").document.title == "Реестр договоров"
    driver.trigger("edit.palette")
    driver.press(Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert QApplication.focusWidget() is not None
    assert before is not None


def test_the_palette_offers_only_what_can_be_done(driver: Driver) -> None:
    driver.trigger("edit.palette")
    titles = [choice.title for choice in driver.window.bench.finding.palette.list.choices]
    assert "Note the reason" not in titles
    assert "Link evidence" in titles


@pytest.mark.parametrize("kind", ["article", "source"])
def test_ctrl_f_finds_in_the_side_that_has_the_keyboard(driver: Driver, kind: str) -> None:
    page = driver.page(kind)
    page.view.setFocus()
    driver.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.find_bar.isVisible()
    page.find_bar.words.setText("border")
    driver.until(lambda: page.find_bar.count.text() == "1 of 1")
