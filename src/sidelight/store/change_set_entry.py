# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads a stranger's change set, in the confined worker; the calls are those of the intake.

``open``; ``changes`` until there are no more; ``meaning``; ``blobs`` until there are no more.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sidelight.model.project import Project
from sidelight.store import change_set, projection, schema
from sidelight.store.change_set import NotAChangeSet
from sidelight.store.intake_entry import BATCH, MOST_ROWS, ids_in
from sidelight.store.meaning import Meaning
from sidelight.worker import Blob, Call, Json, RemoteFault, Reply, Report


@dataclass
class _Reading:
    """The one change set that this process reads, and the line that comes next."""

    lines: Iterator[list[Any]] = field(default_factory=lambda: iter(()))
    following: list[Any] | None = None
    meaning: Meaning = field(default_factory=Meaning)
    known: frozenset[bytes] = frozenset()
    count: int = 0

    def advance(self) -> None:
        """Read a line further."""
        try:
            self.following = next(self.lines, None)
        except NotAChangeSet as error:
            raise RemoteFault("damaged", {"reason": "structure"}) from error


_reading = _Reading()


def warm() -> None:
    """Load what is needed before the confinement."""
    projection.rows(Project())
    binascii.crc32(b"")


def _open(arguments: dict[str, Json], _blobs: Sequence[Blob], _report: Report) -> Reply:
    _reading.lines = change_set.lines(Path(str(arguments["path"])))
    _reading.advance()
    match _reading.following:
        case ["project", str(project)]:
            _reading.advance()
            return Reply({"format": schema.FORMAT, "project": project})
    raise RemoteFault("damaged", {"reason": "structure"})


def _changes(_arguments: dict[str, Json], _blobs: Sequence[Blob], _report: Report) -> Reply:
    names: list[Json] = []
    bodies: list[bytes] = []
    size = 0
    while (line := _reading.following) and line[0] == "row":
        if len(bodies) >= MOST_ROWS or size >= BATCH:
            break
        match line:
            case ["row", str(id_), str(body)]:
                names.append(id_)
                bodies.append(b"" if _encoded(id_) in _reading.known else _encoded(body))
            case _:
                raise RemoteFault("damaged", {"reason": "structure"})
        size += len(bodies[-1])
        _reading.count += 1
        _reading.advance()
    more = bool(_reading.following and _reading.following[0] == "row")
    _reading.meaning.take(zip(map(str, names), bodies, strict=True))
    return Reply({"last": _reading.count, "more": more, "names": names}, tuple(bodies))


def _encoded(body: str) -> bytes:
    try:
        return body.encode()
    except UnicodeEncodeError as error:
        raise RemoteFault("damaged", {"reason": "text"}) from error


def _known(_arguments: dict[str, Json], given: Sequence[Blob], _report: Report) -> Reply:
    _reading.known = ids_in(given[0])
    return Reply()


def _meaning(_arguments: dict[str, Json], _blobs: Sequence[Blob], _report: Report) -> Reply:
    _reading.meaning.show()
    return Reply()


def _parts(_arguments: dict[str, Json], _blobs: Sequence[Blob], _report: Report) -> Reply:
    names: list[Json] = []
    parts: list[bytes] = []
    size = 0
    while (line := _reading.following) and len(parts) < MOST_ROWS and size < BATCH:
        match line:
            case ["blob", str(hash_), int(part), str(packed)]:
                names.append([hash_, part])
                parts.append(_unpacked(packed))
            case _:
                raise RemoteFault("damaged", {"reason": "structure"})
        size += len(parts[-1])
        _reading.advance()
    return Reply({"names": names, "more": _reading.following is not None}, tuple(parts))


def _unpacked(packed: str) -> bytes:
    try:
        return base64.b64decode(packed, validate=True)
    except ValueError as error:
        raise RemoteFault("damaged", {"reason": "blob"}) from error


CALLS: dict[str, Call] = {
    "known": _known,
    "open": _open,
    "changes": _changes,
    "meaning": _meaning,
    "blobs": _parts,
}
