# SPDX-License-Identifier: AGPL-3.0-or-later
"""Anchors: describe a passage so that it can be found again, and find it.

An anchor is an ink range with the exact quote, its prefix and its suffix: the TextPositionSelector
and TextQuoteSelector of the W3C Web Annotation Data Model, section 4.2.  A found place always holds
the quote's own words: the same ink, except that quotation marks and dashes may have other shapes, a
hyphen at a line end may be absent, and an accent or a ligature may be spelled in another canonical
way.  Where that cannot be said, there are only candidates.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import edlib

from sidelight.text.folding import WORDS, Folded, fold_quote, occurrences, spell
from sidelight.text.graphemes import snap
from sidelight.text.hyphens import line_end_hyphens
from sidelight.text.ink import InkText, ink_of
from sidelight.text.quotes import readable

CONTEXT = 64
"""Ink code points of prefix and of suffix."""

# Ink that must agree around a repeated quote before one copy is taken for it, or all that was
# given.
_TELLING = 8
_MOST_CANDIDATES = 5
_NEAREST = 0.5
_LONGEST_ALIGNED = 2_000_000
_LONGEST_NEEDLE = 2000
# Stands for a hyphen at a line end in compared words: not ink, so never in them otherwise.
_LINE_END = "\u00ad"


@dataclass(frozen=True, slots=True)
class Anchor:
    """An ink range with its quote and the words around it, as they read."""

    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """A place for a quote: ink range and likeness, 1.0 where the very words stand."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Result:
    """What `find` found: a place, or why not (absent, ambiguous, empty) with the nearest
    candidates.

    An ambiguous quote has all its places as candidates, an absent one at most five alike.
    """

    place: Match | None
    reason: str = ""
    candidates: tuple[Match, ...] = ()


def describe(text: InkText, start: int, end: int) -> Anchor:
    """Describe the ink range ``start``..``end``, widened to whole characters.

    Raises ValueError for a range that is empty or outside the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no passage {start}..{end} in a text of {len(text)}")
    start, end = snap(text, start, end)
    return Anchor(
        start,
        end,
        readable(text.slice(start, end)),
        readable(text.slice(max(0, start - CONTEXT), start)),
        readable(text.slice(end, min(len(text), end + CONTEXT))),
    )


def find(
    text: InkText, quote: str, prefix: str = "", suffix: str = "", start: int | None = None
) -> Result:
    """Find a quote by its words, told from equal words by what stands around it.

    ``start`` is an ink offset at which it stood before: it decides only between places that are
    alike in their surroundings too.
    """
    if not ink_of(quote):
        return Result(None, "empty")
    index = _index(text)
    found = list(_places(index, quote))
    if not found:
        return Result(None, "absent", tuple(_nearest(text, quote)))
    if len(found) == 1:
        return Result(Match(*found[0], 1.0))
    before, after = _bare(prefix), _bare(suffix)
    ranked = sorted(
        ((_likeness(index, place, before, after), place) for place in found),
        key=lambda r: (-r[0], r[1]),
    )
    most = ranked[0][0]
    best = [place for score, place in ranked if score == most]
    if len(best) > 1:
        best = [place for place in best if place[0] == start]
    elif most < min(_TELLING, len(before) + len(after)):
        best = []
    if len(best) == 1:
        return Result(Match(*best[0], 1.0))
    return Result(None, "ambiguous", tuple(Match(*place, 1.0) for _, place in ranked))


def places(text: InkText, quote: str) -> list[tuple[int, int]]:
    """Return the ink ranges where a quote's words stand, in order; none for a quote without ink."""
    return list(_places(_index(text), quote)) if ink_of(quote) else []


def holds(text: InkText, anchor: Anchor) -> bool:
    """Tell whether an anchor's words stand exactly where it says."""
    if not 0 <= anchor.start < anchor.end <= len(text):
        return False
    return ink_of(readable(text.slice(anchor.start, anchor.end))) == ink_of(anchor.quote)


class _Index:
    """A text made ready for looking up quotes: folded without dashes, its line-end hyphens
    known.
    """

    def __init__(self, text: InkText) -> None:
        self.text = text
        self.folded = Folded(text, WORDS)
        self.dropped = frozenset(line_end_hyphens(text))

    def spelled(self, start: int, end: int) -> str:
        """Return the words of an ink range as they are compared, hyphens of line ends marked."""
        ink = self.text.ink
        return "".join(
            _LINE_END if at in self.dropped else spell(ink[at]) for at in range(start, end)
        )


@lru_cache(maxsize=2)
def _index(text: InkText) -> _Index:
    return _Index(text)


def _bare(words: str) -> str:
    return Folded(InkText(words), WORDS).text


def _places(index: _Index, quote: str) -> Iterator[tuple[int, int]]:
    """Yield the ink ranges where the quote's words stand, whole characters at both ends."""
    joined = _spelled(readable(quote))
    wanted = {joined, _spelled(quote)}
    needle = joined.replace("-", "")
    if needle:
        ahead = len(joined) - len(joined.lstrip("-"))
        behind = len(joined) - len(joined.rstrip("-"))
        folded = index.folded
        ranges = (
            (folded.start(at) - ahead, folded.end(at + len(needle) - 1) + behind)
            for at in occurrences(folded.text, needle)
            if folded.whole(at, at + len(needle))
        )
    else:
        dashes = occurrences(fold_quote(index.text.ink), joined)
        ranges = ((at, at + len(joined)) for at in dashes)
    for start, end in ranges:
        inside = 0 <= start < end <= len(index.text)
        if inside and any(_agree(index.spelled(start, end), words) for words in wanted):
            place = snap(index.text, start, end)
            if place == (start, end):
                yield place


def _spelled(words: str) -> str:
    return "".join(map(spell, ink_of(words)))


def _agree(there: str, wanted: str) -> bool:
    """Tell whether words are the same, hyphens of line ends present in the quote or not."""
    at = 0
    for character in there:
        if character == _LINE_END:
            at += wanted.startswith("-", at)
        elif wanted.startswith(character, at):
            at += 1
        else:
            return False
    return at == len(wanted)


def _likeness(index: _Index, place: tuple[int, int], before: str, after: str) -> int:
    """Count the ink that agrees outwards from a place on both sides, dashes left out."""
    text = index.folded.text
    first, last = index.folded.index(place[0]), index.folded.index(place[1])
    there_before = text[max(0, first - len(before)) : first]
    return _common(before[::-1], there_before[::-1]) + _common(
        after, text[last : last + len(after)]
    )


def _common(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next(
        (at for at, (a, b) in enumerate(pairs) if a != b),
        min(len(one), len(other)),
    )


def _nearest(text: InkText, quote: str) -> Iterator[Match]:
    """Yield the places most like the quote's beginning (infix alignment, Myers 1999, by edlib)."""
    needle = _bytes(fold_quote(ink_of(quote))[:_LONGEST_NEEDLE])
    haystack = _bytes(fold_quote(text.ink))
    if not haystack or len(haystack) > _LONGEST_ALIGNED:
        return
    limit = int(len(needle) * (1 - _NEAREST))
    found = edlib.align(needle, haystack, mode="HW", task="locations", k=limit)
    score = round(min(1 - found["editDistance"] / len(needle), 0.99), 3)
    seen_to = count = 0
    for start, last in found["locations"]:
        if count == _MOST_CANDIDATES:
            return
        if start is None or start > last or start < seen_to:
            continue
        place = snap(text, start, last + 1)
        seen_to = place[1]
        count += 1
        yield Match(*place, score)


def _bytes(text: str) -> bytes:
    """Fold code points to one byte each, case ignored: collisions only cost likeness."""
    if text.isascii():
        return bytes(1 + ord(character) for character in text.lower())
    return bytes(1 + ord(character.lower()[0]) % 255 for character in text)
