# SPDX-License-Identifier: AGPL-3.0-or-later
"""The boxes of the characters of a page: those that PyMuPDF gives them, a column at a time."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import compress, count, pairwise
from operator import ge, gt
from typing import Any, TypeAlias

from sidelight.reader.stext_fonts import Fonts, Reach
from sidelight.reader.stext_page import FONT_WORDS, ORIGIN, QUAD, SIZE, Row, StextPage

_ULX, _ULY, _URX, _URY, _LLX, _LLY, _LRX, _LRY = range(QUAD, QUAD + 8)
_ACROSS = ((_ULX, _LLX), (_URX, _LRX))
_DOWN = ((_ULY, _URY), (_LLY, _LRY))

Pair: TypeAlias = "tuple[array[float], array[float]]"
"""Two sides of boxes, in points: in each a number for every character."""


class Boxes:
    """The boxes of all characters of a page, in points of the page as it is written.

    Asking for either direction raises LookupError where only PyMuPDF can tell it: print that is
    not level, in a font whose boxes it stretches.
    """

    def __init__(self, textpage: Any, found: StextPage, fonts: Fonts) -> None:
        self._textpage = textpage
        self._found = found
        self._fonts = fonts
        self._rows = [row for block in found.blocks for row in block]

    @cached_property
    def _reaches(self) -> dict[int, Reach]:
        return self._fonts.reaches(self._textpage, self._found)

    @cached_property
    def _stretched(self) -> set[int]:
        """Where the rows start that have something in a font whose boxes are stretched."""
        reaches = self._reaches.keys()
        both = zip(self._rows, self._found.fonts_of_rows, strict=True)
        return {row.start for row, fonts in both if not reaches.isdisjoint(fonts)}

    @cached_property
    def across(self) -> Pair:
        """Left and right sides."""
        found = self._found
        left, right = found.column(_ULX), found.column(_LRX)
        slanting = _slanting(found, self._rows, _ACROSS)
        if any(row.start in self._stretched for row in slanting):
            raise LookupError("print aslant in a font whose boxes are stretched")
        for row in slanting:
            _put_around(found, row, (_ULX, _URX, _LLX, _LRX), (left, right))
        if self._stretched:
            self._widen(left, right)
        return _in_order(left, right)

    @cached_property
    def down(self) -> Pair:
        """Upper and lower sides."""
        found = self._found
        top, bottom = found.column(_ULY), found.column(_LLY)
        for row in _slanting(found, self._rows, _DOWN):
            _put_around(found, row, (_ULY, _URY, _LLY, _LRY), (top, bottom))
        stretched = [row for row in self._rows if row.start in self._stretched]
        if not all(row.level for row in stretched):
            raise LookupError("print turned in a font whose boxes are stretched")
        if stretched:
            self._heighten(top, bottom)
        return _in_order(top, bottom)

    def edges(self, row: Row) -> tuple[float, float]:
        """Return how far left and right a row goes."""
        left, right = self.across
        return min(left[row.start : row.end]), max(right[row.start : row.end])

    def of_ink(self) -> array[float]:
        """Return the boxes of what leaves ink: 4 numbers a character, left, top, right, bottom."""
        if not self._found.text:
            return array("f")
        (left, right), (top, bottom) = self.across, self.down
        every = interleaved(left, top, right, bottom).tobytes()
        text = self._found.text
        for blank in self._found.blanks:
            text = text.replace(blank, " ")
        parts: list[bytes] = []
        start = 0
        for length in map(len, text.split(" ")):
            parts.append(every[16 * start : 16 * (start + length)])
            start += length + 1
        return array("f", b"".join(parts))

    def _widen(self, left: array[float], right: array[float]) -> None:
        """Let nothing begin before its origin, and give what has no width that of its letter."""
        found = self._found
        if found.bits(ORIGIN) != found.bits(_LLX):
            origins = found.column(ORIGIN)
            for place in _exceeding(origins, left):
                if found.fonts[place] in self._reaches:
                    left[place] = origins[place]
        for place in _exceeding(left, right, or_equal=True):
            reach = self._reaches.get(found.fonts[place])
            width = reach.advance(ord(found.text[place])) if reach else None
            if width is not None:
                right[place] = left[place] + width * found.sizes[place]

    def _heighten(self, top: array[float], bottom: array[float]) -> None:
        """Let what is written in a stretched font reach as high and as low as that does."""
        found = self._found
        heights = found.column(ORIGIN + 1)
        bounds = {row.start for row in self._rows}
        bounds.update(found.changes(*FONT_WORDS, SIZE, ORIGIN + 1, _ULY), (len(found.text),))
        for first, last in pairwise(sorted(bounds)):
            reach = self._reaches.get(found.fonts[first])
            if reach is not None:
                size, baseline = found.sizes[first], heights[first]
                upwards = size if top[first] > baseline else -size
                above, below = baseline + upwards * reach.above, baseline + upwards * reach.below
                top[first:last] = array("f", [above]) * (last - first)
                bottom[first:last] = array("f", [below]) * (last - first)


def interleaved(*columns: array[float]) -> array[float]:
    """Return numbers in turn from each of some columns of one length."""
    result = array("f", bytes(4 * len(columns) * len(columns[0])))
    for place, column in enumerate(columns):
        result[place :: len(columns)] = column
    return result


def _slanting(found: StextPage, rows: list[Row], sides: tuple[tuple[int, int], ...]) -> list[Row]:
    """Return the rows whose quads do not have the same number at both ends of ``sides``."""
    pairs = [(found.bits(one), found.bits(other)) for one, other in sides]
    if all(one == other for one, other in pairs):
        return []
    return [
        row
        for row in rows
        if any(one[row.start : row.end] != other[row.start : row.end] for one, other in pairs)
    ]


def _put_around(found: StextPage, row: Row, members: tuple[int, ...], sides: Pair) -> None:
    """Put the sides of boxes around the slanting quads of a row."""
    part = slice(row.start, row.end)
    corners = [found.column(member)[part] for member in members]
    sides[0][part] = array("f", map(min, *corners))
    sides[1][part] = array("f", map(max, *corners))


def _in_order(low: array[float], high: array[float]) -> Pair:
    if not any(True for _ in _exceeding(low, high)):
        return low, high
    return array("f", map(min, low, high)), array("f", map(max, low, high))


def _exceeding(
    some: array[float], others: array[float], *, or_equal: bool = False
) -> Iterator[int]:
    """Yield where one of ``some`` is more than its fellow of ``others``, or with ``or_equal`` not
    less.

    Positive numbers compare like their bit patterns (IEEE 754), all at once as lanes of one large
    integer: a lane keeps the bit set above it unless something greater is taken away.
    """
    exceeds = ge if or_equal else gt
    less, more = _lanes(some), _lanes(others)
    signs = _alike(1 << 31, len(some))
    if (less | more) & signs:
        yield from compress(count(), map(exceeds, some, others))
        return
    least = _alike(1, len(some)) if or_equal else 0
    kept = ((more | signs) - less - least) & signs
    if kept != signs:
        lanes = array("I", (kept ^ signs).to_bytes(4 * len(some), sys.byteorder))
        for place in compress(count(), lanes):
            # what is no number compares with none, whatever its bits
            if exceeds(some[place], others[place]):
                yield place


def _lanes(column: array[float] | array[int]) -> int:
    return int.from_bytes(column.tobytes(), sys.byteorder)


@lru_cache(maxsize=4)
def _alike(number: int, count: int) -> int:
    return _lanes(array("I", [number]) * count)
