# SPDX-License-Identifier: AGPL-3.0-or-later
"""Bytes of documents and layers: named by their SHA-256, in parts of one MiB."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sidelight.store.schema import Executes

if TYPE_CHECKING:
    from sqlite_utils import Database

PART = 1 << 20
"""Bytes of every part but the last."""

ABSENT = -1
"""The part of the one row, with no bytes, that stands for bytes left out of a copy."""


class WrongBytes(ValueError):
    """Parts that are missing or do not come to the hash they stand under."""


def put(db: Database, data: bytes) -> str:
    """Write bytes within the transaction that runs, unless they are there; return their hash."""
    name = hashlib.sha256(data).hexdigest()
    if not has(db, name):
        db.execute("DELETE FROM blob WHERE hash = ?", (name,))
        view = memoryview(data)
        parts = [(name, at // PART, view[at : at + PART]) for at in range(0, len(data) or 1, PART)]
        db.conn.executemany("INSERT INTO blob (hash, part, bytes) VALUES (?, ?, ?)", parts)
    return name


def has(db: Executes, name: str) -> bool:
    """Tell whether there are bytes of this hash."""
    sql = "SELECT 1 FROM blob WHERE hash = ? AND part >= 0 LIMIT 1"
    return bool(db.execute(sql, (name,)).fetchall())


def names(db: Executes) -> list[str]:
    """Return the hashes that there are bytes for."""
    sql = "SELECT DISTINCT hash FROM blob WHERE part >= 0"
    return [str(row[0]) for row in db.execute(sql).fetchall()]


def absent(db: Executes) -> set[str]:
    """Return the hashes of bytes that were left out."""
    sql = "SELECT hash FROM blob WHERE part = ?"
    return {str(row[0]) for row in db.execute(sql, (ABSENT,)).fetchall()}


def mark_absent(db: Database, hashes: Iterable[str]) -> None:
    """Note, within the transaction that runs, that bytes are left out on purpose."""
    sql = "INSERT INTO blob (hash, part, bytes) VALUES (?, ?, ?)"
    db.conn.executemany(sql, [(name, ABSENT, b"") for name in sorted(hashes)])


def get(db: Executes, name: str) -> bytes:
    """Return the bytes of a hash; WrongBytes where they are absent or others."""
    data = b"".join(_parts(db, name))
    if hashlib.sha256(data).hexdigest() != name:
        raise WrongBytes(name)
    return data


def _parts(db: Executes, name: str) -> Iterator[bytes]:
    sql = "SELECT part, bytes FROM blob WHERE hash = ? AND part >= 0 ORDER BY part"
    rows = db.execute(sql, (name,)).fetchall()
    for place, (part, data) in enumerate(rows):
        last = place == len(rows) - 1
        if part != place or not isinstance(data, bytes) or len(data) > PART:
            raise WrongBytes(name)
        if not last and len(data) != PART:
            raise WrongBytes(name)
        yield data
