# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is shown when something fails that nobody foresaw: one sentence, and a report to copy."""

from __future__ import annotations

import traceback
from types import TracebackType

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
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
