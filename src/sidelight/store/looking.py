# SPDX-License-Identifier: AGPL-3.0-or-later
"""A look through an open file, a slice at a time, between acts on its one connection.

The log was looked through change by change when the file was opened.  What is left are the trees
of the tables and the bytes of the documents, by their hashes.
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass

from sidelight.model.project import Project
from sidelight.store import blobs, checking

SLICE = 0.02
"""Seconds that a slice may take, and one step more."""

_AT_ONCE = 5000
_ROWS = 200
"""Rows of a table whose tree is checked in one step; rows of a larger one read in one step."""

_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


@dataclass(frozen=True)
class Damage:
    """What of a project is damaged: documents by title, and whether tables are too.

    Claims, verdicts and all that reviewers did is in the log, which is sound.
    """

    documents: tuple[str, ...]
    tables: bool


class Look:
    """One look through a file; `damage` is what was found so far, None for nothing."""

    def __init__(self, db: sqlite3.Connection, project: Project) -> None:
        self._db = db
        self._project = project
        self._wrong: set[str] = set()
        self._tables = False
        self._steps = self._all()

    def further(self, seconds: float = SLICE) -> bool:
        """Look for a while and tell whether there is more; errors but of damage end the look."""
        end = time.perf_counter() + seconds
        try:
            while time.perf_counter() < end:
                if next(self._steps, self) is self:
                    return False
        except sqlite3.Error as error:
            self._tables |= _is_damage(error)
            return False
        return True

    @property
    def damage(self) -> Damage | None:
        """What is damaged; bytes that no document needs are not."""
        documents = tuple(checking.affected(self._project, self._wrong))
        return Damage(documents, self._tables) if documents or self._tables else None

    def _all(self) -> Iterator[None]:
        sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'blob'"
        for (table,) in self._db.execute(sql).fetchall():
            yield from self._guarded(self._table(str(table)))
        yield from self._guarded(self._bytes())
        left_out = blobs.absent(self._db)
        for _kind, name in list(checking.named_bytes(self._project)):
            yield
            if name not in left_out and not blobs.has(self._db, name):
                self._wrong.add(name)

    def _guarded(self, steps: Iterator[None]) -> Iterator[None]:
        try:
            yield from steps
        except sqlite3.Error as error:
            if not _is_damage(error):
                raise
            self._tables = True

    def _table(self, table: str) -> Iterator[None]:
        ((last,),) = self._db.execute(f"SELECT MAX(rowid) FROM {table}").fetchall()  # noqa: S608
        if (last or 0) <= _AT_ONCE:
            found = self._db.execute(f"PRAGMA quick_check({table})").fetchall()
            self._tables |= found != [("ok",)]
            yield
            return
        sql = f"SELECT *, rowid FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT {_ROWS}"  # noqa: S608
        at = -1
        while rows := self._db.execute(sql, (at,)).fetchall():
            at = rows[-1][-1]
            yield

    def _bytes(self) -> Iterator[None]:
        name = ""
        while True:
            sql = "SELECT MIN(hash) FROM blob WHERE hash > ? AND part >= 0"
            ((following,),) = self._db.execute(sql, (name,)).fetchall()
            if following is None:
                return
            name = following
            yield from self._blob(name)

    def _blob(self, name: str) -> Iterator[None]:
        """Read one blob, a part a step."""
        digest, place, sound = hashlib.sha256(), 0, True
        sql = "SELECT bytes FROM blob WHERE hash = ? AND part = ?"
        try:
            while rows := self._db.execute(sql, (name, place)).fetchall():
                data = rows[0][0]
                sound = sound and isinstance(data, bytes)
                digest.update(data if isinstance(data, bytes) else b"")
                place += 1
                yield
        except sqlite3.Error as error:
            if not _is_damage(error):
                raise
            sound = False
        if not sound or digest.hexdigest() != name:
            self._wrong.add(name)


def _is_damage(error: sqlite3.Error) -> bool:
    return str(getattr(error, "sqlite_errorname", "")).startswith(_DAMAGE)
