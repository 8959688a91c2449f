# SPDX-License-Identifier: AGPL-3.0-or-later
"""The check of a project file as it stands, whoever wrote it last: nothing of it is changed.

Opening mends what the intake can mend and refuses the rest; this says what there is to mend.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sidelight.errors import ProjectError
from sidelight.store import durable, leftovers, opening, places
from sidelight.store.checking import WORDS, Fault, Finding, fault
from sidelight.store.lock import refuse_if_held
from sidelight.store.receiving import receive
from sidelight.store.salvaging import was_ours
from sidelight.worker import Json, Limits, RemoteFault, Worker, WorkerDied, WorkerTimeout

_ENTRY = "sidelight.store.intake_entry"
_MEMORY = 1 << 30
_SECONDS = 120.0
_SLOWEST = 10 << 20


def survey(path: Path) -> list[Fault]:
    """Check a file in the confined worker, on a copy; return its faults, none for a sound one.

    ProjectError where there is no such file, where it never was a project, or where it is open.
    """
    path = places.plain(path)
    opening.refuse_odd(path)
    refuse_if_held(path)
    leftovers.clear()
    try:
        with leftovers.passing_folder() as private:
            return [fault(finding) for finding in _findings(path, private)]
    except OSError as error:
        raise durable.failure(path, error) from error


def _findings(path: Path, private: Path) -> list[Finding]:
    received, work = private / "received", private / "work"
    received.mkdir()
    work.mkdir()
    try:
        got = receive(path, received)
    except ProjectError as error:
        if error.id == "project.not_ours" and was_ours(path):
            return [Finding("structure", "file", "header")]
        if error.id == "project.hostile":
            return [Finding("structure", "file", str(error.values["reason"]))]
        raise
    for copy in got.copies.values():
        shutil.copyfile(copy, work / copy.name)
    seconds = _SECONDS + got.size / _SLOWEST
    limits = Limits(memory=_MEMORY, cpu_seconds=int(seconds))
    arguments: dict[str, Json] = {"path": str(work / got.copies[""].name), "seconds": seconds}
    try:
        with Worker(_ENTRY, limits=limits, writable=work) as worker:
            reply = worker.call("survey", arguments, seconds=seconds + 5)
    except (WorkerTimeout, WorkerDied):
        return [Finding("costly", "file")]
    except RemoteFault as error:
        if error.kind == "start":
            raise
        return [Finding("costly" if error.kind == "costly" else "structure", "file", error.kind)]
    return list(_read(reply.values.get("findings")))


def _read(found: Any) -> Iterator[Finding]:
    """Read what the worker found; odd words of it are a finding too."""
    for item in found if isinstance(found, list) else [None]:
        match item:
            case [str(kind), str(where), str(detail), int(count)] if kind in {*WORDS, "rows"}:
                yield Finding(kind, where[:200], detail[:200], count)
            case _:
                yield Finding("structure", "file")
