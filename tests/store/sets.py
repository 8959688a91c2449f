# SPDX-License-Identifier: AGPL-3.0-or-later
"""Change sets for tests: written as we write them or line by line, and read here, without the
process that reads them otherwise, so that thousands can be tried."""

import json
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, cast

import pytest
from sqlite_utils import Database

from sidelight.model.change import Setting
from sidelight.model.withheld import Row
from sidelight.store import change_set, change_set_entry
from sidelight.store.fresh import new_file
from sidelight.store.pouring import Expected, pour
from sidelight.worker import Blob, Json, Reply, Worker
from tests.store.hostile_case import sound_change
from tests.store.making import numbered, sha256

Parts = list[tuple[str, int, bytes]]
Read = tuple[list[tuple[str, bytes]], Parts]

SMALL = b"a letter, in short"
LARGE = b"\0\n" * (700 << 10)
"""Of two parts."""
FIRST = sound_change(Setting("project", "project", "title", 'Treaties “и” 조약\n\\"'))
SECOND = sound_change(
    Setting("note", numbered("8"), "text", "one\x00two\u2028three"), installation="2" * 32
)


def parts(*given: bytes) -> Parts:
    """The rows of ``blob`` for bytes, by hash and part."""
    cut = 1 << 20
    return sorted(
        (sha256(data), at // cut, data[at : at + cut])
        for data in given
        for at in range(0, len(data), cut)
    )


def packed(lines: Iterable[Any], start: bytes = change_set.START) -> bytes:
    """A change set of these lines, each written as JSON unless it is bytes already."""
    raw = (
        line if isinstance(line, bytes) else json.dumps(line, ensure_ascii=True).encode()
        for line in lines
    )
    return start + zlib.compress(b"".join(line + b"\n" for line in raw))


def row(one: Row) -> list[str]:
    """The line of a row."""
    return ["row", one.id, one.body.decode()]


def written(rows: Sequence[Row] = (FIRST, SECOND), blobs: Parts | None = None) -> bytes:
    """A change set as we write it."""
    found = parts(SMALL) if blobs is None else blobs
    return b"".join(change_set.written(FIRST.id, rows, found))


class _Here:
    """Calls what runs in the confined process."""

    def call(
        self, name: str, arguments: dict[str, Json], blobs: Sequence[Blob] = (), *, seconds: float
    ) -> Reply:
        """Run a call of the entry; ``seconds`` are not counted."""
        assert seconds > 0
        return change_set_entry.CALLS[name](arguments, blobs, lambda *_: None)


class Reader:
    """Reads change sets into one fresh file, of which nothing stays."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch
        self._path = folder / "one.sidelight-changes"
        self._db: Database = new_file(folder / "fresh")

    def __call__(self, raw: bytes, expected: Expected | None = None) -> Read:
        """Return the rows and parts; RemoteFault, Unsound where it is no sound change set."""
        self._path.write_bytes(raw)
        self._patch.setattr(change_set_entry, "_reading", change_set_entry._Reading())
        db = self._db
        db.execute("SAVEPOINT reading")
        try:
            worker = cast("Worker", _Here())
            rows = pour(worker, self._path, len(raw), db, None, expected).rows
            sql = "SELECT hash, part, bytes FROM blob ORDER BY hash, part"
            return [(r.id, r.body) for r in rows], db.execute(sql).fetchall()
        finally:
            db.execute("ROLLBACK TO reading")

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()
