# SPDX-License-Identifier: AGPL-3.0-or-later
"""Connections to a project file, and what SQLite's errors mean to the user."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sidelight.errors import ProjectError
from sidelight.language import _

if TYPE_CHECKING:
    from sqlite_utils import Database

# Another program may read the file for a moment.
_PATIENCE = 3.0


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open an existing file that is ours; raises sqlite3.Error.

    DELETE and EXTRA: after each commit the file is whole by itself, and stays so if the power
    fails.
    """
    mode = "ro" if read_only else "rw"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=_PATIENCE
    )
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        if not read_only:
            connection.execute("PRAGMA journal_mode = DELETE").fetchall()
            connection.execute("PRAGMA synchronous = EXTRA")
    except BaseException:
        connection.close()
        raise
    return connection


def database(connection: sqlite3.Connection) -> Database:
    """Return what writes through a connection: loaded late, since reading needs none of it."""
    from sqlite_utils import Database

    # no plugins: what others install does not see the user's projects
    return Database(connection, recursive_triggers=False, execute_plugins=False)


def failure(path: Path, error: sqlite3.Error) -> ProjectError:
    """Return the sentence for what SQLite reports about a file."""
    name = getattr(error, "sqlite_errorname", "") or ""
    where = str(path)
    if name == "SQLITE_READONLY_DBMOVED":
        return ProjectError("project.gone", path=where)
    if name == "SQLITE_FULL":
        return ProjectError("project.disk_full", path=where)
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return ProjectError("project.read_only", path=where, reason=str(error))
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return ProjectError("project.damaged", path=where, reason=str(error))
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return ProjectError("project.failed", path=where, reason=_("another program is using it"))
    return ProjectError("project.failed", path=where, reason=str(error))


_SURROUNDINGS = ("FULL", "IOERR", "READONLY", "CANTOPEN", "PERM", "BUSY", "LOCKED", "PROTOCOL",
                 "CORRUPT", "NOTADB", "NOMEM")  # fmt: skip
"""What SQLite calls errors that come of the place or the file (rescode.html on sqlite.org)."""


def surroundings(error: BaseException) -> bool:
    """Tell whether a write failed for its surroundings, so that it may succeed later or elsewhere.

    Other errors are of what was to be written, and come again wherever it is.
    """
    if not isinstance(error, ProjectError):
        return False
    if error.id in {"project.gone", "project.replaced", "project.changed"}:
        return True
    name = getattr(error.__cause__, "sqlite_errorname", "") or ""
    return name.removeprefix("SQLITE_").startswith(_SURROUNDINGS)


@contextmanager
def sentences(path: Path) -> Iterator[None]:
    """Turn errors of SQLite and of the system within into ProjectError."""
    try:
        yield
    except sqlite3.Error as error:
        raise failure(path, error) from error
    except UnicodeDecodeError as error:
        # not one of sqlite3's, though it comes out of its rows
        reason = _("a text in it is not UTF-8")
        raise ProjectError("project.damaged", path=str(path), reason=reason) from error
