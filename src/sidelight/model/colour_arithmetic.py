# SPDX-License-Identifier: AGPL-3.0-or-later
"""Arithmetic of sRGB colours as ``#rrggbb``: light, contrast and what lies between two."""

from __future__ import annotations

from collections.abc import Iterable

WHITE, BLACK = "#ffffff", "#000000"
_STEPS = 40


def linear(colour: str) -> tuple[float, float, float]:
    """Return linear red, green and blue, each 0 to 1 (IEC 61966-2-1)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in parts(colour))
    )
    return red, green, blue


def of_linear(light: Iterable[float]) -> str:
    """Return the colour of linear red, green and blue; what lies outside of 0 to 1 is cut."""
    cut = (min(1.0, max(0.0, one)) for one in light)
    coded = (12.92 * c if c <= 0.0031308 else 1.055 * c ** (1 / 2.4) - 0.055 for c in cut)
    return "#" + "".join(f"{round(255 * one):02x}" for one in coded)


def luminance(colour: str) -> float:
    """Return the relative luminance, 0 to 1, as WCAG 2.2 defines it."""
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def blend(first: str, second: str, share: float) -> str:
    """Return the colour between two, at ``share`` (0 to 1) of the way to the second."""
    pairs = zip(parts(first), parts(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def readable_on(colour: str, grounds: Iterable[str], towards: str, least: float) -> str:
    """Return a colour with as little of ``towards`` in it as gives it this contrast on grounds."""
    every = tuple(grounds)
    tried = (blend(colour, towards, step / _STEPS) for step in range(_STEPS + 1))
    fitting = (one for one in tried if all(contrast(one, ground) >= least for ground in every))
    return next(fitting, towards)


def parts(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue, each 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
