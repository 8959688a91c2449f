# SPDX-License-Identifier: AGPL-3.0-or-later
"""Zoom: factors, steps, and what fits."""

import math

import pytest

from sidelight.desktop.view.page_stack import SIDE, TOP
from sidelight.desktop.view.zooming import (
    FIT_PAGE,
    FIT_WIDTH,
    STEPS,
    factor_of,
    next_factor,
    possible_mode,
)

LETTER = (612.0, 792.0)


@pytest.mark.parametrize(
    ("kept", "mode"),
    [("fit-width", FIT_WIDTH), ("fit-page", FIT_PAGE), (2, 2.0), (0.01, 0.25), (99.0, 8.0),
     ("x", FIT_WIDTH), (None, FIT_WIDTH), ([], FIT_WIDTH), (True, FIT_WIDTH), (math.nan, FIT_WIDTH),
     (math.inf, 8.0)],
)  # fmt: skip
def test_a_mode_that_was_kept(kept: object, mode: str | float) -> None:
    assert possible_mode(kept) == mode


def test_steps_go_up_and_down_to_the_ends() -> None:
    assert tuple(sorted(set(STEPS))) == STEPS
    assert (STEPS[0], STEPS[-1]) == (0.25, 8.0)
    assert (next_factor(1.0, 1), next_factor(1.0, -1)) == (1.1, 0.9)
    assert (next_factor(1.04, 1), next_factor(1.04, -1)) == (1.1, 1.0)
    assert (next_factor(8.0, 1), next_factor(0.25, -1)) == (None, None)


def test_what_fits_a_room_also_turned() -> None:
    room = (816 + 2 * SIDE, 528 + 2 * TOP)
    assert factor_of(FIT_WIDTH, [LETTER], 0, room) == pytest.approx(1.0)
    assert factor_of(FIT_PAGE, [LETTER], 0, room) == pytest.approx(0.5)
    assert factor_of(FIT_WIDTH, [LETTER], 1, room) == pytest.approx(612 / 792)
    assert factor_of(FIT_PAGE, [LETTER], 3, room) == pytest.approx(528 / 816)
    assert factor_of(FIT_PAGE, [LETTER, (300.0, 7920.0)], 0, room) == 0.25
    assert factor_of(1.5, [LETTER], 1, room) == 1.5
