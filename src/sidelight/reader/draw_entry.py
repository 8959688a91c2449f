# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the drawing process runs: pages of documents that it keeps open, as pixels or PNG, and their
links.
"""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sidelight.model.styles import style
from sidelight.reader.drawing import Sheet, Shelf, draw, draw_area, page_of
from sidelight.reader.extraction import Mark
from sidelight.reader.link_rows import pack_links
from sidelight.reader.linking import links_of
from sidelight.reader.marked_page import marked_png
from sidelight.reader.opening import samples
from sidelight.reader.pdf_opening import MEDIA_TYPE, sample
from sidelight.reader.reading import Unreadable
from sidelight.reader.toning import INVERTED
from sidelight.worker import Blob, Call, Reply, Report
from sidelight.worker.allocator import give_back_free_pages

_MOST_OPEN = 12
_SHELF = Shelf(_MOST_OPEN)


def warm_first() -> None:
    """Draw a small PDF, what most documents are."""
    document = Shelf(1).put("warm", sample(), MEDIA_TYPE)
    draw(Sheet(page_of(document, 1)), 0.5)


def warm() -> None:
    """Draw a small document of every kind that is drawn, with a mark on it."""
    mark = Mark(1, ((72.0, 60.0, 120.0, 90.0),), style("disputed"), "1")
    for media_type, data in samples().items():
        document = Shelf(1).put("warm", data, media_type)
        page = page_of(document, 1)
        marked_png(page, 72, [mark])
        draw(Sheet(page), 0.5, (0.0, 0.0, 50.0, 50.0), INVERTED)
        links_of(page)
    # a process forked from this one has all that is free here too
    gc.collect()
    give_back_free_pages()


def picture(arguments: dict[str, Any], blobs: Sequence[Blob], _report: Report) -> Reply:
    """Draw ``page`` of document ``key`` at ``scale`` pixels a point, or what lies in ``clip``."""
    document = _document(arguments, blobs)
    sheet = _SHELF.sheet(str(arguments["key"]), document, int(arguments["page"]))
    clip = arguments.get("clip")
    part = (
        None if clip is None else (float(clip[0]), float(clip[1]), float(clip[2]), float(clip[3]))
    )
    drawn = draw(sheet, float(arguments["scale"]), part, str(arguments.get("tone", "")))
    size = {"width": drawn.width, "height": drawn.height, "stride": drawn.stride}
    place = {"left": drawn.left, "top": drawn.top, "inverted": drawn.inverted}
    return Reply({**size, **place}, (drawn.pixels,))


def links(arguments: dict[str, Any], blobs: Sequence[Blob], _report: Report) -> Reply:
    """Return the links of ``page`` of document ``key``, and how many pages there are."""
    document = _document(arguments, blobs)
    found = links_of(page_of(document, int(arguments["page"])))
    return Reply({"links": pack_links(found), "pages": document.page_count})


def png(arguments: dict[str, Any], blobs: Sequence[Blob], _report: Report) -> Reply:
    """Draw ``page`` of document ``key`` at ``dpi`` with ``marks``, as a PNG file."""
    page = page_of(_document(arguments, blobs), int(arguments["page"]))
    marks = [
        Mark(
            page.number + 1,
            tuple((float(a), float(b), float(c), float(d)) for a, b, c, d in rects),
            replace(style(""), ink=str(ink), fill=str(fill), line=str(line)),
            str(label),
            bool(frame),
        )
        for rects, (ink, fill, line), label, frame in arguments["marks"]
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
        password = str(arguments.get("password", ""))
        document = _SHELF.put(key, bytes(blobs[0]), str(arguments["media_type"]), password)
    return document


CALLS: dict[str, Call] = {"picture": picture, "links": links, "png": png, "area": area}
