# SPDX-License-Identifier: AGPL-3.0-or-later
"""The window as it first shows: bars, start page, menus; light enough to be there at once.

What works with documents comes after the first paint (`sidelight.desktop.workbench`).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import (
    QMainWindow,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from sidelight.desktop.action_set import ActionSet
from sidelight.desktop.dialogs.project_place import EXCHANGED
from sidelight.desktop.frame.coming_desk import ComingDesk
from sidelight.desktop.frame.menus import main_menu, project_menu
from sidelight.desktop.frame.message_bar import MessageBar
from sidelight.desktop.frame.status_line import StatusLine
from sidelight.desktop.frame.top_bar import TopBar
from sidelight.desktop.icons import Tints
from sidelight.desktop.own_keys import use_own_keys
from sidelight.desktop.remembered import Remembered, first_size
from sidelight.desktop.theme import Theme
from sidelight.language import _
from sidelight.store.places import plain

if TYPE_CHECKING:
    from sidelight.desktop.frame.start_page import StartPage


class FirstWindow(QMainWindow):
    """The frame around whatever is worked at.

    ``painted`` tells, once, that it has been seen; ``project_wanted`` carries the path of a project
    to open, ``name_wanted`` tells that the user would sign otherwise, ``files_dropped`` carries the
    paths of projects and change sets that were dropped beside the documents.
    """

    painted = Signal()
    project_wanted = Signal(object)
    files_dropped = Signal(list)
    name_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setMinimumSize(880, 560)
        self.setAcceptDrops(True)
        self.theme = theme
        self.tints = Tints(theme)
        self.key_problems = use_own_keys()
        self.actions_ = ActionSet(self, self.tints)
        self.remembered = Remembered()
        self.status = StatusLine(self.actions_, self.tints)
        name = QPushButton(_("Your name…"))
        name.setProperty("part", "link")
        name.clicked.connect(self.name_wanted)
        self.errors = MessageBar("error", theme, self.tints)
        self.unsaved = MessageBar("error", theme, self.tints)
        self.notice = MessageBar("notice", theme, self.tints)
        self.offer = MessageBar("notice", theme, self.tints)
        self.hint = MessageBar("hint", theme, self.tints, name)
        self.whereabouts = MessageBar("hint", theme, self.tints)
        menus = (
            project_menu(self, self.actions_, self.remembered, self.project_wanted.emit),
            main_menu(self, self.actions_),
        )
        self.top = TopBar(self.actions_, theme, self.tints, menus)
        theme.switched.connect(self._show_sun)
        self._show_sun()
        self._start: StartPage | None = None
        self.coming = ComingDesk(theme)
        self._seen = False
        self._lay_out()
        if not self.remembered.restore_geometry(self):
            self.resize(first_size(self.screen().availableSize()))
        theme.fit_icons(self)

    @property
    def start(self) -> StartPage:
        """What stands there while nothing is open; made when it is first asked for."""
        if self._start is None:
            from sidelight.desktop.frame.start_page import StartPage

            self._start = StartPage(self.actions_, self.tints)
            self._start.wanted.connect(self.project_wanted)
            self._stack.addWidget(self._start)
            self.theme.fit_icons(self._start)
        return self._start

    @property
    def main_place(self) -> QWidget:
        """The parent of what `take_main` takes."""
        return self._stack

    def take_main(self, widget: QWidget) -> None:
        """Take in what stands in place of the start page while a project is open, best as a child
        of `main_place` already.
        """
        self._stack.addWidget(widget)

    def take_bar(self, bar: QWidget) -> None:
        """Take in a bar above what stands in the window."""
        self._column.insertWidget(self._column.indexOf(self._stack), bar)

    def show_main(self, widget: QWidget, title: str) -> None:
        """Show it, for the project of a title."""
        self._stack.setCurrentWidget(widget)
        self.top.show_project(title)
        self.setWindowTitle(f"{title} — Sidelight")

    def show_coming(self, path: Path) -> None:
        """Look as a project will that is being opened, with no more than the pages seen last."""
        path = plain(path)
        self.coming.expect(path, self.remembered.sight(path))
        self._stack.setCurrentWidget(self.coming)
        title = self.remembered.title(path) or path.stem
        self.top.show_project(title)
        self.setWindowTitle(f"{title} — Sidelight")
        self.actions_.enable(set())

    def show_seen(self, path: Path | None) -> None:
        """Look so in place of the project that is still open, where one was seen before."""
        if path is not None and self.remembered.sight(plain(path)).known:
            self.show_coming(path)

    def show_nothing_open(self) -> None:
        """Look as while no project is open."""
        self._stack.setCurrentWidget(self.start)
        self.top.show_project(None)
        self.setWindowTitle("Sidelight")
        self.status.show_zoom("")
        self.actions_.enable(set())
        self.start.show_recent(self.remembered.recent())
        self.start.take_focus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take projects and change sets."""
        if _exchanged(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell of the projects and change sets dropped."""
        paths = _exchanged(event)
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell of the first one, once it is through."""
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self.painted.emit)

    def _show_sun(self) -> None:
        dark = self.theme.colours.dark
        self.tints.give(self.actions_["view.dark"], "sun" if dark else "moon")

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.coming)
        body = QWidget()
        self._column = column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        said = (self.unsaved, self.errors, self.notice, self.offer, self.whereabouts, self.hint)
        for widget in (self.top, *said):
            column.addWidget(widget)
        column.addWidget(self._stack, 1)
        self.setCentralWidget(body)
        self.setStatusBar(self.status)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)


def _exchanged(event: QDropEvent) -> list[Path]:
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix in EXCHANGED]
