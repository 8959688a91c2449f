# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asks before something is removed for good, and says what that takes along and cannot reach."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QDialogButtonBox, QWidget

from sidelight.desktop.exchange.roomy_dialog import RoomyDialog
from sidelight.desktop.labels import label
from sidelight.language import _
from sidelight.session.erasing import ErasePlan
from sidelight.session.erasure_words import erasure_title, erasure_words
from sidelight.text.quotes import readable, shorten

_NAME = 160


class EraseDialog(RoomyDialog):
    """Asks with ``title``, says ``sentences``, the last of them in bold, and of what (``name``).

    It calls ``then`` once it is agreed to; Enter and Escape leave all as it is.
    """

    def __init__(
        self,
        parent: QWidget,
        title: str,
        sentences: Sequence[str],
        then: Callable[[], object],
        name: str = "",
    ) -> None:
        super().__init__(parent, title, 66)
        self._then = then
        if name:
            self.column.addWidget(label(shorten(readable(name), _NAME), "quote", wrap=True))
        self.sentences = list(sentences)
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
        self._then()


def ask_erasure(
    parent: QWidget, record: str, plan: ErasePlan, then: Callable[[ErasePlan], object]
) -> EraseDialog:
    """Return the dialog for a record, of which it calls ``then`` with the plan."""
    words = erasure_words(record, plan)
    return EraseDialog(parent, erasure_title(record), words, lambda: then(plan), plan.title)
