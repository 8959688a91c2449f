# SPDX-License-Identifier: AGPL-3.0-or-later
"""One side of the desk: the tabs of its documents and the documents shown, in the main window and
in windows torn off.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from sidelight.desktop.action_set import ActionSet, give_tip
from sidelight.desktop.documents.arrangement import MAIN, Arrangement, Tab
from sidelight.desktop.documents.arriving import Arriving
from sidelight.desktop.documents.document_page import DocumentPage
from sidelight.desktop.documents.empty_side import EmptySide
from sidelight.desktop.documents.faces import document_icon, face
from sidelight.desktop.documents.half import Half
from sidelight.desktop.documents.housing import Housing
from sidelight.desktop.documents.loader import Loader
from sidelight.desktop.documents.tab_moving import TabMoving
from sidelight.desktop.documents.torn_window import TornWindow
from sidelight.desktop.dropped import address_in, files_in
from sidelight.desktop.icons import Tints
from sidelight.desktop.theme import Theme
from sidelight.desktop.workspace import Workspace
from sidelight.language import _

__all__ = ["Pane", "document_icon"]


class Pane(QWidget):
    """The documents of one kind (article or source), one of them in use.

    ``shown`` tells that another document came forward, ``made`` hands out a page when it is first
    shown, ``arranged`` that tabs or windows changed, ``files_dropped`` carries the paths dropped on
    this side, ``address_dropped`` a web address.  All that moves tabs is `do` with a step of
    `Arrangement`.
    """

    shown = Signal()
    made = Signal(object)
    arranged = Signal()
    files_dropped = Signal(list)
    address_dropped = Signal(str)

    def __init__(
        self,
        kind: str,
        workspace: Workspace,
        loader: Loader,
        actions: ActionSet,
        looks: tuple[Theme, Tints],
    ) -> None:
        super().__init__()
        self.kind = kind
        self.arrangement = Arrangement()
        self._workspace = workspace
        self._loader = loader
        self._theme, tints = looks
        self._pages: dict[Tab, DocumentPage] = {}
        self._positions: dict[str, Any] = {}
        self._shown: object = None
        self._moving_widgets = False
        self.setAcceptDrops(True)
        self.setMinimumWidth(260)
        self.setMinimumHeight(160)
        self._house(actions, tints)
        self._empty = EmptySide(kind, actions, tints)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._housing.splitter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.do(self.arrangement)
        workspace.changed.connect(self.renew)
        self._theme.switched.connect(self._paint_tabs)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def _house(self, actions: ActionSet, tints: Tints) -> None:
        name = _("Articles") if self.kind == "article" else _("Sources")
        self._housing = Housing(self, name, self._corner(actions, tints), (actions, tints))
        self._arriving = Arriving(self)
        self._moving = TabMoving(self, self._housing, self._workspace, actions)
        self._housing.made.connect(self._connect_half)
        self._housing.put_back_wanted.connect(
            lambda number: self.do(self.arrangement.put_back(number))
        )

    # -- what is there

    def renew(self) -> None:
        """Show the tabs that the project has documents for, in the order they stand in."""
        documents = {d.id: d for d in self._workspace.documents(self.kind)}
        self._empty.set_writable(writable=self._workspace.writable)
        fitting, said = self.arrangement.fit(list(documents)), self._said()
        if (fitting, said) != (self.arrangement, self._shown):
            self._shown = said
            self.do(fitting)
        else:
            # most acts are on claims, and tabs may be hundreds
            self.arranged.emit()
            self.shown.emit()
        for tab, page in self._pages.items():
            page.renew(documents[tab.document])

    def _said(self) -> object:
        """Return all that is said on tabs and in titles of windows."""
        snapshot = self._workspace.snapshot
        documents = self._workspace.documents(self.kind)
        return (documents, snapshot.citations, snapshot.drafts) if snapshot else None

    def order(self) -> list[str]:
        """Return the ids of the documents in the order of their tabs."""
        return [tab.document for tab in self.arrangement.tabs() if not tab.second]

    def tab_texts(self) -> list[str]:
        """Return what the tabs say, in order."""
        strips = self.arrangement.strips
        return [words for strip in strips for words in self._housing.halves[strip.id].words()]

    @property
    def page(self) -> DocumentPage | None:
        """The page in use: in front in the half in use."""
        return self._page_in_front(self.arrangement.active)

    @property
    def document_id(self) -> str:
        """The id of the document in use, or ""."""
        front = self.arrangement.strip(self.arrangement.active).front
        return front.document if front else ""

    def fronts(self, window: int | None = None) -> list[DocumentPage]:
        """Return the pages in front, of one window or all, the one in use first."""
        strips = [one for one in self.arrangement.by_use() if window in {None, one.window}]
        found = (self._page_in_front(strip.id) for strip in strips)
        return [page for page in found if page is not None]

    def page_selected(self) -> DocumentPage | None:
        """Return the page in front that has a selection, the one in use where several or none."""
        chosen = (page for page in self.fronts() if page.ready and page.view.has_selection)
        return next(chosen, self.page)

    def pages(self) -> list[DocumentPage]:
        """Return the pages made so far."""
        return list(self._pages.values())

    @property
    def windows(self) -> list[TornWindow]:
        """The windows torn off this side."""
        return list(self._housing.windows.values())

    @property
    def elsewhere(self) -> bool:
        """Whether all documents of this side are in other windows."""
        return bool(self.arrangement.tabs()) and not self.arrangement.in_window(MAIN)[0].tabs

    def half_of(self, widget: QWidget | None) -> int | None:
        """Return the id of the strip whose half a widget is in, in whatever window."""
        return self._housing.within(widget)

    # -- going

    def show_document(self, id_: str) -> DocumentPage | None:
        """Bring the best view of a document forward, in its window, and return its page."""
        tab = self.arrangement.best(id_)
        if tab is None:
            return None
        self.show_tab(tab)
        return self._page_of(tab)

    def bring(self, id_: str) -> DocumentPage | None:
        """Bring a document into sight and return its page; a half that has the keyboard stays the
        one in use.
        """
        tab = self.arrangement.best(id_)
        if tab is None:
            return None
        typing = self.half_of(QApplication.focusWidget()) is not None
        self.show_tab(tab, use=not typing)
        return self._page_of(tab)

    def show_tab(self, tab: Tab, *, use: bool = True) -> None:
        """Bring a tab forward; ``use`` makes its half the one in use."""
        self.do(self.arrangement.show(tab, use=use))
        self._lift(tab)

    def step(self, by: int) -> None:
        """Show the tab after or before, in the half in use."""
        strip = self.arrangement.strip(self.arrangement.active)
        if strip.front is not None:
            at = strip.tabs.index(strip.front) + by
            self.do(self.arrangement.show(strip.tabs[at % len(strip.tabs)]))

    def take_focus(self, strip: int | None = None) -> None:
        """Give the keyboard to the document in use, or to the one in front of a strip; to what
        stands there without one.
        """
        if strip is not None:
            self.do(self.arrangement.activate(strip))
        self._lift(active=True)
        page = self.page
        self._arriving.lead(page.keyboard if page else self._empty)

    def do(self, arrangement: Arrangement) -> None:
        """Follow an arrangement: halves, windows, tabs, pages."""
        self.arrangement = arrangement
        self._moving_widgets = True
        self._housing.house(arrangement)
        for strip in arrangement.strips:
            self._housing.halves[strip.id].show_tabs(strip.tabs, strip.front)
        self._house_pages()
        self._housing.clear_away(arrangement)
        self._moving_widgets = False
        self._stack.setCurrentIndex(1 if arrangement.tabs() else 0)
        self._paint_tabs()
        self.arranged.emit()
        self.shown.emit()

    # -- kept until the next start

    def kept(self) -> dict[str, Any]:
        """Return how this side is arranged, and where in each document one is; fit for JSON."""
        positions = {tab.key: page.position() for tab, page in self._pages.items() if page.ready}
        return {
            "arrangement": self.arrangement.kept(),
            "shapes": self._housing.shapes(),
            "positions": {**self._positions, **positions},
        }

    def resume(self, arrangement: Arrangement, shapes: object, positions: dict[str, Any]) -> None:
        """Take up what was `kept`; documents that came since are added."""
        self._positions = positions
        documents = [document.id for document in self._workspace.documents(self.kind)]
        self._housing.expect(shapes)
        self._housing.quiet = True
        self.do(arrangement.fit(documents))
        self._housing.quiet = False
        for tab, page in self._pages.items():
            self._restore(tab, page)

    def end(self) -> None:
        """Take the windows torn off out of sight, and leave the arrangement as it is."""
        self._moving.end()
        self._housing.end()

    # -- Qt's events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if self._workspace.writable and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell of the files dropped."""
        paths, address = files_in(event.mimeData()), address_in(event.mimeData())
        if paths or address:
            event.acceptProposedAction()
        if paths:
            self.files_dropped.emit(paths)
        elif address:
            self.address_dropped.emit(address)

    # -- halves

    def _connect_half(self, id_: int, half: Half) -> None:
        half.tab_wanted.connect(lambda tab: self.do(self.arrangement.show(tab)))
        half.reordered.connect(lambda tabs: self._reordered(id_, tabs))
        self._moving.watch(half)

    def _reordered(self, id_: int, tabs: list[Tab]) -> None:
        self.arrangement = self.arrangement.reorder(id_, tabs)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        id_ = self._housing.within(new)
        if id_ is not None and id_ != self.arrangement.active and not self._moving_widgets:
            # the widgets must not change while Qt is giving the keyboard to one of them
            QTimer.singleShot(0, self, lambda: self._use(id_))

    def _use(self, id_: int) -> None:
        if self._housing.within(QApplication.focusWidget()) == id_:
            self.do(self.arrangement.activate(id_))

    def _lift(self, tab: Tab | None = None, *, active: bool = False) -> None:
        """Bring the window of a tab into sight, of the document in use without one."""
        strip = self.arrangement.strip_of(tab) or self.arrangement.strip(self.arrangement.active)
        number = strip.window
        torn = self._housing.windows.get(number)
        if torn is not None:
            torn.come_forward(active=active)
        elif any(window.isActiveWindow() for window in self.windows) or active:
            self.window().raise_()
            if active:
                self.window().activateWindow()

    # -- pages

    def _page_in_front(self, id_: int) -> DocumentPage | None:
        front = self.arrangement.strip(id_).front
        return self._pages.get(front) if front else None

    def _house_pages(self) -> None:
        there = set(self.arrangement.tabs())
        for tab in [tab for tab in self._pages if tab not in there]:
            self._drop(tab)
        for strip in self.arrangement.strips:
            half = self._housing.halves[strip.id]
            for tab in strip.tabs:
                if tab in self._pages or tab == strip.front:
                    half.take(self._page_of(tab), front=tab == strip.front)

    def _page_of(self, tab: Tab) -> DocumentPage:
        page = self._pages.get(tab)
        if page is None:
            document = self._workspace.document(tab.document)
            if document is None:
                raise LookupError(tab.document)
            page = DocumentPage(document, self._workspace, self._loader, self._theme)
            page.view.files_dropped.connect(self.files_dropped)
            page.view.address_dropped.connect(self.address_dropped)
            self._pages[tab] = page
            self.made.emit(page)
            self._restore(tab, page)
        return page

    def _restore(self, tab: Tab, page: DocumentPage) -> None:
        first = self._pages.get(Tab(tab.document))
        start = first.view.position() if tab.second and first and first.ready else None
        position = self._positions.get(tab.key, start)
        if isinstance(position, dict):
            page.when_ready(lambda: page.restore(position))

    def _drop(self, tab: Tab) -> None:
        page = self._pages.pop(tab)
        if page.ready:
            self._positions[tab.key] = page.position()
        for half in self._housing.halves.values():
            half.drop(page)
        page.hide()
        page.deleteLater()

    # -- looks

    def _corner(self, actions: ActionSet, tints: Tints) -> QWidget | None:
        if self.kind == "article":
            return None
        add = QToolButton()
        add.setIconSize(QSize(17, 17))
        give_tip(add, "document.sources")
        add.setAccessibleName(actions["document.sources"].text())
        add.clicked.connect(actions["document.sources"].trigger)
        actions["document.sources"].enabledChanged.connect(add.setEnabled)
        tints.give(add, "plus")
        return add

    def _paint_tabs(self) -> None:
        for strip in self.arrangement.strips:
            faces = [face(tab, self._workspace, self._theme) for tab in strip.tabs]
            self._housing.halves[strip.id].paint(faces)
        for number, window in self._housing.windows.items():
            strips = sorted(
                self.arrangement.in_window(number), key=lambda s: s.id != self.arrangement.active
            )
            front = strips[0].front
            document = self._workspace.document(front.document) if front else None
            window.show_title(document.title if document else "")
