# SPDX-License-Identifier: AGPL-3.0-or-later
"""Backups of projects: made of an open project or of a file, verified, restored, thinned out.

A backup is one consistent project file.  It counts once it was opened again, by the same way as a
stranger's file, and held the log that it was made of.  Where backups are kept and what is noted of
them is `sidelight.store.backup_records`.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sidelight.errors import ProjectError
from sidelight.language import _, sentence
from sidelight.model.project import Project
from sidelight.store import backup_records, durable, intake, trust
from sidelight.store.backup_records import PROTECTED, Backup, at, every, folder, of
from sidelight.store.schema import Executes
from sidelight.store.thinning import superfluous

__all__ = [
    "Backup",
    "at",
    "every",
    "folder",
    "keep",
    "make",
    "of",
    "of_project",
    "remove",
    "restore",
    "standing",
    "thin",
    "verify",
]

Progress = Callable[[float, str], None]

_CHUNK = 8 << 20


def of_project(project: Project) -> list[Backup]:
    """Return the backups of a project, newest first; of all that were merged into it too."""
    found = [backup for root in _roots(project) for backup in of(root)]
    return sorted(found, key=lambda backup: (backup.made, backup.number), reverse=True)


def standing(project: Project) -> Backup | None:
    """Return the newest backup that holds the project just as it stands, if there is one."""
    heads, count = trust.log_digest(project.log.heads), len(project.log.changes)
    same = (b for b in of_project(project) if (b.heads, b.changes) == (heads, count))
    return next(same, None)


def make(
    db: Executes, project: Project, reason: str, *, origin: Path, now: datetime | None = None
) -> Backup:
    """Back up an open project, from the thread of its connection and outside a transaction.

    ``reason`` is one of `backup_records.REASONS`, ``origin`` the project's path.  Where a backup
    holds the project as it stands, that one is returned, made anew only in its note if the reason
    keeps it for longer.  It does not count before `verify`, which needs no connection.  Raises
    ProjectError (backup.failed), and then all is as it was.
    """
    made = _time(now)
    there = standing(project)
    if there is not None:
        if reason in PROTECTED:
            there = replace(there, reason=reason, made=made)
            with _failures():
                backup_records.write(there)
        return there

    def fill(fresh: Path) -> None:
        db.execute("VACUUM INTO ?", (str(fresh),))

    return _added(fill, project, reason, origin, made)


def keep(source: Path, project: Project, reason: str, *, origin: Path, digest: str = "") -> Backup:
    """Back up a project file that is closed and whole without its journals.

    ``project`` is what it says; ``digest`` its SHA-256 where it was looked through already, which
    verifies the backup.  Raises ProjectError (backup.failed), and then all is as it was.
    """

    def fill(fresh: Path) -> None:
        shutil.copyfile(source, fresh)

    backup = _added(fill, project, reason, origin, _time(None))
    if not digest:
        return verify(backup)
    with _failures():
        if _sha256(backup.path) != digest:
            backup_records.remove(backup)
            raise _failed(_("it could not be read back"))
        return _checked(backup, digest)


def verify(backup: Backup, progress: Progress | None = None) -> Backup:
    """Open a backup and see whether it holds what it was made of; return it as one that counts.

    Raises ProjectError (backup.failed), and removes it where it is damaged; what ``progress``
    raises stops it and leaves it as it was.
    """
    try:
        with _failures():
            digest = _sha256(backup.path, progress)
            taken = intake.take_in(backup.path, replace=False, progress=progress)
            if taken.spare:
                taken.spare.end()
    except ProjectError as error:
        if error.id == "project.damaged":
            _discard(backup)
        raise error if error.id == "backup.failed" else _failed(sentence(error)) from error
    log = taken.project.log
    if (trust.log_digest(log.heads), len(log.changes)) != (backup.heads, backup.changes):
        _discard(backup)
        raise _failed(_("it could not be read back"))
    with _failures():
        return _checked(backup, digest)


def restore(backup: Backup, path: Path) -> None:
    """Write a backup as a new file at ``path``, whole or not at all.

    Raises ProjectError where that exists or cannot be written, and where the backup is not what it
    was when it was verified.
    """
    path = path.parent.resolve() / path.name
    if os.path.lexists(path):
        raise ProjectError("project.exists", path=str(path))
    fresh = path.with_name(f".~{path.name}.{secrets.token_hex(4)}")
    try:
        shutil.copyfile(backup.path, fresh)
        if backup.checked and _sha256(fresh) != backup.digest:
            raise ProjectError("backup.damaged", number=backup.number)
        durable.sync(fresh)
        durable.place(fresh, path, overwrite=False)
    except OSError as error:
        raise durable.failure(path, error) from error
    finally:
        fresh.unlink(missing_ok=True)


def remove(backup: Backup) -> None:
    """Remove a backup for good; ProjectError where it cannot be."""
    try:
        backup_records.remove(backup)
    except OSError as error:
        raise durable.failure(backup.path, error) from error


def thin(most_mb: int, now: datetime | None = None) -> None:
    """Thin out the backups of all projects to ``most_mb`` megabytes of 10**6 bytes, if can be."""
    for backup in superfluous(every(), now or datetime.now(UTC), most_mb * 1_000_000):
        _discard(backup)
    backup_records.sweep()


def _added(
    fill: Callable[[Path], None], project: Project, reason: str, origin: Path, made: datetime
) -> Backup:
    with _failures():
        root = _roots(project)[0]
        place = backup_records.folder_of(root)
        fresh = place / f".~{secrets.token_hex(8)}"
        try:
            fill(fresh)
            fresh.chmod(0o600)
            durable.sync(fresh)
            backup = Backup(
                path=fresh,
                root=root,
                number=0,
                title=project.title,
                made=made,
                reason=reason,
                changes=len(project.log.changes),
                claims=len(project.claims()),
                size=fresh.stat().st_size,
                heads=trust.log_digest(project.log.heads),
                origin=str(origin),
            )
            return backup_records.add(fresh, backup)
        finally:
            fresh.unlink(missing_ok=True)


def _time(now: datetime | None) -> datetime:
    """Return the time as a note can hold it: in UTC, milliseconds."""
    now = (now or datetime.now(UTC)).astimezone(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


def _roots(project: Project) -> list[str]:
    """Return the ids that a project goes by; of a part without its beginning, its first change."""
    log = project.log
    first = min(log.order, key=lambda change: (change.clock, change.id), default=None)
    return log.roots() or ([first.id] if first else ["0" * 64])


def _checked(backup: Backup, digest: str) -> Backup:
    checked = replace(backup, digest=digest)
    backup_records.write(checked)
    return checked


def _discard(backup: Backup) -> None:
    with suppress(OSError):
        backup_records.remove(backup)


def _sha256(path: Path, progress: Progress | None = None) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while data := file.read(_CHUNK):
            digest.update(data)
            if progress is not None:
                progress(0.0, _("Checking the project file"))
    return digest.hexdigest()


def _failed(reason: str) -> ProjectError:
    return ProjectError("backup.failed", reason=reason, folder=str(folder()))


class _failures:  # noqa: N801 - reads as what it does
    """Turns errors of SQLite and of the system within into the one sentence for backups."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, sqlite3.Error):
            full = getattr(error, "sqlite_errorname", "") == "SQLITE_FULL"
            words = _("there is no room left on the disk") if full else str(error)
            raise _failed(words) from error
        if isinstance(error, OSError):
            failure = durable.failure(folder(), error)
            full = failure.id == "project.disk_full"
            plain = error.strerror or str(error)
            raise _failed(_("there is no room left on the disk") if full else plain) from error
