# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opening whatever the reader draws from, by its media type: the document itself or a rendition."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from sidelight.reader.mupdf import ERRORS, pymupdf
from sidelight.reader.pdf_opening import MEDIA_TYPE as PDF_TYPE
from sidelight.reader.pdf_opening import open_pdf, sample
from sidelight.reader.reading import Unreadable
from sidelight.reader.typography import EM, HEIGHT, WIDTH, sheet_of
from sidelight.reader.typography import MEDIA_TYPE as RENDITION_TYPE

COMIC_TYPE = "application/vnd.comicbook+zip"
SVG_TYPE = "image/svg+xml"
NATIVE = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/bmp": "bmp",
    "image/tiff": "tiff",
    "image/jp2": "jp2",
    SVG_TYPE: "svg",
    COMIC_TYPE: "cbz",
}
"""By media type, what MuPDF calls the kinds of file that it draws as they are, besides PDF."""

MOST_PAGES = 20_000


def open_document(data: bytes, media_type: str, password: str = "") -> Any:
    """Return a document of PyMuPDF, laid out where it flows.

    Raises Unreadable: ``damaged``, ``encrypted``, ``wrong_password``, ``too_costly``.
    """
    if media_type == PDF_TYPE:
        return open_pdf(data, password)
    if media_type in NATIVE:
        return open_fixed(data, media_type)
    try:
        return open_rendition(data)
    except ERRORS as error:
        raise Unreadable("damaged") from error


def open_rendition(data: bytes) -> Any:
    """Return a rendition laid out by PyMuPDF: always the same pages for the same bytes."""
    document = pymupdf.open(stream=data, filetype="html")
    width, size = sheet_of(data) or (WIDTH, EM)
    document.layout(width=width, height=HEIGHT, fontsize=size)
    return document


def open_fixed(data: bytes, media_type: str) -> Any:
    """Return pictures as a document with a page for each; Unreadable as `open_document`."""
    try:
        document = pymupdf.open(stream=data, filetype=NATIVE[media_type])
        count = document.page_count
    except ERRORS as error:
        raise Unreadable("damaged") from error
    if count < 1:
        raise Unreadable("damaged")
    if count > MOST_PAGES:
        raise Unreadable("too_costly")
    return document


def samples() -> dict[str, bytes]:
    """Return a small document of each kind by media type, to warm a process with.

    Drawing needs none of the libraries that reading does, so these are made without them.
    """
    dot = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 8, 8))
    dot.clear_with(255)
    png = bytes(dot.tobytes("png"))
    comic = io.BytesIO()
    with zipfile.ZipFile(comic, "w") as archive:
        archive.writestr("1.png", png)
    return {
        PDF_TYPE: sample(),
        RENDITION_TYPE: b"<html><body><h1>Warm</h1><ul><li>words</li></ul></body></html>",
        "image/png": png,
        SVG_TYPE: b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
        COMIC_TYPE: comic.getvalue(),
    }
