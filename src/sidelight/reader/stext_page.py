# SPDX-License-Identifier: AGPL-3.0-or-later
"""The characters of one page of MuPDF's structured text, taken out of memory at once.

Only what is proven to be mapped is read: an object that a pointer of MuPDF's leads to, and what
lies on the same page of memory as one.
"""

from __future__ import annotations

import struct
import sys
from array import array
from ctypes import string_at
from functools import cached_property
from itertools import compress
from itertools import count as naturals
from operator import ne
from typing import Any, NamedTuple

from sidelight.reader.print_lines import BLANKS
from sidelight.reader.stext_layout import BLOCK, CHARACTER, LINE, address_of, is_known

ORIGIN, QUAD, SIZE, FONT = 3, 5, 13, 7
"""Where members of a character stand: in numbers of 4 bytes, the font in pointers of 8."""
FONT_WORDS = (2 * FONT, 2 * FONT + 1)
"""Where the font stands in numbers of 4 bytes."""

_CODE_POINTS = f"utf-32-{sys.byteorder[0]}e"
_LENGTH = CHARACTER.size
_NUMBERS, _POINTERS = _LENGTH // 4, _LENGTH // 8
_MEMORY_PAGE = 4096
"""The smallest on any system; larger ones are multiples of it."""

_LINKS = tuple(
    struct.Struct("=" + f"{_LENGTH - 8}xQ" * count)
    for count in range(2 * _MEMORY_PAGE // _LENGTH + 2)
)
"""What links so many characters in a row to the next ones."""


class Row(NamedTuple):
    """A line of structured text: its characters from ``start`` to ``end``, whether it is level from
    left to right, and how far it goes as MuPDF has it.
    """

    start: int
    end: int
    level: bool
    left: float
    right: float


class StextPage:
    """The rows of each block, and all characters: ``text`` has one code point for each."""

    def __init__(self, blocks: list[list[Row]], memory: bytes) -> None:
        self.blocks = blocks
        self._words = array("I", memory)
        self._numbers = memoryview(memory).cast("f")
        self._bits: dict[int, array[int]] = {}
        self.text = self.bits(0).tobytes().decode(_CODE_POINTS, "surrogatepass")

    @cached_property
    def characters(self) -> set[str]:
        """The different characters that there are."""
        return set(self.text)

    @cached_property
    def blanks(self) -> str:
        """Those of them that leave no ink."""
        return "".join(self.characters & BLANKS)

    @cached_property
    def sizes(self) -> list[float]:
        """The letter size of each character."""
        return self.column(SIZE).tolist()

    @cached_property
    def fonts(self) -> array[int]:
        """Where the font of each character lies in memory."""
        return array("Q", self._words.tobytes())[FONT::_POINTERS]

    @cached_property
    def fonts_of_rows(self) -> list[set[int]]:
        """Where the fonts of each row lie in memory, through all blocks."""
        parts = [self.fonts[row.start : row.end] for rows in self.blocks for row in rows]
        # A row is mostly of one font, which is told without making a number of each character's.
        return [{part[0]} if part == part[:1] * len(part) else set(part) for part in parts]

    def column(self, member: int) -> array[float]:
        """Return one number of each character."""
        return array("f", self.bits(member).tobytes())

    def bits(self, member: int) -> array[int]:
        """Return the same as bit patterns, which compare many times faster than numbers; not to be
        changed.
        """
        if member not in self._bits:
            self._bits[member] = self._words[member::_NUMBERS]
        return self._bits[member]

    def changes(self, *members: int) -> list[int]:
        """Return the characters that differ in one of some members from the one before."""
        differences = 0
        for member in members:
            bits = int.from_bytes(self.bits(member).tobytes(), "little")
            differences |= bits ^ (bits >> 32)
        # as bytes in a row: which of a number's four comes first does not matter
        lanes = array("I", differences.to_bytes(4 * len(self.text), "little"))
        return list(compress(naturals(1), lanes[:-1]))

    def baseline(self, row: Row) -> float:
        """Return the height of the origin of a row's first character."""
        return self._numbers[_NUMBERS * row.start + ORIGIN + 1]

    def is_empty(self, character: int) -> bool:
        """Tell whether the box of a character has no width or no height."""
        start = _NUMBERS * character + QUAD
        numbers = self._numbers
        if numbers[start] != numbers[start + 6] and numbers[start + 1] != numbers[start + 7]:
            return False
        ulx, uly, urx, ury, llx, lly, lrx, lry = numbers[start : start + 8]
        return (ulx == urx == llx == lrx) or (uly == ury == lly == lry)

    def style(self, character: int) -> tuple[object, ...]:
        """Return what two characters have in common that PyMuPDF puts into one span."""
        start = _NUMBERS * character
        return (
            self._words[start + 1 : start + 3].tobytes(),
            self.fonts[character],
            self._numbers[start + SIZE],
            self._numbers[start + ORIGIN + 1],
        )


def stext_of(textpage: Any) -> StextPage | None:
    """Return what a text page of PyMuPDF holds.

    None where that cannot be told for certain without asking PyMuPDF for each character: memory
    laid out in another way, vertical writing, print across the edge of the page, blocks without
    text.
    """
    if not is_known():
        return None
    blocks: list[list[Row]] = []
    memory: list[bytes] = []
    box = textpage.this.m_internal.mediabox
    edges = (box.x0, box.y0, box.x1, box.y1)
    at, total = address_of(textpage.this.m_internal.first_block), 0
    while at:
        kind, _, *_box, line, _last, _flags, _previous, at = BLOCK.unpack(string_at(at, BLOCK.size))
        rows = _rows(line, edges, total, memory) if kind == 0 else None
        if not rows:
            return None
        blocks.append(rows)
        total = rows[-1].end
    try:
        found = StextPage(blocks, b"".join(memory))
    except UnicodeDecodeError:
        return None
    # What a matrix flattens has size 0: its quad has an extent, the one PyMuPDF makes of it none.
    plain = min(found.sizes, default=1.0) > 0 and all(
        _ends_plainly(found, row) for rows in blocks for row in rows
    )
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
        count = (last - at) // _LENGTH + 1
        if count < 1 or (last + _LENGTH - 1) // _MEMORY_PAGE - at // _MEMORY_PAGE > 1:
            count = (_MEMORY_PAGE - at % _MEMORY_PAGE) // _LENGTH or 1
        piece = string_at(at, count * _LENGTH)
        links = _LINKS[count].unpack(piece)
        gaps = map(ne, links, range(at + _LENGTH, at + (count + 1) * _LENGTH, _LENGTH))
        count = next(compress(naturals(1), gaps), count)
        if count < len(links):
            piece = piece[: count * _LENGTH]
        at = links[count - 1]
        memory.append(piece)
        total += count
    return total


def _ends_plainly(found: StextPage, row: Row) -> bool:
    """Tell whether a row ends in something with a width, or that goes with what has one.

    PyMuPDF leaves out the end of a line whose style is its own and whose box is empty.
    """
    last = row.end - 1
    if not found.is_empty(last):
        return True
    style = found.style(last)
    for at in range(last - 1, row.start - 1, -1):
        if found.style(at) != style:
            return False
        if not found.is_empty(at):
            return True
    return False
