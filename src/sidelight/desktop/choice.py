# SPDX-License-Identifier: AGPL-3.0-or-later
"""A choice of one of the words that a field of a record takes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent

from sidelight.desktop.exchange.choice_box import ChoiceBox


class Choice(ChoiceBox):
    """Shows stored words by what they are called; a word that is none of them shows as it is.

    ``word_chosen`` carries the word that the user chose, "" for none.
    """

    word_chosen = Signal(str)

    def __init__(
        self, name: str, words: Sequence[tuple[str, str]] = (), *, none: bool = True
    ) -> None:
        """Offer words by a name for screen readers, and where wanted ``none`` of them."""
        super().__init__(name)
        self._none = [("", "—")] if none else []
        self._known: tuple[str, ...] = ()
        self._offered: tuple[tuple[str, str], ...] = ()
        self.offer(words)
        self.activated.connect(lambda at: self.word_chosen.emit(str(self.itemData(at))))

    def offer(self, words: Sequence[tuple[str, str]]) -> bool:
        """Offer these words; tell whether they are others than before."""
        every = (*self._none, *words)
        if every == self._offered:
            return False
        self._offered = every
        self._known = tuple(word for word, _said in every)
        self.clear()
        for word, said in every:
            self.addItem(said, word)
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to what scrolls: passing over a choice must not change the record."""
        event.ignore()

    def show_word(self, word: str) -> None:
        """Show what is stored."""
        while self.count() > len(self._known):
            self.removeItem(len(self._known))
        if word not in self._known:
            self.addItem(word, word)
        self.setCurrentIndex(self.findData(word))
