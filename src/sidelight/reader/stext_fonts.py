# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the characters of a font reach to above and below their baseline, as PyMuPDF has it.

PyMuPDF keeps the box MuPDF gives unless ascender and descender of the font are less than one size
apart, which they are in most fonts of TeX; then it stretches both to one size (`JM_char_quad`).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sidelight.reader.mupdf import ERRORS, pymupdf
from sidelight.reader.stext_layout import address_of
from sidelight.reader.stext_page import Row, StextPage

_FLOAT = 1.1920929e-07
_GLYPHLESS = 1e-3


@dataclass(slots=True, frozen=True)
class Reach:
    """Above and below the baseline, in sizes upwards; ``font`` is one of PyMuPDF's."""

    above: float
    below: float
    font: Any
    _advances: dict[int, float | None] = field(default_factory=dict)

    def advance(self, code: int) -> float | None:
        """Return how wide a character of this code point is, in sizes; None where it has no glyph.

        Raises LookupError where the font is damaged.
        """
        if code not in self._advances:
            try:
                glyph = pymupdf.mupdf.fz_encode_character(self.font, code)
                known = pymupdf.mupdf.fz_advance_glyph(self.font, glyph, 0) if glyph else None
            except ERRORS as error:
                raise LookupError("a font does not say how wide it is") from error
            self._advances[code] = known
        return self._advances[code]


class Fonts:
    """The fonts met so far in one document.

    Each is kept as long as this object, so that no other can come to lie in its place.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, Reach | None]] = {}

    def reaches(self, textpage: Any, found: StextPage) -> dict[int, Reach]:
        """Return the fonts of a page whose boxes are to be stretched, by their place in memory.

        Raises LookupError where a font is not to be found through PyMuPDF.
        """
        present: set[int] = set().union(*found.fonts_of_rows)
        for address in present - self._known.keys():
            place = found.fonts.index(address)
            try:
                self._known[address] = _measured(_font_at(textpage, found, place), address)
            except ERRORS as error:
                raise LookupError("a font does not say how high it is") from error
        reaches = {address: self._known[address][1] for address in present}
        return {address: reach for address, reach in reaches.items() if reach is not None}


def _font_at(textpage: Any, found: StextPage, place: int) -> Any:
    rows: list[Row] = [row for block in found.blocks for row in block]
    at = next(number for number, row in enumerate(rows) if place < row.end)
    line = _nth((line for block in textpage.this for line in block), at)
    return _nth(line, place - rows[at].start).m_internal.font


def _nth(items: Iterable[Any], place: int) -> Any:
    for item in islice(items, place, None):
        return item
    raise LookupError("structured text is not as it lies in memory")


def _measured(pointer: Any, address: int) -> tuple[Any, Reach | None]:
    if address_of(pointer) != address:
        raise LookupError("structured text is not as it lies in memory")
    font = pymupdf.mupdf.FzFont(pymupdf.mupdf.ll_fz_keep_font(pointer))
    above = pymupdf.mupdf.fz_font_ascender(font)
    below = pymupdf.mupdf.fz_font_descender(font)
    # In the single precision of PyMuPDF, which decides at the limit.
    apart = array("f", (above - below, above - below + _FLOAT))[1]
    if apart >= 1:
        return font, None
    if above < _GLYPHLESS:
        above, below, apart = 0.9, -0.1, 1.0
    if apart < 1:
        above, below = above / apart, below / apart
    return font, Reach(above / (above - below), below / (above - below), font)
