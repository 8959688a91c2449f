# SPDX-License-Identifier: AGPL-3.0-or-later
"""The context menu of a document: what can be done with the words selected or the mark there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from sidelight.desktop.action_set import ActionSet
from sidelight.desktop.documents.document_page import DocumentPage
from sidelight.language import _

_ARTICLE = ("claim.verified", "claim.disputed", "claim.denied", "claim.unchecked", "claim.also")
_SOURCE = ("claim.link", "claim.supports", "claim.contradicts", "claim.context")
_CLAIM = ("claim.reason", "claim.note", "claim.divide", "claim.remove")
_NOTES = ("note.add", "document.notes")
_TEXT = ("edit.copy", "edit.copy_cited", "edit.sentence")
_FIND = ("find.selected", "edit.find", "view.caret")
_WHOLE = ("document.annotate",)


def document_menu(page: DocumentPage, actions: ActionSet) -> QMenu:
    """Return the menu of a page; it is gone once it is closed."""
    menu = QMenu(page)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName(_("Document"))
    first = _ARTICLE if page.document.kind == "article" else _SOURCE
    for group in (first, _CLAIM, _NOTES, _TEXT, _FIND, _WHOLE):
        if not menu.isEmpty():
            menu.addSeparator()
        for id_ in group:
            menu.addAction(actions[id_])
    return menu
