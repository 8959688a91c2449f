# SPDX-License-Identifier: AGPL-3.0-or-later
"""Specks of a picture: found when alone, left when they belong to print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.reader.specks import grown, packed, specks_of, unpacked

WIDTH, HEIGHT = 90, 70


def picture(*squares: tuple[int, int, int]) -> int:
    """Return a picture with black squares: left, top, side."""
    black = bytearray(WIDTH * HEIGHT)
    for left, top, side in squares:
        for y in range(top, top + side):
            black[y * WIDTH + left : y * WIDTH + left + side] = b"\1" * side
    return packed(WIDTH, HEIGHT, bytes(black))


@given(st.binary(min_size=30 * 20, max_size=30 * 20))
def test_a_picture_comes_back_as_it_was_packed(levels: bytes) -> None:
    black = bytes(level & 1 for level in levels)
    assert unpacked(30, 20, packed(30, 20, black)) == black


@pytest.mark.parametrize("side", [1, 2, 4, 7])
@pytest.mark.parametrize(("left", "top"), [(40, 30), (0, 0), (83, 63), (0, 63)])
def test_a_small_blot_alone_is_a_speck_anywhere(side: int, left: int, top: int) -> None:
    speck = picture((left, top, side))
    assert specks_of(WIDTH, speck) == speck


def test_a_full_stop_beside_a_letter_stays() -> None:
    print_ = picture((10, 20, 20), (44, 34, 6))
    assert specks_of(WIDTH, print_) == 0


def test_a_blot_as_large_as_a_letter_stays() -> None:
    assert specks_of(WIDTH, picture((40, 30, 8))) == 0


def test_a_speck_between_letters_goes_and_the_letters_stay() -> None:
    letters = picture((5, 5, 20), (60, 40, 20))
    assert specks_of(WIDTH, letters | picture((40, 20, 2))) == picture((40, 20, 2))


def test_growing_reaches_every_neighbour() -> None:
    assert grown(WIDTH, picture((40, 30, 1))) == picture((39, 29, 3))
