# SPDX-License-Identifier: AGPL-3.0-or-later
"""Corrections laid over a text layer: the layer and its ink offsets stay, its words read anew.

A correction replaces an ink range, a line of print as a rule, by words.  Where only a part of that
range is meant, the two are aligned character by character (`difflib`), so that a quote that begins
in the middle of a corrected line begins with the right word.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import islice

from sidelight.text.ink import InkText, ink_of
from sidelight.text.quotes import readable

_HYPHENS = ("-", "\u2010")


@dataclass(frozen=True, slots=True)
class Correction:
    """An ink range of a layer, what the layer says there, and the words that stand for it.

    Empty ``words`` say that there is no print: dust that was taken for some.  ``reviewer`` is the
    id of who made it.
    """

    start: int
    end: int
    was: str
    words: str
    reviewer: str = ""


def latest(corrections: Sequence[Correction]) -> tuple[Correction, ...]:
    """Return those in force, in the order of the text: of two that overlap, the later given."""
    kept: list[Correction] = []
    for one in reversed(corrections):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: one.start))


def covers(corrections: Sequence[Correction], start: int, end: int) -> bool:
    """Tell whether corrections in force reach over all of an ink range."""
    for one in corrections:
        if one.start <= start < one.end:
            start = one.end
    return start >= end


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch in both counts: in the layer, and as corrected."""

    start: int
    end: int
    there: int
    there_end: int
    was: str = ""
    words: str = ""

    @property
    def steps(self) -> tuple[int, ...]:
        """Where each character of a corrected stretch begins in its words; empty elsewhere."""
        return _steps(self.was, self.words) if self.was else ()


class CorrectedText:
    """A layer's text as corrected: ``text`` reads so, and ranges go both ways.

    ``corrections`` do not overlap and are in order; what lies outside the text is passed over.
    Made in little time whatever the length of the text, which is laid over when first asked for,
    and its ranges aligned one by one.
    """

    def __init__(self, text: InkText, corrections: Sequence[Correction] = ()) -> None:
        self.layer = text
        self.corrections = tuple(
            one for one in corrections if 0 <= one.start < one.end <= len(text)
        )
        self._text = None if self.corrections else text
        self._pieces = list(self._cut())
        self._starts = [piece.start for piece in self._pieces]
        self._theres = [piece.there for piece in self._pieces]

    @property
    def text(self) -> InkText:
        """All of the text as corrected; in a long one the first to ask waits for it."""
        if self._text is None:
            self._text = InkText(self._laid_over(0, len(self.layer)))
        return self._text

    def forth(self, offset: int) -> int:
        """Return where an ink offset of the layer stands in `text`."""
        piece = self._pieces[max(0, bisect_right(self._starts, offset) - 1)]
        within = offset - piece.start
        if offset >= piece.end:
            return piece.there_end
        return piece.there + (piece.steps[within] if piece.was else within)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Return the least ink range of the layer for a range of `text` that is not empty."""
        return self._before(start), max(self._after(end), self._before(start) + 1)

    def words(self, start: int, end: int) -> str:
        """Return what stands, as corrected, in an ink range of the layer."""
        if not self.corrections:
            return self.layer.slice(start, end)
        text, base = self.around(start, end)
        return text.slice(self.forth(start) - base, self.forth(end) - base)

    def around(self, start: int, end: int) -> tuple[InkText, int]:
        """Return the text as corrected from ink ``start`` to ``end`` of the layer, whole
        corrections, and where in `text` it begins.
        """
        pieces = self._pieces
        first = pieces[max(0, bisect_right(self._starts, start) - 1)]
        last = pieces[max(0, bisect_right(self._starts, max(start, end - 1)) - 1)]
        low = first.start if first.was else start
        high = last.end if last.was else max(start, end)
        return InkText(self._laid_over(low, high)), self.forth(low)

    def _laid_over(self, start: int, end: int) -> str:
        """Return the text of an ink range of the layer that cuts no correction."""
        whole = (start, end) == (0, len(self.layer))
        text, at = self.layer, 0 if whole else self.layer.code_point(start)
        parts: list[str] = []
        first = bisect_left(self.corrections, start, key=lambda one: one.start)
        for one in islice(self.corrections, first, None):
            if one.start >= end:
                break
            parts += [text.text[at : text.code_point(one.start)], one.words]
            at = text.code_point(one.end - 1) + 1
        stop = len(text.text) if whole else text.code_point(max(end - 1, 0)) + 1
        return "".join([*parts, text.text[at:stop]])

    def _cut(self) -> Iterator[_Piece]:
        at = there = 0
        for one in self.corrections:
            if at < one.start:
                yield _Piece(at, one.start, there, there + one.start - at)
                there += one.start - at
            was, words = self.layer.ink[one.start : one.end], ink_of(one.words)
            yield _Piece(one.start, one.end, there, there + len(words), was, words)
            at, there = one.end, there + len(words)
        yield _Piece(at, len(self.layer), there, there + len(self.layer) - at)

    def _piece_there(self, offset: int) -> _Piece:
        return self._pieces[max(0, bisect_right(self._theres, offset) - 1)]

    def _before(self, offset: int) -> int:
        """Return the last place of the layer that does not come after ``offset``."""
        piece = self._piece_there(offset)
        within = offset - piece.there
        if not piece.was:
            return piece.start + within
        return piece.start + max(0, bisect_right(piece.steps[:-1], within) - 1)

    def _after(self, offset: int) -> int:
        """Return the first place of the layer that does not come before ``offset``."""
        piece = self._piece_there(max(0, offset - 1))
        within = offset - piece.there
        if not piece.was:
            return piece.start + within
        return piece.start + next(
            (at for at, step in enumerate(piece.steps) if at and step >= within),
            piece.end - piece.start,
        )


@lru_cache(maxsize=512)
def _steps(was: str, words: str) -> tuple[int, ...]:
    """Return where each character of ``was`` begins in ``words``, and where the last one ends."""
    steps = [0] * (len(was) + 1)
    for _kind, a, b, c, d in SequenceMatcher(None, was, words, autojunk=False).get_opcodes():
        for at in range(a, b):
            steps[at] = c + (at - a) * (d - c) // (b - a)
    # What stands before the first character or after the last belongs to it.
    steps[0], steps[-1] = 0, len(words)
    return tuple(steps)


def amended(quote: str, start: int, end: int, corrections: Sequence[Correction]) -> str:
    """Return the quote of an ink range of a layer as corrected, where only the quote is known.

    A quote lacks the hyphens of line ends, so the lines are looked for in it; one that is not found
    leaves the quote as it was.
    """
    known = InkText(quote)
    lacking = end - start - len(known)
    parts: list[str] = []
    raw, at, cut = start, 0, 0
    for one in corrections:
        first, last = max(one.start, start), min(one.end, end)
        was = ink_of(one.was)
        if first >= last or len(was) != one.end - one.start:
            continue
        part = was[first - one.start : last - one.start]
        found = _found(known.ink, part, at + first - raw, lacking)
        if found is None:
            return quote
        at, raw = found[1], last
        words = _within(one, first, last)
        if found[1] - found[0] < len(part) and words.endswith(_HYPHENS):
            words = words[:-1]
        parts += [quote[cut : known.code_point(found[0])], words]
        cut = known.code_point(found[1] - 1) + 1
        if last == one.end and quote[cut : cut + 1] == " ":
            # A line ends here, where a hyphen divides a word.
            parts.append("\n")
            cut += 1
    return readable("".join([*parts, quote[cut:]])) if parts else quote


def _within(one: Correction, first: int, last: int) -> str:
    """Return the words of a correction for a part of its range."""
    if (first, last) == (one.start, one.end):
        return one.words
    steps = _steps(ink_of(one.was), ink_of(one.words))
    return InkText(one.words).slice(steps[first - one.start], steps[last - one.start])


def _found(ink: str, part: str, expected: int, lacking: int) -> tuple[int, int] | None:
    """Return where a line's ink stands in a quote's, at most ``lacking`` before it is expected."""
    bare = part[:-1] if part.endswith(_HYPHENS) else part
    for missing in range(max(0, lacking) + 1):
        at = expected - missing
        for words in (part, bare):
            if words and at >= 0 and ink.startswith(words, at):
                return at, at + len(words)
    return None
