# SPDX-License-Identifier: AGPL-3.0-or-later
"""Making and judging claims with selection and keys."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from sidelight.model.standing import mine
from sidelight.session.session import Session

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.mark.parametrize(
    ("key", "verdict"),
    [
        (Qt.Key.Key_1, "verified"),
        (Qt.Key.Key_2, "disputed"),
        (Qt.Key.Key_3, "denied"),
        (Qt.Key.Key_0, ""),
    ],
)
def test_selection_and_key_make_a_claim_choose_it_and_clear_the_selection(
    driver: Driver, key: Qt.Key, verdict: str
) -> None:
    driver.claim("invaluable aid", key)
    claim = driver.window.workspace.claim
    assert claim is not None
    assert claim.quote == "invaluable aid"
    own = mine(claim, driver.window.workspace.me)
    assert (own.verdict if own else "") == verdict
    assert driver.page("article").view.selection() is None
    assert driver.page("article").view._lit == {claim.passages[0].id}


def test_without_a_selection_the_key_judges_the_chosen_claim_and_0_takes_it_back(
    driver: Driver,
) -> None:
    driver.claim("invaluable aid")
    workspace = driver.window.workspace
    for key, word in (
        (Qt.Key.Key_3, "denied"),
        (Qt.Key.Key_2, "disputed"),
        (Qt.Key.Key_0, "unchecked"),
    ):
        driver.press(key)
        driver.settle()
        assert workspace.claim is not None
        own = mine(workspace.claim, workspace.me)
        assert (own.verdict if own else "unchecked") == word
    assert len(workspace.claims) == 1


def test_a_verdict_given_twice_is_no_further_step_to_undo(driver: Driver) -> None:
    driver.claim("invaluable aid")
    driver.press(Qt.Key.Key_1)
    driver.settle()
    driver.trigger("edit.undo")
    driver.until(lambda: not driver.window.workspace.claims)


def test_a_verdict_turns_redo_neither_on_nor_off(driver: Driver) -> None:
    driver.claim("invaluable aid")
    redo, turned = driver.window.parts.actions["edit.redo"], list[bool]()
    redo.enabledChanged.connect(turned.append)
    driver.press(Qt.Key.Key_3)
    driver.settle()
    assert turned == []
    driver.trigger("edit.undo")
    driver.until(redo.isEnabled)
    assert turned == [True]


def test_a_key_without_selection_or_claim_says_what_to_do(driver: Driver) -> None:
    driver.page("article").view.setFocus()
    driver.press(Qt.Key.Key_1)
    assert driver.window.parts.status.said.startswith("Select a passage in the article")


def test_what_was_made_is_in_the_file_when_the_window_says_saved(
    driver: Driver, project: Path
) -> None:
    driver.claim("land border", Qt.Key.Key_2)
    driver.window.close()
    with Session.open(project, by="Ann") as session:
        (claim,) = session.snapshot().claims
        assert (claim.quote, claim.verdicts[0].verdict) == ("land border", "disputed")


def test_delete_removes_the_claim_and_undo_brings_it_back(driver: Driver) -> None:
    id_ = driver.claim("land border")
    driver.press(Qt.Key.Key_Delete)
    driver.until(lambda: not driver.window.workspace.claims)
    driver.settle()
    assert driver.window.parts.status.said == "Claim 1 removed. Undo: Ctrl+Z"
    driver.press(Qt.Key.Key_Z, CTRL)
    driver.until(lambda: [claim.id for claim in driver.window.workspace.claims] == [id_])
    driver.press(Qt.Key.Key_Z, CTRL | SHIFT)
    driver.until(lambda: not driver.window.workspace.claims)


def test_the_list_shows_number_verdict_quote_and_who(driver: Driver) -> None:
    driver.claim("land border", Qt.Key.Key_3)
    model = driver.window.parts.claims.model
    shown = [str(model.index(0, column).data()) for column in range(6)]
    assert shown == ["1", "Denied", "land border", "", "", "A"]


def test_choosing_a_row_brings_the_article_there(driver: Driver) -> None:
    driver.claim("invaluable aid")
    id_ = driver.claim("signed on Wednesday")
    driver.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert driver.window.workspace.claim_id != id_
    driver.press(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert driver.window.workspace.claim_id == id_
    claim = driver.window.workspace.claim
    assert claim is not None
    view = driver.page("article").view
    point = view.edge_point(claim.passages[0].id)
    assert point is not None
    assert view.viewport().rect().contains(point)


def test_next_unchecked_claim_goes_round(driver: Driver) -> None:
    driver.claim("invaluable aid", Qt.Key.Key_1)
    open_ = driver.claim("land border", Qt.Key.Key_0)
    driver.claim("signed on Wednesday", Qt.Key.Key_2)
    driver.trigger("claim.open")
    assert driver.window.workspace.claim_id == open_


def test_a_click_on_a_mark_in_the_article_chooses_its_claim(driver: Driver) -> None:
    id_ = driver.claim("land border")
    driver.window.workspace.choose("")
    claim = driver.window.workspace.claims[0]
    driver.page("article").view.highlight_clicked.emit(claim.passages[0].id)
    assert driver.window.workspace.claim_id == id_


def test_moved_ends_are_kept_and_undone(driver: Driver) -> None:
    driver.claim("land border")
    claim = driver.window.workspace.claims[0]
    place = claim.passages[0].passage
    driver.page("article").view.adjust(claim.passages[0].id, place.start - 1, place.end)
    driver.until(lambda: driver.window.workspace.claims[0].quote == "a land border")
    driver.trigger("edit.undo")
    driver.until(lambda: driver.window.workspace.claims[0].quote == "land border")


def test_filters_by_verdict_and_words_narrow_the_list(driver: Driver) -> None:
    driver.claim("invaluable aid", Qt.Key.Key_1)
    driver.claim("land border", Qt.Key.Key_2)
    claims = driver.window.parts.claims
    claims.header.chips["disputed"].click()
    assert [claims.model.index(at, 2).data() for at in range(claims.model.rowCount())] == [
        "land border"
    ]
    claims.header.chips["disputed"].click()
    assert claims.model.rowCount() == 2
    claims.header.words.setText("invaluable")
    assert claims.model.rowCount() == 1
    claims.header.words.setText("nowhere")
    assert claims.model.rowCount() == 0
    assert claims.empty_words == "No claim fits the filter."


def test_status_bar_counts_by_verdict(driver: Driver) -> None:
    driver.claim("invaluable aid", Qt.Key.Key_1)
    driver.claim("land border", Qt.Key.Key_2)
    assert driver.window.parts.status.counts == "1 verified · 1 disputed"
