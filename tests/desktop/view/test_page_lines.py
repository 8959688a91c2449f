# SPDX-License-Identifier: AGPL-3.0-or-later
"""From ink to rectangles and back from a point to ink, in both directions of writing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.desktop.view.page_stack import PagePoint
from sidelight.text.geometry import Rect
from sidelight.text.page_lines import Place
from tests.desktop.view.typeset import CELL, HEIGHT, LEADING, LEFT, TOP, WIDTH, typeset

TWO = typeset("Mara wrote\nit down", "and signed")


def row(number: int, first: int, last: int) -> Rect:
    """The rectangle of columns ``first`` to ``last`` of a row."""
    top = TOP + LEADING * number
    return Rect(LEFT + CELL * first, top, LEFT + CELL * last, top + HEIGHT)


@pytest.mark.parametrize(
    ("start", "end", "rects"),
    [
        (0, 4, [(0, row(0, 0, 4))]),
        (4, 9, [(0, row(0, 5, 10))]),
        (3, 11, [(0, row(0, 3, 10)), (0, row(1, 0, 2))]),
        (11, 18, [(0, row(1, 3, 7)), (1, row(0, 0, 3))]),
        (5, 5, []),
        (24, 24, []),
    ],
)
def test_a_range_becomes_one_rectangle_a_line(
    start: int, end: int, rects: list[tuple[int, Rect]]
) -> None:
    assert TWO.rects(start, end) == rects


@pytest.mark.parametrize(
    ("x", "y", "place", "character"),
    [
        (LEFT + 1, TOP + 5, Place(0), 0),
        (LEFT + 9, TOP + 5, Place(1, after=True), 0),
        (LEFT - 40, TOP + 5, Place(0), 0),
        (LEFT + 300, TOP + 5, Place(9, after=True), 8),
        (LEFT + 300, TOP + LEADING + 5, Place(15, after=True), 14),
        (LEFT + 52, TOP + LEADING + 5, Place(13), 13),
        (LEFT + 11, TOP + 300, Place(10), 10),
        (LEFT + 11, 0, Place(1), 1),
    ],
)
def test_a_point_means_the_nearest_place(x: float, y: float, place: Place, character: int) -> None:
    hit = TWO.hit(PagePoint(0, x, y))
    assert (hit.place, hit.character) == (place, character)


def test_the_end_of_a_line_and_the_start_of_the_next_are_one_offset_and_two_places() -> None:
    page, end = TWO.caret(Place(9, after=True))
    assert (page, end.x0, end.y0) == (0, LEFT + 10 * CELL, TOP)
    page, start = TWO.caret(Place(9))
    assert (page, start.x0, start.y0) == (0, LEFT, TOP + LEADING)
    assert TWO.caret(Place(15, after=True))[0] == 0
    assert TWO.caret(Place(15))[0] == 1
    assert TWO.caret(Place(24))[1].x0 == LEFT + 10 * CELL
    assert end.width == 0


def test_hebrew_runs_from_the_right() -> None:
    text = typeset("שלום עולם", backwards=True)
    right = WIDTH - LEFT
    assert text.rects(0, 2) == [(0, Rect(right - 2 * CELL, TOP, right, TOP + HEIGHT))]
    # The right half of the first letter is before it, the left half after it.
    assert text.hit(PagePoint(0, right - 1, TOP)).place == Place(0)
    assert text.hit(PagePoint(0, right - 9, TOP)).place == Place(1, after=True)
    assert text.caret(Place(0))[1].x0 == right
    assert text.caret(Place(8))[1].x0 == right - 9 * CELL


def test_a_range_across_turning_writing_is_marked_where_its_letters_stand() -> None:
    text = typeset("ab שם cd")
    lines = text.lines(0)
    # As a bidirectional layout sets it: the Hebrew word's letters change places.
    boxes = lines.page.boxes
    for number in range(4):
        boxes[8 + number], boxes[12 + number] = boxes[12 + number], boxes[8 + number]
    assert lines.rects(0, 3) == [row(0, 0, 2), row(0, 4, 5)]
    assert lines.rects(0, 4) == [row(0, 0, 5)]
    assert lines.rects(0, 6) == [row(0, 0, 8)]


def test_marks_and_joined_characters_are_never_torn() -> None:
    text = typeset("e\u0301a👩‍🚀b")
    for x in (LEFT + 2, LEFT + 8, LEFT + 12, LEFT + 18):
        place = text.hit(PagePoint(0, x, TOP)).place
        assert place.offset in (0, 2)
    # The sign of a woman in space is two ink code points and an ignorable joiner.
    assert text.hit(PagePoint(0, LEFT + 37, TOP)).place.offset in (3, 5)


def test_pages_without_text_are_passed_over() -> None:
    text = typeset("one", "", "two", "")
    assert [text.page_of(offset) for offset in (0, 2, 3, 5, 6)] == [0, 0, 2, 2, 2]
    assert text.hit(PagePoint(1, 60, 60)).place == Place(3)
    assert text.hit(PagePoint(3, 60, 60)).place == Place(6)
    assert text.lines(1).text_left == WIDTH
    assert text.lines(0).text_left == LEFT
    assert not text.touches(PagePoint(1, 60, 60))
    assert text.touches(PagePoint(0, LEFT + 2, TOP + 2))
    assert not text.touches(PagePoint(0, LEFT + 90, TOP + 2))
    assert typeset("").rects(0, 0) == []


WORDS = st.text("abcхд한שe\u0301 ", min_size=1, max_size=30).filter(lambda words: words.strip())


@given(st.lists(WORDS, min_size=1, max_size=5), st.data())
def test_what_is_marked_is_what_was_meant(lines: list[str], data: st.DataObject) -> None:
    text = typeset("\n".join(lines))
    total = len(text.text)
    start = data.draw(st.integers(0, total - 1))
    end = data.draw(st.integers(start + 1, total))
    boxes = text.pages[0].boxes
    marked = {
        at
        for at in range(total)
        for _, rect in text.rects(start, end)
        if rect.holds((boxes[4 * at] + boxes[4 * at + 2]) / 2, boxes[4 * at + 1] + HEIGHT / 2)
    }
    assert marked == set(range(start, end))
