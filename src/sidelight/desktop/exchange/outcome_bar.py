# SPDX-License-Identifier: AGPL-3.0-or-later
"""The bar that says what a merge brought in or where a copy was written, with what may follow."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from sidelight.desktop.frame.message_bar import MessageBar, Offer
from sidelight.desktop.icons import Tints
from sidelight.desktop.theme import Theme
from sidelight.language import _


class OutcomeBar(MessageBar):
    """A message bar with two buttons, of which the one that fits shows."""

    def __init__(self, theme: Theme, tints: Tints) -> None:
        self.back = QPushButton(_("Back to before the merge"))
        self.folder = QPushButton(_("Show in folder"))
        super().__init__("hint", theme, tints, self.folder, self.back)
        self._open: Callable[[], object] = lambda: None
        for button in (self.back, self.folder):
            button.setProperty("part", "link")
        self.folder.clicked.connect(self._show_folder)

    def show_merged(self, words: str, *offers: Offer) -> None:
        """Say what came in, and what else is offered."""
        self.back.show()
        self.folder.hide()
        self.show_sentence(words, *offers)

    def show_written(self, words: str, show_folder: Callable[[], object]) -> None:
        """Say where a copy was written."""
        self._open = show_folder
        self.back.hide()
        self.folder.show()
        self.show_sentence(words)

    def show_words(self, words: str, *offers: Offer) -> None:
        """Say something, and what is offered to follow from it."""
        self.back.hide()
        self.folder.hide()
        self.show_sentence(words, *offers)

    @property
    def tells_of_merge(self) -> bool:
        """Whether it shows what a merge brought in."""
        return self.back.isVisibleTo(self) and self.isVisibleTo(self.parentWidget() or self)

    def _show_folder(self) -> None:
        self._open()
