# SPDX-License-Identifier: AGPL-3.0-or-later
"""The parts of the window that the verbs work with, handed to each of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from sidelight.desktop.action_set import ActionSet
from sidelight.desktop.bridge import Bridge
from sidelight.desktop.claims.claim_card import ClaimCard
from sidelight.desktop.claims.claims_panel import ClaimsPanel
from sidelight.desktop.documents.document_page import DocumentPage
from sidelight.desktop.documents.loader import Loader
from sidelight.desktop.documents.notes_card import NotesCard
from sidelight.desktop.documents.pane import Pane
from sidelight.desktop.documents.source_card import SourceCard
from sidelight.desktop.drafts.draft_panel import DraftPanel
from sidelight.desktop.frame.message_bar import MessageBar
from sidelight.desktop.frame.status_line import StatusLine
from sidelight.desktop.icons import Tints
from sidelight.desktop.remembered import Remembered
from sidelight.desktop.theme import Theme
from sidelight.desktop.workspace import Workspace


@dataclass(frozen=True)
class Parts:
    """What there is in a window."""

    window: QMainWindow
    bridge: Bridge
    workspace: Workspace
    loader: Loader
    actions: ActionSet
    theme: Theme
    tints: Tints
    remembered: Remembered
    article: Pane
    sources: Pane
    claims: ClaimsPanel
    drafts: DraftPanel
    card: ClaimCard
    source_card: SourceCard
    notes_card: NotesCard
    status: StatusLine
    errors: MessageBar
    unsaved: MessageBar
    notice: MessageBar
    offer: MessageBar
    hint: MessageBar
    whereabouts: MessageBar
    used: list[Pane] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.used.append(self.article)

    @property
    def panes(self) -> tuple[Pane, Pane]:
        """Both sides."""
        return self.article, self.sources

    def front_article(self) -> str:
        """Return the id of the article in front, "" where none is."""
        page = self.article.page
        document = self.workspace.document(page.document.id) if page is not None else None
        return document.id if document is not None and document.kind == "article" else ""

    def pane_of(self, document_id: str) -> Pane | None:
        """Return the side that a document is on."""
        return next((pane for pane in self.panes if document_id in pane.order()), None)

    def put_cards_away(self) -> None:
        """Leave its place to the claim's card."""
        self.source_card.show_document("")
        self.notes_card.show_document("")

    def flush(self) -> None:
        """Save what is being typed."""
        self.card.flush()
        self.source_card.flush()
        self.notes_card.flush()

    def new_visit(self) -> None:
        """Let what is typed from now on be an undo step of its own."""
        self.card.new_visit()
        self.source_card.new_visit()

    def host(self) -> QWidget:
        """Return the window in use: the main one, or one torn off."""
        torn = (window for pane in self.panes for window in pane.windows)
        active = QApplication.activeWindow()
        return next((window for window in torn if window is active), self.window)

    def come_home(self) -> None:
        """Bring the main window forward if another is in use."""
        if self.host() is not self.window:
            self.window.raise_()
            self.window.activateWindow()

    def focused_pane(self) -> Pane:
        """Return the side that has the keyboard, else the one that had it last."""
        host = self.host()
        widget: QWidget | None = host.focusWidget()
        within = (
            pane
            for pane in self.panes
            if host in pane.windows or (widget is not None and pane.isAncestorOf(widget))
        )
        pane = next(within, self.used[-1])
        self.used[:] = [pane]
        return pane

    def focused_page(self) -> DocumentPage | None:
        """Return the document in use."""
        return self.focused_pane().page or self.article.page or self.sources.page
