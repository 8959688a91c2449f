# SPDX-License-Identifier: AGPL-3.0-or-later
"""Drawing a page into pixels."""

from __future__ import annotations

import math
from collections import OrderedDict
from typing import Any

from sidelight.reader.extraction import Picture, Rect
from sidelight.reader.layout import open_rendition
from sidelight.reader.mupdf import ERRORS, pymupdf
from sidelight.reader.pdf import MEDIA_TYPE as PDF_TYPE
from sidelight.reader.pdf import open_pdf
from sidelight.reader.reading import Unreadable

MOST_PIXELS = 40_000_000
_SCALES = (0.02, 40.0)


class Shelf:
    """The documents that are open for drawing, the longest unused given up first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._open: OrderedDict[str, Any] = OrderedDict()

    def get(self, key: str) -> Any | None:
        """Return an open document, or None."""
        if key in self._open:
            self._open.move_to_end(key)
        return self._open.get(key)

    def put(self, key: str, data: bytes, media_type: str) -> Any:
        """Open a document; Unreadable where it cannot be."""
        document = open_pdf(data) if media_type == PDF_TYPE else _open_flowing(data)
        self._open[key] = document
        while len(self._open) > self._most:
            self._open.popitem(last=False)[1].close()
        return document


def _open_flowing(data: bytes) -> Any:
    try:
        return open_rendition(data)
    except ERRORS as error:
        raise Unreadable("damaged") from error


def page_of(document: Any, number: int) -> Any:
    """Return a page from 1; Unreadable("missing_page") or ("damaged")."""
    if not 1 <= number <= document.page_count:
        raise Unreadable("missing_page", {"count": document.page_count})
    try:
        return document.load_page(number - 1)
    except ERRORS as error:
        raise Unreadable("damaged") from error


def draw(page: Any, scale: float) -> Picture:
    """Draw at ``scale`` pixels a point, less where that would make over 40 million pixels."""
    pixmap = pixmap_of(page, scale)
    return Picture(pixmap.width, pixmap.height, pixmap.stride, pixmap.samples)


def draw_area(page: Any, rect: Rect, scale: float) -> bytes:
    """Draw a rectangle of a page (points), cut to it, as a PNG file; Unreadable where it is
    empty.
    """
    clip = pymupdf.Rect(rect) & page.rect
    if not (clip.width > 0 and clip.height > 0):
        raise Unreadable("damaged")
    return bytes(pixmap_of(page, scale, clip).tobytes("png"))


def pixmap_of(page: Any, scale: float, clip: Any = None) -> Any:
    """Return the drawn page, or what ``clip`` leaves of it, as a PyMuPDF pixmap, RGB without
    alpha.
    """
    scale = min(max(scale, _SCALES[0]), _SCALES[1])
    shown = clip or page.rect
    area = shown.width * shown.height
    if area * scale * scale > MOST_PIXELS:
        scale = math.sqrt(MOST_PIXELS / area)
    try:
        return page.get_pixmap(
            matrix=pymupdf.Matrix(scale, scale), colorspace=pymupdf.csRGB, alpha=False, clip=clip
        )
    except ERRORS as error:
        raise Unreadable("damaged") from error
