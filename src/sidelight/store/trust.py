# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which project files are as we left them, so that they may be opened where they are.

For each path one small record in the state folder: what the file system said of the file after our
last write, and what the log came to.  Whatever changes a file changes its ``ctime``, which nobody
can set. A file without a fitting record is a stranger's: it goes through the intake.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeAlias

from sidelight.store.places import subfolder

Mark: TypeAlias = tuple[int, ...]
"""Device, inode, size in bytes, modification and change time in nanoseconds."""

JOURNALS = ("-journal", "-wal", "-shm")
"""What may stand beside a database and be taken for a part of it."""


def mark(path: Path) -> Mark | None:
    """Return what the file system says of a file, None where there is none."""
    try:
        found = path.lstat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def log_digest(ids: Iterable[str]) -> str:
    """Return one hash for a set of changes."""
    import hashlib  # late: it loads OpenSSL, which a start can do without

    return hashlib.sha256("".join(sorted(ids)).encode()).hexdigest()


def remember(path: Path, count: int, heads: Iterable[str]) -> None:
    """Note that the file is as we leave it: ``count`` changes, ending in ``heads``.

    Not synced to disk: where the note is lost, the next opening takes the longer way.
    """
    _write(path, {"file": mark(path), "count": count, "heads": log_digest(heads), "left": {}})


def expect(path: Path, coming: Path, count: int, heads: Iterable[str]) -> None:
    """Note that ``coming`` is about to take the place of ``path``; the journals go then."""
    left = {suffix: mark(beside(path, suffix)) for suffix in JOURNALS}
    record = {"file": mark(coming), "count": count, "heads": log_digest(heads), "left": left}
    # The old journal must not outlive the note that it is nobody's.
    _write(path, record, synced=True)


def recall(path: Path) -> tuple[int, str] | None:
    """Return count and hash of heads if the file is as we left it, with nothing beside it."""
    record = _read(path)
    found = mark(path)
    try:
        stored, left = tuple(record["file"]), dict(record["left"])
        answer = int(record["count"]), str(record["heads"])
    except (KeyError, TypeError, ValueError):
        return None
    # Coming into its place changed the ctime, if we were stopped just then.
    same = found == stored or bool(left and found and found[:4] == stored[:4])
    if not same:
        return None
    for suffix in JOURNALS:
        there = beside(path, suffix)
        if os.path.lexists(there):
            if not left.get(suffix) or mark(there) != tuple(left[suffix]):
                return None
            there.unlink()
    return answer


def untouched(path: Path, record: str = "") -> bool:
    """Tell whether the file is as we left it, with nothing beside it; looks only.

    Who knows the ``name`` of its record saves the time of finding it.
    """
    found = mark(path)
    journals = (os.path.lexists(beside(path, suffix)) for suffix in JOURNALS)
    return (
        found is not None and _read(path, record).get("file") == list(found) and not any(journals)
    )


def known(path: Path) -> bool:
    """Tell whether there ever was a file of ours at this path."""
    return bool(_read(path))


def beside(path: Path, suffix: str) -> Path:
    """Return the path of a journal of the file."""
    return path.with_name(path.name + suffix)


def name(path: Path) -> str:
    """Return the name under which the state folder keeps what belongs to a file at a path."""
    import hashlib

    return hashlib.sha256(os.fsencode(path)).hexdigest()[:32]


def _record(path: Path, record: str = "") -> Path:
    return subfolder("trust") / f"{record or name(path)}.json"


def _read(path: Path, record: str = "") -> dict[str, Any]:
    with suppress(OSError, ValueError):
        value = json.loads(_record(path, record).read_bytes())
        if isinstance(value, dict):
            return value
    return {}


def _write(path: Path, value: dict[str, Any], *, synced: bool = False) -> None:
    with suppress(OSError):
        # In place: a rename may have the file system wait for the disk.  Half a note fits nothing.
        file = os.open(_record(path), os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            raw = json.dumps(value).encode()
            os.ftruncate(file, os.write(file, raw))
            if synced:
                os.fsync(file)
        finally:
            os.close(file)
