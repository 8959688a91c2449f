# SPDX-License-Identifier: AGPL-3.0-or-later
"""The pages of a document in small, drawn when nothing else is to be drawn."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent, QShowEvent
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
from sidelight.language import _

_Index = QModelIndex | QPersistentModelIndex
_WIDE, _TALL = 116.0, 164.0
_AROUND = 10
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
        tall = self._size(index.row())[1]
        return QSize(round(_WIDE) + 2 * _AROUND, round(tall) + words + 2 * _AROUND)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        rect: QRectF = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        palette = option.palette
        width, height = self._size(index.row())
        place = QRectF(0, 0, width, height)
        place.moveCenter(rect.center())
        place.moveTop(rect.top() + _AROUND / 2)
        view, page = self._view, self._view.pages[index.row()]
        wish = quick_wish(view.key, page, view.devicePixelRatioF(), view.tone)
        picture = view.pictures.nearest(view.key, page.number, wish.scale, view.tone)
        painter.save()
        painter.fillRect(place, QColor(view.colours.paper))
        if picture is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(place, picture)
        lit = bool(state & QStyle.StateFlag.State_Selected)
        painter.setPen(QPen(palette.accent() if lit else palette.mid(), 2.5 if lit else 1.0))
        painter.drawRect(place.adjusted(-1, -1, 1, 1) if lit else place)
        painter.setPen(palette.color(palette.ColorRole.Text))
        below = rect.adjusted(0, place.bottom() + 2 - rect.top(), 0, 0)
        centre = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(below, centre, str(index.data()))
        painter.restore()

    def _size(self, row: int) -> tuple[float, float]:
        page = self._view.pages[row]
        scale = min(_WIDE / page.width, _TALL / page.height)
        return max(8.0, page.width * scale), max(8.0, page.height * scale)


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
        self.setItemDelegate(_Paper(view))
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
