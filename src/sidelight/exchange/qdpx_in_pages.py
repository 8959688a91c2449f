# SPDX-License-Identifier: AGPL-3.0-or-later
"""Areas of pages and pictures, and words of rich texts: what only the reader can tell of a file.

A selection of a PDF (REFI-QDA 1.5, 8.4) has its page from 0 and two corners in points from the
lower left corner of the page; one of a picture has two corners in pixels from the upper left one.
Which of its corners comes first differs from program to program.
"""

from __future__ import annotations

import hashlib
import time
from contextlib import suppress
from typing import Any

from sidelight.errors import Cancelled, DocumentError
from sidelight.exchange.incoming import Place
from sidelight.exchange.qdpx_in_xml import number
from sidelight.exchange.qdpx_pictures import pixels
from sidelight.reader.extraction import Extraction, Manner
from sidelight.reader.remote import Reader
from sidelight.text.geometry import Rect
from sidelight.worker import WorkerDied

PATIENCE = 1.0
"""Seconds that files may take which give nothing; after that no more are asked."""
_FREE = 0.05
"""Seconds that cost no patience where they gave something."""

_QUICK = 0.02
_QUICK_ENDS = frozenset({"page.missing", "document.damaged", "document.locked"})
"""What a refusal costs that comes at once, and which do."""

_PDF = "application/pdf"
_STRIP = Manner(clip=(0.0, 0.0, 1.0, 1_000_000.0), seconds=1.5 * PATIENCE)
"""The left border of a page, a point wide: as high as the page."""
_FINE = 4.0
_FARTHEST = 1_000_000


class Pages:
    """Asks the reader for sizes of pages and for words, as long as that leads to anything."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._heights: dict[tuple[str, int], float | None] = {}
        self._digests: dict[str, str] = {}
        self._left = PATIENCE
        self._awake = False
        self.unknown = 0

    def words(self, data: bytes, name: str) -> str:
        """Return the text of a document that was written with it, "" where it cannot be read."""
        found = self._extract(data, name)
        return found.layer.text.text if found else ""

    def in_pdf(self, document: str, selection: Any, data: bytes | None) -> Place:
        """Return where a selection of a PDF stands: its area, its page alone where the page is not
        known.
        """
        page = number(selection, "page")
        if page is None or not 0 <= page < _FARTHEST:
            self.unknown += 1
            return Place(document)
        corners = _corners(selection)
        height = self._height(document, data, page + 1) if data and corners else None
        if height is None or corners is None or corners[1] >= height:
            self.unknown += 1
            return Place(document, page=page + 1)
        x0, low, x1, high = corners
        area = Rect(x0, max(0.0, height - high), x1, height - low)
        return Place(document, page=page + 1, area=area)

    def in_picture(
        self, document: str, selections: list[Any], data: bytes, name: str
    ) -> list[Place]:
        """Return where selections of a picture stand, areas of its one page."""
        found = self._extract(data, name) if selections else None
        size = pixels(data)
        places = []
        for selection in selections:
            corners = _corners(selection)
            if found is None or size is None or corners is None or len(found.pages) != 1:
                self.unknown += 1
                places.append(Place(document, page=1))
                continue
            page, (width, height) = found.pages[0], size
            if (page.width > page.height) != (width > height):
                width, height = height, width
            across, down = page.width / width, page.height / height
            x0, y0, x1, y1 = corners
            area = Rect(x0 * across, y0 * down, x1 * across, y1 * down)
            places.append(Place(document, page=1, area=area))
        return places

    def _height(self, document: str, data: bytes, page: int) -> float | None:
        """Return how high a page of a PDF is, in points."""
        if (document, page) in self._heights:
            return self._heights[document, page]
        if (document, 0) in self._heights or self._left <= 0:
            return None
        if document not in self._digests:
            self._digests[document] = hashlib.sha256(data).hexdigest()
        height = None
        try:
            name = self._digests[document]
            strip = self._reader.draw(name, lambda: data, _PDF, page, _FINE, manner=_STRIP)
            height = strip.height / _FINE
        except (DocumentError, WorkerDied) as error:
            self._left -= _QUICK if error.id in _QUICK_ENDS else PATIENCE
            # of a file that cannot be opened no other page can
            page = page if error.id == "page.missing" else 0
        self._heights[document, page] = height
        return height

    def _extract(self, data: bytes, name: str) -> Extraction | None:
        if self._left <= 0 or not data:
            return None
        if not self._awake:
            # how long a process takes to start says nothing of the file
            self._awake = True
            with suppress(DocumentError, WorkerDied):
                self._reader.extract(b"a", "a.txt")
        began, found = time.monotonic(), None
        until = began + self._left
        with suppress(DocumentError, Cancelled, WorkerDied):
            found = self._reader.extract(data, name, cancelled=lambda: time.monotonic() > until)
        spent = time.monotonic() - began
        self._left -= max(0.0, spent - _FREE) if found else spent
        return found


def _corners(selection: Any) -> tuple[float, float, float, float] | None:
    """Return a rectangle as least x and y, most x and y; None for none."""
    numbers = [number(selection, one) for one in ("firstX", "firstY", "secondX", "secondY")]
    if any(one is None or abs(one) > _FARTHEST for one in numbers):
        return None
    x0, y0, x1, y1 = (float(one or 0) for one in numbers)
    rect = max(0.0, min(x0, x1)), max(0.0, min(y0, y1)), max(x0, x1), max(y0, y1)
    return rect if rect[0] < rect[2] and rect[1] < rect[3] else None
