# SPDX-License-Identifier: AGPL-3.0-or-later
"""Copies of an open project, whole or in part: each appears whole or not at all."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sidelight.errors import ProjectError
from sidelight.model.project import Project
from sidelight.model.sharing import Part
from sidelight.store import blobs, change_set, durable, log_rows, opening, places, tables
from sidelight.store.connection import sentences
from sidelight.store.elsewhere import Fill
from sidelight.store.fresh import new_file
from sidelight.store.leftovers import passing_file
from sidelight.store.schema import Executes

Progress = Callable[[float], None]
_INSERT = "INSERT INTO blob (hash, part, bytes) VALUES (?, ?, ?)"
_PARTS = "SELECT part, bytes FROM blob WHERE hash = ? AND part >= 0 ORDER BY part"


@dataclass(frozen=True)
class Target:
    """Where a copy goes, whether it may replace a file, and who is told how far it is (0 to 1)."""

    path: Path
    overwrite: bool = False
    progress: Progress | None = None


def copy(db: Executes, path: Path, *, overwrite: bool) -> None:
    """Copy a database to ``path``; ProjectError where it exists (unless told) or cannot be written.

    VACUUM INTO leaves behind what was once deleted.
    """
    with _appearing(path, overwrite=overwrite) as fresh, sentences(path):
        db.execute("VACUUM INTO ?", (str(fresh),))


def copy_part(db: sqlite3.Connection, part: Part, target: Target) -> Project:
    """Write a file that holds a part of a project; return the project that it is.

    Raises as `copy` does, and whatever the progress raises.
    """
    path = target.path
    project = Project(part.rows)
    with _appearing(path, overwrite=target.overwrite) as fresh, sentences(path):
        new = new_file(fresh)
        try:
            with new.atomic():
                log_rows.write(new, project)
                tables.rewrite(new, project)
                # what this file itself lacks on purpose is no damage of the copy either
                blobs.mark_absent(new, part.absent | (part.blobs & blobs.absent(db)))
                new.conn.executemany(_INSERT, _bytes(db, part.blobs, target.progress))
        finally:
            new.close()
    return project


def write_changes(db: sqlite3.Connection, root: str, part: Part, target: Target) -> None:
    """Write a part of the project whose first change is ``root`` as a change set.

    Raises as `copy_part` does.
    """
    path = target.path
    with (
        _appearing(path, overwrite=target.overwrite) as fresh,
        sentences(path),
        fresh.open("xb") as file,
    ):
        rows = _bytes(db, part.blobs, target.progress)
        for piece in change_set.written(root, part.rows, rows):
            file.write(piece)


def _bytes(
    db: sqlite3.Connection, hashes: Collection[str], progress: Progress | None
) -> Iterator[tuple[str, int, bytes]]:
    for count, hash_ in enumerate(sorted(hashes)):
        if progress:
            progress(count / len(hashes))
        for part, data in db.execute(_PARTS, (hash_,)):
            yield hash_, part, data


@contextmanager
def _appearing(path: Path, *, overwrite: bool) -> Iterator[Path]:
    """Give a new name beside ``path`` to write to; what was written is synced and takes its place.

    ProjectError where there is something already (unless told), or it cannot be written.
    """
    path = _free(path, overwrite=overwrite)
    try:
        with passing_file(path) as fresh:
            yield fresh
            durable.sync(fresh)
            durable.place(fresh, path, overwrite=overwrite)
    except OSError as error:
        raise durable.failure(path, error) from error


def write(path: Path, fill: Fill, *, overwrite: bool) -> None:
    """Write a copy from memory to ``path``; raises ProjectError as `copy` does."""
    opening.write_new(_free(path, overwrite=overwrite), fill, overwrite=overwrite)


def _free(path: Path, *, overwrite: bool) -> Path:
    path = places.plain(path)
    if os.path.lexists(path) and not (overwrite and path.is_file() and not path.is_symlink()):
        raise ProjectError("project.exists", path=str(path))
    return path
