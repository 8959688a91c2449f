# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the drawing process runs: pages of documents that it keeps open, as pixels or PNG."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sidelight.model.styles import style
from sidelight.reader.drawing import Shelf, draw, draw_area, page_of
from sidelight.reader.extraction import Mark
from sidelight.reader.formats import FORMATS
from sidelight.reader.marked_page import marked_png
from sidelight.reader.reading import Request, Unreadable
from sidelight.worker import Blob, Call, Reply, Report

_MOST_OPEN = 12
_SHELF = Shelf(_MOST_OPEN)


def warm() -> None:
    """Draw a small document of every kind, with a mark on it."""
    mark = Mark(1, ((72.0, 60.0, 120.0, 90.0),), style("disputed"), "1")
    for known in FORMATS:
        made = known.read(Request(known.sample, "warm"), lambda _fraction, _word: None)
        shelf = Shelf(1)
        document = shelf.put(
            "warm", made.rendition or known.sample, made.options.get("rendition", made.media_type)
        )
        marked_png(page_of(document, 1), 72, [mark])


def picture(arguments: dict[str, Any], blobs: Sequence[Blob], _report: Report) -> Reply:
    """Draw ``page`` of document ``key`` at ``scale`` pixels a point."""
    drawn = draw(
        page_of(_document(arguments, blobs), int(arguments["page"])), float(arguments["scale"])
    )
    size = {"width": drawn.width, "height": drawn.height, "stride": drawn.stride}
    return Reply({**size}, (drawn.pixels,))


def png(arguments: dict[str, Any], blobs: Sequence[Blob], _report: Report) -> Reply:
    """Draw ``page`` of document ``key`` at ``dpi`` with ``marks``, as a PNG file."""
    page = page_of(_document(arguments, blobs), int(arguments["page"]))
    marks = [
        Mark(
            page.number + 1,
            tuple((float(a), float(b), float(c), float(d)) for a, b, c, d in rects),
            style(str(word)),
            str(label),
            bool(frame),
        )
        for rects, word, label, frame in arguments["marks"]
    ]
    return Reply({}, (marked_png(page, float(arguments["dpi"]), marks),))


def area(arguments: dict[str, Any], blobs: Sequence[Blob], _report: Report) -> Reply:
    """Draw ``rect`` of ``page`` of document ``key`` at ``scale`` pixels a point, as a PNG file."""
    page = page_of(_document(arguments, blobs), int(arguments["page"]))
    x0, y0, x1, y1 = (float(side) for side in arguments["rect"])
    return Reply({}, (draw_area(page, (x0, y0, x1, y1), float(arguments["scale"])),))


def _document(arguments: dict[str, Any], blobs: Sequence[Blob]) -> Any:
    """Return the document asked for, from the blob where it is not open; Unreadable("not_held")."""
    key = str(arguments["key"])
    document = _SHELF.get(key)
    if document is None and not blobs:
        raise Unreadable("not_held")
    if document is None:
        document = _SHELF.put(key, bytes(blobs[0]), str(arguments["media_type"]))
    return document


CALLS: dict[str, Call] = {"picture": picture, "png": png, "area": area}
