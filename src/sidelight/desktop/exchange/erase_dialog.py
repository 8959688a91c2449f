# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asks before something is removed for good, and says what that takes along and cannot reach."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialogButtonBox, QWidget

from sidelight.desktop.exchange.roomy_dialog import RoomyDialog
from sidelight.desktop.labels import label
from sidelight.language import _
from sidelight.session.erasing import ErasePlan
from sidelight.session.erasure_words import erasure_title, erasure_words
from sidelight.text.quotes import readable, shorten

_NAME = 160


class EraseDialog(RoomyDialog):
    """Calls ``then`` with the plan once it is agreed to; Enter and Escape leave all as it is."""

    def __init__(
        self,
        parent: QWidget,
        record: str,
        plan: ErasePlan,
        then: Callable[[ErasePlan], object],
    ) -> None:
        super().__init__(parent, erasure_title(record), 66)
        self._plan, self._then = plan, then
        name = label(shorten(readable(plan.title), _NAME), "quote", wrap=True)
        self.column.addWidget(name)
        self.sentences = erasure_words(record, plan)
        for words in self.sentences[:-1]:
            self.column.addWidget(label(words, wrap=True))
        self.column.addWidget(label(self.sentences[-1], bold=True, wrap=True))
        self.column.addStretch(1)
        role = QDialogButtonBox.ButtonRole
        self.cancel = self.add_button(_("Cancel"), role.RejectRole, default=True)
        self.remove = self.add_button(_("Remove for good"), role.DestructiveRole)
        self.remove.clicked.connect(self._agree)
        self.cancel.setFocus()

    def _agree(self) -> None:
        self.accept()
        self._then(self._plan)
