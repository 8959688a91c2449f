# SPDX-License-Identifier: AGPL-3.0-or-later
"""Takes what fails that nobody foresaw: a line in the log, and a dialog on the window's thread.

The report holds the trace and versions, never a document's text: messages of exceptions are left
out.  What shows it is loaded when it is needed.
"""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from sidelight.store.places import state_folder

if TYPE_CHECKING:
    from sidelight.desktop.dialogs.crash import CrashDialog


class CrashReporter(QObject):
    """Takes what was not caught, from any thread, and shows it on the window's."""

    _caught = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.dialog: CrashDialog | None = None
        self._caught.connect(self._show)

    def install(self) -> None:
        """Take over from Python's own hook."""
        sys.excepthook = self._hook

    def take(self, error: BaseException) -> None:
        """Report an error that was caught where nothing better could be done with it."""
        self._hook(type(error), error, error.__traceback__)

    def _hook(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.exit(130)
            return
        import logging

        from sidelight.desktop.dialogs.crash import write_report

        report = write_report(kind, error, trace)
        logging.getLogger("sidelight.desktop").error("%s", report)
        if QThread.currentThread() == self.thread():
            self._show(report)
        else:
            self._caught.emit(report)

    def _show(self, report: str) -> None:
        if self.dialog is not None and self.dialog.isVisible():
            return
        from sidelight.desktop.dialogs.crash import CrashDialog

        self.dialog = CrashDialog(QApplication.activeWindow(), report)
        self.dialog.open()


def start_log() -> None:
    """Write the log into the state folder, the newest 1 MB of it."""
    import logging
    from logging.handlers import RotatingFileHandler

    handler = RotatingFileHandler(
        state_folder() / "sidelight.log",
        maxBytes=500_000,
        backupCount=1,
        encoding="utf-8",
        delay=True,
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger("sidelight")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
