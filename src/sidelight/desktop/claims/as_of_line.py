# SPDX-License-Identifier: AGPL-3.0-or-later
"""The day as of which my verdict holds: a quiet line below the reason."""

from __future__ import annotations

import contextlib
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from sidelight.desktop.labels import label
from sidelight.language import _
from sidelight.model.change import new_id
from sidelight.model.records import Verdict

_LETTERS = 13
_DAY = len("2026-11-26")


class AsOfLine(QWidget):
    """Shown where I gave a verdict.

    ``given`` carries the claim's id, a day and the id of the visit, as soon as a whole day stands
    there; on leaving the field whatever stands there.
    """

    given = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__()
        self._claim = ""
        self._stored = ""
        self._sent = ""
        self._visit = ""
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        words = label(_("As of"), "quiet")
        self.day = QLineEdit()
        self.day.setProperty("part", "bare")
        self.day.setAccessibleName(_("As of"))
        self.day.setToolTip(_("The day your verdict holds, as 2026-11-26"))
        self.day.setFixedWidth(self.day.fontMetrics().averageCharWidth() * _LETTERS + 20)
        words.setBuddy(self.day)
        line.addWidget(words)
        line.addWidget(self.day)
        line.addStretch(1)
        self.day.textEdited.connect(self._typed)
        self.day.editingFinished.connect(self.flush)

    def show_verdict(self, claim_id: str, verdict: Verdict | None, *, writable: bool) -> None:
        """Show the day of my verdict on a claim; what is being typed on it stays."""
        stored = verdict.as_of if verdict and verdict.verdict else ""
        self.setVisible(bool(stored))
        self.day.setReadOnly(not writable)
        same = claim_id == self._claim
        if same and self.day.hasFocus() and stored in {self._stored, self._sent}:
            self._stored = stored
            return
        if not same or not self._visit:
            self.new_visit()
        self._claim, self._stored, self._sent = claim_id, stored, stored
        if self.day.text() != stored:
            self.day.setText(stored)

    def flush(self) -> None:
        """Save what was typed; a day that is none is said to be so, and the old one comes back."""
        text = self.day.text().strip()
        if self._claim and text not in {self._sent, self._stored}:
            self._give(text)
        if not _is_day(text):
            self.day.setText(self._stored)
        self._sent = self.day.text()

    def new_visit(self) -> None:
        """Let what is typed from now on be an undo step of its own."""
        self._visit = new_id()

    def _typed(self, text: str) -> None:
        if _is_day(text.strip()):
            self._give(text.strip())

    def _give(self, text: str) -> None:
        self._sent = text
        self.given.emit(self._claim, text, self._visit)


def _is_day(text: str) -> bool:
    with contextlib.suppress(ValueError):
        return len(text) == _DAY and bool(date.fromisoformat(text))
    return False
