# SPDX-License-Identifier: AGPL-3.0-or-later
"""An answer of a web server as it was recorded (RFC 9112): its status, its head, its body."""

from __future__ import annotations

import re
import zlib
from typing import NamedTuple

from sidelight.reader.warc_records import Budget, fields_of

LARGEST_BODY = 100_000_000
_HEAD = 1 << 14
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})\b")
_END = re.compile(rb"\r?\n\r?\n")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_MOST_CHUNKS = 100_000
_PLAIN = frozenset({"", "identity", "none"})
_PIECE = 1 << 20


class Answer(NamedTuple):
    """What a server answered: ``head`` by names in small letters, ``start`` where its body begins
    in the block.
    """

    status: int
    head: dict[str, str]
    start: int

    @property
    def kind(self) -> str:
        """The media type, without what follows it."""
        return self.head.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """The encoding of a text, "" where the server said none."""
        found = _CHARSET.search(self.head.get("content-type", ""))
        return found[1] if found else ""

    @property
    def packing(self) -> str:
        """How the body is packed, where that is a way that is not read (br, zstd), else ""."""
        codings = self._codings()
        return next((one for one in codings if one not in _UNPACKING), "")

    def _codings(self) -> list[str]:
        stated = self.head.get("content-encoding", "").lower().split(",")
        return [one for part in stated[:4] if (one := part.strip()) not in _PLAIN]

    def body(self, block: bytes, budget: Budget, most: int = LARGEST_BODY) -> bytes:
        """Return the body in a ``block``, unpacked, at most its first ``most`` bytes.

        A body that is not packed as its head says is returned as it is.  Raises
        Unreadable("too_costly").
        """
        found = block[self.start :]
        if "chunked" in self.head.get("transfer-encoding", "").lower():
            found = _joined(found)
        for coding in reversed(self._codings()):
            if coding in _UNPACKING:
                found = _unpacked(found, _UNPACKING[coding], budget, most)
        return found[:most]


def answer_in(block: bytes) -> Answer | None:
    """Read the head of an answer in the first bytes of a ``block``; None where there is none."""
    status = _STATUS.match(block)
    if status is None:
        return None
    end = _END.search(block, 0, _HEAD)
    if end is None:
        return None
    fields = fields_of(block[status.end() : end.start()])
    return Answer(int(status[1]), fields, end.end())


def _joined(data: bytes) -> bytes:
    """Return what came in chunks as one; as it is where it did not."""
    pieces: list[bytes] = []
    at = 0
    while len(pieces) < _MOST_CHUNKS and (line := _CHUNK.match(data, at)):
        size = int(line[1], 16)
        if not size:
            return b"".join(pieces)
        pieces.append(data[line.end() : line.end() + size])
        at = line.end() + size
        at += 2 if data[at : at + 2] == b"\r\n" else 1
    return b"".join(pieces) if pieces else data


def _unpacked(data: bytes, windows: tuple[int, ...], budget: Budget, most: int) -> bytes:
    for window in windows:
        unpacking = zlib.decompressobj(window)
        pieces: list[bytes] = []
        size = 0
        rest = data
        try:
            while rest and not unpacking.eof and size < most:
                piece = unpacking.decompress(rest, min(_PIECE, most - size))
                budget.unpack(len(piece))
                size += len(piece)
                pieces.append(piece)
                rest = unpacking.unconsumed_tail
        except zlib.error:
            if pieces:
                return b"".join(pieces)
            continue
        return b"".join(pieces)
    return data


_UNPACKING: dict[str, tuple[int, ...]] = {
    "gzip": (31,),
    "x-gzip": (31,),
    "deflate": (15, -15),
}
"""The ways of packing that are read, with the windows of zlib that are tried for them."""
