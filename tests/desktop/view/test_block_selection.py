# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rectangles over columns and tables, and how fast the pages scroll under a drag."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.desktop.view.block_selection import BlockSelection
from sidelight.desktop.view.page_stack import PagePoint
from sidelight.desktop.view.pointer import scrolling_speed
from sidelight.desktop.view.text_geometry import TextGeometry
from tests.desktop.view.typeset import LEADING, LEFT, LENGTH, TOP, WIDTH, typeset

TABLE = typeset("houses        12\nhalls         3", "schools       24")
PROSE = typeset("Mara wrote\nit down\nat once", "and signed\nit")


def corner(column: float, row: float, page: int = 0) -> PagePoint:
    """The point left of a column and above a row, counted in characters and lines."""
    return PagePoint(page, LEFT + 10 * column, TOP + LEADING * row - 1)


def block(text: TextGeometry, first: PagePoint, then: PagePoint) -> BlockSelection:
    made = BlockSelection(text, first)
    made.extend(then)
    return made


@pytest.mark.parametrize(
    ("first", "then", "words"),
    [
        (corner(0, 0), corner(8, 2), "houses\nhalls"),
        (corner(8, 2), corner(0, 0), "houses\nhalls"),
        (corner(12, 0), corner(18, 1, 1), "12\n3\n24"),
        (corner(0, 0), corner(18, 2), "houses\t12\nhalls\t3"),
        (corner(2, 0), corner(5, 2), "use\nlls"),
        (corner(8, 0), corner(11, 2), ""),
    ],
)
def test_it_holds_the_characters_inside_line_by_line(
    first: PagePoint, then: PagePoint, words: str
) -> None:
    assert block(TABLE, first, then).words() == words


def test_what_is_of_one_piece_is_running_text() -> None:
    assert block(PROSE, corner(5, 0), corner(11, 1)).range() == (4, 9)
    assert block(PROSE, corner(0, 0), corner(11, 3)).range() == (0, 21)
    assert block(PROSE, corner(5, 0), corner(11, 2)).range() is None
    assert block(PROSE, corner(0, 5), corner(4, 6)).range() is None
    # over a page's end
    assert block(PROSE, corner(0, 2), corner(11, 1, 1)).range() == (15, 30)


def test_a_character_with_its_marks_is_taken_whole_and_once() -> None:
    text = typeset("cafe\u0301 au")
    assert block(text, corner(0, 0), corner(4, 1)).words() == "cafe\u0301"
    assert block(text, corner(4, 0), corner(5, 1)).words() == "e\u0301"


def test_writing_from_the_right_stays_in_logical_order() -> None:
    text = typeset("שלום לך", backwards=True)
    right = WIDTH - LEFT
    found = block(text, PagePoint(0, right - 20, TOP - 1), PagePoint(0, right, TOP + 20))
    assert found.range() == (0, 2)


POINTS = st.builds(
    PagePoint,
    st.integers(0, 1),
    st.floats(0, WIDTH, allow_nan=False),
    st.floats(0, LENGTH, allow_nan=False),
)


@given(POINTS, POINTS)
def test_runs_come_in_order_whichever_corner_was_first(one: PagePoint, other: PagePoint) -> None:
    found = block(PROSE, one, other)
    runs = found.runs()
    assert runs == block(PROSE, other, one).runs()
    assert all(start < end for start, end in runs)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(runs))
    held = found.range()
    assert held is None or held[1] - held[0] == sum(end - start for start, end in runs)


def test_scrolling_grows_faster_with_the_distance_and_rests_inside() -> None:
    assert [scrolling_speed(at, 500) for at in (20.0, 250.0, 480.0)] == [0.0, 0.0, 0.0]
    speeds = [scrolling_speed(at, 500) for at in (495.0, 520.0, 600.0, 5000.0)]
    assert speeds == sorted(speeds)
    assert 0 < speeds[0] < 10
    assert speeds[-1] == speeds[-1] <= 90
    assert scrolling_speed(-40.0, 500) == -scrolling_speed(540.0, 500)
