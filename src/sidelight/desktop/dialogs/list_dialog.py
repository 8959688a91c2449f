# SPDX-License-Identifier: AGPL-3.0-or-later
"""A dialog around a list that is worked by keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, SignalInstance
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

_FRAME = QSize(16, 48)
"""What a window manager puts around a window, at the most."""


class ListDialog(QDialog):
    """Lays out ``column``; it is gone once it is closed."""

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{title} — Sidelight")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 16, 20, 14)
        self.column.setSpacing(9)

    def button(self, words: str, act: Callable[[], object] | SignalInstance) -> QPushButton:
        """Return a button that does something when it is clicked, not on Enter elsewhere."""
        made = QPushButton(words)
        # Enter acts on what is chosen in the list; no button takes it from there
        made.setAutoDefault(False)
        made.clicked.connect(act)
        return made

    def take_room(self, letters: int, lines: int) -> None:
        """Make it as wide as ``letters`` and as high as ``lines`` of text, as the screen allows."""
        metrics = self.fontMetrics()
        wanted = QSize(metrics.averageCharWidth() * letters, metrics.height() * lines)
        self.resize(wanted.boundedTo(self.screen().availableSize() - _FRAME))
