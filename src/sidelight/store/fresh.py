# SPDX-License-Identifier: AGPL-3.0-or-later
"""A new, empty project file."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from functools import cache
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
    with path.open("xb") as file:
        file.write(_empty(schema.STEPS))
    db = database(connect(path))
    try:
        db.execute("PRAGMA synchronous = OFF")
        with db.atomic():
            db.execute("UPDATE _sqlite_migrations SET applied_at = ?", (str(datetime.now(UTC)),))
    except BaseException:
        db.close()
        raise
    return db


@cache
def _empty(_steps: tuple[schema.Step, ...]) -> bytes:
    """The bytes of such a file: to take all the steps again takes ten times as long as to write
    what comes of them.
    """
    memory = sqlite3.connect(":memory:")
    try:
        schema.migrate(database(memory))
        return memory.serialize()
    finally:
        memory.close()
