# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the extracting process runs: one document in, its extraction out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sidelight.reader.formats import FORMATS, format_of
from sidelight.reader.layout import lay_out_again
from sidelight.reader.mupdf import ERRORS
from sidelight.reader.parcel import pack, pack_pages
from sidelight.reader.reading import Progress, Request, Unreadable
from sidelight.reader.uncollected import uncollected
from sidelight.worker import Blob, Call, Reply


def warm() -> None:
    """Read a small document of every format, so that nothing is left to load once confined."""
    for known in FORMATS:
        known.read(Request(known.sample, "warm"), _unheard)
        format_of(known.sample, "warm")
    for text in (
        "Тепло и ещё раз тепло в нашем доме".encode("koi8_r"),
        "따뜻한 방입니다".encode("cp949"),
    ):
        format_of(text, "warm.txt")


def extract(arguments: dict[str, Any], blobs: Sequence[Blob], report: Progress) -> Reply:
    """Read the document in the one blob: ``name``, ``whole_page``, ``password``."""
    request = Request(
        bytes(blobs[0]),
        str(arguments["name"]),
        bool(arguments["whole_page"]),
        str(arguments.get("password", "")),
    )
    known = format_of(request.data, request.name)
    with uncollected():
        return pack(known.read(request, report))


def lay_out(_arguments: dict[str, Any], blobs: Sequence[Blob], report: Progress) -> Reply:
    """Lay the rendition in the first blob out for the ink (UTF-8) in the second."""
    try:
        with uncollected():
            return pack_pages(lay_out_again(bytes(blobs[0]), bytes(blobs[1]).decode(), report))
    except ERRORS as error:
        raise Unreadable("damaged") from error


def _unheard(_fraction: float, _word: str) -> None:
    pass


CALLS: dict[str, Call] = {"extract": extract, "lay_out": lay_out}
