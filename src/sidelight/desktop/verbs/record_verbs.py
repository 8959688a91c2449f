# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is changed in the record of the chosen claim."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from sidelight.desktop.action_set import Handler, way
from sidelight.desktop.error_words import said
from sidelight.desktop.verbs.many_verbs import ManyVerbs, second
from sidelight.desktop.verbs.parts import Parts
from sidelight.errors import SidelightError
from sidelight.language import _
from sidelight.session.session import Session


class RecordVerbs:
    """Acts on tags, fields, responses, described evidence and the decision."""

    def __init__(self, parts: Parts, many: ManyVerbs) -> None:
        self._parts = parts
        self._many = many
        self._record = record = parts.card.record
        record.given.connect(self._give)
        record.tags.tagged.connect(lambda name: self._do(lambda s, id_: s.tag([id_], name)))
        record.tags.untagged.connect(lambda name: self._do(lambda s, id_: s.untag([id_], name)))
        record.tags.coloured.connect(
            lambda name, colour: parts.bridge.do(lambda s: s.colour_tag(name, colour))
        )
        record.responses.added.connect(
            lambda words: self._add(record.responses.adding.setText, words, _respond)
        )
        record.described.added.connect(
            lambda words: self._add(record.described.adding.setText, words, _testify)
        )
        record.responses.removed.connect(lambda id_: self._remove("response", id_))
        record.described.removed.connect(lambda id_: self._remove("described", id_))
        record.decision.decided.connect(self._decide)
        record.decision.withdrawn.connect(
            lambda: self._do(lambda session, id_: session.withdraw_decision(id_))
        )
        lists = parts.card.lists
        lists.evidence_given.connect(lambda *words: self._give("evidence", *words))
        lists.evidence_stepped.connect(self._step)
        lists.evidence_moved.connect(self._move)
        parts.card.as_of.given.connect(self._as_of)
        record.seconds.given.connect(
            lambda who, on: self._do(lambda session, id_: session.second_many([id_], who, blind=on))
        )
        record.seconds.new_wanted.connect(lambda: many.invite(second))
        parts.card.left.connect(self._leave)

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        return {"claim.record": self.show, "claim.tag": self.tag, "claim.decide": self.decide}

    def show(self) -> None:
        """Unfold the record and go to it."""
        self._go(self._record.form.fields["restatement"])

    def tag(self) -> None:
        """Go to the field that adds a tag; ask for one where several claims are chosen."""
        if not self._many.tag():
            self._go(self._record.tags.entry)

    def decide(self) -> None:
        """Go to the decision."""
        self._record.decision.ask()
        self._go(self._record.decision.verdict, unfold=False)

    def _go(self, field: QWidget, *, unfold: bool = True) -> None:
        self._parts.come_home()
        self._parts.put_cards_away()
        for id_ in ("view.claims", "view.card"):
            self._parts.actions[id_].setChecked(True)
        if unfold:
            self._record.fold.setChecked(True)
        field.setFocus()
        card = self._parts.card
        # what was unfolded has its place only when it was laid out
        QTimer.singleShot(0, card, lambda: card.ensureWidgetVisible(field))

    def _leave(self) -> None:
        page = self._parts.article.page
        if page is not None:
            page.view.setFocus()

    def _give(self, record: str, id_: str, name: str, text: str, visit: str) -> None:
        if (record, name, text) == ("evidence", "match", "exact"):
            text = ""  # that is found out

        def act(session: Session) -> None:
            if record == "claim":
                session.describe(id_, {name: text}, group=visit)
            else:
                session.describe_part(record, id_, {name: text}, group=visit)

        def failed(error: SidelightError) -> None:
            self._record.keep_unsaved(record, id_, name, text)
            self._show(error)

        self._parts.bridge.do(act, failed=failed)

    def _add(
        self,
        again: Callable[[str], object],
        words: str,
        act: Callable[[Session, str, str], object],
    ) -> None:
        claim_id = self._parts.workspace.claim_id

        def failed(error: SidelightError) -> None:
            again(words)
            self._show(error)

        if claim_id:
            self._parts.bridge.do(lambda session: act(session, claim_id, words), failed=failed)

    def _as_of(self, claim_id: str, day: str, visit: str) -> None:
        self._parts.bridge.do(lambda session: session.set_as_of(claim_id, day, group=visit))

    def _step(self, id_: str, by: int) -> None:
        """Put a piece of evidence before or behind the next one."""
        claim = self._parts.workspace.claim
        ids = [evidence.id for evidence in claim.evidence] if claim else []
        if claim is None or id_ not in ids or not self._parts.workspace.writable:
            return
        at = ids.index(id_)
        if 0 <= at + by < len(ids):
            ids[at], ids[at + by] = ids[at + by], ids[at]
            self._parts.flush()
            self._parts.bridge.do(lambda session: session.order_evidence(claim.id, ids))

    def _move(self, id_: str, number: str) -> None:
        self._parts.flush()
        self._parts.bridge.do(
            lambda session: session.move_evidence(id_, session.claim_called(number).id),
            then=lambda _none: self._parts.status.say(
                _("Evidence moved to claim {number}. Undo: {keys}").format(
                    number=number, keys=way("edit.undo")
                )
            ),
        )

    def _remove(self, record: str, id_: str) -> None:
        self._parts.flush()
        self._parts.bridge.do(
            lambda session: session.remove(record, id_),
            then=lambda _none: self._parts.status.say(_("Removed")),
        )

    def _decide(self, verdict: str, party: str, reason: str) -> None:
        claim_id = self._parts.workspace.claim_id
        self._parts.bridge.do(
            lambda session: session.decide(claim_id, verdict, denied_by=party, reason=reason),
            then=lambda _claim: self._record.decision.made(),
        )

    def _do(self, act: Callable[[Session, str], object]) -> None:
        claim_id = self._parts.workspace.claim_id
        if claim_id:
            self._parts.bridge.do(lambda session: act(session, claim_id))

    def _show(self, error: SidelightError) -> None:
        self._parts.errors.show_sentence(said(error))


def _respond(session: Session, claim_id: str, words: str) -> object:
    return session.respond(claim_id, words)


def _testify(session: Session, claim_id: str, words: str) -> object:
    return session.describe_evidence(claim_id, "", words)
