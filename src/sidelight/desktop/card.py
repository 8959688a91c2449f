# SPDX-License-Identifier: AGPL-3.0-or-later
"""A card beside the documents: a column of parts that scrolls."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget


class Card(QScrollArea):
    """Holds what is added to ``column``; ``body`` is what scrolls."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("part", "beside")
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.body = QWidget()
        self.body.setProperty("part", "card")
        # before there is anything in it, which would be styled once more
        self.setWidget(self.body)
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(16, 12, 14, 16)
        self.column.setSpacing(8)
        self.setWidget(self.body)
