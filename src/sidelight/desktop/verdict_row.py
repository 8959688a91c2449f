# SPDX-License-Identifier: AGPL-3.0-or-later
"""The buttons of all verdicts of a project, on as many lines as they need."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sidelight.desktop.action_set import ActionSet, verdict_act
from sidelight.desktop.theme import Theme
from sidelight.desktop.verdict_button import VerdictButton
from sidelight.desktop.wrapping import wrapped
from sidelight.model.verdicts import Verdicts
from sidelight.model.vocabulary import VERDICTS

_GAP = 6


class VerdictRow(QWidget):
    """Shows a button for each verdict; the words go from the first three where these alone do not
    fit on a line.
    """

    def __init__(self, actions: ActionSet, theme: Theme) -> None:
        super().__init__()
        self._actions = actions
        self._theme = theme
        self._shown: Verdicts | None = None
        self.buttons: dict[str, VerdictButton] = {}
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.show_verdicts(Verdicts())

    def show_verdicts(self, verdicts: Verdicts) -> None:
        """Show a button for each of them."""
        if verdicts == self._shown:
            return
        self._shown = verdicts
        for old in self.buttons.values():
            old.hide()
            old.deleteLater()
        self.buttons = {
            word: VerdictButton(word, self._actions[verdict_act(word)], self._theme, self)
            for word in verdicts.words
        }
        for button in self.buttons.values():
            button.show()
        self._lay_out()

    def show_mine(self, word: str) -> None:
        """Show which verdict is mine; "" for none."""
        for name, button in self.buttons.items():
            button.setChecked(name == word)

    def sizeHint(self) -> QSize:
        """Return the room for all on their lines."""
        widest = sum(button.sizeHint().width() + _GAP for button in self._first()) + 30
        return QSize(widest, self._height)

    def minimumSizeHint(self) -> QSize:
        """Return the least room."""
        return QSize(0, self._height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the buttons out anew."""
        super().resizeEvent(event)
        self._lay_out()

    _height = 0

    def _first(self) -> list[VerdictButton]:
        return [self.buttons[word] for word in VERDICTS]

    def _lay_out(self) -> None:
        buttons = list(self.buttons.values())
        for button in buttons:
            button.set_short(short=False)
        wanted = sum(button.sizeHint().width() + _GAP for button in self._first())
        for button in buttons:
            button.set_short(short=wanted > self.width() > 0)
        sizes = [button.sizeHint() for button in buttons]
        top, high = 0, max(size.height() for size in sizes)
        for line in wrapped([size.width() for size in sizes], max(self.width(), 1), _GAP):
            left = 0
            for at in line:
                buttons[at].setGeometry(left, top, sizes[at].width(), high)
                left += sizes[at].width() + _GAP
            top += high + _GAP
        if top - _GAP != self._height:
            self._height = top - _GAP
            self.setFixedHeight(self._height)
