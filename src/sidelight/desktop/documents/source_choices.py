# SPDX-License-Identifier: AGPL-3.0-or-later
"""A choice of one of the words that a field of a record takes."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal

from sidelight.desktop.exchange.choice_box import ChoiceBox
from sidelight.language import _


class Choice(ChoiceBox):
    """Shows stored words by their names; a word that is none of them shows as it is.

    ``word_chosen`` carries the word that the user chose, "" for none.
    """

    word_chosen = Signal(str)

    def __init__(self, name: str, words: Mapping[str, str]) -> None:
        super().__init__(name)
        self._known = ("", *words)
        self.addItem("—", "")
        for word, said in words.items():
            self.addItem(_(said), word)
        self.activated.connect(lambda at: self.word_chosen.emit(str(self.itemData(at))))

    def show_word(self, word: str) -> None:
        """Show what is stored."""
        while self.count() > len(self._known):
            self.removeItem(len(self._known))
        if word not in self._known:
            self.addItem(word, word)
        self.setCurrentIndex(self.findData(word))
