# SPDX-License-Identifier: AGPL-3.0-or-later
"""A dialog with choices on the left and what they lead to on the right, as large as the window."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from sidelight.desktop.labels import label

_SHARE = 0.94
"""How much of the window the dialog takes."""
_HUNDRED = 100


class ChoosingDialog(QDialog):
    """Lays both sides out, with a line for what went wrong, progress, and buttons below them.

    Its choices are ``letters`` wide, and scroll where there is little room. It is gone once it is
    closed.
    """

    def __init__(self, parent: QWidget, title: str, letters: int) -> None:
        super().__init__(parent)
        self._letters = letters
        self.setWindowTitle(f"{title} — Sidelight")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.title = label(title, factor=1.2, bold=True, wrap=True)
        self.problem = label("", bold=True, wrap=True)
        self.problem.hide()
        self.progress = QProgressBar(textVisible=False)
        self.progress.hide()
        self.buttons = QDialogButtonBox()
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def lay_out(
        self, above: Sequence[QWidget], right: Sequence[QWidget], before: Sequence[QWidget] = ()
    ) -> None:
        """Put widgets between the title and the choices, others on the right, and some before the
        buttons.
        """
        self._area = QScrollArea(widgetResizable=True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        left = QVBoxLayout()
        left.setContentsMargins(0, 16, 0, 0)
        for widget in (self.title, *above):
            widget.setContentsMargins(22, 0, 22, 0)
            left.addWidget(widget)
        left.addWidget(self._area, 1)
        beside = QFrame()
        beside.setProperty("part", "beside")
        self._right = QVBoxLayout(beside)
        self._right.setContentsMargins(14, 8, 14, 6)
        for widget in right:
            self._right.addWidget(widget)
        both = QHBoxLayout()
        both.setSpacing(0)
        both.addLayout(left)
        both.addWidget(beside, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 14)
        column.setSpacing(8)
        column.addLayout(both, 1)
        for below in ((self.problem,), (self.progress,), (*before, self.buttons)):
            column.addLayout(_inset(*below))

    def stretch(self, widget: QWidget) -> None:
        """Let a widget on the right take the room that the others leave."""
        self._right.setStretchFactor(widget, 1)

    def show_choices(self, form: QWidget) -> None:
        """Show the choices, in place of those before."""
        self._area.setWidget(form)

    def add_button(self, words: str, role: QDialogButtonBox.ButtonRole) -> QPushButton:
        """Put a button below."""
        button: QPushButton = self.buttons.addButton(words, role)
        button.setAutoDefault(False)
        return button

    def say_problem(self, words: str) -> None:
        """Say what went wrong; nothing with no words."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def show_share(self, share: float) -> None:
        """Show how far what is at work has come, 0 to 1; below 0 where that is not known."""
        self.progress.setRange(0, 0 if share < 0 else _HUNDRED)
        self.progress.setValue(int(share * _HUNDRED))

    def sizeHint(self) -> QSize:
        """Return most of the window."""
        parent = self.parentWidget()
        room = parent.window().size() if parent else QSize(1280, 860)
        return (room * _SHARE).boundedTo(QSize(1600, 1200))

    def minimumSizeHint(self) -> QSize:
        """Return a size that fits the smallest screen."""
        return QSize(560, 320)

    def showEvent(self, event: QShowEvent) -> None:
        """Give the choices their width."""
        super().showEvent(event)
        letters = self.fontMetrics().averageCharWidth() * self._letters
        bar = self._area.verticalScrollBar().sizeHint().width()
        self._area.setFixedWidth(min(letters + bar, self.width() // 2))


def _inset(*widgets: QWidget) -> QHBoxLayout:
    """Return a line of widgets that keeps from the edges, the last one at its end."""
    line = QHBoxLayout()
    line.setContentsMargins(22, 0, 22, 0)
    for widget in widgets:
        if len(widgets) > 1 and widget is widgets[-1]:
            line.addStretch(1)
        line.addWidget(widget)
    return line
