# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opening a stranger's database so that nothing in it acts: SQLite's own limits, and our own list.

Runs in the confined worker, on a copy.  https://www.sqlite.org/security.html says what the
settings do.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

from sidelight.store import projection, schema
from sidelight.worker import RemoteFault

_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 20 << 20,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 20,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 3,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 100_000,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 8,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 100,
    sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER: 100,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_HEAP = 256 << 20
_MOST_ENTRIES = 1000
_ENTRIES = "SELECT type, name, tbl_name, sql FROM sqlite_schema LIMIT ?"
_STEPS_BETWEEN_LOOKS = 10_000

_PRAGMAS = {"application_id", "user_version", "encoding", "quick_check", "integrity_check"}
_TABLES = {"sqlite_master", "sqlite_schema", "change", "blob"}
_WITH_PROJECTION = _TABLES.union(projection.TABLES)
_FUNCTIONS = {"typeof", "count", "sum", "length"}


class Deadline:
    """A moment after which SQLite stops whatever it does."""

    def __init__(self) -> None:
        self._until = 0.0

    def set(self, seconds: float) -> None:
        """Allow this many seconds from now."""
        self._until = time.monotonic() + seconds

    def passed(self) -> bool:
        """Tell whether it is over."""
        return time.monotonic() > self._until


def screen(
    path: Path, deadline: Deadline, *, survey: bool = False
) -> tuple[sqlite3.Connection, int]:
    """Open a database and look at all of its structure; return it and its format.

    For a ``survey`` the projection can be read too, and a broken structure is left to be found.

    Raises RemoteFault (not_ours, hostile, damaged) and sqlite3.Error.
    """
    db = sqlite3.connect(f"{path.as_uri()}?mode=rw", uri=True, isolation_level=None)
    try:
        return db, _screened(db, deadline, survey=survey)
    except BaseException:
        db.close()
        raise


def _screened(db: sqlite3.Connection, deadline: Deadline, *, survey: bool) -> int:
    for limit, value in _LIMITS.items():
        db.setlimit(limit, value)
    db.set_progress_handler(deadline.passed, _STEPS_BETWEEN_LOOKS)
    db.text_factory = bytes
    for setting in (
        f"hard_heap_limit = {_HEAP}",
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "mmap_size = 0",
        "temp_store = MEMORY",
        "locking_mode = EXCLUSIVE",
    ):
        db.execute(f"PRAGMA {setting}").fetchall()
    db.set_authorizer(_allowing(_WITH_PROJECTION if survey else _TABLES))
    if db.execute("PRAGMA application_id").fetchall() != [(schema.APPLICATION_ID,)]:
        raise RemoteFault("not_ours")
    if db.execute("PRAGMA encoding").fetchall() != [(b"UTF-8",)]:
        raise RemoteFault("hostile", {"reason": "schema"})
    format_ = int(db.execute("PRAGMA user_version").fetchall()[0][0])
    _check_schema(db, format_)
    if not survey and db.execute("PRAGMA quick_check(1)").fetchall() != [(b"ok",)]:
        raise RemoteFault("damaged", {"reason": "structure"})
    return format_


def _allowing(tables: set[str]) -> Callable[..., int]:
    """Return what allows reading some tables and nothing else (sqlite3_set_authorizer)."""

    def allowed(action: int, first: str | None, second: str | None, *_context: str | None) -> int:
        fine = (
            action == sqlite3.SQLITE_SELECT
            or (action == sqlite3.SQLITE_READ and first in tables)
            or (action == sqlite3.SQLITE_FUNCTION and second in _FUNCTIONS)
            or (action == sqlite3.SQLITE_PRAGMA and first in _PRAGMAS)
        )
        return sqlite3.SQLITE_OK if fine else sqlite3.SQLITE_DENY

    return allowed


def _check_schema(db: sqlite3.Connection, format_: int) -> None:
    """Refuse all but the very words of our own tables; of a newer format, all but plain tables."""
    rows = db.execute(_ENTRIES, (_MOST_ENTRIES,)).fetchall()
    found = frozenset(tuple(_word(value) for value in row) for row in rows)
    if 1 <= format_ <= schema.FORMAT:
        fits = found == schema.expected(format_)
    else:
        frozen = {entry for entry in schema.expected(1) if entry[2] in {"change", "blob"}}
        ours = {entry for entry in found if {entry[1], entry[2]} & {"change", "blob"}}
        fits = format_ > schema.FORMAT and ours == frozen and all(map(_plain, found))
    if not fits:
        raise RemoteFault("hostile", {"reason": "schema"})


def _plain(entry: tuple[str | None, ...]) -> bool:
    kind, _name, _table, sql = entry
    return kind == "index" or (kind == "table" and (sql or "").upper().startswith("CREATE TABLE"))


def _word(value: object) -> str | None:
    """Return a text of the schema; one that is not UTF-8 equals none of ours."""
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else None
