# SPDX-License-Identifier: AGPL-3.0-or-later
"""A text layer: what a document says, in ink offsets, and where each character stands on its pages.

The text and its structure belong to the layer and never change; the geometry belongs to one way of
laying the document out.  All lengths are points (1/72 inch), the origin is the top left corner of a
page.
"""

from __future__ import annotations

import hashlib
import json
import struct
import sys
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import rfc8785

from sidelight.text.ink import InkText
from sidelight.text.packed_boxes import PackedBoxes, Part

_MAGIC = b"SLG1"
_LARGEST_GEOMETRY = 1 << 28
# Points; PDF allows 14,400, a web page laid out as one page may be longer.
_LARGEST_PAGE = 10_000_000
_MOST = (1 << 53) - 1
"""The largest whole number that canonical JSON has."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or the like: ink range and role.

    ``role`` is one of title, heading, paragraph, item, caption, quote, table, code; ``level`` is
    1..6 for headings, else 0.
    """

    start: int
    end: int
    role: str = "paragraph"
    level: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of the outline: level from 1, title, ink offset of its place, page from 1."""

    level: int
    title: str
    start: int
    page: int


@dataclass(frozen=True, slots=True)
class Furniture:
    """An ink range that looks like page furniture; ``reason`` is a stored word such as
    ``also-read``.
    """

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page: number from 1, label as printed, size in points, the ink on it and its boxes.

    ``held`` has its boxes, or where they are packed.
    """

    number: int
    label: str
    width: float
    height: float
    start: int
    end: int
    held: array[float] | Part = field(default_factory=lambda: array("f"), repr=False)

    @property
    def boxes(self) -> array[float]:
        """x0, y0, x1, y1 for each ink code point of ``start``..``end``: shape (end - start) × 4.

        Unpacked anew where that was long ago: who needs them often holds on to them.
        """
        return self.held.unpacked() if isinstance(self.held, Part) else self.held

    def box(self, offset: int) -> tuple[float, float, float, float]:
        """Return x0, y0, x1, y1 of the ink code point at ``offset`` of the layer."""
        at = 4 * (offset - self.start)
        x0, y0, x1, y1 = self.boxes[at : at + 4]
        return x0, y0, x1, y1


@dataclass(frozen=True, slots=True)
class TextLayer:
    """The text of a document as one extractor understood it, with its structure."""

    text: InkText
    blocks: tuple[Block, ...] = ()
    outline: tuple[Heading, ...] = ()
    furniture: tuple[Furniture, ...] = ()

    def block_at(self, offset: int) -> Block | None:
        """Return the block that holds an ink offset."""
        at = bisect_right(self.blocks, offset, key=lambda block: block.start) - 1
        return self.blocks[at] if at >= 0 and offset < self.blocks[at].end else None

    def to_bytes(self) -> bytes:
        """Return the layer as canonical JSON (RFC 8785), the form in which it is stored."""
        value = {
            "text": self.text.text,
            "blocks": [[b.start, b.end, b.role, b.level] for b in self.blocks],
            "outline": [[h.level, h.title, h.start, h.page] for h in self.outline],
            "furniture": [[f.start, f.end, f.reason] for f in self.furniture],
        }
        # of strings and whole numbers Python's own, sorted and without blanks, is just that
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> TextLayer:
        """Read what `to_bytes` wrote; ValueError where it is anything else."""
        try:
            value: dict[str, Any] = json.loads(data)
            layer = cls(
                InkText(_text(value["text"])),
                tuple(
                    Block(a, b, sys.intern(role), *more) for a, b, role, *more in value["blocks"]
                ),
                tuple(Heading(*row) for row in value["outline"]),
                tuple(Furniture(*row) for row in value["furniture"]),
            )
            canonical = layer.to_bytes()
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise ValueError(f"not a text layer: {error}") from error
        if canonical != data:
            raise ValueError("not a text layer: not in canonical form")
        layer._check()
        return layer

    def _check(self) -> None:
        """Raise ValueError where a value has the wrong type or lies outside the text."""
        for kind, rows in (
            (Block, self.blocks),
            (Heading, self.outline),
            (Furniture, self.furniture),
        ):
            for name, given in kind.__annotations__.items():
                values = [getattr(row, name) for row in rows]
                types = set(map(type, values))
                if types - ({int} if given == "int" else {str}):
                    raise ValueError(f"not a text layer: {name} is of another type")
                if types == {int} and not 0 <= min(values) <= max(values) <= _MOST:
                    raise ValueError(f"not a text layer: {name} is no place")
        spans = [(block.start, block.end) for block in self.blocks]
        spans += [(part.start, part.end) for part in self.furniture]
        spans += [(heading.start, heading.start) for heading in self.outline]
        if any(not start <= end <= len(self.text) for start, end in spans):
            raise ValueError("not a text layer: a range outside the text")
        starts = [block.start for block in self.blocks]
        if starts != sorted(starts):
            raise ValueError("not a text layer: blocks out of order")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("its text is none")
    return value


def layer_id(
    document: str, extractor: str, version: str, options: dict[str, Any], text: str
) -> str:
    """Return the id of a layer: SHA-256 (hex) over what it was made from, how, and its text."""
    named: dict[str, Any] = {
        "document": document,
        "extractor": extractor,
        "version": version,
        "options": options,
        "text": text,
    }
    return hashlib.sha256(rfc8785.dumps(named)).hexdigest()


def pack_geometry(pages: tuple[Page, ...]) -> bytes:
    """Return pages and boxes as bytes: magic, length of a JSON head, the head, zlib of
    little-endian floats.

    Raises ValueError for a page with more or fewer boxes than ink.
    """
    head = json.dumps(
        [[p.number, p.label, p.width, p.height, p.start, p.end] for p in pages], ensure_ascii=False
    ).encode()
    floats = array("f")
    for page in pages:
        boxes = page.boxes
        if len(boxes) != 4 * (page.end - page.start):
            raise ValueError(f"page {page.number} has {len(boxes)} numbers for its boxes")
        floats.extend(boxes)
    if sys.byteorder == "big":
        floats.byteswap()
    return _MAGIC + struct.pack("<I", len(head)) + head + zlib.compress(floats.tobytes(), 6)


def unpack_geometry(data: bytes) -> tuple[Page, ...]:
    """Read what `pack_geometry` wrote; ValueError where it is anything else or too large.

    Of many boxes only the first are read at once: damage further on is found by `verify`, and
    boxes that cannot be read are all zero.
    """
    try:
        (length,) = struct.unpack_from("<I", data, len(_MAGIC))
        rows = [_page_row(row) for row in json.loads(data[8 : 8 + length])]
        counted = sum(end - start for *_, start, end in rows)
        most = min(4 * counted, _LARGEST_GEOMETRY)
        boxes = PackedBoxes(memoryview(data)[8 + length :], most)
        boxes.verify(whole=False)
    except (struct.error, ValueError, TypeError, RecursionError) as error:
        raise ValueError(f"not page geometry: {error}") from error
    if data[:4] != _MAGIC:
        raise ValueError("not page geometry: it begins otherwise")
    if 16 * counted > _LARGEST_GEOMETRY:
        raise ValueError("not page geometry: too many boxes")
    return tuple(_pages(rows, boxes))


def verify(pages: tuple[Page, ...]) -> None:
    """Read all boxes of stored pages once, so that any page's are quick to unpack; ValueError where
    they are damaged.
    """
    if pages and isinstance(pages[-1].held, Part):
        pages[-1].held.verify()


def _page_row(row: list[Any]) -> tuple[int, str, float, float, int, int]:
    number, label, width, height, start, end = row
    whole = all(type(value) is int and 0 <= value < 1 << 53 for value in (number, start, end))
    sized = all(
        type(value) in {int, float} and 0 < value <= _LARGEST_PAGE for value in (width, height)
    )
    if not (whole and sized and isinstance(label, str) and start <= end):
        raise ValueError("a page that cannot be")
    return number, label, float(width), float(height), start, end


def _pages(
    rows: list[tuple[int, str, float, float, int, int]], boxes: PackedBoxes
) -> Iterator[Page]:
    at = 0
    for number, label, width, height, start, end in rows:
        size = 4 * (end - start)
        yield Page(number, label, width, height, start, end, Part(boxes, at, size))
        at += size
