# SPDX-License-Identifier: AGPL-3.0-or-later
"""The buttons that settle a passage, on as many lines as the room makes them take."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QWidget

from sidelight.desktop.fitting import fitted
from sidelight.desktop.wrapping import wrapped

_PAD, _GAP = 8, 6


class AnswerRow(QWidget):
    """Buttons in a row that wraps."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "over")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.buttons: list[QPushButton] = []
        fitted(self, self._fit)

    def add(self, words: str, act: Callable[[], object]) -> QPushButton:
        """Add a button."""
        button = QPushButton(words, self)
        button.clicked.connect(act)
        self.buttons.append(button)
        self._fit()
        return button

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many lines as are needed."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        hints = [button.sizeHint() for button in self.buttons]
        tall = max((hint.height() for hint in hints), default=0)
        room = max(1, self.width() - 2 * _PAD)
        lines = wrapped([hint.width() for hint in hints], room, _GAP)
        for at, line in enumerate(lines):
            left = _PAD
            for index in line:
                width = min(hints[index].width(), room)
                top = _PAD + at * (tall + _GAP)
                self.buttons[index].setGeometry(left, top, width, tall)
                left += width + _GAP
        self.setFixedHeight(2 * _PAD + len(lines) * tall + max(0, len(lines) - 1) * _GAP)
