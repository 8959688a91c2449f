# SPDX-License-Identifier: AGPL-3.0-or-later
"""The cells of a workbook on their way out of the confined process; taking them in trusts nothing
in them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

MOST_SHEETS = 50
MOST_ROWS = 100_000
MOST_COLUMNS = 200
LONGEST_CELL = 1_000_000
MOST_CHARACTERS = 64 << 20
"""What is read at the most: sheets with anything in them, rows of all of them, columns, characters
of a cell and of all cells.
"""
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class FoundSheet:
    """A sheet: its name and the texts of its cells from the first row and column on, rows as long
    as they are needed.

    Days and times are in ISO 8601, whole numbers without a point, truths ``true`` and ``false``;
    of a formula there is what the program that wrote it had computed.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]


def pack_sheets(sheets: tuple[FoundSheet, ...]) -> bytes:
    """Return sheets as JSON (UTF-8)."""
    whole = [(one.name, one.rows) for one in sheets]
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def unpack_sheets(data: bytes) -> tuple[FoundSheet, ...]:
    """Read what `pack_sheets` gave in another process, which may be anyone's by now; ValueError
    where it is not that.
    """
    try:
        found = tuple(
            FoundSheet(_name(name), tuple(_row(row) for row in rows))
            for name, rows in json.loads(data)
        )
    except (ValueError, TypeError, RecursionError) as error:
        raise ValueError(f"not the sheets of a workbook: {error}") from error
    if len(found) > MOST_SHEETS or sum(len(one.rows) for one in found) > MOST_ROWS:
        raise ValueError("more than is read")
    return found


def _name(value: Any) -> str:
    if type(value) is not str or len(value) > LONGEST_NAME:
        raise ValueError("a name that is none")
    return value


def _row(row: Any) -> tuple[str, ...]:
    if type(row) is not list or len(row) > MOST_COLUMNS:
        raise ValueError("a row that is none")
    if not all(type(cell) is str and len(cell) <= LONGEST_CELL for cell in row):
        raise ValueError("a cell that is none")
    return tuple(row)
