# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opening and making project files: which way a file goes, and who holds it."""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sidelight.errors import ProjectError, SidelightError
from sidelight.language import _
from sidelight.model.change import NotAChange
from sidelight.model.project import Project
from sidelight.model.withheld import Row
from sidelight.store import backups, durable, intake, leftovers, log_rows, schema, trust
from sidelight.store.collector import without_collector
from sidelight.store.connection import connect, sentences
from sidelight.store.elsewhere import Fill
from sidelight.store.fresh import new_file
from sidelight.store.lock import Holder, Lock, Unwritable, refuse_if_held, seems_left
from sidelight.store.places import plain
from sidelight.store.receiving import Received

Progress = Callable[[float, str], None]

_LOOKS = 12
_BETWEEN_LOOKS = 0.04
"""How often a file is looked at that another is just writing to; seconds between, growing."""


@dataclass
class Opened:
    """What an open project file consists of.

    ``spare`` is a copy that stands in for a file that may not be changed, to be removed at the end;
    ``looked_through`` tells that every byte of it was just checked, ``warning`` what went wrong
    without keeping the file from being opened.
    """

    path: Path
    db: sqlite3.Connection
    project: Project
    lock: Lock | None
    notice: SidelightError | None = None
    spare: leftovers.Passing | None = None
    looked_through: bool = True
    warning: SidelightError | None = None


def discard(opened: Opened) -> None:
    """Close a file, and remove what stands beside it for as long as it is open."""
    with suppress(sqlite3.Error):
        opened.db.close()
    if opened.spare is not None:
        with suppress(OSError):
            opened.spare.end()
    if opened.lock is not None:
        opened.lock.release()


def create(path: Path, holder: Holder, fill: Fill | None = None) -> Opened:
    """Make a project file, empty unless ``fill`` writes into it, and open it, its log unread.

    ProjectError where the name is taken or it cannot be written; then there is nothing of it.
    """
    path = plain(path)
    if os.path.lexists(path):
        raise ProjectError("project.exists", path=str(path))
    with _lock(path, holder, must=True) as held:
        write_new(path, fill)
        with sentences(path):
            db = connect(path)
        return Opened(path, db, Project(), held.keep())


def write_new(path: Path, fill: Fill | None = None, *, overwrite: bool = False) -> None:
    """Write a project file that appears whole or not at all; raises ProjectError."""
    try:
        with leftovers.passing_file(path) as fresh:
            with sentences(path):
                db = new_file(fresh)
                try:
                    if fill is not None:
                        fill(db)
                finally:
                    db.close()
            durable.sync(fresh)
            durable.place(fresh, path, overwrite=overwrite)
    except OSError as error:
        raise durable.failure(path, error) from error


def open_project(
    path: Path, holder: Holder, progress: Progress | None, *, view: bool = False
) -> Opened:
    """Open a file where it stands if it is as we left it, else what the intake makes of it.

    With ``view`` a file that another has open is shown as it is at this moment, to be read only; so
    is a backup, always.
    """
    path = plain(path)
    refuse_odd(path)
    backup = backups.at(path)
    if backup is not None:
        return _backup(backup, progress)
    try:
        with _lock(path, holder) as held:
            leftovers.clear()
            opened = _in_place(path, writable=held.writable)
            if opened is None:
                opened = _taken_in(path, held.writable, progress)
            if not held.writable and opened.notice is None:
                reason = held.reason
                opened.notice = ProjectError("project.read_only", path=str(path), reason=reason)
            opened.lock = held.keep()
            return opened
    except ProjectError as error:
        if error.id != "project.busy" or not view:
            raise
        return _viewed(path, error, progress)


def _viewed(path: Path, busy: ProjectError, progress: Progress | None) -> Opened:
    """Open a copy of a file that another has open, who may just be writing to it.

    Only bytes are copied: a connection would keep the other from saving.
    """
    for attempt in range(_LOOKS):
        try:
            opened = _taken_in(path, False, progress)
        except ProjectError as error:
            if attempt == _LOOKS - 1:
                raise busy from error
            time.sleep(_BETWEEN_LOOKS * (attempt + 1))
            continue
        if opened.notice is None:
            hint = busy.hint if seems_left(path) else ""
            opened.notice = ProjectError("project.held", hint=hint, **busy.values)
        return opened
    raise busy


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
            with without_collector():
                project = Project(_rows(path, db))
            log = project.log
            if (len(log.changes), trust.log_digest(log.heads)) != known:
                db.close()
                return None
        except BaseException:
            db.close()
            raise
    return Opened(path, db, project, None, looked_through=False)


def _rows(path: Path, db: sqlite3.Connection) -> list[Row]:
    try:
        return log_rows.read_ours(db)
    except (NotAChange, UnicodeEncodeError) as error:
        reason = _("a change in it is not as it was written")
        raise ProjectError("project.damaged", path=str(path), reason=reason) from error


def _taken_in(path: Path, writable: bool, progress: Progress | None) -> Opened:
    """Have a stranger's file looked through and open what came of it."""
    original = _Original(path)
    taken = intake.take_in(path, replace=writable, progress=progress, aside=original.keep)
    opened = _opened(path, taken)
    opened.warning = original.warning
    return opened


def _backup(backup: backups.Backup, progress: Progress | None) -> Opened:
    opened = _opened(backup.path, intake.take_in(backup.path, replace=False, progress=progress))
    when = backup.made.astimezone().strftime("%Y-%m-%d %H:%M")
    opened.notice = ProjectError("backup.open", when=when)
    return opened


def _opened(path: Path, taken: intake.Taken) -> Opened:
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


class _Original:
    """Keeps a file that is about to be replaced: one of an older format as a backup."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.warning: SidelightError | None = None

    def keep(self, received: Received, whole: Path, format_: int, project: Project) -> None:
        """Keep it; where no backup can be made of it, as it was received, like any other."""
        if format_ < schema.FORMAT:
            alone = received.copies.keys() == {""}
            source, digest = (received.copies[""], received.digest) if alone else (whole, "")
            try:
                backups.keep(source, project, "schema", origin=self._path, digest=digest)
            except ProjectError as error:
                self.warning = error
            else:
                return
        intake.keep_received(received, whole, format_, project)


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
