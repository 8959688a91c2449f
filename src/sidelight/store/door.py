# SPDX-License-Identifier: AGPL-3.0-or-later
"""The one door: how changes get into a project file, and what becomes of those that cannot."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sidelight.errors import ProjectError, SidelightError
from sidelight.model.change import Change
from sidelight.model.project import Project
from sidelight.store import blobs as blob_table
from sidelight.store import opening, tables, trust
from sidelight.store.connection import database, sentences, surroundings
from sidelight.store.looking import Look
from sidelight.store.unsaved import Unsaved, Waiting

if TYPE_CHECKING:
    from sqlite_utils import Database

_LOOKS = 6
_BETWEEN_LOOKS = 0.05
"""How often it is looked whether another program is done writing; seconds between."""


class Door:
    """A project file with its log in memory.

    ``path`` is the file; ``project`` what its log says; ``read_only`` with ``notice`` the reason
    where it can be read but not changed; ``warning`` what went wrong at its opening all the same.
    With ``keeps`` a change that the surroundings forbid to
    write (a full disk, a file that is gone) is made in memory and waits, with those after it, until
    one try succeeds; without, it is an error and nothing has changed.
    """

    keeps = False

    def __init__(self, opened: opening.Opened) -> None:
        self.project: Project = opened.project
        self._unsaved = Unsaved()
        self._take(opened)

    @property
    def read_only(self) -> bool:
        """Whether the project can only be read."""
        return self.notice is not None

    @property
    def unsaved(self) -> Waiting | None:
        """What waits to be saved; None where all is."""
        return self._unsaved.waiting

    def _take(self, opened: opening.Opened) -> None:
        """Work on a file from now on."""
        self._opened = opened
        self.path: Path = opened.path
        self.notice: SidelightError | None = opened.notice
        self.warning: SidelightError | None = opened.warning
        self._connection = opened.db
        self._mark = trust.mark(self.path)
        self._version = self._data_version()
        log = opened.project.log
        self._left = (len(log.changes), frozenset(log.heads))
        self._look = None if opened.looked_through else Look(opened.db, self.project)
        self.__dict__.pop("_db", None)

    @cached_property
    def _db(self) -> Database:
        return database(self._connection)

    def _save(self, changes: list[Change], blobs: Sequence[bytes]) -> None:
        """Write changes after those that wait; the same object `project` holds them then."""
        before = self.project.log.before(changes)
        try:
            self._write(changes, blobs)
        except BaseException as error:
            if self.keeps and surroundings(error) and isinstance(error, SidelightError):
                self.project.add(changes)
                self._unsaved.hold(self.path, self.project.log, (changes, blobs), error)
                return
            if not self._stands(changes):
                # the same object, since others hold it
                vars(self.project).update(vars(Project(before().values())))
                raise
            self._leave()
            raise
        self._leave()

    def _write(self, changes: list[Change], blobs: Sequence[bytes]) -> None:
        """Write what waits, and changes not in `project` yet, in one transaction."""
        self._refuse_another()
        waiting = self._unsaved
        try:
            with sentences(self.path), self._db.atomic():
                for data in (*waiting.blobs.values(), *blobs):
                    blob_table.put(self._db, data)
                # a try that seemed to fail may have written them
                sql = "INSERT INTO change (id, body) VALUES (?, ?) ON CONFLICT (id) DO NOTHING"
                rows = [(c.id, c.body.decode()) for c in (*waiting.changes, *changes)]
                self._db.conn.executemany(sql, rows)
                self.project.add(changes)
                for change in (*waiting.changes, *changes):
                    tables.update(self._db, self.project, change)
        except BaseException:
            self._mark_rollback()
            raise

    def _refuse_another(self) -> None:
        """Raise ProjectError where the path does not lead to the file as we left it."""
        if self._connection.in_transaction:
            # or what follows would be a part of what failed, and never be committed
            with sentences(self.path):
                self._connection.rollback()
        found, left = trust.mark(self.path), self._mark
        if found == left and found is not None:
            return
        if found is None:
            raise ProjectError("project.gone", path=str(self.path))
        if left is None or found[:2] != left[:2]:
            raise ProjectError("project.replaced", path=str(self.path))
        # Renamed and back, or other permissions: what it holds is the same.
        if found[2:4] != left[2:4] or self._data_version() != self._version:
            raise ProjectError("project.changed", path=str(self.path))
        self._remark(found)

    def _refuse_journal(self) -> None:
        """Raise ProjectError where SQLite would take another file's journal for ours.

        At each read it looks for one by our path, plays it into our file, wherever that is now, and
        removes it (howtocorrupt.html on sqlite.org, section 2.4).  A writer is done in a moment.
        """
        for _look in range(_LOOKS):
            path = self.path
            if self._opened.spare or not os.path.lexists(trust.beside(path, "-journal")):
                return
            found, left = trust.mark(path), self._mark
            if found is not None and left is not None and found[:2] == left[:2]:
                return
            time.sleep(_BETWEEN_LOOKS)
        raise ProjectError("project.replaced", path=str(self.path))

    def _mark_rollback(self) -> None:
        """Note how the file looks after a transaction was taken back, which may have written."""
        found, left = trust.mark(self.path), self._mark
        same = found is not None and left is not None and found[:2] == left[:2]
        if same and found != left and self._data_version() == self._version:
            self._remark(found)

    def _remark(self, found: trust.Mark | None) -> None:
        self._mark = found
        trust.remember(self.path, *self._left)

    def _data_version(self) -> int | None:
        """Return what changes where another connection commits (pragma.html on sqlite.org)."""
        with suppress(sqlite3.Error):
            return int(self._connection.execute("PRAGMA data_version").fetchall()[0][0])
        return None

    def _stands(self, changes: Sequence[Change]) -> bool:
        """Tell whether changes are in the file although their commit was broken off."""
        with suppress(sqlite3.Error, ProjectError):
            self._refuse_journal()
            sql = "SELECT 1 FROM change WHERE id = ?"
            found = [self._connection.execute(sql, (c.id,)).fetchall() for c in changes]
            return bool(found) and all(found)
        return False

    def _leave(self) -> None:
        """Note how we leave the file, with all in it."""
        self._unsaved.clear()
        self._mark = trust.mark(self.path)
        self._left = (len(self.project.log.changes), frozenset(self.project.log.heads))
        trust.remember(self.path, *self._left)
