# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a tab dragged out of its strip would land, and the words that say so beside the pointer."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel

from sidelight.language import _

_EDGE = 0.3
"""The share of a document's width, at either edge, that stands for the half there."""
_OFF = QPoint(14, 18)


class Landing(Enum):
    """What letting a tab go does."""

    AWAY = "a second window"
    HERE = "into this strip"
    LEFT = "into a new half on the left"
    RIGHT = "into a new half on the right"


def landing(x: float, *, below_strip: bool, own: bool, can_split: bool) -> Landing:
    """Return what letting go at ``x``, a share of a half's width, does.

    ``own`` is the half that the tab stands in, ``can_split`` whether that half is alone in its
    window and has more tabs.
    """
    if own and below_strip and can_split and not _EDGE < x < 1 - _EDGE:
        return Landing.LEFT if x < _EDGE else Landing.RIGHT
    return Landing.AWAY if own else Landing.HERE


class DragWords(QLabel):
    """Follows the pointer and says what letting go would do."""

    def __init__(self) -> None:
        super().__init__(None, Qt.WindowType.ToolTip | Qt.WindowType.WindowTransparentForInput)
        self.setProperty("part", "floating")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMargin(7)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def follow(self, title: str, what: Landing, place: QPoint) -> None:
        """Say it at a place of the screen."""
        words = {
            Landing.AWAY: _("{title}: own window"),
            Landing.HERE: _("{title}: move here"),
            Landing.LEFT: _("{title}: left half"),
            Landing.RIGHT: _("{title}: right half"),
        }
        self.setText(words[what].format(title=title))
        self.adjustSize()
        self.move(place + _OFF)
        self.show()
