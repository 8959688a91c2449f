# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where second windows go on the screens there are, and what letting a tab go means."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.desktop.documents.arrangement import MAIN, Tab
from sidelight.desktop.documents.tab_drag import Landing, landing
from sidelight.desktop.documents.window_places import (
    Place,
    first_place,
    on_screen,
    place_of_kept,
)
from sidelight.desktop.resuming import arrangement_of

SMALL, LARGE = Place(0, 0, 1024, 700), Place(1024, 0, 3840, 2160)
NUMBERS = st.integers(-9000, 9000)
SIZES = st.integers(1, 9000)
PLACES = st.builds(Place, NUMBERS, NUMBERS, SIZES, SIZES)


def within(place: Place, screen: Place) -> bool:
    return place.area > 0 and place.shared(screen) == place.area


def test_a_window_seen_whole_stays_and_another_comes_to_a_screen() -> None:
    assert on_screen(Place(100, 80, 600, 500), [SMALL]) == Place(100, 80, 600, 500)
    # across two screens, all of it seen
    across = Place(900, 100, 600, 500)
    assert on_screen(across, [SMALL, LARGE]) == across
    # the second screen is gone
    assert within(on_screen(Place(2000, 300, 1800, 1600), [SMALL]), SMALL)
    assert on_screen(Place(2000, 300, 600, 400), [SMALL]) == Place(424, 300, 600, 400)
    assert on_screen(Place(-500, -500, 600, 400), [SMALL, LARGE]) == Place(0, 32, 600, 400)
    assert on_screen(Place(5, 5, 600, 400), []) == Place(5, 5, 600, 400)


@given(PLACES, st.lists(st.sampled_from([SMALL, LARGE]), min_size=1, unique=True))
def test_a_window_is_always_seen_whole(place: Place, screens: list[Place]) -> None:
    found = on_screen(place, screens)
    assert sum(found.shared(screen) for screen in screens) == found.area > 0
    assert on_screen(found, screens) == found


@given(PLACES, st.lists(st.sampled_from([SMALL, LARGE]), min_size=1, unique=True))
def test_a_first_place_is_on_a_screen(main: Place, screens: list[Place]) -> None:
    found = first_place(main, screens)
    assert any(within(found, screen) for screen in screens)
    if len(screens) == 2:
        home = max(screens, key=main.shared)
        assert not found.shared(home)


def test_beside_the_main_window_where_there_is_room() -> None:
    wide = Place(0, 0, 2600, 980)
    assert first_place(Place(0, 20, 1500, 900), [wide]).x == 1516
    assert first_place(Place(0, 20, 2500, 900), [wide]) == Place(1300, 20, 1300, 900)
    assert first_place(Place(0, 0, 800, 600), []) == Place(380, 0, 420, 600)


@pytest.mark.parametrize(
    ("kept", "place"),
    [([1, 2, 3, 4], Place(1, 2, 3, 4)), ([1, 2, 3], None), ([1, 2, 0, 4], None), ("1234", None),
     ([1, 2, 3, 4.5], None), ([1, 2, 3, 1 << 40], None), (None, None)],
)  # fmt: skip
def test_places_kept_are_read_with_care(kept: object, place: Place | None) -> None:
    assert place_of_kept(kept) == place


def test_where_a_tab_lands() -> None:
    def at(x: float, *, below: bool = True, own: bool = True, split: bool = True) -> Landing:
        return landing(x, below_strip=below, own=own, can_split=split)

    assert [at(x) for x in (0.1, 0.5, 0.9)] == [Landing.LEFT, Landing.AWAY, Landing.RIGHT]
    assert at(0.9, split=False) is Landing.AWAY
    assert at(0.9, own=False) is Landing.HERE
    assert at(0.5, below=False, own=False) is Landing.HERE
    assert at(0.9, below=False) is Landing.AWAY


def test_how_a_side_was_arranged_is_read_in_both_forms() -> None:
    old = arrangement_of({"source tabs": ["b", "a", 3], "source shown": "a"}, "source")
    assert (old.tabs(), old.best("a")) == ((Tab("b"), Tab("a")), Tab("a"))
    assert old.strip(old.active).front == Tab("a")
    kept = {"source arrangement": old.tear_off(Tab("b")).kept(), "source tabs": ["z"]}
    new = arrangement_of(kept, "source")
    assert [strip.window for strip in new.strips] == [MAIN, 1]
    assert arrangement_of({}, "article").tabs() == ()
    assert arrangement_of({"article tabs": "abc", "article shown": 3}, "article").tabs() == ()
