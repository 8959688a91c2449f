# SPDX-License-Identifier: AGPL-3.0-or-later
"""The card of the chosen claim: its quote, my verdict and reason, the others', evidence, notes."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from sidelight.desktop.action_set import ActionSet, keyed
from sidelight.desktop.claims.area_fields import AreaFields, read_by
from sidelight.desktop.claims.as_of_line import AsOfLine
from sidelight.desktop.claims.card_lists import CardLists
from sidelight.desktop.claims.claim_record import ClaimRecord
from sidelight.desktop.claims.conflict_line import ConflictLine
from sidelight.desktop.claims.draft import Draft
from sidelight.desktop.claims.places_list import PlacesList
from sidelight.desktop.claims.seconds_row import promise
from sidelight.desktop.claims.split_panel import SplitPanel
from sidelight.desktop.fitting import fitted
from sidelight.desktop.icons import Tints
from sidelight.desktop.labels import ElidedLabel, label
from sidelight.desktop.origin import OriginLine, origin_of_claim
from sidelight.desktop.remembered import Remembered
from sidelight.desktop.signed_words import SignedWords
from sidelight.desktop.theme import Theme
from sidelight.desktop.verdict_row import VerdictRow
from sidelight.desktop.workspace import Workspace
from sidelight.language import _
from sidelight.model.records import Claim
from sidelight.model.standing import given, mine, standing
from sidelight.model.vocabulary import WORDS
from sidelight.text.quotes import readable

_WIDEST = 480
"""Pixels taken at the least, whatever the size of text."""


class ClaimCard(QScrollArea):
    """Shows the chosen claim.

    ``reason_given`` and ``party_given`` carry the claim's id, a text and the id of the visit,
    ``note_added`` id and text; ``conflicts_wanted`` asks to settle what is in conflict; what
    concerns evidence and notes is announced by ``lists``; ``left`` tells that Escape gives the
    keyboard back.
    """

    reason_given = Signal(str, str, str)
    party_given = Signal(str, str, str)
    note_added = Signal(str, str)
    conflicts_wanted = Signal()
    left = Signal()

    def __init__(
        self,
        workspace: Workspace,
        actions: ActionSet,
        theme: Theme,
        tints: Tints,
        remembered: Remembered,
    ) -> None:
        super().__init__()
        self._workspace = workspace
        self._shown = ""
        self.setProperty("part", "beside")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Claim card"))
        self._body = body = QWidget()
        body.setProperty("part", "card")
        # before there is anything in it, which would be styled once more
        self.setWidget(body)
        column = QVBoxLayout(body)
        column.setContentsMargins(16, 12, 14, 16)
        column.setSpacing(8)
        self.area = AreaFields()
        self._head(column, tints)
        self._verdicts(column, actions, theme)
        column.addWidget(self.area)
        self._reason_fields(column)
        self.as_of = AsOfLine()
        self.lists = CardLists(workspace, theme, tints)
        self.lists.conflicts_wanted.connect(self.conflicts_wanted)
        self.record = ClaimRecord(workspace, tints, remembered)
        for part in (self.as_of, self.lists.others, self.record.decision, self.lists):
            column.addWidget(part)
        self._note_field(column)
        column.addWidget(self.record)
        column.addStretch(1)
        fitted(self, lambda: self.setMinimumWidth(min(self.sizeHint().width(), _WIDEST)))
        workspace.chosen.connect(self.renew)
        self.renew()

    def renew(self) -> None:
        """Show the chosen claim as it stands."""
        claim = self._workspace.claim
        self._body.setVisible(claim is not None)
        if claim is None or claim.id != self._shown:
            self.flush()
            self.verticalScrollBar().setValue(0)
        self._shown = claim.id if claim else ""
        self.split.follow(claim)
        if claim is None:
            return
        self._number.setText(_("Claim {number}").format(number=claim.label))
        self._standing.show_text(_standing(claim))
        self._quote.setText(readable(claim.words))
        self.origin.show_origin(origin_of_claim(claim))
        self.blind.show_words(_blind_words(claim))
        self.places.renew(claim)
        self._show_area(claim)
        found = self._workspace.conflicts(claim.id)
        why = keyed(_("Reason: why do you judge it so?"), "claim.reason")
        self.reason.setPlaceholderText(why)
        own_fields = [c for c in found if c.conflict.record not in {"evidence", "note"}]
        self.conflicts.show_conflicts(own_fields)
        own = mine(claim, self._workspace.me)
        self.verdicts.show_verdicts(self._workspace.verdicts)
        self.verdicts.show_mine(own.verdict if own else "")
        denied = own is not None and own.verdict == "denied"
        self.party.setVisible(denied)
        self._party_label.setVisible(denied)
        record = self._workspace.my_record(claim)
        self.party_draft.show(claim.id, record.denied_by if record else "")
        self.reason_draft.show(claim.id, record.reason if record else "")
        self.as_of.show_verdict(claim.id, record, writable=self._workspace.writable)
        for field in (self.reason, self.party, self.note):
            field.setReadOnly(not self._workspace.writable)
        self.lists.renew(claim)
        self.record.renew(claim)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Give the keyboard back on Escape, which no field has a use for."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def flush(self) -> None:
        """Save what is being typed."""
        self.area.flush()
        self.party_draft.flush()
        self.reason_draft.flush()
        self.as_of.flush()
        self.lists.flush()
        self.record.flush()
        self._add_note()

    def new_visit(self) -> None:
        """Let what is typed from now on be an undo step of its own."""
        for draft in (
            self.area,
            self.reason_draft,
            self.party_draft,
            self.as_of,
            self.lists,
            self.record,
        ):
            draft.new_visit()

    def forget_others(self) -> None:
        """Forget what could not be saved in another project than the one shown now."""
        known = {claim.id for claim in self._workspace.claims}
        for draft in (self.reason_draft, self.party_draft, self.record):
            draft.forget_others(known)
        parts = (part for claim in self._workspace.claims for part in claim.passages)
        self.area.forget_others({part.id for part in parts})
        if self._shown not in known:
            self.note.clear()

    def bring(self, widget: QWidget) -> None:
        """Bring a part of the card into sight, as soon as it has its place."""

        def bring() -> None:
            if isValid(widget):
                self.ensureWidgetVisible(widget)

        QTimer.singleShot(0, self, bring)

    def keep_note(self, text: str) -> None:
        """Show a note again that could not be saved."""
        if not self.note.text():
            self.note.setText(text)

    def _show_area(self, claim: Claim) -> None:
        first = claim.passages[0] if claim.passages else None
        passage = first.passage if first else None
        by = read_by(self._workspace, passage) if passage else ""
        writable = self._workspace.writable
        self.area.show_area(first.id if first else "", passage, by, writable=writable)

    def _head(self, column: QVBoxLayout, tints: Tints) -> None:
        line = QHBoxLayout()
        self._number = label(bold=True, factor=1.1)
        self._standing = ElidedLabel(part="quiet")
        line.addWidget(self._number)
        line.addStretch(1)
        line.addWidget(self._standing)
        column.addLayout(line)
        self._quote = label("", "quote", wrap=True)
        self._quote.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self._quote)
        self.origin = OriginLine(tints)
        column.addWidget(self.origin)
        self.blind = SignedWords(tints, "eye-off")
        self.blind.setToolTip(promise())
        column.addWidget(self.blind)
        self.places = PlacesList(self._workspace, tints)
        self.split = SplitPanel()
        column.addWidget(self.places)
        column.addWidget(self.split)
        self.conflicts = ConflictLine(tints)
        self.conflicts.wanted.connect(self.conflicts_wanted)
        column.addWidget(self.conflicts)

    def _verdicts(self, column: QVBoxLayout, actions: ActionSet, theme: Theme) -> None:
        self.verdicts = VerdictRow(actions, theme)
        column.addWidget(self.verdicts)

    def _reason_fields(self, column: QVBoxLayout) -> None:
        self._party_label = label(_("Denied by"), "quiet")
        self.party = QLineEdit()
        self.party.setPlaceholderText(_("The evidence; or name the party that denies it"))
        self.party.setAccessibleName(_("Denied by"))
        self.party_draft = Draft(self.party)
        self.party_draft.save_wanted.connect(self.party_given)
        column.addWidget(self._party_label)
        column.addWidget(self.party)
        self.reason = QPlainTextEdit()
        self.reason.setAccessibleName(_("Reason"))
        self.reason.setTabChangesFocus(True)
        fitted(
            self.reason,
            lambda: self.reason.setFixedHeight(self.reason.fontMetrics().lineSpacing() * 3 + 18),
        )
        self.reason_draft = Draft(self.reason)
        self.reason_draft.save_wanted.connect(self.reason_given)
        column.addWidget(self.reason)

    def _note_field(self, column: QVBoxLayout) -> None:
        self.note = QLineEdit()
        self.note.setPlaceholderText(_("Add a note, then press Enter"))
        self.note.setAccessibleName(_("Add a note"))
        self.note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.note.editingFinished.connect(self._add_note)
        column.addWidget(self.note)

    def _add_note(self) -> None:
        text = self.note.text().strip()
        if text and self._shown:
            self.note.clear()
            self.note_added.emit(self._shown, text)


def _blind_words(claim: Claim) -> str:
    if not claim.veiled:
        return ""
    return _(
        "You are the blind second on this claim. What others say of it is shown once you have "
        "given your verdict."
    )


def _standing(claim: Claim) -> str:
    if claim.veiled:
        return _("Blind second check")
    word = standing(claim)
    count = len(given(claim))
    words = _(WORDS[word])
    return f"{words} ({count})" if count > 1 else words
