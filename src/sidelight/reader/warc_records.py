# SPDX-License-Identifier: AGPL-3.0-or-later
"""The records of a WARC file (ISO 28500:2017), found without keeping them.

A file is a row of records, each a head like that of a mail and a block of so many bytes; usually
each is a gzip member of its own.  What is damaged is passed over: the next line that begins a
record, or the next member, goes on.  Everything is counted while it unpacks.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sidelight.reader.reading import Unreadable

MOST_RECORDS = 50_000
LARGEST_WHOLE = 400_000_000
"""Most records and members of gzip in a file, and most bytes that they unpack to."""

_LARGEST_MEMBER = 200_000_000
_MOST_HEADS = 64_000_000
_HEAD = 1 << 14
_MOST_FIELDS = 40
_FIRST_PIECE, _PIECE = 1 << 14, 1 << 20
_FREE = 50_000_000
_DENSEST = 100
"""A file that unpacks to more than the first, and that many times its size, is a trap."""
_GZIP = b"\x1f\x8b\x08"
_BEGIN = b"WARC/"
_WANTED = {
    name.encode(): name
    for name in (
        *("warc-type", "warc-target-uri", "warc-date", "warc-record-id", "warc-refers-to"),
        *("warc-refers-to-target-uri", "warc-refers-to-date", "warc-payload-digest"),
        *("content-length", "content-type", "content-encoding", "transfer-encoding", "location"),
    )
}


@dataclass(slots=True)
class Budget:
    """What may still be unpacked of an archive, and how many records and bytes of heads read.

    Raises Unreadable("too_costly") when it is spent.
    """

    packed: int
    whole: int = LARGEST_WHOLE
    records: int = MOST_RECORDS
    heads: int = _MOST_HEADS

    def unpack(self, size: int) -> None:
        """Count bytes that came out of packing."""
        self.whole -= size
        used = LARGEST_WHOLE - self.whole
        if self.whole < 0 or (used > _FREE and used > _DENSEST * self.packed):
            raise Unreadable("too_costly")

    def read(self, head: int) -> None:
        """Count a record with a head of so many bytes."""
        self.records -= 1
        self.heads -= head
        if self.records < 0 or self.heads < 0:
            raise Unreadable("too_costly")


class Spot(NamedTuple):
    """Where the block of a record is: its member's place in the file, the block's in the member."""

    member: int
    start: int
    size: int


class Record(NamedTuple):
    """A record: its head (names in small letters), the spot of its block, and the block itself."""

    head: dict[str, str]
    spot: Spot
    block: memoryview


def is_warc(data: bytes) -> bool:
    """Tell a WARC file, packed or not, by how it begins."""
    if not data.startswith(_GZIP):
        return data.startswith(_BEGIN)
    try:
        return zlib.decompressobj(31).decompress(data[: 1 << 12], 16).startswith(_BEGIN)
    except zlib.error:
        return False


def records_of(data: bytes, budget: Budget) -> Iterator[Record]:
    """Yield the records of a file, those that are whole.

    Raises Unreadable("too_costly").
    """
    if not data.startswith(_GZIP):
        yield from _records(0, data, budget)
        return
    at = 0
    while at >= 0:
        member, after = _member(data, at, budget)
        yield from _records(at, member, budget)
        at = data.find(_GZIP, after)


def member_at(data: bytes, spot: Spot, budget: Budget) -> bytes:
    """Return the member that a block is in; the whole file where there are none."""
    return _member(data, spot.member, budget)[0] if data.startswith(_GZIP) else data


def _member(data: bytes, at: int, budget: Budget) -> tuple[bytes, int]:
    """Return what a gzip member holds, as much as is whole, and where it ends."""
    unpacking = zlib.decompressobj(31)
    pieces: list[bytes] = []
    size, read, wanted = 0, at, _FIRST_PIECE
    budget.read(0)
    while not unpacking.eof and read < len(data):
        packed = unpacking.unconsumed_tail
        if not packed:
            packed = data[read : read + wanted]
            read, wanted = read + len(packed), min(2 * wanted, _PIECE)
        try:
            piece = unpacking.decompress(packed, _PIECE)
        except zlib.error:
            return b"".join(pieces), at + 1
        budget.unpack(len(piece))
        size += len(piece)
        if size > _LARGEST_MEMBER:
            raise Unreadable("too_costly")
        pieces.append(piece)
    pieces.append(unpacking.flush())
    return b"".join(pieces), max(at + 1, read - len(unpacking.unused_data))


def _records(member: int, data: bytes, budget: Budget) -> Iterator[Record]:
    at = data.find(_BEGIN, 0, _HEAD)
    whole = memoryview(data)
    while at >= 0:
        end = data.find(b"\r\n\r\n", at, at + _HEAD)
        budget.read(max(0, end - at))
        head = fields_of(data[at:end]) if end > 0 else {}
        size = head.get("content-length", "")
        start = end + 4
        if size.isdecimal() and len(size) < 12 and start + int(size) <= len(data):
            block = whole[start : start + int(size)]
            yield Record(head, Spot(member, start, int(size)), block)
            at = start + int(size)
            at = data.find(_BEGIN, at, at + 64)
            if at >= 0:
                continue
            at = start + int(size)
        at = data.find(b"\n" + _BEGIN, at + 1)
        at += 1 if at >= 0 else 0


def fields_of(lines: bytes) -> dict[str, str]:
    """Return those fields of a head that are asked for, by their names in small letters.

    One on several lines, which nobody writes any more, loses all but the first.
    """
    found: dict[str, str] = {}
    for line in lines.split(b"\n", _MOST_FIELDS)[:_MOST_FIELDS]:
        name, _colon, value = line.partition(b":")
        if wanted := _WANTED.get(name.lower()):
            found.setdefault(wanted, value.strip().decode("utf-8", "replace"))
    return found
