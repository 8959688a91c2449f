# SPDX-License-Identifier: AGPL-3.0-or-later
"""Verdicts as the colour blind see them, and as a black-and-white print shows them.

Colour blindness is simulated after Machado, Oliveira and Fernandes (2009), severity 1; differences
are CIE 1976 ΔE in L*a*b*, where 2.3 is about the least that is noticed.
"""

from __future__ import annotations

from itertools import combinations

import pytest

from sidelight.model.styles import STYLES
from sidelight.model.vocabulary import STANCES

PAINTED = ("verified", "disputed", "denied", "split", "unchecked")
SEEN = {
    "all": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "no red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no blue": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
LEAST = {"ink": 15.0, "dark_ink": 15.0, "fill": 6.0}


def linear(colour: str) -> list[float]:
    """Linear red, green and blue of an sRGB colour."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def lab(colour: str, seen: str) -> tuple[float, float, float]:
    """L*a*b* of a colour as one kind of eye sees it, for daylight (D65)."""
    given = linear(colour)
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, given, strict=True))))
        for row in SEEN[seen]
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    x, y, z = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def apart(one: str, other: str, seen: str) -> float:
    """How far apart two colours look."""
    pairs = zip(lab(one, seen), lab(other, seen), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def test_the_simulation_does_what_it_says() -> None:
    assert apart("#000000", "#ffffff", "all") == pytest.approx(100, abs=0.1)
    # a red and a green that a reader without green sees nearly alike, and others do not
    assert apart("#b04a3a", "#707a30", "all") > 50
    assert apart("#b04a3a", "#707a30", "no green") < 20
    assert apart("#808080", "#808080", "no red") == 0


@pytest.mark.parametrize("seen", SEEN)
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
