# SPDX-License-Identifier: AGPL-3.0-or-later
"""Printing as its callers see it: a book goes into a confined process and comes back as a PDF."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from sidelight.errors import InputError
from sidelight.reader.book import Book, pack
from sidelight.worker import Limits, RemoteFault, Worker, WorkerDied, WorkerTimeout

_LIMITS = Limits(memory=2_000_000_000, cpu_seconds=300, seconds=300.0)


def printed(
    make: Callable[[], Book],
    *,
    progress: Callable[[float, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> bytes:
    """Return the book that ``make`` returns as a PDF, for which a process is started meanwhile;
    InputError (report.unprintable) where it is more than a process may take, Cancelled.
    """
    with (
        Worker("sidelight.reader.print_entry", limits=_LIMITS) as worker,
        ThreadPoolExecutor(1, thread_name_prefix="printing") as beside,
    ):
        beside.submit(_start, worker)
        book = make()
        try:
            reply = worker.call(
                "print_book", {}, pack(book), progress=progress, cancelled=cancelled
            )
        except (RemoteFault, WorkerDied, WorkerTimeout) as error:
            raise InputError("report.unprintable", title=book.title) from error
    return bytes(reply.blobs[0])


def _start(worker: Worker) -> None:
    """Start the process; what hinders it, the call that needs it finds out."""
    with suppress(RemoteFault, WorkerDied, WorkerTimeout, OSError):
        worker.call("ready", {})
