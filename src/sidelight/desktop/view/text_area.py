# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages whose text can be selected, by mouse and by keys, and copied."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QObject,
    QPoint,
    QPointF,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QWidget

from sidelight.desktop.view import text_keys
from sidelight.desktop.view.block_selection import BlockSelection
from sidelight.desktop.view.caret import Caret
from sidelight.desktop.view.composing import lay_ground
from sidelight.desktop.view.held_line import HeldLine, bring_back, held_line
from sidelight.desktop.view.movement import backwards_at, moved
from sidelight.desktop.view.pictures import PictureSource
from sidelight.desktop.view.pointer import PointerSelecting
from sidelight.desktop.view.selection import Selection
from sidelight.desktop.view.text_geometry import TextGeometry
from sidelight.desktop.view.text_mirror import TextMirror
from sidelight.desktop.view.text_sight import TextSight
from sidelight.language import _
from sidelight.text.excerpts import excerpt
from sidelight.text.geometry import Rect
from sidelight.text.layer import Page, TextLayer
from sidelight.text.page_lines import Place
from sidelight.text.quotes import readable
from sidelight.text.sentences import sentence_bounds

_MARGIN = 60.0
"""Room kept of a page when the caret goes to the next, logical pixels."""


class TextArea(TextSight):
    """Pages with a text layer, a selection in ink offsets and, with F7, a caret."""

    selection_changed = Signal()
    focused = Signal()
    """The view was given the keyboard."""
    caret_mode_changed = Signal(bool)
    menu_wanted = Signal(QPoint)
    """A context menu was asked for, at a place of the screen."""

    def __init__(self, pictures: PictureSource, parent: QWidget | None = None) -> None:
        super().__init__(pictures, parent)
        self.caret_mode = False
        self._selection = Selection(self.text)
        self.block: BlockSelection | None = None
        """The rectangle chosen instead of running text."""
        self._told: object = None
        self._wanted_x: float | None = None
        # in the viewport, because a scroll area tells screen readers of nothing else inside it
        self._mirror = TextMirror(self.viewport())
        self._mirroring = QTimer(self, singleShot=True, interval=0)
        self._mirroring.timeout.connect(self._reflect)
        self._pointer = PointerSelecting(self, self)
        self._caret = Caret(self.viewport(), self._caret_rect)
        self._keyboard_focus = False
        self._held_line: HeldLine | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self._mirror)
        self._mirror.installEventFilter(self)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(_("Document"))

    def set_text(self, key: str, layer: TextLayer, pages: tuple[Page, ...]) -> None:
        """Show another document's pages with their text; nothing is selected then."""
        self.text = TextGeometry(layer, pages)
        self._selection = Selection(self.text)
        self.block = None
        self.set_pages(key, pages)
        self._changed()

    def set_layout(self, key: str, pages: tuple[Page, ...]) -> None:
        """Show the same text on other pages; what is selected and the line at the top stay."""
        held = held_line(self, self._held_line)
        reading = self.text.reading
        self.text = TextGeometry(self.text.layer, pages)
        self.text.reading = reading
        self._selection.on(self.text)
        self.block = None
        self.set_pages(key, pages)
        self._held_line = bring_back(self, held)
        self._changed()

    def position(self) -> dict[str, float | int | str]:
        """Return what `restore` needs, the ink at the top with it: other pages have it too."""
        held = held_line(self, self._held_line)
        position = super().position()
        if held is not None:
            position |= {"ink": held.offset, "sheets": self.key}
        return position

    def restore(self, position: dict[str, float | int | str]) -> None:
        """Go back to a `position`, on other pages to the same words."""
        super().restore(position)
        ink = position.get("ink")
        if position.get("sheets", self.key) == self.key or not isinstance(ink, int):
            return
        if 0 <= ink < len(self.text.text):
            self._held_line = bring_back(self, HeldLine(ink, 8.0, ("", 0)))

    # -- the selection

    def selection(self) -> tuple[int, int] | None:
        """Return the ink range selected, in whole characters as readers see them, or None."""
        return None if self.block else self._selection.range

    @property
    def caret_offset(self) -> int:
        """The ink offset of the caret, which stays at the end of what was selected last."""
        return self._selection.focus.offset

    def selected_text(self) -> str:
        """Return the words selected, as they read on one line."""
        chosen = self.selection()
        return readable(self.text.reading.words(*chosen)) if chosen else ""

    def select(self, start: int, end: int) -> None:
        """Select an ink range, cut to the text there is."""
        self.block = None
        length = len(self.text.text)
        start, end = max(0, min(start, length)), max(0, min(end, length))
        self._selection.choose(start, end)
        self._changed()

    def select_all(self) -> None:
        """Select the whole document."""
        self.select(0, len(self.text.text))

    def clear_selection(self) -> None:
        """Select nothing."""
        self.block = None
        self._selection.collapse()
        self._changed()

    def select_sentence(self) -> None:
        """Widen the selection to whole sentences; without one, take the sentence at the caret."""
        length = len(self.text.text)
        start, end = self.selection() or (self._selection.focus.offset,) * 2
        if length:
            first = sentence_bounds(self.text.text, min(start, length - 1))[0]
            last = sentence_bounds(self.text.text, max(start, min(end, length) - 1))[1]
            self.select(first, last)

    def copied(self) -> str:
        """Return the words selected as they are copied, paragraph by paragraph."""
        if self.block is not None:
            return self.block.words()
        chosen = self.selection()
        return excerpt(self.text.layer, *chosen, self.unread()) if chosen else ""

    def unread(self) -> tuple[tuple[int, int], ...]:
        """Return the ink ranges that readers have put away; here none."""
        return ()

    def copy(self) -> None:
        """Put the words selected on the clipboard."""
        words = self.copied()
        if words:
            QGuiApplication.clipboard().setText(words)

    # -- the caret

    def set_caret_mode(self, on: bool) -> None:
        """Show a caret that the arrow keys move, or let them scroll."""
        self.caret_mode = on
        if on and self.selection() is None and not self.in_sight(self._selection.focus):
            hit = self.text.hit(self.from_view(QPointF(0.0, 8.0)))
            self._selection.move(hit.place, extend=False)
        self._changed()
        self.caret_mode_changed.emit(on)

    def move_caret(self, step: str, *, extend: bool) -> None:
        """Move the caret by one step of `movement`; ``extend`` selects what it passes.

        Steps to the ``left`` and ``right`` go forwards or back as the paragraph is written.
        """
        if not self.pages:
            return
        self.block = None
        place = self._selection.focus
        way, _space, unit = step.partition(" ")
        if way in {"left", "right"}:
            forwards = (way == "left") == backwards_at(self.text, place)
            step = f"{'next' if forwards else 'previous'} {unit}"
        page, rect = self.text.caret(place)
        x = rect.x0 if self._wanted_x is None else self._wanted_x
        if step in ("page up", "page down"):
            place = self._page_away(page, rect._replace(x0=x), 1 if step == "page down" else -1)
        else:
            place = moved(self.text, place, step, x)
        self._wanted_x = x if step in ("up", "down", "page up", "page down") else None
        self._selection.move(place, extend=extend)
        self.bring_into_view(*self.text.caret(place))
        self._changed(keep_x=True)

    def _page_away(self, page: int, rect: Rect, step: int) -> Place:
        distance = step * max(40.0, self.viewport().height() - 2 * _MARGIN)
        seen = self.to_view(page, rect)
        point = QPointF(seen.x(), seen.center().y() + distance)
        bar = self.verticalScrollBar()
        found = self.text.hit(self.from_view(point)).place
        bar.setValue(bar.value() + round(distance))
        return found

    # -- painting

    def paint_over(self, painter: QPainter) -> None:
        """Paint the selection, the caret and the focus."""
        chosen = self.selection()
        seen = self.visible_pages()
        grounds = QColor(self.colours.selection), QColor(self.colours.dark_selection)
        if chosen:
            for page in seen:
                dark = self.is_dark(page)
                for rect in self.text.rects_on(page, [chosen]):
                    lay_ground(painter, self.to_view(page, rect), grounds, dark=dark)
        if self.block is not None:
            self._paint_block(painter, self.block, grounds)
        self._caret.paint(painter, self._accent(self.text.page_of_place(self._selection.focus)))
        if self._keyboard_focus:
            dark = QColor(self.colours.ground).lightnessF() < 0.5
            frame = self.colours.selection if dark else self.colours.accent
            painter.setPen(QPen(QColor(frame), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(1, 1, -1, -1))

    def _paint_block(
        self, painter: QPainter, block: BlockSelection, grounds: tuple[QColor, QColor]
    ) -> None:
        painter.save()
        for start, end in block.runs():
            for page, rect in self.text.rects(start, end):
                lay_ground(painter, self.to_view(page, rect), grounds, dark=self.is_dark(page))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for page, rect in block.rects():
            painter.setPen(QPen(QColor(self._accent(page)), 1, Qt.PenStyle.DashLine))
            painter.drawRect(self.to_view(page, rect))
        painter.restore()

    def _accent(self, page: int) -> str:
        dark = bool(self.pages) and self.is_dark(page)
        return self.colours.dark_accent if dark else self.colours.accent

    def _caret_rect(self) -> QRectF | None:
        """Return where the caret stands in the viewport, None where there is none."""
        if not self.caret_mode or not self.pages:
            return None
        return self.to_view(*self.text.caret(self._selection.focus))

    # -- Qt's events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to select by the unit of so many clicks; Shift extends, Alt draws a rectangle."""
        if event.button() == Qt.MouseButton.LeftButton and self.pages:
            self._pointer.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word, or a paragraph."""
        if event.button() == Qt.MouseButton.LeftButton and self.pages:
            self._pointer.double_click(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Extend what is being selected."""
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End selecting."""
        self._pointer.release(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the caret, scroll, copy, zoom."""
        if not text_keys.press(self, event):
            event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu; by a key, at the caret or the selection."""
        place = event.globalPos()
        if event.reason() != QContextMenuEvent.Reason.Mouse:
            place = self.viewport().mapToGlobal(self._menu_point())
        self.menu_wanted.emit(place)
        event.accept()

    def _menu_point(self) -> QPoint:
        port = self.viewport().rect()
        if not self.pages:
            return port.center()
        at = self.to_view(*self.text.caret(self._selection.focus)).bottomLeft().toPoint()
        return at if port.contains(at) else port.center()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show by a frame that the keyboard came here by a key."""
        if watched is self._mirror and isinstance(event, QFocusEvent):
            by_key = event.reason() in (
                Qt.FocusReason.TabFocusReason,
                Qt.FocusReason.BacktabFocusReason,
            )
            self._keyboard_focus = event.gotFocus() and by_key
            self._caret.wake(keyboard=event.gotFocus())
            if event.gotFocus():
                self.focused.emit()
        return super().eventFilter(watched, event)

    # -- from the pointer

    def select_at(self, point: QPointF, unit: str, *, extend: bool) -> None:
        """Begin to select by a unit at a point of the viewport, or extend to there."""
        self.block = None
        hit = self.hit_at(point)
        if extend:
            self._selection.extend(hit)
        else:
            self._selection.begin(hit, unit)
        self._changed()

    def select_block(self, point: QPointF, *, extend: bool) -> None:
        """Begin a rectangle at a point of the viewport, or let it reach there."""
        corner = self.from_view(point)
        if self.block is None or not extend:
            self._selection.move(self.text.hit(corner).place, extend=False)
            self.block = BlockSelection(self.text, corner)
        self.block.extend(corner)
        self._changed()

    def end_block(self) -> None:
        """Take what a rectangle holds as the selection, where it is running text."""
        if self.block is not None:
            whole, empty = self.block.range(), not self.block.runs()
            if whole is not None:
                self.select(*whole)
            elif empty:
                self.clear_selection()

    def _changed(self, *, keep_x: bool = False) -> None:
        if not keep_x:
            self._wanted_x = None
        self._caret.wake()
        self._mirroring.start()
        now = self.block.runs() if self.block else self.selection()
        if now != self._told:
            self._told = now
            self.selection_changed.emit()

    def _reflect(self) -> None:
        offset = self._selection.focus.offset
        self._mirror.reflect(self.text, *(self.selection() or (offset, offset)))
