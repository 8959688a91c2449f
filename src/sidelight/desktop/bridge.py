# SPDX-License-Identifier: AGPL-3.0-or-later
"""The bridge: a session on a thread of its own, so that the window never waits for file, parser
or helper.

What is asked goes through one queue and is done in order, one after the other. Answers come back
to the thread of the window as signals.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QThread, Signal

from sidelight.desktop.error_words import said
from sidelight.errors import Cancelled, ProjectError, Refused, SidelightError
from sidelight.language import _
from sidelight.store.collector import Spared, without_collector

if TYPE_CHECKING:
    from sidelight.session.session import Session
    from sidelight.session.snapshot import Snapshot
    from sidelight.store.unsaved import Waiting

Then = Callable[[Any], object]
Failed = Callable[[SidelightError], object]
_PROGRESS_EVERY = 0.05
_REST = 0.3
"""Seconds without an act after which what may be asked for later is found."""
_PAUSE = 0.001
_PATIENCE = 0.5
"""How often who waits for an answer looks whether there is still somebody to give one."""


class Work:
    """What a long piece of work is given: where to tell its progress, and whether to stop."""

    def __init__(self, bridge: Bridge, label: str) -> None:
        self._bridge = bridge
        self._label = label
        self._told = 0.0

    def progress(self, share: float, _stored: str = "") -> None:
        """Tell how much is done, 0 to 1; stored words that name the step are not for people."""
        self.tell(share, self._label)

    def tell(self, share: float, words: str) -> None:
        """Tell how much is done, in words of its own."""
        now = time.monotonic()
        if now - self._told >= _PROGRESS_EVERY or share >= 1:
            self._told = now
            self._bridge.busy.emit(words, share)

    def step(self, share: float, stored: str = "") -> None:
        """Tell how much is done and stop where the user asked to; raises Cancelled."""
        if self.cancelled():
            raise Cancelled
        self.progress(share, stored)

    def cancelled(self) -> bool:
        """Tell whether the user asked to stop."""
        return self._bridge.stopping.is_set()


@dataclass(frozen=True, slots=True)
class _Job:
    run: Callable[[Work], Any]
    then: Then | None
    failed: Failed | None
    label: str = ""
    acts: bool = False


class Bridge(QObject):
    """Runs a session on one worker thread.

    ``snapshot_changed`` carries the Snapshot after each act, ``busy`` the words and share (0 to
    1, below 0 where it is not known) of work that takes long, with empty words at its end;
    ``error`` a sentence; ``crashed`` an exception nobody foresaw; ``saved`` whether all acts are
    on disk.
    """

    snapshot_changed = Signal(object)
    busy = Signal(str, float)
    error = Signal(str)
    crashed = Signal(object)
    saved = Signal(bool)
    _answered = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stopping = threading.Event()
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._session: Session | None = None
        self._unsaved = 0
        self.refused = False
        """Whether the act tried last could not be written."""
        self._closed = False
        self._preparing: Iterator[None] = iter(())
        self._spared = Spared()
        self._answered.connect(self._answer)
        self._thread = _Thread(self._loop, self)
        self._thread.start()

    def open(
        self,
        make: Callable[[Work], Session],
        *,
        then: Then | None = None,
        failed: Failed | None = None,
        label: str = "",
    ) -> None:
        """Close the session at work; start the one that ``make`` returns on the worker thread.

        ``then`` gets the session, for its reader, and its first snapshot.
        """

        def opened(work: Work) -> tuple[Session, Snapshot]:
            with without_collector():
                fresh = make(work)
                self._shut()
                self._session = fresh
                fresh.backups.busy = self._tell_backup
                self.refused = False
                snapshot = self._snapshot()
                snapshot.orders.fill_columns()
            self._spared.spare(len(fresh.project.log.changes))
            return fresh, snapshot

        self._jobs.put(_Job(opened, then, failed, label))

    def do(
        self,
        act: Callable[[Session], Any],
        *,
        then: Then | None = None,
        failed: Failed | None = None,
        label: str = "",
    ) -> None:
        """Do an act on the session; ``then`` gets its result after the new snapshot was
        announced.
        """
        self.work(lambda session, _work: act(session), then=then, failed=failed, label=label)

    def work(
        self,
        act: Callable[[Session, Work], Any],
        *,
        then: Then | None = None,
        failed: Failed | None = None,
        label: str = "",
    ) -> None:
        """Do an act that takes long: it can tell its progress and be stopped."""
        self._unsaved += 1
        self.saved.emit(False)
        self._jobs.put(
            _Job(lambda work: act(self._at_work(), work), then, failed, label, acts=True)
        )

    def ask(
        self,
        question: Callable[[Session], Any],
        *,
        then: Then,
        failed: Failed | None = None,
        label: str = "",
    ) -> None:
        """Ask the session something that changes nothing."""
        self._jobs.put(_Job(lambda _work: question(self._at_work()), then, failed, label))

    def run(
        self,
        task: Callable[[Session | None, Work], Any],
        *,
        then: Then | None = None,
        failed: Failed | None = None,
        label: str = "",
    ) -> None:
        """Do what changes no project, with a session or without: it can take long and be stopped.

        Its progress is told through ``busy``, as that of acts.
        """
        self._jobs.put(_Job(lambda work: task(self._session, work), then, failed, label))

    def look(
        self,
        question: Callable[[Session, Work], Any],
        *,
        then: Then,
        failed: Failed | None = None,
        label: str,
    ) -> None:
        """Ask something that changes nothing and takes long: it can tell its progress and be
        stopped.
        """
        self._jobs.put(_Job(lambda work: question(self._at_work(), work), then, failed, label))

    def fetch(self, question: Callable[[Session], Any]) -> Any:
        """Ask the session something and wait for the answer: for other threads than the window's.

        Raises what the question raised, and Refused where no session is at work any more.
        """
        answer: queue.SimpleQueue[tuple[Any, Exception | None]] = queue.SimpleQueue()

        def run(_work: Work) -> None:
            try:
                answer.put((question(self._at_work()), None))
            except Exception as error:  # noqa: BLE001 - raised where it was asked
                answer.put((None, error))

        if self._closed:
            raise Refused("cancelled")
        self._jobs.put(_Job(run, None, None))
        while True:
            with suppress(queue.Empty):
                value, error = answer.get(timeout=_PATIENCE)
                break
            if self._thread.isFinished():
                raise Refused("cancelled")
        if error is not None:
            raise error
        return value

    def unsaved_now(self) -> Waiting | None:
        """Wait until all that was asked is tried, and return what still waits to be saved."""
        waiting: Waiting | None = None
        with suppress(SidelightError):
            self.fetch(lambda session: session.file.retry())
        with suppress(Refused):
            waiting = self.fetch(lambda session: session.file.unsaved)
        return waiting

    def leave(self, then: Then | None = None) -> None:
        """Close the session; the bridge stays for the next."""
        self._jobs.put(_Job(lambda _work: self._shut(), then, None))

    @property
    def all_saved(self) -> bool:
        """Whether every act asked for is on disk."""
        return not self._unsaved and not self.refused

    def cancel(self) -> None:
        """Ask the work at hand to stop."""
        self.stopping.set()

    def close(self) -> None:
        """Do what was asked, close the session, end the thread."""
        if self._closed:
            return
        self._closed = True
        self.leave()
        self._jobs.put(None)
        self._thread.wait()

    def _at_work(self) -> Session:
        if self._session is None:
            raise Refused("cancelled")
        return self._session

    def _shut(self) -> None:
        session, self._session = self._session, None
        self._preparing = iter(())
        if session is not None:
            session.close()
            self._spared.end()

    def _loop(self) -> None:
        rest = _PAUSE
        while (job := self._next(rest)) is not None:
            # acts may follow each other fast
            rest = _REST if job.acts else _PAUSE
            self.stopping.clear()
            if job.label:
                self.busy.emit(job.label, -1.0)
            value: Any = None
            error: Exception | None = None
            try:
                value = job.run(Work(self, job.label))
                if job.acts:
                    self.snapshot_changed.emit(self._snapshot())
            except Exception as caught:  # noqa: BLE001 - the thread must live on; shown by _answer
                error = caught
            if job.label:
                self.busy.emit("", 0.0)
            self._answered.emit(job, value, error)
            self._warn()
            # A document may be among them; the next job may be long in coming.
            del job, value, error

    def _snapshot(self) -> Snapshot:
        snapshot = self._at_work().snapshot()
        self._preparing = snapshot.orders.prepare()
        return snapshot

    def _next(self, rest: float) -> _Job | None:
        """Wait for what is to be done; once nothing has been for so many seconds, find meanwhile
        what the list may be asked for, in small steps with a pause for the window after each.
        """
        pause: float | None = rest
        while True:
            with suppress(queue.Empty):
                return self._jobs.get(timeout=pause)
            pause = _PAUSE if next(self._preparing, True) is None else None

    def _tell_backup(self, on: bool) -> None:
        self.busy.emit(_("Backing up") if on else "", -1.0 if on else 0.0)

    def _warn(self) -> None:
        """Tell what the session has to say beside its answers."""
        while self._session is not None and (warning := self._session.backups.take_warning()):
            self.error.emit(said(warning))

    def _answer(self, job: _Job, value: Any, error: Exception | None) -> None:
        if job.acts:
            self._unsaved -= 1
            self.refused = isinstance(error, ProjectError)
            if not self._unsaved:
                self.saved.emit(not self.refused)
        if self._closed:
            return
        if error is None:
            if job.then:
                job.then(value)
        elif not isinstance(error, SidelightError):
            self.crashed.emit(error)
        elif job.failed:
            job.failed(error)
        elif not isinstance(error, Cancelled):
            self.error.emit(said(error))


class _Thread(QThread):
    def __init__(self, loop: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._loop = loop

    def run(self) -> None:
        """Do the work."""
        self._loop()
