# SPDX-License-Identifier: AGPL-3.0-or-later
"""The claims that the list shows, in its order, with the heads of groups between them."""

from __future__ import annotations

from itertools import compress, count, islice
from operator import is_not
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from sidelight.desktop.workspace import Workspace
from sidelight.language import _
from sidelight.model.claim_filter import Filter
from sidelight.session.claim_lines import Line
from sidelight.session.claim_list import COLUMNS, Group, Look, grouped, passing, sorted_lines

Index: TypeAlias = QModelIndex | QPersistentModelIndex
Shown: TypeAlias = Line | Group

NAMES = tuple(COLUMNS)
NUMBER, VERDICT, CLAIM, EVIDENCE, REASON, BY = range(6)

_FEW = 100
"""Changed claims that are looked at one by one; of more, all are arranged anew."""

ID_ROLE = Qt.ItemDataRole.UserRole
WORD_ROLE = Qt.ItemDataRole.UserRole + 1
LINKS_ROLE = Qt.ItemDataRole.UserRole + 2
HEAD_ROLE = Qt.ItemDataRole.UserRole + 3


class ClaimsModel(QAbstractTableModel):
    """What passes the filter, a row each; it keeps its rows where only their contents change.

    ``word`` is the one verdict that is let through, "" for all.
    """

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._rows_of: dict[str, int] = {}
        self._order: tuple[tuple[Line, ...], tuple[str, bool], list[Line]] = ((), ("", False), [])
        self._arranged: tuple[Look, Filter, str] | None = None
        self._places: tuple[list[Line], dict[str, int]] = ([], {})
        self.shown: list[Shown] = []
        self.look = Look()
        self.word = ""
        self.wanted = Filter()
        workspace.changed.connect(self.renew)
        self.renew()

    def renew(self) -> None:
        """Arrange the claims of the workspace anew; of few that changed, only those."""
        if self._renew_few():
            return
        fresh: list[Shown] = []
        for group in grouped(passing(self._ordered(), self.wanted, self.word), self.look):
            if self.look.group:
                fresh.append(group)
            fresh += group.lines
        self._arranged = self._arrangement()
        if not _same_rows(fresh, self.shown):
            self.beginResetModel()
            self.shown = fresh
            self._rows_of = {}
            self.endResetModel()
            return
        for at, (old, new) in enumerate(zip(self.shown, fresh, strict=True)):
            if old is not new and old != new:
                self.shown[at] = new
                self.dataChanged.emit(self.index(at, 0), self.index(at, len(NAMES) - 1))

    def _arrangement(self) -> tuple[Look, Filter, str]:
        return self.look, self.wanted, self.word

    def _renew_few(self) -> bool:
        """Take in that single claims say something else, where that moves no row; tell whether it
        was so.
        """
        old, order, lines = self._order
        new = self._workspace.lines
        if self.look.group or self._arranged != self._arrangement() or len(old) != len(new):
            return False
        changed = list(islice(compress(count(), map(is_not, old, new)), _FEW + 1))
        if len(changed) > _FEW:
            return False
        pairs = [(old[at], new[at]) for at in changed]
        rows = [self.row_of(one.id) for one, _other in pairs]
        if not all(map(self._stays, pairs, rows)):
            return False
        for (one, other), row in zip(pairs, rows, strict=True):
            lines[self._place(lines, one)] = other
            if row >= 0:
                self.shown[row] = other
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(NAMES) - 1))
        self._order = new, order, lines
        return True

    def _stays(self, pair: tuple[Line, Line], row: int) -> bool:
        """Tell whether a claim stands where it stood, or is still not let through."""
        old, new = pair
        key = COLUMNS[self.look.sort].key
        passes = (not self.word or new.word == self.word) and self.wanted.holds(new)
        return old.id == new.id and key(old) == key(new) and passes == (row >= 0)

    def _place(self, lines: list[Line], line: Line) -> int:
        """Return at which place a line stands among all in their order."""
        if self._places[0] is not lines:
            self._places = lines, {one.id: at for at, one in enumerate(lines)}
        return self._places[1][line.id]

    def _ordered(self) -> list[Line]:
        """Return all lines in the order of the look; sorted once, not at each letter typed."""
        order = self.look.sort, self.look.descending
        if self._order[0] is not self._workspace.lines or self._order[1] != order:
            lines = self._workspace.lines
            self._order = lines, order, sorted_lines(lines, self.look)
        return self._order[2]

    def show_look(self, look: Look) -> None:
        """Sort and group the claims in another way."""
        self.look = look
        self.renew()

    def show_verdict(self, word: str) -> None:
        """Let through claims that show this verdict (or unchecked, split); all where empty."""
        self.word = word
        self.renew()

    def show_passing(self, wanted: Filter) -> None:
        """Let through the claims that a filter lets pass."""
        self.wanted = wanted
        self.renew()

    def line(self, row: int) -> Line | None:
        """Return the claim of a row; None for the head of a group."""
        one = self.shown[row] if 0 <= row < len(self.shown) else None
        return one if isinstance(one, Line) else None

    def heads(self) -> list[int]:
        """Return the rows of the heads."""
        return [at for at, one in enumerate(self.shown) if isinstance(one, Group)]

    def row_of(self, claim_id: str) -> int:
        """Return the first row of a claim, -1 where it is not there."""
        return self._rows().get(claim_id, -1)

    def ids(self) -> list[str]:
        """Return the ids of the claims listed, in order."""
        return list(self._rows())

    def _rows(self) -> dict[str, int]:
        """Return the first row of each claim, by its id; found once it is asked for."""
        if not self._rows_of:
            for at, one in enumerate(self.shown):
                if isinstance(one, Line):
                    self._rows_of.setdefault(one.id, at)
        return self._rows_of

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many columns there are, shown or not."""
        return 0 if parent.isValid() else len(NAMES)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let claims be chosen, heads of groups not."""
        if index.isValid() and self.line(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's title."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[NAMES[section]].title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, or one of this module's roles."""
        if not index.isValid():
            return None
        shown = self.shown[index.row()]
        said = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
        if isinstance(shown, Group):
            if role == HEAD_ROLE:
                return True
            return _head(shown) if role in said and index.column() == NUMBER else None
        if role in said:
            text = COLUMNS[NAMES[index.column()]].text(shown)
            return text if role == Qt.ItemDataRole.DisplayRole else text or _("none")
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == BY:
            return ", ".join(shown.people) or None
        roles = {ID_ROLE: shown.id, WORD_ROLE: shown.word, LINKS_ROLE: shown.links}
        return roles.get(Qt.ItemDataRole(role) if role < int(Qt.ItemDataRole.UserRole) else role)


def _same_rows(some: list[Shown], others: list[Shown]) -> bool:
    """Tell whether rows are for the same claims and groups, whatever they say of them."""
    return len(some) == len(others) and all(
        one is other or _key(one) == _key(other) for one, other in zip(some, others, strict=True)
    )


def _key(shown: Shown) -> tuple[str, str]:
    return ("", shown.id) if isinstance(shown, Line) else ("head", shown.stored)


def _head(group: Group) -> str:
    return _("{group} ({count})").format(group=group.name, count=len(group.lines))
