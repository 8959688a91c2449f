# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing marks into a PDF of a document as annotations that other programs show."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from sidelight.reader.extraction import Rect
from sidelight.reader.mupdf import ERRORS, pymupdf
from sidelight.reader.opening import open_document
from sidelight.reader.pdf import MEDIA_TYPE as PDF_TYPE
from sidelight.reader.reading import Unreadable

MOST_MARKS = 20_000
_THIN = 0.5


def annotated(data: bytes, media_type: str, marks: Sequence[dict[str, Any]]) -> bytes:
    """Return a PDF of a document with ``marks``; a PDF stays below, byte for byte.

    A mark has page (from 1), rects (points), shape, colour (#rrggbb), author, subject, words and
    made (a date as PDF writes it, or ""). Raises Unreadable: ``sealed``, ``signed``, ``damaged``,
    ``too_costly``, ``missing_page``.
    """
    if len(marks) > MOST_MARKS:
        raise Unreadable("too_costly")
    try:
        document = _as_pdf(data, media_type)
        for mark in marks:
            _annotate(document, mark)
        written = _appended(document)
    except ERRORS as error:
        raise Unreadable("damaged") from error
    if media_type == PDF_TYPE and not written.startswith(data):
        raise Unreadable("damaged")
    return written


def _as_pdf(data: bytes, media_type: str) -> Any:
    try:
        document = open_document(data, media_type)
    except Unreadable as fault:
        raise Unreadable("sealed") if fault.kind == "encrypted" else fault from fault
    if media_type != PDF_TYPE:
        return pymupdf.open(stream=document.convert_to_pdf(), filetype="pdf")
    if document.metadata and document.metadata.get("encryption"):
        raise Unreadable("sealed")
    core = pymupdf.mupdf.pdf_document_from_fz_document(document.this)
    # whoever adds to a signed file breaks what its signature says
    if pymupdf.mupdf.pdf_count_signatures(core):
        raise Unreadable("signed")
    if pymupdf.mupdf.pdf_was_repaired(core):
        raise Unreadable("damaged")
    return document


def _annotate(document: Any, mark: dict[str, Any]) -> None:
    number = int(mark["page"])
    if not 1 <= number <= document.page_count:
        raise Unreadable("missing_page", {"count": document.page_count})
    page = document[number - 1]
    # marks stand on the page as it is seen, annotations on the page as it is stored
    back = page.derotation_matrix
    rects = [_rect(one) for one in mark["rects"]]
    if not rects:
        return
    made = _made(page, str(mark["shape"]), [rect.quad * back for rect in rects])
    made.set_colors(stroke=_colour(str(mark["colour"])))
    made.set_info(
        title=str(mark["author"]),
        subject=str(mark["subject"]),
        content=str(mark["words"]),
        creationDate=str(mark["made"]),
        modDate=str(mark["made"]),
    )
    made.update()


def _made(page: Any, shape: str, quads: list[Any]) -> Any:
    if shape == "note":
        return page.add_text_annot(quads[0].ul, "")
    if shape == "square":
        return page.add_rect_annot(quads[0].rect)
    if shape == "squiggly":
        return page.add_squiggly_annot(quads=quads)
    if shape in ("underline", "thin"):
        line = page.add_underline_annot(quads=quads)
        if shape == "thin":
            line.set_opacity(_THIN)
        return line
    return page.add_highlight_annot(quads=quads)


def _rect(sides: Rect) -> Any:
    if not all(math.isfinite(side) for side in sides):
        raise Unreadable("damaged")
    return pymupdf.Rect(*sides)


def _colour(code: str) -> tuple[float, ...]:
    return tuple(int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))


def _appended(document: Any) -> bytes:
    """Return the file with what was added behind it, without a file on the disk."""
    core = pymupdf.mupdf.pdf_document_from_fz_document(document.this)
    buffer = pymupdf.mupdf.fz_new_buffer(1 << 16)
    out = pymupdf.mupdf.FzOutput(buffer)
    options = pymupdf.mupdf.PdfWriteOptions()
    options.do_incremental = 1
    pymupdf.mupdf.pdf_write_document(core, out, options)
    out.fz_close_output()
    return bytes(pymupdf.mupdf.fz_buffer_extract(buffer))
