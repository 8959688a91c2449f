# SPDX-License-Identifier: AGPL-3.0-or-later
"""A field for a note on a part of a claim: away until it is asked for, and when it was left."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit


class NoteField(QLineEdit):
    """Takes a note; ``given`` carries its words, once.

    It is called by ``name`` and says a ``hint`` while it is empty.
    """

    given = Signal(str)

    def __init__(self, name: str, hint: str) -> None:
        super().__init__()
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.hide()
        self.editingFinished.connect(self._take)

    def ask(self) -> None:
        """Show it, with the keyboard."""
        self.show()
        self.setFocus()

    def _take(self) -> None:
        text = self.text().strip()
        self.clear()
        self.hide()
        if text:
            self.given.emit(text)
