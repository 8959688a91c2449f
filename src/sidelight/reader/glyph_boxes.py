# SPDX-License-Identifier: AGPL-3.0-or-later
"""The boxes of the characters of a page: those that PyMuPDF gives them, a column at a time."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from itertools import chain, compress, count, pairwise
from operator import ge, gt, ne
from typing import Any, TypeAlias

from sidelight.reader.mupdf import ERRORS
from sidelight.reader.stext_fonts import Fonts, Reach
from sidelight.reader.stext_page import ORIGIN, QUAD, SIZE, Row, StextPage

Columns: TypeAlias = "tuple[array[float], array[float], array[float], array[float]]"
"""Left, top, right and bottom sides, in points, one of each for a character."""

_ULX, _ULY, _URX, _URY, _LLX, _LLY, _LRX, _LRY = range(QUAD, QUAD + 8)


class Boxes:
    """Boxes of any stretch of a page, in points of the page as it is written."""

    def __init__(self, textpage: Any, found: StextPage, fonts: Fonts) -> None:
        self._textpage = textpage
        self._found = found
        self._fonts = fonts
        self._reaches: dict[int, Reach] | None = None

    def edges(self, row: Row) -> tuple[float, float]:
        """Return how far left and right a row goes.  Raises LookupError like `columns`."""
        left, _, right, _ = self.columns([row])
        return min(left), max(right)

    def columns(self, rows: list[Row]) -> Columns:
        """Return the sides of the boxes of rows that follow each other, at least one.

        Raises LookupError where only PyMuPDF can tell them: print that is neither level nor in a
        font with boxes of its own.
        """
        try:
            if self._reaches is None:
                self._reaches = self._fonts.reaches(self._textpage, self._found)
            return self._columns(rows, self._reaches)
        except ERRORS as error:
            raise LookupError("a font does not say how wide it is") from error

    def _columns(self, rows: list[Row], reaches: dict[int, Reach]) -> Columns:
        found = self._found
        start, end = rows[0].start, rows[-1].end
        columns = _upright(found, start, end)
        stretched = reaches.keys() & set(found.fonts[start:end]) if reaches else set()
        aslant = [] if _is_upright(found, start, end) else _aslant(found, rows)
        if stretched:
            turned = [row for row in rows if not (row.level and _is_straight(found, row))]
            if any(not stretched.isdisjoint(found.fonts[row.start : row.end]) for row in turned):
                raise LookupError("print aslant in a font without boxes of its own")
        for row in aslant:
            _put_around(found, row, columns, start)
        for first, last in _runs(found, rows) if stretched else ():
            reach = reaches.get(found.fonts[first])
            if reach is not None:
                _stretch(found, (first, last), reach, columns, start)
        return _in_order(columns)


def interleaved(columns: Columns) -> array[float]:
    """Return four numbers a character, one character after another."""
    boxes = array("f", bytes(16 * len(columns[0])))
    for side, column in enumerate(columns):
        boxes[side::4] = column
    return boxes


def _upright(found: StextPage, start: int, end: int) -> Columns:
    left, top, right, bottom = (
        found.column(member, start, end) for member in (_ULX, _ULY, _LRX, _LRY)
    )
    return left, top, right, bottom


def _is_upright(found: StextPage, start: int, end: int) -> bool:
    return all(
        found.bits(one, start, end) == found.bits(other, start, end)
        for one, other in ((_ULX, _LLX), (_URX, _LRX), (_ULY, _URY), (_LLY, _LRY))
    )


def _aslant(found: StextPage, rows: list[Row]) -> list[Row]:
    return [row for row in rows if not _is_upright(found, row.start, row.end)]


def _is_straight(found: StextPage, row: Row) -> bool:
    """Tell whether the quads of a row have upright sides; MuPDF's own blanks may climb a little."""
    return all(
        found.bits(one, row.start, row.end) == found.bits(other, row.start, row.end)
        for one, other in ((_ULX, _LLX), (_URX, _LRX))
    )


def _put_around(found: StextPage, row: Row, columns: Columns, start: int) -> None:
    """Put boxes around the slanting quads of a row."""
    part = slice(row.start - start, row.end - start)
    across = [found.column(member, row.start, row.end) for member in (_ULX, _URX, _LLX, _LRX)]
    down = [found.column(member, row.start, row.end) for member in (_ULY, _URY, _LLY, _LRY)]
    left, top, right, bottom = columns
    left[part], right[part] = array("f", map(min, *across)), array("f", map(max, *across))
    top[part], bottom[part] = array("f", map(min, *down)), array("f", map(max, *down))


def _runs(found: StextPage, rows: list[Row]) -> Iterator[tuple[int, int]]:
    """Yield stretches of one row, font, size and height."""
    start, end = rows[0].start, rows[-1].end
    changing = (
        found.fonts[start:end],
        *(found.bits(member, start, end) for member in (SIZE, ORIGIN + 1, _ULY)),
    )
    bounds = {row.start for row in rows} | {end}
    bounds.update(
        chain.from_iterable(
            compress(count(start + 1), map(ne, column, column[1:])) for column in changing
        )
    )
    return pairwise(sorted(bounds))


def _stretch(
    found: StextPage, run: tuple[int, int], reach: Reach, columns: Columns, start: int
) -> None:
    """Give the characters of a run the boxes of their font (`JM_char_quad` of PyMuPDF)."""
    first, last = run
    part = slice(first - start, last - start)
    left, top, right, bottom = columns
    size, baseline = found.number(SIZE, first), found.number(ORIGIN + 1, first)
    hangs = found.number(_ULY, first) > baseline
    upwards = size if hangs else -size
    top[part] = array("f", [baseline + upwards * reach.above]) * (last - first)
    bottom[part] = array("f", [baseline + upwards * reach.below]) * (last - first)
    if found.bits(ORIGIN, first, last) != found.bits(_LLX, first, last):
        left[part] = array("f", map(max, left[part], found.column(ORIGIN, first, last)))
    for place in compress(count(first - start), map(ge, left[part], right[part])):
        width = size * reach.advance(ord(found.text[start + place]))
        right[place] = left[place] + width if width else right[place]


def _in_order(columns: Columns) -> Columns:
    left, top, right, bottom = columns
    if True in map(gt, left, right):
        left, right = array("f", map(min, left, right)), array("f", map(max, left, right))
    if True in map(gt, top, bottom):
        top, bottom = array("f", map(min, top, bottom)), array("f", map(max, top, bottom))
    return left, top, right, bottom
