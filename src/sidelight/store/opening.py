# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opening and making project files: which way a file goes, and who holds it."""

from __future__ import annotations

import os
import sqlite3
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sidelight.errors import ProjectError, SidelightError
from sidelight.language import _
from sidelight.model.change import Change, NotAChange
from sidelight.model.project import Project
from sidelight.store import durable, intake, leftovers, schema, trust
from sidelight.store.connection import connect, sentences
from sidelight.store.fresh import new_file
from sidelight.store.lock import Holder, Lock, Unwritable, refuse_if_held

Progress = Callable[[float, str], None]


@dataclass
class Opened:
    """What an open project file consists of.

    ``spare`` is a copy that stands in for a file that may not be changed, to be removed at the end.
    """

    path: Path
    db: sqlite3.Connection
    project: Project
    lock: Lock | None
    notice: SidelightError | None = None
    spare: leftovers.Passing | None = None


def plain(path: Path) -> Path:
    """Return the one path of a file, links of folders followed, its own name as it is."""
    return path.parent.resolve() / path.name


def create(path: Path, holder: Holder) -> Opened:
    """Make an empty project file and open it; ProjectError where the name is taken."""
    path = plain(path)
    if os.path.lexists(path):
        raise ProjectError("project.exists", path=str(path))
    with _lock(path, holder, must=True) as held:
        with leftovers.passing_file(path) as fresh:
            with sentences(path):
                new_file(fresh).close()
            durable.sync(fresh)
            durable.place(fresh, path, overwrite=False)
        with sentences(path):
            db = connect(path)
        return Opened(path, db, Project(), held.keep())


def open_project(path: Path, holder: Holder, progress: Progress | None) -> Opened:
    """Open a file where it stands if it is as we left it, else what the intake makes of it."""
    path = plain(path)
    refuse_odd(path)
    with _lock(path, holder) as held:
        leftovers.clear()
        opened = _in_place(path, writable=held.writable)
        if opened is None:
            opened = _taken_in(path, held.writable, progress)
        if not held.writable and opened.notice is None:
            opened.notice = ProjectError("project.read_only", path=str(path), reason=held.reason)
        opened.lock = held.keep()
        return opened


def _in_place(path: Path, *, writable: bool) -> Opened | None:
    """Open a file that is as we left it; None for any other."""
    known = trust.recall(path)
    if known is None:
        return None
    with sentences(path):
        db = connect(path, read_only=not writable)
        try:
            if db.execute("PRAGMA user_version").fetchone()[0] != schema.FORMAT:
                db.close()
                return None
            project = Project(_changes(path, db))
            log = project.log
            if (len(log.changes), trust.log_digest(log.heads)) != known:
                db.close()
                return None
        except BaseException:
            db.close()
            raise
    return Opened(path, db, project, None)


def _changes(path: Path, db: sqlite3.Connection) -> list[Change]:
    rows = db.execute("SELECT id, body FROM change ORDER BY rowid").fetchall()
    try:
        found = [Change.from_body(str(body).encode()) for _id, body in rows]
    except (NotAChange, UnicodeEncodeError) as error:
        reason = _("a change in it is not as it was written")
        raise ProjectError("project.damaged", path=str(path), reason=reason) from error
    if any(change.id != id_ for change, (id_, _body) in zip(found, rows, strict=True)):
        reason = _("a change in it is not as it was written")
        raise ProjectError("project.damaged", path=str(path), reason=reason)
    return found


def _taken_in(path: Path, writable: bool, progress: Progress | None) -> Opened:
    """Have a stranger's file looked through and open what came of it."""
    taken = intake.take_in(path, replace=writable, progress=progress)
    spare = taken.spare
    try:
        with sentences(path):
            db = connect(spare.path if spare else path, read_only=spare is not None)
    except BaseException:
        if spare:
            spare.end()
        raise
    if spare is None:
        log = taken.project.log
        trust.remember(path, len(log.changes), log.heads)
    return Opened(path, db, taken.project, None, taken.notice, spare)


def refuse_odd(path: Path) -> None:
    """Raise ProjectError for what is no file, without opening it."""
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        raise ProjectError("project.missing", path=str(path)) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise ProjectError("project.failed", path=str(path), reason=reason) from error
    if stat.S_ISLNK(mode):
        reason = _("it is a link; open the file that it leads to")
        raise ProjectError("project.failed", path=str(path), reason=reason)
    if not stat.S_ISREG(mode):
        raise ProjectError("project.not_ours", path=str(path))


class _lock:  # noqa: N801 - reads as what it does
    """Hold the lock of a path while it is being opened; released unless it is kept."""

    def __init__(self, path: Path, holder: Holder, *, must: bool = False) -> None:
        self._path, self._holder, self._must = path, holder, must
        self._lock: Lock | None = None
        self.reason = ""

    @property
    def writable(self) -> bool:
        return self._lock is not None

    def keep(self) -> Lock | None:
        """Return the lock, which now is the caller's."""
        lock, self._lock = self._lock, None
        return lock

    def __enter__(self) -> _lock:
        path = self._path
        try:
            self._lock = Lock.take(path, self._holder)
        except Unwritable as error:
            self.reason = str(error)
        except OSError as error:
            reason = error.strerror or str(error)
            raise ProjectError("project.failed", path=str(path), reason=reason) from error
        if self._lock and os.path.lexists(path) and not os.access(path, os.W_OK):
            self._lock.release()
            self._lock = None
            self.reason = _("you may not write to it")
        if self._lock is None:
            if self._must:
                raise ProjectError("project.read_only", path=str(path), reason=self.reason)
            refuse_if_held(path)
        return self

    def __exit__(self, *_error: object) -> None:
        if self._lock is not None:
            self._lock.release()
