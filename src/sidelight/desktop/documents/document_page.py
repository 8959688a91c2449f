# SPDX-License-Identifier: AGPL-3.0-or-later
"""One document on its side: the reading view, its find bar, the offer to hide page furniture."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget
from shiboken6 import isValid

from sidelight.desktop.documents.document_bar import DocumentBar
from sidelight.desktop.documents.furniture_bar import FurnitureBar
from sidelight.desktop.documents.left_out_page import LeftOutPage, quoted_from
from sidelight.desktop.documents.loader import Loaded, Loader
from sidelight.desktop.documents.page_field import PageField
from sidelight.desktop.documents.scan import Scan
from sidelight.desktop.documents.side_panel import PAGES, SidePanel
from sidelight.desktop.highlights import Marks, lit, open_ranges
from sidelight.desktop.theme import Theme
from sidelight.desktop.view.colours import THEMES
from sidelight.desktop.view.document_view import DocumentView
from sidelight.desktop.view.find_bar import FindBar
from sidelight.desktop.view.layout_change import LayoutChange
from sidelight.desktop.workspace import Workspace
from sidelight.language import _
from sidelight.model.records import Document
from sidelight.text.layer import Furniture

_MOST_WAITING = 20
"""Acts kept until a document is shown."""
_MOST_WAITED_FOR = 40
"""Pages of a document that is not shown before it is set as documents are set now; a longer one is
shown as it is stored, and changes once it is set.
"""


class DocumentPage(QWidget):
    """Shows one document; until it is fetched it shows an empty desk.

    ``hidden_given`` carries the ink ranges to hide.  Where this copy came without its file,
    ``left_out`` stands in place of the view, and it is never ``ready``: ``attach_wanted`` asks for
    the file, ``quote_wanted`` carries the id of a quote that was clicked.
    """

    hidden_given = Signal(object, object)
    attach_wanted = Signal(object)
    quote_wanted = Signal(str)

    def __init__(
        self, document: Document, workspace: Workspace, loader: Loader, theme: Theme
    ) -> None:
        super().__init__()
        self.document = document
        self.ready = False
        self._workspace = workspace
        self._loader = loader
        self._theme = theme
        self._waiting: list[Callable[[], object]] = []
        self._kept = False
        self._shown = -1
        self._loaded: Loaded | None = None
        self.view = DocumentView(loader.pictures)
        self.view.setAccessibleName(document.title)
        self.view.meanwhile = loader.seen_before(document.id, theme)
        self._marks = Marks(workspace)
        self._change = LayoutChange(self.view)
        self._change.changed.connect(self._renew_side_panel)
        self._lay_out()
        self._connect()
        self._paint()
        self.left_out: LeftOutPage | None = None
        if not self._renew_left_out():
            loader.load(document, self._arrived)

    def _lay_out(self) -> None:
        self.furniture = FurnitureBar()
        self.locked = DocumentBar(
            _("Password…"),
            _("The pages are protected by a password, which Sidelight does not keep."),
        )
        self.find_bar = FindBar(self.view)
        self.find_bar.hide()
        self.page_field = PageField(self.view)
        self.side_panel: SidePanel | None = None
        self._middle = QSplitter()
        self._middle.setHandleWidth(1)
        self._middle.setChildrenCollapsible(False)
        self._middle.addWidget(self.view)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.scan = Scan(self.view)
        column.addWidget(self.furniture)
        column.addWidget(self.locked)
        column.addWidget(self.scan.bar)
        column.addWidget(self.find_bar)
        column.addWidget(self.page_field)
        column.addWidget(self._middle, 1)

    def _connect(self) -> None:
        self.furniture.hide_wanted.connect(self._hide_furniture)
        self.furniture.keep_wanted.connect(self._keep_furniture)
        self.furniture.show_wanted.connect(self._show_furniture)
        self._loader.pictures.locked.connect(self._show_locked)
        # once, however many of its pages are in sight
        self._asking = QTimer(self, singleShot=True, interval=0)
        self._asking.timeout.connect(self.locked.wanted)
        self.view.retried.connect(self._ask_if_locked)
        self._loader.pictures.drawn.connect(self._show_unlocked)
        self._theme.switched.connect(self._paint)
        self._loader.text.changed.connect(self._set_again)
        self._workspace.chosen.connect(self.light)

    def renew(self, document: Document) -> None:
        """Show the document as the project has it now."""
        came = self.left_out is not None
        fresh = document.layer != self.document.layer
        self.document = document
        if self._renew_left_out():
            self.ready = False
        elif fresh or came:
            self.ready = False
            self._loader.load(document, self._arrived)
        elif self.ready:
            self._mark()

    def when_ready(self, act: Callable[[], object]) -> None:
        """Do something with the view as soon as it shows the document."""
        if self.ready:
            act()
        else:
            # it may never be, where the file was left out of this copy
            self._waiting = [*self._waiting[-_MOST_WAITING:], act]

    @property
    def keyboard(self) -> QWidget:
        """What takes the keyboard when it comes to this document."""
        return self.view if self.left_out is None else self.left_out.attach

    def _renew_left_out(self) -> bool:
        """Show what is known of the document where its file was left out; tell whether it was."""
        snapshot = self._workspace.snapshot
        absent = snapshot is not None and self.document.id in snapshot.left_out
        if absent and self.left_out is None:
            self.left_out = LeftOutPage()
            self.left_out.attach_wanted.connect(lambda: self.attach_wanted.emit(self.document))
            self.left_out.quote_wanted.connect(self.quote_wanted)
            self._column.addWidget(self.left_out, 1)
        elif not absent and self.left_out is not None:
            self.left_out.hide()
            self.left_out.deleteLater()
            self.left_out = None
        self._middle.setVisible(not absent)
        if self.left_out is not None and snapshot is not None:
            citation = snapshot.citations.get(self.document.id, "")
            quotes = quoted_from(self._workspace, self.document.id)
            writable = self._workspace.writable
            title = self.document.title
            self.left_out.show_document(title, citation, quotes, writable=writable)
        return absent

    @property
    def flows(self) -> bool:
        """Whether the document can be set in another typography."""
        return self._loaded is not None and bool(self._loaded.rendition)

    @property
    def as_stored(self) -> bool:
        """Whether the pages shown are drawn from what the project holds, not set anew for it."""
        return self._loaded is not None and self._loaded.key == self.view.key

    def light(self) -> None:
        """Light up the chosen claim."""
        self.view.set_lit(lit(self._workspace))

    def offer_furniture(self) -> None:
        """Show the bar about page furniture, if there is any."""
        found = self._furniture()
        if found:
            self.furniture.offer(found, hidden=self._hidden_all())

    def has_furniture(self) -> bool:
        """Tell whether anything looks like page furniture."""
        return bool(self._furniture())

    @property
    def has_side_panel(self) -> bool:
        """Whether outline and pages stand beside the document."""
        return self.side_panel is not None

    def toggle_side_panel(self) -> None:
        """Show outline and pages, the keyboard there, or put them away."""
        if self.side_panel is not None:
            self._put_away_side_panel()
            self.view.setFocus()
        else:
            self._show_side_panel("" if self.view.text.layer.outline else PAGES).take_focus()

    def position(self) -> dict[str, float | int | str]:
        """Return what `restore` needs: the view's position and what stands beside it."""
        panel = self.side_panel.kind if self.side_panel is not None else ""
        return {**self.view.position(), "panel": panel}

    def restore(self, position: dict[str, float | int | str]) -> None:
        """Go back to a `position`; what is missing or makes no sense in it is passed over."""
        panel = position.get("panel")
        if isinstance(panel, str) and panel:
            self._show_side_panel(panel)
        self.view.restore(position)

    def _show_side_panel(self, kind: str) -> SidePanel:
        if self.side_panel is None:
            self.side_panel = SidePanel(self.view)
            self._middle.insertWidget(0, self.side_panel)
            self._middle.setStretchFactor(0, 0)
            self._middle.setStretchFactor(1, 1)
            letter = self.fontMetrics().averageCharWidth()
            self._middle.setSizes([28 * letter, max(1, self.width() - 28 * letter)])
            self.side_panel.show()
        self.side_panel.bring_forward(kind)
        return self.side_panel

    def _put_away_side_panel(self) -> None:
        panel, self.side_panel = self.side_panel, None
        if panel is not None:
            panel.setParent(None)
            panel.deleteLater()

    def _renew_side_panel(self) -> None:
        """Let the panel show the pages there are now."""
        if self.side_panel is not None:
            kind = self.side_panel.kind
            self._put_away_side_panel()
            self._show_side_panel(kind)

    def _arrived(self, loaded: Loaded) -> None:
        if not isValid(self) or loaded.document.layer != self.document.layer or self.left_out:
            return
        self._loaded = loaded
        if len(loaded.pages) > _MOST_WAITED_FOR:
            self._show(loaded)
        self._loader.typeset(self, loaded, self._show, lambda: self._show(loaded))

    def showEvent(self, event: QShowEvent) -> None:
        """Set the document as documents are set now, if that changed while it was out of sight."""
        super().showEvent(event)
        self._set_again()

    def _set_again(self) -> None:
        """Set the document in another typography; place, selection and marks stay."""
        loaded = self._loaded
        if loaded is not None and self.ready and self.isVisible():
            self._loader.typeset(self, loaded, self._show, lambda: None)

    def _show(self, loaded: Loaded) -> None:
        if not isValid(self) or loaded.document.layer != self.document.layer:
            return
        if self.ready:
            if loaded.key != self.view.key:
                self._change.start(loaded.pages, loaded.key)
            return
        self.view.meanwhile = None
        self.view.show_document(loaded.document, loaded.layer, loaded.pages, loaded.key)
        self._renew_side_panel()
        self.scan.show_layer(loaded.made, loaded.pages)
        self.ready = True
        self._mark()
        self.light()
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()

    def _mark(self) -> None:
        snapshot = self._workspace.snapshot
        corrections = snapshot.corrections.get(self.document.id, ()) if snapshot else ()
        self.view.set_corrections(corrections)
        self.scan.renew(writable=self._workspace.writable)
        self.view.set_highlights(self._marks.of(self.document))
        found = [] if self._kept else self._furniture()
        hidden = list(self.document.hidden)
        offered = [(f.start, f.end) for f in found if (f.start, f.end) not in hidden]
        self.view.set_hidden(hidden, offered)
        self.view.set_open(open_ranges(self._workspace, self.document))
        if found and not hidden and not self._kept and self._workspace.writable:
            self.offer_furniture()
        elif hidden or not found:
            self.furniture.hide()

    def _furniture(self) -> list[Furniture]:
        snapshot = self._workspace.snapshot
        return list(snapshot.furniture.get(self.document.id, ())) if snapshot else []

    def _hidden_all(self) -> bool:
        return bool(self.document.hidden)

    def _hide_furniture(self) -> None:
        self.furniture.hide()
        ranges = sorted({*self.document.hidden, *((f.start, f.end) for f in self._furniture())})
        self.hidden_given.emit(self.document, ranges)

    def _keep_furniture(self) -> None:
        self.furniture.hide()
        self._kept = True
        if self.document.hidden:
            self.hidden_given.emit(self.document, [])
        else:
            self._mark()

    def _show_furniture(self) -> None:
        found = self._furniture()
        if found:
            self._shown = (self._shown + 1) % len(found)
            self.view.reveal(found[self._shown].start, found[self._shown].end)

    def _show_locked(self, key: str) -> None:
        if key == self.document.id:
            self.locked.show()

    def _ask_if_locked(self) -> None:
        if self.locked.isVisibleTo(self):
            self._asking.start()

    def _show_unlocked(self, key: str, _page: int) -> None:
        if key == self.document.id and self.locked.isVisibleTo(self):
            self.locked.hide()

    def _paint(self) -> None:
        self.view.set_colours(THEMES[self._theme.colours.name])
        picture = self.document.media_type.startswith("image/")
        self.view.set_tone("" if picture else self._theme.tone)
        self.find_bar.tint(self._theme.colours.text)
