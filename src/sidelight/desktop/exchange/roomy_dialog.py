# SPDX-License-Identifier: AGPL-3.0-or-later
"""A dialog with a title, a body that scrolls where there is little room, and buttons below."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sidelight.desktop.labels import label

_BESIDE = 24
"""Pixels between a dialog beside and the edge of the window."""

_SHARE = 0.92
"""How much of the window a dialog takes at the most."""


class RoomyDialog(QDialog):
    """Lays out ``column`` (the body); `add_button` puts a button below.

    ``wide`` is its width in letters; one that stands ``beside`` leaves the article in sight.  It is
    gone once it is closed.
    """

    def __init__(
        self, parent: QWidget, title: str, wide: int = 66, *, beside: bool = False
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"{title} — Sidelight")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._wide = wide
        self._beside = beside
        self.title = label(title, factor=1.2, bold=True, wrap=True)
        self.body = QWidget()
        self.body.setProperty("part", "card")
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(22, 4, 22, 8)
        self.column.setSpacing(8)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self.body)
        self.buttons = QDialogButtonBox()
        self.buttons.rejected.connect(self.reject)
        self._whole = whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 16, 0, 14)
        whole.setSpacing(8)
        for widget in (self.title, self.buttons):
            widget.setContentsMargins(22, 0, 22, 0)
        whole.addWidget(self.title)
        whole.addWidget(self._area, 1)
        whole.addWidget(self.buttons)

    def add_button(
        self, words: str, role: QDialogButtonBox.ButtonRole, *, default: bool = False
    ) -> QPushButton:
        """Put a button below; Enter presses the ``default`` one."""
        button: QPushButton = self.buttons.addButton(words, role)
        button.setAutoDefault(default)
        button.setDefault(default)
        return button

    def sizeHint(self) -> QSize:
        """Return the room for the whole body, as far as the window has it."""
        most = self._most()
        width = min(self.fontMetrics().averageCharWidth() * self._wide, most.width())
        inside = self.column.totalHeightForWidth(width) if self.column.hasHeightForWidth() else 0
        inside = max(inside, self.column.sizeHint().height() if inside <= 0 else 0)
        around = self.title.heightForWidth(width - 44) + self.buttons.sizeHint().height() + 54
        return QSize(width, min(inside + around, most.height()))

    def _most(self) -> QSize:
        parent = self.parentWidget()
        return (parent.window().size() if parent else QSize(1000, 700)) * _SHARE

    def minimumSizeHint(self) -> QSize:
        """Return a size that fits the smallest screen."""
        return QSize(min(360, self.sizeHint().width()), 220)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the room that is wanted."""
        super().showEvent(event)
        self.fit()
        parent = self.parentWidget()
        if self._beside and parent is not None and not event.spontaneous():
            window = parent.window().frameGeometry()
            room = window.height() - self.frameGeometry().height()
            self.move(window.right() - self.width() - _BESIDE, window.top() + max(0, room // 2))

    def fit(self) -> None:
        """Take the room that is wanted now, never less than there is."""
        self._whole.activate()
        self.column.activate()
        wanted = self.sizeHint().expandedTo(QSize(self.width(), 0))
        # a bar that comes and goes would make the lines narrower, and so itself needed
        policy = Qt.ScrollBarPolicy
        whole = wanted.height() < self._most().height()
        bar = policy.ScrollBarAlwaysOff if whole else policy.ScrollBarAsNeeded
        self._area.setVerticalScrollBarPolicy(bar)
        self.resize(wanted)
