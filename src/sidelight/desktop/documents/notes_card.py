# SPDX-License-Identifier: AGPL-3.0-or-later
"""The notes on a document and on passages of it, in the place of the claim card."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sidelight.desktop.claims.note_row import NoteActs
from sidelight.desktop.claims.thread_list import ThreadBox, ThreadList
from sidelight.desktop.icons import Tints
from sidelight.desktop.labels import label
from sidelight.desktop.workspace import Workspace
from sidelight.language import _
from sidelight.model.records import Document
from sidelight.model.threads import threads
from sidelight.text.quotes import readable, shorten

_QUOTE = 160


class NotesCard(QScrollArea):
    """Shows the threads on one document.

    ``given`` carries the document's id, what of it is meant (None for all of it), the note's words
    and whether it is private; what is done with notes is announced by ``acts``.
    """

    given = Signal(str, object, str, bool)
    closed = Signal()
    turned = Signal()
    """The card shows another document, or none."""

    def __init__(self, workspace: Workspace, tints: Tints) -> None:
        super().__init__()
        self._workspace = workspace
        self.document_id = ""
        self.acts = NoteActs(self)
        self._meant: object | None = None
        self.setProperty("part", "beside")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Notes on the document"))
        body = QWidget()
        body.setProperty("part", "card")
        # before there is anything in it, which would be styled once more
        self.setWidget(body)
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 12, 14, 16)
        column.setSpacing(8)
        self._head(column, tints)
        self._field(column)
        self.threads = ThreadList(workspace, self.acts, tints)
        column.addWidget(self.threads)
        self._empty = label(_("No notes on this document yet."), "quiet", wrap=True)
        column.addWidget(self._empty)
        column.addStretch(1)
        self.hide()
        workspace.changed.connect(self.renew)

    @property
    def document(self) -> Document | None:
        """The document shown."""
        return self._workspace.document(self.document_id)

    def show_document(self, document_id: str) -> None:
        """Show the notes on a document; none for an empty id."""
        if document_id != self.document_id:
            self.flush()
            self.mean(None, "")
            self.verticalScrollBar().setValue(0)
        self.document_id = document_id
        self.renew()
        self.turned.emit()

    def mean(self, chosen: object | None, words: str) -> None:
        """Let the next note be on a passage with these words, or on the whole document."""
        self._meant = chosen
        self._quote.setText(shorten(readable(words), _QUOTE))
        self._quote.setVisible(chosen is not None)

    def renew(self) -> None:
        """Show the notes as they stand."""
        document = self.document
        if document is None:
            if self.document_id:
                self.document_id = ""
                self.turned.emit()
            return
        kind = _("Article {number}") if document.kind == "article" else _("Source {number}")
        self._number.setText(kind.format(number=document.label))
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

    def _head(self, column: QVBoxLayout, tints: Tints) -> None:
        line = QHBoxLayout()
        self._number = label(bold=True, factor=1.1)
        close = QToolButton()
        close.setAccessibleName(_("Close the notes"))
        close.setToolTip(_("Close the notes"))
        tints.give(close, "x", "quiet")
        close.clicked.connect(self.closed)
        line.addWidget(self._number)
        line.addWidget(label(_("Notes"), "quiet"))
        line.addStretch(1)
        line.addWidget(close)
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
