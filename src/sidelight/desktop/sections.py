# SPDX-License-Identifier: AGPL-3.0-or-later
"""A list whose rows stand in sections, each below its title."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QFont, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from sidelight.desktop.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
"""The role under which a row is found."""

_AROUND = 9
"""Pixels above and below the words of a row, together."""


class SectionsModel(QAbstractTableModel):
    """Rows of any kind and, above each section, its title, a text; `cell` says what a row shows."""

    columns = 2

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.rows: Sequence[object] = ()

    def show_rows(self, rows: Sequence[object]) -> None:
        """Show rows and titles."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def cell(self, row: Any, column: int, role: int) -> Any:
        """Return what a cell of a row shows in a role."""
        raise NotImplementedError

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows and titles there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many columns there are."""
        return 0 if parent.isValid() else self.columns

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return what can be done with a row; a title only shows."""
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
        return row if role == ROW else self.cell(row, index.column(), role)

    def _title(self, words: str, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and column == 0:
            return words
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(self.theme.colours.quiet)
        return None


class SectionsView(QTableView):
    """Shows such rows, a title across all columns; `share` gives the columns their room."""

    def __init__(self, model: SectionsModel, name: str) -> None:
        super().__init__()
        self.lines = model
        self.setModel(model)
        self.setAccessibleName(name)
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
        model.theme.switched.connect(self.viewport().update)

    def show_rows(self, rows: Sequence[object]) -> None:
        """Show rows and titles, none chosen."""
        self.clearSpans()
        self.lines.show_rows(rows)
        for at, row in enumerate(rows):
            if isinstance(row, str):
                self.setSpan(at, 0, 1, self.lines.columns)
        self._fit()

    def share(self, room: int, letter: int) -> None:
        """Give the columns ``room`` pixels, where a letter takes so many."""
        raise NotImplementedError

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        self.setIconSize(QSize(metrics.height(), metrics.height()))
        self.verticalHeader().setDefaultSectionSize(metrics.height() + _AROUND)
        self.share(self.viewport().width(), metrics.averageCharWidth())
