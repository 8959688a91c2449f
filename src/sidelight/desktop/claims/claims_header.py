# SPDX-License-Identifier: AGPL-3.0-or-later
"""The line above the claims list: how many claims of each verdict (each a filter), and a text
filter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from sidelight.desktop.claims.filter_field import FilterField
from sidelight.desktop.fitting import fitted
from sidelight.desktop.icons import Tints, icon
from sidelight.desktop.labels import label
from sidelight.desktop.theme import Theme
from sidelight.desktop.workspace import Workspace
from sidelight.desktop.wrapping import wrapped
from sidelight.language import _, ngettext, pgettext
from sidelight.model.standing import PAINTS
from sidelight.text.quotes import shorten

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
_GAP = 3
_NAME = 24
"""Letters of a verdict's name that a chip says at the most."""
_BESIDE = 16
"""Pixels beside what is typed: the frame and some room at the end."""


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
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 12, 5)
        row.setSpacing(_GAP)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(_GAP)
        row.addLayout(self._lines, 1)
        self._title = label(_("Claims"), bold=True)
        self._title.setContentsMargins(0, 0, 6, 0)
        self._title.setParent(self)
        self._words: dict[str, tuple[str, str]] = {}
        self.chips = {word: self._chip(word) for word in ("", *PAINTS)}
        self.words = self._field(tints)
        self.view = self._button(tints)
        self.words.installEventFilter(self)
        row.addWidget(self.view, 0, Qt.AlignmentFlag.AlignBottom)
        self._dealt: list[list[QWidget]] = []
        workspace.changed.connect(self.renew)
        theme.switched.connect(self.renew)
        self.renew()

    def renew(self) -> None:
        """Count the claims again."""
        claims, tally = self._workspace.lines, Counter[str](self._workspace.painted)
        everything = ngettext("{count} claim", "{count} claims", len(claims)).format(
            count=len(claims)
        )
        self._words[""] = (str(len(claims)), everything)
        self.chips[""].show()
        called, paints = self._workspace.verdicts.called, self._workspace.verdicts.paints
        self._keep_chips(("", *paints, *sorted(tally.keys() - set(paints))))
        for word in list(self.chips)[1:]:
            chip = self.chips[word]
            chip.setVisible(bool(tally[word]) or chip.isChecked())
            self._words[word] = (
                str(tally[word]),
                f"{tally[word]} {shorten(called(word).lower(), _NAME)}",
            )
            chip.setAccessibleName(_("Filter: {verdict}").format(verdict=called(word)))
            colours = self._theme.colours
            chip.setIcon(icon(colours.style(word).icon, colours.ink(word)))
        self.setEnabled(bool(claims))
        self._fit()

    def _keep_chips(self, words: Sequence[str]) -> None:
        """Have a chip for each of these, in this order."""
        if list(self.chips) == list(words):
            return
        for gone in self.chips.keys() - set(words):
            if gone == self._current:
                self.show_filter("")
            self.chips[gone].hide()
            self.chips.pop(gone).deleteLater()
            self._words.pop(gone, None)
        self.chips = {word: self.chips.get(word) or self._chip(word) for word in words}

    def show_filter(self, word: str) -> None:
        """Filter by a verdict, or by none where it is empty or chosen already."""
        chosen = "" if word == self._current else word
        self._current = chosen
        for name, chip in self.chips.items():
            chip.setChecked(name == chosen)
        self.verdict_wanted.emit(chosen)

    def _field(self, tints: Tints) -> FilterField:
        field = FilterField(self._workspace, self)
        field.setAccessibleName(_("Filter claims"))
        field.setToolTip(
            _("Words, or verdict:disputed by:ann -tag:arms no:evidence; Ctrl+Space suggests")
        )
        field.setClearButtonEnabled(True)
        field.textChanged.connect(self.words_wanted)
        sign = icon("filter", self._theme.colours.quiet)
        find = field.addAction(sign, QLineEdit.ActionPosition.LeadingPosition)
        tints.give(find, "filter", "quiet")
        fitted(field, self._fit)
        return field

    def _button(self, tints: Tints) -> QToolButton:
        """Return the button of the menu that says how the list is looked at."""
        button = QToolButton(self)
        button.setAccessibleName(_("View of the list"))
        button.setToolTip(_("Columns, order and groups of the list"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setIconSize(QSize(15, 15))
        tints.give(button, "columns-2", "quiet")
        return button

    def _fit_words(self, *, least: bool = False) -> None:
        letter = self.words.fontMetrics().averageCharWidth()
        self.words.setMinimumWidth(min(letter * (6 if least else 13), _ENOUGH))
        self.words.setMaximumWidth(letter * 56)

    def _name_field(self) -> None:
        """Say in the empty field what there is room for; its sign says it too."""
        room = self.words.width() - 2 * self.words.cursorRect().left() - _BESIDE
        advance = self.words.fontMetrics().horizontalAdvance
        said = (_("Filter claims"), pgettext("field", "Filter"), "")
        self.words.setPlaceholderText(next(one for one in said if advance(one) <= max(room, 0)))

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
        if event.type() == QEvent.Type.Resize:
            self._name_field()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the verdicts' names only where there is room for them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Say as much as there is room for on one line: names, counts with all claims named, counts
        alone, no title, less of the field to filter in. Before a count is cut, further lines are
        taken.
        """
        if not self._words:
            return
        chips: list[QWidget] = [chip for chip in self.chips.values() if not chip.isHidden()]
        room = self.width() - 24 - self.view.sizeHint().width() - _GAP
        for names, every, title, field in _SAID:
            self._title.setVisible(title)
            self._fit_words(least=not field)
            self._say(names=names, every=every)
            before = [*([self._title] if title else []), *chips]
            taken = sum(one.sizeHint().width() + _GAP for one in before)
            if taken + self.words.minimumWidth() <= room:
                self._deal([[*before, self.words]])
                return
        self._fit_words()
        widths = [*(chip.sizeHint().width() for chip in chips), self.words.minimumWidth()]
        every_one = [*chips, self.words]
        self._deal([[every_one[at] for at in line] for line in wrapped(widths, room, _GAP)])

    def _say(self, *, names: bool, every: bool) -> None:
        for word, (count, named) in self._words.items():
            chip = self.chips[word]
            chip.setText(named if names or (every and not word) else count)
            act = _("Show only these claims") if word else _("Show all claims")
            chip.setToolTip(f"{named}\n{act}")
            chip.setAccessibleDescription(named)

    def _deal(self, lines: list[list[QWidget]]) -> None:
        """Put widgets on lines; what is hidden is on none."""
        if lines == self._dealt:
            return
        self._dealt = lines
        while (old := self._lines.takeAt(0)) is not None:
            row = old.layout()
            while row is not None and row.takeAt(0) is not None:
                pass
        for line in lines:
            row = QHBoxLayout()
            row.setSpacing(_GAP)
            for widget in line:
                if widget is self.words and len(line) > 1:
                    row.addStretch(1)
                row.addWidget(widget, 9 if widget is self.words else 0)
            if line[-1] is not self.words:
                row.addStretch(1)
            self._lines.addLayout(row)
        self.updateGeometry()

    _current = ""

    def _chip(self, word: str) -> QToolButton:
        chip = QToolButton(self)
        chip.setCheckable(True)
        chip.setChecked(not word)
        chip.setIconSize(QSize(15, 15))
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        title = self._workspace.verdicts.called(word) if word else _("All")
        chip.setAccessibleName(_("Filter: {verdict}").format(verdict=title))
        chip.clicked.connect(lambda: self.show_filter(word))
        return chip
