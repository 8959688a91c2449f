# SPDX-License-Identifier: AGPL-3.0-or-later
"""The notes on a document and on passages of it, in the place of the claim card."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout

from sidelight.desktop.claims.note_row import NoteActs
from sidelight.desktop.claims.thread_list import ThreadBox, ThreadList
from sidelight.desktop.documents.document_card import DocumentCard
from sidelight.desktop.icons import Tints
from sidelight.desktop.labels import label
from sidelight.desktop.workspace import Workspace
from sidelight.language import _
from sidelight.model.records import Document
from sidelight.model.threads import threads
from sidelight.text.quotes import readable, shorten

_QUOTE = 160


class NotesCard(DocumentCard):
    """Shows the threads on one document.

    ``given`` carries the document's id, what of it is meant (None for all of it), the note's words
    and whether it is private; what is done with notes is announced by ``acts``.
    """

    given = Signal(str, object, str, bool)

    def __init__(self, workspace: Workspace, tints: Tints) -> None:
        super().__init__(workspace, tints, _("Notes on the document"), _("Close the notes"))
        self.acts = NoteActs(self)
        self._meant: object | None = None
        column = self.column
        self._head(column)
        self._field(column)
        self.threads = ThreadList(workspace, self.acts, tints)
        column.addWidget(self.threads)
        self._empty = label(_("No notes on this document yet."), "quiet", wrap=True)
        column.addWidget(self._empty)
        column.addStretch(1)

    def show_document(self, document_id: str) -> None:
        """Show the notes on a document; none for an empty id."""
        turning = document_id != self.document_id
        super().show_document(document_id)
        if turning:
            self.mean(None, "")

    def mean(self, chosen: object | None, words: str) -> None:
        """Let the next note be on a passage with these words, or on the whole document."""
        self._meant = chosen
        self._quote.setText(shorten(readable(words), _QUOTE))
        self._quote.setVisible(chosen is not None)

    def fill(self, document: Document) -> None:
        """Show the notes on it."""
        self._title.setText(document.title)
        for field in (self.field, self.private):
            field.setEnabled(self._workspace.writable)
        found = threads(self._workspace.notes(document.id))
        self.threads.show_threads(found)
        self._empty.setVisible(not found)

    def write(self) -> None:
        """Go to the field for a note."""
        self.ensureWidgetVisible(self.field)
        self.field.setFocus()

    def show_thread(self, note_id: str) -> ThreadBox | None:
        """Bring the thread of a note into sight."""
        box = self.threads.box(note_id)
        if box is not None:
            self.ensureWidgetVisible(box)
        return box

    def flush(self) -> None:
        """Save what is being typed."""
        self.threads.flush()
        self._add()

    def keep(self, text: str) -> None:
        """Show a note again that could not be saved."""
        if not self.field.text():
            self.field.setText(text)

    def _head(self, column: QVBoxLayout) -> None:
        line = QHBoxLayout()
        line.addWidget(self.number)
        line.addWidget(label(_("Notes"), "quiet"))
        line.addStretch(1)
        line.addWidget(self.close_button)
        column.addLayout(line)
        self._title = label("", "quiet", wrap=True)
        column.addWidget(self._title)

    def _field(self, column: QVBoxLayout) -> None:
        self._quote = label("", "quote", wrap=True)
        self._quote.hide()
        column.addWidget(self._quote)
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Add a note, then press Enter"))
        self.field.setAccessibleName(_("Add a note"))
        self.field.returnPressed.connect(self._add)
        column.addWidget(self.field)
        self.private = QCheckBox(_("Private: copies may leave it out"))
        column.addWidget(self.private)

    def _add(self) -> None:
        text = self.field.text().strip()
        if text and self.document_id:
            self.field.clear()
            meant = self._meant
            self.mean(None, "")
            self.given.emit(self.document_id, meant, text, self.private.isChecked())
