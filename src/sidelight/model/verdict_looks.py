# SPDX-License-Identifier: AGPL-3.0-or-later
"""How an added verdict looks: everything follows from one colour, and words can be read on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from sidelight.model.added_verdict import AddedVerdict
from sidelight.model.colour_arithmetic import BLACK, WHITE, blend, readable_on
from sidelight.model.colour_vision import ALIKE, SEEN, apart
from sidelight.model.styles import Style
from sidelight.model.vocabulary import LINES

LEAST = 4.5
"""The contrast of words with what they stand on: WCAG 2.2, criterion 1.4.3."""
USUAL_COLOUR, USUAL_LINE, USUAL_SIGN = "#475569", "double", "•"
"""What stands for a colour, line or sign that is none."""

_PAPERS = (WHITE, "#f6f5f3", "#f1f0ed", "#e3ecfd")
_CHROMES = ("#22262b", "#1a1d21", "#2c3137", "#2b3a5c", "#1d1f22")
"""Grounds of the window, light and dark, that words in a verdict's ink stand on."""
_ON_PAPER, _ON_CHROME = 0.72, 0.74
_TOLD_FROM_PAPER = 9.0
"""ΔE at the least between a highlight's ground and the paper around it."""
_COLOUR = re.compile(r"#[0-9a-f]{6}")


@lru_cache(maxsize=512)
def derived(verdict: AddedVerdict) -> Style:
    """Return how an added verdict looks; what a stranger's file says of it is never taken as is.

    Fill, dark ink and dark fill follow from its colour, whose lightness is moved until words in it
    can be read on paper, on dark chrome and on its own fills.
    """
    colour = verdict.colour if _COLOUR.fullmatch(verdict.colour) else USUAL_COLOUR
    ink = readable_on(colour, _PAPERS, BLACK, LEAST)
    fill = _ground(colour, ink, WHITE, _ON_PAPER)
    dark_ink = readable_on(colour, _CHROMES, WHITE, LEAST)
    dark_fill = _ground(colour, dark_ink, _CHROMES[0], _ON_CHROME)
    sign = verdict.sign or USUAL_SIGN
    return Style(
        word=verdict.word,
        ink=readable_on(ink, (fill,), BLACK, LEAST),
        fill=fill,
        dark_ink=readable_on(dark_ink, (dark_fill,), WHITE, LEAST),
        dark_fill=dark_fill,
        line=verdict.line if verdict.line in LINES else USUAL_LINE,
        icon=f"sign:{sign}",
        sign=sign,
    )


def _ground(colour: str, ink: str, paper: str, share: float) -> str:
    """Return a pale colour for the ground of a highlight, never so pale that it looks like paper.

    Where the colour itself would, its ink is taken.
    """
    own = blend(colour, paper, share)
    return own if apart(own, paper, "all") >= _TOLD_FROM_PAPER else blend(ink, paper, share)


@dataclass(frozen=True, slots=True)
class Alike:
    """Two verdicts that somebody cannot tell apart: their words, and to which eyes (`SEEN`)."""

    one: str
    other: str
    eyes: tuple[str, ...]


def alike(styles: Mapping[str, Style], of: Iterable[str]) -> list[Alike]:
    """Return the pairs with one of ``of`` in them that have the same line, and inks less than
    `ALIKE` apart to somebody, on paper or in the dark.
    """
    wanted = set(of)
    found = []
    for (one, first), (other, second) in combinations(styles.items(), 2):
        if first.line != second.line or wanted.isdisjoint((one, other)):
            continue
        pairs = ((first.ink, second.ink), (first.dark_ink, second.dark_ink))
        eyes = tuple(eye for eye in SEEN if any(apart(*pair, eye) < ALIKE for pair in pairs))
        if eyes:
            found.append(Alike(one, other, eyes))
    return found
