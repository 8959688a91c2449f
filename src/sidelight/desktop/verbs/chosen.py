# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is selected in a document, words or an area, and what a session makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sidelight.desktop.documents.document_page import DocumentPage
from sidelight.desktop.view.document_view import DocumentView
from sidelight.language import _
from sidelight.model.records import Claim, Document, Evidence, Passage
from sidelight.text.geometry import Rect

if TYPE_CHECKING:
    from sidelight.session.session import Session


@dataclass(frozen=True, slots=True)
class ChosenWords:
    """An ink range."""

    start: int
    end: int

    def claim(self, session: Session, document: Document, verdict: str) -> Claim:
        """Make it a claim."""
        return session.claim(document, self.start, self.end, verdict)

    def link(self, session: Session, document: Document, claim_id: str) -> Evidence:
        """Link it to a claim."""
        return session.link(claim_id, document, self.start, self.end)

    def passage(self, session: Session, document: Document) -> Passage:
        """Describe it."""
        return session.passage(document, self.start, self.end)

    def select(self, view: DocumentView) -> None:
        """Select it again."""
        view.select(self.start, self.end)


@dataclass(frozen=True, slots=True)
class ChosenArea:
    """A rectangle (points) of a page, by its number."""

    page: int
    rect: Rect

    def claim(self, session: Session, document: Document, verdict: str) -> Claim:
        """Make it a claim."""
        return session.claim_area(document, self.page, self.rect, verdict)

    def link(self, session: Session, document: Document, claim_id: str) -> Evidence:
        """Link it to a claim."""
        return session.link_area(claim_id, document, self.page, self.rect)

    def passage(self, session: Session, document: Document) -> Passage:
        """Describe it."""
        return session.area(document, self.page, self.rect)

    def select(self, view: DocumentView) -> None:
        """Select it again."""
        view.areas.select_on(self.page, self.rect)


Chosen = ChosenWords | ChosenArea


def chosen_in(page: DocumentPage | None) -> Chosen | None:
    """Return what is selected in a document, None where nothing is."""
    if page is None or not page.ready:
        return None
    words, area = page.view.selection(), page.view.areas.selection()
    if words is not None:
        return ChosenWords(*words)
    return ChosenArea(*area) if area is not None else None


def words_of(page: DocumentPage, chosen: Chosen) -> str:
    """Return the words that are selected; for an area, which page it is on."""
    if isinstance(chosen, ChosenArea):
        return _("Picture on p. {page}").format(page=chosen.page)
    return page.view.selected_text()


def deselect(view: DocumentView) -> None:
    """Select nothing."""
    view.clear_selection()
    view.areas.select(None)
