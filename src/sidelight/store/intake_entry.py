# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads a stranger's project file, in the confined worker, and hands its validated rows over.

Calls, in this order: ``open``; ``changes`` until there are no more; ``meaning``; ``blobs`` until
there are no more.  Or, by itself: ``survey``.  What is wrong comes back as a RemoteFault: not_ours,
hostile, damaged or costly, with a reason.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any

from sidelight.model.project import Project
from sidelight.store import blobs as blob_table
from sidelight.store import projection, schema
from sidelight.store.checking import findings
from sidelight.store.meaning import Meaning
from sidelight.store.screening import Deadline, screen
from sidelight.worker import Blob, Call, Json, RemoteFault, Reply, Report

BATCH = 4 << 20
MOST_ROWS = 4000
ID = 64
"""Bytes of the id of a change, in hex."""
FIRST = -(1 << 63)
"""Before every row."""


@dataclass
class _Intake:
    """The one file that this process reads."""

    deadline: Deadline = field(default_factory=Deadline)
    db: sqlite3.Connection | None = None
    meaning: Meaning = field(default_factory=Meaning)
    known: frozenset[bytes] = frozenset()


_intake = _Intake()


def warm() -> None:
    """Load what is needed before the confinement."""
    schema.expected(schema.FORMAT)
    projection.rows(Project())
    hashlib.sha256(b"").hexdigest()


def _coded(call: Callable[[sqlite3.Connection | None, dict[str, Any]], Reply]) -> Call:
    """Give a call its time and turn errors of SQLite into faults."""

    @wraps(call)
    def run(arguments: dict[str, Json], _blobs: Sequence[Blob], _report: Report) -> Reply:
        values: dict[str, Any] = dict(arguments)
        _intake.deadline.set(float(values["seconds"]))
        try:
            return call(_intake.db, values)
        except sqlite3.Error as error:
            raise RemoteFault(*_fault(error)) from error
        except UnicodeDecodeError as error:
            raise RemoteFault("damaged", {"reason": "text"}) from error

    return run


def _fault(error: sqlite3.Error) -> tuple[str, dict[str, Json]]:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name == "SQLITE_NOTADB":
        return "not_ours", {}
    if name == "SQLITE_INTERRUPT":
        return "costly", {}
    if name in {"SQLITE_TOOBIG", "SQLITE_AUTH"}:
        return "hostile", {"reason": "size" if name == "SQLITE_TOOBIG" else "schema"}
    return "damaged", {"reason": "structure"}


def _open(_db: sqlite3.Connection | None, values: dict[str, Any]) -> Reply:
    _intake.meaning.start()
    if _intake.db is not None:
        _intake.db.close()
        _intake.db = None
    _intake.db, format_ = screen(Path(values["path"]), _intake.deadline)
    count = _intake.db.execute("SELECT count(*) FROM change").fetchall()[0][0]
    size = _intake.db.execute("SELECT sum(length(bytes)) FROM blob").fetchall()[0][0]
    return Reply({"format": format_, "changes": int(count), "bytes": int(size or 0)})


def _known(_arguments: dict[str, Json], given: Sequence[Blob], _report: Report) -> Reply:
    """Take the ids, one after the other, of the rows that are known: `_changes` leaves out what
    they say.
    """
    _intake.known = ids_in(given[0])
    return Reply()


def ids_in(joined: Blob) -> frozenset[bytes]:
    """Return ids that were joined to one text."""
    raw = bytes(joined)
    return frozenset(raw[at : at + ID] for at in range(0, len(raw), ID))


def _changes(db: sqlite3.Connection | None, values: dict[str, Any]) -> Reply:
    """Return the next rows of the log, ids and bodies as they stand; what they mean comes later."""
    names: list[Json] = []
    bodies: list[bytes] = []
    last, more, size = int(values["after"]), False, 0
    sql = (
        "SELECT rowid, typeof(id), id, typeof(body), body FROM change "
        "WHERE rowid > ? ORDER BY rowid"
    )
    for rowid, id_kind, id_, kind, body in _rows(db, sql, (last,)):
        if len(bodies) >= MOST_ROWS or size >= BATCH:
            more = True
            break
        if (id_kind, kind) != (b"text", b"text"):
            raise RemoteFault("damaged", {"reason": "change"})
        names.append(id_.decode())
        bodies.append(b"" if id_ in _intake.known else body)
        size += len(bodies[-1])
        last = rowid
    _intake.meaning.take(zip(map(str, names), bodies, strict=True))
    return Reply({"last": last, "more": more, "names": names}, tuple(bodies))


def _meaning(_db: sqlite3.Connection | None, _values: dict[str, Any]) -> Reply:
    _intake.meaning.show()
    return Reply()


def _blobs(db: sqlite3.Connection | None, values: dict[str, Any]) -> Reply:
    """Return the next parts of blobs by hash and part; whoever takes them hashes them."""
    names: list[Json] = []
    parts: list[bytes] = []
    after, more, size = values["after"], False, 0
    sql = (
        "SELECT typeof(hash), hash, typeof(part), part, typeof(bytes), bytes FROM blob "
        "WHERE (hash, part) > (?, ?) ORDER BY hash, part"
    )
    for hash_kind, name, part_kind, part, kind, data in _rows(db, sql, (after[0], int(after[1]))):
        if len(parts) >= MOST_ROWS or size >= BATCH:
            more = True
            break
        kinds = (hash_kind, part_kind, kind)
        if kinds != (b"text", b"integer", b"blob") or len(data) > blob_table.PART:
            raise RemoteFault("damaged", {"reason": "blob"})
        names.append([name.decode(), part])
        parts.append(data)
        size += len(data)
    return Reply({"names": names, "more": more}, tuple(parts))


def _rows(
    db: sqlite3.Connection | None, sql: str, values: tuple[Any, ...]
) -> Iterator[tuple[Any, ...]]:
    if db is None:
        raise RemoteFault("damaged", {"reason": "structure"})
    cursor = db.execute(sql, values)
    try:
        yield from cursor
    finally:
        cursor.close()


def _survey(_db: sqlite3.Connection | None, values: dict[str, Any]) -> Reply:
    """Return all that is wrong with a file: kind, where, detail and count of each finding."""
    try:
        db, format_ = screen(Path(values["path"]), _intake.deadline, survey=True)
    except RemoteFault as fault:
        kind = "schema" if fault.values.get("reason") == "schema" else "structure"
        return Reply({"findings": [[kind, "schema", fault.kind, 0]]})
    except sqlite3.Error as error:
        return Reply({"findings": [["structure", "file", str(error), 0]]})
    db.text_factory = str
    # its structure was looked at, and its projection is written anew where it is opened
    other = format_ != schema.FORMAT
    found = [f for f in findings(db) if not (other and f.kind in {"schema", "rows"})]
    listed: list[Json] = [[f.kind, f.where, f.detail, f.count] for f in found[:MOST_ROWS]]
    return Reply({"findings": listed})


CALLS: dict[str, Call] = {
    "known": _known,
    "open": _coded(_open),
    "changes": _coded(_changes),
    "meaning": _coded(_meaning),
    "blobs": _coded(_blobs),
    "survey": _coded(_survey),
}
