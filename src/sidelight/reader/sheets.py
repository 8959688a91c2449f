# SPDX-License-Identifier: AGPL-3.0-or-later
"""The cells of a workbook (XLSX, ISO/IEC 29500), read by calamine.

calamine makes room for all cells between the first and the last, and for as many texts as a file
says that it has.  So what is far away, or says too much of itself, is found before it sees it.
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from sidelight.reader.archive import Archive
from sidelight.reader.found_sheets import (
    LONGEST_CELL,
    LONGEST_NAME,
    MOST_CHARACTERS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SHEETS,
    FoundSheet,
)
from sidelight.reader.reading import Unreadable

_MOST_XML = 128_000_000
"""Bytes that the parts of a workbook unpack to, all together."""
_MOST_CELLS = 4_000_000
"""Cells between the first and the last of each sheet, empty ones too."""
_PICTURES = (".png", ".jpeg", ".jpg", ".gif", ".emf", ".wmf", ".bin", ".vml", ".tiff")
_FILLED = re.compile(rb"<(?:\w{1,20}:)?c(\s[^<>]{0,300}+)?+(?<!/)>")
"""A cell with anything in it: its attributes, of which others than ours write no more."""
_FAR = re.compile(
    rb"\sr\s*=\s*[\"']\s*(?:"
    rb"(?:[A-Za-z]{3,}|[H-Zh-z][A-Za-z]|[Gg][S-Zs-z])\d+"
    rb"|[A-Za-z]+0*(?:[1-9]\d{6,}|[2-9]\d{5}|1[1-9]\d{4}|10[1-9]\d{3}|100[1-9]\d\d|1000[1-9]\d))"
    rb"\s*[\"']"
)
"""A place beyond column GR or row 100,009."""
_PLACELESS = re.compile(rb"^(?![^\n]*\sr\s*=)", re.MULTILINE)
_CELL = re.compile(rb"<(?:\w{1,20}:)?c[\s>]")
_ROW = re.compile(rb"<(?:\w{1,20}:)?row[\s>]")
_LATE_ROW = re.compile(rb"<(?:\w{1,20}:)?row\s[^<>]{0,100}\br\s*=\s*[\"']\s*\d{6,}")
_BOASTS = re.compile(rb"[cC]ount\s*=\s*[\"']\s*\d{8,}")


def sheets_of(data: bytes) -> tuple[FoundSheet, ...]:
    """Return the sheets of a workbook that hold anything, in their order.

    Raises Unreadable: ``damaged``, ``sealed``, ``too_costly``.
    """
    _look_through(data)
    try:
        return tuple(_read(data))
    except Unreadable:
        raise
    except BaseException as error:
        # calamine panics, which is no Exception, where a file makes no sense to it
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise Unreadable("damaged") from error
        raise


def _look_through(data: bytes) -> None:
    """Raise Unreadable where a workbook is none, or would take more than it may."""
    archive = Archive(data)
    parts = [name for name in archive if not name.lower().endswith(_PICTURES)]
    left = _MOST_XML
    for name in parts:
        content = archive.read(name, left)
        left -= len(content)
        if b"\x00" in content or _BOASTS.search(content):
            raise Unreadable("damaged")
        filled = _FILLED.findall(content)
        if not filled:
            continue
        places = b"\n".join(filled)
        if _FAR.search(places):
            raise Unreadable("too_costly")
        if _PLACELESS.search(places):
            _count(content)


def _count(content: bytes) -> None:
    """Raise Unreadable where cells that do not say where they are would take too much room."""
    rows = _ROW.split(content)
    widest = max(len(_CELL.findall(row)) for row in rows)
    if widest * len(rows) > _MOST_CELLS or _LATE_ROW.search(content):
        raise Unreadable("too_costly")


def _read(data: bytes) -> Iterator[FoundSheet]:
    # only here: nothing else wants it
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    rows_left, letters_left, cells_left = MOST_ROWS, MOST_CHARACTERS, _MOST_CELLS
    found = 0
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        if sheet.start is None:
            continue
        found += 1
        rows_left -= sheet.total_height
        cells_left -= sheet.total_height * sheet.total_width
        few = found <= MOST_SHEETS and min(rows_left, cells_left) >= 0
        if not few or sheet.total_width > MOST_COLUMNS:
            raise Unreadable("too_costly")
        rows = [_row(row) for row in sheet.to_python(skip_empty_area=False)]
        letters_left -= sum(len(cell) for row in rows for cell in row)
        if letters_left < 0:
            raise Unreadable("too_costly")
        yield FoundSheet(name[:LONGEST_NAME], tuple(rows))


def _row(row: list[Any]) -> tuple[str, ...]:
    """Return the texts of a row, without those at its end that are empty."""
    cells = [_text(cell) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    if any(len(cell) > LONGEST_CELL for cell in cells):
        raise Unreadable("too_costly")
    return tuple(cells)


def _text(value: Any) -> str:
    """Return the text of a cell."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        whole = math.isfinite(value) and value.is_integer() and abs(value) < 1 << 53
        return str(int(value)) if whole else repr(value)
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    return str(value) if isinstance(value, int | timedelta) else ""
