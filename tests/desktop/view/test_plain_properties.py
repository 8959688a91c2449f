# SPDX-License-Identifier: AGPL-3.0-or-later
"""What holds of turning, zooming, tiles, areas and lines, whatever the numbers."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sidelight.desktop.view.area_shape import GRIPS, Grip, between, moved, place_of, pulled
from sidelight.desktop.view.page_names import page_name, page_named
from sidelight.desktop.view.page_stack import LEAST_ZOOM, MOST_ZOOM
from sidelight.desktop.view.tiles import SIDE, Tile, tiles_in
from sidelight.desktop.view.turning import (
    straight_point,
    straight_rect,
    turned_point,
    turned_rect,
    turned_size,
)
from sidelight.desktop.view.visited import Visited
from sidelight.desktop.view.zooming import (
    FIT_PAGE,
    FIT_WIDTH,
    STEPS,
    factor_of,
    next_factor,
    possible_mode,
)
from sidelight.text.geometry import Rect
from sidelight.text.layer import Page

_side = st.integers(1, 3000).map(float)
_sizes = st.tuples(_side, _side)
_turns = st.integers(0, 3)
_parts = st.tuples(*[st.integers(0, 100).map(lambda part: part / 100)] * 4)
ROOM = Rect(0, 0, 600, 800)


def rect_in(size: tuple[float, float], parts: tuple[float, ...]) -> Rect:
    (xa, xb), (ya, yb) = sorted(parts[:2]), sorted(parts[2:])
    return Rect(xa * size[0], ya * size[1], xb * size[0], yb * size[1])


@given(_sizes, _parts, _turns)
def test_a_rectangle_of_a_page_lies_on_the_turned_page(
    size: tuple[float, float], parts: tuple[float, ...], turns: int
) -> None:
    rect = rect_in(size, parts)
    there = turned_rect(rect, size, turns)
    width, height = turned_size(size, turns)
    assert -1e-6 <= there.x0 <= there.x1 <= width + 1e-6
    assert -1e-6 <= there.y0 <= there.y1 <= height + 1e-6
    assert straight_rect(there, size, turns) == pytest.approx(rect, abs=1e-6)
    sides = (there.height, there.width) if turns % 2 else (there.width, there.height)
    assert sides == pytest.approx((rect.width, rect.height), abs=1e-6)


@given(_sizes, _parts, _turns, _turns)
def test_turning_twice_is_turning_by_both(
    size: tuple[float, float], parts: tuple[float, ...], one: int, other: int
) -> None:
    x, y = parts[0] * size[0], parts[1] * size[1]
    twice = turned_point(*turned_point(x, y, size, one), turned_size(size, one), other)
    assert twice == pytest.approx(turned_point(x, y, size, one + other), abs=1e-6)
    assert straight_point(*twice, size, one + other) == pytest.approx((x, y), abs=1e-6)


@given(st.lists(_sizes, min_size=1, max_size=5), _turns, _side, _side)
def test_a_page_that_fits_whole_fits_across(
    sizes: list[tuple[float, float]], turns: int, wide: float, tall: float
) -> None:
    room = (wide, tall)
    across, whole = (factor_of(mode, sizes, turns, room) for mode in (FIT_WIDTH, FIT_PAGE))
    assert LEAST_ZOOM <= whole <= across <= MOST_ZOOM
    larger = factor_of(FIT_WIDTH, sizes, turns, (wide + 100, tall))
    assert larger >= across
    turned = [turned_size(size, turns) for size in sizes]
    assert factor_of(FIT_PAGE, turned, 0, room) == whole


@given(st.floats(LEAST_ZOOM, MOST_ZOOM))
def test_a_step_changes_the_factor_and_steps_end(now: float) -> None:
    up, down = next_factor(now, 1), next_factor(now, -1)
    assert up is None or (up > now and up in STEPS)
    assert down is None or (down < now and down in STEPS)
    count = 0
    while (after := next_factor(now, 1)) is not None:
        now, count = after, count + 1
    assert (now >= STEPS[-1] * 0.99, count <= len(STEPS)) == (True, True)


@given(st.one_of(st.floats(), st.integers(), st.text(), st.none(), st.lists(st.integers())))
def test_any_mode_that_was_kept_can_be_used(kept: object) -> None:
    mode = possible_mode(kept)
    factor = factor_of(mode, [(612.0, 792.0)], 0, (800.0, 600.0))
    assert math.isfinite(factor)
    assert LEAST_ZOOM <= factor <= MOST_ZOOM
    assert possible_mode(mode) == mode


@given(st.integers(1, 5000), st.integers(1, 5000), st.floats(0.2, 20))
def test_the_tiles_of_a_whole_page_make_it_once(wide: int, tall: int, scale: float) -> None:
    tiles = tiles_in(Rect(0, 0, wide, tall))
    clips = [tile.clip((wide, tall), scale) for tile in tiles]
    assert all(clip.width > 0 and clip.height > 0 for clip in clips)
    area = sum(clip.width * clip.height for clip in clips)
    assert area == pytest.approx(wide * tall / scale**2)
    assert len(tiles) == -(-wide // SIDE) * -(-tall // SIDE)


@given(st.integers(0, 9), st.integers(0, 9), st.floats(0.2, 20))
def test_neighbouring_tiles_share_an_edge(column: int, row: int, scale: float) -> None:
    pixels = (20 * SIDE, 20 * SIDE)
    here = Tile(column, row).clip(pixels, scale)
    assert Tile(column + 1, row).clip(pixels, scale).x0 == here.x1
    assert Tile(column, row + 1).clip(pixels, scale).y0 == here.y1


_within = st.tuples(*[st.integers(0, 600).map(float)] * 4).map(
    lambda four: between(four[0], four[1], four[2], four[3], ROOM)
)


@given(_within, st.sampled_from(GRIPS), st.integers(0, 600), st.integers(0, 800))
def test_a_pulled_grip_comes_to_the_pointer_and_its_opposite_stays(
    rect: Rect, grip: Grip, x: int, y: int
) -> None:
    there = pulled(rect, grip, x, y, ROOM)
    opposite = place_of(Grip(-grip.across, -grip.down), rect)
    if grip.across:
        assert {there.x0, there.x1} == {float(x), opposite[0]}
    else:
        assert (there.x0, there.x1) == (rect.x0, rect.x1)
    if grip.down:
        assert {there.y0, there.y1} == {float(y), opposite[1]}
    else:
        assert (there.y0, there.y1) == (rect.y0, rect.y1)


@given(_within, st.integers(-50, 50), st.integers(-50, 50))
def test_a_move_within_the_room_is_undone_by_its_opposite(rect: Rect, dx: int, dy: int) -> None:
    assume(rect.x0 + dx >= 0 and rect.x1 + dx <= 600 and rect.y0 + dy >= 0)
    assume(rect.y1 + dy <= 800)
    there = moved(rect, dx, dy, ROOM)
    assert there == (rect.x0 + dx, rect.y0 + dy, rect.x1 + dx, rect.y1 + dy)
    assert moved(there, -dx, -dy, ROOM) == rect


@given(st.lists(st.sampled_from(["", "i", "IV", "1", "2", "7", "A-3", " x "]), max_size=9))
def test_every_page_is_found_by_a_name_that_nothing_before_it_has(labels: list[str]) -> None:
    pages = [Page(n, label, 10.0, 10.0, 0, 0) for n, label in enumerate(labels, 1)]
    told = [label.strip().casefold() for label in labels]
    for index, page in enumerate(pages):
        if told[index]:
            assert page_named(pages, page.label.swapcase()) == told.index(told[index])
        elif str(page.number) not in told:
            assert page_named(pages, f" {page.number} ") == index
        assert str(page.number) in page_name(page, len(pages))


_jumps = st.lists(st.tuples(st.sampled_from("lbf"), st.integers(0, 9)), max_size=40)


@given(_jumps)
def test_a_step_never_leads_to_where_one_is(jumps: list[tuple[str, int]]) -> None:
    visited: Visited[int] = Visited(lambda one, other: one == other)
    seen: set[int] = set()
    here = 100
    for way, spot in jumps:
        seen.add(here)
        if way == "l":
            visited.leave(here)
            here = spot
            continue
        found = visited.back(here) if way == "b" else visited.forward(here)
        if found is not None:
            assert found != here
            assert found in seen
            here = found
