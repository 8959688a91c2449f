# SPDX-License-Identifier: AGPL-3.0-or-later
"""How MuPDF's structured text lies in memory, and whether it does so in the MuPDF that is loaded.

Blocks, lines and characters are linked lists of C structures (mupdf/fitz/structured-text.h).
PyMuPDF hands them over one Python object a character, which takes five times as long as finding
them; read as they lie, a whole page comes at once.  Nothing is read before every member of a made
page has been compared with what PyMuPDF's own accessors say of it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from ctypes import string_at
from functools import cache
from typing import Any

from sidelight.reader.mupdf import ERRORS, pymupdf

BLOCK = struct.Struct("@2i 4f 2P i 12x 2P")
"""Type, id, box, first line, last line, flags, previous, next."""

LINE = struct.Struct("@2B 2f 4f 4P")
"""Writing mode, flags, direction, box, first character, last character, previous, next."""

CHARACTER = struct.Struct("@i 2H I 2f 8f f 2P")
"""Code point, bidi level, flags, colour, origin, quad (ul, ur, ll, lr), size, font, next."""

_SAMPLE = ((72, 90, "Warm words"), (72, 104, "of two lines"), (300, 400, "and two blocks"))
_STRANGE: tuple[type[Exception], ...] = (AttributeError, struct.error, *ERRORS)


@cache
def is_known() -> bool:
    """Tell whether structured text lies in memory as said here; found out once a process."""
    if struct.calcsize("P") != 8:
        return False
    document = pymupdf.open()
    page = document.new_page()
    for x, y, words in _SAMPLE:
        page.insert_text((x, y), words, fontsize=11)
    try:
        return agrees(page.get_textpage(flags=pymupdf.TEXT_PRESERVE_WHITESPACE))
    except _STRANGE:
        return False


def agrees(textpage: Any) -> bool:
    """Tell whether all of a text page of PyMuPDF lies in memory as its accessors say."""
    blocks = list(textpage.this)
    lines = [line for block in blocks for line in block]
    characters = [character for line in lines for character in line]
    return len(blocks) > 1 and all(
        (
            *(_same_block(block) for block in blocks),
            *(_same_line(line) for line in lines),
            *(_same_character(character.m_internal) for character in characters),
        )
    )


def address_of(pointed: Any) -> int:
    """Return where a structure of PyMuPDF's lies; 0 for none."""
    return int(pointed.this) if pointed else 0


def _same_block(block: Any) -> bool:
    said = block.m_internal
    kind, _, *box, first, last, _flags, previous, following = _at(BLOCK, said)
    lines = [address_of(line.m_internal) for line in block]
    return (kind, box, first, last, previous, following) == (
        said.type,
        _sides(said.bbox),
        lines[0],
        lines[-1],
        address_of(said.prev),
        address_of(said.next),
    )


def _same_line(line: Any) -> bool:
    said = line.m_internal
    mode, _flags, x, y, *box, first, last, previous, following = _at(LINE, said)
    return (mode, x, y, box, first, last, previous, following) == (
        said.wmode,
        said.dir.x,
        said.dir.y,
        _sides(said.bbox),
        address_of(said.first_char),
        address_of(said.last_char),
        address_of(said.prev),
        address_of(said.next),
    )


def _same_character(said: Any) -> bool:
    code, bidi, flags, colour, *numbers, size, font, following = _at(CHARACTER, said)
    points = (said.origin, said.quad.ul, said.quad.ur, said.quad.ll, said.quad.lr)
    return (code, bidi, flags, colour, numbers, size, font, following) == (
        said.c,
        said.bidi,
        said.flags,
        said.argb,
        [number for point in points for number in (point.x, point.y)],
        said.size,
        address_of(said.font),
        address_of(said.next),
    )


def _at(layout: struct.Struct, said: Any) -> Iterable[Any]:
    return layout.unpack(string_at(address_of(said), layout.size))


def _sides(box: Any) -> list[float]:
    return [box.x0, box.y0, box.x1, box.y1]
