# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a rectangle changes under the pointer and the arrow keys, as plain numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.desktop.view.area_shape import (
    GRIPS,
    Grip,
    between,
    grip_at,
    moved,
    place_of,
    proposed,
    pulled,
    resized,
)
from sidelight.text.geometry import Rect

ROOM = Rect(10, 20, 400, 600)
RECT = Rect(50, 60, 150, 160)
_number = st.floats(-2000, 2000)
_rects = st.builds(lambda a, b, c, d: between(a, b, c, d, ROOM), *[_number] * 4)
_grips = st.sampled_from(GRIPS)


def within(rect: Rect) -> bool:
    return (
        ROOM.x0 <= rect.x0 <= rect.x1 <= ROOM.x1 + 1e-6
        and ROOM.y0 <= rect.y0 <= rect.y1 <= ROOM.y1 + 1e-6
    )


@given(_rects, _grips, _number, _number)
def test_nothing_leaves_the_paper(rect: Rect, grip: Grip, x: float, y: float) -> None:
    assert within(rect)
    assert within(pulled(rect, grip, x, y, ROOM))
    assert within(moved(rect, x, y, ROOM))
    assert within(resized(rect, x, y, ROOM, 8.0))


@given(_rects, _number, _number)
def test_moving_keeps_the_size(rect: Rect, dx: float, dy: float) -> None:
    there = moved(rect, dx, dy, ROOM)
    assert there.width == pytest.approx(rect.width, abs=1e-6)
    assert there.height == pytest.approx(rect.height, abs=1e-6)


@given(_rects, _number, _number)
def test_resizing_keeps_the_corner(rect: Rect, dx: float, dy: float) -> None:
    assert resized(rect, dx, dy, ROOM, 8.0)[:2] == rect[:2]


def test_a_corner_is_pulled_and_may_turn_over() -> None:
    assert pulled(RECT, Grip(1, 1), 200, 300, ROOM) == Rect(50, 60, 200, 300)
    assert pulled(RECT, Grip(-1, -1), 200, 300, ROOM) == Rect(150, 160, 200, 300)
    assert pulled(RECT, Grip(0, 1), 999, 200, ROOM) == Rect(50, 60, 150, 200)
    assert pulled(RECT, Grip(-1, 0), 0, 0, ROOM) == Rect(10, 60, 150, 160)


@pytest.mark.parametrize("grip", GRIPS)
def test_each_grip_is_found_where_it_sits(grip: Grip) -> None:
    x, y = place_of(grip, RECT)
    assert grip_at(RECT, x + 3, y - 3, 7.0) == grip


def test_the_inside_has_no_grip() -> None:
    assert grip_at(RECT, 100, 110, 7.0) is None
    assert grip_at(RECT, 75, 75, 7.0) is None


def test_resizing_stops_at_the_least() -> None:
    assert resized(RECT, -500, -500, ROOM, 8.0) == Rect(50, 60, 58, 68)


def test_what_is_proposed_lies_in_the_middle_of_what_is_seen() -> None:
    assert proposed(Rect(0, 100, 200, 500)) == Rect(50, 250, 150, 350)
