# SPDX-License-Identifier: AGPL-3.0-or-later
"""The worker that looks through damaged files, and what its failures mean to the user."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sidelight.errors import ProjectError, SidelightError
from sidelight.language import _
from sidelight.store import trust
from sidelight.store.leftovers import passing_folder
from sidelight.store.pouring import Source, Unsound
from sidelight.store.receiving import receive
from sidelight.worker import Limits, RemoteFault, Worker, WorkerDied, WorkerTimeout

Answer = TypeVar("Answer")

_ENTRY = "sidelight.store.salvage_entry"
_MEMORY = 1 << 30
_SUFFIX = ".sidelight"
_SQLITE = b"SQLite format 3\0"


def was_ours(path: Path) -> bool:
    """Tell whether a file without a head of ours was a project: known here, or with changes."""
    if trust.known(path):
        return True
    try:
        with path.open("rb") as file:
            # a database of another program may hold a copy of our rows
            if path.suffix != _SUFFIX or file.read(len(_SQLITE)) == _SQLITE:
                return False
        with passing_folder() as private:
            return bool(look_through(path, private, lambda source: source.opened.get("changes")))
    except (SidelightError, OSError):
        return False


def look_through(
    path: Path, private: Path, use: Callable[[Source], Answer], *, patience: float = 1.0
) -> Answer:
    """Have a copy looked through and ``use`` what is open in the worker, which has ``patience``
    times the usual time.

    Raises ProjectError, and what ``use`` raises.
    """
    received = receive(path, private, damaged=True)
    limits = Limits(memory=_MEMORY, cpu_seconds=int(patience * (60 + (received.size >> 22))))
    try:
        with Worker(_ENTRY, limits=limits, writable=private) as worker:
            return use(Source(worker, received.copies[""], received.size, patience))
    except RemoteFault as fault:
        if fault.kind == "hostile":
            reason = _("records that make no project")
            raise ProjectError("project.hostile", path=str(path), reason=reason) from fault
        raise ProjectError("worker.failed", reason=fault.kind) from fault
    except Unsound as error:
        raise ProjectError("worker.failed", reason=str(error)) from error
    except WorkerTimeout as error:
        raise _costly(path) from error
    except WorkerDied as error:
        if error.reason in {"memory", "cpu"}:
            raise _costly(path) from error
        raise ProjectError("worker.failed", reason=error.reason) from error


def _costly(path: Path) -> ProjectError:
    reason = _("it takes too much time or memory to look through")
    return ProjectError("project.hostile", path=str(path), reason=reason)
