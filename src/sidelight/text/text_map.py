# SPDX-License-Identifier: AGPL-3.0-or-later
"""One draft of a text laid onto the next: which words went where, and what changed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from sidelight.text.alignment import Block, align
from sidelight.text.ink import InkText
from sidelight.text.tokens import Tokens

Range: TypeAlias = tuple[int, int]
"""Ink offsets, half open."""


@dataclass(frozen=True, slots=True)
class Image:
    """Where the words of a range went: from ``start`` to ``end``, how much ink of them did, and
    from where to where (``first`` to ``last``) it stood in the old text.
    """

    start: int
    end: int
    ink: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where two drafts differ: an ink range of each, one of them perhaps empty."""

    old: Range
    new: Range


class TextMap:
    """The words of an ``old`` text laid onto those of a ``new`` one."""

    def __init__(self, old: InkText, new: InkText) -> None:
        self.old, self.new = old, new
        self._old, self._new = Tokens(old), Tokens(new)
        self._blocks = align(self._old.keys, self._new.keys)

    def image(self, start: int, end: int) -> Image | None:
        """Return where the words of an ink range of the old text went; None where none did."""
        first, last = self._old.within(start, end)
        parts = list(self._overlapping(first, last))
        if not parts:
            return None
        old, new = self._old, self._new
        ink = sum(old.ends[b - 1] - old.starts[a] for _block, a, b in parts)
        (block, a, _), (last_block, _, b) = parts[0], parts[-1]
        went = a - block.old + block.new, b - last_block.old + last_block.new
        return Image(
            new.starts[went[0]], new.ends[went[1] - 1], ink, old.starts[a], old.ends[b - 1]
        )

    def hull(self, start: int, end: int) -> Range:
        """Return the range of the new text between what stands before and after an ink range of the
        old one and went over.
        """
        first, last = self._old.within(start, end)
        blocks, ends, starts = self._blocks, self._new.ends, self._new.starts
        left, right = 0, len(self.new)
        if at := bisect_left(blocks, first, key=lambda block: block.old):
            before = blocks[at - 1]
            left = ends[before.new + min(before.size, first - before.old) - 1]
        at = bisect_right(blocks, last, key=lambda block: block.old + block.size)
        if at < len(blocks):
            right = starts[blocks[at].new + max(0, last - blocks[at].old)]
        return left, max(left, right)

    def foreign(self, start: int, end: int, own: Range) -> int:
        """Return how much ink of a range of the new text comes from outside of a range of the old
        one.
        """
        first, last = self._new.within(start, end)
        kept = self._old.within(*own)
        at = max(0, bisect_right(self._blocks, first, key=lambda block: block.new) - 1)
        count = 0
        for block in self._blocks[at : bisect_left(self._blocks, last, key=lambda b: b.new)]:
            for word in range(max(first, block.new), min(last, block.new + block.size)):
                if not kept[0] <= word - block.new + block.old < kept[1]:
                    count += self._new.ends[word] - self._new.starts[word]
        return count

    def differences(self) -> Iterator[Difference]:
        """Yield where the texts differ, in order."""
        a = b = 0
        for block in [*self._blocks, Block(len(self._old), len(self._new), 0)]:
            if a < block.old or b < block.new:
                yield Difference(_ink(self._old, a, block.old), _ink(self._new, b, block.new))
            a, b = block.old + block.size, block.new + block.size

    def facing(self, start: int, end: int, *, back: bool = False) -> Range:
        """Return the words of the new text that face an ink range of the old one, or with ``back``
        the other way round; those before it where none do, none in an empty text.
        """
        here, there = (self._new, self._old) if back else (self._old, self._new)
        blocks = self._blocks
        if back:
            blocks = [Block(block.new, block.old, block.size) for block in blocks]
        if not len(here) or not len(there):
            return 0, 0
        first = _facing(blocks, here, there, start)
        last = max(first, _facing(blocks, here, there, max(start, end - 1)))
        return there.starts[first], there.ends[last]

    def words(self, start: int, end: int) -> Range:
        """Widen or narrow a range of the new text to whole words: one that is half in stays."""
        first, last = self._new.within(start, end)
        starts, ends = self._new.starts, self._new.ends
        if last - first > 1 and 2 * (ends[first] - start) < ends[first] - starts[first]:
            first += 1
        if last - first > 1 and 2 * (end - starts[last - 1]) < ends[last - 1] - starts[last - 1]:
            last -= 1
        return (starts[first], ends[last - 1]) if first < last else (start, end)

    def around(self, offset: int, ink: int) -> Range | None:
        """Return the words of the new text within so much ink of a place; None where none are."""
        first, last = self._new.within(max(0, offset - ink), min(len(self.new), offset + ink))
        return (self._new.starts[first], self._new.ends[last - 1]) if first < last else None

    def _overlapping(self, first: int, last: int) -> Iterator[tuple[Block, int, int]]:
        at = max(0, bisect_right(self._blocks, first, key=lambda block: block.old) - 1)
        for block in self._blocks[at : bisect_left(self._blocks, last, key=lambda b: b.old)]:
            a, b = max(first, block.old), min(last, block.old + block.size)
            if a < b:
                yield block, a, b


def _ink(tokens: Tokens, first: int, last: int) -> Range:
    """Return the ink range of some words; where there are none, the place between two."""
    if first < last:
        return tokens.starts[first], tokens.ends[last - 1]
    place = tokens.ends[first - 1] if first else 0
    return place, place


def _facing(blocks: list[Block], here: Tokens, there: Tokens, offset: int) -> int:
    """Return the word that faces the one at an ink offset."""
    word = min(here.within(offset, offset + 1)[0], len(here) - 1)
    at = bisect_right(blocks, word, key=lambda block: block.old) - 1
    if at < 0:
        return 0
    block = blocks[at]
    return min(block.new + min(word - block.old, block.size), len(there) - 1)
