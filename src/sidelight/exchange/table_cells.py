# SPDX-License-Identifier: AGPL-3.0-or-later
"""From the text of a CSV file (RFC 4180, and what spreadsheets make of it) to rows of cells."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from sidelight.errors import InputError
from sidelight.exchange.table_heads import known_heads
from sidelight.reader.found_sheets import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS

SIGNS = (",", ";", "\t")
"""What parts cells."""
_SAMPLE_ROWS = 50
_SAMPLE = 100_000
_MOST_LINES = 2_000_000
_MOST_SIGNS = 100_000

Row = Sequence[str]


def rows_of(text: str, name: str) -> list[list[str]]:
    """Return the rows that hold anything, at the place of each that does not an empty one.

    InputError: `import.damaged`, and `import.too_large` beyond the bounds of
    `sidelight.reader.found_sheets`.
    """
    text, sign = _told(text)
    if text.count("\n") > _MOST_LINES:
        raise InputError("import.too_large", name=name)
    sign = sign or parting_sign(text)
    if any(line.count(sign) > _MOST_SIGNS for line in _long_lines(text)):
        raise InputError("import.too_large", name=name)
    found: list[list[str]] = []
    filled = 0
    try:
        for row in _read(text, sign):
            kept = row if any(cell.strip() for cell in row) else []
            filled += bool(kept)
            if len(kept) > MOST_COLUMNS:
                kept = kept[: _last(kept)]
            if filled > MOST_ROWS + 1 or len(kept) > MOST_COLUMNS:
                raise InputError("import.too_large", name=name)
            found.append(kept)
    except csv.Error as error:
        raise InputError("import.damaged", name=name) from error
    while found and not found[-1]:
        found.pop()
    return found


def parting_sign(text: str) -> str:
    """Return what parts the cells of a table: what gives heads that are known, else rows that are
    as long as most, and long.
    """
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample[: sample.rfind("\n") + 1] or sample

    def rating(sign: str) -> tuple[int, float, int]:
        try:
            rows = [row for row in islice(_read(sample, sign), _SAMPLE_ROWS) if any(row)]
        except csv.Error:
            return 0, 0.0, 0
        widths = Counter(map(len, rows))
        width, often = widths.most_common(1)[0] if widths else (1, 0)
        heads = max((known_heads(row) for row in rows[:3]), default=0)
        return heads, often / max(1, len(rows)) if width > 1 else 0.0, width

    return max(SIGNS, key=rating)


def _told(text: str) -> tuple[str, str]:
    """Return a text without the line by which Excel is told what parts cells, and that sign."""
    first, _end, _rest = text[:20].partition("\n")
    if first[:4].lower() == "sep=" and len(first) == 5:
        return text[len(first) + 1 :], first[4]
    return text, ""


def _long_lines(text: str) -> Iterator[str]:
    return (line for line in text.split("\n") if len(line) > _MOST_SIGNS)


def _read(text: str, sign: str) -> Iterator[list[str]]:
    # a bound of the whole process, which nothing else leans on
    csv.field_size_limit(LONGEST_CELL)
    return csv.reader(io.StringIO(text, newline=""), delimiter=sign)


def _last(row: Row) -> int:
    """Return the number of cells up to the last that holds anything."""
    return max((at for at, cell in enumerate(row, 1) if cell.strip()), default=0)
