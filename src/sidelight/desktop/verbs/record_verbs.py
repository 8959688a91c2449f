# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is changed in the record of the chosen claim."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from sidelight.desktop.action_set import Handler
from sidelight.desktop.error_words import said
from sidelight.desktop.verbs.many_verbs import ManyVerbs
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
        parts.card.lists.evidence_given.connect(lambda *words: self._give("evidence", *words))

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        return {"claim.record": self.show, "claim.tag": self.tag}

    def show(self) -> None:
        """Unfold the record and go to it."""
        self._go(self._record.form.fields["restatement"])

    def tag(self) -> None:
        """Go to the field that adds a tag; ask for one where several claims are chosen."""
        if not self._many.tag():
            self._go(self._record.tags.entry)

    def _go(self, field: QWidget) -> None:
        self._parts.come_home()
        self._parts.source_card.show_document("")
        for id_ in ("view.claims", "view.card"):
            self._parts.actions[id_].setChecked(True)
        self._record.fold.setChecked(True)
        field.setFocus()
        card = self._parts.card
        # what was unfolded has its place only when it was laid out
        QTimer.singleShot(0, card, lambda: card.ensureWidgetVisible(field))

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

    def _remove(self, record: str, id_: str) -> None:
        self._parts.flush()
        self._parts.bridge.do(
            lambda session: session.remove(record, id_),
            then=lambda _none: self._parts.status.say(_("Removed")),
        )

    def _decide(self, verdict: str, reason: str) -> None:
        claim_id = self._parts.workspace.claim_id
        self._parts.bridge.do(
            lambda session: session.decide(claim_id, verdict, reason=reason),
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
