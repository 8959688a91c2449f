# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project file while it is open: reading it, and the one door through which it changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sidelight.errors import ProjectError, SidelightError
from sidelight.language import _
from sidelight.model.change import Change, Setting, new_id, tick, utc_text
from sidelight.model.project import Project
from sidelight.store import blobs as blob_table
from sidelight.store import copying, opening, tables, trust
from sidelight.store.checking import Fault, fault, findings
from sidelight.store.connection import database, sentences
from sidelight.store.leftovers import Passing
from sidelight.store.lock import Holder, Lock
from sidelight.store.zone import zone

if TYPE_CHECKING:
    from sqlite_utils import Database

__all__ = ["Author", "Fault", "Holder", "ProjectFile"]


@dataclass(frozen=True)
class Author:
    """Who makes changes: reviewer and installation by id, and what gives the next number."""

    reviewer: str
    installation: str
    sequence: Callable[[], int]


class ProjectFile:
    """An open project, used from the thread that opened it.

    ``path`` is the file; ``project`` what its log says; ``read_only`` with ``notice`` the reason
    where it can be read but not changed.
    """

    def __init__(self, opened: opening.Opened) -> None:
        self.path: Path = opened.path
        self.project: Project = opened.project
        self.notice: SidelightError | None = opened.notice
        self._connection = opened.db
        self._lock: Lock | None = opened.lock
        self._spare: Passing | None = opened.spare
        self._mark = trust.mark(self.path)
        self._closed = False

    @classmethod
    def create(cls, path: Path, title: str, author: Author, *, holder: Holder) -> Self:
        """Make a project of this title; ProjectError where the name is taken or unwritable."""
        file = cls(opening.create(path, holder))
        try:
            file.commit([Setting("project", "project", "title", title)], author, "")
        except BaseException:
            file.close()
            raise
        return file

    @classmethod
    def open(
        cls, path: Path, *, holder: Holder, progress: Callable[[float, str], None] | None = None
    ) -> Self:
        """Open a project: where it stands if it is as we left it, else through the intake.

        Raises ProjectError; the file is then as it was.
        """
        return cls(opening.open_project(path, holder, progress))

    @cached_property
    def _db(self) -> Database:
        return database(self._connection)

    @property
    def read_only(self) -> bool:
        """Whether the project can only be read."""
        return self.notice is not None

    def commit(
        self,
        settings: Sequence[Setting],
        author: Author,
        label: str,
        *,
        group: str = "",
        inverts: str = "",
        blobs: Sequence[bytes] = (),
    ) -> Change:
        """Make one change, on disk when this returns, and return it.

        ``group`` joins it to an undo step ("": a new one), ``inverts`` is the group that it takes
        back, ``blobs`` are bytes that it names.  Raises ProjectError, and then nothing has
        changed; ValueError for settings that no change can hold.
        """
        if self.notice is not None:
            raise self.notice
        if trust.mark(self.path) != self._mark:
            raise ProjectError("project.replaced", path=str(self.path))
        change = self._change(settings, author, label, group or new_id(), inverts)
        before = list(self.project.log.order)
        try:
            with sentences(self.path), self._db.atomic():
                for data in blobs:
                    blob_table.put(self._db, data)
                self._db.execute(
                    "INSERT INTO change (id, body) VALUES (?, ?)", (change.id, change.body.decode())
                )
                self.project.add([change])
                tables.update(self._db, self.project, change)
        except BaseException:
            if not self._stands(change):
                # the same object, since others hold it
                vars(self.project).update(vars(Project(before)))
                raise
            self._leave()
            raise
        self._leave()
        return change

    def blob(self, hash: str) -> bytes:  # noqa: A002 - what it is
        """Return the bytes of a hash; ProjectError where they are absent or not those."""
        try:
            with sentences(self.path):
                return blob_table.get(self._connection, hash)
        except blob_table.WrongBytes as error:
            reason = _("the bytes of {hash} are missing or changed").format(hash=hash[:12])
            raise ProjectError("project.damaged", path=str(self.path), reason=reason) from error

    def has_blob(self, hash: str) -> bool:  # noqa: A002
        """Tell whether there are bytes of this hash."""
        with sentences(self.path):
            return blob_table.has(self._connection, hash)

    def copy_to(self, path: Path, *, overwrite: bool = False) -> None:
        """Write a copy, whole or not at all; ProjectError, also where it exists, unless told."""
        copying.copy(self._connection, path, overwrite=overwrite)
        log = self.project.log
        trust.remember(opening.plain(path), len(log.changes), log.heads)

    def check(self) -> list[Fault]:
        """Look at every byte with a hash and at every row; return what is wrong, never raise."""
        return [fault(finding) for finding in findings(self._connection)]

    def rebuild(self) -> None:
        """Write the projection anew from the log."""
        if self.notice is not None:
            raise self.notice
        with sentences(self.path), self._db.atomic():
            tables.rewrite(self._db, self.project)
        self._leave()

    def close(self) -> None:
        """Let go of the file; closing again does nothing."""
        if self._closed:
            return
        self._closed = True
        with suppress(sqlite3.Error):
            self._connection.close()
        if self._spare is not None:
            with suppress(OSError):
                self._spare.end()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _change(
        self, settings: Sequence[Setting], author: Author, label: str, group: str, inverts: str
    ) -> Change:
        now = datetime.now(UTC)
        log = self.project.log
        change = Change(
            reviewer=author.reviewer,
            installation=author.installation,
            sequence=author.sequence(),
            clock=tick(log.clock, now),
            time=utc_text(now),
            zone=zone(),
            heads=tuple(sorted(log.heads)),
            sets=tuple(settings),
            group=group,
            inverts=inverts,
            label=label,
        )
        # Nothing is written that could not be read again, and memory holds what a reader will.
        return Change.from_body(change.body)

    def _stands(self, change: Change) -> bool:
        """Tell whether a change is in the file although its commit was broken off."""
        with suppress(sqlite3.Error):
            sql = "SELECT 1 FROM change WHERE id = ?"
            return bool(self._connection.execute(sql, (change.id,)).fetchall())
        return False

    def _leave(self) -> None:
        """Note how we leave the file."""
        self._mark = trust.mark(self.path)
        trust.remember(self.path, len(self.project.log.changes), self.project.log.heads)
