# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pours the rows of a stranger's file, batch by batch, from the worker into a fresh file.

The worker has been in touch with the file, so what it says is checked as if it came from there.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue
from threading import Semaphore
from typing import TYPE_CHECKING, Any, NamedTuple

from sidelight.language import _
from sidelight.model.change import NotAChange
from sidelight.model.withheld import Row, read_row, whole
from sidelight.store import blobs
from sidelight.store.collector import without_collector
from sidelight.store.intake_entry import FIRST
from sidelight.worker import Blob, Json, Reply, Worker

if TYPE_CHECKING:
    from sqlite_utils import Database

_HASH = re.compile(r"[0-9a-f]{64}")
_SECONDS = 30.0
_MEANING = 5.0
_MEANT = 300_000
_AHEAD = 4
"""Batches that are fetched before those that came are read."""
_SLOWEST = 20 << 20
"""Bytes a second that the slowest disk of today reads."""


class Unsound(Exception):
    """What came is not what a sound file holds; names a reason of `sidelight.store.intake`."""


class Source:
    """The worker with one file open in it; ``patience`` is how many times the usual time it has."""

    def __init__(self, worker: Worker, path: Path, size: int, patience: float = 1.0) -> None:
        self._worker = worker
        self.size = size
        self.patience = patience
        self.seconds = patience * (_SECONDS + size / _SLOWEST)
        self.opened = self.call("open", path=str(path)).values

    def call(self, name: str, *blobs: Blob, limit: float = 0.0, **arguments: Json) -> Reply:
        """Run a call of the entry, within so many seconds where a ``limit`` is given."""
        limit = limit or self.seconds
        # The worker's own deadline comes first: it still can say what was too slow.
        return self._worker.call(name, {**arguments, "seconds": limit}, blobs, seconds=limit + 5)


@dataclass(frozen=True)
class Expected:
    """What whoever takes a file in has already: the rows it knows, by id, and by their hashes which
    bytes are ``wanted``.

    ``unite`` is called with the rows while the worker sees what they mean, and with what it has to
    call now and then: that raises as soon as the worker has found that they must not be used.
    """

    known: Mapping[str, Row] = field(default_factory=dict)
    wanted: Callable[[str], bool] = lambda _hash: True
    unite: Callable[[list[Row], Callable[[], object]], object] = lambda _rows, _watch: None


@dataclass(frozen=True)
class Poured:
    """The format of a file and the rows of its log, as they stand in it; of a change set also the
    id of the project that it says it is of.
    """

    format: int
    rows: list[Row]
    project: str = ""


def pour(
    worker: Worker,
    path: Path,
    size: int,
    db: Database,
    progress: Callable[[float, str], None] | None,
    expected: Expected | None = None,
) -> Poured:
    """Put the bytes in the copy at ``path`` (``size`` bytes) into a fresh file, within the
    transaction that runs there, and return the rows of the log, which are not written.

    Raises RemoteFault, WorkerDied, WorkerTimeout,
    Unsound, sqlite3.Error.
    """
    source = Source(worker, path, size)
    rows = fill(source, db, progress, expected)
    project = source.opened.get("project")
    return Poured(
        _whole(source.opened.get("format")), rows, project if isinstance(project, str) else ""
    )


def fill(
    source: Source,
    db: Database,
    progress: Callable[[float, str], None] | None,
    expected: Expected | None = None,
) -> list[Row]:
    """Do as `pour` with what is open in a worker; return the rows of the log."""
    expected = expected or Expected()
    if expected.known:
        # Those need not come: what is here is proved.
        source.call(
            "known", "".join(id_ for id_, row in expected.known.items() if whole(row)).encode()
        )
    with without_collector():
        rows = _united(source, expected)
    tell(progress, 0.3)
    for count, part in enumerate(_parts(source)):
        if expected.wanted(part[0]):
            db.conn.execute("INSERT INTO blob (hash, part, bytes) VALUES (?, ?, ?)", part)
        if count % 16 == 0:
            tell(progress, min(0.9, 0.3 + 0.6 * count * blobs.PART / max(1, source.size)))
    return rows


def _united(source: Source, expected: Expected) -> list[Row]:
    """Return the rows of the log, of which whoever expects them has made what it wants."""
    coming = _Coming(source)
    # The worker looks at the rows while we do: it may stumble where we must not.
    with ThreadPoolExecutor(1) as aside:
        fetched = aside.submit(coming.fetch)
        try:
            rows = _rows(coming, expected.known)
        except BaseException:
            coming.stop()
            fetched.result()  # what was wrong with fetching them is said first
            raise
        looked = aside.submit(source.call, "meaning", limit=_meant_within(source, coming.size))
        try:
            expected.unite(rows, lambda: looked.done() and looked.result())
        finally:
            looked.result()
    return rows


def _meant_within(source: Source, size: int) -> float:
    """Return the seconds in which rows of so many bytes must come to a project.

    Acts of people take a hundredth of it; what strangers make up may take time by its square.
    """
    return source.patience * (_MEANING + size / _MEANT)


class _Coming:
    """The rows of the log as they come, batch by batch and a few ahead of whoever takes them."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._batches: Queue[_Batch | None] = Queue()
        self._room = Semaphore(_AHEAD)
        self._stopped = False
        self.size = -1
        """Bytes of all rows, once they are fetched."""

    def fetch(self) -> None:
        """Fetch all; raises what the worker finds wrong."""
        size, after, more = 0, FIRST, True
        try:
            while more and not self._stopped:
                batch = _batch(self._source, after)
                if batch.more and batch.last <= after:
                    raise Unsound("change")
                size, after, more = size + sum(map(len, batch.bodies)), batch.last, batch.more
                self._batches.put(batch)
                self._room.acquire()
            self.size = size
        finally:
            self._batches.put(None)

    def __iter__(self) -> Iterator[_Batch]:
        while (batch := self._batches.get()) is not None:
            self._room.release()
            yield batch
        if self.size < 0:
            raise Unsound("change")

    def stop(self) -> None:
        """Fetch no more where not all was taken; what is under way comes to its end."""
        self._stopped = True
        self._room.release()


def _rows(coming: Iterable[_Batch], known: Mapping[str, Row]) -> list[Row]:
    """Return the rows of the log, each batch read while the next come."""
    rows: dict[str, Row] = {}
    count = 0
    for batch in coming:
        read = [_read(*each, known) for each in zip(batch.names, batch.bodies, strict=True)]
        count += len(read)
        rows.update((row.id, row) for row in read)
    if len(rows) < count:
        raise Unsound("change")
    return list(rows.values())


class _Batch(NamedTuple):
    names: list[str]
    bodies: list[bytes]
    last: int
    more: bool


def _batch(source: Source, after: int) -> _Batch:
    reply = source.call("changes", after=after)
    names = reply.values.get("names")
    if not isinstance(names, list) or len(names) != len(reply.blobs):
        raise Unsound("change")
    ids = [name for name in names if isinstance(name, str) and _HASH.fullmatch(name)]
    if len(ids) < len(names):
        raise Unsound("change")
    bodies = [bytes(body) for body in reply.blobs]
    last, more = _whole(reply.values.get("last")), reply.values.get("more") is True
    return _Batch(ids, bodies, last, more)


def _read(id_: str, body: bytes, known: Mapping[str, Row]) -> Row:
    """Read a row; one without bytes is known."""
    if not body and id_ in known:
        return known[id_]
    try:
        return read_row(id_, body)
    except NotAChange as error:
        raise Unsound("change") from error


def _parts(source: Source) -> Iterator[tuple[str, int, bytes]]:
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
        if part == blobs.ABSENT:
            if data:
                raise Unsound("blob")
            self.finish()
            self._name = ""
            return
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


def tell(progress: Callable[[float, str], None] | None, fraction: float) -> None:
    """Say how far the look through a file is, from 0 to 1."""
    if progress is not None:
        progress(fraction, _("Checking the project file"))
