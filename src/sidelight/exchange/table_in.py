# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tables of claims as CSV and as workbooks (XLSX): anybody's, and our own reports.

docs/tables.md says which heads and words are known, and what becomes of what.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sidelight.errors import DocumentError, InputError
from sidelight.exchange import table_own, workbook_own
from sidelight.exchange.incoming import Given, Incoming, Step
from sidelight.exchange.record_text import text_of
from sidelight.exchange.table_cells import rows_of
from sidelight.exchange.table_heads import fields_of, head_row, heads_of
from sidelight.exchange.table_rows import read_rows
from sidelight.language import _
from sidelight.reader.found_sheets import FoundSheet

_LARGEST = 64 << 20
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1f]")
_NO_TEXT = (b"%PDF", b"PK", b"\xd0\xcf\x11\xe0")


def knows_csv(name: str, head: bytes) -> bool:
    """Tell by its name, and that it is text, whether a file is a table."""
    if not name.lower().endswith((".csv", ".tsv")) or not head.strip():
        return False
    return not _CONTROL.search(head) and not head.startswith(_NO_TEXT)


def knows_xlsx(name: str, head: bytes) -> bool:
    """Tell whether a file is a workbook."""
    if not head.startswith(b"PK"):
        return False
    return name.lower().endswith((".xlsx", ".xlsm")) or b"xl/workbook.xml" in head


def read_csv(given: Given, step: Step) -> Incoming:
    """Return what a table says.  InputError: `import.damaged`, `import.too_large`."""
    rows = rows_of(text_of(given), given.name)
    if not rows:
        raise InputError("import.damaged", name=given.name)
    if table_own.is_own(rows[0]) and not given.columns:
        return table_own.read_own(rows, step)
    return read_rows(rows, given.columns, step)


def read_xlsx(given: Given, step: Step) -> Incoming:
    """Return what the sheet of a workbook says whose heads are known best, or what our own report
    says in all its sheets.  InputError: `import.damaged`, `import.too_large`.
    """
    if len(given.data) > _LARGEST:
        raise InputError("import.too_large", name=given.name)
    try:
        sheets = given.reader.sheets(given.data, given.name)
    except DocumentError as error:
        large = error.id == "document.too_costly"
        raise InputError(
            "import.too_large" if large else "import.damaged", name=given.name
        ) from error
    if not sheets:
        raise InputError("import.damaged", name=given.name)
    own = workbook_own.own_sheets(sheets)
    if own and not given.columns:
        return workbook_own.read_own(sheets, own, step)
    return _read_best(sheets, given, step)


def _read_best(sheets: Sequence[FoundSheet], given: Given, step: Step) -> Incoming:
    best = max(sheets, key=lambda sheet: _rating(sheet, given))
    incoming = read_rows(best.rows, given.columns, step)
    others = [sheet.name for sheet in sheets if sheet is not best]
    if not others:
        return incoming
    words = _("Of the sheets only “{name}” was read.").format(name=best.name)
    return replace(incoming, remarks=(*incoming.remarks, words))


def _rating(sheet: FoundSheet, given: Given) -> int:
    """Rate how well the heads of a sheet are known; those that were chosen count most."""
    at = head_row(sheet.rows)
    if at < 0:
        return 0
    heads = heads_of(sheet.rows[at], len(sheet.rows[at]))
    chosen = sum(head in heads for head in given.columns.values())
    return len(fields_of(heads, {})) + 100 * chosen
