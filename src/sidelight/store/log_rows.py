# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rows of the log in a project file: reading them, and writing those that a project has."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from sidelight.model.project import Project
from sidelight.model.sharing import named_blobs
from sidelight.model.withheld import Row, read_row
from sidelight.store.schema import Executes

if TYPE_CHECKING:
    from sqlite_utils import Database


def read(db: Executes) -> list[Row]:
    """Return the rows of the log; NotAChange, UnicodeEncodeError where one is none."""
    return [read_row(id_, body) for id_, body in _bodies(db)]


def read_ours(db: Executes) -> list[Row]:
    """Return the rows of a log that we wrote, in less time; else as `read`.

    That their bytes are those of their ids is seen, that they are in their one form is not: who
    asks knows the ids of the latest changes, which name all earlier ones.
    """
    rows = []
    for id_, body in _bodies(db):
        proved = hashlib.sha256(body).hexdigest() == id_
        rows.append(read_row(id_, body, proved=proved))
    return rows


def _bodies(db: Executes) -> Iterator[tuple[str, bytes]]:
    for id_, body in db.execute("SELECT id, body FROM change ORDER BY rowid").fetchall():
        yield str(id_), str(body).encode()


def write(
    db: Database,
    project: Project,
    before: Mapping[str, Row] | None = None,
    order: Iterable[str] = (),
) -> int:
    """Write, within the transaction that runs, the rows that a project has more than ``before``, or
    that say something else; return how many.

    They go in an ``order`` of ids, as they reached the file, then each after what it saw.  Bytes
    that belong to nothing but what was removed for good go.
    """
    before = before or {}
    every = project.log.rows()
    ordered = {id_: every[id_] for id_ in order if id_ in every} | every
    rows = [row for id_, row in ordered.items() if _differs(row, before.get(id_))]
    db.conn.executemany(
        "INSERT INTO change (id, body) VALUES (?, ?) "
        "ON CONFLICT (id) DO UPDATE SET body = excluded.body",
        ((row.id, row.body.decode()) for row in rows),
    )
    if project.log.removed:
        drop_unnamed(db, project)
    return len(rows)


def drop_unnamed(db: Database, project: Project) -> None:
    """Delete the bytes that no change of a project names."""
    named = named_blobs(project.log.order)
    stored = {str(row[0]) for row in db.execute("SELECT DISTINCT hash FROM blob").fetchall()}
    _delete(db, stored - named.keys())


def _delete(db: Database, hashes: Iterable[str]) -> None:
    db.conn.executemany("DELETE FROM blob WHERE hash = ?", [(name,) for name in hashes])


def _differs(row: Row, known: Row | None) -> bool:
    return known is None or (known is not row and known.body != row.body)
