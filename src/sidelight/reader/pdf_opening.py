# SPDX-License-Identifier: AGPL-3.0-or-later
"""PDF: told by its header, and opened.  Drawing a page needs no more of it."""

from __future__ import annotations

from typing import Any

from sidelight.reader.mupdf import ERRORS, pymupdf
from sidelight.reader.reading import Unreadable

MEDIA_TYPE = "application/pdf"
_MOST_PAGES = 20_000


def is_pdf(data: bytes, _suffix: str) -> bool:
    """Tell a PDF by its header, which may stand anywhere in the first 1024 bytes (ISO 32000,
    7.5.2).
    """
    return b"%PDF-" in data[:1024]


def open_pdf(data: bytes, password: str = "") -> Any:
    """Return a PDF as a PyMuPDF document.

    Raises Unreadable: ``damaged``, ``encrypted`` where it needs a password and none is given,
    ``wrong_password``, ``too_costly``.
    """
    try:
        document = pymupdf.open(stream=data, filetype="pdf")
        if document.needs_pass and not (password and document.authenticate(password)):
            raise Unreadable("wrong_password" if password else "encrypted")
        if document.page_count < 1:
            raise Unreadable("damaged")
    except ERRORS as error:
        raise Unreadable("damaged") from error
    if document.page_count > _MOST_PAGES:
        raise Unreadable("too_costly")
    return document


def sample() -> bytes:
    """Return a PDF of one page with a word on it and a title."""
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((72, 72), "Warm", fontsize=20)
    document.set_metadata({"title": "Warm"})
    return bytes(document.tobytes())
