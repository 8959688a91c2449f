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
_MOST, _MOST_IN_ALL = 5_000, 200_000
"""Annotations of one page and of a whole file, together with the quadrilaterals and lines that they
are drawn by.
"""
_NUMBERS = 8
"""Of a quadrilateral."""


class CostlyAnnotations:
    """Looks at the pages of a document of PyMuPDF, each once and before it is loaded."""

    def __init__(self, document: Any) -> None:
        self._core = _MUPDF.pdf_document_from_fz_document(document.this)
        self._is_pdf = bool(document.is_pdf)
        self._left = _MOST_IN_ALL
        self._lists: set[int] = set()

    def leave_out(self, index: int) -> None:
        """Take the annotations out of a page (from 0) where they are too many; a list that several
        pages share is that of the first.
        """
        if not self._is_pdf:
            return
        try:
            page = _MUPDF.pdf_lookup_page_obj(self._core, index)
            listed = entry(page.m_internal, "Annots")
            if listed is None:
                return
            own = number_of(listed)
            if own in self._lists:
                # the list itself: to change page after page makes MuPDF slow
                _empty(_MUPDF.pdf_dict_gets(page, "Annots"))
            elif self._is_costly(listed):
                _MUPDF.pdf_dict_dels(page, "Annots")
            self._lists |= {own} - {0}
        except ERRORS:
            # who loads the page meets it too
            return

    def _is_costly(self, listed: Any) -> bool:
        cost = length(listed)
        most = min(_MOST, self._left)
        for one in items(listed):
            if cost > most:
                return True
            cost += _numbers(one) // _NUMBERS
        self._left -= min(cost, most)
        return cost > most


def _empty(listed: Any) -> None:
    for at in reversed(range(_MUPDF.pdf_array_len(listed))):
        _MUPDF.pdf_array_delete(listed, at)


def _numbers(annotation: Any) -> int:
    """Return how many numbers say where an annotation is drawn."""
    if annotation is None:
        return 0
    found = length(entry(annotation, "QuadPoints")) + length(entry(annotation, "Vertices"))
    drawn = entry(annotation, "InkList")
    return found if drawn is None else found + sum(map(length, items(drawn)))
