# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the tab of a document shows: title, icon, citation."""

from __future__ import annotations

from PySide6.QtGui import QIcon

from sidelight.desktop.documents.arrangement import Tab
from sidelight.desktop.documents.half import Face
from sidelight.desktop.icons import icon
from sidelight.desktop.labels import tool_tip, whole
from sidelight.desktop.theme import Theme
from sidelight.desktop.workspace import Workspace
from sidelight.language import _
from sidelight.model.records import Document

_PAGES = ("text/html", "application/xhtml+xml", "multipart/related")
_ICONS = {"application/pdf": "file-type", **dict.fromkeys(_PAGES, "globe")}


def document_icon(document: Document) -> str:
    """Return the icon of a document's kind."""
    if document.media_type.startswith("image/"):
        return "scan-text"
    return _ICONS.get(document.media_type, "file-text")


def face(tab: Tab, workspace: Workspace, theme: Theme) -> Face:
    """Return what a tab shows; nothing where its document is gone."""
    document = workspace.document(tab.document)
    if document is None:
        return Face("", QIcon(), "")
    citations = workspace.snapshot.citations if workspace.snapshot else {}
    title = _("(2) {title}").format(title=document.title) if tab.second else document.title
    facts = workspace.draft(document.id)
    if facts:
        # first, because the end of a title is cut where tabs are many
        draft = facts.name[:1].upper() + facts.name[1:]
        title = _("{draft}: {title}").format(draft=draft, title=title)
    picture = icon(document_icon(document), theme.colours.quiet)
    return Face(whole(title), picture, tool_tip(citations.get(document.id) or document.title))
