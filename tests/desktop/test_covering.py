# SPDX-License-Identifier: AGPL-3.0-or-later
"""Going through an article sentence by sentence, by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from sidelight.desktop.remembered import Remembered

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver


def test_the_sentences_of_an_article_are_gone_through_by_keys(driver: Driver) -> None:
    window, view = driver.window, driver.page("article").view
    count = len(view.open)
    assert count > 3
    view.setFocus()
    first = view.open[0]
    driver.press(Qt.Key.Key_U)
    assert view.selection() == first
    # nothing to check in it, taken back, and said again; then on, and a claim
    for left in (count - 1, count, count - 1):
        view.select(*first)
        driver.press(Qt.Key.Key_X)
        driver.until(lambda left=left: len(view.open) == left)  # type: ignore[misc]
    assert view.selection() is None
    driver.press(Qt.Key.Key_U)
    assert view.selection() == view.open[0]
    driver.press(Qt.Key.Key_2)
    driver.until(lambda: len(view.open) == count - 2)
    driver.until(lambda: "% covered" in window.parts.status.place)
    assert window.workspace.claims[0].verdicts[0].verdict == "disputed"
    driver.trigger("view.coverage")
    assert view.open == ()
    assert Remembered().choice("coverage away")
    driver.trigger("view.coverage")
    assert len(view.open) == count - 2


def test_when_all_is_dealt_with_it_says_so(driver: Driver) -> None:
    view = driver.page("article").view
    view.setFocus()
    view.select_all()
    driver.press(Qt.Key.Key_X)
    driver.until(lambda: view.open == ())
    driver.press(Qt.Key.Key_U)
    assert "has been dealt with" in driver.window.parts.status.said
    driver.until(lambda: "100 % covered" in driver.window.parts.status.place)
    driver.trigger("edit.undo")
    driver.until(lambda: len(view.open) > 3)
