# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the process runs that reads the cells of a workbook: XLSX in, its sheets out as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from sidelight.reader.found_sheets import pack_sheets
from sidelight.reader.reading import Progress, Unreadable
from sidelight.reader.sheets import sheets_of
from sidelight.reader.uncollected import uncollected
from sidelight.worker import Blob, Call, Reply


def warm() -> None:
    """Load what reads workbooks."""
    with suppress(Unreadable):
        sheets_of(b"PK\x05\x06" + bytes(18))


def sheets(_arguments: dict[str, Any], blobs: Sequence[Blob], _report: Progress) -> Reply:
    """Read the workbook of the one blob.  Raises Unreadable as `sheets_of`."""
    with uncollected():
        return Reply({}, (pack_sheets(sheets_of(bytes(blobs[0]))),))


CALLS: dict[str, Call] = {"sheets": sheets}
