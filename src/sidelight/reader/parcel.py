# SPDX-License-Identifier: AGPL-3.0-or-later
"""An extraction on its way out of the confined process; taking it in trusts nothing in it."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Sequence
from typing import Any

from sidelight.reader.extraction import Extraction
from sidelight.text.layer import Page, TextLayer
from sidelight.text.packed_boxes import finite
from sidelight.worker import Blob, Reply

_WORDS = ("media_type", "title", "language", "extractor", "version")
_LONGEST_WORD = 2000
_LARGEST_PAGE = 1_000_000.0


def pack(extraction: Extraction) -> Reply:
    """Return an extraction as the reply of a worker."""
    values: dict[str, Any] = {name: getattr(extraction, name) for name in _WORDS}
    values |= {"citation": extraction.citation, "options": extraction.options}
    head, boxes = _parts(extraction.pages)
    return Reply(values, (extraction.layer.to_bytes(), head, boxes, extraction.rendition))


def pack_pages(pages: tuple[Page, ...]) -> Reply:
    """Return pages alone as the reply of a worker."""
    return Reply({}, _parts(pages))


def unpack_pages(reply: Reply, ink: int) -> tuple[Page, ...]:
    """Return the pages in a reply, which hold ``ink`` characters; ValueError where they do not."""
    if len(reply.blobs) != 2:
        raise ValueError("not pages")
    head, boxes = reply.blobs
    try:
        pages = _pages(json.loads(bytes(head)), boxes)
    except (ValueError, TypeError, IndexError, OverflowError, RecursionError) as error:
        raise ValueError(f"not pages: {error}") from error
    if not pages or pages[-1].end != ink:
        raise ValueError("not pages: they do not hold the text")
    return pages


def _parts(pages: tuple[Page, ...]) -> tuple[bytes, bytes]:
    rows = [[p.number, p.label, p.width, p.height, p.start, p.end] for p in pages]
    boxes = array("f")
    for page in pages:
        boxes.extend(page.boxes)
    return json.dumps(rows, ensure_ascii=False).encode(), boxes.tobytes()


def unpack(reply: Reply) -> Extraction:
    """Return the extraction in a reply; ValueError where it says impossible things."""
    if len(reply.blobs) != 4:
        raise ValueError("not an extraction")
    layer_bytes, head, boxes, drawn = reply.blobs
    try:
        layer = TextLayer.from_bytes(bytes(layer_bytes))
        pages = _pages(json.loads(bytes(head)), boxes)
        words = {name: _word(reply.values[name]) for name in _WORDS}
        citation, options = (_words(reply.values[name]) for name in ("citation", "options"))
    except (KeyError, TypeError, IndexError, OverflowError, RecursionError) as error:
        raise ValueError(f"not an extraction: {error}") from error
    if not pages or pages[-1].end != len(layer.text):
        raise ValueError("not an extraction: the pages do not hold the text")
    return Extraction(
        **words,
        citation=citation,
        options=options,
        layer=layer,
        pages=pages,
        rendition=bytes(drawn),
    )


def _pages(rows: Sequence[Sequence[Any]], blob: Blob) -> tuple[Page, ...]:
    raw = bytes(blob)
    if not finite(raw, sys.byteorder):
        raise ValueError("not an extraction: a box is nowhere")
    pages: list[Page] = []
    at = 0
    for place, (number, label, width, height, start, end) in enumerate(rows, 1):
        known = pages[-1].end if pages else 0
        sized = 0 < float(width) <= _LARGEST_PAGE and 0 < float(height) <= _LARGEST_PAGE
        if (
            number != place
            or start != known
            or not isinstance(end, int)
            or end < start
            or not sized
        ):
            raise ValueError("not an extraction: a page is out of order")
        size = 16 * (end - start)
        boxes = array("f")
        if at + size > len(raw):
            raise ValueError("not an extraction: boxes are missing")
        boxes.frombytes(raw[at : at + size])
        pages.append(Page(place, _word(label), float(width), float(height), start, end, boxes))
        at += size
    if at != len(raw):
        raise ValueError("not an extraction: boxes of no page")
    return tuple(pages)


def _word(value: Any) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST_WORD:
        raise ValueError("not an extraction: a word is none")
    return value


def _words(value: Any) -> dict[str, str]:
    if not isinstance(value, dict) or len(value) > 30:
        raise ValueError("not an extraction: no words")
    return {_word(name): _word(word) for name, word in value.items()}
