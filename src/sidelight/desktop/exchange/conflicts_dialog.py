# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is to be settled after merges: fields with several values, and claims to be joined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from sidelight.desktop.exchange.roomy_dialog import RoomyDialog
from sidelight.desktop.labels import ElidedButton, clear, label, rule
from sidelight.language import N_, _, ngettext
from sidelight.model.conflicts import RULES, Conflict, Rule
from sidelight.model.records import Claim
from sidelight.session.field_words import quoted
from sidelight.session.unsettled import Unsettled

_AT_ONCE = 40
"""Conflicts shown at a time; the next ones follow as these are settled."""

_RULE_NAMES: dict[Rule, str] = {
    "mine": N_("Keep mine"),
    "theirs": N_("Keep theirs"),
    "newer": N_("Keep the newer"),
}


class ConflictsDialog(RoomyDialog):
    """Stands beside the window, which shows what a conflict is about.

    ``settled`` carries a Conflict and the value taken, ``rule_taken`` a rule for all, ``joined``
    the ids of claims (the first one stays), ``place_wanted`` the ids of a claim and a document.
    """

    settled = Signal(object, object)
    rule_taken = Signal(str)
    joined = Signal(object)
    place_wanted = Signal(str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, _("Conflicts"), 84)
        self._shown: object = None
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        self.column.addLayout(self._rows)
        self.column.addStretch(1)
        self.add_button(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)

    def show_all(
        self,
        conflicts: Sequence[Unsettled],
        twins: Sequence[tuple[Claim, ...]],
        *,
        writable: bool = True,
    ) -> None:
        """Show what there is to settle now."""
        if self._shown == (conflicts, twins, writable):
            return
        self._shown = (conflicts, twins, writable)
        clear_all(self._rows)
        if not conflicts and not twins:
            words = _("Nothing is in conflict. All that was merged fits together.")
            self._rows.addWidget(label(words, "quiet", wrap=True))
        if conflicts:
            self._say(conflicts)
            self._offer_rules(len(conflicts), writable=writable)
        for one in conflicts[:_AT_ONCE]:
            self._rows.addWidget(rule())
            self._show_conflict(one, writable=writable)
        rest = len(conflicts) - _AT_ONCE
        if rest > 0:
            words = ngettext(
                "{count} more follows once these are settled.",
                "{count} more follow once these are settled.",
                rest,
            )
            self._rows.addWidget(label(words.format(count=rest), "quiet", wrap=True))
        for group in twins[:_AT_ONCE]:
            self._rows.addWidget(rule())
            self._show_twins(group, writable=writable)
        if self.isVisible():
            self.fit()

    def _say(self, conflicts: Sequence[Unsettled]) -> None:
        count = len(conflicts)
        words = ngettext(
            "{count} field was set to different values by people who had not seen each other's.",
            "{count} fields were set to different values by people who had not seen each other's.",
            count,
        ).format(count=count)
        more = _("The newest value shows until you choose. The others stay in the history.")
        self._rows.addWidget(label(f"{words} {more}", "quiet", wrap=True))

    def _offer_rules(self, count: int, *, writable: bool) -> None:
        line = QHBoxLayout()
        words = ngettext("For it:", "For all {count}:", count)
        line.addWidget(label(words.format(count=count)))
        for name in RULES:
            button = QPushButton(_(_RULE_NAMES[name]))
            button.setAutoDefault(False)
            button.setEnabled(writable)
            button.clicked.connect(lambda _on=False, wanted=name: self.rule_taken.emit(wanted))
            line.addWidget(button)
        line.addStretch(1)
        self._rows.addLayout(line)

    def _show_conflict(self, one: Unsettled, *, writable: bool) -> None:
        conflict = one.conflict
        document = conflict.id if conflict.record == "document" else ""
        head = ElidedButton(one.title)
        head.setAutoDefault(False)
        head.clicked.connect(lambda: self.place_wanted.emit(conflict.claim, document))
        self._rows.addWidget(head)
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setHorizontalSpacing(12)
        grid.setContentsMargins(8, 0, 0, 0)
        pairs = zip(one.values, conflict.entries, strict=True)
        for at, ((said, by), entry) in enumerate(pairs):
            grid.addWidget(label(said, wrap=True), 2 * at, 0)
            grid.addWidget(label(by, "quiet", wrap=True), 2 * at + 1, 0)
            take = self._take(conflict, entry.value, f"{one.title}: {said}")
            take.setEnabled(writable)
            grid.addWidget(take, 2 * at, 1, 2, 1, Qt.AlignmentFlag.AlignVCenter)
        self._rows.addLayout(grid)

    def _take(self, conflict: Conflict, value: Any, name: str) -> QPushButton:
        take = QPushButton(_("Keep this"))
        take.setAutoDefault(False)
        take.setAccessibleName(_("Keep this: {value}").format(value=name))
        take.clicked.connect(lambda: self.settled.emit(conflict, value))
        return take

    def _show_twins(self, group: tuple[Claim, ...], *, writable: bool) -> None:
        labels = ", ".join(claim.label for claim in group)
        words = _("Claims {numbers} mark the same passage: {quote}").format(
            numbers=labels, quote=quoted(group[0].words)
        )
        line = QHBoxLayout()
        line.addWidget(label(words, wrap=True), 1)
        show = QPushButton(_("Show"))
        show.clicked.connect(lambda: self.place_wanted.emit(group[0].id, ""))
        join = QPushButton(_("Join"))
        join.setAccessibleName(_("Join claims {numbers}").format(numbers=labels))
        join.setToolTip(_("All that was said of them shows on one claim; undo parts them again."))
        join.setEnabled(writable)
        join.clicked.connect(lambda: self.joined.emit([claim.id for claim in group]))
        for button in (show, join):
            button.setAutoDefault(False)
            line.addWidget(button)
        self._rows.addLayout(line)


def clear_all(column: QVBoxLayout) -> None:
    """Take widgets and lines of widgets out of a column and delete them."""
    while column.count():
        item = column.takeAt(0)
        inner = item.layout() if item else None
        if inner is not None:
            clear(inner)
            inner.deleteLater()
        widget = item.widget() if item else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
