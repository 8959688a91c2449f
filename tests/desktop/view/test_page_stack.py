# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where pages lie, at any zoom and pixel ratio."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.desktop.view.page_stack import (
    GAP,
    SIDE,
    TOP,
    PagePoint,
    PageStack,
    bounded,
    fitting_zoom,
)

A4 = (595.0, 842.0)
SIZES = st.lists(st.tuples(st.floats(50, 2000), st.floats(50, 2000)), min_size=1, max_size=8)
RATIOS = st.sampled_from([1.0, 1.25, 1.5, 1.75, 2.0, 3.0])


@given(SIZES, st.floats(0.25, 4.0), RATIOS, st.floats(200, 3000))
def test_edges_lie_on_whole_pixels_and_pages_never_touch(
    sizes: list[tuple[float, float]], zoom: float, ratio: float, room: float
) -> None:
    stack = PageStack(sizes, zoom, ratio, room)
    assert len(stack) == len(sizes)
    below = 0.0
    for page, (width, height) in enumerate(sizes):
        rect = stack.rect(page)
        for edge in rect:
            assert edge * ratio == pytest.approx(round(edge * ratio), abs=1e-6)
        assert rect.width == pytest.approx(width * stack.scale, abs=1 / ratio)
        assert rect.height == pytest.approx(height * stack.scale, abs=1 / ratio)
        assert rect.x0 >= SIDE - 1 / ratio
        assert rect.x1 <= stack.width - SIDE + 1 / ratio
        assert rect.y0 >= below + (GAP if page else TOP) - 1 / ratio
        below = rect.y1
    assert stack.height >= below


@given(SIZES, st.floats(0.25, 4.0), RATIOS, st.data())
def test_a_point_of_a_page_comes_back_from_the_desk(
    sizes: list[tuple[float, float]], zoom: float, ratio: float, data: st.DataObject
) -> None:
    stack = PageStack(sizes, zoom, ratio, 800)
    page = data.draw(st.integers(0, len(sizes) - 1))
    inside = st.floats(0.05, 0.95)
    x = data.draw(inside) * sizes[page][0]
    y = data.draw(inside) * sizes[page][1]
    back = stack.on_page(*stack.on_desk(PagePoint(page, x, y)))
    assert back.page == page
    assert back.x == pytest.approx(x, abs=1e-6)
    assert back.y == pytest.approx(y, abs=1e-6)


def test_what_shows_between_two_heights() -> None:
    stack = PageStack([A4] * 5, 0.75, 1.0, 800)  # 595 × 842 pixels each
    assert stack.between(0, 500) == range(1)
    assert stack.between(0, 900) == range(2)
    assert stack.between(860, 880) == range(1, 2)
    assert stack.between(858, 869) == range(1, 1)
    assert stack.between(stack.height - 10, stack.height) == range(5, 5)
    assert stack.page_at(-100) == 0
    assert stack.page_at(1e9) == 4
    # In the gap, the nearer of the two pages is meant.
    assert stack.on_page(400, stack.rect(0).y1 + 2).page == 0
    assert stack.on_page(400, stack.rect(1).y0 - 2).page == 1
    assert PageStack([], 1.0, 1.0, 300).between(0, 100) == range(0)


@pytest.mark.parametrize(
    ("sizes", "room", "zoom"),
    [
        ([A4], 595 * 4 / 3 + 2 * SIDE, 1.0),
        ([A4, (1190.0, 842.0)], 1190 * 4 / 3 + 2 * SIDE, 1.0),
        ([A4], 120, 0.25),
        ([A4], 90_000, 8.0),
        ([], 816 + 2 * SIDE, 1.0),
    ],
    ids=["one", "the widest", "least", "most", "none"],
)
def test_the_zoom_that_fits_the_width(
    sizes: list[tuple[float, float]], room: float, zoom: float
) -> None:
    assert fitting_zoom(sizes, room) == pytest.approx(zoom)
    assert (bounded(0.1), bounded(1.5), bounded(9.0)) == (0.25, 1.5, 8.0)
