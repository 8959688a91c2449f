# SPDX-License-Identifier: AGPL-3.0-or-later
"""One side of the window: the tabs of its documents and the document shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from sidelight.desktop.action_set import ActionSet, tip
from sidelight.desktop.documents.document_page import DocumentPage
from sidelight.desktop.documents.empty_side import EmptySide
from sidelight.desktop.documents.loader import Loader
from sidelight.desktop.icons import Tints, icon
from sidelight.desktop.labels import tool_tip, whole
from sidelight.desktop.theme import Theme
from sidelight.desktop.workspace import Workspace
from sidelight.language import _
from sidelight.model.records import Document

_ICONS = {"application/pdf": "file-type", "text/html": "globe", "application/xhtml+xml": "globe"}


def document_icon(document: Document) -> str:
    """Return the icon of a document's kind."""
    if document.media_type.startswith("image/"):
        return "scan-text"
    return _ICONS.get(document.media_type, "file-text")


class Pane(QWidget):
    """The documents of one kind (article or source), one of them shown.

    ``shown`` tells that another document came forward, ``made`` hands out a page when it is first
    shown, ``files_dropped`` carries the paths dropped on this side.
    """

    shown = Signal()
    made = Signal(object)
    files_dropped = Signal(list)

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
        self._workspace = workspace
        self._loader = loader
        self._theme, tints = looks
        self._pages: dict[str, DocumentPage] = {}
        self._positions: dict[str, Any] = {}
        self.setAcceptDrops(True)
        self.setMinimumWidth(260)
        self.setMinimumHeight(160)
        self._tabs = QTabBar()
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setMovable(True)
        self._tabs.setUsesScrollButtons(True)
        self._tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self._tabs.setIconSize(QSize(16, 16))
        self._tabs.setAccessibleName(_("Articles") if kind == "article" else _("Sources"))
        self._tabs.currentChanged.connect(self._bring_forward)
        self._empty = EmptySide(kind, actions, tints)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._strip(actions, tints))
        column.addWidget(self._stack, 1)
        workspace.changed.connect(self.renew)
        self._theme.switched.connect(self._paint_tabs)

    def renew(self) -> None:
        """Show the tabs that the project has documents for, in the order they stand in."""
        documents = {d.id: d for d in self._workspace.documents(self.kind)}
        self._tabs.blockSignals(True)
        for at in reversed(range(self._tabs.count())):
            if self._tabs.tabData(at) not in documents:
                self._drop(at)
        known = self.order()
        for id_ in documents:
            if id_ not in known:
                self._tabs.setTabData(self._tabs.addTab(""), id_)
        self._tabs.blockSignals(False)
        self._paint_tabs()
        self._strip_widget.setVisible(bool(documents))
        self._empty.set_writable(writable=self._workspace.writable)
        for id_, page in self._pages.items():
            page.renew(documents[id_])
        self._bring_forward()

    def order(self) -> list[str]:
        """Return the ids of the documents in the order of their tabs."""
        return [str(self._tabs.tabData(at)) for at in range(self._tabs.count())]

    def tab_texts(self) -> list[str]:
        """Return what the tabs say, in order."""
        return [self._tabs.tabText(at) for at in range(self._tabs.count())]

    def arrange(self, order: list[str]) -> None:
        """Put the tabs into an order kept from before."""
        for target, id_ in enumerate(wanted for wanted in order if wanted in self.order()):
            self._tabs.moveTab(self.order().index(id_), target)

    @property
    def page(self) -> DocumentPage | None:
        """The page shown."""
        return self._pages.get(self.document_id)

    @property
    def document_id(self) -> str:
        """The id of the document shown, or ""."""
        return str(self._tabs.tabData(self._tabs.currentIndex()) or "")

    def show_document(self, id_: str) -> DocumentPage | None:
        """Bring a document's tab forward and return its page."""
        order = self.order()
        if id_ not in order:
            return None
        self._tabs.setCurrentIndex(order.index(id_))
        return self._page_of(id_)

    def step(self, by: int) -> None:
        """Show the tab after or before."""
        if self._tabs.count():
            self._tabs.setCurrentIndex((self._tabs.currentIndex() + by) % self._tabs.count())

    def pages(self) -> list[DocumentPage]:
        """Return the pages made so far."""
        return list(self._pages.values())

    def go_back(self, positions: dict[str, Any]) -> None:
        """Let each document, now or when it is shown, be where it was; by document id."""
        self._positions = positions
        for page in self._pages.values():
            self._restore(page)

    def take_focus(self) -> None:
        """Give the keyboard to the document shown, or to what stands there without one."""
        page = self.page
        (page.view if page else self._empty).setFocus(Qt.FocusReason.TabFocusReason)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if self._workspace.writable and event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell of the files dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.files_dropped.emit(paths)

    def _strip(self, actions: ActionSet, tints: Tints) -> QWidget:
        strip = QWidget()
        strip.setProperty("part", "strip")
        strip.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(strip)
        line.setContentsMargins(0, 0, 4, 0)
        line.setSpacing(0)
        line.addWidget(self._tabs, 1)
        id_ = "document.article" if self.kind == "article" else "document.sources"
        if self.kind == "source":
            add = QToolButton()
            add.setIconSize(QSize(17, 17))
            add.setToolTip(tip(id_))
            add.setAccessibleName(actions[id_].text())
            add.clicked.connect(actions[id_].trigger)
            actions[id_].enabledChanged.connect(add.setEnabled)
            tints.give(add, "plus")
            line.addWidget(add)
        self._strip_widget = strip
        return strip

    def _page_of(self, id_: str) -> DocumentPage:
        page = self._pages.get(id_)
        if page is None:
            document = self._workspace.document(id_)
            if document is None:
                raise LookupError(id_)
            page = DocumentPage(document, self._workspace, self._loader, self._theme)
            page.view.files_dropped.connect(self.files_dropped)
            self._pages[id_] = page
            self._stack.addWidget(page)
            self.made.emit(page)
            self._restore(page)
        return page

    def _restore(self, page: DocumentPage) -> None:
        position = self._positions.get(page.document.id)
        if isinstance(position, dict):
            page.when_ready(lambda: page.view.restore(position))

    def _bring_forward(self) -> None:
        id_ = self.document_id
        self._stack.setCurrentWidget(self._page_of(id_) if id_ else self._empty)
        self.shown.emit()

    def _drop(self, at: int) -> None:
        page = self._pages.pop(str(self._tabs.tabData(at)), None)
        self._tabs.removeTab(at)
        if page is not None:
            self._stack.removeWidget(page)
            page.hide()
            page.deleteLater()

    def _paint_tabs(self) -> None:
        for at in range(self._tabs.count()):
            document = self._workspace.document(str(self._tabs.tabData(at)))
            if document is not None:
                self._tabs.setTabText(at, whole(document.title))
                self._tabs.setTabIcon(at, icon(document_icon(document), self._theme.colours.quiet))
                citation = (
                    self._workspace.snapshot.citations.get(document.id, "")
                    if self._workspace.snapshot
                    else ""
                )
                self._tabs.setTabToolTip(at, tool_tip(citation or document.title))
