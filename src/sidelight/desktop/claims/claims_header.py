# SPDX-License-Identifier: AGPL-3.0-or-later
"""The line above the claims list: how many claims of each verdict (each a filter), and a text
filter.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QWidget

from sidelight.desktop.fitting import fitted
from sidelight.desktop.icons import Tints, icon
from sidelight.desktop.labels import label
from sidelight.desktop.theme import Theme
from sidelight.desktop.workspace import Workspace
from sidelight.language import _, ngettext
from sidelight.model.standing import PAINTS, counts
from sidelight.model.styles import style
from sidelight.model.vocabulary import WORDS

_LEAVE = {Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}

_ENOUGH = 150
_SAID = (
    (True, True, True, True),
    (False, True, True, True),
    (False, False, True, True),
    (False, False, False, True),
    (False, False, False, False),
)
"""Names of the verdicts, of all claims, the list's title, a wide field: what is said, from all to
the least.
"""
"""Pixels that the words to filter by are content with, however large the text."""


class ClaimsHeader(QWidget):
    """Counts and filters.

    ``verdict_wanted`` carries a word or "", ``words_wanted`` what was typed; ``list_wanted`` tells
    that the keyboard goes on to the list.
    """

    verdict_wanted = Signal(str)
    words_wanted = Signal(str)
    list_wanted = Signal()

    def __init__(self, workspace: Workspace, theme: Theme, tints: Tints) -> None:
        super().__init__()
        self._workspace = workspace
        self._theme = theme
        self.setProperty("part", "over")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._line = line = QHBoxLayout(self)
        line.setContentsMargins(12, 5, 12, 5)
        line.setSpacing(3)
        self._title = label(_("Claims"), bold=True)
        line.addWidget(self._title)
        line.addSpacing(6)
        self._words: dict[str, tuple[str, str]] = {}
        self.chips = {word: self._chip(word) for word in ("", *PAINTS)}
        for chip in self.chips.values():
            line.addWidget(chip)
        line.addStretch(1)
        self.words = QLineEdit()
        self.words.setPlaceholderText(_("Filter claims"))
        self.words.setAccessibleName(_("Filter claims"))
        self.words.setClearButtonEnabled(True)
        fitted(self.words, self._fit_words)
        self.words.textChanged.connect(self.words_wanted)
        self.words.installEventFilter(self)
        find = self.words.addAction(
            icon("filter", theme.colours.quiet), QLineEdit.ActionPosition.LeadingPosition
        )
        tints.give(find, "filter", "quiet")
        line.addWidget(self.words, 9)
        workspace.changed.connect(self.renew)
        theme.switched.connect(self.renew)
        self.renew()

    def renew(self) -> None:
        """Count the claims again."""
        claims = self._workspace.claims
        tally = counts(claims, self._workspace.me)
        everything = ngettext("{count} claim", "{count} claims", len(claims)).format(
            count=len(claims)
        )
        self._words[""] = (str(len(claims)), everything)
        for word in PAINTS:
            chip = self.chips[word]
            chip.setVisible(bool(tally[word]) or chip.isChecked())
            self._words[word] = (str(tally[word]), f"{tally[word]} {_(WORDS[word]).lower()}")
            chip.setIcon(icon(style(word).icon, self._theme.colours.ink(word)))
        self.setEnabled(bool(claims))
        self._fit()

    def show_filter(self, word: str) -> None:
        """Filter by a verdict, or by none where it is empty or chosen already."""
        chosen = "" if word == self._current else word
        self._current = chosen
        for name, chip in self.chips.items():
            chip.setChecked(name == chosen)
        self.verdict_wanted.emit(chosen)

    def _fit_words(self, *, least: bool = False) -> None:
        letter = self.words.fontMetrics().averageCharWidth()
        self.words.setMinimumWidth(min(letter * (6 if least else 13), _ENOUGH))
        self.words.setMaximumWidth(letter * 28)

    def clear(self) -> None:
        """Show all claims again."""
        self.words.clear()
        if self._current:
            self.show_filter("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the words for the list with Down and Enter; with Escape let all through first."""
        if (
            watched is self.words
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in _LEAVE
        ):
            if event.key() == Qt.Key.Key_Escape:
                self.words.clear()
            self.list_wanted.emit()
            return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the verdicts' names only where there is room for them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Say as much as there is room for: names, counts with all claims named, counts alone, no
        title, less of the field to filter in.
        """
        for names, every, title, field in _SAID:
            self._title.setVisible(title)
            self._fit_words(least=not field)
            for word, (count, named) in self._words.items():
                self.chips[word].setText(named if names or (every and not word) else count)
            self._line.invalidate()
            if self._line.minimumSize().width() <= self.width():
                return

    _current = ""

    def _chip(self, word: str) -> QToolButton:
        chip = QToolButton()
        chip.setCheckable(True)
        chip.setChecked(not word)
        chip.setIconSize(QSize(15, 15))
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        title = _(WORDS[word]) if word else _("All")
        chip.setToolTip(_("Show only these claims") if word else _("Show all claims"))
        chip.setAccessibleName(_("Filter: {verdict}").format(verdict=title))
        chip.clicked.connect(lambda: self.show_filter(word))
        return chip
