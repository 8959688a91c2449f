# SPDX-License-Identifier: AGPL-3.0-or-later
"""Change sets: a few rows of a log in a file small enough for e-mail.

The form, described in docs/file-format.md: one line of plain text that says what it is, then a zlib
stream of lines, each a JSON list: ``["project", id]`` first, then ``["row", id, body]``, then
``["blob", hash, part, base64]`` by hash and part.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sidelight.model.withheld import Row

START = b"Sidelight change set 1\n"
SUFFIX = ".sidelight-changes"
_LONGEST = 40 << 20
_MOST = 8 << 30
_CHUNK = 1 << 16


class NotAChangeSet(ValueError):
    """Bytes that are no change set."""


def written(
    project: str, rows: Iterable[Row], blobs: Iterable[tuple[str, int, bytes]]
) -> Iterator[bytes]:
    """Yield the bytes of a change set of the project whose first change is ``project``."""
    yield START
    packing = zlib.compressobj(9)
    for line in _lines(project, rows, blobs):
        yield packing.compress(json.dumps(line, ensure_ascii=False).encode() + b"\n")
    yield packing.flush()


def is_one(path: Path) -> bool:
    """Tell whether a file says that it is a change set; OSError where it cannot be read."""
    with path.open("rb") as file:
        return file.read(len(START)) == START


def lines(path: Path) -> Iterator[list[Any]]:
    """Yield the lines of a change set; NotAChangeSet where it is none or swells without bound."""
    unpacking = zlib.decompressobj()
    held, total = bytearray(), 0
    with path.open("rb") as file:
        if file.read(len(START)) != START:
            raise NotAChangeSet("another beginning")
        while packed := file.read(_CHUNK):
            try:
                while packed:
                    ended, *begun = unpacking.decompress(packed, _CHUNK).split(b"\n")
                    packed = unpacking.unconsumed_tail
                    total += _CHUNK
                    held += ended
                    if len(held) > _LONGEST or total > _MOST or unpacking.unused_data:
                        raise NotAChangeSet("too large")
                    for line in begun:
                        yield _line(bytes(held))
                        held = bytearray(line)
            except zlib.error as error:
                raise NotAChangeSet(str(error)) from error
    if not unpacking.eof or held:
        raise NotAChangeSet("cut off")


def _line(raw: bytes) -> list[Any]:
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise NotAChangeSet(str(error)) from error
    if not isinstance(value, list) or not value:
        raise NotAChangeSet("no list")
    return value


def _lines(
    project: str, rows: Iterable[Row], blobs: Iterable[tuple[str, int, bytes]]
) -> Iterator[list[Any]]:
    yield ["project", project]
    for row in rows:
        yield ["row", row.id, row.body.decode()]
    for hash_, part, data in blobs:
        yield ["blob", hash_, part, base64.b64encode(data).decode()]
