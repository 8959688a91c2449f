# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rows of a merge that was looked at, in sections; choosing one announces it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from sidelight.desktop.icons import icon
from sidelight.desktop.labels import tool_tip
from sidelight.desktop.theme import Theme
from sidelight.language import N_, _
from sidelight.session.merge_preview import SECTIONS, Preview, Row

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
_TIGHT = 62
"""Letters of room below which who did it is left to the words under the list."""
_AROUND = 9
"""Pixels above and below the words of a row, together."""
_LOOKS = {
    "new": ("plus", "verified", N_("new")),
    "changed": ("circle-dot", "unchecked", N_("changed")),
    "removed": ("trash-2", "quiet", N_("removed")),
    "erased": ("triangle-alert", "denied", N_("removed for good")),
    "conflict": ("triangle-alert", "disputed", N_("conflict")),
    "twins": ("link-2", "accent", N_("same passage")),
}
"""Icon, colour and word of what happened to a record."""


class PreviewModel(QAbstractTableModel):
    """Rows and, above each section, its title; two columns: what, and by whom when."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.rows: list[Row | str] = []

    def show(self, preview: Preview) -> None:
        """Show the rows of a preview."""
        self.beginResetModel()
        self.rows = []
        for section, title in SECTIONS.items():
            some = preview.section(section)
            if some:
                self.rows += [f"{_(title)} ({len(some)})", *some]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many columns there are."""
        return 0 if parent.isValid() else 2

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
        what, by = index.column() == 0, index.column() == 1
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text if what else row.by
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(row.text)
        if role == Qt.ItemDataRole.AccessibleTextRole and what:
            said = (_(_LOOKS[row.what][2]), row.text, row.by)
            return ". ".join(part for part in said if part)
        return self._look(row, role) if what else self._quiet(role) if by else None

    def _look(self, row: Row, role: int) -> Any:
        if role != Qt.ItemDataRole.DecorationRole:
            return None
        name, word, _said = _LOOKS[row.what]
        colours = self._theme.colours
        return icon(name, getattr(colours, word, "") or colours.ink(word))

    def _quiet(self, role: int) -> Any:
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(self._theme.colours.quiet)
        return None

    def _title(self, words: str, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and column == 0:
            return words
        if role == Qt.ItemDataRole.FontRole:
            font = QFont()
            font.setBold(True)
            return font
        return self._quiet(role)


class PreviewList(QTableView):
    """The list; ``chosen`` carries the Row that was chosen."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._model = PreviewModel(theme)
        self.setModel(self._model)
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

    def show_preview(self, preview: Preview) -> None:
        """Show the rows of a preview, none chosen."""
        self.clearSpans()
        self._model.show(preview)
        for at, row in enumerate(self._model.rows):
            if isinstance(row, str):
                self.setSpan(at, 0, 1, 2)
        self._fit()

    def choose(self, at: int) -> None:
        """Choose a row by its place among all lines."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(
            self._model.index(at, 0), flags | QItemSelectionModel.SelectionFlag.Rows
        )

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        """Announce the row."""
        super().currentChanged(current, previous)
        row = current.siblingAtColumn(0).data(ROW) if current.isValid() else None
        if isinstance(row, Row):
            self.chosen.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go there again with Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            row = self.currentIndex().siblingAtColumn(0).data(ROW)
            if isinstance(row, Row):
                self.chosen.emit(row)
                return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the words what who and when leave."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        self.setIconSize(QSize(metrics.height(), metrics.height()))
        self.verticalHeader().setDefaultSectionSize(metrics.height() + _AROUND)
        room = self.viewport().width()
        tight = room < metrics.averageCharWidth() * _TIGHT
        self.setColumnHidden(1, tight)
        by = 0 if tight else min(metrics.averageCharWidth() * 30, room // 3)
        self.setColumnWidth(0, room - by)
        self.setColumnWidth(1, by)
