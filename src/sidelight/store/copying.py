# SPDX-License-Identifier: AGPL-3.0-or-later
"""A copy of an open project: one consistent file, which appears whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from sidelight.errors import ProjectError
from sidelight.store import durable
from sidelight.store.connection import sentences
from sidelight.store.leftovers import passing_file
from sidelight.store.schema import Executes


def copy(db: Executes, path: Path, *, overwrite: bool) -> None:
    """Copy a database to ``path``; ProjectError where it exists (unless told) or cannot be written.

    VACUUM INTO leaves behind what was once deleted.
    """
    path = path.parent.resolve() / path.name
    if os.path.lexists(path) and not (overwrite and path.is_file() and not path.is_symlink()):
        raise ProjectError("project.exists", path=str(path))
    try:
        with passing_file(path) as fresh:
            with sentences(path):
                db.execute("VACUUM INTO ?", (str(fresh),))
            durable.sync(fresh)
            durable.place(fresh, path, overwrite=overwrite)
    except OSError as error:
        raise durable.failure(path, error) from error
