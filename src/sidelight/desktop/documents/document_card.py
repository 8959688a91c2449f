# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is said of one document, in the place of the claim card."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton

from sidelight.desktop.card import Card
from sidelight.desktop.icons import Tints
from sidelight.desktop.labels import label
from sidelight.desktop.workspace import Workspace
from sidelight.language import _
from sidelight.model.records import Document


class DocumentCard(Card):
    """Follows one document; what the card says of it is up to each kind of card.

    ``closed`` tells that the card was put away by its button ``close_button``.
    """

    closed = Signal()
    turned = Signal()
    """The card shows another document, or none."""

    def __init__(self, workspace: Workspace, tints: Tints, name: str, closing: str) -> None:
        super().__init__(name)
        self._workspace = workspace
        self.document_id = ""
        self.number = label(bold=True, factor=1.1)
        self.close_button = QToolButton()
        self.close_button.setAccessibleName(closing)
        self.close_button.setToolTip(closing)
        tints.give(self.close_button, "x", "quiet")
        self.close_button.clicked.connect(self.closed)
        self.hide()
        workspace.changed.connect(self.renew)

    @property
    def document(self) -> Document | None:
        """The document shown."""
        return self._workspace.document(self.document_id)

    def show_document(self, document_id: str) -> None:
        """Show what is said of a document; none for an empty id."""
        if document_id != self.document_id:
            self.flush()
            self.verticalScrollBar().setValue(0)
        self.document_id = document_id
        self.renew()
        self.turned.emit()

    def renew(self) -> None:
        """Show what is said of it as it stands."""
        document = self.document
        if document is not None:
            kind = _("Article {number}") if document.kind == "article" else _("Source {number}")
            self.number.setText(kind.format(number=document.label))
            self.fill(document)
        elif self.document_id:
            self.document_id = ""
            self.turned.emit()

    def fill(self, document: Document) -> None:
        """Show what is said of this document."""
        raise NotImplementedError

    def flush(self) -> None:
        """Save what is being typed."""
        raise NotImplementedError
