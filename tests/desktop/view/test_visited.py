# SPDX-License-Identifier: AGPL-3.0-or-later
"""Places visited: back and forward."""

from hypothesis import given
from hypothesis import strategies as st

from sidelight.desktop.view.visited import MOST, Visited


def near(one: int, other: int) -> bool:
    return abs(one - other) < 3


def test_back_and_forward_lead_through_the_jumps() -> None:
    visited = Visited(near)
    visited.leave(10)
    visited.leave(200)
    assert visited.back(4000) == 200
    assert visited.back(200) == 10
    assert visited.back(10) is None
    assert visited.forward(10) == 200
    assert visited.forward(200) == 4000
    assert visited.forward(4000) is None


def test_a_new_jump_gives_up_what_lay_ahead() -> None:
    visited = Visited(near)
    visited.leave(10)
    assert visited.back(200) == 10
    visited.leave(50)
    assert visited.forward(70) is None
    assert visited.back(70) == 50


def test_places_that_are_one_to_a_reader_are_kept_once_and_passed_over() -> None:
    visited = Visited(near)
    visited.leave(10)
    visited.leave(11)
    assert visited.back(90) == 10
    visited.leave(10)
    # the jump went nowhere: back goes on to where one really was
    assert visited.back(11) is None


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=300))
def test_the_way_back_is_bounded_and_forward_undoes_it(spots: list[int]) -> None:
    visited = Visited(near)
    for spot in spots:
        visited.leave(spot)
    here, path = -10, [-10]
    for _ in range(MOST):
        before = visited.back(here)
        if before is None:
            break
        here = before
        path.append(here)
    assert visited.back(here) is None
    for after in reversed(path[:-1]):
        assert visited.forward(here) == after
        here = after
    assert visited.forward(here) is None
