# SPDX-License-Identifier: AGPL-3.0-or-later
"""The reading view: one document with its highlights."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QWidget

from sidelight.desktop.dropped import address_in, files_in
from sidelight.desktop.view.area_tool import AreaTool
from sidelight.desktop.view.end_handles import EndHandles
from sidelight.desktop.view.end_keys import adjusted_by_key
from sidelight.desktop.view.highlight import Highlight
from sidelight.desktop.view.hit_ticks import tick_places
from sidelight.desktop.view.hits import Hits
from sidelight.desktop.view.hover import Hover
from sidelight.desktop.view.marked_view import MarkedView
from sidelight.desktop.view.page_links import PageLinks
from sidelight.desktop.view.page_stack import PagePoint
from sidelight.desktop.view.pictures import PictureSource
from sidelight.language import _
from sidelight.model.areas import fixed_pages
from sidelight.model.records import Document
from sidelight.reader.extraction import Link
from sidelight.text.geometry import Rect
from sidelight.text.layer import Page, TextLayer

__all__ = ["DocumentView", "Highlight"]

_CLICK = 4.0


class DocumentView(MarkedView):
    """Shows a document; marks, finds and lets ends be moved.  Offsets are ink offsets of its layer.

    ``highlight_hovered`` gives an empty id and the pointer's place on the screen when the pointer
    leaves; ``ends_adjusted`` tells where a reader moved a highlight to, which shows there at once.
    """

    highlight_clicked = Signal(str)
    highlight_hovered = Signal(str, QPoint)
    ends_adjusted = Signal(str, int, int)
    area_adjusted = Signal(str, object)
    """Id of a highlight that is an area, and its new edges (points)."""
    files_dropped = Signal(list)
    address_dropped = Signal(str)

    def __init__(self, pictures: PictureSource, parent: QWidget | None = None) -> None:
        super().__init__(pictures, parent)
        self._handles = EndHandles(self, self._adjustable)
        self.areas = AreaTool(self, lambda: self._lit_ones(self._marks.areas))
        self.areas.changed.connect(self.selection_changed)
        self.areas.adjusted.connect(self._adjust_area)
        self.selection_changed.connect(self._keep_one_selection)
        self._hover = Hover(self, self.highlights_at)
        self._hover.hovered.connect(self.highlight_hovered)
        self.links = PageLinks(self)
        self._pressed = QPointF()
        self._clicked: tuple[str, ...] = ()
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)

    def show_document(
        self, document: Document, layer: TextLayer, pages: tuple[Page, ...], key: str = ""
    ) -> None:
        """Show a document; ``key`` is what the picture source knows it by, its id where empty."""
        self.document = document
        self.setAccessibleName(document.title)
        self._mirror.setAccessibleName(_("Text of {title}").format(title=document.title))
        self.areas.allowed = fixed_pages(document.media_type)
        self.areas.select(None)
        self._hidden = self._offered = self.open = ()
        self._lit = frozenset()
        self.set_text(key or document.id, layer, pages)
        self._hits = Hits(self.text)
        self._finding.look_in(self.text.reading)
        self.searching = False
        self.set_highlights(())

    def show_layout(self, pages: tuple[Page, ...], key: str) -> None:
        """Show the same document on other pages; place, selection, marks and hits stay."""
        self.set_layout(key, pages)
        self._hits.on(self.text)
        self._ticks.show_places(tick_places(self._hits.ranges, self.text, self.stack))
        self.set_highlights((*self._marks.highlights, *self._marks.areas))

    def set_highlights(self, highlights: Sequence[Highlight]) -> None:
        """Show these highlights in place of all before."""
        super().set_highlights(highlights)
        self._let_go()

    def set_lit(self, ids: frozenset[str]) -> None:
        """Light up the highlights of these ids."""
        super().set_lit(ids)
        self._let_go()

    def paint_over(self, painter: QPainter) -> None:
        """Paint handles and areas above all else."""
        super().paint_over(painter)
        self._handles.paint(painter)
        self.areas.paint(painter)

    # -- ends

    def _let_go(self) -> None:
        self._handles.cancel()
        self.areas.renew()

    def _adjustable(self) -> list[Highlight]:
        """Return the highlights whose ends show handles: those lit up that may be adjusted."""
        return self._lit_ones(self._marks.highlights)

    def adjust(self, id: str, start: int, end: int) -> None:  # noqa: A002
        """Move a highlight's ends, show it there at once, and tell."""
        old = self._marks.get(id)
        if old is None or not 0 <= start < end <= len(self.text.text):
            return
        if (old.start, old.end) == (start, end):
            return
        self._marks = self._marks.with_ends(id, start, end)
        self._recompose()
        self.ends_adjusted.emit(id, start, end)

    def _adjust_area(self, id: str, rect: Rect) -> None:  # noqa: A002
        self._marks = self._marks.with_area(id, rect)
        self._recompose()
        self.area_adjusted.emit(id, rect)

    @property
    def has_selection(self) -> bool:
        """Whether words or an area are selected."""
        return self.selection() is not None or self.areas.selected is not None

    def _keep_one_selection(self) -> None:
        if self.selection() is not None and self.areas.selected is not None:
            self.areas.select(None)

    # -- Qt's events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of an end, or begin to select."""
        self._pressed = event.position()
        left = event.button() == Qt.MouseButton.LeftButton
        if left and self._try_again(event.position()):
            return
        if left and (self._handles.press(event.position()) or self._badges.at(event.position())):
            return
        if left and self.areas.press(event):
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move an end, extend the selection, or hover."""
        if self._handles.move(event.position()) or self.areas.move(event.position()):
            return
        super().mouseMoveEvent(event)
        if not event.buttons():
            on_handle = self._handles.over(event.position())
            self._hover.move(event.position(), over_handle=on_handle)
            self.links.hover(event.position(), free=not on_handle)
            shape = self.areas.shape_at(event.position(), self.highlights_at(event.position()))
            if shape is not None:
                self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let an end go, or take a click on a highlight."""
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton or self.areas.release():
            return
        moved = self._handles.release()
        if moved is not None:
            self.adjust(*moved)
        elif (event.position() - self._pressed).manhattanLength() < _CLICK:
            self._click(event.position())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move ends, try a failed page again, then whatever a text area does."""
        if event.key() == Qt.Key.Key_Escape and self._handles.cancel():
            return
        if self.areas.key(event):
            return
        moved = adjusted_by_key(self.text, self._handles.chosen(), event)
        if moved is not None:
            self.adjust(*moved)
            highlight = self._marks.get(moved[0])
            if highlight is not None:
                self.reveal(highlight.start, highlight.end)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            failed = [page for page in self.visible_pages() if self.failure_of(page)]
            for page in failed:
                self.retry(page)
            if failed or (self.caret_mode and self.links.follow(self._link_at_caret())):
                return
        super().keyPressEvent(event)

    def _link_at_caret(self) -> Link | None:
        """Return the link that the caret stands at."""
        if not self.pages:
            return None
        page, rect = self.text.caret(self._selection.focus)
        return self.links.at_place(PagePoint(page, rect.x0, (rect.y0 + rect.y1) / 2))

    def _try_again(self, point: QPointF) -> bool:
        for page in self.visible_pages():
            if self.failure_of(page) and self.failure_rect(page).contains(point):
                self.retry(page)
                return True
        return False

    def _click(self, point: QPointF) -> None:
        """Tell of the highlight clicked: the smallest; clicked again, the next larger one."""
        if self.selection() is not None:
            return
        ids = tuple(highlight.id for highlight in self.highlights_at(point))
        if not ids:
            self.links.follow(self.links.at(point))
            return
        again = set(ids) == set(self._clicked)
        order = (*self._clicked[1:], self._clicked[0]) if again else ids
        self._clicked = order
        self.highlight_clicked.emit(order[0])

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files; an address too, to say what to do with it."""
        if _taken(event):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take files; an address too, to say what to do with it."""
        if _taken(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell of the files dropped."""
        files, address = files_in(event.mimeData()), address_in(event.mimeData())
        if files or address:
            event.acceptProposedAction()
        if files:
            self.files_dropped.emit(files)
        elif address:
            self.address_dropped.emit(address)


def _taken(event: QDropEvent) -> bool:
    return bool(files_in(event.mimeData()) or address_in(event.mimeData()))
