# SPDX-License-Identifier: AGPL-3.0-or-later
"""Verdicts as the colour blind see them, and as a black-and-white print shows them."""

from __future__ import annotations

from itertools import combinations

import pytest

from sidelight.model.colour_vision import ALIKE, SEEN, apart, seen_as
from sidelight.model.styles import STYLES
from sidelight.model.vocabulary import STANCES

PAINTED = ("verified", "disputed", "denied", "split", "unchecked")
COLOURED = [eyes for eyes in SEEN if eyes != "grey"]
LEAST = {"ink": ALIKE, "dark_ink": ALIKE, "fill": 6.0}


def test_the_simulation_does_what_it_says() -> None:
    assert apart("#000000", "#ffffff", "all") == pytest.approx(100, abs=0.1)
    # a red and a green that a reader without green sees nearly alike, and others do not
    assert apart("#b04a3a", "#707a30", "all") > 50
    assert apart("#b04a3a", "#707a30", "no green") < 20
    assert apart("#808080", "#808080", "no red") == 0
    assert apart("#ff0000", "#7f7f7f", "grey") == pytest.approx(0, abs=1)


@pytest.mark.parametrize("seen", SEEN)
def test_white_grey_and_black_look_the_same_to_everybody(seen: str) -> None:
    for colour in ("#000000", "#808080", "#ffffff"):
        assert apart(seen_as(colour, seen), colour, "all") < 1


def test_in_grey_a_colour_has_no_hue_left() -> None:
    shown = seen_as("#1d4ed8", "grey")
    assert shown[1:3] == shown[3:5] == shown[5:7]


@pytest.mark.parametrize("seen", COLOURED)
@pytest.mark.parametrize("part", LEAST)
def test_verdicts_stay_apart_for_every_kind_of_eye(part: str, seen: str) -> None:
    for one, other in combinations(PAINTED, 2):
        found = apart(getattr(STYLES[one], part), getattr(STYLES[other], part), seen)
        assert found >= LEAST[part], (one, other)


@pytest.mark.parametrize("words", [PAINTED, STANCES])
def test_without_colour_line_and_sign_tell_them_apart(words: tuple[str, ...]) -> None:
    styles = [STYLES[word] for word in words]
    assert len({style.line for style in styles}) == len(styles)
    assert len({style.icon for style in styles}) == len(styles)
    assert len({style.sign for style in styles}) == len(styles)
