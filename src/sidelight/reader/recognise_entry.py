# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the recognising process runs: one page that is a picture in, its words and boxes out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sidelight.reader.clean_up import evened, skew_of
from sidelight.reader.drawing import Shelf, page_of
from sidelight.reader.formats import FORMATS
from sidelight.reader.glyphs import floats
from sidelight.reader.mupdf import pymupdf
from sidelight.reader.reading import Request, Unreadable
from sidelight.reader.recognised_page import recognise
from sidelight.worker import Blob, Call, Reply, Report

_SHELF = Shelf(1)


def warm() -> None:
    """Draw and clean up a small document of every kind."""
    for known in FORMATS:
        made = known.read(Request(known.sample, "warm"), lambda _fraction, _word: None)
        kind = made.options.get("rendition", made.media_type)
        document = Shelf(1).put("warm", made.rendition or known.sample, kind)
        drawn = page_of(document, 1).get_pixmap(colorspace=pymupdf.csGRAY, alpha=False)
        skew_of(evened(drawn))


def page(arguments: dict[str, Any], blobs: Sequence[Blob], _report: Report) -> Reply:
    """Recognise ``page`` of document ``key``: ``languages``, folder of trained ``data``.

    Replies with the paragraphs as JSON and the boxes of their ink.
    """
    key = str(arguments["key"])
    document = _SHELF.get(key)
    if document is None and not blobs:
        raise Unreadable("not_held")
    if document is None:
        document = _SHELF.put(key, bytes(blobs[0]), str(arguments["media_type"]))
    runs = recognise(
        page_of(document, int(arguments["page"])),
        str(arguments["languages"]),
        str(arguments["data"]),
    )
    paragraphs = json.dumps([run.text for run in runs], ensure_ascii=False).encode()
    boxes = floats([line for run in runs for line in run.lines])
    return Reply({}, (paragraphs, boxes.tobytes()))


def engine(_arguments: dict[str, Any], _blobs: Sequence[Blob], _report: Report) -> Reply:
    """Say what recognises."""
    return Reply({"version": f"MuPDF {pymupdf.mupdf_version} with Tesseract"}, ())


CALLS: dict[str, Call] = {"page": page, "engine": engine}
