# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pours the rows of a stranger's file, batch by batch, from the worker into a fresh file.

The worker has been in touch with the file, so what it says is checked as if it came from there.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sidelight.language import _
from sidelight.model.change import Change, NotAChange
from sidelight.model.project import Project
from sidelight.store import blobs, tables
from sidelight.store.intake_entry import FIRST
from sidelight.worker import Blob, Json, Reply, Worker

if TYPE_CHECKING:
    from sqlite_utils import Database

_HASH = re.compile(r"[0-9a-f]{64}")
_SECONDS = 30.0
_MEANING = 5.0
_SLOWEST = 20 << 20
"""Bytes a second that the slowest disk of today reads."""


class Unsound(Exception):
    """What came is not what a sound file holds; names a reason of `sidelight.store.intake`."""


class _Source:
    """The worker with one file open in it."""

    def __init__(self, worker: Worker, path: Path, size: int) -> None:
        self._worker = worker
        self.seconds = _SECONDS + size / _SLOWEST
        self.opened = self.call("open", path=str(path)).values

    def call(self, name: str, limit: float = 0.0, **arguments: Json) -> Reply:
        limit = limit or self.seconds
        # The worker's own deadline comes first: it still can say what was too slow.
        return self._worker.call(name, {**arguments, "seconds": limit}, seconds=limit + 5)


def pour(
    worker: Worker,
    path: Path,
    size: int,
    db: Database,
    progress: Callable[[float, str], None] | None,
) -> tuple[int, Project]:
    """Fill a fresh file from the copy at ``path`` of ``size`` bytes; return its format and project.

    Raises RemoteFault, WorkerDied, WorkerTimeout, Unsound, sqlite3.Error.
    """
    source = _Source(worker, path, size)
    with db.atomic():
        changes = list(_changes(source))
        if len({change.id for change in changes}) != len(changes):
            raise Unsound("change")
        source.call("meaning", limit=_meant_within(changes))
        _tell(progress, 0.3)
        for count, row in enumerate(_parts(source)):
            db.conn.execute("INSERT INTO blob (hash, part, bytes) VALUES (?, ?, ?)", row)
            if count % 16 == 0:
                _tell(progress, min(0.9, 0.3 + 0.6 * count * blobs.PART / max(1, size)))
        rows = ((change.id, change.body.decode()) for change in changes)
        db.conn.executemany("INSERT INTO change (id, body) VALUES (?, ?)", rows)
        project = Project(changes)
        tables.rewrite(db, project)
        _tell(progress, 1.0)
    return _whole(source.opened.get("format")), project


def _meant_within(changes: list[Change]) -> float:
    """Return the seconds in which changes of this number must come to a project.

    Acts of people take a hundredth of it; what strangers make up may take time by its square.
    """
    return _MEANING + sum(1 + len(change.sets) for change in changes) / 2000


def _changes(source: _Source) -> Iterator[Change]:
    after, more = FIRST, True
    while more:
        reply = source.call("changes", after=after)
        for body in reply.blobs:
            try:
                yield Change.from_body(bytes(body))
            except NotAChange as error:
                raise Unsound("change") from error
        following = _whole(reply.values.get("last"))
        more = reply.values.get("more") is True
        if more and following <= after:
            raise Unsound("change")
        after = following


def _parts(source: _Source) -> Iterator[tuple[str, int, bytes]]:
    """Yield hash, part and bytes; Unsound where the parts of a hash do not come to it."""
    after: tuple[str, int] = ("", -1)
    hashing = _Hashing()
    more = True
    while more:
        reply = source.call("blobs", after=list(after))
        for row in _named(reply.values.get("names"), reply.blobs):
            if row[:2] <= after:
                raise Unsound("blob")
            hashing.take(*row)
            after = row[:2]
            yield row
        more = reply.values.get("more") is True and bool(reply.blobs)
    hashing.finish()


class _Hashing:
    """Hashes the parts of one blob after another."""

    def __init__(self) -> None:
        self._name, self._next, self._full = "", 0, True
        self._digest = hashlib.sha256()

    def take(self, name: str, part: int, data: bytes) -> None:
        """Take the next part in order."""
        if name != self._name:
            self.finish()
            self._name, self._next, self._full = name, 0, True
            self._digest = hashlib.sha256()
        if part != self._next or not self._full:
            raise Unsound("blob")
        self._digest.update(data)
        self._next += 1
        self._full = len(data) == blobs.PART

    def finish(self) -> None:
        """See whether the blob came to its hash."""
        if self._name and self._digest.hexdigest() != self._name:
            raise Unsound("blob")


def _named(names: Any, parts: Sequence[Blob]) -> Iterator[tuple[str, int, bytes]]:
    if not isinstance(names, list) or len(names) != len(parts):
        raise Unsound("blob")
    for pair, data in zip(names, parts, strict=True):
        name, part = pair if isinstance(pair, list) and len(pair) == 2 else ("", -1)
        if not isinstance(name, str) or not _HASH.fullmatch(name) or len(data) > blobs.PART:
            raise Unsound("blob")
        yield name, _whole(part), bytes(data)


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise Unsound("structure")
    return value


def _tell(progress: Callable[[float, str], None] | None, fraction: float) -> None:
    if progress is not None:
        progress(fraction, _("Checking the project file"))
