# SPDX-License-Identifier: AGPL-3.0-or-later
"""Links on the pages: shown by the pointer, followed within the document, never opened outside."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QHelpEvent
from PySide6.QtWidgets import QMenu, QToolTip

from sidelight.desktop.labels import tool_tip
from sidelight.desktop.view.page_names import page_name
from sidelight.desktop.view.page_stack import PagePoint
from sidelight.desktop.view.paged_area import PagedArea
from sidelight.language import _
from sidelight.reader.extraction import Link

_SLACK = 1.0
"""Points around a link that still count as on it."""


class PageLinks(QObject):
    """The links of a view's pages; ``outside`` carries an address that someone wants.

    ``hovered`` carries words about the link below the pointer, empty ones when it left.
    """

    outside = Signal(str)
    hovered = Signal(str)

    def __init__(self, area: PagedArea) -> None:
        super().__init__(area)
        self._area = area
        self._over: Link | None = None
        self.menu: QMenu | None = None
        area.viewport().installEventFilter(self)

    def at(self, point: QPointF) -> Link | None:
        """Return the link at a point of the viewport, as far as the page's links are known."""
        return self.at_place(self._area.from_view(point)) if self._area.pages else None

    def at_place(self, place: PagePoint) -> Link | None:
        """Return the link at a point of a page: of several that overlap the smallest."""
        number = self._area.pages[place.page].number
        found = [
            link
            for link in self._area.pictures.links(self._area.key, number)
            if link.rect[0] - _SLACK <= place.x <= link.rect[2] + _SLACK
            and link.rect[1] - _SLACK <= place.y <= link.rect[3] + _SLACK
        ]
        return min(found, key=_area_of, default=None)

    def hover(self, point: QPointF, *, free: bool = True) -> None:
        """Follow the pointer; only where it is ``free`` does its shape tell of a link."""
        link = self.at(point) if free else None
        if link is not None:
            self._area.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self._tell(link)

    def follow(self, link: Link | None) -> bool:
        """Go where a link leads, or tell of its address; tell whether there is one."""
        if link is None:
            return False
        numbers = {page.number: index for index, page in enumerate(self._area.pages)}
        if link.page in numbers:
            self._area.jump_to(numbers[link.page], link.y)
        elif link.address:
            self.outside.emit(link.address)
        return True

    def words(self, link: Link) -> str:
        """Return where a link leads, in words."""
        if not link.page:
            return link.address
        pages = [page for page in self._area.pages if page.number == link.page]
        name = page_name(pages[0], len(self._area.pages)) if pages else str(link.page)
        return _("Link to page {page}").format(page=name)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Show the tip and the menu of a link, notice that the pointer left."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            link = self.at(QPointF(event.pos()))
            if link is not None and self._over is not None:
                tip = tool_tip(self.words(link))
                QToolTip.showText(event.globalPos(), tip, self._area.viewport())
                return True
        if isinstance(event, QContextMenuEvent):
            link = self.at(QPointF(event.pos()))
            if link is not None:
                self._open_menu(link, event)
                return True
        if event.type() == QEvent.Type.Leave:
            self._tell(None)
        return False

    def _open_menu(self, link: Link, event: QContextMenuEvent) -> None:
        self.menu = menu = QMenu(self._area)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if link.page:
            menu.addAction(_("Go there")).triggered.connect(lambda: self.follow(link))
        else:
            copy = menu.addAction(_("Copy the address"))
            copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(link.address))
        menu.popup(event.globalPos())

    def _tell(self, link: Link | None) -> None:
        if link != self._over:
            self._over = link
            self.hovered.emit("" if link is None else self.words(link))


def _area_of(link: Link) -> float:
    x0, y0, x1, y1 = link.rect
    return (x1 - x0) * (y1 - y0)
