# SPDX-License-Identifier: AGPL-3.0-or-later
"""What would come in from a file, in sections: first what finds no place and why, then the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QFont, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from sidelight.desktop.icons import icon
from sidelight.desktop.labels import tool_tip
from sidelight.desktop.theme import Theme
from sidelight.language import _
from sidelight.model.verdicts import Verdicts
from sidelight.session.import_plan import Coming, ImportPlan
from sidelight.session.import_words import kind_words, where_and_when

Index = QModelIndex | QPersistentModelIndex
_AROUND = 9
"""Pixels above and below the words of a row, together."""
_NARROW = 62
"""Letters of room below which who and where are left to the words under the list."""
_ICONS = {
    "document": "file-plus",
    "claim": "flag",
    "verdict": "circle-dot",
    "decision": "circle-check",
    "evidence": "link-2",
    "described": "quote",
    "response": "user",
    "note": "message-square-text",
    "record": "book-open",
}
_STANCES = {"supports": "verified", "contradicts": "denied"}


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One line: what it is, the words, whose it is and where; ``lost`` is why it does not come."""

    what: str
    words: str
    who: str = ""
    where: str = ""
    text: str = ""
    icon: str = ""
    ink: str = ""
    lost: str = ""

    @property
    def said(self) -> tuple[str, ...]:
        """All that it says."""
        every = (self.what, self.lost, self.words, self.text, self.who, self.where)
        return tuple(part for part in every if part)


def import_rows(plan: ImportPlan, verdicts: Verdicts) -> list[ImportRow | str]:
    """Return the lines of a plan, each section after its title."""
    lost = [
        ImportRow(_("No place"), one.words or _("(no words)"), one.author, lost=one.why)
        for one in plan.unplaced
    ]
    lost += [ImportRow(_("Not read"), one.what, lost=one.why) for one in plan.incoming.unread]
    found: list[ImportRow | str] = []
    if lost:
        found += [_("Finds no place ({count})").format(count=len(lost)), *lost]
    if plan.coming:
        title = _("Comes in ({count})").format(count=len(plan.coming))
        found += [title, *(_row(one, verdicts) for one in plan.coming)]
    return found


def _row(one: Coming, verdicts: Verdicts) -> ImportRow:
    words = f"“{one.quote}”" if one.quote else one.text or one.place
    ink = one.says if one.what in {"claim", "verdict", "decision"} else _STANCES.get(one.says, "")
    return ImportRow(
        what=kind_words(verdicts, one),
        words=words,
        who=one.author,
        where=where_and_when(one) if one.quote or one.text else "",
        text=one.text if one.quote else "",
        icon=_ICONS[one.what],
        ink=ink,
    )


class ImportModel(QAbstractTableModel):
    """Lines in three columns: what, its words, whose and where."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.rows: list[ImportRow | str] = []

    def show(self, rows: list[ImportRow | str]) -> None:
        """Show lines."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many columns there are."""
        return 0 if parent.isValid() else 3

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a line; a title only shows."""
        if isinstance(self.rows[index.row()], str):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if isinstance(row, str):
            return self._title(row, index.column(), role)
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            by = " · ".join(part for part in (row.who, row.where) if part)
            return (row.what, row.words, row.lost or by)[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip("\n".join(row.said))
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return self._icon(row)
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 2:
            return QColor(self._theme.colours.quiet)
        return None

    def _icon(self, row: ImportRow) -> Any:
        colours = self._theme.colours
        if row.lost:
            return icon("triangle-alert", colours.ink("disputed"))
        return icon(row.icon, colours.ink(row.ink) if row.ink else colours.quiet)

    def _title(self, words: str, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and column == 0:
            return words
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(self._theme.colours.quiet)
        return None


class ComingList(QTableView):
    """The list of what would come in."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.lines = ImportModel(theme)
        self.setModel(self.lines)
        self.setAccessibleName(_("What comes in"))
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        theme.switched.connect(self.viewport().update)

    def show_rows(self, rows: list[ImportRow | str]) -> None:
        """Show lines, none chosen."""
        self.clearSpans()
        self.lines.show(rows)
        for at, row in enumerate(rows):
            if isinstance(row, str):
                self.setSpan(at, 0, 1, 3)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room among the columns."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        self.setIconSize(QSize(metrics.height(), metrics.height()))
        self.verticalHeader().setDefaultSectionSize(metrics.height() + _AROUND)
        room, letter = self.viewport().width(), metrics.averageCharWidth()
        tight = room < letter * _NARROW
        self.setColumnHidden(2, tight)
        what = min(letter * 22, room // 3)
        by = 0 if tight else min(letter * 44, room * 2 // 5)
        self.setColumnWidth(0, what)
        self.setColumnWidth(1, room - what - by)
        self.setColumnWidth(2, by)
