# SPDX-License-Identifier: AGPL-3.0-or-later
"""Changes that could not be written: held in memory, and in rescue files against a crash.

For each act one file in the state folder, written whole or not at all: a line of JSON that says
whose it is, a line for each blob (its hash, its bytes in base64), a line for each change (its id
and canonical body).  They go once the changes are in a project file.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import secrets
import socket
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sidelight.errors import SidelightError
from sidelight.model.change import Change
from sidelight.model.log import Log
from sidelight.store import durable, places, processes

_AT_WORK: set[str] = set()
"""Tokens of what this process holds: its own files are not left behind while they are in use."""


@dataclass(frozen=True)
class Waiting:
    """What waits to be saved: how many changes, why, and whether it would survive a crash."""

    count: int
    error: SidelightError
    kept: bool


@dataclass(frozen=True)
class Rescued:
    """What an earlier process could not save of a project.

    ``changes`` are not in its log yet; ``blobs`` are by hash; ``files`` go once they are in.
    """

    changes: tuple[Change, ...]
    blobs: dict[str, bytes]
    files: tuple[Path, ...]

    @property
    def made_at(self) -> datetime:
        """When the last of them was made."""
        return max(change.made_at for change in self.changes)


class Unsaved:
    """The changes of an open project that wait to be written, in order, with their blobs."""

    def __init__(self) -> None:
        self.changes: list[Change] = []
        self.blobs: dict[str, bytes] = {}
        self._error: SidelightError | None = None
        self._token = secrets.token_hex(8)
        self._files: list[Path] = []
        self._not_kept: list[tuple[list[Change], list[bytes]]] = []
        _AT_WORK.add(self._token)

    @property
    def waiting(self) -> Waiting | None:
        """What waits, None where nothing does."""
        if self._error is None:
            return None
        return Waiting(len(self.changes), self._error, not self._not_kept)

    def hold(
        self, path: Path, log: Log, act: tuple[list[Change], Sequence[bytes]], error: SidelightError
    ) -> None:
        """Hold an act (changes and blobs, or none) that the file at ``path`` could not take."""
        changes, blobs = act
        self._error = error
        if changes:
            self.changes += changes
            self.blobs.update({hashlib.sha256(data).hexdigest(): data for data in blobs})
            self._not_kept.append((changes, list(blobs)))
        with suppress(OSError):
            while self._not_kept:
                self._files.append(self._kept(path, log, *self._not_kept[0]))
                del self._not_kept[0]

    def clear(self) -> None:
        """Let go of all: it is in a file."""
        self.changes, self.blobs, self._not_kept, self._error = [], {}, [], None
        forget(self._files)
        self._files = []

    def close(self) -> None:
        """Leave the rescue files for the next opening."""
        _AT_WORK.discard(self._token)

    def _kept(self, path: Path, log: Log, changes: list[Change], blobs: list[bytes]) -> Path:
        lines: list[dict[str, Any]] = [self._described(path)]
        for data in blobs:
            name = hashlib.sha256(data).hexdigest()
            lines.append({"blob": name, "bytes": base64.b64encode(data).decode()})
        lines += [{"change": change.id, "body": change.body.decode()} for change in changes]
        name = f"{_root(log)}.{self._token}.{len(self._files):06}.jsonl"
        target = places.subfolder("unsaved") / name
        fresh = target.with_suffix(".part")
        raw = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode()
        try:
            with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:  # noqa: PTH123
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
            durable.place(fresh, target, overwrite=True)
        finally:
            fresh.unlink(missing_ok=True)
        return target

    def _described(self, path: Path) -> dict[str, Any]:
        return {
            "path": os.fsdecode(path).encode("utf-8", "replace").decode(),
            "token": self._token,
            "host": socket.gethostname(),
            "pid": os.getpid(),
            "started": processes.started(os.getpid()),
        }


def rescued(path: Path, log: Log) -> Rescued | None:
    """Return what is left behind of the project at ``path``; None where nothing is.

    Files that hold nothing new are removed.  What belongs to a copy at another place, which is
    still there, is left to that.
    """
    found: dict[str, Change] = {}
    blobs: dict[str, bytes] = {}
    files: list[Path] = []
    for file in _files(log):
        read = _read(file, path)
        if read is None:
            continue
        changes, its_blobs = read
        files.append(file)
        found.update({c.id: c for c in changes if c.id not in log.changes})
        blobs.update(its_blobs)
    if not found:
        forget(files)
        return None
    return Rescued(tuple(found.values()), blobs, tuple(files))


def forget(files: Iterable[Path]) -> None:
    """Remove rescue files."""
    for file in files:
        with suppress(OSError):
            file.unlink()


def _files(log: Log) -> list[Path]:
    with suppress(OSError):
        return sorted(places.subfolder("unsaved").glob(f"{_root(log)}.*.jsonl"))
    return []


def _root(log: Log) -> str:
    """Return the id of the change that a project began with, which its copies share."""
    first = next((c for c in log.order if not c.heads), None)
    return first.id if first else "none"


def _read(file: Path, path: Path) -> tuple[list[Change], dict[str, bytes]] | None:
    """Read a rescue file; None where it is another's, in use or damaged."""
    try:
        with file.open("rb") as lines:
            if not _left_behind(json.loads(lines.readline()), path):
                return None
            return _contents(lines)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _left_behind(header: dict[str, Any], path: Path) -> bool:
    meant = Path(header["path"])
    if meant != path and meant.exists():
        return False
    if header["token"] in _AT_WORK:
        return False
    here = header["host"] == socket.gethostname() and int(header["pid"]) != os.getpid()
    return not (here and processes.runs(int(header["pid"]), str(header["started"])))


def _contents(lines: Iterator[bytes]) -> tuple[list[Change], dict[str, bytes]]:
    changes: list[Change] = []
    blobs: dict[str, bytes] = {}
    for line in lines:
        value = json.loads(line)
        if "blob" in value:
            data = base64.b64decode(value["bytes"], validate=True)
            if hashlib.sha256(data).hexdigest() != value["blob"]:
                raise ValueError("bytes that are not those of their hash")
            blobs[value["blob"]] = data
            continue
        change = Change.from_body(value["body"].encode())
        if change.id != value["change"]:
            raise ValueError("a change that is not as it was written")
        changes.append(change)
    return changes, blobs
