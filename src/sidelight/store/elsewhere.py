# SPDX-License-Identifier: AGPL-3.0-or-later
"""A whole project written from memory: its log, and every blob that can still be read."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from sidelight.model.project import Project
from sidelight.store import blobs, checking, log_rows, tables
from sidelight.store.schema import Executes

if TYPE_CHECKING:
    from sqlite_utils import Database

Fill = Callable[["Database"], None]


class Whole:
    """Writes a project into a new file; ``absent`` then names the bytes that could not be read.

    ``held`` are blobs in memory by hash, ``old`` is the connection that the others come from.
    """

    def __init__(self, project: Project, old: Executes, held: Mapping[str, bytes]) -> None:
        self._project, self._old, self._held = project, old, held
        self.absent: list[str] = []

    def fill(self, db: Database) -> None:
        """Write all into a file that is thrown away where this fails; raises sqlite3.Error."""
        # a file that nobody knows yet needs no journal
        db.execute("PRAGMA journal_mode = OFF").fetchall()
        with db.atomic():
            for data in self._held.values():
                blobs.put(db, data)
            for name in self._names():
                self._copy(db, name)
            log_rows.write(db, self._project)
            tables.rewrite(db, self._project)
            left_out = self._left_out()
            blobs.mark_absent(db, left_out)
        named = dict.fromkeys(name for _kind, name in checking.named_bytes(self._project))
        self.absent = [n for n in named if n not in left_out and not blobs.has(db, n)]

    @property
    def affected(self) -> list[str]:
        """The titles of the documents that lack some of their bytes."""
        return checking.affected(self._project, self.absent)

    def _left_out(self) -> set[str]:
        with suppress(sqlite3.Error):
            return blobs.absent(self._old) - self._held.keys()
        return set()

    def _names(self) -> list[str]:
        with suppress(sqlite3.Error):
            return [name for name in blobs.names(self._old) if name not in self._held]
        return [
            name for _kind, name in checking.named_bytes(self._project) if name not in self._held
        ]

    def _copy(self, db: Database, name: str) -> None:
        """Copy one blob, unless it cannot be read or is not what its name says."""
        try:
            data = blobs.get(self._old, name)
        except (sqlite3.Error, blobs.WrongBytes):
            return
        blobs.put(db, data)
