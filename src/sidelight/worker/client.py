# SPDX-License-Identifier: AGPL-3.0-or-later
"""A worker as its caller sees it: calls go in, replies come out, processes come and go."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from sidelight.worker.channel import Packed, ready
from sidelight.worker.faults import (
    Cancelled,
    ChannelClosed,
    FramingError,
    WorkerDied,
    WorkerTimeout,
)
from sidelight.worker.framing import MAX_NUMBER
from sidelight.worker.launching import Plan
from sidelight.worker.limits import Limits, renew_cpu
from sidelight.worker.messages import Blob, Json, Kind, Message, RemoteFault, Reply
from sidelight.worker.process import Process, start

if TYPE_CHECKING:
    import socket
    from pathlib import Path
    from types import TracebackType

Progress = Callable[[float, str], None]

# Importing and warming, on a slow and busy machine.
_START_SECONDS = 60.0
# How often a caller is asked whether it still wants the reply.
_POLL = 0.05
_MAX_WORD = 200
# A call of a book of many pages stays far below; a flood would keep the window busy.
_MAX_PROGRESS = 20_000


class Worker:
    """A helper process that runs the calls of one entry module, confined.

    ``entry`` names a module with ``warm()``, run before the confinement (import all, touch every
    format), and ``CALLS``, by name the functions ``f(arguments, blobs, report) -> Reply``.  The
    process starts with the first call and after each death.  Files: it may read Python's own
    libraries and ``readable``, and write below ``writable``.  ``search`` is a further folder to
    find the entry in.  Calls come from any thread, one at a time; not from within ``progress``.
    """

    def __init__(
        self,
        entry: str,
        *,
        limits: Limits = Limits(),  # noqa: B008 - frozen
        writable: Path | None = None,
        readable: Sequence[Path] = (),
        search: Path | None = None,
    ) -> None:
        self._plan = Plan(entry, limits, writable, tuple(readable), search)
        self._turn = threading.Lock()
        self._process: Process | None = None
        self._closed = False
        self._number = 0
        self.means: tuple[str, ...] = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The process, None while there is none."""
        return self._process.pid if self._process else None

    def call(
        self,
        name: str,
        arguments: Mapping[str, Json],
        blobs: Sequence[Blob] = (),
        *,
        seconds: float | None = None,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Reply:
        """Run ``name`` and return its reply.

        ``seconds`` replaces the limit of wall time; ``progress(fraction, word)`` is called in this
        thread with 0 to 1; ``cancelled()`` is asked every 50 ms.  Raises RemoteFault (the entry's
        own finding, the process lives on), WorkerDied, WorkerTimeout, Cancelled (all three kill
        it), and FramingError where the request itself is too large.
        """
        with self._our_turn(cancelled):
            self._number = self._number % MAX_NUMBER + 1
            values: dict[str, Json] = {"name": name, "arguments": arguments}
            request = Packed(Kind.CALL, self._number, values, blobs)
            with self._killing():
                process = self._started(cancelled)
                renew_cpu(self._plan.limits.cpu_seconds, process.pid)
                limit = self._plan.limits.seconds if seconds is None else seconds
                patience = _Patience(limit, cancelled)
                process.channel.send(request, patience)
                outcome = self._outcome(process, patience, progress)
        if isinstance(outcome, RemoteFault):
            raise outcome
        return outcome

    def close(self) -> None:
        """End the process, also under a running call, which then dies; no more calls after it."""
        self._closed = True
        process = self._process
        if process is not None:
            process.kill()
        with self._turn:
            self._bury()

    @contextmanager
    def _our_turn(self, cancelled: Callable[[], bool] | None) -> Iterator[None]:
        while not self._turn.acquire(timeout=-1 if cancelled is None else _POLL):
            if cancelled is not None and cancelled():
                raise Cancelled
        try:
            if self._closed:
                raise WorkerDied("closed", "the worker was closed")
            yield
        finally:
            self._turn.release()

    @contextmanager
    def _killing(self) -> Iterator[None]:
        """End the process after anything but a whole exchange."""
        try:
            yield
        except ChannelClosed:
            reason = self._process.reason() if self._process else "closed"
            self._bury()
            raise WorkerDied("closed" if self._closed else reason) from None
        except FramingError as error:
            self._bury()
            raise WorkerDied("killed", str(error)) from None
        except BaseException:
            self._bury()
            raise

    def _started(self, cancelled: Callable[[], bool] | None) -> Process:
        if self._process is not None and self._process.alive:
            return self._process
        self._bury()
        process = self._process = start(self._plan)
        if self._closed:
            raise ChannelClosed
        message = process.channel.receive(_Patience(_START_SECONDS, cancelled))
        if message.kind is Kind.FAULT:
            raise _fault(message)
        means = message.values.get("means")
        if message.kind is not Kind.READY or not isinstance(means, list):
            raise FramingError("a first message that is neither ready nor a fault")
        self.means = tuple(str(word) for word in means)
        return process

    def _outcome(
        self, process: Process, patience: _Patience, progress: Progress | None
    ) -> Reply | RemoteFault:
        for _ in range(_MAX_PROGRESS):
            message = process.channel.receive(patience)
            if message.number != self._number:
                raise FramingError("an answer to another call")
            if message.kind is Kind.REPLY:
                return Reply(message.values, message.blobs)
            if message.kind is Kind.FAULT:
                return _fault(message)
            if message.kind is not Kind.PROGRESS:
                raise FramingError("a message out of turn")
            fraction, word = _progress(message)
            if progress is not None:
                progress(fraction, word)
        raise FramingError("a flood of progress")

    def _bury(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.bury()


class _Patience:
    """A pause with a deadline, asking all the while whether the call is still wanted."""

    def __init__(self, seconds: float, cancelled: Callable[[], bool] | None) -> None:
        self._until = time.monotonic() + seconds
        self._cancelled = cancelled

    def __call__(self, end: socket.socket, writing: bool) -> None:
        while True:
            if self._cancelled is not None and self._cancelled():
                raise Cancelled
            left = self._until - time.monotonic()
            if left <= 0:
                raise WorkerTimeout
            if ready(end, writing, left if self._cancelled is None else min(left, _POLL)):
                return


def _fault(message: Message) -> RemoteFault:
    kind, values = message.values.get("kind"), message.values.get("values")
    if not isinstance(kind, str) or not kind.isidentifier() or not isinstance(values, dict):
        raise FramingError("a fault without kind or values")
    return RemoteFault(kind, values)


def _progress(message: Message) -> tuple[float, str]:
    fraction, word = message.values.get("fraction"), message.values.get("word")
    if isinstance(fraction, bool) or not isinstance(fraction, int | float):
        raise FramingError("progress that is no number")
    if not isinstance(word, str) or len(word) > _MAX_WORD or math.isnan(fraction):
        raise FramingError("progress without a word")
    return min(1.0, max(0.0, float(fraction))), word
