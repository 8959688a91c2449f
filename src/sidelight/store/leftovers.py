# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a process makes only for a while, and what is left of it where the process was killed.

Before a file or a folder of this kind is made, a note in the state folder says where it will stand
and whose it is.  At the next opening of any project, what such notes name is removed where the
process is gone; nothing else ever is, however its name may look.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sidelight.store import processes
from sidelight.store.places import state_folder, subfolder

_JOURNALS = ("", "-journal", "-wal", "-shm")
_KEPT = 30 * 24 * 3600.0
"""Seconds that a note is kept whose folder is away, such as a memory stick, or that is in half."""


class Passing:
    """A path that is ours for a while; `end` removes what stands there, and the note."""

    def __init__(self, folder: Path, prefix: str, suffix: str = "") -> None:
        token = secrets.token_hex(4)
        self.path = folder / f"{prefix}{token}{suffix}"
        me = os.getpid()
        value = {
            "path": os.fsencode(self.path.absolute()).hex(),
            "host": socket.gethostname(),
            "pid": me,
            "started": processes.started(me),
        }
        self._note: Path | None = None
        # Where the note cannot be written, a kill may leave a file: no reason not to go on.
        with suppress(OSError):
            self._note = subfolder("unfinished") / f"{me}-{secrets.token_hex(16)}.json"
            self._note.write_text(json.dumps(value), "ascii")

    def end(self) -> None:
        """Remove what stands there, with its journals; OSError where that cannot be."""
        _remove(self.path)
        with suppress(OSError):
            if self._note:
                self._note.unlink()


@contextmanager
def passing_file(beside: Path) -> Iterator[Path]:
    """Give a name beside a file (``.~NAME.`` and eight random digits) that is free at the end."""
    passing = Passing(beside.parent, f".~{beside.name}.")
    try:
        yield passing.path
    finally:
        passing.end()


@contextmanager
def passing_folder() -> Iterator[Path]:
    """Give a new folder that only this user can enter, and remove it with all in it."""
    passing = Passing(state_folder(), "intake-")
    passing.path.mkdir(mode=0o700)
    try:
        yield passing.path
    finally:
        passing.end()


def clear() -> None:
    """Remove what processes of this machine that are gone have left; never raises OSError."""
    with suppress(OSError):
        for note in subfolder("unfinished").glob("*.json"):
            with suppress(OSError):
                _clear(note)


def _clear(note: Path) -> None:
    old = time.time() - note.stat().st_mtime > _KEPT
    try:
        value = json.loads(note.read_bytes())
        host, pid, path = value["host"], int(value["pid"]), _path(value)
    except (ValueError, TypeError, KeyError):
        # killed while it was written, or being written now: then nothing was made yet
        if old or _writer_is_gone(note):
            note.unlink()
        return
    if host != socket.gethostname() or processes.runs(pid, str(value.get("started", ""))):
        return
    if path.parent.is_dir():
        _remove(path)
    elif not old:
        return
    note.unlink()


def _writer_is_gone(note: Path) -> bool:
    """Tell by its name whether nobody writes a note any more."""
    pid = note.name.partition("-")[0]
    return pid.isdecimal() and not processes.runs(int(pid), "")


def _path(value: dict[str, Any]) -> Path:
    return Path(os.fsdecode(bytes.fromhex(value["path"])))


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
        return
    for suffix in _JOURNALS:
        there = path.with_name(f"{path.name}{suffix}")
        # where nothing may be written, removing what is not there fails too
        if os.path.lexists(there):
            there.unlink(missing_ok=True)
