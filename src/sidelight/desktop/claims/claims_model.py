# SPDX-License-Identifier: AGPL-3.0-or-later
"""The claims that the list shows, in its order, with the heads of groups between them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import compress, count
from operator import is_not
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from sidelight.desktop.claims.listed_rows import ListedRows
from sidelight.desktop.workspace import Workspace
from sidelight.language import _
from sidelight.model.claim_filter import Filter
from sidelight.session.claim_lines import Line
from sidelight.session.claim_list import COLUMNS, Gathered, Look
from sidelight.session.line_orders import Orders

Index: TypeAlias = QModelIndex | QPersistentModelIndex

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

    A row is the place of its claim among all lines, so that a list of all claims by number keeps
    nothing of its own.  ``word`` is the one verdict that is let through, "" for all.
    """

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._lines: Sequence[Line] = ()
        self._at: Mapping[str, int] = {}
        self._arranged: tuple[Look, Filter, str] | None = None
        self._listed = ListedRows()
        self.look = Look()
        self.word = ""
        self.wanted = Filter()
        workspace.changed.connect(self.renew)
        self.renew()

    def renew(self) -> None:
        """Arrange the claims of the workspace anew; of few that changed, only those."""
        orders = self._workspace.orders
        changed = self._changed(self._lines, orders)
        rows = self._rows_kept(changed, orders.lines) if changed is not None else None
        if rows is not None:
            self._listed = replace(self._listed, orders=orders)
            self._take_in()
            self._tell([(row, row) for row in rows if row >= 0])
            return
        fresh = self._listed.arranged(orders, self.look, self.wanted, self.word)
        self._arranged = self._arrangement()
        if changed is not None and fresh.same(self._listed):
            self._listed = fresh
            self._take_in()
            self._tell([(0, len(fresh) - 1)] if changed and len(fresh) else [])
            return
        self.beginResetModel()
        self._listed = fresh
        self._take_in()
        self.endResetModel()

    def _take_in(self) -> None:
        snapshot = self._workspace.snapshot
        self._lines, self._at = self._workspace.lines, snapshot.at if snapshot else {}

    def _arrangement(self) -> tuple[Look, Filter, str]:
        return self.look, self.wanted, self.word

    def _changed(self, before: Sequence[Line], orders: Orders) -> list[int] | None:
        """Return the places at which a claim says something else; None where other claims stand."""
        now = orders.lines
        if (known := orders.changed(before)) is not None:
            return known
        if len(before) != len(now):
            return None
        changed = list(compress(count(), map(is_not, before, now)))
        return changed if all(before[at].id == now[at].id for at in changed) else None

    def _rows_kept(self, changed: Sequence[int], now: Sequence[Line]) -> Collection[int] | None:
        """Return the rows of claims that say something else, -1 for one that is not let through;
        None where they are many, or one stands elsewhere now.
        """
        if self.look.group or self._arranged != self._arrangement() or len(changed) > _FEW:
            return None
        stored = COLUMNS[self.look.sort].stored
        rows = self._listed.rows_of(changed)
        for at, row in rows.items():
            new = now[at]
            passes = (not self.word or new.word == self.word) and self.wanted.holds(new)
            if stored(self._lines[at]) != stored(new) or passes != (row >= 0):
                return None
        return rows.values()

    def _tell(self, ranges: Iterable[tuple[int, int]]) -> None:
        """Tell that rows say something else, from the first to the last of each range."""
        for first, last in ranges:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(NAMES) - 1))

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

    @property
    def shown(self) -> list[Line | Gathered]:
        """What the rows show."""
        return [self._shown(row) for row in range(len(self._listed))]

    def _shown(self, row: int) -> Line | Gathered:
        place = self._listed[row]
        return self._lines[place] if isinstance(place, int) else place

    def line(self, row: int) -> Line | None:
        """Return the claim of a row; None for the head of a group."""
        place = self._listed[row] if 0 <= row < len(self._listed) else None
        return self._lines[place] if isinstance(place, int) else None

    def heads(self) -> list[int]:
        """Return the rows of the heads."""
        return self._listed.heads()

    def row_of(self, claim_id: str) -> int:
        """Return the first row of a claim, -1 where it is not there."""
        at = self._at.get(claim_id)
        return -1 if at is None else self._listed.rows_of([at])[at]

    def ids(self) -> list[str]:
        """Return the ids of the claims listed, in order."""
        return list(dict.fromkeys(self._lines[at].id for at in self._listed.places()))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._listed)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many columns there are, shown or not."""
        return 0 if parent.isValid() else len(NAMES)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let claims be chosen and dragged, heads of groups not."""
        if index.isValid() and self.line(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

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
        shown = self._shown(index.row())
        said = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
        if isinstance(shown, Gathered):
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


def _head(group: Gathered) -> str:
    return _("{group} ({count})").format(group=group.name, count=len(group.places))
