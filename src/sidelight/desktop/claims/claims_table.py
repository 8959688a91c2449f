# SPDX-License-Identifier: AGPL-3.0-or-later
"""The list of claims: choosing a row goes to the claim, clicking a place goes to that evidence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from sidelight.desktop.claims.arranged_header import ArrangedHeader
from sidelight.desktop.claims.claims_model import (
    CLAIM,
    EVIDENCE,
    ID_ROLE,
    LINKS_ROLE,
    NAMES,
    ClaimsModel,
)
from sidelight.desktop.claims.column_widths import column_widths
from sidelight.desktop.claims.row_delegate import RowDelegate
from sidelight.desktop.fitting import fitted
from sidelight.desktop.theme import Theme
from sidelight.language import _

_SELECT = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
_ADD = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
_SHORT = ("standing", "kind", "severity", "said_on", "assigned")
"""Columns of short words, and letters that each has room for."""
_LETTERS = 19


class ClaimsTable(QTableView):
    """The rows; ``claim_wanted`` carries a claim's id, ``evidence_wanted`` that of a piece of
    evidence, ``menu_wanted`` where on the screen the menu of the chosen claim is asked for,
    ``sort_wanted`` the name of a column, ``dragged`` the ids of claims, ``many_chosen`` how many
    claims are chosen, where several are or were.
    """

    claim_wanted = Signal(str)
    evidence_wanted = Signal(str)
    menu_wanted = Signal(QPoint)
    sort_wanted = Signal(str)
    dragged = Signal(list)
    many_chosen = Signal(int)

    def __init__(self, model: ClaimsModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._kept: set[str] = set()
        self._count = 0
        self._delegate = RowDelegate(theme, self)
        self._following = False
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_("Claims"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragEnabled(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        fitted(
            self,
            lambda: self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 15),
        )
        self.header = header = ArrangedHeader(self)
        self.setHorizontalHeader(header)
        header.sectionClicked.connect(lambda at: self.sort_wanted.emit(NAMES[at]))
        model.modelAboutToBeReset.connect(self._keep_chosen)
        model.modelReset.connect(self._choose_again)
        theme.switched.connect(self.viewport().update)

    def choose(self, claim_id: str) -> None:
        """Show a claim as the chosen one, without announcing it.

        Others that are chosen beside it stay so only where it was chosen here.
        """
        at = self.currentIndex().row()
        line = self._model.line(at)
        if line is None or line.id != claim_id:
            at = self._model.row_of(claim_id)
        self._following = True
        if at < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        elif self.currentIndex().row() != at or not self.selectionModel().hasSelection():
            self.selectionModel().setCurrentIndex(self._model.index(at, CLAIM), _SELECT)
            self.scrollTo(self._model.index(at, CLAIM))
        self._following = False

    def step(self, by: int) -> None:
        """Go up or down the list."""
        rows = [at for at in range(self._model.rowCount()) if self._model.line(at)]
        if rows:
            at = self.currentIndex().row()
            place = rows.index(at) + by if at in rows else 0 if by > 0 else len(rows) - 1
            line = self._model.line(rows[max(0, min(len(rows) - 1, place))])
            if line is not None:
                self.claim_wanted.emit(line.id)

    def ids(self) -> list[str]:
        """Return the ids of the claims listed, in order."""
        return self._model.ids()

    def chosen_ids(self) -> list[str]:
        """Return the ids of the claims chosen in the list, in its order."""
        ranges: Any = self.selectionModel().selection()
        rows = sorted({at for one in ranges for at in range(one.top(), one.bottom() + 1)})
        lines = (self._model.line(at) for at in rows)
        return list(dict.fromkeys(line.id for line in lines if line is not None))

    def selectAll(self) -> None:
        """Choose all claims, one of them for the card where none was chosen."""
        super().selectAll()
        first = next(iter(self._model.ids()), "")
        if first and not self.currentIndex().data(ID_ROLE):
            at = self._model.index(self._model.row_of(first), CLAIM)
            self.selectionModel().setCurrentIndex(at, QItemSelectionModel.SelectionFlag.NoUpdate)

    def several(self) -> list[str]:
        """Return the claims that are to be acted on together: several, with the keyboard here."""
        chosen = self.chosen_ids() if self.hasFocus() else []
        return chosen if len(chosen) > 1 else []

    def show_look(self) -> None:
        """Show the columns and the order that the list is looked at in."""
        look = self._model.look
        order = Qt.SortOrder.DescendingOrder if look.descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(NAMES.index(look.sort), order)
        self._lay()

    def widen(self, name: str, letters: int) -> None:
        """Make a column wider by so many letters, or narrower."""
        self.header.widen(name, letters * self.fontMetrics().averageCharWidth())

    def in_letters(self, widths: Mapping[str, int]) -> dict[str, float]:
        """Return widths in letters, so that they grow with the text; pixels are given."""
        letter = max(1, self.fontMetrics().averageCharWidth())
        return {name: round(width / letter, 2) for name, width in widths.items()}

    def selectionChanged(self, new: QItemSelection, old: QItemSelection) -> None:
        """Tell how many claims are chosen, where several are or were."""
        super().selectionChanged(new, old)
        if not self._following:
            count, before = len(self.chosen_ids()), self._count
            self._count = count
            if max(count, before) > 1:
                self.many_chosen.emit(count)

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        """Announce the claim of another row."""
        super().currentChanged(current, previous)
        if not self._following and current.data(ID_ROLE):
            self.claim_wanted.emit(current.data(ID_ROLE))

    def _keep_chosen(self) -> None:
        self._kept = set(self.chosen_ids())

    def _choose_again(self) -> None:
        """Choose what was chosen before the rows were made anew."""
        if len(self._kept) < 2:
            return
        chosen, first = QItemSelection(), -1
        # runs of rows: a range for each row would take very long
        for at in range(self._model.rowCount() + 1):
            line = self._model.line(at)
            if line is not None and line.id in self._kept:
                first = at if first < 0 else first
            elif first >= 0:
                chosen.select(self._model.index(first, 0), self._model.index(at - 1, 0))
                first = -1
        self._following = True
        self.selectionModel().select(chosen, _ADD)
        self._following = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the claim or evidence that was clicked."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        link = self._link_at(event.position().toPoint())
        if link:
            self.evidence_wanted.emit(link)
        elif index.data(ID_ROLE):
            self.claim_wanted.emit(index.data(ID_ROLE))

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Ask for what the chosen claims say; the drag begins once that is known."""
        self.dragged.emit(self.chosen_ids())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the claim under the pointer, by key of the chosen one."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect = self.visualRect(self.currentIndex())
            place = self.viewport().mapToGlobal(rect.bottomLeft() + QPoint(24, 0))
            index = self.currentIndex()
        else:
            place, index = event.globalPos(), self.indexAt(event.pos())
        if index.data(ID_ROLE):
            self.claim_wanted.emit(index.data(ID_ROLE))
            self.menu_wanted.emit(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over a link."""
        super().mouseMoveEvent(event)
        link = self._link_at(event.position().toPoint())
        self.setCursor(Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that mean something here."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().data(
            ID_ROLE
        ):
            self.claim_wanted.emit(self.currentIndex().data(ID_ROLE))
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit what is shown to the room."""
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        metrics = self.fontMetrics()
        letter = metrics.averageCharWidth()
        fixed = {
            "number": metrics.horizontalAdvance("000k") + 20,
            "verdict": min(self._delegate.pill_room(self.font()), self.viewport().width() // 3),
            "by": metrics.horizontalAdvance("MM, MM") + 26,
            **dict.fromkeys(_SHORT, letter * _LETTERS + 16),
        }
        look, room = self._model.look, self.viewport().width()
        self.header.lay(column_widths(look.columns, room, letter, fixed, look.widths), (*fixed,))

    def _link_at(self, point: QPoint) -> str:
        index = self.indexAt(point)
        if index.column() != EVIDENCE or not index.data(LINKS_ROLE):
            return ""
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = self.visualRect(index)
        return self._delegate.link_at(option, index.data(LINKS_ROLE), point)
