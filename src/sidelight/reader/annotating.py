# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing annotations into a PDF of a document, so that other programs show them.

What is added stands behind the file's own bytes (an incremental update, ISO 32000, 7.5.6), which
stay as they are. Objects are written as such: MuPDF's own way of making annotations takes the
square of their number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import groupby
from typing import Any

from sidelight.reader.annotation import Annotation, around, dictionary
from sidelight.reader.annotation_look import MULTIPLY, Quad, look, numbers
from sidelight.reader.extraction import Rect
from sidelight.reader.mupdf import ERRORS, pymupdf
from sidelight.reader.opening import open_document
from sidelight.reader.pdf_opening import MEDIA_TYPE as PDF_TYPE
from sidelight.reader.reading import Progress, Unreadable

_MOST_FIELDS = 10_000


def annotated(
    data: bytes, media_type: str, title: str, annotations: Sequence[Annotation], report: Progress
) -> tuple[bytes, bool]:
    """Return a PDF of a document with annotations, and whether it begins with ``data``.

    It does where that is a PDF whose own table of contents holds; where it had to be repaired to be
    read, and of other documents, the file is a new one. Raises Unreadable: ``sealed``,
    ``restricted``, ``signed``, ``damaged``, ``too_costly``.
    """
    try:
        document = _as_pdf(data, media_type, title)
        _annotate(document, annotations, report)
        if media_type != PDF_TYPE:
            return bytes(document.tobytes(garbage=3, deflate=True, no_new_id=True)), False
        written = b"" if _repaired(document) else _appended(document)
        if written.startswith(data) and _holds(written, document.page_count):
            return written, True
        return bytes(document.tobytes(deflate=True)), False
    except ERRORS as error:
        raise Unreadable("damaged") from error


def _as_pdf(data: bytes, media_type: str, title: str) -> Any:
    try:
        document = open_document(data, media_type)
    except Unreadable as fault:
        raise Unreadable("sealed") if fault.kind == "encrypted" else fault from fault
    if media_type != PDF_TYPE:
        made = pymupdf.open(stream=document.convert_to_pdf(), filetype="pdf")
        made.set_metadata({"title": title})
        # a file without an outline, or with whole fonts, is a file
        with suppress(*ERRORS):
            made.set_toc(document.get_toc(), collapse=1)
        with suppress(*ERRORS):
            made.subset_fonts()
        return made
    if (document.metadata or {}).get("encryption"):
        raise Unreadable("restricted")
    # whoever adds to a signed file breaks what its signature says
    if _signed(document):
        raise Unreadable("signed")
    return document


def _signed(document: Any) -> bool:
    """Tell whether a signature is on the file; a field for one that is empty is none."""
    core, mupdf = _core(document), pymupdf.mupdf
    root = mupdf.pdf_dict_gets(mupdf.pdf_trailer(core), "Root")
    if mupdf.pdf_dict_len(mupdf.pdf_dict_gets(root, "Perms")):
        return True
    form = mupdf.pdf_dict_gets(root, "AcroForm")
    # the second of the flags of signatures: the file may only be added to
    if mupdf.pdf_to_int(mupdf.pdf_dict_gets(form, "SigFlags")) & 2:
        return True
    return any(
        mupdf.pdf_to_name(mupdf.pdf_dict_gets(field, "FT")) == "Sig"
        and mupdf.pdf_is_dict(mupdf.pdf_dict_gets(field, "V"))
        for field in _fields(form)
    )


def _fields(form: Any) -> Iterator[Any]:
    """Yield the fields of a form, each before those below it."""
    mupdf = pymupdf.mupdf
    waiting = [mupdf.pdf_dict_gets(form, "Fields")]
    for _count in range(_MOST_FIELDS):
        if not waiting:
            return
        some = waiting.pop()
        for at in range(mupdf.pdf_array_len(some)):
            field = mupdf.pdf_array_get(some, at)
            yield field
            waiting.append(mupdf.pdf_dict_gets(field, "Kids"))


def _annotate(document: Any, annotations: Sequence[Annotation], report: Progress) -> None:
    ordered = sorted(annotations, key=lambda one: one.page)
    states = ""
    done = 0
    for number, some in groupby(ordered, key=lambda one: one.page):
        if not 1 <= number <= document.page_count:
            raise Unreadable("damaged")
        page = document[number - 1]
        back = _back(page)
        made = []
        for one in some:
            quads = [_quad(rect, back) for rect in one.rects]
            if quads:
                states = states or _states(document)
                made.append(_written(document, page.xref, one, quads, states))
            done += 1
        _add(document, page, made)
        report(done / len(ordered), "annotate")


def _written(document: Any, page: int, one: Annotation, quads: list[Quad], states: str) -> int:
    """Write an annotation and its look; return the number of its object."""
    drawing = look(one.kind, quads, (one.colour, one.ink), one.line, one.thin)
    drawn = 0
    if drawing:
        drawn = document.get_new_xref()
        box = numbers(around(quads))
        document.update_object(
            drawn, f"<</Type/XObject/Subtype/Form/BBox[{box}]/Resources<</ExtGState {states}>>>>"
        )
        document.update_stream(drawn, drawing.encode())
    number = int(document.get_new_xref())
    document.update_object(number, dictionary(one, quads, page, drawn))
    return number


def _states(document: Any) -> str:
    number = document.get_new_xref()
    document.update_object(number, "<</Type/ExtGState/BM/Multiply>>")
    return f"<</{MULTIPLY} {number} 0 R>>"


def _add(document: Any, page: Any, made: Sequence[int]) -> None:
    """Put annotations behind those that a page has."""
    core, mupdf = _core(document), pymupdf.mupdf
    own = mupdf.pdf_lookup_page_obj(core, page.number)
    there = mupdf.pdf_dict_gets(own, "Annots")
    if not mupdf.pdf_is_array(there):
        there = mupdf.pdf_new_array(core, len(made))
        mupdf.pdf_dict_puts(own, "Annots", there)
    for number in made:
        mupdf.pdf_array_push(there, mupdf.pdf_new_indirect(core, number, 0))


def _back(page: Any) -> Any:
    """Return what leads from a page as it is shown, turned and cut, to the page as it is stored."""
    mupdf = pymupdf.mupdf
    box, there = mupdf.FzRect(), mupdf.FzMatrix()
    mupdf.pdf_page_transform(mupdf.pdf_page_from_fz_page(page.this), box, there)
    return ~pymupdf.Matrix(there.a, there.b, there.c, there.d, there.e, there.f)


def _quad(rect: Rect, back: Any) -> Quad:
    x0, y0, x1, y1 = rect
    corners = [pymupdf.Point(*at) * back for at in ((x0, y0), (x1, y0), (x0, y1), (x1, y1))]
    first, second, third, fourth = ((at.x, at.y) for at in corners)
    return first, second, third, fourth


def _core(document: Any) -> Any:
    return pymupdf.mupdf.pdf_document_from_fz_document(document.this)


def _repaired(document: Any) -> bool:
    return bool(pymupdf.mupdf.pdf_was_repaired(_core(document)))


def _holds(written: bytes, pages: int) -> bool:
    """Tell whether what was written can be read as it stands: others repair less than MuPDF."""
    again = pymupdf.open(stream=written, filetype="pdf")
    return int(again.page_count) == pages and not _repaired(again)


def _appended(document: Any) -> bytes:
    """Return the file with what was added behind it, without a file on the disk."""
    mupdf = pymupdf.mupdf
    buffer = mupdf.fz_new_buffer(1 << 16)
    out = mupdf.FzOutput(buffer)
    options = mupdf.PdfWriteOptions()
    options.do_incremental = 1
    mupdf.pdf_write_document(_core(document), out, options)
    out.fz_close_output()
    return bytes(mupdf.fz_buffer_extract(buffer))
