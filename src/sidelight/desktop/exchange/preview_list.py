# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rows of a merge that was looked at, in sections; choosing one announces it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent

from sidelight.desktop.icons import icon
from sidelight.desktop.labels import tool_tip
from sidelight.desktop.sections import ROW, SectionsModel, SectionsView
from sidelight.desktop.theme import Theme
from sidelight.language import N_, _
from sidelight.session.merge_preview import SECTIONS, Preview, Row

_TIGHT = 62
"""Letters of room below which who did it is left to the words under the list."""
_LOOKS = {
    "new": ("plus", "verified", N_("new")),
    "changed": ("circle-dot", "unchecked", N_("changed")),
    "removed": ("trash-2", "quiet", N_("removed")),
    "erased": ("triangle-alert", "denied", N_("removed for good")),
    "conflict": ("triangle-alert", "disputed", N_("conflict")),
    "twins": ("link-2", "accent", N_("same passage")),
}
"""Icon, colour and word of what happened to a record."""


class PreviewModel(SectionsModel):
    """Rows in two columns: what, and by whom when."""

    def cell(self, row: Row, column: int, role: int) -> Any:
        """Return what a cell of a row shows."""
        what = column == 0
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text if what else row.by
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(row.text)
        if role == Qt.ItemDataRole.AccessibleTextRole and what:
            said = (_(_LOOKS[row.what][2]), row.text, row.by)
            return ". ".join(part for part in said if part)
        if role == Qt.ItemDataRole.DecorationRole and what:
            name, word, _said = _LOOKS[row.what]
            colours = self.theme.colours
            return icon(name, getattr(colours, word, "") or colours.ink(word))
        if role == Qt.ItemDataRole.ForegroundRole and not what:
            return QColor(self.theme.colours.quiet)
        return None


class PreviewList(SectionsView):
    """The list; ``chosen`` carries the Row that was chosen."""

    chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(PreviewModel(theme), _("What comes in"))

    def show_preview(self, preview: Preview) -> None:
        """Show the rows of a preview, none chosen."""
        rows: list[Row | str] = []
        for section, title in SECTIONS.items():
            if some := preview.section(section):
                rows += [f"{_(title)} ({len(some)})", *some]
        self.show_rows(rows)

    def choose(self, at: int) -> None:
        """Choose a row by its place among all lines."""
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(
            self.lines.index(at, 0), flags | QItemSelectionModel.SelectionFlag.Rows
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

    def share(self, room: int, letter: int) -> None:
        """Give the words what who and when leave."""
        tight = room < letter * _TIGHT
        self.setColumnHidden(1, tight)
        by = 0 if tight else min(letter * 30, room // 3)
        self.setColumnWidth(0, room - by)
        self.setColumnWidth(1, by)
