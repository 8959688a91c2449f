# SPDX-License-Identifier: AGPL-3.0-or-later
"""Colours as the colour blind see them, and as a black-and-white print shows them.

Colour blindness is simulated after G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A
Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE Transactions on
Visualization and Computer Graphics 15 (6), 2009: their matrices for severity 1.0, on linear light.
Differences are CIE 1976 ΔE in L*a*b* for daylight (D65), where 2.3 is about the least that is
noticed.
"""

from __future__ import annotations

from functools import lru_cache

from sidelight.errors import N_
from sidelight.model.colour_arithmetic import linear, of_linear

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
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
}
"""What each kind of eye, and a print without colours, makes of linear red, green and blue."""

EYES = {
    "all": N_("with all colours"),
    "no red": N_("without red (protanopia)"),
    "no green": N_("without green (deuteranopia)"),
    "no blue": N_("without blue (tritanopia)"),
    "grey": N_("in grey"),
}
"""What the kinds of `SEEN` are called, to be looked up in the catalogue."""

ALIKE = 15.0
"""Two inks less than this apart (ΔE) look alike."""


@lru_cache(maxsize=1024)
def seen_as(colour: str, eyes: str) -> str:
    """Return the colour that a kind of eye (a key of `SEEN`) takes a colour for."""
    return of_linear(_light(colour, eyes))


def apart(one: str, other: str, eyes: str) -> float:
    """Return how far apart two colours look to a kind of eye (ΔE)."""
    pairs = zip(_lab(one, eyes), _lab(other, eyes), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def _light(colour: str, eyes: str) -> tuple[float, float, float]:
    given = linear(colour)
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, given, strict=True))))
        for row in SEEN[eyes]
    )
    return red, green, blue


@lru_cache(maxsize=1024)
def _lab(colour: str, eyes: str) -> tuple[float, float, float]:
    """Return L*a*b* of a colour as a kind of eye sees it."""
    red, green, blue = _light(colour, eyes)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    x, y, z = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)
