# SPDX-License-Identifier: AGPL-3.0-or-later
"""The boxes of the characters of a page: those that PyMuPDF gives them, a column at a time."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterator
from functools import cached_property
from itertools import compress, count, pairwise
from operator import ge, gt, ne
from typing import Any, TypeAlias

from sidelight.reader.stext_fonts import Fonts, Reach
from sidelight.reader.stext_page import ORIGIN, QUAD, SIZE, Row, StextPage
from sidelight.text.ink import ink_runs

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
            self._heighten(stretched, top, bottom)
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
        runs = ink_runs(self._found.text)
        return array("f", b"".join([every[16 * start : 16 * end] for start, end in runs]))

    def _widen(self, left: array[float], right: array[float]) -> None:
        """Let nothing begin before its origin, and give what has no width that of its letter."""
        found = self._found
        if found.bits(ORIGIN) != found.bits(_LLX):
            origins = found.column(ORIGIN)
            for place in compress(count(), map(gt, origins, left)):
                if found.fonts[place] in self._reaches:
                    left[place] = origins[place]
        if _all_less(left, right):
            return
        for place in compress(count(), map(ge, left, right)):
            reach = self._reaches.get(found.fonts[place])
            width = reach.advance(ord(found.text[place])) if reach else None
            if width is not None:
                right[place] = left[place] + width * found.sizes[place]

    def _heighten(self, rows: list[Row], top: array[float], bottom: array[float]) -> None:
        """Let what is written in a stretched font reach as high and as low as that does."""
        found = self._found
        heights = found.column(ORIGIN + 1)
        for first, last in _runs(found, rows):
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


def _runs(found: StextPage, rows: list[Row]) -> Iterator[tuple[int, int]]:
    """Yield stretches of one row, font, size and height."""
    columns = (found.fonts, *(found.bits(member) for member in (SIZE, ORIGIN + 1, _ULY)))
    for row in rows:
        bounds = {row.start, row.end}
        for column in columns:
            part = column[row.start : row.end]
            if part != part[:1] * len(part):
                bounds.update(compress(count(row.start + 1), map(ne, part, part[1:])))
        yield from pairwise(sorted(bounds))


def _in_order(low: array[float], high: array[float]) -> Pair:
    if _all_less(low, high, or_equal=True) or True not in map(gt, low, high):
        return low, high
    return array("f", map(min, low, high)), array("f", map(max, low, high))


def _all_less(low: array[float], high: array[float], *, or_equal: bool = False) -> bool:
    """Tell whether all numbers are positive and each of ``low`` less than its fellow of ``high``.

    Positive numbers compare like their bit patterns (IEEE 754), all at once as lanes of one large
    integer: a lane keeps the bit set above it unless something greater is taken away.
    """
    less, more = _lanes(low), _lanes(high)
    signs = _lanes(array("I", [1 << 31]) * len(low))
    least = 0 if or_equal else _lanes(array("I", [1]) * len(low))
    return not (less | more) & signs and ((more | signs) - less - least) & signs == signs


def _lanes(column: array[float] | array[int]) -> int:
    return int.from_bytes(column.tobytes(), sys.byteorder)
