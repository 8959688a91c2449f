# SPDX-License-Identifier: AGPL-3.0-or-later
"""Values of a PDF's objects as plain ones, whatever type a file gives them (ISO 32000, 7.3, 7.9).

Objects are MuPDF's own, bare of the wrapping that PyMuPDF gives them: it takes ten times as long as
what is asked.  None stands for what is not there; each of these functions takes it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any

from sidelight.reader.mupdf import pymupdf
from sidelight.text.characters import shown

_RAW = getattr(pymupdf.mupdf, "_mupdf", pymupdf.mupdf)
"""The functions themselves, without those of the same names that only call them."""
entry = _RAW.ll_pdf_dict_gets
"""Of a dictionary (or a reference to one) and a key: the value, None where there is none."""
_size, _text_of = _RAW.ll_pdf_to_str_len, _RAW.ll_pdf_to_text_string
_length, _real = _RAW.ll_pdf_array_len, _RAW.ll_pdf_array_get_real

_LONGEST_STRING = 4_000_000
"""Bytes of a string that is looked into; a longer one says nothing."""
_FARTHEST = 1e7


class Texts:
    """Takes texts out of a file, as long as they do not come to more than a number of bytes.

    Strings are small in a file where they are used often, so their sum is what is bounded.
    """

    def __init__(self, most: int) -> None:
        self._left = most

    @property
    def spent(self) -> bool:
        """Whether there was more text than was to be read."""
        return self._left < 0

    def text(self, value: Any, longest: int) -> str:
        """Return a text string in any of its encodings, fit to be shown and cut to ``longest``
        characters; "" where it is none.
        """
        if value is None:
            return ""
        size = _size(value)
        self._left -= size
        if not 0 < size <= _LONGEST_STRING or self._left < 0:
            return ""
        told = _text_of(value)
        if size <= longest and told.isascii() and told.isprintable():
            return str(told).strip()
        told = told[: 2 * longest]
        return shown(told if told.isascii() else _mended(told))[:longest].rstrip()


def _mended(told: str) -> str:
    """Return what MuPDF decoded without bytes that are no UTF-8, and without U+0000, which it
    writes in two bytes.
    """
    raw = told.encode("utf-8", "surrogateescape").replace(b"\xc0\x80", b"")
    return raw.decode("utf-8", "replace")


def name(value: Any) -> str:
    """Return a name, "" where it is none."""
    if value is None:
        return ""
    told = str(_RAW.ll_pdf_to_name(value))
    return told if told.isascii() else _mended(told)


def whole(value: Any) -> int:
    """Return a whole number, 0 where it is none."""
    return int(_RAW.ll_pdf_to_int(value)) if value is not None else 0


def length(value: Any) -> int:
    """Return how much an array holds, 0 where it is none."""
    return int(_length(value)) if value is not None else 0


def items(value: Any) -> Iterator[Any]:
    """Yield what an array holds; nothing where it is none."""
    if value is not None:
        for at in range(_length(value)):
            yield _RAW.ll_pdf_array_get(value, at)


def facts(value: Any, most: int) -> Iterator[tuple[str, Any]]:
    """Yield names and values of a dictionary, at most so many; nothing where it is none."""
    if value is not None:
        for at in range(min(_RAW.ll_pdf_dict_len(value), most)):
            yield name(_RAW.ll_pdf_dict_get_key(value, at)), _RAW.ll_pdf_dict_get_val(value, at)


def number_of(value: Any) -> int:
    """Return the number of the object that a reference leads to, 0 where it is none."""
    known = value is not None and _RAW.ll_pdf_is_indirect(value)
    return int(_RAW.ll_pdf_to_num(value)) if known else 0


def numbers(value: Any, most: int) -> list[float]:
    """Return the numbers that an array holds, at most so many; nan for what is none there or is
    farther away than any page reaches.
    """
    if value is None:
        return []
    found = [_real(value, at) for at in range(min(_length(value), most))]
    if found and all(found) and max(found) < _FARTHEST and min(found) > -_FARTHEST:
        return found
    # what is no number is read as 0, as some numbers are
    return [
        one if (one or _is_number(value, at)) and abs(one) < _FARTHEST else math.nan
        for at, one in enumerate(found)
    ]


def _is_number(array: Any, at: int) -> bool:
    return bool(_RAW.ll_pdf_is_number(_RAW.ll_pdf_array_get(array, at)))


def colour(parts: Sequence[float]) -> str:
    """Return a colour of 1 (grey), 3 (RGB) or 4 (CMYK) parts, each 0 to 1, as #rrggbb; "" for
    another number of them and for what is none.
    """
    if len(parts) not in {1, 3, 4} or any(map(math.isnan, parts)):
        return ""
    light = [min(1.0, max(0.0, one)) for one in parts]
    if len(light) == 4:
        *ink, black = light
        light = [(1 - one) * (1 - black) for one in ink]
    red, green, blue = light * 3 if len(light) == 1 else light
    return "#" + "".join(f"{round(255 * one):02x}" for one in (red, green, blue))
