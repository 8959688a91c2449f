# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads what is readable of a damaged project file, in the confined worker, without SQLite.

Calls as those of `sidelight.store.intake_entry`, so that what pours from that pours from this:
``open``; ``changes`` and ``blobs`` until there are no more; ``meaning``.  ``open`` also says what
is known to be lost.
The file is a copy, in a folder of its own; its journal stands beside it.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from typing import Any

from sidelight.model.project import Project
from sidelight.model.withheld import Row
from sidelight.store import blobs as blob_table
from sidelight.store import projection, schema
from sidelight.store.intake_entry import BATCH, MOST_ROWS
from sidelight.store.meaning import Meaning
from sidelight.store.raw_journal import roll_back
from sidelight.store.raw_records import RawFile, layouts
from sidelight.store.salvage import Pages, Salvage, fitting, part_bytes
from sidelight.store.screening import Deadline
from sidelight.worker import Blob, Call, Json, Reply, Report

_WORDS = 200
"""Letters of a text about a lost change, which nothing has proved."""


@dataclass
class _State:
    """The one file that this process reads."""

    salvage: Salvage = field(default_factory=lambda: Salvage(lambda: False))
    rows: list[Row] = field(default_factory=list)
    parts: list[tuple[str, int]] = field(default_factory=list)


_state = _State()


def warm() -> None:
    """Load what is needed before the confinement."""
    projection.rows(Project())
    hashlib.sha256(b"").hexdigest()


def _plain(call: Callable[[dict[str, Any]], Reply]) -> Call:
    @wraps(call)
    def run(arguments: dict[str, Json], _blobs: Sequence[Blob], _report: Report) -> Reply:
        return call(dict(arguments))

    return run


def look_through(path: Path, late: Callable[[], bool]) -> Salvage:
    """Return what is readable of a copy and of what its journal leaves of it."""
    file = RawFile(path)
    sources = []
    journal = path.with_name(f"{path.name}-journal")
    hint = 0
    if journal.exists():
        rolled = path.with_name(f"{path.name}-rolled")
        shutil.copyfile(path, rolled)
        hint = roll_back(rolled, journal)
        if hint:
            sources.append(RawFile(rolled))
    sources.append(file)
    found = Salvage(late)
    found.run([Pages(each, fitting(each, layouts(each.read(0, 100), hint))) for each in sources])
    return found


def _open(values: dict[str, Any]) -> Reply:
    deadline = Deadline()
    # what comes after it needs time too
    deadline.set(float(values["seconds"]) * 0.9)
    found = _state.salvage = look_through(Path(values["path"]), deadline.passed)
    _state.rows = [*found.changes, *found.withheld.values()]
    _state.parts = [(n, part) for n in found.chosen for part in range(len(found.chosen[n]))]
    _state.parts += [(n, blob_table.ABSENT) for n in found.absent - found.chosen.keys()]
    _state.parts.sort()
    lost: list[Json] = [
        [id_, *([t.time[:_WORDS], t.reviewer[:_WORDS], t.label[:_WORDS]] if t else ["", "", ""])]
        for id_, t in found.lost().items()
    ]
    broken: list[Json] = [*sorted(found.broken_blobs)[:MOST_ROWS]]
    return Reply(
        {
            "format": schema.FORMAT,
            "changes": len(found.changes),
            "lost": lost[:MOST_ROWS],
            "lost_count": len(lost),
            "broken": broken,
            "stopped": found.stopped,
        }
    )


def _changes(values: dict[str, Any]) -> Reply:
    """Return the next rows of the log, ids and bodies; ``after`` counts those that went."""
    at = max(0, int(values["after"]))
    names: list[Json] = []
    bodies: list[bytes] = []
    for row in _state.rows[at : at + MOST_ROWS]:
        if bodies and sum(map(len, bodies)) >= BATCH:
            break
        names.append(row.id)
        bodies.append(row.body)
    last = at + len(bodies)
    return Reply({"last": last, "more": last < len(_state.rows), "names": names}, tuple(bodies))


def _meaning(_values: dict[str, Any]) -> Reply:
    meaning = Meaning()
    meaning.hold(_state.rows)
    meaning.show()
    return Reply()


def _blobs(values: dict[str, Any]) -> Reply:
    """Return the next parts of blobs by hash and part; whoever takes them hashes them."""
    name, part = values["after"]
    waiting = [each for each in _state.parts if each > (name, int(part))]
    names: list[Json] = []
    parts: list[bytes] = []
    for hash_, number in waiting[:MOST_ROWS]:
        if parts and sum(map(len, parts)) >= BATCH:
            break
        names.append([hash_, number])
        there = number != blob_table.ABSENT
        parts.append(part_bytes(_state.salvage.chosen[hash_][number]) if there else b"")
    return Reply({"names": names, "more": len(names) < len(waiting)}, tuple(parts))


CALLS: dict[str, Call] = {
    "open": _plain(_open),
    "changes": _plain(_changes),
    "meaning": _plain(_meaning),
    "blobs": _plain(_blobs),
}
