# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asks which reviewer of the project one is: the same person on another computer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QDialogButtonBox, QWidget

from sidelight.desktop.exchange.choice_box import ChoiceBox
from sidelight.desktop.exchange.roomy_dialog import RoomyDialog
from sidelight.desktop.labels import label
from sidelight.language import _


class ReviewerDialog(RoomyDialog):
    """Calls ``then`` with the id of the reviewer chosen."""

    def __init__(
        self,
        parent: QWidget,
        reviewers: Sequence[tuple[str, str]],
        me: str,
        then: Callable[[str], object],
    ) -> None:
        super().__init__(parent, _("I am this reviewer"), 62)
        self._then = then
        words = _(
            "If you have worked in this project on another computer, choose yourself here: from "
            "now on your verdicts on both are one person's, in all projects."
        )
        self.column.addWidget(label(words, "quiet", wrap=True))
        self.names = ChoiceBox(_("Reviewer"))
        for id_, name in reviewers:
            shown = _("{name} (you now)").format(name=name) if id_ == me else name
            self.names.addItem(shown, id_)
        self.names.setCurrentIndex(max(0, self.names.findData(me)))
        self.column.addWidget(self.names)
        alone = _("No one else has worked in this project yet.")
        self.column.addWidget(label("" if len(reviewers) > 1 else alone, "quiet", wrap=True))
        self.column.addStretch(1)
        role = QDialogButtonBox.ButtonRole
        self.add_button(_("Cancel"), role.RejectRole)
        self.ok = self.add_button(_("That is me"), role.AcceptRole, default=True)
        self.buttons.accepted.connect(self.accept)
        self.names.currentIndexChanged.connect(lambda _at: self._look(me))
        self._look(me)

    def accept(self) -> None:
        """Hand on who was chosen."""
        chosen = str(self.names.currentData())
        super().accept()
        self._then(chosen)

    def _look(self, me: str) -> None:
        self.ok.setEnabled(self.names.currentData() not in {None, me})
