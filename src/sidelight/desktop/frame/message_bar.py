# SPDX-License-Identifier: AGPL-3.0-or-later
"""A bar over the documents with one sentence: an error, or why a project cannot be changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from sidelight.desktop.icons import Tints, icon
from sidelight.desktop.labels import label
from sidelight.desktop.theme import Theme
from sidelight.language import _


class MessageBar(QWidget):
    """Shows a sentence until it is closed; ``part`` is its look: error, notice or hint."""

    def __init__(self, part: str, theme: Theme, tints: Tints, *buttons: QPushButton) -> None:
        super().__init__()
        self._theme = theme
        self._word = {"error": "denied", "notice": "disputed"}.get(part, "unchecked")
        self.setProperty("part", part)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 6, 8, 6)
        line.setSpacing(8)
        self._mark = QLabel()
        line.addWidget(self._mark)
        self._words = label(wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        line.addWidget(self._words, 1)
        for button in buttons:
            line.addWidget(button)
        self._offer = QPushButton()
        self._offer.setProperty("part", "link")
        self._offer.clicked.connect(self._take_offer)
        line.addWidget(self._offer)
        self._then: Callable[[], object] | None = None
        self._offer.hide()
        close = QToolButton()
        close.setIconSize(QSize(16, 16))
        close.setToolTip(_("Close"))
        close.setAccessibleName(_("Close this message"))
        tints.give(close, "x", "quiet")
        close.clicked.connect(self.hide)
        line.addWidget(close)
        theme.switched.connect(self._paint_mark)
        self._paint_mark()
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown."""
        return self._words.text()

    @property
    def offer(self) -> QPushButton:
        """The button for what may be done about it, hidden where there is nothing."""
        return self._offer

    def show_sentence(
        self, words: str, offer: str = "", then: Callable[[], object] | None = None
    ) -> None:
        """Show a sentence, with a button for what may be done about it; hide where it is empty."""
        self._offer.setText(offer)
        self._offer.setVisible(bool(offer))
        self._then = then
        self._words.setText(words)
        self._words.setAccessibleName(words)
        self.setVisible(bool(words))

    def _take_offer(self) -> None:
        if self._then is not None:
            self._then()

    def _paint_mark(self) -> None:
        name = "triangle-alert" if self._word == "denied" else "info"
        self._mark.setPixmap(icon(name, self._theme.colours.ink(self._word)).pixmap(18, 18))
