# SPDX-License-Identifier: AGPL-3.0-or-later
"""PDF: the pages as they are, their text in reading order with a box for every character."""

from __future__ import annotations

import re
from array import array
from contextlib import suppress
from typing import Any

from sidelight.reader.costly_annotations import CostlyAnnotations
from sidelight.reader.dates import possible_date
from sidelight.reader.extraction import Extraction
from sidelight.reader.glyphs import Print
from sidelight.reader.language_guess import guess_language, language_tag
from sidelight.reader.mupdf import ERRORS, pymupdf
from sidelight.reader.pdf_opening import MEDIA_TYPE, is_pdf, open_pdf, sample
from sidelight.reader.pdf_structure import blocks_of, outline_of, shown_title, stated_outline
from sidelight.reader.print_lines import Run
from sidelight.reader.reading import Format, Progress, Request, Unreadable
from sidelight.reader.stext_fonts import Fonts
from sidelight.reader.titles import stated_title
from sidelight.text.ink import InkText
from sidelight.text.layer import Page, TextLayer

_MOST_TOLD = 200
"""How often it is told how far the reading has come; to tell it takes as long as a short page."""
_DATE = re.compile(r"(?:D:)?(\d{4})(\d{2})?(\d{2})?", re.ASCII)
_LONGEST_LABEL = 60


def read_pdf(request: Request, report: Progress) -> Extraction:
    """Read a PDF. A page that cannot be read stays, without text; a file of scans has no ink at
    all.
    """
    document = open_pdf(request.data, request.password)
    pages, runs, parts = read_pages(document, report)
    text = InkText("\n\n".join(parts))
    title = _stated_title(document) or shown_title(runs) or request.stem
    entries = stated_outline(document, len(pages))
    blocks = blocks_of(runs, title, entries)
    return Extraction(
        media_type=MEDIA_TYPE,
        title=title,
        language=_language(document, text.text),
        citation=_citation(document),
        extractor="pdf",
        version=f"1 (MuPDF {pymupdf.mupdf_version})",
        options={},
        layer=TextLayer(text, blocks, outline_of(entries, text, blocks, pages)),
        pages=pages,
    )


def read_pages(
    document: Any, report: Progress
) -> tuple[tuple[Page, ...], list[list[Run]], list[str]]:
    """Return the pages of a document of PyMuPDF, the runs on each and the words of those with any.

    Raises Unreadable("damaged") where no page can be read.
    """
    pages: list[Page] = []
    every: list[list[Run]] = []
    parts: list[str] = []
    start = failed = 0
    count = document.page_count
    fonts = Fonts()
    labels = _Labels(document)
    costly = CostlyAnnotations(document)
    for number in range(1, count + 1):
        try:
            costly.leave_out(number - 1)
            page = document.load_page(number - 1)
            rect = page.rect
            width, height = rect.width, rect.height
            found = Print(page, fonts)
            boxes = found.boxes()
            runs = found.runs
        except ERRORS:
            failed += 1
            page, width, height, runs, boxes = None, 595.0, 842.0, [], array("f")
        end = start + len(boxes) // 4
        label = labels.of(number) if page else str(number)
        pages.append(Page(number, label, width, height, start, end, boxes))
        every.append(runs)
        if runs:
            parts.append("\n\n".join(run.text for run in runs))
        start = end
        if number * _MOST_TOLD // count > (number - 1) * _MOST_TOLD // count:
            report(number / count, "pages")
    if failed == count:
        raise Unreadable("damaged")
    return tuple(pages), every, parts


class _Labels:
    """The numbers that are printed on pages as far as the file states some that can be.

    What `Page.get_label` does, without reading the rules anew for each page.
    """

    def __init__(self, document: Any) -> None:
        self._rules: list[tuple[int, str]] = []
        with suppress(*ERRORS):
            self._rules = sorted(document._get_page_labels()) if document.is_pdf else []

    def of(self, number: int) -> str:
        """Return the label of a page (from 1), its number where none is stated."""
        stated = ""
        if self._rules:
            with suppress(*ERRORS):
                stated = " ".join(pymupdf.utils.get_label_pno(number - 1, self._rules).split())
        return stated if 0 < len(stated) <= _LONGEST_LABEL else str(number)


def _metadata(document: Any, name: str) -> str:
    value = (document.metadata or {}).get(name) or ""
    return " ".join(str(value).replace("\x00", "").split())[:300]


def _stated_title(document: Any) -> str:
    """Return the title of the metadata, unless it is what a program left there."""
    return stated_title(_metadata(document, "title"))


def _citation(document: Any) -> dict[str, str]:
    author = _metadata(document, "author")
    found = _DATE.match(_metadata(document, "creationDate"))
    issued = possible_date(*found.groups()) if found else ""
    citation = {"author": author, "issued": issued}
    return {name: value for name, value in citation.items() if value}


def _language(document: Any, text: str) -> str:
    kind, value = document.xref_get_key(document.pdf_catalog(), "Lang")
    stated = language_tag(value) if kind == "string" else ""
    guessed = guess_language(text)
    # Programs write the language of their menus; the script of the text is the better witness.
    return stated if stated and stated[:2] == guessed[:2] else guessed or stated


PDF = Format("PDF", MEDIA_TYPE, is_pdf, read_pdf, sample())
