# SPDX-License-Identifier: AGPL-3.0-or-later
"""A second window: documents torn off, with the menu and the keys of the main window."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sidelight.desktop.action_set import ActionSet, give_tip
from sidelight.desktop.documents.window_places import Place, first_place, on_screen
from sidelight.desktop.frame.menus import main_menu
from sidelight.desktop.icons import Tints
from sidelight.desktop.window_keys import WindowKeys
from sidelight.language import _
from sidelight.session.actions import ACTIONS


def screens() -> list[Place]:
    """Return the room that each screen has for windows, the first screen first."""
    rooms = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    return [Place(room.x(), room.y(), room.width(), room.height()) for room in rooms]


def place_of(window: QWidget) -> Place:
    """Return where a window is, or was before it was made as large as the screen."""
    large = window.isMaximized() or window.isFullScreen()
    where = window.normalGeometry() if large else window.geometry()
    return Place(where.x(), where.y(), where.width(), where.height())


class TornWindow(QWidget):
    """A window of its own; ``put_back_wanted`` tells that it was closed.

    It has no parent: a child would lie over the main window always.  Once made it is kept, and
    only hidden while it is out of use, since the palette may be inside it.
    """

    put_back_wanted = Signal()

    def __init__(self, actions: ActionSet, tints: Tints) -> None:
        super().__init__()
        self.setProperty("part", "chrome")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(420, 320)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)
        for act in ACTIONS:
            self.addAction(actions[act.id])
        WindowKeys(self, actions)
        self.menu_button = QToolButton()
        self.corner = self._corner(actions, tints)

    def show_title(self, title: str) -> None:
        """Name the window after the document in front."""
        self.setWindowTitle(f"{title} — Sidelight")

    def open_at(self, place: Place | None, main: QWidget, *, active: bool) -> None:
        """Show the window at a place, or where there is room; ``active`` gives it the keyboard."""
        wanted = place or first_place(place_of(main), screens())
        self.setGeometry(*on_screen(wanted, screens()))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, not active)
        self.show()
        if active:
            self.come_forward(active=True)

    def come_forward(self, *, active: bool) -> None:
        """Bring the window into sight."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        if active:
            self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask for the documents to be put back."""
        event.accept()
        self.put_back_wanted.emit()

    def _corner(self, actions: ActionSet, tints: Tints) -> QWidget:
        corner = QWidget()
        line = QHBoxLayout(corner)
        line.setContentsMargins(6, 0, 4, 0)
        line.setSpacing(2)
        back = QPushButton(_("Put back"))
        back.setProperty("part", "link")
        give_tip(back, "document.put_back")
        back.clicked.connect(self.put_back_wanted)
        self.menu_button.setIconSize(QSize(17, 17))
        give_tip(self.menu_button, "help.menu")
        self.menu_button.setAccessibleName(_("Menu"))
        self.menu_button.setMenu(main_menu(self, actions))
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        tints.give(self.menu_button, "ellipsis")
        line.addWidget(back)
        line.addWidget(self.menu_button)
        return corner
