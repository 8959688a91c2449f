# SPDX-License-Identifier: AGPL-3.0-or-later
"""The file that another program put in the place of an open one, made one with what was open."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path

from sidelight.errors import Refused
from sidelight.model.project import Project
from sidelight.store import blobs, incoming, merging, opening
from sidelight.store.connection import database, sentences
from sidelight.store.lock import Holder
from sidelight.store.pouring import Expected


class Held:
    """The bytes that an open project has: those in memory, and what its old file still gives."""

    def __init__(self, memory: Mapping[str, bytes], old: sqlite3.Connection) -> None:
        self._memory, self._old = memory, old

    def hashes(self) -> set[str]:
        """Return the hashes of the bytes that there may be."""
        with suppress(sqlite3.Error):
            return {*self._memory, *blobs.names(self._old)}
        return set(self._memory)

    def parts(self, hash_: str) -> Iterator[tuple[str, int, bytes]]:
        """Yield the rows of ``blob`` for one hash; none where the bytes cannot be read."""
        with suppress(sqlite3.Error, blobs.WrongBytes):
            held = self._memory.get(hash_)
            data = blobs.get(self._old, hash_) if held is None else held
            for at in range(0, len(data) or 1, blobs.PART):
                yield hash_, at // blobs.PART, data[at : at + blobs.PART]


def rejoin(path: Path, holder: Holder, ours: Project, held: Held) -> opening.Opened:
    """Open the file at ``path`` and add to it what it lacks of an open project.

    Its ``project`` then is both.  Raises ProjectError where it cannot be opened for writing,
    Refused where it is another project; then it is as it was.
    """
    rows = ours.log.rows()
    # Another project is neither opened nor touched.
    with closing(incoming.take(path, Expected(rows, lambda _hash: False))) as there:
        if not ours.shares(there.rows):
            raise Refused("merge.unrelated", path=str(path))
    opened = opening.open_project(path, holder, None)
    if opened.notice is not None:
        opening.discard(opened)
        raise opened.notice
    try:
        merged = opened.project.copy()
        merged.add(rows.values())
        kept = merging.keep(opened.db, path)
        db = database(opened.db)
        with sentences(path), db.atomic():
            merging.write(db, opened.project, merged, [held])
    except BaseException:
        opening.discard(opened)
        raise
    opened.project = merged
    merging.record(path, merged.log.heads, kept)
    return opened
