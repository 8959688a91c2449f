# SPDX-License-Identifier: AGPL-3.0-or-later
"""The passages that a draft has to account for, a row each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from sidelight.language import _
from sidelight.session.draft_lines import REASONS, STATE_WORDS, DraftLine
from sidelight.text.changed_words import Parts

Index: TypeAlias = QModelIndex | QPersistentModelIndex
LINE_ROLE = Qt.ItemDataRole.UserRole
OPEN = ("to confirm", "went")


class DraftModel(QAbstractListModel):
    """Lines of a draft: those to be settled, or all."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.every: tuple[DraftLine, ...] = ()
        self.shown: tuple[DraftLine, ...] = ()
        self._all = False

    def show_lines(self, lines: Sequence[DraftLine], *, all_of_them: bool) -> None:
        """Show other lines; only those to be settled unless ``all_of_them`` are wanted."""
        every = tuple(lines)
        shown = every if all_of_them else tuple(one for one in every if one.state in OPEN)
        if (every, shown) == (self.every, self.shown):
            return
        self.beginResetModel()
        self.every, self.shown = every, shown
        self.endResetModel()

    def row_of(self, before: str) -> int:
        """Return the row of a passage of the earlier draft, -1 where it is not shown."""
        rows = (at for at, line in enumerate(self.shown) if line.before == before)
        return next(rows, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many lines are shown."""
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a line, or all of it in words."""
        if not index.isValid():
            return None
        line = self.shown[index.row()]
        if role == LINE_ROLE:
            return line
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return " ".join((head(line), before(line), now(line)))
        return None


def head(line: DraftLine) -> str:
    """Return which claim a line is of, in which state, and how alike the words are."""
    words = [
        _("Claim {number}").format(number=line.label),
        _(STATE_WORDS[line.state]),
    ]
    if line.state in {"to confirm", "confirmed"} and line.score:
        words.append(_("{percent} % alike").format(percent=line.score // 10))
    return " · ".join(words)


def before(line: DraftLine) -> str:
    """Return the words of the earlier draft, said so."""
    return _("Before: {words}").format(words=plain(line.old))


def now(line: DraftLine) -> str:
    """Return the words of this draft, said so, or why there are none."""
    if line.reason:
        return _(REASONS[line.reason])
    return _("Now: {words}").format(words=plain(line.new)) if line.new else ""


def plain(parts: Parts) -> str:
    """Return words in pieces as one text."""
    return "".join(words for words, _changed in parts)
