# SPDX-License-Identifier: AGPL-3.0-or-later
"""Coverage: which sentences of an article hold no claim, and are not said to need none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

import regex

from sidelight.text.layer import TextLayer
from sidelight.text.sentences import sentences

State: TypeAlias = Literal["claimed", "exempt", "open"]
Range: TypeAlias = tuple[int, int]
_WORD = regex.compile(r"[\p{L}\p{N}]")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article: its ink range, and whether a claim stands in it, it was said to
    hold nothing to check, or it is open.
    """

    start: int
    end: int
    state: State


@dataclass(frozen=True, slots=True)
class Coverage:
    """The sentences of an article, in order."""

    sentences: tuple[Sentence, ...] = ()

    @property
    def open(self) -> tuple[Sentence, ...]:
        """Those that nobody has dealt with."""
        return tuple(one for one in self.sentences if one.state == "open")

    @property
    def percent(self) -> int | None:
        """How many of a hundred sentences are dealt with, rounded down; None where there are
        none.
        """
        count = len(self.sentences)
        return (count - len(self.open)) * 100 // count if count else None

    def after(self, offset: int) -> Sentence | None:
        """Return the next open sentence that begins behind an ink offset, from the top again where
        that was the last.
        """
        behind = (one for one in self.open if one.start > offset)
        return next(behind, next(iter(self.open), None))


def coverage(
    layer: TextLayer, claimed: Iterable[Range], exempt: Iterable[Range], hidden: Iterable[Range]
) -> Coverage:
    """Return the coverage of a text layer; all ranges are ink ranges of it.

    A sentence never reaches from one block into the next; one without a letter or digit, or that
    lies in what is ``hidden`` or looks like page furniture, is none.
    """
    states: tuple[tuple[State, list[Range]], ...] = (
        ("claimed", sorted(claimed)),
        ("exempt", sorted(exempt)),
    )
    gone = [*hidden, *((part.start, part.end) for part in layer.furniture)]
    found = []
    for start, end in _sentences(layer):
        if any(s <= start and end <= e for s, e in gone):
            continue
        holds = (state for state, ranges in states if _touches(ranges, start, end))
        found.append(Sentence(start, end, next(holds, "open")))
    return Coverage(tuple(found))


def _sentences(layer: TextLayer) -> Iterator[Range]:
    text = layer.text
    blocks = [(block.start, block.end) for block in layer.blocks] or [(0, len(text))]
    for first, last in blocks:
        words = text.slice(first, last)
        begin = text.code_point(first) if first < len(text) else len(text.text)
        for start, end in sentences(words):
            if _WORD.search(words, start, end):
                bounds = (text.offset(begin + start), text.offset(begin + end))
                yield bounds


def _touches(ranges: list[Range], start: int, end: int) -> bool:
    return any(s < end and start < e for s, e in ranges)
