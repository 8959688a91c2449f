# SPDX-License-Identifier: AGPL-3.0-or-later
"""The record of a claim on its card: tags, what is said of it, responses, described evidence."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget

from sidelight.desktop.claims.decision_row import DecisionRow
from sidelight.desktop.claims.part_rows import PartRows, PartWords
from sidelight.desktop.claims.seconds_row import SecondsRow
from sidelight.desktop.claims.tag_field import TagField
from sidelight.desktop.icons import Tints
from sidelight.desktop.labels import rule
from sidelight.desktop.record_form import RecordForm
from sidelight.desktop.remembered import Remembered
from sidelight.desktop.workspace import Workspace
from sidelight.language import _
from sidelight.model.claim_parts import CLAIM_WORDS
from sidelight.model.records import Claim, Described, Response
from sidelight.model.vocabulary import ANSWERS, DESCRIBED, KINDS, SEVERITIES, STANCES, WORDS
from sidelight.session.field_words import FIELDS

_CHOICES = {
    "kind": {word: WORDS[word] for word in KINDS},
    "severity": {word: WORDS[word] for word in SEVERITIES},
    "assigned": {},
}
_UNFOLDED = "record unfolded"
"""What is remembered of an empty record."""
_LONG = ("restatement", "attribution", "correction")
_RESPONSE = ("party", "answer", "when", "where")
_DESCRIBED = ("words", "kind", "stance", "who", "when", "where", "note")


class ClaimRecord(QWidget):
    """Folded away until wanted, or until anything stands in it; how it was left is remembered for
    empty ones.  The ``decision`` has its place where the card puts it.

    ``given`` carries kind of record (claim, response, described), its id, the field, its text and
    the id of the visit.
    """

    given = Signal(str, str, str, str, str)

    def __init__(self, workspace: Workspace, tints: Tints, remembered: Remembered) -> None:
        super().__init__()
        self._workspace = workspace
        self._remembered = remembered
        self._shown = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.tags = TagField()
        self.decision = DecisionRow()
        column.addWidget(rule())
        self.fold = self._fold_button()
        column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        self._inner = QWidget()
        inner = QVBoxLayout(self._inner)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(10)
        names = {name: FIELDS[name] for name in CLAIM_WORDS}
        self.form = RecordForm(names, choices=_CHOICES, long=_LONG)
        self.form.given.connect(lambda *said: self.given.emit("claim", *said))
        self.seconds = SecondsRow()
        self.responses = PartRows(_responses(), tints)
        self.responses.given.connect(lambda *said: self.given.emit("response", *said))
        self.described = PartRows(_described(), tints)
        self.described.given.connect(lambda *said: self.given.emit("described", *said))
        for part in (self.tags, self.form, self.seconds, self.responses, self.described):
            inner.addWidget(part)
        column.addWidget(self._inner)
        self._inner.hide()

    def renew(self, claim: Claim) -> None:
        """Show the record of a claim as it stands."""
        writable = self._workspace.writable
        if claim.id != self._shown:
            self._shown = claim.id
            self.fold.setChecked(self._remembered.choice(_UNFOLDED) or _holds(claim))
        decision = claim.decision
        who = self._workspace.reviewer(decision.reviewer).label if decision else ""
        self.decision.show_claim(claim, who, self._workspace.verdicts, writable=writable)
        known = {tag.name: tag.colour for tag in self._workspace.tags}
        self.tags.show_tags(claim.tags, known, writable=writable)
        self.form.offer("assigned", [(r.id, r.label) for r in self._workspace.people])
        self.seconds.show_claim(claim, self._workspace.people, writable=writable)
        texts = {name: str(getattr(claim, name)) for name in CLAIM_WORDS}
        self.form.show_record(claim.id, texts, writable=writable)
        self.responses.show_parts(
            [_texts(r, _RESPONSE) for r in claim.responses], writable=writable
        )
        parts = [_texts(one, _DESCRIBED) for one in claim.described]
        self.described.show_parts(parts, writable=writable)

    def flush(self) -> None:
        """Save what is being typed."""
        for part in (self.form, self.responses, self.described):
            part.flush()

    def new_visit(self) -> None:
        """Let what is typed from now on be an undo step of its own."""
        for part in (self.form, self.responses, self.described):
            part.new_visit()

    def forget_others(self, known: set[str]) -> None:
        """Forget what could not be saved of claims that are not ``known``."""
        self.form.forget_others(known)

    def keep_unsaved(self, record: str, id_: str, name: str, text: str) -> None:
        """Keep what was typed and could not be saved; it is tried again at the next chance."""
        rows = self.responses.rows if record == "response" else self.described.rows
        form = self.form if record == "claim" else rows.get(id_)
        if form is not None:
            form.keep_unsaved(id_, name, text)

    def _fold_button(self) -> QToolButton:
        fold = QToolButton()
        fold.setText(_("Record"))
        fold.setCheckable(True)
        fold.setProperty("part", "fold")
        fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        fold.setArrowType(Qt.ArrowType.RightArrow)
        fold.setToolTip(_("Tags, who said it and when, severity, correction, responses"))
        fold.toggled.connect(self._fold)
        fold.clicked.connect(lambda open_: self._remembered.choose(_UNFOLDED, on=open_))
        return fold

    def _fold(self, open_: bool) -> None:
        self.fold.setArrowType(Qt.ArrowType.DownArrow if open_ else Qt.ArrowType.RightArrow)
        self._inner.setVisible(open_)


def _holds(claim: Claim) -> bool:
    words = any(getattr(claim, name) for name in CLAIM_WORDS if name != "kind")
    more = claim.tags or claim.responses or claim.described or claim.seconds
    return words or bool(more)


def _texts(one: Response | Described, names: tuple[str, ...]) -> tuple[str, dict[str, str]]:
    return one.id, {name: str(getattr(one, name)) for name in names}


def _responses() -> PartWords:
    return PartWords(
        _("Responses of parties"),
        _("Party that was asked, then Enter"),
        _("Remove this response"),
        {name: FIELDS[name] for name in _RESPONSE},
        {"answer": {word: WORDS[word] for word in ANSWERS}},
    )


def _described() -> PartWords:
    names = {name: FIELDS[name] for name in _DESCRIBED}
    return PartWords(
        _("Evidence that is no passage"),
        _("What a call, an interview or a search brought, then Enter"),
        _("Remove this described evidence"),
        names,
        {
            "kind": {word: WORDS[word] for word in DESCRIBED},
            "stance": {word: WORDS[word] for word in STANCES},
        },
        firm=("stance",),
        long=("words",),
    )
