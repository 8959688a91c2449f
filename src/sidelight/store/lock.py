# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who has a project open: a small file beside it, ``.~lock.NAME#``, in JSON.

It says who, where and since when, so that a second opener can be told.  One left by a process that
is no more is taken over.  It guards against accidents; SQLite's own locks guard the file.
"""

from __future__ import annotations

import errno
import json
import os
import secrets
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sidelight.errors import N_, ProjectError
from sidelight.language import local_minute
from sidelight.store import durable, processes
from sidelight.store.leftovers import Passing

_GONE = N_("If that program is gone, remove the file beside it whose name begins with “.~lock.”.")
_TRIES = 20
_PAUSE = 0.05
_WRITTEN_BY = 10.0
_DAYS = 2 * 86400.0
_UNWRITABLE = {errno.EACCES, errno.EPERM, errno.EROFS}


@dataclass(frozen=True)
class Holder:
    """Who holds a file: their name, the host, and with what (“window” or “command”)."""

    name: str
    where: str
    what: str


class Unwritable(Exception):
    """The folder takes no new file."""


class Lock:
    """The lock of one project file, ours from `take` to `release`."""

    def __init__(self, path: Path, token: str) -> None:
        self._path = path
        self._token = token

    @classmethod
    def take(cls, project: Path, holder: Holder) -> Lock:
        """Lock a project.

        ProjectError where another has it, Unwritable where no lock can be made.
        """
        path = _beside(project)
        token = secrets.token_hex(8)
        raw = json.dumps(_described(holder, token), ensure_ascii=False).encode()
        for _attempt in range(_TRIES):
            if _made(path, raw):
                return cls(path, token)
            found = _read(path)
            if found is None:
                _wait_or_remove(path)
            elif _alive(found):
                raise _busy(project, found)
            else:
                _clear(path, found)
        raise _busy(project, _read(path) or {})

    def release(self) -> None:
        """Give the file free, unless another took the lock over."""
        found = _read(self._path)
        if found and found.get("token") == self._token:
            with suppress(OSError):
                self._path.unlink()


def refuse_if_held(project: Path) -> None:
    """Raise ProjectError where a living process has the project open; changes nothing."""
    found = _read(_beside(project))
    if found and _alive(found):
        raise _busy(project, found)


def held(project: Path) -> bool:
    """Tell whether a process that may still run has the project open."""
    found = _read(_beside(project))
    return found is not None and _alive(found)


def seems_left(project: Path) -> bool:
    """Tell whether a lock is older by days than its file's last change: its holder may be gone."""
    with suppress(OSError):
        return project.stat().st_mtime - _beside(project).stat().st_mtime > _DAYS
    return False


def _beside(project: Path) -> Path:
    return project.with_name(f".~lock.{project.name}#")


def _described(holder: Holder, token: str) -> dict[str, Any]:
    return {
        "name": holder.name,
        "where": holder.where,
        "what": holder.what,
        "host": socket.gethostname(),
        "pid": os.getpid(),
        "started": processes.started(os.getpid()),
        "since": datetime.now(UTC).isoformat(timespec="seconds"),
        "token": token,
    }


def _made(path: Path, raw: bytes) -> bool:
    """Make a lock, words and all at once; False where there is one, Unwritable where none can be.

    One that a kill left without its words would hold the project from everybody for a while.
    """
    aside = Passing(path.parent, path.name)
    try:
        _write_new(aside.path, raw)
        os.link(aside.path, path)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno in _UNWRITABLE and not aside.path.exists():
            raise Unwritable(error.strerror) from error
        if error.errno not in durable.NO_LINKS:
            raise
        return _made_in_place(path, raw)
    finally:
        aside.end()
    return True


def _made_in_place(path: Path, raw: bytes) -> bool:
    """Make a lock on a file system without links, such as that of a memory stick."""
    try:
        _write_new(path, raw)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno in _UNWRITABLE:
            raise Unwritable(error.strerror) from error
        raise
    return True


def _write_new(path: Path, raw: bytes) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    try:
        os.write(file, raw)
    except OSError:
        path.unlink()
        raise
    finally:
        os.close(file)


def _wait_or_remove(path: Path) -> None:
    """Give a lock time to be written or to go; remove one that holds no words for long."""
    with suppress(OSError):
        if time.time() - path.lstat().st_mtime > _WRITTEN_BY:
            path.unlink()
    time.sleep(_PAUSE)


def _read(path: Path) -> dict[str, Any] | None:
    try:
        file = os.open(
            path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        )
    except OSError:
        return None
    try:
        value = json.loads(os.read(file, 1 << 14))
    except (OSError, ValueError, RecursionError):
        return None
    finally:
        os.close(file)
    return value if isinstance(value, dict) else None


def _alive(found: dict[str, Any]) -> bool:
    """Tell whether the holder may still run; of other hosts nobody can know."""
    pid = found.get("pid")
    if found.get("host") != socket.gethostname() or not isinstance(pid, int):
        return True
    return processes.runs(pid, str(found.get("started", "")))


def _clear(path: Path, stale: dict[str, Any]) -> None:
    """Remove a stale lock, and no other that was made in the meantime; Unwritable as `take`."""
    aside = Passing(path.parent, path.name)
    try:
        path.rename(aside.path)
    except OSError as error:
        with suppress(OSError):
            aside.end()
        if error.errno in _UNWRITABLE:
            raise Unwritable(error.strerror) from error
        return
    with suppress(OSError):
        if _read(aside.path) != stale:
            os.link(aside.path, path)
        aside.end()


def _busy(project: Path, found: dict[str, Any]) -> ProjectError:
    try:
        since = local_minute(datetime.fromisoformat(str(found.get("since"))))
    except ValueError:
        since = "?"
    return ProjectError(
        "project.busy",
        hint="" if found.get("host") == socket.gethostname() else _GONE,
        path=str(project),
        who=str(found.get("name", "?"))[:200],
        where=str(found.get("where", "?"))[:200],
        since=since,
    )
