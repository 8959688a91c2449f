# SPDX-License-Identifier: AGPL-3.0-or-later
"""The decision on a claim: what was decided, by whom, why; and the fields that make one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from sidelight.desktop.choice import Choice
from sidelight.desktop.labels import label, rule
from sidelight.language import _, local_minute
from sidelight.model.records import Claim
from sidelight.model.standing import given
from sidelight.model.verdicts import Verdicts

_SEVERAL = 2


class DecisionRow(QWidget):
    """Shown where reviewers may differ: from two verdicts on, and where something was decided.

    ``decided`` carries verdict, the party that denies or "", and reason, ``withdrawn`` nothing.
    What was written and not decided yet is there again when its claim is.
    """

    decided = Signal(str, str, str)
    withdrawn = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._claim = ""
        self._asked = False
        self._begun: dict[str, tuple[str, str, str]] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(rule())
        column.addWidget(label(_("Decision"), "quiet"))
        self._said = label("", wrap=True)
        self._outdated = label(_("Verdicts went on since: look at it again."), "alarm", wrap=True)
        column.addWidget(self._said)
        column.addWidget(self._outdated)
        self._fields(column)
        self.verdict.word_chosen.connect(lambda _word: self._enable())
        self.reason.textChanged.connect(lambda _text: self._enable())
        self.reason.returnPressed.connect(self.decide.click)
        self.decide.clicked.connect(self._decide)
        self.withdraw.clicked.connect(self.withdrawn)
        self.change.clicked.connect(self.ask)
        self._writable = False
        self._shown = False

    def _fields(self, column: QVBoxLayout) -> None:
        self.verdict = Choice(_("Decision"))
        self.party = QLineEdit()
        self.party.setPlaceholderText(_("The evidence; or name the party that denies it"))
        self.party.setAccessibleName(_("Denied by"))
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(_("Reason of the decision"))
        self.reason.setAccessibleName(_("Reason of the decision"))
        self.decide = QPushButton(_("Decide"))
        self.withdraw = QPushButton(_("Withdraw"))
        self.withdraw.setProperty("part", "link")
        self.change = QPushButton(_("Change"))
        self.change.setProperty("part", "link")
        column.addWidget(self.verdict)
        column.addWidget(self.party)
        column.addWidget(self.reason)
        line = QHBoxLayout()
        line.addWidget(self.change)
        line.addWidget(self.withdraw)
        line.addStretch(1)
        line.addWidget(self.decide)
        column.addLayout(line)

    def show_claim(self, claim: Claim, who: str, verdicts: Verdicts, *, writable: bool) -> None:
        """Show the decision on a claim; ``who`` made it."""
        decision = claim.decision
        chosen = str(self.verdict.currentData() or "")
        if self.verdict.offer([(word, verdicts.called(word)) for word in verdicts.words]):
            self.verdict.show_word(chosen if chosen in verdicts.words else "")
        if claim.id != self._claim:
            self._keep()
            self._claim = claim.id
            verdict, party, reason = self._begun.get(claim.id, ("", "", ""))
            self._asked = bool(verdict or reason)
            self.verdict.show_word(verdict)
            self.party.setText(party)
            self.reason.setText(reason)
        wanted = decision is not None or len(given(claim)) >= _SEVERAL
        self.setVisible((wanted or self._asked) and not claim.veiled)
        self._writable = writable
        self._said.setVisible(decision is not None)
        self._outdated.setVisible(decision is not None and decision.outdated)
        self.withdraw.setVisible(decision is not None and writable)
        if decision is not None:
            verdict = verdicts.called(decision.verdict)
            if decision.denied_by:
                verdict = _("{verdict} by {party}").format(
                    verdict=verdict, party=decision.denied_by
                )
            when = local_minute(decision.made_at) if decision.made_at else ""
            head = _("{verdict}, decided by {who} on {when}").format(
                verdict=verdict, who=who, when=when
            )
            self._said.setText(f"{head}\n{decision.reason}")
        open_ = decision is None or decision.outdated or self._asked
        self._show_fields(on=open_)
        self.verdict.setEnabled(writable)
        for field in (self.party, self.reason):
            field.setReadOnly(not writable)
        self._enable()

    def ask(self) -> None:
        """Show the fields for this claim even where nobody differs."""
        self._asked = True
        self.show()
        self._show_fields(on=True)
        self.verdict.setFocus()

    def _show_fields(self, *, on: bool) -> None:
        for part in (self.verdict, self.reason, self.decide):
            part.setVisible(on)
        self._shown = on
        self.change.setVisible(self._writable and not on)

    def made(self) -> None:
        """Empty the fields: what stood in them was decided."""
        self.reason.clear()
        self.party.clear()
        self.verdict.show_word("")
        self._begun.pop(self._claim, None)
        self._asked = False
        self._show_fields(on=False)
        self._enable()

    def _enable(self) -> None:
        self.party.setVisible(self._shown and self.verdict.currentData() == "denied")
        whole = bool(self.verdict.currentData()) and bool(self.reason.text().strip())
        self.decide.setEnabled(self._writable and whole)

    def _decide(self) -> None:
        verdict = str(self.verdict.currentData())
        party = self.party.text().strip() if verdict == "denied" else ""
        self.decided.emit(verdict, party, self.reason.text().strip())

    def _keep(self) -> None:
        """Keep what was begun and not decided."""
        begun = (
            str(self.verdict.currentData() or ""),
            self.party.text(),
            self.reason.text(),
        )
        if any(begun):
            self._begun[self._claim] = begun
        else:
            self._begun.pop(self._claim, None)
