# SPDX-License-Identifier: AGPL-3.0-or-later
"""The line on the claim card that says which fields are in conflict."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from sidelight.desktop.icons import Tints
from sidelight.desktop.labels import label
from sidelight.language import _
from sidelight.session.unsettled import Unsettled


class ConflictLine(QWidget):
    """A sign, the fields, and a button; hidden where nothing is in conflict."""

    wanted = Signal()

    def __init__(self, tints: Tints) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        sign = _Sign()
        tints.give(sign, "triangle-alert", "disputed")
        line.addWidget(sign)
        self._words = label("", wrap=True)
        line.addWidget(self._words, 1)
        self.button = QPushButton(_("Settle…"))
        self.button.setProperty("part", "link")
        self.button.clicked.connect(self.wanted)
        line.addWidget(self.button)
        self.hide()

    @property
    def words(self) -> str:
        """What is said."""
        return self._words.text()

    def show_conflicts(self, conflicts: Iterable[Unsettled]) -> None:
        """Name the fields that hold several values."""
        fields = list(dict.fromkeys(one.field for one in conflicts))
        words = _("In conflict: {fields}").format(fields=", ".join(fields)) if fields else ""
        self._words.setText(words)
        self.button.setAccessibleDescription(words)
        self.setVisible(bool(fields))


class _Sign(QLabel):
    def setIcon(self, icon: QIcon) -> None:
        """Show an icon as tall as the words beside it."""
        side = self.fontMetrics().ascent() + 3
        self.setPixmap(icon.pixmap(side, side))
