# SPDX-License-Identifier: AGPL-3.0-or-later
"""A disk whose power may fail: what SQLite asks of it, and every state it may then be left in.

`Recorder` is a VFS of SQLite that does as the system's does and notes each write, cut, sync and
removal.  `Disk` follows these notes: what was synced stays; of what was not, each sector of 512
bytes may be there or not, whatever stands before or after it.  A file that grew holds zeros or
noise where nothing was written yet.  A name comes and goes when the folder is synced; until then it
may lead to any of the files it has led to since.  Syncing a file that was just made syncs its
folder, as SQLite's VFS for Unix does.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import apsw

SECTOR = 512


@dataclass(frozen=True)
class Asked:
    """What was asked: made, write, cut, sync, gone, ended (by name), or saved (of an act)."""

    what: str
    name: str = ""
    at: int = 0
    data: bytes = b""
    synced: bool = False


class Recorder(apsw.VFS):
    """Notes what is asked in one folder; ``log`` is in the order in which it was."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "unix")
        self.log: list[Asked] = []

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:  # noqa: N802
        """Open a file and follow it."""
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        if path and not Path(path).exists():
            self.log.append(Asked("made", Path(path).name))
        return _File(self, name, flags, Path(path or "temporary").name)

    def xDelete(self, name: str, sync: bool) -> None:  # noqa: N802
        """Remove a file."""
        super().xDelete(name, sync)
        self.log.append(Asked("gone", Path(name).name, synced=bool(sync)))


class _File(apsw.VFSFile):
    def __init__(self, recorder: Recorder, name: Any, flags: list[int], short: str) -> None:
        super().__init__("unix", name, flags)
        self._log, self._name = recorder.log, short

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        super().xWrite(data, offset)
        self._log.append(Asked("write", self._name, offset, bytes(data)))

    def xTruncate(self, size: int) -> None:  # noqa: N802
        super().xTruncate(size)
        self._log.append(Asked("cut", self._name, size))

    def xSync(self, flags: int) -> None:  # noqa: N802
        super().xSync(flags)
        self._log.append(Asked("sync", self._name))


@dataclass
class _Inode:
    """A file: what is on the disk for sure, and what was asked since."""

    sure: bytearray = field(default_factory=bytearray)
    asked: list[Asked] = field(default_factory=list)
    fresh: bool = True

    def sync(self) -> None:
        for one in self.asked:
            _apply(self.sure, one, one.at, one.data, b"\0")
        self.asked.clear()


class Disk:
    """A folder on such a disk; ``saved`` counts the acts that were said to be saved."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self._names: list[dict[str, _Inode]] = [
            {name: _Inode(bytearray(data), fresh=False) for name, data in files.items()}
        ]
        self.saved = 0

    def take(self, one: Asked) -> None:
        """Follow what was asked next."""
        now = self._names[-1]
        match one.what:
            case "saved":
                self.saved += 1
            case "made":
                self._names.append(now | {one.name: _Inode()})
            case "gone":
                self._names.append({n: inode for n, inode in now.items() if n != one.name})
                if one.synced:
                    del self._names[:-1]
            case "sync":
                inode = now[one.name]
                inode.sync()
                if inode.fresh:
                    inode.fresh = False
                    del self._names[:-1]
            case _:
                now[one.name].asked.append(one)

    @property
    def unsure(self) -> bool:
        """Whether anything was asked that may yet be lost."""
        return len(self._names) > 1 or any(inode.asked for inode in self._names[0].values())

    def plain_state(self, chance: random.Random) -> dict[str, bytes]:
        """Return a state by whole requests: none of the unsure ones, all, all but one, only one."""
        names = chance.choice((self._names[0], self._names[-1]))
        kept = chance.choice((0.0, 1.0))
        places = [(name, at) for name, i in names.items() for at in range(len(i.asked))]
        which, place = chance.choice([*places, ("", 0)])
        return {
            name: _content(inode, kept, place if name == which else None)
            for name, inode in names.items()
        }

    def state(self, chance: random.Random) -> dict[str, bytes]:
        """Return one of all the states that the disk may be left in, by name."""
        names = chance.choice(self._names)
        return {name: _torn(inode, chance) for name, inode in names.items()}


def _content(inode: _Inode, kept: float, other: int | None) -> bytes:
    """Return a file with all or nothing that is not synced, but for one request."""
    data = bytearray(inode.sure)
    for place, one in enumerate(inode.asked):
        if (kept == 1.0) != (place == other):
            _apply(data, one, one.at, one.data, b"\0")
    return bytes(data)


def _torn(inode: _Inode, chance: random.Random) -> bytes:
    """Return a file with any sectors of any requests."""
    data = bytearray(inode.sure)
    whole, kept = chance.random() < 0.3, chance.choice((0.1, 0.5, 0.9))
    filler = chance.choice((b"\0", chance.randbytes(1)))
    for one in inode.asked:
        if one.what == "cut" or whole:
            if chance.random() < kept:
                _apply(data, one, one.at, one.data, filler)
            continue
        start = 0
        while start < len(one.data):
            end = min(len(one.data), start + SECTOR - (one.at + start) % SECTOR)
            if chance.random() < kept:
                _apply(data, one, one.at + start, one.data[start:end], filler)
            start = end
    return bytes(data)


def _apply(data: bytearray, one: Asked, at: int, new: bytes, filler: bytes) -> None:
    if one.what == "cut":
        del data[one.at :]
        data.extend(bytes(max(0, one.at - len(data))))
        return
    data.extend(filler * max(0, at - len(data)))
    data[at : at + len(new)] = new
