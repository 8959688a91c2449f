# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finding on a thread of its own: folding a thousand pages takes longer than a key may wait, and
so does counting a letter's hits back to the print.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from sidelight.text.corrections import CorrectedText
from sidelight.text.finding import Finder, Options
from sidelight.text.ink import InkText


@dataclass(frozen=True, slots=True)
class Found:
    """The ink ranges of the layer that words stand at, as corrected, and the ticket that
    `FindingThread.ask` gave for them.
    """

    ticket: int
    ranges: list[tuple[int, int]]


class FindingThread(QObject):
    """Finds in one text at a time; only the last question asked is answered.

    All methods are called on the thread of the window, and none of them waits. The thread starts
    with the first question and ends with `close`.
    """

    found = Signal(object)
    """A `Found`."""

    def __init__(self) -> None:
        super().__init__()
        self._reading = CorrectedText(InkText(""))
        self._finder: Finder | None = None
        self._ticket = 0
        self._question: tuple[int, str, Options] | None = None
        self._closed = False
        self._state = threading.Condition()
        self._thread: threading.Thread | None = None

    @property
    def ticket(self) -> int:
        """The ticket of the last question; answers with another are stale."""
        return self._ticket

    def look_in(self, reading: CorrectedText) -> None:
        """Find in another text from now on; what was asked about the last one is dropped."""
        with self._state:
            self._reading = reading
            self._finder = None
        self.drop()

    def ask(self, words: str, options: Options) -> int:
        """Look for words in place of all asked before; return the ticket of the answer."""
        with self._state:
            self._ticket += 1
            self._question = (self._ticket, words, options)
            if self._thread is None and not self._closed:
                self._thread = threading.Thread(target=self._run, name="finding", daemon=True)
                self._thread.start()
            self._state.notify_all()
            return self._ticket

    def drop(self) -> None:
        """Answer nothing that was asked so far."""
        with self._state:
            self._ticket += 1
            self._question = None

    def close(self) -> None:
        """End; nothing is answered any more."""
        with self._state:
            self._closed = True
            self._ticket += 1
            self._state.notify_all()

    def _run(self) -> None:
        while True:
            with self._state:
                while self._question is None and not self._closed:
                    self._state.wait()
                if self._question is None or self._closed:
                    return
                ticket, words, options = self._question
                self._question = None
                reading, finder = self._reading, self._finder
            # a long text with its corrections is laid out here, where nobody waits
            finder = finder or Finder(reading.text)
            with self._state:
                if reading is self._reading:
                    self._finder = finder
            hits = finder.hits(words, options, stale=lambda now=ticket: now != self._ticket)  # type: ignore[misc]
            ranges = [reading.back(*hit) for hit in hits]
            with self._state:
                if ticket == self._ticket:
                    self.found.emit(Found(ticket, ranges))
