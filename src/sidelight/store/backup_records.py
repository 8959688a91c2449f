# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is noted of each backup, and where backups are: below the user's data folder.

A folder for each project, named after its root; in it, under the backup's number, the project file
as it was (``7.sidelight``) and a note in JSON beside it (``7.json``).  Only the user may enter.
"""

from __future__ import annotations

import json
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import platformdirs

from sidelight.errors import N_
from sidelight.store import durable

REASONS = {
    "daily": N_("before the first change of a day"),
    "merge": N_("before a merge"),
    "schema": N_("before an older file was brought up"),
    "hand": N_("made by hand"),
}
"""Why backups are made, in the user's words."""

PROTECTED = ("merge", "schema")
"""Reasons that keep a backup for longer."""

_SUFFIX = ".sidelight"
_NAME = 32
_STALE = 24 * 3600.0


@dataclass(frozen=True, slots=True)
class Backup:
    """A project as it was.

    ``root`` is the id of the project, ``number`` the backup's among those of the project, ``made``
    aware; ``changes`` and ``claims`` are counts, ``size`` is in bytes; ``heads`` stands for the
    log (`trust.log_digest`), ``digest`` is the SHA-256 of the file once it was found whole, else
    ""; ``origin`` is the path that the project had.
    """

    path: Path
    root: str
    number: int
    title: str
    made: datetime
    reason: str
    changes: int
    claims: int
    size: int
    heads: str
    digest: str = ""
    origin: str = ""

    @property
    def checked(self) -> bool:
        """Whether it was opened once and found whole: only then it counts."""
        return bool(self.digest)


def folder() -> Path:
    """Return the folder of all backups, made or not."""
    return platformdirs.user_data_path("sidelight", appauthor=False) / "backups"


def folder_of(root: str) -> Path:
    """Return the folder of a project, made if need be and closed to others; OSError."""
    for path in (folder(), folder() / root[:_NAME]):
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix" and path.stat().st_mode & 0o077:
            path.chmod(0o700)
    return folder() / root[:_NAME]


def every() -> list[Backup]:
    """Return all backups of all projects, newest first."""
    return _newest_first(found for note in folder().glob("*/*.json") if (found := _read(note)))


def of(root: str) -> list[Backup]:
    """Return the backups of a project by its id (`Project.root`), newest first."""
    notes = (folder() / root[:_NAME]).glob("*.json") if root else ()
    return _newest_first(b for note in notes if (b := _read(note)) and b.root == root)


def at(path: Path) -> Backup | None:
    """Return the backup that a file is, None for any other file."""
    with suppress(OSError):
        if path.parent.parent.resolve() == folder().resolve():
            return _read(path.with_suffix(".json"))
    return None


def add(fresh: Path, backup: Backup) -> Backup:
    """Give a synced file in the folder of its project its number and its note; OSError.

    The note comes first: while the file it tells of is not there, it tells of nothing.
    """
    taken = [_number(note) for note in fresh.parent.glob("*.json")]
    number = 1 + max(taken, default=0)
    while True:
        note = fresh.with_name(f"{number}.json")
        with suppress(FileExistsError):
            os.close(os.open(note, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            break
        number += 1
    added = replace(backup, path=note.with_suffix(_SUFFIX), number=number)
    try:
        write(added)
        durable.place(fresh, added.path, overwrite=True)
    except BaseException:
        note.unlink(missing_ok=True)
        raise
    return added


def write(backup: Backup) -> None:
    """Write the note of a backup, whole or not at all; OSError."""
    note = backup.path.with_suffix(".json")
    fresh = note.with_name(f".~{note.name}.{secrets.token_hex(4)}")
    values = {name: getattr(backup, name) for name in Backup.__slots__ if name != "path"}
    values["made"] = backup.made.astimezone(UTC).isoformat(timespec="milliseconds")
    try:
        with fresh.open("xb") as file:
            fresh.chmod(0o600)
            file.write(json.dumps(values, ensure_ascii=False, indent=1).encode())
            file.flush()
            os.fsync(file.fileno())
        durable.place(fresh, note, overwrite=True)
    finally:
        fresh.unlink(missing_ok=True)


def remove(backup: Backup) -> None:
    """Remove a backup, its note and what SQLite may have left beside it; OSError."""
    for suffix in ("", "-journal", "-wal", "-shm"):
        backup.path.with_name(backup.path.name + suffix).unlink(missing_ok=True)
    backup.path.with_suffix(".json").unlink(missing_ok=True)


def sweep() -> None:
    """Remove what a backup that was broken off left behind, a day later."""
    with suppress(OSError):
        leftovers = [*folder().glob("*/.~*"), *folder().glob("*/*.json")]
        for path in leftovers:
            alone = path.suffix != ".json" or not path.with_suffix(_SUFFIX).exists()
            if alone and time.time() - path.lstat().st_mtime > _STALE:
                path.unlink()


def _newest_first(found: Iterator[Backup]) -> list[Backup]:
    return sorted(found, key=lambda backup: (backup.made, backup.number), reverse=True)


def _read(note: Path) -> Backup | None:
    """Read a note; None where it is none, or where there is no file to it."""
    path = note.with_suffix(_SUFFIX)
    try:
        size = path.lstat().st_size
        value: dict[str, Any] = json.loads(note.read_bytes())
        return Backup(
            path=path,
            root=str(value["root"]),
            number=_number(note),
            title=str(value["title"]),
            made=datetime.fromisoformat(value["made"]).astimezone(UTC),
            reason=str(value["reason"]),
            changes=int(value["changes"]),
            claims=int(value["claims"]),
            size=size,
            heads=str(value["heads"]),
            digest=str(value["digest"]),
            origin=str(value["origin"]),
        )
    except (OSError, ValueError, KeyError, TypeError, OverflowError):
        return None


def _number(note: Path) -> int:
    return int(note.stem) if note.stem.isdecimal() else 0
