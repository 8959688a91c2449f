# SPDX-License-Identifier: AGPL-3.0-or-later
"""A line of words after a sign, such as where words come from or what is hidden."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from sidelight.desktop.icons import Tints
from sidelight.desktop.labels import label


class SignedWords(QWidget):
    """A sign and words beside it; hidden while there are none."""

    def __init__(self, tints: Tints, icon: str, tint: str = "quiet", part: str = "quiet") -> None:
        super().__init__()
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(0, 0, 0, 2)
        self.line.setSpacing(6)
        sign = _Sign()
        tints.give(sign, icon, tint)
        self.line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        self._words = label("", part, wrap=True)
        self.line.addWidget(self._words, 1)
        self.hide()

    @property
    def words(self) -> str:
        """What is said."""
        return self._words.text()

    def show_words(self, words: str) -> None:
        """Say something, or nothing."""
        self._words.setText(words)
        self.setVisible(bool(words))


class _Sign(QLabel):
    def setIcon(self, icon: QIcon) -> None:
        """Show an icon as tall as the words beside it."""
        side = self.fontMetrics().ascent() + 3
        self.setPixmap(icon.pixmap(side, side))
