# SPDX-License-Identifier: AGPL-3.0-or-later
"""A desk with pages that can be scrolled, zoomed and turned; it does not know what is on them."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from sidelight.desktop.view.page_stack import PIXELS_PER_POINT, PagePoint, PageStack
from sidelight.desktop.view.pinching import Pinching
from sidelight.desktop.view.turning_keys import page_wanted
from sidelight.desktop.view.zooming import (
    FIT_PAGE,
    FIT_WIDTH,
    factor_of,
    next_factor,
    possible_mode,
)
from sidelight.text.geometry import Rect
from sidelight.text.layer import Page

_AN_EIGHTH_TURN = 120


class _Hold(NamedTuple):
    """What must not move: a point of a page, and where it is in the viewport."""

    point: PagePoint
    x: float
    y: float


class PageDesk(QAbstractScrollArea):
    """Lays pages out at a zoom, below each other or one at a time.

    A factor of 1.0 shows a page at its printed size on a screen of 96 dots an inch.
    """

    view_changed = Signal()
    """The page now in view or the zoom changed."""
    leaving = Signal()
    """A jump is about to leave the place in view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.key = ""
        self.pages: tuple[Page, ...] = ()
        self.stack = PageStack((), 1.0, 1.0, 0.0)
        self.turns = 0
        self.single = False
        self._mode: str | float = FIT_WIDTH
        self._held = _Hold(PagePoint(0, 0.0, 0.0), 0.0, 0.0)
        self._laying_out = False
        self._edge_turn = 0
        self._pinching = Pinching(self.viewport(), self._pinch)

    # -- pages, zoom and other ways to show them

    def set_pages(self, key: str, pages: tuple[Page, ...]) -> None:
        """Show the pages of the document that the picture source knows as ``key``, from the top."""
        self.key, self.pages = key, pages
        self._held = _Hold(PagePoint(0, 0.0, 0.0), 0.0, 0.0)
        self._lay_out(self._held)
        self.horizontalScrollBar().setValue(round((self.stack.width - self.viewport().width()) / 2))
        self.verticalScrollBar().setValue(0)
        self._note_hold()

    @property
    def zoom_factor(self) -> float:
        """The factor that pages are shown at now."""
        return self.stack.scale / PIXELS_PER_POINT

    @property
    def zoom(self) -> str | float:
        """What `set_zoom` was given: ``"fit-width"``, ``"fit-page"`` or a factor."""
        return self._mode

    @property
    def fits_width(self) -> bool:
        """Whether the pages follow the width of the view."""
        return self._mode == FIT_WIDTH

    def set_zoom(self, zoom: str | float, around: QPointF | None = None) -> None:
        """Show pages at a factor (0.25 to 8) or as they fit; the point ``around`` stays."""
        middle = QPointF(self.viewport().width() / 2, 0.0)
        held = self._hold_at(middle if around is None else around)
        self._mode = possible_mode(zoom)
        self._lay_out(held)
        self._note_hold()

    def fit_width(self) -> None:
        """Let the widest page take the width of the view."""
        self.set_zoom(FIT_WIDTH)

    def fit_page(self) -> None:
        """Let whole pages be seen, the one now in view at the top."""
        page = self.stack.page_at(self._top() + self.viewport().height() / 3)
        self._mode = FIT_PAGE
        self._show_top_of(page)

    def zoom_by(self, steps: int) -> None:
        """Go to the next larger (+1) or smaller (-1) of the usual factors."""
        wanted = next_factor(self.zoom_factor, steps)
        if wanted is not None:
            self.set_zoom(wanted)

    def set_single(self, single: bool) -> None:
        """Show one page at a time, or all below each other."""
        if single != self.single and self.pages:
            page = self.stack.page_at(self._top() + self.viewport().height() / 3)
            self.single = single
            self._show_top_of(page)

    def turn_pages(self, quarters: int) -> None:
        """Turn all pages clockwise; what is in the middle of the view stays there."""
        middle = QPointF(self.viewport().rect().center())
        held = self._hold_at(middle)
        self.turns = (self.turns + quarters) % 4
        self._lay_out(held)
        self._note_hold()

    # -- places

    def page_now(self) -> int:
        """Return the number, from 1, of the page in the upper part of the view; 0 without one."""
        if not self.pages:
            return 0
        third = self._top() + self.viewport().height() / 3
        return self.pages[self.stack.page_at(third)].number

    def visible_pages(self) -> range:
        """Return the indices of the pages in sight."""
        return self.stack.between(self._top(), self._top() + self.viewport().height())

    def to_view(self, page: int, rect: Rect) -> QRectF:
        """Return where a rectangle of a page (points) is in the viewport."""
        return self._in_view(self.stack.rect_on_desk(page, rect))

    def page_rect(self, page: int) -> QRectF:
        """Return where a page's paper is in the viewport."""
        return self._in_view(self.stack.rect(page))

    def from_view(self, point: QPointF) -> PagePoint:
        """Return the point of the nearest page for a place in the viewport."""
        return self.stack.on_page(point.x() + self._left(), point.y() + self._top())

    def go_to(self, point: PagePoint) -> None:
        """Bring a point of a page to the top of the view."""
        self._lay_out(_Hold(point, self.to_view(point.page, Rect(point.x, 0, point.x, 0)).x(), 0.0))
        self._note_hold()

    def jump_to(self, page: int, y: float = 0.0) -> None:
        """Go to a place that someone chose (points), so that one can come back from it."""
        self.leaving.emit()
        self.turn_to(page)
        place = self.to_view(page, Rect(0.0, y, self.pages[page].width, y))
        self.verticalScrollBar().setValue(round(self._top() + place.top() - 12))

    def turn_to(self, page: int, *, at_end: bool = False) -> None:
        """With one page at a time, bring up another, at its top or its end."""
        if self.stack.single and page not in self.visible_pages():
            self._show_top_of(page)
            if at_end:
                self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def turn_by_key(self, event: QKeyEvent) -> bool:
        """With one page at a time, turn it where a key would scroll beyond it; tell whether."""
        if not self.stack.single or not self.pages:
            return False
        page = self.visible_pages().start
        bar = self.verticalScrollBar()
        edges = (bar.value() <= bar.minimum(), bar.value() >= bar.maximum())
        wanted = page_wanted(event, page, len(self.pages), edges)
        if wanted is None:
            return False
        self.turn_to(wanted, at_end=wanted < page and event.key() != Qt.Key.Key_Home)
        if event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        return True

    def position(self) -> dict[str, float | int | str]:
        """Return what `restore` needs, fit for JSON: page from 1, points, zoom, turns, mode."""
        x, y = self._held.point.x, self._held.point.y
        page = self.pages[self._held.point.page].number if self.pages else 1
        shown = {"zoom": self._mode, "turns": self.turns, "single": self.single}
        return {"page": page, "x": round(x, 2), "y": round(y, 2), **shown}

    def restore(self, position: dict[str, float | int | str]) -> None:
        """Go back to a `position`; what is missing or makes no sense in it is passed over."""
        self._mode = possible_mode(position.get("zoom"))
        turns = position.get("turns")
        self.turns = turns % 4 if isinstance(turns, int) else 0
        self.single = position.get("single") is True
        numbers = {page.number: index for index, page in enumerate(self.pages)}
        wanted = position.get("page", 1)
        page = numbers.get(wanted, 0) if isinstance(wanted, int) else 0
        x, y = (
            float(value) if isinstance(value, int | float) else 0.0
            for value in (position.get("x", 0.0), position.get("y", 0.0))
        )
        self._held = _Hold(PagePoint(page, x, y), 0.0, 0.0)
        self._lay_out(self._held)

    def revisit(self, position: dict[str, float | int | str]) -> None:
        """Go back to the place of a `position`, at the zoom and turn of now."""
        shown = {"zoom": self._mode, "turns": self.turns, "single": self.single}
        self.restore({**position, **shown})

    # -- Qt's events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the same words at the top."""
        super().resizeEvent(event)
        self._lay_out(self._held)

    def scrollContentsBy(self, _dx: int, dy: int) -> None:
        """Move the pages."""
        if not self._laying_out:
            self._note_hold()
        self.moved(dy)

    def moved(self, dy: int) -> None:
        """Take note that the pages moved by ``dy`` pixels, 0 where they were laid out anew."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl, zoom around the pointer; at the edge of a single page, turn it."""
        turned = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if turned:
                factor = self.zoom_factor * 1.12 ** (turned / _AN_EIGHTH_TURN)
                self.set_zoom(factor, event.position())
                event.accept()
        elif not self._turn_by_wheel(turned):
            super().wheelEvent(event)
        else:
            event.accept()

    def _turn_by_wheel(self, turned: int) -> bool:
        """Turn a single page once the wheel went on for a notch at its edge."""
        bar = self.verticalScrollBar()
        at_edge = bar.value() == (bar.maximum() if turned < 0 else bar.minimum())
        if not self.stack.single or not turned or not at_edge:
            self._edge_turn = 0
            return False
        self._edge_turn += turned
        if abs(self._edge_turn) >= _AN_EIGHTH_TURN:
            step = 1 if self._edge_turn < 0 else -1
            self._edge_turn = 0
            page = self.visible_pages().start + step
            if 0 <= page < len(self.pages):
                self.turn_to(page, at_end=step < 0)
        return True

    def _pinch(self, factor: float, point: QPointF) -> None:
        self.set_zoom(self.zoom_factor * factor, point)

    def event(self, event: QEvent) -> bool:
        """Lay the pages out anew when the view comes to a screen of another pixel ratio."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._lay_out(self._held)
        return super().event(event)

    # -- laying out

    def _left(self) -> float:
        return self._whole_pixels(self.horizontalScrollBar().value())

    def _top(self) -> float:
        return self._whole_pixels(self.verticalScrollBar().value())

    def _whole_pixels(self, value: int) -> float:
        """Return a scroll bar's value on a whole pixel of the screen, where pictures stay sharp."""
        return round(value * self.stack.ratio) / self.stack.ratio

    def _in_view(self, rect: Rect) -> QRectF:
        return QRectF(rect.x0 - self._left(), rect.y0 - self._top(), rect.width, rect.height)

    def _sizes(self) -> list[tuple[float, float]]:
        return [(page.width, page.height) for page in self.pages]

    def _room(self) -> tuple[float, float]:
        port = self.viewport()
        return float(max(120, port.width())), float(max(120, port.height()))

    def _factor(self, page: int) -> float:
        sizes = self._sizes()
        single = sizes[page : page + 1] if self.single else sizes
        return factor_of(self._mode, single, self.turns, self._room())

    def _hold_at(self, point: QPointF) -> _Hold:
        if not self.pages:
            return self._held
        return _Hold(self.from_view(point), point.x(), point.y())

    def _note_hold(self) -> None:
        self._held = self._hold_at(QPointF(0.0, 0.0))
        self.view_changed.emit()

    def _show_top_of(self, page: int) -> None:
        """Lay out with a page's top at the top of the view, and the desk's middle in its middle."""
        self._held = _Hold(PagePoint(page, 0.0, 0.0), 0.0, 0.0)
        self._lay_out(self._held)
        slot = self.stack.slot(page)[0] if self.stack.single else self.stack.rect(page).y0 - 8
        self.verticalScrollBar().setValue(round(slot))
        across = self.horizontalScrollBar()
        across.setValue(round((self.stack.width - self.viewport().width()) / 2))
        self._note_hold()

    def _lay_out(self, held: _Hold) -> None:
        self._laying_out = True
        try:
            room = self._room()
            self.stack = PageStack(
                self._sizes(),
                self._factor(held.point.page),
                self.devicePixelRatioF(),
                room[0],
                turns=self.turns,
                slot=room[1] if self.single else 0.0,
            )
            self._set_ranges(held.point.page)
            if self.pages:
                x, y = self.stack.on_desk(held.point)
                self.horizontalScrollBar().setValue(round(x - held.x))
                self.verticalScrollBar().setValue(round(y - held.y))
        finally:
            self._laying_out = False
        self.moved(0)
        self.view_changed.emit()

    def _set_ranges(self, page: int) -> None:
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        width, height = self.viewport().width(), self.viewport().height()
        top, bottom = 0.0, self.stack.height
        if self.stack.single and self.pages:
            top, bottom = self.stack.slot(page)
        across.setRange(0, max(0, round(self.stack.width) - width))
        down.setRange(round(top), max(round(top), round(bottom) - height))
        across.setPageStep(width)
        down.setPageStep(height)
        across.setSingleStep(40)
        down.setSingleStep(40)
