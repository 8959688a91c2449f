# SPDX-License-Identifier: AGPL-3.0-or-later
"""The characters of one page of MuPDF's structured text, taken out of memory at once.

Only what is proven to be mapped is read: an object that a pointer of MuPDF's leads to, and what
lies on the same page of memory as one.
"""

from __future__ import annotations

import sys
from array import array
from ctypes import string_at
from dataclasses import dataclass, field
from typing import Any

from sidelight.reader.stext_layout import BLOCK, CHARACTER, LINE, address_of, is_known

ORIGIN, QUAD, SIZE, FONT = 3, 5, 13, 7
"""Where members of a character stand: in numbers of 4 bytes, the font in pointers of 8."""

_CODE_POINTS = f"utf-32-{sys.byteorder[0]}e"
_LENGTH = CHARACTER.size
_NUMBERS, _POINTERS = _LENGTH // 4, _LENGTH // 8
_MEMORY_PAGE = 4096
"""The smallest on any system; larger ones are multiples of it."""


@dataclass(slots=True, frozen=True)
class Row:
    """A line of structured text: its characters from ``start`` to ``end``, whether it is level from
    left to right, and how far it goes as MuPDF has it.
    """

    start: int
    end: int
    level: bool
    left: float
    right: float


@dataclass(slots=True)
class StextPage:
    """The rows of each block, and all characters: ``text`` has one code point for each."""

    blocks: list[list[Row]] = field(default_factory=list)
    text: str = ""
    numbers: array[float] = field(default_factory=lambda: array("f"))
    words: array[int] = field(default_factory=lambda: array("I"))
    fonts: array[int] = field(default_factory=lambda: array("Q"))
    sizes: list[float] = field(default_factory=list)

    def column(self, member: int, start: int, end: int) -> array[float]:
        """Return one number of each character from ``start`` to ``end``."""
        return self.numbers[_NUMBERS * start + member : _NUMBERS * end : _NUMBERS]

    def bits(self, member: int, start: int, end: int) -> array[int]:
        """Return the same as bit patterns, which compare many times faster than numbers."""
        return self.words[_NUMBERS * start + member : _NUMBERS * end : _NUMBERS]

    def number(self, member: int, character: int) -> float:
        """Return one number of one character."""
        return self.numbers[_NUMBERS * character + member]


def stext_of(textpage: Any) -> StextPage | None:
    """Return what a text page of PyMuPDF holds.

    None where that cannot be told for certain without asking PyMuPDF for each character: memory
    laid out in another way, vertical writing, print across the edge of the page, blocks that hold no
    text.
    """
    if not is_known():
        return None
    found = StextPage()
    memory: list[bytes] = []
    box = textpage.this.m_internal.mediabox
    edges = (box.x0, box.y0, box.x1, box.y1)
    at, total = address_of(textpage.this.m_internal.first_block), 0
    while at:
        kind, _, *_box, line, _last, _flags, _previous, at = BLOCK.unpack(string_at(at, BLOCK.size))
        rows = _rows(line, edges, total, memory) if kind == 0 else None
        if not rows:
            return None
        found.blocks.append(rows)
        total = rows[-1].end
    _take(found, memory)
    plain = all(_ends_plainly(found, row) for rows in found.blocks for row in rows)
    return found if plain else None


def _rows(
    at: int, edges: tuple[float, float, float, float], total: int, memory: list[bytes]
) -> list[Row] | None:
    """Return the rows of a block from its first line, and add their characters to ``memory``."""
    left, top, right, bottom = edges
    rows: list[Row] = []
    while at:
        mode, _flags, x, y, x0, y0, x1, y1, first, last, _previous, at = LINE.unpack(
            string_at(at, LINE.size)
        )
        if mode or not (left < x0 < x1 < right and top < y0 < y1 < bottom and first):
            return None
        start = total
        total += _chain(first, last, memory)
        rows.append(Row(start, total, x == 1 and y == 0, x0, x1))
    return rows


def _chain(at: int, last: int, memory: list[bytes]) -> int:
    """Add the characters linked from ``at`` on to ``memory``; return their number.

    MuPDF allots them one after another, with a gap some fifty characters apart.
    """
    total = 0
    while at:
        count = _readable(at, last)
        piece = string_at(at, count * _LENGTH)
        following = memoryview(piece).cast("Q")[_POINTERS - 1 :: _POINTERS].tolist()
        expected = list(range(at + _LENGTH, at + count * _LENGTH, _LENGTH))
        at = following.pop()
        if following != expected:
            count = list(map(int.__eq__, following, expected)).index(False) + 1
            at = following[count - 1]
            piece = piece[: count * _LENGTH]
        memory.append(piece)
        total += count
    return total


def _readable(at: int, last: int) -> int:
    """Return how many characters from ``at`` on can be read, were there no gap before ``last``."""
    pages = (last + _LENGTH - 1) // _MEMORY_PAGE - at // _MEMORY_PAGE
    if last >= at and pages <= 1:
        return (last - at) // _LENGTH + 1
    return max(1, (_MEMORY_PAGE - at % _MEMORY_PAGE) // _LENGTH)


def _take(found: StextPage, memory: list[bytes]) -> None:
    joined = b"".join(memory)
    found.numbers = array("f", joined)
    found.words = array("I", joined)
    found.fonts = array("Q", joined)[FONT::_POINTERS]
    found.sizes = found.numbers[SIZE::_NUMBERS].tolist()
    found.text = found.words[::_NUMBERS].tobytes().decode(_CODE_POINTS, "surrogatepass")


def _ends_plainly(found: StextPage, row: Row) -> bool:
    """Tell whether a row ends in something with a width, or that goes with what has one.

    PyMuPDF leaves out the end of a line whose style is its own and whose box is empty.
    """
    last = row.end - 1
    if not _empty(found, last):
        return True
    style = _style(found, last)
    for at in range(last - 1, row.start - 1, -1):
        if _style(found, at) != style:
            return False
        if not _empty(found, at):
            return True
    return False


def _empty(found: StextPage, character: int) -> bool:
    start = _NUMBERS * character + QUAD
    ulx, uly, urx, ury, llx, lly, lrx, lry = found.numbers[start : start + 8]
    return (ulx == urx == llx == lrx) or (uly == ury == lly == lry)


def _style(found: StextPage, character: int) -> tuple[bytes, int, float, float]:
    start = _NUMBERS * character
    return (
        found.words[start + 1 : start + 3].tobytes(),
        found.fonts[character],
        found.numbers[start + SIZE],
        found.numbers[start + ORIGIN + 1],
    )
