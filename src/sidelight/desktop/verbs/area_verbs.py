# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be done with areas: draw one, move its edges, say what stands in it."""

from __future__ import annotations

from sidelight.desktop.action_set import Handler
from sidelight.desktop.claims.area_fields import AreaFields
from sidelight.desktop.error_words import said
from sidelight.desktop.highlights import lit
from sidelight.desktop.verbs.parts import Parts
from sidelight.errors import SidelightError
from sidelight.language import _
from sidelight.model.records import Passage
from sidelight.text.geometry import Rect


class AreaVerbs:
    """Acts on the areas of pages."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        card = parts.card
        card.area.given.connect(self._transcribe)
        card.lists.area_given.connect(self._transcribe)

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        return {"area.draw": self.draw, "area.adjust": self.adjust_chosen}

    def draw(self) -> None:
        """Take up the area tool in the document in use."""
        page = self._parts.focused_page()
        if page is None or not page.ready:
            return
        if not page.view.areas.allowed:
            self._say(_("The pages of this document flow, so areas would not keep their places."))
            return
        page.view.setFocus()
        page.view.areas.take_up()
        self._say(_("Drag; or arrows move, Shift resizes, Enter accepts, Esc leaves."))

    def adjust_chosen(self) -> None:
        """Let keys move the edges of the chosen claim's area, in the document in use if it has
        one.
        """
        chosen = lit(self._parts.workspace)
        first = self._parts.focused_pane()
        for pane in sorted(self._parts.panes, key=lambda one: one is not first):
            page = pane.page
            if page is None or not page.ready:
                continue
            wanted = self._parts.workspace.evidence_id
            for id_ in sorted(chosen, key=lambda one: one != wanted):
                if page.view.areas.adjust(id_):
                    page.view.setFocus()
                    self._say(_("Arrows move, Shift resizes, Enter accepts, Esc leaves."))
                    return
        self._say(_("Choose a claim or evidence that is an area first."))

    def adjust(self, id_: str, rect: Rect) -> None:
        """Keep the edges that an area was given."""
        record = "evidence" if self._parts.workspace.evidence(id_) else "passage"

        def failed(error: SidelightError) -> None:
            # the area shows where it was dragged to: put it back
            self._parts.workspace.show(self._parts.workspace.snapshot)
            self._parts.errors.show_sentence(said(error))

        self._parts.bridge.do(lambda session: session.adjust_area(record, id_, rect), failed=failed)

    def write(self) -> bool:
        """Go to the transcription that is still to be written: of the chosen evidence, else of the
        chosen claim; tell whether there is one.
        """
        workspace, card = self._parts.workspace, self._parts.card
        found = workspace.evidence(workspace.evidence_id) if workspace.evidence_id else None
        row = card.lists.row(workspace.evidence_id) if found else None
        if found and row is not None and _unread(found[1].passage):
            self._go(row.area)
            return True
        claim = workspace.claim
        if claim and not found and claim.passages and _unread(claim.passages[0].passage):
            self._go(card.area)
            return True
        return False

    def _go(self, fields: AreaFields) -> None:
        self._parts.card.ensureWidgetVisible(fields)
        fields.transcription.setFocus()

    def _transcribe(self, id_: str, field: str, text: str, visit: str) -> None:
        workspace = self._parts.workspace
        record = "evidence" if workspace.evidence(id_) else "passage"

        def failed(error: SidelightError) -> None:
            row = self._parts.card.lists.row(id_)
            fields = row.area if row is not None else self._parts.card.area
            fields.keep_unsaved(id_, field, text)
            self._parts.errors.show_sentence(said(error))

        self._parts.bridge.do(
            lambda session: session.transcribe(record, id_, **{field: text}, group=visit),
            failed=failed,
        )

    def _say(self, words: str) -> None:
        self._parts.status.say(words)


def _unread(passage: Passage) -> bool:
    return passage.area is not None and not passage.quote
