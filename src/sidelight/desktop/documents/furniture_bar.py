# SPDX-License-Identifier: AGPL-3.0-or-later
"""A quiet bar over an article that offers to hide what looks like page furniture."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QWidget

from sidelight.desktop.few_lines import FewLines
from sidelight.desktop.fitting import fitted
from sidelight.language import _, ngettext
from sidelight.reader.furniture import REASONS
from sidelight.text.layer import Furniture

_LEAST_LETTERS = 30
"""Room for the words beside the answers; with less they stand above them."""


class FurnitureBar(QWidget):
    """Offers to hide; ``hide_wanted``, ``keep_wanted`` and ``show_wanted`` are the answers."""

    hide_wanted = Signal()
    keep_wanted = Signal()
    show_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(14, 3, 8, 3)
        self._line.setSpacing(2)
        self.words = FewLines("quiet")
        self._line.addWidget(self.words, 1)
        line = QHBoxLayout()
        line.setSpacing(2)
        line.addStretch(1)
        self._line.addLayout(line)
        self.answers: dict[str, QPushButton] = {}
        for name, words, signal in (
            ("show", _("Show me"), self.show_wanted),
            ("keep", _("Keep"), self.keep_wanted),
            ("hide", _("Hide"), self.hide_wanted),
        ):
            button = QPushButton(words)
            button.setProperty("part", "link")
            button.clicked.connect(signal)
            line.addWidget(button)
            self.answers[name] = button
        fitted(self, self._fit)
        self.hide()

    def offer(self, furniture: Sequence[Furniture], *, hidden: bool) -> None:
        """Say what was found, or how much of it is hidden already."""
        count = len(furniture)
        kinds = list(
            dict.fromkeys(
                _(REASONS[f.reason]) if f.reason in REASONS else f.reason for f in furniture
            )
        )
        if hidden:
            words = ngettext(
                "{count} bit of page furniture is hidden",
                "{count} bits of page furniture are hidden",
                count,
            )
        else:
            words = ngettext(
                "{count} bit of page furniture found", "{count} bits of page furniture found", count
            )
        self.words.show_text(words.format(count=count) + ": " + ", ".join(kinds))
        self.answers["hide"].setVisible(not hidden)
        self.answers["keep"].setText(_("Show again") if hidden else _("Keep"))
        self._fit()
        self.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the answers below the words where they leave those too little room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        answers = sum(
            button.sizeHint().width() for button in self.answers.values() if not button.isHidden()
        )
        least = _LEAST_LETTERS * self.fontMetrics().averageCharWidth()
        way = QBoxLayout.Direction
        below = self.width() - answers < min(least, self.words.sizeHint().width())
        self._line.setDirection(way.TopToBottom if below else way.LeftToRight)
