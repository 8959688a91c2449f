# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages of a document in small, drawn when nothing else is to be drawn."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from sidelight.desktop.view.page_names import page_name
from sidelight.desktop.view.page_pictures import quick_wish
from sidelight.desktop.view.paged_area import PagedArea
from sidelight.desktop.view.paper import straighten
from sidelight.desktop.view.turning import turned_size
from sidelight.language import _

_Index = QModelIndex | QPersistentModelIndex
_WIDE, _TALL = 116.0, 164.0
_AROUND = 10
_LEAST = 8.0
_MORE = 4
"""Pages beyond those in sight that are drawn too."""


class _Pages(QAbstractListModel):
    def __init__(self, view: PagedArea) -> None:
        super().__init__(view)
        self._view = view

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._view.pages)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        page = self._view.pages[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return page.label or str(page.number)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _("Page {page}").format(page=page_name(page, len(self._view.pages)))
        return None


class _Paper(QStyledItemDelegate):
    def __init__(self, view: PagedArea) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        words = option.fontMetrics.height()
        tall = self.place_of(index.row(), QRectF()).height()
        return QSize(round(_WIDE) + 2 * _AROUND, round(tall) + words + 2 * _AROUND)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rect: QRectF = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        palette = option.palette
        place = self.place_of(index.row(), rect)
        view, page = self._view, self._view.pages[index.row()]
        wish = quick_wish(view.key, page, view.devicePixelRatioF(), view.tone)
        picture = view.pictures.nearest(view.key, page.number, wish.scale, view.tone)
        painter.save()
        painter.fillRect(place, QColor(view.colours.paper))
        if picture is not None:
            self._paint_turned(painter, place, picture)
        lit = bool(state & QStyle.StateFlag.State_Selected)
        painter.setPen(QPen(palette.accent() if lit else palette.mid(), 2.5 if lit else 1.0))
        painter.drawRect(place.adjusted(-1, -1, 1, 1) if lit else place)
        painter.setPen(palette.color(palette.ColorRole.Text))
        below = rect.adjusted(0, place.bottom() + 2 - rect.top(), 0, 0)
        centre = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(below, centre, str(index.data()))
        painter.restore()

    def place_of(self, row: int, rect: QRectF) -> QRectF:
        """Return where in its item's ``rect`` the paper of a page lies, as turned as the page."""
        page = self._view.pages[row]
        width, height = turned_size((page.width, page.height), self._view.turns)
        scale = min(_WIDE / width, _TALL / height)
        place = QRectF(0, 0, max(_LEAST, width * scale), max(_LEAST, height * scale))
        place.moveCenter(rect.center())
        place.moveTop(rect.top() + _AROUND / 2)
        return place

    def _paint_turned(self, painter: QPainter, place: QRectF, picture: QImage) -> None:
        turns = self._view.turns
        size = turned_size((place.width(), place.height()), turns)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        straighten(painter, place, size, turns, 1.0)
        painter.drawImage(QRectF(0, 0, *size), picture)
        painter.restore()


class Thumbnails(QListView):
    """Lists a view's pages; ``wanted`` carries the index of the one that someone chose."""

    wanted = Signal(int)

    def __init__(self, view: PagedArea) -> None:
        super().__init__()
        self._view = view
        self._owner = owner = object()
        pictures = view.pictures
        self.destroyed.connect(lambda: pictures.leave(owner))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName(_("Pages"))
        self.setModel(_Pages(view))
        self._paper = _Paper(view)
        self.setItemDelegate(self._paper)
        self._turns = view.turns
        view.view_changed.connect(self._follow_turns)
        self._wishing = QTimer(self, singleShot=True, interval=0)
        self._wishing.timeout.connect(self._wish)
        self.verticalScrollBar().valueChanged.connect(self._wishing.start)
        pictures.drawn.connect(self._drawn)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def light(self, row: int) -> None:
        """Make a page the current one."""
        index = self.model().index(row, 0)
        if index != self.currentIndex():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def paper_rect(self, row: int) -> QRect:
        """Return where in the viewport the paper of a page lies."""
        rect = QRectF(self.visualRect(self.model().index(row, 0)))
        return self._paper.place_of(row, rect).toRect()

    def _follow_turns(self) -> None:
        if self._turns != self._view.turns:
            self._turns = self._view.turns
            self.doItemsLayout()
            self.scrollTo(self.currentIndex())
            self._wishing.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the pages in sight now."""
        super().resizeEvent(event)
        self._wishing.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask for the pages in sight."""
        super().showEvent(event)
        self._wishing.start()

    def rows_in_sight(self) -> range:
        """Return the rows in sight, and some around them."""
        count = self.model().rowCount()
        if not count or not self.isVisible():
            return range(0)
        port = self.viewport().rect()
        middle = port.center().x()
        first = self.indexAt(port.topLeft() + self._offset(middle))
        last = self.indexAt(port.bottomLeft() + self._offset(middle))
        start = first.row() if first.isValid() else 0
        stop = last.row() + 1 if last.isValid() else count
        return range(max(0, start - _MORE), min(count, stop + _MORE))

    def _offset(self, x: int) -> QPoint:
        return QPoint(x, 0)

    def _wish(self) -> None:
        view = self._view
        ratio = view.devicePixelRatioF()
        wishes = [
            quick_wish(view.key, view.pages[row], ratio, view.tone) for row in self.rows_in_sight()
        ]
        view.pictures.want(self._owner, wishes, later=True)

    def _drawn(self, key: str, _page: int) -> None:
        if key == self._view.key and self.isVisible():
            self.viewport().update()

    def _choose(self, index: QModelIndex) -> None:
        self.wanted.emit(index.row())
