# SPDX-License-Identifier: AGPL-3.0-or-later
"""Binding printed pages into a PDF: links, bookmarks, page numbers, title and language, fonts with
no more than the characters in use.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import Any, NamedTuple
from urllib.parse import quote

from sidelight.reader.book import Book, Entry
from sidelight.reader.mupdf import pymupdf
from sidelight.reader.printing import MARGINS, PAPER, Printed, Spot

_NUMBERS = "Numbers"
"""The name of the font of page numbers, which no other is given."""
_OF_PAGE = ("Contents", "Resources")
_NUMBER_SIZE = 7.5
_NUMBER_LINE = 33.5
_QUIET = (0.36, 0.4, 0.45)
_LONGEST_TITLE = 120
_OF_ADDRESSES = "%:/?#[]@!$&'()*+,;=~"


class _Glyph(NamedTuple):
    """A glyph of the page numbers: its number in the font (hexadecimal), its width in points."""

    code: str
    width: float

    @classmethod
    def of(cls, font: Any, one: str) -> _Glyph:
        """Return that of a character."""
        return cls(f"{font.has_glyph(ord(one)):04x}", font.text_length(one, _NUMBER_SIZE))


def bind(book: Book, printed: Printed) -> bytes:
    """Return the PDF."""
    with pymupdf.open("pdf", printed.data) as document:
        _mark(document, printed)
        _lead(document, printed)
        document.set_toc([_bookmark(entry, spot) for entry, spot in _nested(printed.entries)])
        _describe(document, book)
        document.subset_fonts()
        # no new id: the same book is the same bytes
        return bytes(
            document.tobytes(garbage=3, deflate=True, use_objstms=1, no_new_id=True, clean=False)
        )


def _mark(document: Any, printed: Printed) -> None:
    """Put the grounds below the words of each page and its number beside them.

    They are streams of their own before and after what is there, which PyMuPDF would read anew for
    each; that ends with another origin, so it is put between a saved and a restored state (q, Q).
    """
    grounds = _grounds(printed)
    font = pymupdf.Font("helv")
    glyphs = {one: _Glyph.of(font, one) for one in "0123456789 /"}
    numbers = document[0].insert_font(_NUMBERS, fontbuffer=font.buffer)
    for at in range(document.page_count):
        page = document.page_xref(at)
        said = [glyphs[one] for one in f"{at + 1} / {document.page_count}"]
        x = PAPER[0] - MARGINS[2] - sum(glyph.width for glyph in said)
        words = "".join(glyph.code for glyph in said)
        shown = f"Q {_colour(_QUIET)} BT /{_NUMBERS} {_NUMBER_SIZE} Tf {x:.3f} {_NUMBER_LINE} Td"
        after = _stream(document, f"{shown} <{words}> Tj ET")
        before = _stream(document, "\n".join([*grounds[at], "q"]))
        # MuPDF writes both as objects of their own
        written, resources = (document.xref_get_key(page, key)[1] for key in _OF_PAGE)
        document.xref_set_key(page, "Contents", f"[{before} 0 R {written} {after} 0 R]")
        document.xref_set_key(int(resources.split()[0]), f"Font/{_NUMBERS}", f"{numbers} 0 R")


def _grounds(printed: Printed) -> dict[int, list[str]]:
    """Return by page how its grounds are drawn."""
    drawn: dict[int, list[str]] = defaultdict(list)
    for page, (x0, y0, x1, y1), colour in printed.grounds:
        box = f"{x0:.3f} {PAPER[1] - y1:.3f} {x1 - x0:.3f} {y1 - y0:.3f}"
        drawn[page].append(f"{_colour(_rgb(colour))} {box} re f")
    return drawn


def _colour(rgb: tuple[float, ...]) -> str:
    return " ".join(f"{part:.4f}" for part in rgb) + " rg"


def _stream(document: Any, content: str) -> int:
    """Return the number of a new stream."""
    number = int(document.get_new_xref())
    document.update_object(number, "<<>>")
    document.update_stream(number, content.encode(), compress=False)
    return number


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
