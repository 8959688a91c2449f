# SPDX-License-Identifier: AGPL-3.0-or-later
"""The intake of a file that is not as we left it: nothing of it is opened here, its rows are.

A confined worker looks through a copy (`sidelight.store.intake_entry`); what it hands over is
checked once more and written into a fresh file with tables of our own making, and that takes the
place of the original.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sidelight.errors import N_, ProjectError, SidelightError
from sidelight.language import _
from sidelight.model.project import Project
from sidelight.store import durable, log_rows, places, schema, tables, trust
from sidelight.store.collector import without_collector
from sidelight.store.connection import sentences
from sidelight.store.fresh import new_file
from sidelight.store.leftovers import Passing, passing_folder
from sidelight.store.pouring import Unsound, pour, tell
from sidelight.store.receiving import Received, receive
from sidelight.store.salvaging import was_ours
from sidelight.worker import Limits, RemoteFault, Worker, WorkerDied, WorkerTimeout

Progress = Callable[[float, str], None]
Aside = Callable[[Received, Path, int, Project], None]
"""Keeps the original before it is replaced: as received, its one file with what its journals held,
its format, and what it says."""

_ENTRY = "sidelight.store.intake_entry"
_MEMORY = 1 << 30

_REASONS = {
    "schema": N_("tables that are not ours"),
    "records": N_("records that make no project"),
    "size": N_("a value larger than any of ours"),
    "head": N_("its beginning is destroyed"),
    "structure": N_("its structure is broken"),
    "change": N_("a change in it is not as it was written"),
    "blob": N_("the bytes of a document are not as they were written"),
    "text": N_("a text in it is not UTF-8"),
    "costly": N_("it takes too much time or memory to look through"),
}


@dataclass(frozen=True)
class Taken:
    """What came of a file: what it says, why it can only be read if so; ``spare`` is where it then
    stands, the caller's to end.
    """

    project: Project
    notice: SidelightError | None = None
    spare: Passing | None = None


def keep_received(received: Received, _whole: Path, _format: int, _project: Project) -> None:
    """Keep an original as it was received in the state folder."""
    places.keep_received(received.copies, received.digest)


def take_in(
    path: Path,
    *,
    replace: bool,
    progress: Progress | None = None,
    aside: Aside = keep_received,
) -> Taken:
    """Take a file in; ProjectError where it is not sound, and then it is as it was.

    With ``replace`` the fresh file takes its place, the original being kept by ``aside``; without,
    and for a newer format, the fresh file stands elsewhere, to be read and then removed.
    """
    try:
        with passing_folder() as private:
            received = _received(path, _made(private / "received"))
            work = _made(private / "work")
            return _take_in(path, received, work, aside if replace else None, progress)
    except OSError as error:
        raise durable.failure(path, error) from error


def _received(path: Path, folder: Path) -> Received:
    try:
        return receive(path, folder)
    except ProjectError as error:
        if error.id == "project.not_ours" and was_ours(path):
            raise _sentence(path, "damaged", "head") from error
        raise


def _take_in(
    path: Path, received: Received, work: Path, aside: Aside | None, progress: Progress | None
) -> Taken:
    for copy in received.copies.values():
        shutil.copyfile(copy, work / copy.name)
    passing = Passing(path.parent, f".~{path.name}.") if aside else _elsewhere()
    try:
        format_, project = _poured(path, received, work, passing.path, progress)
        durable.sync(passing.path)
        if format_ > schema.FORMAT:
            notice = ProjectError("project.newer", path=str(path), format=format_)
            return Taken(project, notice, _moved(passing))
        if aside is None:
            return Taken(project, spare=passing)
        _ready_to_replace(path, received, passing.path)
        aside(received, work / received.copies[""].name, format_, project)
        _put_in_place(path, passing.path, project)
    except BaseException:
        passing.end()
        raise
    passing.end()
    return Taken(project)


def _poured(
    path: Path, received: Received, work: Path, fresh: Path, progress: Progress | None
) -> tuple[int, Project]:
    with looking_through(path, received, work) as worker:
        db = new_file(fresh)
        try:
            copy = work / received.copies[""].name
            with db.atomic():
                poured = pour(worker, copy, received.size, db, progress)
                with without_collector():
                    project = Project(poured.rows)
                    log_rows.write(db, project, order=[row.id for row in poured.rows])
                    tables.rewrite(db, project)
            tell(progress, 1.0)
            return poured.format, project
        finally:
            db.close()


@contextmanager
def looking_through(
    path: Path, received: Received, work: Path, entry: str = _ENTRY
) -> Iterator[Worker]:
    """Give a confined worker that may read ``work``; what goes wrong in it is a ProjectError."""
    limits = Limits(memory=_MEMORY, cpu_seconds=60 + (received.size >> 24))
    try:
        with sentences(path), Worker(entry, limits=limits, writable=work) as worker:
            yield worker
    except RemoteFault as fault:
        raise _sentence(path, fault.kind, str(fault.values.get("reason", ""))) from fault
    except Unsound as error:
        raise _sentence(path, "damaged", str(error)) from error
    except WorkerTimeout as error:
        raise _sentence(path, "costly", "") from error
    except WorkerDied as error:
        costly = error.reason in {"memory", "cpu"}
        raise _sentence(path, "costly" if costly else "damaged", "structure") from error


def _sentence(path: Path, kind: str, reason: str) -> SidelightError:
    if kind == "not_ours":
        return ProjectError("project.not_ours", path=str(path))
    if kind in {"start", "unknown_call"}:
        return ProjectError("project.failed", path=str(path), reason=_("the helper did not start"))
    words = _(_REASONS.get("costly" if kind == "costly" else reason, _REASONS["structure"]))
    id_ = "project.hostile" if kind in {"hostile", "costly"} else "project.damaged"
    return ProjectError(id_, path=str(path), reason=words)


def _ready_to_replace(path: Path, received: Received, fresh: Path) -> None:
    if trust.mark(path) != received.mark:
        reason = _("another program is writing to it")
        raise ProjectError("project.failed", path=str(path), reason=reason)
    fresh.chmod(received.mode & 0o666)
    for copy in received.copies.values():
        durable.sync(copy)


def _put_in_place(path: Path, fresh: Path, project: Project) -> None:
    """Let the fresh file take the place of the original, whatever moment we are stopped at."""
    log = project.log
    trust.expect(path, fresh, len(log.changes), log.heads)
    durable.place(fresh, path, overwrite=True)
    for suffix in trust.JOURNALS:
        trust.beside(path, suffix).unlink(missing_ok=True)


def _elsewhere() -> Passing:
    """Return a place for a file that is only read."""
    return Passing(places.subfolder("reading"), "", ".sidelight")


def _moved(passing: Passing) -> Passing:
    """Move a fresh file to where it is only read."""
    target = _elsewhere()
    try:
        shutil.move(passing.path, target.path)
    except BaseException:
        target.end()
        raise
    passing.end()
    return target


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder
