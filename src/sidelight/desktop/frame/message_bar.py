# SPDX-License-Identifier: AGPL-3.0-or-later
"""A bar over the documents with one sentence: an error, or why a project cannot be changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from sidelight.desktop.icon_button import icon_button
from sidelight.desktop.icons import Tints, icon
from sidelight.desktop.labels import clear, label
from sidelight.desktop.theme import Theme
from sidelight.language import _


@dataclass(frozen=True)
class Offer:
    """What a message offers to do: the words of a button, and what it does."""

    words: str
    act: Callable[[], object]


class MessageBar(QWidget):
    """Shows a sentence until it is closed; ``part`` is its look: error, notice or hint.

    ``buttons`` stay, whatever is said.
    """

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
        self._offers = QWidget()
        self._offer_line = QHBoxLayout(self._offers)
        self._offer_line.setContentsMargins(0, 0, 0, 0)
        self._offer_line.setSpacing(4)
        line.addWidget(self._offers)
        for button in buttons:
            line.addWidget(button)
        close = icon_button(tints, "x", _("Close"), called=_("Close this message"), pixels=16)
        close.clicked.connect(self.hide)
        line.addWidget(close)
        theme.switched.connect(self._paint_mark)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence shown."""
        return self._words.text()

    @property
    def offers(self) -> list[QPushButton]:
        """The buttons of what is offered now."""
        items = (self._offer_line.itemAt(at) for at in range(self._offer_line.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, QPushButton)]

    def show_sentence(self, words: str, *offers: Offer) -> None:
        """Show a sentence with what it offers; hide where it is empty."""
        clear(self._offer_line)
        for offer in offers:
            button = QPushButton(offer.words)
            button.setProperty("part", "link")
            button.clicked.connect(offer.act)
            self._offer_line.addWidget(button)
        self._offers.setVisible(bool(offers))
        if self._mark.pixmap().isNull():
            self._paint_mark()
        self._words.setText(words)
        self._words.setAccessibleName(words)
        self.setVisible(bool(words))

    def _paint_mark(self) -> None:
        name = "triangle-alert" if self._word == "denied" else "info"
        self._mark.setPixmap(icon(name, self._theme.colours.ink(self._word)).pixmap(18, 18))
