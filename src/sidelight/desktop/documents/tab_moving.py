# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tabs moved by the mouse: out of their strip, into another half, beside the others; their menu."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, QPoint, QSize, Qt
from PySide6.QtWidgets import QMenu

from sidelight.desktop.action_set import ActionSet
from sidelight.desktop.documents.arrangement import Arrangement, Tab
from sidelight.desktop.documents.half import Half
from sidelight.desktop.documents.housing import Housing
from sidelight.desktop.documents.tab_drag import DragWords, Landing, landing
from sidelight.desktop.documents.window_places import Place
from sidelight.desktop.workspace import Workspace

_MENU = (
    "document.beside",
    "document.second",
    "document.tear_off",
    "document.put_back",
    "document.join",
    "document.close_view",
    "document.annotate",
    "document.attach",
    "document.remove",
    "document.erase",
)
"""What the menu of a tab offers."""
_APART = {"document.annotate", "document.remove"}
"""Where a new group of it begins."""
_GRIP = QPoint(90, 16)
"""Where in a window dragged out of the strip the pointer is."""
_LEAST = QSize(520, 480)


class Side(Protocol):
    """What is arranged: the documents of one kind."""

    arrangement: Arrangement

    def do(self, arrangement: Arrangement) -> None:
        """Follow another arrangement."""

    def show_tab(self, tab: Tab) -> None:
        """Bring a tab forward."""

    def take_focus(self) -> None:
        """Give the keyboard to the document in use."""


class TabMoving(QObject):
    """Turns what the mouse does with tabs into steps of a side's arrangement."""

    def __init__(
        self, side: Side, housing: Housing, workspace: Workspace, actions: ActionSet
    ) -> None:
        super().__init__(housing)
        self._side = side
        self._housing = housing
        self._workspace = workspace
        self._actions = actions
        self.words = DragWords()

    def watch(self, half: Half) -> None:
        """Follow what is done with the tabs of a half."""
        half.dragged.connect(self._dragged)
        half.let_go.connect(self._let_go)
        half.given_up.connect(self.words.hide)
        half.menu_wanted.connect(self._menu)

    def end(self) -> None:
        """Take the words at the pointer away."""
        self.words.hide()
        self.words.deleteLater()

    def _menu(self, tab: Tab, place: QPoint) -> None:
        self._side.show_tab(tab)
        self._side.take_focus()
        menu = QMenu(self._housing.splitter)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for id_ in _MENU:
            if id_ in _APART:
                menu.addSeparator()
            menu.addAction(self._actions[id_])
        menu.popup(place)

    def _dragged(self, tab: Tab, place: QPoint) -> None:
        document = self._workspace.document(tab.document)
        what, _id = self._landing(tab, place)
        self.words.follow(document.title if document else "", what, place)

    def _let_go(self, tab: Tab, place: QPoint) -> None:
        self.words.hide()
        what, id_ = self._landing(tab, place)
        now = self._side.arrangement
        if what is Landing.HERE:
            self._side.do(now.move(tab, id_))
        elif what is not Landing.AWAY:
            self._side.do(now.beside(tab, left=what is Landing.LEFT))
        else:
            torn, corner = now.tear_off(tab), place - _GRIP
            at = now.strip_of(tab)
            size = self._housing.halves[at.id].size().expandedTo(_LEAST) if at else _LEAST
            for number in set(torn.windows()) - set(now.windows()):
                self._housing.expect_at(
                    number, Place(corner.x(), corner.y(), size.width(), size.height())
                )
            self._side.do(torn)
        self._side.take_focus()

    def _landing(self, tab: Tab, place: QPoint) -> tuple[Landing, int]:
        found, at = self._housing.at(place), self._side.arrangement.strip_of(tab)
        if found is None or at is None:
            return Landing.AWAY, -1
        id_, half = found
        point = half.mapFromGlobal(place)
        what = landing(
            point.x() / max(1, half.width()),
            below_strip=point.y() > half.strip.height(),
            own=id_ == at.id,
            can_split=not self._side.arrangement.split(at.window) and len(at.tabs) > 1,
        )
        return what, id_
