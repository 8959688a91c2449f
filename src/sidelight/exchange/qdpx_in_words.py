# SPDX-License-Identifier: AGPL-3.0-or-later
"""Places of words in the plain text of a source: what stands there, with what is around it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sidelight.exchange.incoming import Place
from sidelight.exchange.qdpx_in_positions import (
    STANDARD,
    Counting,
    Marked,
    PlainText,
    reading_of,
)
from sidelight.exchange.targets import CONTEXT
from sidelight.text.ink import ink_of

MOST_QUOTED = 50_000_000
"""Code points in all quotes together."""


class TooMuch(Exception):
    """More is quoted than is kept."""


@dataclass(slots=True)
class Words:
    """Makes places of words; ``counted`` are the ways to count that differed from the standard,
    with the number of texts, ``lost`` counts selections that no words stand at.
    """

    origin: str = ""
    counted: dict[Counting, int] = field(default_factory=dict)
    lost: int = 0
    _left: int = MOST_QUOTED

    def places(
        self, document: str, read: PlainText, marked: Sequence[Marked], *, exact: bool
    ) -> list[Place]:
        """Return the place of each selection, that of the document as a whole where it has no
        words; raises TooMuch.

        ``exact`` says that this very text is the document, so that ink offsets in it are known.
        """
        reading, counting = reading_of(read, marked, self.origin)
        if counting != STANDARD:
            self.counted[counting] = self.counted.get(counting, 0) + 1
        ranges = [reading.range(one) for one in marked]
        ink = _ink_before(read.text, {at for pair in ranges for at in pair})
        made: dict[tuple[int, int], Place] = {}
        for start, end in ranges:
            if (start, end) in made:
                continue
            if ink[start] == ink[end]:
                made[start, end] = Place(document)
                continue
            self._left -= end - start
            if self._left < 0:
                raise TooMuch
            spans = (ink[start], ink[end]) if exact else (None, None)
            made[start, end] = Place(document, *_quoted(read.text, start, end), *spans)
        places = [made[pair] for pair in ranges]
        self.lost += sum(not place.quote for place in places)
        return places


def _quoted(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return a quote, what stands before it and what behind it."""
    return text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]


def _ink_before(text: str, places: Iterable[int]) -> dict[int, int]:
    """Return how much ink stands before places in a text."""
    found, counted, before = {}, 0, 0
    for at in sorted(places):
        counted += len(ink_of(text[before:at]))
        found[at], before = counted, at
    return found
