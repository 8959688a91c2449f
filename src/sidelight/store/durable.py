# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files that appear under their name whole or not at all, and stay if the power fails."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

from sidelight.errors import ProjectError

NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK, errno.EACCES}
"""What a file system says that has no links to files."""


def sync(path: Path) -> None:
    """Have a file's bytes on disk.  Not for a database that is open: closing drops its locks."""
    file = os.open(path, os.O_RDWR)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def place(fresh: Path, path: Path, *, overwrite: bool) -> None:
    """Give a synced file its name, in the same folder; ProjectError where that is taken."""
    if overwrite:
        fresh.replace(path)
    else:
        _place_new(fresh, path)
    with suppress(OSError):
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _place_new(fresh: Path, path: Path) -> None:
    try:
        os.link(fresh, path)
        fresh.unlink()
    except FileExistsError:
        raise ProjectError("project.exists", path=str(path)) from None
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        # a file system without links, such as that of a memory stick
        if os.path.lexists(path):
            raise ProjectError("project.exists", path=str(path)) from None
        fresh.rename(path)


def failure(path: Path, error: OSError) -> ProjectError:
    """Return the sentence for what the system reports about a file to be written."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return ProjectError("project.disk_full", path=str(path))
    reason = error.strerror or str(error)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return ProjectError("project.read_only", path=str(path), reason=reason)
    return ProjectError("project.failed", path=str(path), reason=reason)
