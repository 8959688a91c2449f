# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the store keeps what does not belong into a project: below the user's state folder."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import platformdirs

_MOST_RECEIVED = 16
_READ_FOR = 3 * 86400.0
"""Seconds; who still reads a copy that is removed goes on reading it."""


def state_folder() -> Path:
    """Return the folder for state, made if need be and closed to others; asked anew each time."""
    folder = platformdirs.user_state_path("sidelight", appauthor=False)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def subfolder(name: str) -> Path:
    """Return a folder of the state folder, made if need be."""
    folder = state_folder() / name
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def reading_folder() -> Path:
    """Return the folder for copies that are only read; what a killed program left goes in time."""
    folder = subfolder("reading")
    for copy in folder.iterdir():
        with suppress(OSError):
            if time.time() - copy.stat().st_mtime > _READ_FOR:
                copy.unlink()
    return folder


@contextmanager
def private_folder() -> Iterator[Path]:
    """Give a new folder that only this user can enter, and remove it with all in it."""
    # Here, because the window asks this file for its own folder before it can show.
    import shutil
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="intake-", dir=state_folder()))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def keep_received(copies: dict[str, Path], digest: str) -> Path:
    """Move a project file as it was received (suffix "" and those of its journals) out of the way.

    It is named after its SHA-256 ``digest``; only the latest few are kept.
    """
    folder = subfolder("received")
    target = folder / f"{digest}.sidelight"
    for suffix, copy in copies.items():
        copy.replace(folder / f"{digest}.sidelight{suffix}")
    target.touch()
    kept = sorted(folder.glob("*.sidelight"), key=lambda path: path.stat().st_mtime_ns)
    for old in kept[:-_MOST_RECEIVED]:
        for part in folder.glob(f"{old.name}*"):
            part.unlink()
    return target
