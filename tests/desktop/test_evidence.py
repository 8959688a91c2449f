# SPDX-License-Identifier: AGPL-3.0-or-later
"""Linking passages of sources to claims, and what can be done with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from sidelight.desktop.claims.claims_model import LINKS_ROLE
from sidelight.desktop.claims.evidence_row import EvidenceRow

if TYPE_CHECKING:
    from sidelight.model.records import Evidence
    from tests.desktop.conftest import Driver


def link(driver: Driver, words: str = "31 August") -> Evidence:
    driver.select("source", words)
    driver.press(Qt.Key.Key_E)
    driver.until(lambda: driver.window.workspace.evidence_id)
    driver.settle()
    claim = driver.window.workspace.claim
    assert claim is not None
    return claim.evidence[-1]


def test_select_and_e_link_a_passage_with_its_place(driver: Driver) -> None:
    driver.claim("invaluable aid")
    evidence = link(driver)
    assert (evidence.passage.quote, evidence.stance) == ("31 August", "supports")
    (shown,) = driver.window.parts.claims.model.index(0, 3).data(LINKS_ROLE)
    assert shown.place.startswith("Letter of 1950, ")
    assert driver.page("source").view.selection() is None


@pytest.mark.parametrize(
    ("key", "stance"),
    [
        (Qt.Key.Key_C, "contradicts"),
        (Qt.Key.Key_X, "context"),
        (Qt.Key.Key_S, "supports"),
        (Qt.Key.Key_E, "supports"),
        (Qt.Key.Key_Return, "supports"),
    ],
)
def test_the_stance_is_asked_in_place_and_support_by_default(
    driver: Driver, key: Qt.Key, stance: str
) -> None:
    driver.claim("invaluable aid")
    evidence = link(driver)
    popup = driver.window.bench.claim_verbs.popup
    assert popup.isVisible()
    assert QApplication.focusWidget() is popup
    driver.press(key)
    driver.settle()
    assert not popup.isVisible()
    found = driver.window.workspace.evidence(evidence.id)
    assert found is not None
    assert found[1].stance == stance
    assert len(found[0].evidence) == 1


def test_e_says_what_is_missing(driver: Driver) -> None:
    driver.select("source", "31 August")
    driver.press(Qt.Key.Key_E)
    assert driver.window.parts.status.said.startswith("Choose a claim first")
    driver.claim("invaluable aid")
    driver.page("source").view.clear_selection()
    driver.press(Qt.Key.Key_E)
    assert driver.window.parts.status.said == (
        "Select the passage of a source that speaks to claim 1."
    )


def test_delete_right_after_linking_removes_the_evidence_not_the_claim(driver: Driver) -> None:
    driver.claim("invaluable aid")
    link(driver)
    driver.press(Qt.Key.Key_Return)
    driver.press(Qt.Key.Key_Delete)
    driver.settle()
    (claim,) = driver.window.workspace.claims
    assert not claim.evidence
    assert driver.window.parts.status.said == "Evidence of claim 1 removed. Undo: Ctrl+Z"
    driver.trigger("edit.undo")
    driver.until(lambda: driver.window.workspace.claims[0].evidence)


def test_choosing_a_claim_brings_the_tab_of_its_evidence_forward(driver: Driver) -> None:
    first = driver.claim("invaluable aid")
    link(driver)
    driver.press(Qt.Key.Key_Return)
    letter = driver.window.parts.sources.document_id
    driver.claim("land border")
    driver.trigger("document.next")
    assert driver.window.parts.sources.document_id != letter
    driver.window.bench.going.to_claim(first)
    assert driver.window.parts.sources.document_id == letter


def test_a_click_on_a_mark_in_a_source_chooses_claim_and_evidence(driver: Driver) -> None:
    driver.claim("invaluable aid")
    evidence = link(driver)
    driver.press(Qt.Key.Key_Return)
    driver.window.workspace.choose("")
    driver.page("source").view.highlight_clicked.emit(evidence.id)
    workspace = driver.window.workspace
    assert (workspace.claim_id, workspace.evidence_id) == (evidence.claim, evidence.id)


def test_the_card_changes_stance_and_note_where_they_stand(driver: Driver) -> None:
    driver.claim("invaluable aid")
    evidence = link(driver)
    driver.press(Qt.Key.Key_Return)
    (row,) = driver.window.parts.card.findChildren(EvidenceRow)
    row.stance_given.emit(evidence.id, "contradicts")
    driver.settle()
    row_now = driver.window.parts.card.lists.row(evidence.id)
    assert row_now is not None
    assert row_now is not row
    driver.until(row_now.isVisible)  # Qt shows what a layout was given in the next round of events
    row_now.note.setText("a copy only")
    row_now.draft.flush()
    driver.settle()
    found = driver.window.workspace.evidence(evidence.id)
    assert found is not None
    assert (found[1].stance, found[1].note) == ("contradicts", "a copy only")


def test_a_first_verdict_leaves_the_rows_of_evidence_alone(driver: Driver) -> None:
    driver.claim("invaluable aid", Qt.Key.Key_0)
    evidence = link(driver)
    driver.press(Qt.Key.Key_Return)
    row = driver.window.parts.card.lists.row(evidence.id)
    claim = driver.window.workspace.claim
    assert row is not None
    assert claim is not None
    assert not claim.verdicts
    driver.press(Qt.Key.Key_2)
    driver.settle()
    assert driver.window.workspace.claim != claim
    assert driver.window.parts.card.lists.row(evidence.id) is row


def test_a_curve_joins_both_sides_while_both_are_in_sight(driver: Driver) -> None:
    driver.claim("invaluable aid")
    link(driver)
    driver.press(Qt.Key.Key_Return)
    curve = driver.window.bench.desk.curve
    driver.until(lambda: len(curve.shown) == 1)
    join = curve.shown[0]
    assert join.start.x() < join.end.x()
    driver.trigger("document.next")
    driver.until(lambda: not curve.shown)


def test_next_evidence_goes_round(driver: Driver) -> None:
    driver.claim("invaluable aid")
    first = link(driver)
    driver.press(Qt.Key.Key_Return)
    second = link(driver, "17 km")
    driver.press(Qt.Key.Key_Return)
    driver.trigger("claim.evidence")
    assert driver.window.workspace.evidence_id == first.id
    driver.trigger("claim.evidence")
    assert driver.window.workspace.evidence_id == second.id
