# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a caret goes, and what is selected on its way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.desktop.view.movement import (
    backwards_at,
    moved,
    next_character,
    next_word,
    previous_character,
    previous_word,
)
from sidelight.desktop.view.page_stack import PagePoint
from sidelight.desktop.view.selection import BLOCK, CHARACTER, LINE, WORD, Selection
from sidelight.text.ink import InkText
from sidelight.text.page_lines import Place
from tests.desktop.view.typeset import LEADING, LEFT, TOP, typeset

TEXTS = {
    "Latin": ("It was so.", [1, 2, 3, 4, 5, 6, 7, 8], [2, 5, 7, 8]),
    "combining": ("cafe\u0301 au", [1, 2, 3, 5, 6, 7], [5, 7]),
    "Russian": ("не он, а", [1, 2, 3, 4, 5, 6], [2, 4, 5, 6]),
    "Korean": ("평양 방문은", [1, 2, 3, 4, 5], [2, 5]),
    "conjoining jamo": ("\u1112\u1161\u11ab글", [3, 4], [4]),
    "Hebrew": ("שלום לך", [1, 2, 3, 4, 5, 6], [4, 6]),
    "astral": ("a👩\u200d🚀b", [1, 3, 4], [1, 3, 4]),
    "hidden marks": ("co\u00adop\u200b er", [1, 2, 3, 4, 5, 6], [4, 6]),
}


@pytest.mark.parametrize(("words", "characters", "word_ends"), TEXTS.values(), ids=list(TEXTS))
def test_steps_go_by_characters_as_readers_see_them_and_by_words(
    words: str, characters: list[int], word_ends: list[int]
) -> None:
    text = InkText(words)
    offsets, at = [], 0
    while at < len(text):
        at = next_character(text, at)
        offsets.append(at)
    assert offsets == characters
    while at > 0:
        at = previous_character(text, at)
        assert at in [0, *characters]
    stops = []
    while at < len(text):
        at = next_word(text, at)
        stops.append(at)
    assert stops == word_ends
    backwards = []
    while at > 0:
        at = previous_word(text, at)
        backwards.append(at)
    assert backwards == [*reversed(word_ends[:-1]), 0]
    assert next_character(text, len(text)) == next_word(text, len(text)) == len(text)
    assert previous_character(text, 0) == previous_word(text, 0) == 0


PAGES = typeset("Mara wrote\nit down\nat once", "and signed\nit")
# 9 + 6 + 6 ink on the first page, 9 + 2 on the second.
STEPS: list[tuple[Place, str, Place]] = [
    (Place(0), "next character", Place(1)),
    (Place(1), "previous character", Place(0)),
    (Place(0), "next word", Place(4)),
    (Place(4), "next word", Place(9, after=True)),
    (Place(9), "previous word", Place(4)),
    (Place(6), "line start", Place(0)),
    (Place(6), "line end", Place(9, after=True)),
    (Place(9), "line end", Place(15, after=True)),
    (Place(9, after=True), "line start", Place(0)),
    (Place(0), "down", Place(9)),
    (Place(11), "up", Place(3)),
    (Place(15), "down", Place(21)),
    (Place(21), "up", Place(15)),
    (Place(30), "down", Place(30)),
    (Place(0), "up", Place(0)),
    (Place(3), "next paragraph", Place(21)),
    (Place(25), "next paragraph", Place(32)),
    (Place(25), "previous paragraph", Place(21)),
    (Place(21), "previous paragraph", Place(0)),
    (Place(0), "previous paragraph", Place(0)),
    (Place(3), "next sentence", Place(32, after=True)),
    (Place(25), "previous sentence", Place(0)),
    (Place(7), "start", Place(0)),
    (Place(7), "end", Place(32, after=True)),
]


@pytest.mark.parametrize(("place", "step", "target"), STEPS)
def test_a_step_leads_to_its_place(place: Place, step: str, target: Place) -> None:
    x = PAGES.caret(place)[1].x0
    found = moved(PAGES, place, step, x)
    if step in ("up", "down"):
        assert PAGES.caret(found) == PAGES.caret(target)
    else:
        assert found == target


def test_cells_beside_each_other_are_one_row_to_a_caret() -> None:
    text = typeset("ab        cd\nef        gh")
    lines = text.lines(0)
    assert len(lines.lines) == 4
    assert moved(text, Place(0), "down", LEFT) == Place(4)
    assert moved(text, Place(6), "up", LEFT + 100).offset == 2
    assert moved(typeset(""), Place(0), "down", 0.0) == Place(0)
    assert moved(typeset(""), Place(0), "line end", 0.0) == Place(0)


@pytest.mark.parametrize(
    ("words", "backwards"),
    [
        ("So 12", False),
        ("12: שלום", True),
        ("«سلام»", True),
        ("1962", False),
        ("", False),
    ],
)
def test_a_paragraph_is_written_in_the_direction_of_its_first_letter(
    words: str, *, backwards: bool
) -> None:
    text = typeset(words)
    assert backwards_at(text, Place(0)) is backwards
    assert backwards_at(text, Place(len(text.text), after=True)) is backwards


def at(column: int, line: int = 0, page: int = 0) -> PagePoint:
    """A point in the left half of a character."""
    return PagePoint(page, LEFT + 10 * column + 2, TOP + LEADING * line + 5)


@pytest.mark.parametrize(
    ("unit", "first", "then", "chosen"),
    [
        (CHARACTER, at(1), at(4), (1, 4)),
        (CHARACTER, at(4), at(1), (1, 4)),
        (CHARACTER, at(1), at(1), None),
        (CHARACTER, at(5), at(3, 0, 1), (4, 24)),
        (WORD, at(6), at(6), (4, 9)),
        (WORD, at(6), at(1), (0, 9)),
        (WORD, at(1), at(4, 1), (0, 15)),
        (LINE, at(6), at(6), (0, 9)),
        (LINE, at(1, 1), at(6), (0, 15)),
        (LINE, at(6), at(1, 0, 1), (0, 30)),
        (BLOCK, at(6), at(6), (0, 21)),
        (BLOCK, at(6), at(1, 0, 1), (0, 32)),
    ],
)
def test_a_drag_selects_by_the_unit_it_began_with(
    unit: str, first: PagePoint, then: PagePoint, chosen: tuple[int, int] | None
) -> None:
    selection = Selection(PAGES)
    selection.begin(PAGES.hit(first), unit)
    selection.extend(PAGES.hit(then))
    assert selection.range == chosen


def test_a_selection_is_moved_chosen_and_let_go() -> None:
    selection = Selection(PAGES)
    selection.choose(4, 9)
    assert [selection.range, selection.focus] == [(4, 9), Place(9, after=True)]
    selection.move(Place(15, after=True), extend=True)
    assert selection.range == (4, 15)
    selection.move(Place(2), extend=True)
    assert selection.range == (2, 4)
    selection.collapse()
    assert [selection.range, selection.focus] == [None, Place(2)]


@given(st.text("ae\u0301\u0308한\u1112\u1161👩\u200d🚀ש ", min_size=1), st.data())
def test_no_selection_tears_a_character(words: str, data: st.DataObject) -> None:
    text = InkText(words)
    offset = data.draw(st.integers(0, len(text)))
    after, before = next_character(text, offset), previous_character(text, offset)
    assert before <= offset <= after <= len(text)
    assert after > offset or offset == len(text)
    assert before < offset or offset == 0
    whole = {0, len(text)}
    at_ = 0
    while at_ < len(text):
        at_ = next_character(text, at_)
        whole.add(at_)
    assert after in whole
    assert before in whole
