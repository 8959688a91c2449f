# SPDX-License-Identifier: AGPL-3.0-or-later
"""A quiet bar over a document that says something of it and offers one thing to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from sidelight.desktop.labels import ElidedLabel


class DocumentBar(QWidget):
    """Away until it is shown; ``wanted`` when what its button offers is asked for."""

    wanted = Signal()

    def __init__(self, offer: str, words: str = "") -> None:
        super().__init__()
        self.setProperty("part", "strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 3, 8, 3)
        line.setSpacing(2)
        self.words = ElidedLabel(words, "quiet")
        line.addWidget(self.words, 1)
        self.button = QPushButton(offer)
        self.button.setProperty("part", "link")
        self.button.clicked.connect(self.wanted)
        line.addWidget(self.button)
        self.hide()
