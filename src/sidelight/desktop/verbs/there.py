# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is there for actions to work on, in the words by which the table of actions asks for it."""

from __future__ import annotations

from collections.abc import Iterable

from sidelight.desktop.documents.document_page import DocumentPage
from sidelight.desktop.workspace import Workspace


def what_is_there(
    workspace: Workspace, page: DocumentPage | None, arranged: Iterable[str]
) -> set[str]:
    """Return what an action's ``needs`` may be now; ``page`` is the document in use, ``arranged``
    what its place among the panes offers.
    """
    snapshot = workspace.snapshot
    there = {"project"} if snapshot else set()
    there |= {"drafts"} if snapshot and snapshot.drafts else set()
    there |= {"merged"} if snapshot and snapshot.can_go_back else set()
    if page is not None:
        there |= {"tab", *arranged}
        there |= {"document"} if page.left_out is None else set()
        there |= {"selected", "copyable"} if page.view.selection() else set()
        there |= {"copyable"} if page.view.block else set()
    if workspace.writable:
        there |= {"writable"}
        there |= {"claim", "explained"} if workspace.claim else set()
        there |= {"explained"} if page is not None and page.view.has_selection else set()
        there |= {"evidence"} if workspace.evidence_id else set()
        there |= _of_page(page) if page is not None else set()
    return there


def _of_page(page: DocumentPage) -> set[str]:
    """Return what a document offers where the project can be changed."""
    there = {"erasable"} | ({"left_out"} if page.left_out else set())
    there |= {"page"} if "html" in page.document.media_type else set()
    there |= {"furniture"} if page.has_furniture() else set()
    return there | page.scan.needs()
