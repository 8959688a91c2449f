# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the extracting process runs: one document in, its extraction out."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from typing import Any

from sidelight.reader.formats import FORMATS, format_of
from sidelight.reader.parcel import pack
from sidelight.reader.reading import Progress, Request
from sidelight.worker import Blob, Call, Reply


def warm() -> None:
    """Read a small document of every format, so that nothing is left to load once confined."""
    # A page makes a hundred thousand short-lived tuples and no cycle worth looking for meanwhile.
    gc.disable()
    for known in FORMATS:
        known.read(Request(known.sample, "warm"), _unheard)
        format_of(known.sample, "warm")
    for text in (
        "Тепло и ещё раз тепло в нашем доме".encode("koi8_r"),
        "따뜻한 방입니다".encode("cp949"),
    ):
        format_of(text, "warm.txt")


def extract(arguments: dict[str, Any], blobs: Sequence[Blob], report: Progress) -> Reply:
    """Read the document in the one blob: ``name``, ``whole_page``."""
    request = Request(bytes(blobs[0]), str(arguments["name"]), bool(arguments["whole_page"]))
    known = format_of(request.data, request.name)
    try:
        return pack(known.read(request, report))
    finally:
        gc.collect()


def _unheard(_fraction: float, _word: str) -> None:
    pass


CALLS: dict[str, Call] = {"extract": extract}
