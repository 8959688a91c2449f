# SPDX-License-Identifier: AGPL-3.0-or-later
"""Binding printed pages into a PDF: links, bookmarks, page numbers, title and language, fonts with
no more than the characters in use.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import Any
from urllib.parse import quote

from sidelight.reader.book import Book, Entry
from sidelight.reader.mupdf import pymupdf
from sidelight.reader.printing import MARGINS, PAPER, Printed, Spot

_NUMBER_SIZE = 7.5
_NUMBER_LINE = 33.5
_QUIET = (0.36, 0.4, 0.45)
_LONGEST_TITLE = 120
_OF_ADDRESSES = "%:/?#[]@!$&'()*+,;=~"


def bind(book: Book, printed: Printed) -> bytes:
    """Return the PDF."""
    with pymupdf.open("pdf", printed.data) as document:
        _ground(document, printed)
        _number(document)
        _lead(document, printed)
        document.set_toc([_bookmark(entry, spot) for entry, spot in _nested(printed.entries)])
        _describe(document, book)
        document.subset_fonts()
        # no new id: the same book is the same bytes
        return bytes(
            document.tobytes(garbage=3, deflate=True, use_objstms=1, no_new_id=True, clean=False)
        )


def _ground(document: Any, printed: Printed) -> None:
    on_page: dict[int, list[tuple[tuple[float, ...], str]]] = defaultdict(list)
    for page, box, colour in printed.grounds:
        on_page[page].append((box, colour))
    for page, boxes in on_page.items():
        shape = document[page].new_shape()
        for box, colour in boxes:
            shape.draw_rect(pymupdf.Rect(*box))
            shape.finish(fill=_rgb(colour), color=None, width=0)
        shape.commit(overlay=False)


def _number(document: Any) -> None:
    font = pymupdf.Font("helv")
    for at, page in enumerate(document, start=1):
        # what a page was written with ends with another origin
        page.wrap_contents()
        words = f"{at} / {document.page_count}"
        x = PAPER[0] - MARGINS[2] - font.text_length(words, _NUMBER_SIZE)
        writer = pymupdf.TextWriter(page.rect, color=_QUIET)
        writer.append((x, PAPER[1] - _NUMBER_LINE), words, font=font, fontsize=_NUMBER_SIZE)
        writer.write_text(page)


def _lead(document: Any, printed: Printed) -> None:
    """Make the links; by MuPDF itself, since PyMuPDF looks up the words below each one."""
    core = pymupdf.mupdf
    for number, links in groupby(printed.links, key=lambda link: link[0]):
        page = core.pdf_page_from_fz_page(document[number].this)
        for _number, box, to in links:
            if address := _address(to, printed.names):
                core.pdf_create_link(page, core.FzRect(*box), address)


def _address(to: str, names: dict[str, Spot]) -> str:
    """Return where a link leads as MuPDF writes it, "" for a name that stands nowhere."""
    if not to.startswith("#"):
        # an address in a PDF is ASCII (ISO 32000-1, 12.6.4.7)
        return quote(to, safe=_OF_ADDRESSES)
    spot = names.get(to[1:])
    return f"#page={spot.page + 1}&zoom=nan,0,{spot.y:.2f}" if spot else ""


def _nested(entries: list[tuple[Entry, Spot]]) -> list[tuple[Entry, Spot]]:
    """Return bookmarks of which none lies more than one level below the one before it."""
    nested, level = [], 0
    for entry, spot in entries:
        level = min(max(1, entry.level), level + 1)
        nested.append((Entry(level, entry.title), spot))
    return nested


def _bookmark(entry: Entry, spot: Spot) -> list[Any]:
    there = {"kind": pymupdf.LINK_GOTO, "page": spot.page, "to": pymupdf.Point(0, spot.y)}
    return [entry.level, entry.title[:_LONGEST_TITLE], spot.page + 1, there]


def _describe(document: Any, book: Book) -> None:
    known = {"title": book.title, "author": book.author, "creator": "Sidelight"}
    document.set_metadata({**known, "creationDate": book.made, "modDate": book.made})
    document.set_language(book.language)
    catalog = document.pdf_catalog()
    document.xref_set_key(catalog, "ViewerPreferences", "<</DisplayDocTitle true>>")
    document.set_pagemode("UseOutlines")


def _rgb(colour: str) -> tuple[float, ...]:
    return tuple(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
