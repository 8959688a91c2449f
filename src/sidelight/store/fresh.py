# SPDX-License-Identifier: AGPL-3.0-or-later
"""A new, empty project file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sidelight.store import schema
from sidelight.store.connection import connect, database

if TYPE_CHECKING:
    from sqlite_utils import Database


def new_file(path: Path) -> Database:
    """Make a file with our tables and nothing in them; return the connection.

    It is not safe on disk until it is closed and synced.  FileExistsError where there is one.
    """
    with path.open("xb"):
        pass
    db = database(connect(path))
    try:
        db.execute("PRAGMA synchronous = OFF")
        schema.migrate(db)
    except BaseException:
        db.close()
        raise
    return db
