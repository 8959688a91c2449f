# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing files that appear whole or not at all: settings and state, and what the user asked for.

Reports and pictures never replace a project, and what is no plain file (a pipe, the null device)
is written to, not replaced.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from sidelight.errors import InputError, ProjectError
from sidelight.store import durable

_PROJECT = ".sidelight"


def write_atomically(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path`` and make its folder if need be; OSError where that cannot be done.

    Where ``path`` is a link, what it leads to is written; the file's permissions stay.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    _write(path, data)


def write_output(path: Path, data: bytes, project: Path) -> None:
    """Put a report or a picture of an open ``project`` at ``path``.

    Raises ProjectError where a project would be overwritten, InputError where it cannot be written.
    """
    try:
        same = path.exists() and project.exists() and path.samefile(project)
        if same or (path.is_file() and path.suffix == _PROJECT):
            raise ProjectError("project.exists", path=str(path))
        _write(path, data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError("report.unwritable", path=str(path), reason=reason) from error


def _write(path: Path, data: bytes) -> None:
    path = path.resolve() if path.is_symlink() else path
    mode = path.stat().st_mode if path.exists() else None
    if mode is not None and not stat.S_ISREG(mode):
        with path.open("wb") as there:
            there.write(data)
        return
    # a short name: with anything added to it, a long one would not fit
    fresh = path.with_name(f".~{os.urandom(8).hex()}")
    try:
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as file:  # noqa: PTH123
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            fresh.chmod(stat.S_IMODE(mode))
        durable.place(fresh, path, overwrite=True)
    finally:
        fresh.unlink(missing_ok=True)
