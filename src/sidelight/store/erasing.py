# SPDX-License-Identifier: AGPL-3.0-or-later
"""Removing for good: what stands in the file is rewritten, and where else it may stand is found."""

from __future__ import annotations

import mmap
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sidelight.model.project import Project
from sidelight.store import backup_records, log_rows, places, tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlite_utils import Database

    from sidelight.model.withheld import Row

_KEPT = ("received", "reading", "merges", "unsaved")
"""Folders of the state folder that hold copies of project files."""


def erase(db: Database, project: Project, before: Mapping[str, Row]) -> None:
    """Write, within the transaction that runs, a project in which something was removed for good.

    The pages that are freed are overwritten with zeros.
    """
    overwrite_freed(db)
    log_rows.write(db, project, before)
    log_rows.drop_unnamed(db, project)
    tables.rewrite(db, project)


def overwrite_freed(db: Database) -> None:
    """Have what is deleted from now on overwritten with zeros."""
    db.execute("PRAGMA secure_delete = ON").fetchall()


def rewrite(db: Database) -> None:
    """Write the whole file anew, so that no page holds what once stood there; outside of any
    transaction.
    """
    db.execute("VACUUM")


def traces(removals: Mapping[str, Collection[str]], folders: Collection[Path] = ()) -> list[Path]:
    """Return the files in our state folder, and in further folders, that still hold what was or is
    to be removed for good: ``removals`` are tombstones by id, with the ids of what each names.

    A file that has the tombstone only names what is gone from it.
    """
    wanted = [(tomb.encode(), [id_.encode() for id_ in ids]) for tomb, ids in removals.items()]
    return [path for path in _copies(folders) if _holds(path, wanted)]


def remove(paths: Collection[Path]) -> list[Path]:
    """Remove files, backups with what is noted of them; return those that could not be."""
    left = []
    for path in paths:
        try:
            backup = backup_records.at(path)
            if backup is not None:
                backup_records.remove(backup)
            path.unlink(missing_ok=True)
        except OSError:
            left.append(path)
    return left


def _copies(folders: Collection[Path]) -> Iterator[Path]:
    for folder in (*(places.subfolder(name) for name in _KEPT), *folders):
        with suppress(OSError):
            yield from sorted(path for path in folder.rglob("*") if path.is_file())


def _holds(path: Path, wanted: Collection[tuple[bytes, list[bytes]]]) -> bool:
    # an empty file cannot be mapped
    with (
        suppress(OSError, ValueError),
        path.open("rb") as file,
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data,
    ):
        return any(
            any(data.find(id_) >= 0 for id_ in ids) and data.find(tomb) < 0 for tomb, ids in wanted
        )
    return False
