# SPDX-License-Identifier: AGPL-3.0-or-later
"""The list of claims: choosing a row goes to the claim, clicking a place goes to that evidence."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from sidelight.desktop.claims.claims_model import (
    BY,
    CLAIM,
    EVIDENCE,
    ID_ROLE,
    LINKS_ROLE,
    NUMBER,
    REASON,
    VERDICT,
    ClaimsFilter,
)
from sidelight.desktop.claims.row_delegate import RowDelegate
from sidelight.desktop.fitting import fitted
from sidelight.desktop.theme import Theme
from sidelight.language import _

_SHARES = {CLAIM: 0.42, EVIDENCE: 0.29, REASON: 0.29}
_TIGHT = 30
"""Letters of room for claim and evidence below which who judged is left to the card."""
_SHARES_OF_TWO = {CLAIM: 0.6, EVIDENCE: 0.4}


class ClaimsTable(QTableView):
    """The rows; ``claim_wanted`` carries a claim's id, ``evidence_wanted`` that of a piece of
    evidence, ``menu_wanted`` where on the screen the menu of the chosen claim is asked for.
    """

    claim_wanted = Signal(str)
    evidence_wanted = Signal(str)
    menu_wanted = Signal(QPoint)

    def __init__(self, model: ClaimsFilter, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter = model
        self._delegate = RowDelegate(theme, self)
        self._following = False
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(_("Claims"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        fitted(
            self,
            lambda: self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 15),
        )
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSectionsMovable(False)
        header.setMinimumSectionSize(36)
        theme.switched.connect(self.viewport().update)

    def choose(self, claim_id: str) -> None:
        """Show a claim as the chosen one, without announcing it."""
        at = next(
            (
                at
                for at in range(self._filter.rowCount())
                if self._filter.index(at, 0).data(ID_ROLE) == claim_id
            ),
            -1,
        )
        self._following = True
        if at < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
        elif self.currentIndex().row() != at or not self.selectionModel().hasSelection():
            flags = (
                QItemSelectionModel.SelectionFlag.ClearAndSelect
                | QItemSelectionModel.SelectionFlag.Rows
            )
            self.selectionModel().setCurrentIndex(self._filter.index(at, CLAIM), flags)
            self.scrollTo(self._filter.index(at, CLAIM))
        self._following = False

    def step(self, by: int) -> None:
        """Go up or down the list."""
        count = self._filter.rowCount()
        if count:
            at = self.currentIndex().row()
            following = (0 if by > 0 else count - 1) if at < 0 else max(0, min(count - 1, at + by))
            self._want(following)

    def ids(self) -> list[str]:
        """Return the ids of the claims listed, in order."""
        return [
            str(self._filter.index(at, 0).data(ID_ROLE)) for at in range(self._filter.rowCount())
        ]

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        """Announce the claim of another row."""
        super().currentChanged(current, previous)
        if not self._following and current.isValid():
            self.claim_wanted.emit(current.data(ID_ROLE))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the claim or evidence that was clicked."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        link = self._link_at(event.position().toPoint())
        if link:
            self.evidence_wanted.emit(link)
        else:
            self.claim_wanted.emit(index.data(ID_ROLE))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the claim under the pointer, by key of the chosen one."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect = self.visualRect(self.currentIndex())
            place = self.viewport().mapToGlobal(rect.bottomLeft() + QPoint(24, 0))
            index = self.currentIndex()
        else:
            place, index = event.globalPos(), self.indexAt(event.pos())
        if index.isValid():
            self.claim_wanted.emit(index.data(ID_ROLE))
            self.menu_wanted.emit(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over a link."""
        super().mouseMoveEvent(event)
        link = self._link_at(event.position().toPoint())
        self.setCursor(Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that mean something here."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.claim_wanted.emit(self.currentIndex().data(ID_ROLE))
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit what is shown to the room."""
        super().resizeEvent(event)
        metrics = self.fontMetrics()
        fixed = {
            NUMBER: metrics.horizontalAdvance("000k") + 20,
            VERDICT: min(self._delegate.pill_room(self.font()), self.viewport().width() // 3),
            BY: metrics.horizontalAdvance("MM, MM") + 26,
        }
        room = self.viewport().width() - sum(fixed.values())
        tight = room < metrics.averageCharWidth() * _TIGHT
        self.setColumnHidden(BY, tight)
        room += fixed.pop(BY) if tight else 0
        # The card says the reason too; where there is little room the claim's words count for more.
        little = room < metrics.averageCharWidth() * 85
        self.setColumnHidden(REASON, little)
        shares = _SHARES_OF_TWO if little else _SHARES
        for column, width in fixed.items():
            self.setColumnWidth(column, width)
        for column, share in shares.items():
            self.setColumnWidth(column, max(60, int(room * share)))

    def _want(self, at: int) -> None:
        self.claim_wanted.emit(self._filter.index(at, 0).data(ID_ROLE))

    def _link_at(self, point: QPoint) -> str:
        index = self.indexAt(point)
        if index.column() != EVIDENCE:
            return ""
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = self.visualRect(index)
        return self._delegate.link_at(option, index.data(LINKS_ROLE), point)
