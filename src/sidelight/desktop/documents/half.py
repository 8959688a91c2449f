# SPDX-License-Identifier: AGPL-3.0-or-later
"""One strip of tabs and the document in front: the whole of a side, or a half of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from sidelight.desktop.documents.arrangement import Tab
from sidelight.desktop.documents.document_page import DocumentPage
from sidelight.desktop.documents.tab_strip import TabStrip


class Face(NamedTuple):
    """What a tab shows: its words (with && for &), its icon, its tool tip as Qt takes it."""

    words: str
    icon: QIcon
    tip: str


class Half(QWidget):
    """Shows the tabs and the page that it is given, and tells what is wanted of them.

    ``tab_wanted`` carries a tab to bring forward, ``reordered`` the order of the tabs after one
    was dragged along, ``dragged`` and ``let_go`` a tab outside the strip and where on the screen.
    """

    tab_wanted = Signal(object)
    reordered = Signal(list)
    dragged = Signal(object, QPoint)
    let_go = Signal(object, QPoint)
    given_up = Signal()
    menu_wanted = Signal(object, QPoint)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setMinimumWidth(200)
        self.bar = TabStrip()
        self.bar.setAccessibleName(name)
        self.bar.currentChanged.connect(lambda _at: self._choose(self.bar.currentIndex()))
        self.bar.tabBarClicked.connect(self._choose)
        self.bar.tabMoved.connect(lambda _from, _to: self.reordered.emit(self.tabs()))
        # later, when the strip may be taken away
        queued = Qt.ConnectionType.QueuedConnection
        self.bar.let_go.connect(self._let_go, queued)
        self.bar.dragged.connect(lambda at, place: self.dragged.emit(self.tabs()[at], place))
        self.bar.given_up.connect(self.given_up)
        self.bar.menu_wanted.connect(self._menu, queued)
        self.strip = QWidget()
        self.strip.setProperty("part", "strip")
        self.strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._line = QHBoxLayout(self.strip)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(0)
        self._line.addWidget(self.bar, 1)
        self._stack = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self._stack, 1)

    def tabs(self) -> list[Tab]:
        """Return the tabs in their order."""
        return [self._tab(at) for at in range(self.bar.count())]

    def show_tabs(self, tabs: Sequence[Tab], front: Tab | None) -> None:
        """Have these tabs in this order, ``front`` in front; what they show comes by `paint`."""
        self.bar.blockSignals(True)
        if self.tabs() != list(tabs):
            self._arrange(tabs)
        if front is not None:
            self.bar.setCurrentIndex(list(tabs).index(front))
        self.bar.blockSignals(False)

    def _arrange(self, tabs: Sequence[Tab]) -> None:
        for at in reversed(range(self.bar.count())):
            if self._tab(at) not in tabs:
                self.bar.removeTab(at)
        for at, tab in enumerate(tabs):
            known = self.tabs()
            if tab not in known:
                self.bar.insertTab(at, "")
                self.bar.setTabData(at, tab.key)
            elif known[at] != tab:
                self.bar.moveTab(known.index(tab), at)

    def paint(self, faces: Sequence[Face]) -> None:
        """Show words, icon and tip on each tab; Qt lays all tabs out anew for each change."""
        for at, face in enumerate(faces):
            if self.bar.tabText(at) != face.words:
                self.bar.setTabText(at, face.words)
            if self.bar.tabIcon(at).cacheKey() != face.icon.cacheKey():
                self.bar.setTabIcon(at, face.icon)
            self.bar.setTabToolTip(at, face.tip)

    def words(self) -> list[str]:
        """Return what the tabs say, in order."""
        return [self.bar.tabText(at) for at in range(self.bar.count())]

    def take(self, page: DocumentPage, *, front: bool) -> None:
        """Hold a page, wherever it was before, and show it if it is in ``front``."""
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        if front:
            self._stack.setCurrentWidget(page)

    def drop(self, page: DocumentPage) -> None:
        """Let go of a page that is to be deleted."""
        self._stack.removeWidget(page)

    def put_corner(self, corner: QWidget | None) -> None:
        """Have something at the end of the strip."""
        if corner is not None and self._line.indexOf(corner) < 0:
            self._line.addWidget(corner)
            corner.show()

    def mark(self, *, idle: bool) -> None:
        """Show that the other half is the one in use."""
        if bool(self.bar.property("idle")) != idle:
            self.bar.setProperty("idle", idle)
            self.bar.style().unpolish(self.bar)
            self.bar.style().polish(self.bar)

    def _tab(self, at: int) -> Tab:
        return Tab.of_key(str(self.bar.tabData(at)))

    def _choose(self, at: int) -> None:
        if at >= 0:
            self.tab_wanted.emit(self._tab(at))

    def _let_go(self, at: int, place: QPoint) -> None:
        if 0 <= at < self.bar.count():
            self.let_go.emit(self._tab(at), place)

    def _menu(self, at: int, place: QPoint) -> None:
        if 0 <= at < self.bar.count():
            self.menu_wanted.emit(self._tab(at), place)
