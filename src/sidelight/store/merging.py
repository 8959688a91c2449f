# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writes a merge into a project file, and takes it back: each in one transaction.

A merge is not taken back by further changes, which would undo a colleague's work at the next
exchange: the rows go back to those of before, as long as nothing was done since.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from sidelight.errors import ProjectError
from sidelight.language import _
from sidelight.model.change import NotAChange
from sidelight.model.project import Project
from sidelight.model.sharing import named_blobs
from sidelight.store import blobs, copying, log_rows, places, tables, trust
from sidelight.store.connection import sentences

if TYPE_CHECKING:
    from sqlite_utils import Database

_INSERT = "INSERT INTO blob (hash, part, bytes) VALUES (?, ?, ?)"


@dataclass(frozen=True)
class Before:
    """A project as it was before a merge: the copy of it, and the merge's time (UTC)."""

    copy: Path
    merged_at: datetime


class Brings(Protocol):
    """What has bytes to give: a file that was taken in, or a project that was open."""

    def hashes(self) -> set[str]:
        """Return the hashes of its bytes."""

    def parts(self, hash_: str, /) -> Iterator[tuple[str, int, bytes]]:
        """Yield the rows of ``blob`` for one hash, in order."""


def write(db: Database, before: Project, merged: Project, incoming: Sequence[Brings]) -> None:
    """Write, within the transaction that runs, what a merge adds to a project."""
    known = before.log.rows()
    log_rows.write(db, merged, known)
    wanted = named_blobs(merged.log.order).keys() - set(blobs.names(db))
    for one in incoming:
        for hash_ in wanted & one.hashes():
            db.execute("DELETE FROM blob WHERE hash = ?", (hash_,))
            db.conn.executemany(_INSERT, one.parts(hash_))
            wanted.discard(hash_)
    # a change set names bytes that it does not bring
    nowhere = sorted(wanted - blobs.absent(db))
    db.conn.executemany(_INSERT, [(hash_, blobs.ABSENT, b"") for hash_ in nowhere])
    tables.follow(db, before, merged)


def restore(db: Database, now: Project, before: Path) -> Project:
    """Put the log and the bytes of a copy back, within the transaction that runs; return the
    project that it is.

    ProjectError where the copy is not as it was written.
    """
    with closing(sqlite3.connect(f"{before.as_uri()}?mode=ro", uri=True)) as copy:
        there = _hashes(db.conn)
        with _sound(before):
            project = Project(log_rows.read(copy))
            for hash_ in {name for name, part in _hashes(copy) - there if part >= 0}:
                blobs.get(copy, hash_)
        gone = now.log.rows().keys() - project.log.rows().keys()
        db.conn.executemany("DELETE FROM change WHERE id = ?", [(id_,) for id_ in gone])
        log_rows.write(db, project, {i: r for i, r in now.log.rows().items() if i not in gone})
        there = _hashes(db.conn)  # without what fell out with the log
        for hash_, part, data in copy.execute("SELECT hash, part, bytes FROM blob"):
            if (hash_, part) not in there:
                db.execute(_INSERT, (hash_, part, data))
        for hash_, part in there - _hashes(copy):
            db.execute("DELETE FROM blob WHERE hash = ? AND part = ?", (hash_, part))
    tables.rewrite(db, project)
    return project


@contextmanager
def _sound(path: Path) -> Iterator[None]:
    try:
        with sentences(path):
            yield
    except (NotAChange, UnicodeEncodeError) as error:
        reason = _("a change in it is not as it was written")
        raise ProjectError("project.damaged", path=str(path), reason=reason) from error
    except blobs.WrongBytes as error:
        reason = _("the bytes of a document are not as they were written")
        raise ProjectError("project.damaged", path=str(path), reason=reason) from error


def _hashes(db: sqlite3.Connection) -> set[tuple[str, int]]:
    return set(db.execute("SELECT hash, part FROM blob").fetchall())


def keep(db: sqlite3.Connection, path: Path) -> Path:
    """Keep the project as it is before a merge; return the copy, which is not yet recorded."""
    copy = _record(path).with_suffix(".sidelight")
    copying.copy(db, copy, overwrite=True)
    return copy


def record(path: Path, heads: Iterable[str], copy: Path) -> None:
    """Note that the project at ``path`` now is as a merge left it, ending in ``heads``, and that
    ``copy`` is how it was before.
    """
    at = datetime.now(UTC).isoformat()
    value = {"heads": trust.log_digest(heads), "at": at, "copy": str(copy)}
    _record(path).write_text(json.dumps(value), "utf-8")


def before(path: Path, heads: Iterable[str]) -> Before | None:
    """Return the project as it was before its last merge; None where there was none, or something
    was done since.
    """
    value: dict[str, Any] = {}
    with suppress(OSError, ValueError):
        value = json.loads(_record(path).read_bytes())
    with suppress(KeyError, TypeError, ValueError):
        copy = Path(value["copy"])
        if value["heads"] == trust.log_digest(heads) and copy.is_file():
            return Before(copy, datetime.fromisoformat(value["at"]))
    return None


def forget(path: Path) -> None:
    """Remove what was kept of before the last merge."""
    for one in (_record(path), _record(path).with_suffix(".sidelight")):
        one.unlink(missing_ok=True)


def _record(path: Path) -> Path:
    return places.subfolder("merges") / f"{trust.name(path)}.json"
