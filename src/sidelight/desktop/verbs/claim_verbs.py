# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be done with claims: make, judge, link, explain, remove, undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QTextCursor

from sidelight.desktop.action_set import Handler, hinted, way
from sidelight.desktop.claims.draft import Draft
from sidelight.desktop.claims.stance_popup import StancePopup
from sidelight.desktop.documents.document_page import DocumentPage
from sidelight.desktop.error_words import said
from sidelight.desktop.verbs.area_verbs import AreaVerbs
from sidelight.desktop.verbs.chosen import Chosen, chosen_in, deselect
from sidelight.desktop.verbs.going import Going
from sidelight.desktop.verbs.many_verbs import ManyVerbs
from sidelight.desktop.verbs.parts import Parts
from sidelight.errors import SidelightError
from sidelight.language import N_, _
from sidelight.model.records import Claim, Document, Evidence
from sidelight.model.standing import mine
from sidelight.session.history import act_name

NEEDS_RUNNING_TEXT = N_(
    "A rectangle can only be copied. A claim or evidence needs running text: select without Alt."
)


class ClaimVerbs:
    """Acts on the selection and the chosen claim."""

    def __init__(self, parts: Parts, going: Going, areas: AreaVerbs, many: ManyVerbs) -> None:
        self._parts = parts
        self._many = many
        self._areas = areas
        self._going = going
        self._making = 0
        self._afterwards: Callable[[], None] | None = None
        self.popup = StancePopup(parts.window, parts.theme)
        self.popup.stance_given.connect(self.give_stance)
        card, lists = parts.card, parts.card.lists
        card.reason_given.connect(self._reason)
        card.party_given.connect(self._party)
        card.note_added.connect(self._note)
        lists.stance_given.connect(self.give_stance)
        lists.evidence_note_given.connect(self._evidence_note)
        lists.evidence_removed.connect(lambda id_: self._remove("evidence", id_))
        lists.note_removed.connect(lambda id_: self._remove("note", id_))

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        return {
            **{
                f"claim.{word}": lambda word=word: self.judge(word)  # type: ignore[misc]
                for word in ("verified", "disputed", "denied", "unchecked")
            },
            **{
                f"claim.{stance}": lambda stance=stance: self._stance_of_chosen(stance)  # type: ignore[misc]
                for stance in ("supports", "contradicts", "context")
            },
            "claim.link": self.link,
            "claim.note": self.write_note,
            "claim.remove": self.remove,
            "edit.undo": self.undo,
            "edit.redo": self.redo,
        }

    @property
    def making(self) -> bool:
        """Whether a claim is still being made."""
        return self._making > 0

    def judge(self, word: str) -> None:
        """Judge the claims chosen in the list where several are, else make the selected passage a
        claim with this verdict, else judge the chosen claim.
        """
        if self._many.judge(word):
            return
        page = self._parts.article.page_selected()
        chosen = chosen_in(page)
        if page is not None and page.view.block is not None:
            self._say(_(NEEDS_RUNNING_TEXT))
        elif page is not None and chosen is not None:
            document = page.document
            deselect(page.view)
            self._making += 1
            self._parts.actions["claim.reason"].setEnabled(True)
            self._parts.bridge.do(
                lambda session: chosen.claim(session, document, word),
                then=self._made,
                failed=lambda error: self._not_made(document, chosen, error),
            )
        elif self._must_wait():
            return
        elif self._parts.workspace.claim is not None:
            self._judge_chosen(self._parts.workspace.claim, word)
        else:
            self._say(_("Select a passage in the article first, or choose a claim from the list."))

    def link(self) -> None:
        """Link the passage selected in the source to the chosen claim, as support until said
        otherwise.
        """
        page = self._parts.sources.page_selected()
        chosen = chosen_in(page)
        claim = self._parts.workspace.claim
        if self.popup.isVisible():
            self.popup.done()
        elif self._must_wait():
            return
        elif page is not None and page.view.block is not None:
            self._say(_(NEEDS_RUNNING_TEXT))
        elif claim is None:
            self._say(_("Choose a claim first: click it in the article or in the list."))
        elif page is None or chosen is None:
            self._say(
                _("Select the passage of a source that speaks to claim {number}.").format(
                    number=claim.label
                )
            )
        else:
            document = page.document
            deselect(page.view)
            self._parts.bridge.do(
                lambda session: chosen.link(session, document, claim.id),
                then=lambda evidence: self._linked(evidence, page),
                failed=lambda error: self._select_again(document, chosen, error),
            )

    def give_stance(self, evidence_id: str, stance: str) -> None:
        """Change what a piece of evidence says to its claim."""
        found = self._parts.workspace.evidence(evidence_id)
        if found and found[1].stance == stance:
            return
        self._parts.bridge.do(lambda session: session.set_stance(evidence_id, stance))

    def write_reason(self) -> None:
        """Go to the field for the reason; first to an area's words, while there are none."""
        if self._must_wait(self.write_reason):
            return
        self._show_card()
        if self._areas.write():
            return
        self._parts.card.ensureWidgetVisible(self._parts.card.reason)
        self._parts.card.reason.setFocus()
        self._parts.card.reason.moveCursor(QTextCursor.MoveOperation.End)

    def write_note(self) -> None:
        """Go to the field for a note."""
        if self._must_wait(self.write_note):
            return
        self._show_card()
        self._parts.card.ensureWidgetVisible(self._parts.card.note)
        self._parts.card.note.setFocus()

    def _show_card(self) -> None:
        self._parts.come_home()
        self._parts.put_cards_away()
        for id_ in ("view.claims", "view.card"):
            self._parts.actions[id_].setChecked(True)

    def remove(self) -> None:
        """Remove the claims chosen in the list where several are, else the chosen evidence, else
        the chosen claim.
        """
        if self._must_wait() or self._many.remove():
            return
        workspace = self._parts.workspace
        if workspace.evidence_id:
            self._remove("evidence", workspace.evidence_id)
        elif workspace.claim_id:
            self._remove("claim", workspace.claim_id)

    def adjust(self, id_: str, start: int, end: int) -> None:
        """Keep the ends that a highlight was given."""
        record = "evidence" if self._parts.workspace.evidence(id_) else "passage"

        def failed(error: SidelightError) -> None:
            # the highlight shows where it was dragged to: put it back
            self._parts.workspace.show(self._parts.workspace.snapshot)
            self._show(error)

        self._parts.bridge.do(
            lambda session: session.adjust(record, id_, start, end), failed=failed
        )

    def undo(self) -> None:
        """Take my last act back."""
        self._parts.flush()
        self._parts.new_visit()
        self._parts.bridge.do(
            lambda session: session.undo(),
            then=lambda label: self._say(
                _("Undone: {act}. Redo: {keys}").format(act=act_name(label), keys=way("edit.redo"))
            ),
        )

    def redo(self) -> None:
        """Do again what I took back."""
        self._parts.flush()
        self._parts.new_visit()
        self._parts.bridge.do(
            lambda session: session.redo(),
            then=lambda label: self._say(_("Done again: {act}").format(act=act_name(label))),
        )

    def _judge_chosen(self, claim: Claim, word: str) -> None:
        own = mine(claim, self._parts.workspace.me)
        if (own.verdict if own else "unchecked") == word:
            return
        self._parts.flush()
        self._parts.new_visit()
        self._parts.bridge.do(
            lambda session: session.judge(claim.id, word),
            then=lambda _none: self._say(
                _("Claim {number}: {verdict}").format(
                    number=claim.label, verdict=self._parts.workspace.verdicts.called(word)
                )
            ),
        )

    def _must_wait(self, afterwards: Callable[[], None] | None = None) -> bool:
        """Tell whether a claim is still being made, so that no other is meant by mistake.

        What is to be done ``afterwards`` is done once the new claim is the chosen one.
        """
        if self._parts.bridge.all_saved:
            self._making = 0
        if self._making:
            self._afterwards = afterwards or self._afterwards
            self._say(_("One moment: the claim is being saved."))
        return self._making > 0

    def _made(self, claim: Claim) -> None:
        self._making = max(0, self._making - 1)
        self._parts.workspace.choose(claim.id)
        of_area = claim.passages and claim.passages[0].passage.area is not None
        self._say(
            _("Claim {number} made. {first}; {second}").format(
                number=claim.label,
                first=hinted("claim.reason", _("what stands there") if of_area else _("why")),
                second=hinted("claim.link", _("link evidence")),
            )
        )
        afterwards, self._afterwards = self._afterwards, None
        if afterwards is not None:
            afterwards()

    def _not_made(self, document: Document, chosen: Chosen, error: SidelightError) -> None:
        self._making = max(0, self._making - 1)
        self._afterwards = None
        self._select_again(document, chosen, error)

    def _linked(self, evidence: Evidence, page: DocumentPage) -> None:
        self._parts.workspace.choose(evidence.claim, evidence.id)
        if page in self._parts.sources.fronts():
            rect = page.view.line_rect(evidence.id)
            viewport = page.view.viewport()
            below = rect.bottomLeft().toPoint() if rect else viewport.rect().center()
            self.popup.ask(evidence.id, evidence.stance, viewport.mapToGlobal(below), page.view)

    def _stance_of_chosen(self, stance: str) -> None:
        if self._parts.workspace.evidence_id:
            self.give_stance(self._parts.workspace.evidence_id, stance)

    def _remove(self, record: str, id_: str) -> None:
        self._parts.flush()
        claim = self._parts.workspace.claim
        number = claim.label if claim else ""
        words = {
            "claim": _("Claim {number} removed. Undo: {keys}"),
            "evidence": _("Evidence of claim {number} removed. Undo: {keys}"),
            "note": _("Note on claim {number} removed. Undo: {keys}"),
        }[record].format(number=number, keys=way("edit.undo"))
        self._parts.bridge.do(
            lambda session: session.remove(record, id_), then=lambda _none: self._say(words)
        )

    def _reason(self, claim_id: str, text: str, visit: str) -> None:
        self._parts.bridge.do(
            lambda session: session.give_reason(claim_id, text, group=visit),
            failed=lambda error: self._unsaved(
                self._parts.card.reason_draft, claim_id, text, error
            ),
        )

    def _party(self, claim_id: str, text: str, _visit: str) -> None:
        draft = self._parts.card.party_draft
        self._parts.bridge.do(
            lambda session: session.judge(claim_id, "denied", denied_by=text),
            failed=lambda error: self._unsaved(draft, claim_id, text, error),
        )

    def _note(self, claim_id: str, text: str) -> None:
        def failed(error: SidelightError) -> None:
            self._parts.card.keep_note(text)
            self._show(error)

        self._parts.bridge.do(lambda session: session.add_note(claim_id, text), failed=failed)

    def _evidence_note(self, evidence_id: str, text: str, visit: str) -> None:
        def failed(error: SidelightError) -> None:
            row = self._parts.card.lists.row(evidence_id)
            if row is not None:
                row.draft.keep_unsaved(evidence_id, text, "")
            self._show(error)

        self._parts.bridge.do(
            lambda session: session.set_evidence_note(evidence_id, text, group=visit), failed=failed
        )

    def _select_again(self, document: Document, chosen: Chosen, error: SidelightError) -> None:
        """Give back the selection that nothing could be made of."""
        pane = self._parts.pane_of(document.id)
        if pane is not None and pane.page is not None and pane.document_id == document.id:
            chosen.select(pane.page.view)
        self._show(error)

    def _unsaved(self, draft: Draft, claim_id: str, text: str, error: SidelightError) -> None:
        """Keep what was typed and could not be saved; it is tried again at the next chance."""
        snapshot = self._parts.workspace.snapshot
        claim = snapshot.claim(claim_id) if snapshot else None
        record = self._parts.workspace.my_record(claim) if claim else None
        party = draft is self._parts.card.party_draft
        before = (record.denied_by if party else record.reason) if record else ""
        draft.keep_unsaved(claim_id, text, before)
        self._show(error)

    def _show(self, error: SidelightError) -> None:
        self._parts.errors.show_sentence(said(error))

    def _say(self, words: str) -> None:
        self._parts.status.say(words)
