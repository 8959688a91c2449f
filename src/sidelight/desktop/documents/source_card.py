# SPDX-License-Identifier: AGPL-3.0-or-later
"""The record of a document beside the documents: what it is, who wrote it, where it is kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sidelight.desktop.icons import Tints
from sidelight.desktop.labels import label
from sidelight.desktop.record_form import Field, RecordForm
from sidelight.desktop.workspace import Workspace
from sidelight.language import N_, _
from sidelight.model.document_record import CITATION
from sidelight.model.records import Document
from sidelight.model.threads import threads
from sidelight.model.vocabulary import LEVELS, SOURCE_TYPES, WORDS
from sidelight.session.field_words import FIELDS
from sidelight.text.quotes import shorten

_GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (N_("What it is"), ("title", "type", "genre", "author", "recipient", "issued", "language")),
    (N_("Where it was published"), ("container_title", "URL", "accessed")),
    (
        N_("Where it is kept"),
        ("archive", "archive_place", "fond", "opis", "delo", "folios", "archive_location"),
    ),
    (N_("How near it is"), ("level", "translator", "original_date")),
)
_HINTS = {
    "issued": "1950-08-31",
    "accessed": "2026-11-26",
    "original_date": "1950-08-31",
    "folios": "41–45",
    "language": "ru",
    "URL": "https://",
}
_CHOICES = {"type": SOURCE_TYPES, "level": {word: WORDS[word] for word in LEVELS}}
_LONGEST = 60


class SourceCard(QScrollArea):
    """Shows the record of one document.

    ``given`` carries the document's id, a field, its text and the id of the visit;
    ``copy_wanted`` the ids of the document and of that to copy from; ``notes_wanted`` that
    of the document whose notes are to be shown, ``closed`` that it was put away.
    """

    given = Signal(str, str, str, str)
    copy_wanted = Signal(str, str)
    notes_wanted = Signal(str)
    closed = Signal()
    turned = Signal()
    """The card shows another document, or none."""

    def __init__(self, workspace: Workspace, tints: Tints) -> None:
        super().__init__()
        self._workspace = workspace
        self.document_id = ""
        self.setProperty("part", "beside")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Record of the document"))
        body = QWidget()
        body.setProperty("part", "card")
        # before there is anything in it, which would be styled once more
        self.setWidget(body)
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 12, 14, 16)
        column.setSpacing(8)
        self._head(column, tints)
        self._forms = [self._group(column, _(title), names) for title, names in _GROUPS]
        column.addStretch(1)
        self.hide()
        workspace.changed.connect(self.renew)

    @property
    def document(self) -> Document | None:
        """The document shown."""
        snapshot = self._workspace.snapshot
        documents = snapshot.documents if snapshot else ()
        return next((one for one in documents if one.id == self.document_id), None)

    def show_document(self, document_id: str) -> None:
        """Show the record of a document; none for an empty id."""
        if document_id != self.document_id:
            self.flush()
            self.verticalScrollBar().setValue(0)
        self.document_id = document_id
        self.renew()
        self.turned.emit()

    def renew(self) -> None:
        """Show the record as it stands."""
        document = self.document
        if document is None:
            if self.document_id:
                self.document_id = ""
                self.turned.emit()
            return
        snapshot = self._workspace.snapshot
        kind = _("Article {number}") if document.kind == "article" else _("Source {number}")
        self._number.setText(kind.format(number=document.label))
        self._citation.setText(snapshot.citations.get(document.id, "") if snapshot else "")
        writable = self._workspace.writable
        for form in self._forms:
            form.show_record(document.id, _texts(document), writable=writable)
        count = len(threads(self._workspace.notes(document.id)))
        self.notes.setText(_("Notes") + (f" ({count})" if count else ""))
        self.copy.setVisible(writable and bool(self._others()))

    @property
    def fields(self) -> dict[str, Field]:
        """The fields by their stored names."""
        return {name: field for form in self._forms for name, field in form.fields.items()}

    def flush(self) -> None:
        """Save what is being typed."""
        for form in self._forms:
            form.flush()

    def new_visit(self) -> None:
        """Let what is typed from now on be an undo step of its own."""
        for form in self._forms:
            form.new_visit()

    def keep_unsaved(self, document_id: str, name: str, text: str) -> None:
        """Keep what was typed and could not be saved; it is tried again at the next chance."""
        for form in self._forms:
            form.keep_unsaved(document_id, name, text)

    def _head(self, column: QVBoxLayout, tints: Tints) -> None:
        line = QHBoxLayout()
        self._number = label(bold=True, factor=1.1)
        self.copy = QPushButton(_("Copy from…"))
        self.copy.setProperty("part", "link")
        self.copy.setToolTip(_("Take over the record of another document, but for its title"))
        self._menu = QMenu(self.copy)
        self._menu.aboutToShow.connect(self._list)
        self.copy.setMenu(self._menu)
        close = QToolButton()
        close.setAccessibleName(_("Close the record"))
        close.setToolTip(_("Close the record"))
        tints.give(close, "x", "quiet")
        close.clicked.connect(self.closed)
        line.addWidget(self._number)
        line.addStretch(1)
        self.notes = QPushButton()
        self.notes.setProperty("part", "link")
        self.notes.clicked.connect(lambda: self.notes_wanted.emit(self.document_id))
        for part in (self.notes, self.copy, close):
            line.addWidget(part)
        column.addLayout(line)
        self._citation = label("", "quiet", wrap=True)
        self._citation.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self._citation)

    def _group(self, column: QVBoxLayout, title: str, names: tuple[str, ...]) -> RecordForm:
        column.addSpacing(4)
        column.addWidget(label(title, bold=True))
        form = RecordForm({name: FIELDS[name] for name in names}, choices=_CHOICES, hints=_HINTS)
        form.given.connect(self.given)
        column.addWidget(form)
        return form

    def _others(self) -> list[Document]:
        snapshot = self._workspace.snapshot
        documents = snapshot.documents if snapshot else ()
        return [one for one in documents if one.id != self.document_id and one.citation]

    def _list(self) -> None:
        self._menu.clear()
        snapshot = self._workspace.snapshot
        for other in self._others():
            said = snapshot.citations.get(other.id, other.title) if snapshot else other.title
            words = shorten(f"{other.label}  {said}", _LONGEST).replace("&", "&&")
            action = self._menu.addAction(words)
            action.triggered.connect(
                lambda _on=False, id_=other.id: self.copy_wanted.emit(self.document_id, id_)
            )


def _texts(document: Document) -> dict[str, str]:
    known = {"title": document.title, "language": document.language}
    return {**known, **{name: document.citation.get(name, "") for name in CITATION}}
