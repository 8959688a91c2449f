# SPDX-License-Identifier: AGPL-3.0-or-later
"""What happens when something fails that nobody foresaw: one sentence, a report to copy, a line
in the log.

The report holds the trace and versions, never a document's text: messages of exceptions are left
out.
"""

from __future__ import annotations

import logging
import sys
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, QThread, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sidelight.desktop.dialogs.about import facts
from sidelight.desktop.labels import label
from sidelight.language import _
from sidelight.store.places import state_folder

_LOG = logging.getLogger("sidelight.desktop")


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
        report = write_report(kind, error, trace)
        _LOG.error("%s", report)
        if QThread.currentThread() == self.thread():
            self._show(report)
        else:
            self._caught.emit(report)

    def _show(self, report: str) -> None:
        if self.dialog is not None and self.dialog.isVisible():
            return
        self.dialog = CrashDialog(QApplication.activeWindow(), report)
        self.dialog.open()


def write_report(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> str:
    """Return a report: versions, kind of error and where it was, without what it said."""
    places = "".join(traceback.format_list([_bare(frame) for frame in traceback.extract_tb(trace)]))
    cause = error.__cause__ or error.__context__
    before = f"\nafter {type(cause).__name__}" if cause else ""
    return f"{facts()}\n\n{kind.__name__}{before}\n{places}"


def _bare(frame: traceback.FrameSummary) -> traceback.FrameSummary:
    name = frame.filename.partition("sidelight/")
    shown = "sidelight/" + name[2] if name[1] else frame.filename.rsplit("/", 1)[-1]
    return traceback.FrameSummary(
        shown, frame.lineno, frame.name, lookup_line=False, line=frame.line
    )


def start_log() -> None:
    """Write the log into the state folder, the newest 1 MB of it."""
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


class CrashDialog(QDialog):
    """One sentence and the report."""

    def __init__(self, parent: QWidget | None, report: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Something failed") + " — Sidelight")
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * 80)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        words = _(
            "Something failed that should not have; what was saved is safe. "
            "Please send us this report."
        )
        column.addWidget(label(words, wrap=True))
        self.report = QPlainTextEdit()
        self.report.setReadOnly(True)
        self.report.setPlainText(report)
        self.report.setAccessibleName(_("Report"))
        column.addWidget(self.report)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copy = QPushButton(_("Copy the report"))
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
