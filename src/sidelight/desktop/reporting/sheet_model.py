# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rows of a sheet as a table shows them."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from sidelight.desktop.labels import tool_tip
from sidelight.model.verdicts import Verdicts
from sidelight.report.sheet import Cell, Word
from sidelight.session.report_preview import ShownSheet

_Index = QModelIndex | QPersistentModelIndex


class SheetModel(QAbstractTableModel):
    """Shows a sheet; words of verdicts look as they do in the file."""

    def __init__(self, sheet: ShownSheet, verdicts: Verdicts) -> None:
        super().__init__()
        self._sheet, self._verdicts = sheet, verdicts

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._sheet.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self._sheet.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the names of columns and the numbers of rows, as a spreadsheet counts them."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self._sheet.columns[section][0]
        return str(section + 2)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        cell = self._sheet.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(_text(cell).split())
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(_text(cell)) if _text(cell) else None
        if isinstance(cell, Word) and role in _LOOKS:
            return QColor(getattr(self._verdicts.style(cell.stored), _LOOKS[role]))
        return None


_LOOKS: dict[int, str] = {
    Qt.ItemDataRole.ForegroundRole: "ink",
    Qt.ItemDataRole.BackgroundRole: "fill",
}


def _text(cell: Cell) -> str:
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell)
