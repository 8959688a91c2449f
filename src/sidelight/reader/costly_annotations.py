# SPDX-License-Identifier: AGPL-3.0-or-later
"""Annotations that a page of a PDF lists in such numbers that nobody made them by reading.

MuPDF draws each annotation of a page when the page is loaded, and its words belong to the text of
the page.  A list that would take minutes is taken out of what is loaded: the page is read without
it.
"""

from __future__ import annotations

from typing import Any

from sidelight.reader.mupdf import ERRORS, pymupdf
from sidelight.reader.pdf_values import entry, items, length, number_of

_MUPDF = pymupdf.mupdf
_MOST = 5_000
"""Annotations of one page, together with the quadrilaterals and lines that they are drawn by."""
_MOST_CORNERS = 400_000
"""Of the whole file: numbers that say where annotations are drawn."""
_BY_PAIRS = ("QuadPoints", "Vertices")
_NUMBERS = 8
"""Of a quadrilateral."""


class CostlyAnnotations:
    """Looks at the pages of a document of PyMuPDF, each once and before it is loaded."""

    def __init__(self, document: Any) -> None:
        self._core = _MUPDF.pdf_document_from_fz_document(document.this)
        self._is_pdf = bool(document.is_pdf)
        self._lists: set[int] = set()
        self._corners = 0

    def leave_out(self, index: int) -> None:
        """Take the annotations out of a page (from 0) where they are too many, or where another
        page lists the very same.
        """
        if not self._is_pdf:
            return
        try:
            page = _MUPDF.pdf_lookup_page_obj(self._core, index)
            listed = entry(page.m_internal, "Annots")
            own = number_of(listed)
            if listed is not None and (own in self._lists or self._is_costly(listed)):
                _MUPDF.pdf_dict_dels(page, "Annots")
        except ERRORS:
            # who loads the page meets it too
            return
        self._lists |= {own} - {0}

    def _is_costly(self, listed: Any) -> bool:
        cost = length(listed)
        if cost > _MOST:
            return True
        for one in items(listed):
            corners = _corners(one)
            self._corners += corners
            cost += corners // _NUMBERS
            if cost > _MOST or self._corners > _MOST_CORNERS:
                return True
        return False


def _corners(annotation: Any) -> int:
    """Return how many numbers say where an annotation is drawn."""
    if annotation is None:
        return 0
    found = sum(length(entry(annotation, name)) for name in _BY_PAIRS)
    return found + sum(length(line) for line in items(entry(annotation, "InkList")))
