# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sets documents that flow in the typography the reader chose, on a thread of its own."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sidelight.errors import SidelightError
from sidelight.reader.typography import Typography, typeset

if TYPE_CHECKING:
    from sidelight.reader.remote import Reader
    from sidelight.text.layer import Page

_MOST_INK = 3_000_000
"""Characters whose boxes are kept for typographies seen before, 16 bytes each."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """A document set anew: the rendition to draw, what the picture source calls it, its pages."""

    key: str
    rendition: bytes = field(repr=False)
    pages: tuple[Page, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class _Job:
    owner: object
    key: str
    rendition: bytes
    ink: str
    name: str
    then: Callable[[Sheets], object]
    failed: Callable[[SidelightError], object]


class Typesetter(QObject):
    """Lays out what is asked for, the request last made of each owner; earlier ones are given up.

    All methods are called on the thread of the window, which also gets the answers; none waits.
    """

    _laid = Signal(object, object)

    def __init__(self, reader: Reader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader = reader
        self._wanted: OrderedDict[object, _Job] = OrderedDict()
        self._kept: OrderedDict[str, Sheets] = OrderedDict()
        self._state = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closed = False
        self._laid.connect(self._answer)

    def ask(
        self,
        owner: object,
        document: tuple[str, bytes, str, str],
        typography: Typography,
        then: Callable[[Sheets], object],
        failed: Callable[[SidelightError], object],
    ) -> None:
        """Set a document (key, rendition, ink of its layer, name) for ``owner``.

        What was set so before comes back at once.
        """
        key, rendition, ink, name = document
        key = f"{key}/{typography.code}"
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            self.leave(owner)
            then(kept)
            return
        job = _Job(owner, key, typeset(rendition, typography), ink, name, then, failed)
        with self._state:
            self._wanted[owner] = job
            if self._thread is None and not self._closed:
                self._thread = threading.Thread(target=self._run, name="typesetter", daemon=True)
                self._thread.start()
            self._state.notify_all()

    def leave(self, owner: object) -> None:
        """Give up what ``owner`` asked for."""
        with self._state:
            self._wanted.pop(owner, None)

    def close(self) -> None:
        """End the work; nobody hears of what was still to come."""
        with self._state:
            self._closed = True
            self._wanted.clear()
            self._state.notify_all()

    def _run(self) -> None:
        while True:
            with self._state:
                while not self._closed and not self._wanted:
                    self._state.wait()
                if self._closed:
                    return
                job = next(iter(self._wanted.values()))
            answer = self._set(job)
            with self._state:
                if self._wanted.get(job.owner) is not job:
                    continue
                del self._wanted[job.owner]
                if not self._closed:
                    self._laid.emit(job, answer)

    def _set(self, job: _Job) -> Sheets | SidelightError:
        try:
            pages = self._reader.lay_out(
                job.rendition,
                job.ink,
                job.name,
                cancelled=lambda: self._wanted.get(job.owner) is not job,
            )
        except SidelightError as error:
            return error
        return Sheets(job.key, job.rendition, pages)

    def _answer(self, job: _Job, answer: Sheets | SidelightError) -> None:
        if self._closed:
            return
        if isinstance(answer, SidelightError):
            job.failed(answer)
            return
        self._kept[answer.key] = answer
        while sum(sheets.pages[-1].end for sheets in self._kept.values()) > _MOST_INK:
            if len(self._kept) == 1:
                break
            self._kept.popitem(last=False)
        job.then(answer)
