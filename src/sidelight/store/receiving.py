# SPDX-License-Identifier: AGPL-3.0-or-later
"""Copies of a file and its journals as they were received, made without trusting what they are."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from sidelight.errors import ProjectError
from sidelight.language import _
from sidelight.store import change_set, journal, schema, trust

LARGEST = 4 << 30
"""Bytes of the largest project file that is taken in."""

_LIMIT_MB = LARGEST >> 20
_CHUNK = 1 << 20
_MAGIC = b"SQLite format 3\0"
_SWELLING = 64 << 20


@dataclass(frozen=True)
class Received:
    """Copies by suffix ("" is the file itself); of the file: mode as chmod's, mark."""

    copies: dict[str, Path]
    mode: int
    mark: trust.Mark | None

    @property
    def size(self) -> int:
        """Bytes of all copies."""
        return sum(copy.stat().st_size for copy in self.copies.values())

    @property
    def digest(self) -> str:
        """SHA-256 of the copy of the file, in hex."""
        with self.copies[""].open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()


def receive(
    path: Path, folder: Path, *, change_sets: bool = False, damaged: bool = False
) -> Received:
    """Copy a file with its journals; ProjectError for all but a plain database of ours, or, where
    they are expected too, a change set.

    Of a ``damaged`` one nothing is demanded: who reads it does not trust any of it.
    """
    before = trust.mark(path)
    _refuse_swollen(path)
    main = folder / "project.sidelight"
    mode = _copy(path, path, main)
    if not damaged and not (change_sets and change_set.is_one(main)):
        _check_header(path, main)
    copies = {"": main}
    for suffix in ("-journal", "-wal"):
        there = trust.beside(path, suffix)
        if os.path.lexists(there):
            copies[suffix] = folder / f"{main.name}{suffix}"
            _copy(path, there, copies[suffix])
    if not damaged and "-journal" in copies and journal.names_another_file(copies["-journal"]):
        raise _hostile(path, _("its journal names another file"))
    if trust.mark(path) != before:
        reason = _("another program is writing to it")
        raise ProjectError("project.failed", path=str(path), reason=reason)
    return Received(copies, mode, before)


def _refuse_swollen(path: Path) -> None:
    """Refuse a file with far more behind its end than its header counts, before it is copied.

    SQLite would not read that; only an act that was stopped may leave it, and then a journal.
    """
    if any(os.path.lexists(trust.beside(path, suffix)) for suffix in ("-journal", "-wal")):
        return
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        file = os.open(path, flags | getattr(os, "O_BINARY", 0))
    except OSError:
        # said where it is copied
        return
    try:
        head, size = os.read(file, 100), os.fstat(file).st_size
    finally:
        os.close(file)
    if not head.startswith(_MAGIC):
        return
    page, counted = int.from_bytes(head[16:18], "big"), int.from_bytes(head[28:32], "big")
    if counted and size > counted * (65536 if page == 1 else page) + _SWELLING:
        reason = _("its structure is broken")
        raise ProjectError("project.damaged", path=str(path), reason=reason)


def _check_header(path: Path, copy: Path) -> None:
    """Refuse what is no SQLite file of ours (fileformat2.html on sqlite.org, section 1.3)."""
    with copy.open("rb") as file:
        head = file.read(100)
    ours = schema.APPLICATION_ID.to_bytes(4, "big")
    if not head.startswith(_MAGIC) or head[68:72] != ours:
        raise ProjectError("project.not_ours", path=str(path))


def _copy(project: Path, source: Path, target: Path) -> int:
    """Copy a regular file, never through a link; return its mode."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        file = os.open(source, flags | getattr(os, "O_BINARY", 0))
    except OSError as error:
        if source != project:
            raise _hostile(project, _("what stands beside it is no plain file")) from error
        reason = error.strerror or str(error)
        raise ProjectError("project.failed", path=str(project), reason=reason) from error
    try:
        found = os.fstat(file)
        if not stat.S_ISREG(found.st_mode):
            raise _hostile(project, _("what stands beside it is no plain file"))
        if found.st_size > LARGEST:
            limit = f"{_LIMIT_MB} MB"
            raise _hostile(project, _("it is larger than {limit}").format(limit=limit))
        _copy_bytes(file, target)
        return stat.S_IMODE(found.st_mode)
    finally:
        os.close(file)


def _copy_bytes(file: int, target: Path) -> None:
    left = LARGEST
    with target.open("xb") as copy:
        while left > 0 and (data := os.read(file, min(_CHUNK, left))):
            copy.write(data)
            left -= len(data)


def _hostile(path: Path, reason: str) -> ProjectError:
    return ProjectError("project.hostile", path=str(path), reason=reason)
