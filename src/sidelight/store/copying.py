# SPDX-License-Identifier: AGPL-3.0-or-later
"""A copy of an open project: one consistent file, which appears whole or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from sidelight.errors import ProjectError
from sidelight.store import durable, opening
from sidelight.store.connection import sentences
from sidelight.store.elsewhere import Fill
from sidelight.store.schema import Executes


def copy(db: Executes, path: Path, *, overwrite: bool) -> None:
    """Copy a database to ``path``; ProjectError where it exists (unless told) or cannot be written.

    VACUUM INTO leaves behind what was once deleted.
    """
    path = _free(path, overwrite=overwrite)
    fresh = path.with_name(f".~{path.name}.{secrets.token_hex(4)}")
    try:
        with sentences(path):
            db.execute("VACUUM INTO ?", (str(fresh),))
        durable.sync(fresh)
        durable.place(fresh, path, overwrite=overwrite)
    except OSError as error:
        raise durable.failure(path, error) from error
    finally:
        fresh.unlink(missing_ok=True)


def write(path: Path, fill: Fill, *, overwrite: bool) -> None:
    """Write a copy from memory to ``path``; raises ProjectError as `copy` does."""
    opening.write_new(_free(path, overwrite=overwrite), fill, overwrite=overwrite)


def _free(path: Path, *, overwrite: bool) -> Path:
    path = opening.plain(path)
    if os.path.lexists(path) and not (overwrite and path.is_file() and not path.is_symlink()):
        raise ProjectError("project.exists", path=str(path))
    return path
