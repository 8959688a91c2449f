# SPDX-License-Identifier: AGPL-3.0-or-later
"""From rectangles to the ink below them, on pages whose boxes are known to the point."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.text import under_boxes
from sidelight.text.geometry import Rect
from sidelight.text.ink import InkText
from sidelight.text.layer import Furniture, Page, TextLayer
from sidelight.text.page_lines import PageLines
from sidelight.text.under_boxes import UnderBoxes

WIDE, HIGH, PITCH, LEFT, TOP = 6.0, 10.0, 12.0, 50.0, 40.0
Box = tuple[float, float, float, float]


def line(length: int, number: int, left: float = LEFT, high: float = HIGH) -> list[Box]:
    """The boxes of a line; lines count from 0."""
    y = TOP + PITCH * number
    return [(left + WIDE * at, y, left + WIDE * (at + 1), y + high) for at in range(length)]


def page(boxes: Sequence[Box], number: int = 1, start: int = 0) -> Page:
    flat = array("f", (side for box in boxes for side in box))
    return Page(number, str(number), 400.0, 600.0, start, start + len(boxes), flat)


def under(*pages: Page, text: str = "", furniture: Sequence[tuple[int, int]] = ()) -> UnderBoxes:
    ink = InkText(text or "a" * pages[-1].end)
    parts = tuple(Furniture(start, end, "header") for start, end in furniture)
    return UnderBoxes(TextLayer(ink, furniture=parts), pages)


def rect(number: int, first: float, last: float, higher: float = 0.0, lower: float = 0.0) -> Rect:
    """Around letters of a line, wider by so much above and below."""
    y = TOP + PITCH * number
    return Rect(LEFT + WIDE * first, y - higher, LEFT + WIDE * last, y + HIGH + lower)


LINES = page([box for number in range(5) for box in line(20, number)])


@pytest.mark.parametrize(
    ("rects", "ranges"),
    [
        ([rect(1, 3, 8)], [(23, 28)]),
        ([rect(1, 15, 20), rect(2, 0, 20), rect(3, 0, 4)], [(35, 64)]),
        ([rect(3, 0, 4), rect(1, 15, 20), rect(2, 0, 20)], [(35, 64)]),
        ([rect(0, 2, 4), rect(4, 2, 4)], [(2, 4), (82, 84)]),
        ([rect(1, 3, 5), rect(1, 6, 8)], [(23, 28)]),
        ([rect(1, 3, 5), rect(1, 9, 11)], [(23, 25), (29, 31)]),
        ([rect(1, 3, 8), rect(1, 3, 8), rect(1, 5, 9)], [(23, 29)]),
        ([Rect(0, 0, 400, 600)], [(0, 100)]),
        ([Rect(200, 300, 300, 320)], []),
        ([Rect(90, 90, 80, 80)], []),
        ([], []),
    ],
)
def test_whole_characters_under_rectangles_are_joined(
    rects: list[Rect], ranges: list[tuple[int, int]]
) -> None:
    assert under(LINES).ranges([(1, rects)]) == ranges


@pytest.mark.parametrize("higher", [-4.0, -2.0, 0.0, 3.0, 6.0])
@pytest.mark.parametrize("lower", [-4.0, -2.0, 0.0, 3.0, 6.0])
def test_a_rectangle_too_high_or_too_low_means_its_line(higher: float, lower: float) -> None:
    assert under(LINES).ranges([(1, [rect(2, 3, 8, higher, lower)])]) == [(43, 48)]


@pytest.mark.parametrize("moved", [-4.9, -3.0, 3.0, 4.9])
def test_a_rectangle_that_is_moved_means_the_line_that_it_covers_most(moved: float) -> None:
    assert under(LINES).ranges([(1, [rect(2, 3, 8, -moved, moved)])]) == [(43, 48)]


@pytest.mark.parametrize(("top", "bottom"), [(8.5, 9.5), (9.5, 11.0), (10.2, 11.2), (5.5, 6.5)])
@pytest.mark.parametrize("high", [HIGH, 16.0])
def test_a_strip_means_the_line_that_it_underlines(top: float, bottom: float, high: float) -> None:
    """Also where lines are so high that they reach into each other."""
    tight = page([box for number in range(5) for box in line(20, number, high=high)])
    y = TOP + 2 * PITCH
    share = high / HIGH
    strip = Rect(LEFT + WIDE * 3, y + top * share, LEFT + WIDE * 8, y + bottom * share)
    assert under(tight).ranges([(1, [strip])]) == [(43, 48)]


def test_a_strip_goes_through_a_line_of_several_fonts() -> None:
    boxes = [box for number in range(3) for box in line(20, number)]
    for at in range(25, 30):
        x0, y0, x1, y1 = boxes[at]
        boxes[at] = (x0, y0 - 1, x1, y1 + 3)
    y = TOP + PITCH
    for top, bottom in ((5.5, 6.5), (8.5, 9.5), (4.6, 5.4)):
        strip = Rect(LEFT + WIDE * 3, y + top, LEFT + WIDE * 15, y + bottom)
        assert under(page(boxes)).ranges([(1, [strip])]) == [(23, 35)]


def test_the_other_column_is_not_taken() -> None:
    left = [box for number in range(3) for box in line(20, number)]
    right = [box for number in range(3) for box in line(20, number, 190.0)]
    both = under(page([*left, *right]))
    assert both.ranges([(1, [rect(1, -2, 20.4), rect(2, -2, 20.4)])]) == [(20, 60)]
    assert both.ranges([(1, [Rect(188, 40, 320, 75)])]) == [(60, 120)]


def test_half_a_character_counts_by_its_centre() -> None:
    assert under(LINES).ranges([(1, [rect(1, 2.4, 7.6)])]) == [(22, 28)]
    assert under(LINES).ranges([(1, [rect(1, 2.6, 7.4)])]) == [(23, 27)]


def test_a_raised_number_and_a_large_first_letter_belong_to_their_line() -> None:
    boxes = [(LEFT - 20, TOP, LEFT, TOP + 34), *line(20, 0), *line(20, 1), *line(20, 2)]
    end = boxes[20]
    boxes[20] = (end[0], end[1] - 4, end[2], end[1] + 3)
    drop = under(page(boxes))
    whole = Rect(LEFT - 20, TOP, LEFT + 20 * WIDE, TOP + HIGH)
    assert drop.ranges([(1, [whole])]) == [(0, 21)]
    assert drop.ranges([(1, [rect(1, 0, 20)])]) == [(21, 41)]


def test_marks_without_width_stay_with_their_letter() -> None:
    boxes = line(7, 0)
    for at in (2, 5):
        right = boxes[at - 1][2]
        boxes[at] = (right, boxes[at][1], right, boxes[at][3])
    text = "ab\u0301cd\u0301e"
    found = under(page(boxes), text=text)
    # the letters b and d, each as wide as its box says
    assert found.ranges([(1, [Rect(boxes[1][0], 30, boxes[1][2], 60)])]) == [(1, 3)]
    assert found.ranges([(1, [Rect(boxes[4][0], 30, boxes[4][2], 60)])]) == [(4, 6)]
    # the letter c begins where the mark before it stands
    assert found.ranges([(1, [Rect(boxes[2][2], 30, boxes[3][2], 60)])]) == [(3, 4)]


def test_what_stands_between_two_ranges_may_be_skipped_furniture() -> None:
    spots = [(1, [rect(0, 0, 20), rect(3, 0, 5)])]
    assert under(LINES).ranges(spots) == [(0, 20), (60, 65)]
    assert under(LINES, furniture=[(22, 58)]).ranges(spots) == [(0, 20), (60, 65)]
    assert under(LINES, furniture=[(20, 40), (42, 60)]).ranges(spots) == [(0, 65)]


def test_a_passage_goes_on_over_pages_past_foot_and_head() -> None:
    first = page([*line(20, 0), *line(20, 1), *line(6, 30)])
    second = page([*line(12, 0), *line(20, 2), *line(20, 3)], 2, 46)
    third = page(line(20, 0), 3, 98)
    found = under(first, second, third)
    last, head = (1, [rect(1, 5, 20)]), (2, [rect(2, 0, 20), rect(3, 0, 4)])
    assert found.ranges([last, head]) == [(25, 82)]
    assert found.ranges([head, last]) == [(25, 82)]
    # what is left out stands above the foot, or below the head
    assert found.ranges([(1, [rect(0, 5, 20)]), head]) == [(5, 20), (58, 82)]
    assert found.ranges([last, (2, [rect(3, 0, 4)])]) == [(25, 40), (78, 82)]
    assert found.ranges([last, (3, [rect(0, 0, 20)])]) == [(25, 40), (98, 118)]


def test_pages_that_are_not_there_hold_nothing() -> None:
    empty = page([], 2, 100)
    found = under(LINES, empty)
    assert found.ranges([(2, [rect(0, 0, 5)]), (9, [rect(0, 0, 5)]), (0, [])]) == []


def test_writing_from_the_right_is_one_range() -> None:
    boxes = list(reversed(line(10, 0)))
    assert under(page(boxes)).ranges([(1, [rect(0, 2, 5)])]) == [(5, 8)]


def test_print_that_runs_down_the_page_is_found() -> None:
    boxes = [(50.0, 40 + 6.0 * at, 60.0, 46 + 6.0 * at) for at in range(20)]
    assert under(page(boxes)).ranges([(1, [Rect(50, 58, 60, 88)])]) == [(3, 8)]


def test_what_is_looked_at_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(under_boxes, "_MOST_WORK", 3_000)
    letters = [(5.0 * at, float(at % 500), 5.0 * at + 5, at % 500 + 9.0) for at in range(1_000)]
    every = under(page(letters))
    whole = Rect(-1, -1, 6_000, 600)
    ranges = [every.ranges([(1, [whole])]) for _ in range(4)]
    assert ranges == [[(0, 1_000)]] * 3 + [[]]


@given(st.data())
def test_any_range_of_any_lines_is_found_by_its_own_rectangles(draw: st.DataObject) -> None:
    lengths = draw.draw(st.lists(st.integers(1, 40), min_size=1, max_size=8))
    high = draw.draw(st.sampled_from([6.0, HIGH, 14.0]))
    boxes = [
        box for number, length in enumerate(lengths) for box in line(length, number, high=high)
    ]
    start = draw.draw(st.integers(0, len(boxes) - 1))
    end = draw.draw(st.integers(start + 1, len(boxes)))
    own = page(boxes)
    rects = PageLines(own, "a" * len(boxes)).rects(start, end)
    assert under(own).ranges([(1, rects)]) == [(start, end)]


@given(st.lists(st.tuples(*[st.floats(-100, 700, width=32)] * 4), max_size=12))
def test_any_rectangles_lead_to_ranges_in_order(sides: list[Box]) -> None:
    ranges = under(LINES).ranges([(1, [Rect(*one) for one in sides])])
    flat = [side for one in ranges for side in one]
    assert flat == sorted(set(flat))
    assert all(0 <= start < end <= 100 for start, end in ranges)
