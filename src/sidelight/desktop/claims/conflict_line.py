# SPDX-License-Identifier: AGPL-3.0-or-later
"""The line on the claim card that says which fields are in conflict."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from sidelight.desktop.icons import Tints
from sidelight.desktop.signed_words import SignedWords
from sidelight.language import _
from sidelight.session.unsettled import Unsettled


class ConflictLine(SignedWords):
    """A sign, the fields, and a button; hidden where nothing is in conflict."""

    wanted = Signal()

    def __init__(self, tints: Tints) -> None:
        super().__init__(tints, "triangle-alert", "disputed", "")
        self.button = QPushButton(_("Settle…"))
        self.button.setProperty("part", "link")
        self.button.clicked.connect(self.wanted)
        self.line.addWidget(self.button)

    def show_conflicts(self, conflicts: Iterable[Unsettled]) -> None:
        """Name the fields that hold several values."""
        fields = list(dict.fromkeys(one.field for one in conflicts))
        words = _("In conflict: {fields}").format(fields=", ".join(fields)) if fields else ""
        self.button.setAccessibleDescription(words)
        self.show_words(words)
