# SPDX-License-Identifier: AGPL-3.0-or-later
"""The claims that the list shows, in its order, with the heads of groups between them."""

from __future__ import annotations

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
        self.shown: list[Shown] = []
        self.look = Look()
        self.word = ""
        self.wanted = Filter()
        workspace.changed.connect(self.renew)
        self.renew()

    def renew(self) -> None:
        """Arrange the claims of the workspace anew."""
        fresh: list[Shown] = []
        for group in grouped(passing(self._ordered(), self.wanted, self.word), self.look):
            if self.look.group:
                fresh.append(group)
            fresh += group.lines
        if not _same_rows(fresh, self.shown):
            self.beginResetModel()
            self.shown = fresh
            self._rows_of = {}
            for at, one in enumerate(fresh):
                if isinstance(one, Line):
                    self._rows_of.setdefault(one.id, at)
            self.endResetModel()
            return
        for at, (old, new) in enumerate(zip(self.shown, fresh, strict=True)):
            if old is not new and old != new:
                self.shown[at] = new
                self.dataChanged.emit(self.index(at, 0), self.index(at, len(NAMES) - 1))

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
        return self._rows_of.get(claim_id, -1)

    def ids(self) -> list[str]:
        """Return the ids of the claims listed, in order."""
        return list(self._rows_of)

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
