# SPDX-License-Identifier: AGPL-3.0-or-later
"""Drawing a page into pixels."""

from __future__ import annotations

import math
from collections import OrderedDict
from typing import Any

from sidelight.reader.extraction import Rect
from sidelight.reader.mupdf import ERRORS, pymupdf
from sidelight.reader.opening import open_document
from sidelight.reader.picture import Picture
from sidelight.reader.reading import Unreadable
from sidelight.reader.toning import toned
from sidelight.worker.allocator import bytes_in_use, give_back_free_pages

MOST_PIXELS = 40_000_000
_SCALES = (0.02, 40.0)
_MOST_STORED = 16 << 20
"""Bytes of pictures and fonts that drawn pages may leave in memory."""


class Shelf:
    """The documents that are open for drawing, the longest unused given up first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._open: OrderedDict[str, Any] = OrderedDict()
        self._sheet: tuple[str, int, Sheet] | None = None
        self._in_use = 0

    def get(self, key: str) -> Any | None:
        """Return an open document, or None."""
        if key in self._open:
            self._open.move_to_end(key)
        return self._open.get(key)

    def put(self, key: str, data: bytes, media_type: str, password: str = "") -> Any:
        """Open a document; Unreadable where it cannot be."""
        document = open_document(data, media_type, password)
        self._in_use = bytes_in_use()
        self._open[key] = document
        while len(self._open) > self._most:
            self._sheet = None
            self._open.popitem(last=False)[1].close()
        return document

    def sheet(self, key: str, document: Any, number: int) -> Sheet:
        """Return a page of an open document; the one asked for last is kept as it was read."""
        if self._sheet is None or self._sheet[:2] != (key, number):
            self._sheet = None
            self._let_go()
            self._sheet = (key, number, Sheet(page_of(document, number)))
        return self._sheet[2]

    def _let_go(self) -> None:
        """Empty MuPDF's store where the pages since it was empty left much there.

        Fonts are worth keeping, but small beside the pictures of scans, each of which is used once.
        """
        if bytes_in_use() - self._in_use > _MOST_STORED:
            pymupdf.TOOLS.store_shrink(100)
            give_back_free_pages()
            self._in_use = bytes_in_use()


def page_of(document: Any, number: int) -> Any:
    """Return a page from 1; Unreadable("missing_page") or ("damaged")."""
    if not 1 <= number <= document.page_count:
        raise Unreadable("missing_page", {"count": document.page_count})
    try:
        return document.load_page(number - 1)
    except ERRORS as error:
        raise Unreadable("damaged") from error


class Sheet:
    """A page read once and drawn several times: whole, smaller, in parts."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self._listed: Any = None

    def pixmap(self, scale: float, clip: Rect | None = None) -> Any:
        """Return the page, or what of it lies in ``clip`` (points), as RGB without alpha."""
        area = pymupdf.Rect(self.page.rect)
        try:
            if clip is not None:
                area &= pymupdf.Rect(clip)
            if area.is_empty or not all(map(math.isfinite, clip or ())):
                raise Unreadable("damaged")
            scale = possible_scale(area.width * area.height, scale)
            if self._listed is None:
                self._listed = self.page.get_displaylist()
            return self._listed.get_pixmap(
                matrix=pymupdf.Matrix(scale, scale),
                colorspace=pymupdf.csRGB,
                alpha=False,
                clip=None if clip is None else area,
            )
        except ERRORS as error:
            raise Unreadable("damaged") from error


def draw(sheet: Sheet, scale: float, clip: Rect | None = None, tone: str = "") -> Picture:
    """Draw at ``scale`` pixels a point, less where that would make over 40 million pixels.

    ``tone`` is a word of `sidelight.reader.toning`, empty for the page as it is.
    """
    pixmap = sheet.pixmap(scale, clip)
    inverted = toned(pixmap, sheet.page, scale, tone)
    return Picture(
        pixmap.width, pixmap.height, pixmap.stride, pixmap.samples, pixmap.x, pixmap.y, inverted
    )


def possible_scale(area: float, scale: float) -> float:
    """Return ``scale`` (pixels a point), less where ``area`` (points²) has too many pixels."""
    scale = min(max(scale, _SCALES[0]), _SCALES[1])
    return math.sqrt(MOST_PIXELS / area) if area * scale * scale > MOST_PIXELS else scale


def draw_area(page: Any, rect: Rect, scale: float) -> bytes:
    """Draw a rectangle of a page (points), cut to it, as a PNG file; Unreadable where it is
    empty.
    """
    return bytes(Sheet(page).pixmap(scale, rect).tobytes("png"))


def pixmap_of(page: Any, scale: float) -> Any:
    """Return the drawn page as a PyMuPDF pixmap, RGB without alpha."""
    return Sheet(page).pixmap(scale)
