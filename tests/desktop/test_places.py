# SPDX-License-Identifier: AGPL-3.0-or-later
"""Claims in several places, in each other and over each other; one split in two on its card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from sidelight.desktop.claims.note_field import NoteField

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver

ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def two_places(driver: Driver) -> str:
    """Make a claim that stands in two places, and return its id."""
    claim = driver.claim("invaluable aid")
    driver.select("article", "Aid came twice")
    driver.press(Qt.Key.Key_P, SHIFT)
    driver.until(lambda: len(driver.window.workspace.claims[0].passages) == 2)
    driver.settle()
    return claim


def test_a_key_adds_a_place_and_all_are_lit_listed_and_gone_through(driver: Driver) -> None:
    two_places(driver)
    workspace, parts = driver.window.workspace, driver.window.parts
    claim = workspace.claims[0]
    view = driver.page("article").view
    assert view._lit == {one.id for one in claim.passages}
    assert len(view.badge_places()) == 2
    assert parts.card.places.isVisible()
    driver.press(Qt.Key.Key_P, ALT)
    assert parts.status.said == "Claim 1: place 1 of 2"
    driver.press(Qt.Key.Key_P, ALT)
    assert parts.status.said == "Claim 1: place 2 of 2"
    driver.press(Qt.Key.Key_P, SHIFT)
    assert parts.status.said == "Select the further place of claim 1 in the article."
    buttons = parts.card.places.findChildren(QToolButton)
    next(b for b in buttons if b.toolTip() == "Take this place away").click()
    driver.until(lambda: len(workspace.claims[0].passages) == 1)
    assert not parts.card.places.isVisible()
    driver.trigger("edit.undo")
    driver.until(lambda: len(workspace.claims[0].passages) == 2)


def test_a_note_is_written_on_one_place(driver: Driver) -> None:
    two_places(driver)
    workspace, places = driver.window.workspace, driver.window.parts.card.places
    buttons = places.findChildren(QToolButton)
    noting = [b for b in buttons if b.accessibleName() == "Add a note on this place"]
    fields = places.findChildren(NoteField)
    assert len(noting) == len(fields) == 2
    assert not any(field.isVisible() for field in fields)
    noting[1].click()
    assert [field.isVisible() for field in fields] == [False, True]
    assert fields[1].hasFocus()
    driver.type("Which visit?")
    driver.press(Qt.Key.Key_Return)
    driver.until(lambda: workspace.claims[0].notes)
    (note,) = workspace.claims[0].notes
    assert (note.text, note.part) == ("Which visit?", workspace.claims[0].places[1].id)
    (thread,) = workspace.threads
    assert thread.passage == workspace.claims[0].places[1].passage
    noting[0].click()
    driver.press(Qt.Key.Key_Escape)
    assert len(workspace.claims[0].notes) == 1


def test_a_place_is_split_off_with_the_evidence_ticked(driver: Driver) -> None:
    claim = two_places(driver)
    driver.select("source", "thanks for help")
    driver.press(Qt.Key.Key_E)
    driver.until(lambda: driver.window.workspace.evidence_id)
    driver.settle()
    driver.window.bench.claim_verbs.popup.done()
    workspace, card = driver.window.workspace, driver.window.parts.card
    evidence = workspace.claims[0].evidence[0].id
    buttons = reversed(card.places.findChildren(QToolButton))
    next(b for b in buttons if b.toolTip() == "Make a claim of its own of this place").click()
    assert card.split.isVisible()
    place = workspace.claims[0].passages[1].id
    assert [id_ for id_, box in card.split.boxes.items() if box.isChecked()] == [place]
    card.split.boxes[evidence].setChecked(True)
    card.split.split.click()
    driver.until(lambda: len(workspace.claims) == 2)
    driver.settle()
    first, second = workspace.claims
    assert (first.id, workspace.claim_id) == (claim, second.id)
    assert ([e.id for e in second.evidence], first.evidence) == ([evidence], ())
    assert (len(first.verdicts), second.verdicts) == (1, ())
    assert not card.split.isVisible()
    driver.trigger("edit.undo")
    driver.until(lambda: len(workspace.claims) == 1)
    assert len(workspace.claims[0].passages) == 2


def test_words_selected_become_the_claim_that_is_split_off(driver: Driver) -> None:
    driver.claim("Kim thanked Stalin for invaluable aid")
    workspace, card = driver.window.workspace, driver.window.parts.card
    driver.trigger("claim.divide")
    assert not card.split.isVisible()
    assert driver.window.parts.status.said.startswith("Select the words of claim 1")
    driver.select("article", "invaluable aid")
    driver.trigger("claim.divide")
    assert card.split.isVisible()
    assert card.split.split.isEnabled()
    card.split.split.click()
    driver.until(lambda: len(workspace.claims) == 2)
    driver.settle()
    assert [claim.quote for claim in workspace.claims] == [
        "Kim thanked Stalin for invaluable aid", "invaluable aid",
    ]  # fmt: skip
    assert driver.page("article").view.selection() is None


def test_a_claim_inside_another_is_chosen_by_a_click_and_both_have_badges(driver: Driver) -> None:
    outer = driver.claim("Kim thanked Stalin for invaluable aid")
    inner = driver.claim("Stalin", Qt.Key.Key_3)
    over = driver.claim("invaluable aid. Aid came", Qt.Key.Key_2)
    workspace, view = driver.window.workspace, driver.page("article").view
    assert len(view.badge_places()) == 3
    workspace.choose(over)
    mark = next(c for c in workspace.claims if c.id == inner).passages[0].id
    driver.click_mark("article", mark)
    assert workspace.claim_id == inner
    driver.click_mark("article", mark)
    assert workspace.claim_id == outer, "a second click takes the larger one below"
    view.setFocus()
    order = []
    for _step in range(3):
        order.append(workspace.claim_id)
        driver.press(Qt.Key.Key_Down, ALT)
    assert order[:3] == [outer, inner, over]
    driver.press(Qt.Key.Key_Up, ALT)
    assert workspace.claim_id in {inner, over}


def test_a_split_that_would_leave_nothing_is_not_offered_and_escape_ends_it(
    driver: Driver,
) -> None:
    two_places(driver)
    other = driver.claim("land border")
    workspace, card = driver.window.workspace, driver.window.parts.card
    workspace.choose(workspace.claims[0].id)
    driver.trigger("claim.divide")
    boxes = list(card.split.boxes.values())
    assert not card.split.split.isEnabled(), "nothing is ticked"
    for box in boxes[:2]:
        box.setChecked(True)
    assert not card.split.split.isEnabled(), "nothing would be left"
    driver.press(Qt.Key.Key_Escape)
    assert not card.split.isVisible()
    driver.trigger("claim.divide")
    assert card.split.isVisible()
    workspace.choose(other)
    assert not card.split.isVisible()
    assert len(workspace.claims) == 2
