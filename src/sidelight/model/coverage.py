# SPDX-License-Identifier: AGPL-3.0-or-later
"""Coverage: which sentences of an article hold no claim, and are not said to need none."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

import regex

from sidelight.model.project_records import Exempt
from sidelight.model.records import Claim, Document, Passage
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
    sentences: Iterable[Range],
    claimed: Iterable[Range],
    exempt: Iterable[Range],
    hidden: Iterable[Range],
) -> Coverage:
    """Return the coverage of a text of these sentences (`sentence_ranges`); all ranges are ink
    ranges.  A sentence that lies in what is ``hidden`` is none.
    """
    states: tuple[tuple[State, list[Range]], ...] = (
        ("claimed", _united(claimed)),
        ("exempt", _united(exempt)),
    )
    gone = _united(hidden)
    found = []
    for start, end in sentences:
        if not _touches(gone, start, end, whole=True):
            holds = (state for state, ranges in states if _touches(ranges, start, end))
            found.append(Sentence(start, end, next(holds, "open")))
    return Coverage(tuple(found))


def article_coverage(
    claims: Iterable[Claim],
    exempt: Iterable[Exempt],
    article: Document,
    sentences: Iterable[Range],
) -> Coverage:
    """Return the coverage of an article whose sentences are these, by ``claims`` that have a
    passage in its text (others stand with them) and by what was said to hold nothing to check.
    """
    passages = [part.passage for claim in claims for part in claim.passages]
    return coverage(
        sentences,
        [(p.start, p.end) for p in passages if _stands_in(p, article)],
        [(e.passage.start, e.passage.end) for e in exempt if _stands_in(e.passage, article)],
        article.hidden,
    )


def _stands_in(passage: Passage, article: Document) -> bool:
    return (
        passage.document == article.id and passage.layer == article.layer and passage.area is None
    )


def sentence_ranges(layer: TextLayer) -> Iterator[Range]:
    """Yield the ink ranges of the sentences of a text.

    None reaches from one block into the next; one without a letter or digit, or within what looks
    like page furniture, is none.
    """
    text = layer.text
    furniture = _united((part.start, part.end) for part in layer.furniture)
    blocks = [(block.start, block.end) for block in layer.blocks] or [(0, len(text))]
    for block, stop in blocks:
        words = text.slice(block, stop)
        begin = text.code_point(block) if block < len(text) else len(text.text)
        for start, end in sentences(words):
            if _WORD.search(words, start, end):
                first, last = text.offset(begin + start), text.offset(begin + end)
                if not _touches(furniture, first, last, whole=True):
                    yield first, last


def _united(ranges: Iterable[Range]) -> list[Range]:
    """Return ranges in order, those that overlap or meet made one."""
    found: list[Range] = []
    for start, end in sorted(ranges):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _touches(united: list[Range], start: int, end: int, *, whole: bool = False) -> bool:
    """Tell whether one of such ranges has a part of another, or the ``whole`` of it."""
    at = bisect_right(united, start, key=lambda one: one[1])
    if at == len(united):
        return False
    first, last = united[at]
    return first <= start and end <= last if whole else first < end
