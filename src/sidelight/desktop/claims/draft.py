# SPDX-License-Identifier: AGPL-3.0-or-later
"""Fields that save themselves: on leaving them, or two seconds after the last key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

PAUSE_MS = 2000


class Draft(QObject):
    """Watches a field.

    ``save_wanted`` carries the subject (the id of what the text belongs to) and the text, once
    for each pause or leaving with something new. What is being typed is never replaced from
    outside.
    """

    save_wanted = Signal(str, str)

    def __init__(self, field: QLineEdit | QPlainTextEdit) -> None:
        super().__init__(field)
        self._field = field
        self._subject = ""
        self._saved = ""
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self.flush)
        field.textChanged.connect(self._typed)
        field.installEventFilter(self)

    def show(self, subject: str, text: str) -> None:
        """Show the text of ``subject``, unless the user is changing that very text."""
        if subject == self._subject and (self._text() != self._saved or text == self._saved):
            return
        self.flush()
        self._subject, self._saved = subject, text
        if text != self._text():
            self._set(text)
        self._timer.stop()

    def flush(self) -> None:
        """Save what was typed and is not saved yet."""
        self._timer.stop()
        text = self._text()
        if self._subject and text != self._saved:
            self._saved = text
            self.save_wanted.emit(self._subject, text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save when the field loses the focus."""
        if event.type() == QEvent.Type.FocusOut and watched is self._field:
            self.flush()
        return False

    def _typed(self) -> None:
        if self._text() != self._saved:
            self._timer.start()

    def _text(self) -> str:
        field = self._field
        return field.text() if isinstance(field, QLineEdit) else field.toPlainText()

    def _set(self, text: str) -> None:
        if isinstance(self._field, QLineEdit):
            self._field.setText(text)
        else:
            self._field.setPlainText(text)
