# SPDX-License-Identifier: AGPL-3.0-or-later
"""Saved pages and web archives as their callers see them: no page is ever parsed on this side."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from sidelight.errors import DocumentError
from sidelight.reader.archived_pages import (
    LONGEST_NAME,
    MOST_NAMES,
    ArchivedPages,
    unpack_archived,
)
from sidelight.reader.remote import Reader

Stop = Callable[[], bool] | None


def names(reader: Reader, data: bytes, name: str, *, cancelled: Stop = None) -> list[str]:
    """Return the addresses of pictures and style sheets that a page names, as they stand in it.

    Raises DocumentError (document.damaged, .too_costly) and Cancelled.
    """
    found = reader.one("web", "names", {}, data, name, cancelled=cancelled)
    try:
        named: Any = json.loads(found)
        sound = isinstance(named, list) and len(named) <= MOST_NAMES
        if sound and all(isinstance(n, str) and len(n) <= LONGEST_NAME for n in named):
            return list(named)
    except (ValueError, RecursionError) as error:
        raise DocumentError("document.damaged", name=name) from error
    raise DocumentError("document.damaged", name=name)


def archived_pages(
    reader: Reader, data: bytes, name: str, *, cancelled: Stop = None
) -> ArchivedPages:
    """List the pages of a web archive whose file is called ``name``.

    Raises DocumentError (document.unknown for anything else, .damaged, .sealed, .too_costly) and
    Cancelled.
    """
    found = reader.one("web", "pages", {}, data, name, cancelled=cancelled)
    try:
        return unpack_archived(found)
    except ValueError as error:
        raise DocumentError("document.damaged", name=name) from error


def archived_page(
    reader: Reader, data: bytes, name: str, number: int, *, cancelled: Stop = None
) -> bytes:
    """Return the page of a number in a web archive with what belongs to it, as MHTML; else as
    `archived_pages`.
    """
    return reader.one("web", "page", {"number": number}, data, name, cancelled=cancelled)
