# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tiles of large pages: they cover what is in sight, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.desktop.view.page_pictures import late_pages, order_of
from sidelight.desktop.view.tiles import SIDE, UNDER, WHOLE, Tile, is_tiled, tiles_in, under_scale
from sidelight.text.geometry import Rect


@given(st.floats(0, 9000), st.floats(0, 9000), st.floats(1, 3000), st.floats(1, 3000))
def test_the_tiles_cover_what_is_seen_and_each_is_seen(
    x: float, y: float, wide: float, tall: float
) -> None:
    seen = Rect(x, y, x + wide, y + tall)
    tiles = tiles_in(seen)
    assert len(set(tiles)) == len(tiles)
    for column, row in tiles:
        assert column * SIDE < seen.x1
        assert (column + 1) * SIDE > seen.x0
        assert row * SIDE < seen.y1
        assert (row + 1) * SIDE > seen.y0
    columns, rows = {t.column for t in tiles}, {t.row for t in tiles}
    assert len(tiles) == len(columns) * len(rows)
    assert min(columns) * SIDE <= seen.x0
    assert (max(columns) + 1) * SIDE >= seen.x1
    assert min(rows) * SIDE <= seen.y0
    assert (max(rows) + 1) * SIDE >= seen.y1


def test_the_middle_comes_first() -> None:
    tiles = tiles_in(Rect(0, 0, 5 * SIDE, 3 * SIDE))
    assert tiles[0] == (2, 1)
    assert set(tiles[-4:]) == {(0, 0), (4, 0), (0, 2), (4, 2)}
    assert tiles_in(Rect(5, 5, 5, 9)) == []


def test_a_tile_is_cut_to_the_page_in_points() -> None:
    assert Tile(0, 0).clip((3000, 4000), 4.0) == (0, 0, 256, 256)
    assert Tile(2, 3).clip((3000, 4000), 4.0) == (512, 768, 750, 1000)


@given(st.integers(100, 60_000), st.integers(100, 60_000), st.floats(0.1, 40))
def test_only_a_large_page_has_tiles_and_a_smaller_picture_below(
    wide: int, tall: int, scale: float
) -> None:
    pixels = (wide, tall)
    assert is_tiled(pixels) == (wide * tall > WHOLE)
    under = under_scale(pixels, scale)
    assert under <= scale
    assert wide * tall * (under / scale) ** 2 <= max(UNDER, 0) * 1.001 or under == scale


@pytest.mark.parametrize(
    ("forward", "near", "first"), [(True, [6, 7, 3], 6), (False, [3, 2, 6], 3)]
)
def test_what_comes_next_lies_in_the_direction_of_scrolling(
    forward: bool, near: list[int], first: int
) -> None:
    found, reach = order_of(range(4, 6), 100, forward=forward)
    assert found == near
    assert reach[0] == first
    assert len(reach) == (8 if forward else 4) + 2
    assert order_of(range(1), 1, forward=True) == ([], [])


@pytest.mark.parametrize(
    ("speed", "seconds", "late"),
    [(50.0, 0.009, 0), (50.0, 0.02, 0), (50.0, 0.05, 2), (500.0, 0.5, 7), (0.0, 9.0, 0)],
)
def test_pages_that_would_be_drawn_too_late_are_left_for_those_behind_them(
    speed: float, seconds: float, late: int
) -> None:
    assert late_pages(speed, seconds) == late
