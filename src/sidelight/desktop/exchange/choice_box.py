# SPDX-License-Identifier: AGPL-3.0-or-later
"""A field that shows it holds a list: the style sheet leaves the arrow out, which has no colour."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyleOptionComboBox

from sidelight.desktop.icons import paint

_SIDE = 10
"""Pixels between the arrow and the edge."""


class ChoiceBox(QComboBox):
    """A combo box with its arrow, as wide as there is room."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(12)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def showPopup(self) -> None:
        """Show the list as wide as its words."""
        around = 2 * _SIDE + self.view().verticalScrollBar().sizeHint().width()
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + around)
        super().showPopup()

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        """Say where words are cut."""
        super().initStyleOption(option)
        around = 3 * _SIDE + self.fontMetrics().ascent()
        room = max(0, self.width() - around)
        mode = Qt.TextElideMode.ElideRight
        option.currentText = self.fontMetrics().elidedText(self.currentText(), mode, room)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the arrow over the field."""
        super().paintEvent(event)
        side = self.fontMetrics().ascent() + 1
        at = QRectF(self.width() - side - _SIDE, (self.height() - side) / 2, side, side)
        colour = self.palette().color(QPalette.ColorRole.PlaceholderText).name()
        painter = QPainter(self)
        paint(painter, "chevron-down", colour, at)
        painter.end()
