# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands on a side that has no document yet: what to do, and the buttons for it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from sidelight.desktop.action_set import ActionSet, give_tip, shown_keys
from sidelight.desktop.fitting import fitted
from sidelight.desktop.icons import Tints
from sidelight.desktop.labels import label
from sidelight.language import _
from sidelight.session.actions import TABLE

_LETTERS, _LEAST_SIDE = 54, 20
"""Width of the lines, in letters, and what stays free beside them, in pixels."""


class EmptySide(QWidget):
    """Teaches the first step of its side."""

    def __init__(self, kind: str, actions: ActionSet, tints: Tints) -> None:
        super().__init__()
        self.setProperty("part", "desk")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        article = kind == "article"
        self._column = column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addStretch(2)
        title = _("Start with the article") if article else _("Then its sources")
        words = (
            _(
                "Add the text to be checked: a PDF, a saved web page, Markdown or plain text. "
                "Or drop it here."
            )
            if article
            else _("Add the documents to check it against, as many as you have. Or drop them here.")
        )
        self._add(column, label(title, factor=1.3, bold=True))
        self._add(column, label(words, "quiet", wrap=True))
        id_ = "document.article" if article else "document.sources"
        ways = {id_: _("Add an article…") if article else _("Add sources…")}
        ways["document.paste"] = _("Paste text…")
        self._buttons = [self._button(actions, tints, name, text) for name, text in ways.items()]
        self._line = line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        line.addStretch(1)
        for button in self._buttons:
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        line.addStretch(1)
        column.addLayout(line)
        self._ways = tuple(ways)
        self._keys = label("", "quiet", factor=0.9)
        self._add(column, self._keys)
        self._saving = label(_saving(), "quiet", wrap=True, factor=0.9)
        self._add(column, self._saving)
        column.addStretch(3)
        self._show_keys()
        actions.keys.changed.connect(self._show_keys)
        fitted(self, self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the lines short, and the buttons below each other where they do not fit beside."""
        super().resizeEvent(event)
        self._fit()

    def _show_keys(self) -> None:
        keys = (shown_keys(name) for name in self._ways)
        self._keys.setText("   ·   ".join(one for one in keys if one))

    def _fit(self) -> None:
        letter = self.fontMetrics().averageCharWidth()
        side = max(_LEAST_SIDE, (self.width() - _LETTERS * letter) // 2)
        self._column.setContentsMargins(side, 20, side, 20)
        wanted = sum(button.sizeHint().width() + 10 for button in self._buttons)
        way = QBoxLayout.Direction
        beside = wanted <= self.width() - 2 * _LEAST_SIDE
        self._line.setDirection(way.LeftToRight if beside else way.TopToBottom)
        # what goes first where there is little room: the buttons' tool tips name the keys too
        for words in (self._keys, self._saving):
            words.show()
        for words in (self._saving, self._keys):
            self._column.invalidate()
            if self._column.totalHeightForWidth(self.width()) > self.height():
                words.hide()

    def set_writable(self, *, writable: bool) -> None:
        """Let documents be added or not."""
        for button in self._buttons:
            button.setEnabled(writable)

    @staticmethod
    def _button(actions: ActionSet, tints: Tints, name: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setIconSize(QSize(17, 17))
        give_tip(button, name)
        tints.give(button, TABLE[name].icon, "accent")
        button.clicked.connect(actions[name].trigger)
        return button

    @staticmethod
    def _add(column: QVBoxLayout, words: QLabel) -> None:
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(words)


def _saving() -> str:
    """Return how a web page comes in."""
    return _(
        "A web page: save it in your browser (Ctrl+S, “Web page, complete”), and add the file with "
        "its folder beside it. Nothing is fetched from the network."
    )
