# SPDX-License-Identifier: AGPL-3.0-or-later
"""Going from place to place: a claim brings both sides there, a result or a document its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from sidelight.desktop.action_set import Handler
from sidelight.desktop.documents.arrangement import MAIN
from sidelight.desktop.documents.document_page import DocumentPage
from sidelight.desktop.documents.pane import Pane
from sidelight.desktop.verbs.parts import Parts
from sidelight.desktop.view import area_sight
from sidelight.desktop.view.document_view import DocumentView
from sidelight.model.records import Claim, Passage

if TYPE_CHECKING:
    from sidelight.session.search import Hit


class Going:
    """Moves what is chosen and what is in sight."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.to_note: Callable[[str], object] = lambda _id: None
        table = parts.claims.table
        table.claim_wanted.connect(self.to_claim)
        table.evidence_wanted.connect(self.to_evidence)
        parts.card.lists.evidence_wanted.connect(self.to_evidence)
        for pane in parts.panes:
            pane.made.connect(self._watch)

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        return {
            "claim.next": lambda: self._parts.claims.table.step(1),
            "claim.previous": lambda: self._parts.claims.table.step(-1),
            "claim.open": lambda: self.to_next("unchecked"),
            "claim.split": lambda: self.to_next("split", "decision outdated"),
            "claim.evidence": self.to_next_evidence,
            "document.next": lambda: self._step_tab(1),
            "document.previous": lambda: self._step_tab(-1),
            "view.pane": lambda: self._next_pane(1),
            "view.pane_back": lambda: self._next_pane(-1),
        }

    def to_claim(self, claim_id: str) -> None:
        """Choose a claim and bring both sides to it."""
        self._parts.workspace.choose(claim_id)
        claim = self._parts.workspace.claim
        if claim is not None:
            self._show_claim(claim)
            self._show_evidence(claim)

    def to_evidence(self, evidence_id: str) -> None:
        """Choose a piece of evidence with its claim and bring both sides there."""
        found = self._parts.workspace.evidence(evidence_id)
        if found is not None:
            claim, evidence = found
            self._parts.workspace.choose(claim.id, evidence.id)
            self._show_claim(claim)
            self._show(evidence.passage)

    def to_passage(self, passage: Passage) -> None:
        """Bring a passage into sight; the keyboard stays where it is."""
        self._show(passage)

    def bring(self, document_id: str) -> None:
        """Bring a document into sight; the keyboard stays where it is."""
        pane = self._parts.pane_of(document_id)
        if pane is not None:
            pane.bring(document_id)

    def to_document(self, document_id: str) -> None:
        """Bring a document forward."""
        pane = self._parts.pane_of(document_id)
        if pane is not None:
            pane.show_document(document_id)
            pane.take_focus()

    def to_hit(self, hit: Hit) -> None:
        """Go to a place that a search found."""
        if hit.note:
            self.to_note(hit.note)
            return
        if hit.evidence:
            self.to_evidence(hit.evidence)
        elif hit.claim:
            self.to_claim(hit.claim)
        pane = self._parts.pane_of(hit.document)
        page = pane.show_document(hit.document) if pane else None
        if pane is not None and page is not None and hit.end > hit.start:
            page.when_ready(lambda: page.view.reveal(hit.start, hit.end))
            if not hit.claim:
                page.when_ready(lambda: page.view.select(hit.start, hit.end))
            pane.take_focus()

    def to_next(self, *standings: str) -> None:
        """Go to the next claim of the list with one of these standings."""
        workspace = self._parts.workspace
        ids = self._parts.claims.table.ids()
        at = ids.index(workspace.claim_id) + 1 if workspace.claim_id in ids else 0
        wanted = {line.id for line in workspace.lines if line.standing in standings}
        following = (id_ for id_ in (*ids[at:], *ids[:at]) if id_ in wanted)
        if found := next(following, ""):
            self.to_claim(found)

    def to_next_evidence(self) -> None:
        """Go to the next piece of evidence of the chosen claim."""
        claim = self._parts.workspace.claim
        if claim is not None and claim.evidence:
            ids = [evidence.id for evidence in claim.evidence]
            now = self._parts.workspace.evidence_id
            self.to_evidence(ids[(ids.index(now) + 1) % len(ids)] if now in ids else ids[0])

    def _watch(self, page: DocumentPage) -> None:
        page.view.highlight_clicked.connect(self._clicked)

    def _clicked(self, id_: str) -> None:
        claim = self._parts.workspace.claim_of_passage(id_)
        if claim is not None:
            self._parts.workspace.choose(claim.id)
            self._show_evidence(claim)
            return
        found = self._parts.workspace.evidence(id_)
        if found is not None:
            self._parts.workspace.choose(found[0].id, id_)
            self._show_claim(found[0])

    def _show_claim(self, claim: Claim) -> None:
        if claim.passages:
            self._show(claim.passages[0].passage)

    def _show_evidence(self, claim: Claim) -> None:
        """Show evidence of the sources in front if there is any, the one in use first, else the
        first.
        """
        shown = [page.document.id for page in self._parts.sources.fronts()]
        here = [e for id_ in shown for e in claim.evidence if e.passage.document == id_]
        if here or claim.evidence:
            self._show((here or list(claim.evidence))[0].passage)

    def _show(self, passage: Passage) -> None:
        pane = self._parts.pane_of(passage.document)
        page = pane.bring(passage.document) if pane else None
        if page is not None:
            page.when_ready(lambda: _reveal(page.view, passage))

    def _step_tab(self, by: int) -> None:
        """Step in the half in use, or on the other side where this one has a single document."""
        pane = self._parts.focused_pane()
        others = [other for other in self._parts.panes if _steps(other)]
        (pane if pane in others or not others else others[0]).step(by)

    def _next_pane(self, by: int) -> None:
        """Go round the halves of the main window and of the others, then the list and the card."""
        parts = self._parts
        host = parts.host()
        widget: QWidget | None = host.focusWidget()
        stops: list[tuple[bool, Handler]] = []
        for main in (True, False):
            for pane in parts.panes:
                stops += _stops(pane, widget, main=main)
        lists: tuple[tuple[QWidget, QWidget], ...] = (
            (parts.claims, parts.claims.table),
            (parts.drafts, parts.drafts.list),
            (parts.card, parts.card.reason),
        )
        for place, stop in lists:
            if place.isVisible():
                here = widget is not None and (place is widget or place.isAncestorOf(widget))
                stops.append((here, lambda stop=stop: self._home(stop)))  # type: ignore[misc]
        now = next((at for at, (here, _go) in enumerate(stops) if here), -1)
        if stops:
            stops[(now + by) % len(stops)][1]()

    def _home(self, widget: QWidget) -> None:
        self._parts.come_home()
        widget.setFocus(Qt.FocusReason.TabFocusReason)


def _steps(pane: Pane) -> bool:
    return len(pane.arrangement.strip(pane.arrangement.active).tabs) > 1


def _stops(pane: Pane, widget: QWidget | None, *, main: bool) -> list[tuple[bool, Handler]]:
    """Return the halves of a side in the main window or in the others: whether ``widget`` is in
    each, and what gives it the keyboard.
    """
    if main and not pane.arrangement.tabs():
        inside = widget is not None and pane.isAncestorOf(widget)
        return [(inside, pane.take_focus)]
    at = pane.half_of(widget)
    return [
        (strip.id == at, lambda id_=strip.id: pane.take_focus(id_))  # type: ignore[misc]
        for strip in pane.arrangement.strips
        if strip.tabs and (strip.window == MAIN) == main
    ]


def _reveal(view: DocumentView, passage: Passage) -> None:
    if passage.area is not None:
        area_sight.reveal(view, passage.page, passage.area)
    else:
        view.reveal(passage.start, passage.end)
