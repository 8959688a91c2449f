# SPDX-License-Identifier: AGPL-3.0-or-later
"""Typing that saves itself: on leaving the field, or two seconds after the last key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from sidelight.model.change import new_id

PAUSE_MS = 2000


class Draft(QObject):
    """Watches a field.

    ``save_wanted`` carries the subject (the id of what the text belongs to), the text, and the id
    of the visit: one undo step from coming to the field until leaving it, or until something else
    is done meanwhile. What is being typed is never replaced from outside.
    """

    save_wanted = Signal(str, str, str)

    def __init__(self, field: QLineEdit | QPlainTextEdit) -> None:
        super().__init__(field)
        self._field = field
        self._subject = ""
        self._saved = ""
        self._sent: str | None = None
        self._visit = new_id()
        self._refused: dict[str, str] = {}
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self.flush)
        field.textChanged.connect(self._typed)
        field.installEventFilter(self)

    def show(self, subject: str, text: str) -> None:
        """Show the text of ``subject``, unless the user is changing that very text."""
        if subject == self._subject and self._keeps(text):
            return
        self.flush()
        if subject != self._subject:
            self.new_visit()
        self._subject, self._saved, self._sent = subject, text, None
        shown = self._refused.pop(subject, text)
        if shown != self._text():
            self._set(shown)
        self._timer.stop()

    def flush(self) -> None:
        """Save what was typed and is not saved yet."""
        self._timer.stop()
        text = self._text()
        if self._subject and text != self._saved:
            self._saved = self._sent = text
            self.save_wanted.emit(self._subject, text, self._visit)

    def new_visit(self) -> None:
        """Let what is typed from now on be an undo step of its own."""
        self._visit = new_id()

    def keep_unsaved(self, subject: str, text: str, before: str) -> None:
        """Take back a text that could not be saved, to save it at the next chance.

        ``before`` is what the project holds.  It shows again when its subject does.
        """
        if subject == self._subject:
            self._saved, self._sent = before, None
        else:
            self._refused[subject] = text

    def forget_others(self, known: set[str]) -> None:
        """Forget what was not saved of subjects that are not ``known``, as another project's."""
        self._refused = {id_: text for id_, text in self._refused.items() if id_ in known}
        if self._subject not in known:
            self._subject, self._sent = "", None
            self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save when the field loses the focus; begin a visit when it gets it."""
        if watched is self._field and event.type() == QEvent.Type.FocusOut:
            self.flush()
        elif watched is self._field and event.type() == QEvent.Type.FocusIn:
            self.new_visit()
        return False

    def _keeps(self, text: str) -> bool:
        """Tell whether the field stays as it is where the project holds ``text``.

        The project keeps texts without blanks around them; those stay while one is typing. What
        the project held before a save on its way is old.
        """
        if self._sent is not None:
            if text != self._sent.strip():
                return True
            self._sent = None
        return self._text() != self._saved or text in (self._saved, self._saved.strip())

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
