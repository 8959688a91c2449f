# SPDX-License-Identifier: AGPL-3.0-or-later
"""What another file brings to a project: a colleague's copy or change set, looked through as any
stranger's file and then held aside.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sidelight.errors import ProjectError
from sidelight.language import _
from sidelight.model.withheld import Row
from sidelight.store import blobs, change_set, durable, opening, places
from sidelight.store.connection import sentences
from sidelight.store.fresh import new_file
from sidelight.store.intake import looking_through
from sidelight.store.leftovers import Passing, passing_folder
from sidelight.store.pouring import Expected, Poured, pour
from sidelight.store.receiving import receive

Progress = Callable[[float, str], None]

_SET_ENTRY = "sidelight.store.change_set_entry"
_FILE_ENTRY = "sidelight.store.intake_entry"
_PART = "SELECT part, bytes FROM blob WHERE hash = ? AND part >= 0 ORDER BY part"


@dataclass
class Incoming:
    """The rows of another file's log, and a file of ours with the bytes that were asked for.

    ``project`` is the project that a change set says it is of, else "".  Closing it removes the
    file of ours.
    """

    path: Path
    rows: list[Row]
    staged: Path
    project: str = ""
    _passing: Passing | None = field(default=None, repr=False)
    _db: sqlite3.Connection | None = field(default=None, repr=False)

    def hashes(self) -> set[str]:
        """Return the hashes of the bytes that it brings."""
        return set(blobs.names(self._connection()))

    def parts(self, hash_: str) -> Iterator[tuple[str, int, bytes]]:
        """Yield the rows of ``blob`` for one hash, in order."""
        for part, data in self._connection().execute(_PART, (hash_,)).fetchall():
            yield hash_, part, data

    def close(self) -> None:
        """Let go of what was held aside; closing again does nothing."""
        if self._db is not None:
            self._db.close()
            self._db = None
        if self._passing is not None:
            with suppress(OSError):
                self._passing.end()

    def _connection(self) -> sqlite3.Connection:
        if self._db is None:
            self._db = sqlite3.connect(f"{self.staged.as_uri()}?mode=ro", uri=True)
        return self._db


def take(path: Path, expected: Expected, progress: Progress | None = None) -> Incoming:
    """Look through another file and hold aside the bytes that are wanted of it.

    ProjectError where it is not sound.  The file itself stays as it is.
    """
    path = places.plain(path)
    opening.refuse_odd(path)
    try:
        staged = Passing(places.subfolder("reading"), "", ".incoming")
    except OSError as error:
        raise durable.failure(path, error) from error
    try:
        with passing_folder() as private:
            got = _looked_through(path, private, staged.path, expected, progress)
        return Incoming(path, got.rows, staged.path, got.project, staged)
    except OSError as error:
        staged.end()
        raise durable.failure(path, error) from error
    except BaseException:
        staged.end()
        raise


def _looked_through(
    path: Path,
    private: Path,
    staged: Path,
    expected: Expected,
    progress: Progress | None,
) -> Poured:
    work = private / "work"
    work.mkdir()
    # the worker has the only copy: nothing else is made of it
    received = receive(path, work, change_sets=True)
    copy = received.copies[""]
    entry = _SET_ENTRY if change_set.is_one(copy) else _FILE_ENTRY
    with looking_through(path, received, work, entry) as worker, sentences(path):
        db = new_file(staged)
        try:
            with db.atomic():
                got = pour(worker, copy, received.size, db, progress, expected)
        finally:
            db.close()
    if not got.rows:
        raise ProjectError("project.damaged", path=str(path), reason=_("it holds no changes"))
    return got
