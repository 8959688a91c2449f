# SPDX-License-Identifier: AGPL-3.0-or-later
"""Quarter turns of pages, there and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.desktop.view.page_stack import PagePoint, PageStack
from sidelight.desktop.view.turning import (
    straight_point,
    straight_rect,
    turned_point,
    turned_rect,
    turned_size,
)
from sidelight.text.geometry import Rect

SIZE = (200.0, 300.0)
TURNS = st.integers(0, 3)
X, Y = st.floats(0, 200), st.floats(0, 300)


@pytest.mark.parametrize(
    ("turns", "corner", "size"),
    [(0, (0, 0), (200, 300)), (1, (300, 0), (300, 200)), (2, (200, 300), (200, 300)),
     (3, (0, 200), (300, 200))],
)  # fmt: skip
def test_where_the_top_left_corner_goes(
    turns: int, corner: tuple[float, float], size: tuple[float, float]
) -> None:
    assert turned_point(0, 0, SIZE, turns) == corner
    assert turned_size(SIZE, turns) == size


@given(X, Y, TURNS)
def test_a_point_comes_back(x: float, y: float, turns: int) -> None:
    there = turned_point(x, y, SIZE, turns)
    wide, tall = turned_size(SIZE, turns)
    assert 0 <= there[0] <= wide
    assert 0 <= there[1] <= tall
    assert straight_point(*there, SIZE, turns) == pytest.approx((x, y))


@given(X, Y, X, Y, TURNS)
def test_a_rectangle_comes_back_and_keeps_its_area(
    x0: float, y0: float, x1: float, y1: float, turns: int
) -> None:
    rect = Rect(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
    there = turned_rect(rect, SIZE, turns)
    assert there.width * there.height == pytest.approx(rect.width * rect.height, abs=1e-6)
    assert straight_rect(there, SIZE, turns) == pytest.approx(rect)


def test_four_quarters_are_a_whole_turn() -> None:
    x, y, size = 20.0, 70.0, SIZE
    for _ in range(4):
        (x, y), size = turned_point(x, y, size, 1), turned_size(size, 1)
    assert (x, y, size) == (20.0, 70.0, SIZE)


@given(
    st.lists(st.tuples(st.floats(50, 900), st.floats(50, 900)), min_size=1, max_size=5),
    st.floats(0.25, 8.0),
    st.sampled_from([1.0, 1.25, 1.5, 2.0]),
    TURNS,
    st.sampled_from([0.0, 640.0]),
    st.data(),
)
def test_on_a_turned_stack_points_and_rectangles_come_back(
    sizes: list[tuple[float, float]],
    zoom: float,
    ratio: float,
    turns: int,
    slot: float,
    data: st.DataObject,
) -> None:
    stack = PageStack(sizes, zoom, ratio, 700, turns=turns, slot=slot)
    page = data.draw(st.integers(0, len(sizes) - 1))
    x, y = (data.draw(st.floats(0.05, 0.95)) * side for side in sizes[page])
    back = stack.on_page(*stack.on_desk(PagePoint(page, x, y)))
    assert back == pytest.approx((page, x, y), abs=1e-6)
    small = Rect(x, y, x + 1, y + 2)
    on_desk = stack.rect_on_desk(page, small)
    width, height = turned_size((1.0, 2.0), turns)
    assert on_desk.width == pytest.approx(width * stack.scale)
    assert on_desk.height == pytest.approx(height * stack.scale)
    wide, tall = stack.straight_pixels(page)
    assert wide == pytest.approx(sizes[page][0] * stack.scale * ratio, abs=1)
    assert tall == pytest.approx(sizes[page][1] * stack.scale * ratio, abs=1)
    whole = stack.seen_pixels(page, Rect(-1e9, -1e9, 1e9, 1e9))
    assert whole == pytest.approx((0, 0, wide, tall), abs=1e-3)
    assert stack.seen_pixels(page, Rect(-20, -20, -10, -10)) == (0, 0, 0, 0)


@given(
    st.lists(st.tuples(st.floats(50, 900), st.floats(50, 900)), min_size=1, max_size=6),
    st.floats(0.25, 8.0),
    st.sampled_from([1.0, 1.25, 1.5, 2.0]),
    st.floats(100, 1500),
)
def test_one_page_at_a_time_has_the_whole_view(
    sizes: list[tuple[float, float]], zoom: float, ratio: float, slot: float
) -> None:
    stack = PageStack(sizes, zoom, ratio, 700, slot=slot)
    end = 0.0
    for page in range(len(sizes)):
        top, bottom = stack.slot(page)
        rect = stack.rect(page)
        assert top == pytest.approx(end)
        assert bottom - top >= slot - 1 / ratio
        assert top <= rect.y0 < rect.y1 <= bottom
        above, below = rect.y0 - top, bottom - rect.y1
        assert above == pytest.approx(below, abs=2 / ratio)
        assert stack.between(top, top + slot) == range(page, page + 1)
        assert rect.y0 * ratio == pytest.approx(round(rect.y0 * ratio), abs=1e-6)
        end = bottom
    assert stack.height == pytest.approx(end)
