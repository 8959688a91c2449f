# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be done with the places of a claim: add one, go from one to the next, split it."""

from __future__ import annotations

from sidelight.desktop.action_set import Handler, shown_keys
from sidelight.desktop.verbs.chosen import Chosen, chosen_in, deselect
from sidelight.desktop.verbs.claim_verbs import ClaimVerbs
from sidelight.desktop.verbs.going import Going
from sidelight.desktop.verbs.parts import Parts
from sidelight.language import _
from sidelight.model.records import Claim, Document
from sidelight.session.session import Session


class PlaceVerbs:
    """Acts on the places of the chosen claim."""

    def __init__(self, parts: Parts, going: Going, claims: ClaimVerbs) -> None:
        self._parts = parts
        self._going = going
        self._claims = claims
        self._at = ""
        card = parts.card
        card.places.wanted.connect(self.to_place)
        card.places.removed.connect(self._remove)
        card.places.split_wanted.connect(self._split_off)
        card.split.accepted.connect(self._split)
        for pane in parts.panes:
            pane.made.connect(lambda page: page.view.highlight_clicked.connect(self._clicked))

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        return {"claim.also": self.add, "claim.place": self.to_next, "claim.divide": self.ask}

    def add(self) -> None:
        """Let the chosen claim stand in the passage selected in the article, too."""
        page, claim = self._parts.article.page_selected(), self._parts.workspace.claim
        chosen = chosen_in(page)
        if self._claims.making:
            self._parts.status.say(_("One moment: the claim is being saved."))
        elif claim is None:
            self._parts.status.say(
                _("Choose a claim first: click it in the article or in the list.")
            )
        elif page is None or chosen is None:
            words = _("Select the further place of claim {number} in the article.")
            self._parts.status.say(words.format(number=claim.label))
        else:
            document = page.document
            deselect(page.view)
            said = _("Claim {number} stands here, too. Undo: {keys}").format(
                number=claim.label, keys=shown_keys("edit.undo")
            )
            self._parts.bridge.do(
                lambda session: session.add_place(claim.id, chosen.passage(session, document)),
                then=lambda place: self._added(place.id, said),
            )

    def to_next(self) -> None:
        """Go to the next place of the chosen claim."""
        claim = self._parts.workspace.claim
        if claim is not None and claim.places:
            ids = [one.id for one in claim.places]
            at = ids.index(self._at) if self._at in ids else 0
            self.to_place(ids[(at + 1) % len(ids)])

    def to_place(self, id_: str) -> None:
        """Bring a place of the chosen claim into sight."""
        claim = self._parts.workspace.claim
        found = [one for one in claim.places if one.id == id_] if claim else []
        if claim is None or not found:
            return
        self._at = id_
        self._going.to_passage(found[0].passage)
        number = 1 + claim.places.index(found[0])
        words = _("Claim {number}: place {at} of {count}")
        self._parts.status.say(words.format(number=claim.label, at=number, count=len(claim.places)))

    def ask(self) -> None:
        """Ask on the card what of the chosen claim goes to a new one; words selected in the article
        are its beginning.
        """
        claim = self._parts.workspace.claim
        page = self._parts.article.page_selected()
        chosen = chosen_in(page)
        if claim is None:
            return
        if chosen is None and len(claim.places) < 2:
            words = _("Select the words of claim {number} that are a claim of their own.")
            self._parts.status.say(words.format(number=claim.label))
            return
        self._open(claim, "", (page.document, chosen) if page and chosen else None)

    def _open(
        self, claim: Claim, place: str, chosen: tuple[Document, Chosen] | None = None
    ) -> None:
        self._parts.put_cards_away()
        for id_ in ("view.claims", "view.card"):
            self._parts.actions[id_].setChecked(True)
        self._parts.come_home()
        self._parts.card.split.ask(claim, place, chosen)
        self._parts.card.bring(self._parts.card.split)

    def _split_off(self, place: str) -> None:
        claim = self._parts.workspace.claim
        if claim is not None:
            self._open(claim, place)

    def _split(
        self, claim_id: str, parts: list[str], chosen: tuple[Document, Chosen] | None
    ) -> None:
        self._parts.flush()
        claim = self._parts.workspace.claim
        first = claim.label if claim else ""
        page = self._parts.article.page_selected()
        if chosen is not None and page is not None:
            deselect(page.view)

        def act(session: Session) -> Claim:
            place = chosen[1].passage(session, chosen[0]) if chosen else None
            return session.split(claim_id, parts, passage=place)

        def made(claim: Claim) -> None:
            self._going.to_claim(claim.id)
            words = _(
                "Claim {number} split off; the verdicts stay with claim {first}. Undo: {keys}"
            )
            self._parts.status.say(
                words.format(number=claim.label, first=first, keys=shown_keys("edit.undo"))
            )

        self._parts.bridge.do(act, then=made)

    def _remove(self, id_: str) -> None:
        words = _("Place taken away. Undo: {keys}").format(keys=shown_keys("edit.undo"))
        self._parts.bridge.do(
            lambda session: session.remove_place(id_),
            then=lambda _none: self._parts.status.say(words),
        )

    def _added(self, id_: str, words: str) -> None:
        self._at = id_
        self._parts.status.say(words)

    def _clicked(self, id_: str) -> None:
        """Go on from the place that was clicked."""
        if self._parts.workspace.claim_of_passage(id_) is not None:
            self._at = id_
