# SPDX-License-Identifier: AGPL-3.0-or-later
"""Long work beside the session: it does not use the project, so acts go on meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from sidelight.errors import SidelightError

Progress = Callable[[float, str], None]
Stop = Callable[[], bool]


class Beside(QObject):
    """One piece of work on a thread of its own.

    ``progress`` carries share and words, ``done`` the result, ``failed`` a SidelightError or what
    nobody foresaw; all on the thread of the window.
    """

    progress = Signal(float, str)
    done = Signal(object)
    failed = Signal(object)

    def __init__(self, work: Callable[[Progress, Stop], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._stopping = threading.Event()
        self._thread = _Thread(self._run, self)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Ask the work to stop."""
        self._stopping.set()

    def end(self) -> None:
        """Stop the work and wait for its end; nothing is told any more."""
        self.blockSignals(True)
        self.stop()
        self._thread.wait()

    def _run(self) -> None:
        try:
            result = self._work(self.progress.emit, self._stopping.is_set)
        except SidelightError as error:
            self.failed.emit(error)
        except Exception as error:  # noqa: BLE001 - shown by the window
            self.failed.emit(error)
        else:
            self.done.emit(result)


class _Thread(QThread):
    def __init__(self, run: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._work = run

    def run(self) -> None:
        """Do the work."""
        self._work()
