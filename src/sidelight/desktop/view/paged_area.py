# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages below each other that can be scrolled and zoomed; it knows nothing of their text."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from sidelight.desktop.view import paper
from sidelight.desktop.view.colours import LIGHT, ViewColours
from sidelight.desktop.view.page_stack import PagePoint, PageStack, bounded, fitting_zoom
from sidelight.desktop.view.picture_cache import Wish
from sidelight.desktop.view.pictures import PictureSource
from sidelight.text.geometry import Rect
from sidelight.text.layer import Page

FIT_WIDTH = "fit-width"
STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
_MOST_PIXELS = 16_000_000
"""Of one page's picture; beyond, it is drawn smaller and enlarged."""
_SETTLING_MS = 80
_AHEAD = 2
_AN_EIGHTH_TURN = 120


class _Hold(NamedTuple):
    """What must not move: a point of a page, and where it is in the viewport."""

    point: PagePoint
    x: float
    y: float


class PagedArea(QAbstractScrollArea):
    """Shows pages at a zoom, their pictures as they come.

    A factor of 1.0 shows a page at its printed size on a screen of 96 dots an inch.
    """

    view_changed = Signal()
    """The page now in view or the zoom changed."""

    def __init__(self, pictures: PictureSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.pictures = pictures
        self.colours = LIGHT
        self.key = ""
        self.pages: tuple[Page, ...] = ()
        self.stack = PageStack((), 1.0, 1.0, 0.0)
        self._mode: str | float = FIT_WIDTH
        self._held = _Hold(PagePoint(0, 0.0, 0.0), 0.0, 0.0)
        self._laying_out = False
        self._owner = owner = object()
        self.destroyed.connect(lambda: pictures.leave(owner))
        self._wishing = QTimer(self, singleShot=True)
        self._wishing.timeout.connect(self._wish)
        pictures.drawn.connect(self._on_picture)
        pictures.failed.connect(self._on_picture)

    # -- pages and zoom

    def set_pages(self, key: str, pages: tuple[Page, ...]) -> None:
        """Show the pages of the document that the picture source knows as ``key``, from the top."""
        self.key, self.pages = key, pages
        self._held = _Hold(PagePoint(0, 0.0, 0.0), 0.0, 0.0)
        self._lay_out(self._held)
        self.horizontalScrollBar().setValue(round((self.stack.width - self.viewport().width()) / 2))
        self.verticalScrollBar().setValue(0)
        self._note_hold()

    def set_colours(self, colours: ViewColours) -> None:
        """Change the colours of the chrome."""
        self.colours = colours
        self.viewport().update()

    @property
    def zoom_factor(self) -> float:
        """The factor that pages are shown at now."""
        return fitting_zoom(self._sizes(), self._room()) if self.fits_width else float(self._mode)

    @property
    def zoom(self) -> str | float:
        """What `set_zoom` was given: ``"fit-width"`` or a factor."""
        return self._mode

    @property
    def fits_width(self) -> bool:
        """Whether the pages follow the width of the view."""
        return self._mode == FIT_WIDTH

    def set_zoom(self, zoom: str | float, around: QPointF | None = None) -> None:
        """Show pages at a factor (0.25 to 4) or ``"fit-width"``; the point ``around`` stays."""
        middle = QPointF(self.viewport().width() / 2, 0.0)
        held = self._hold_at(middle if around is None else around)
        self._mode = FIT_WIDTH if isinstance(zoom, str) else bounded(zoom)
        self._lay_out(held)
        self._note_hold()

    def fit_width(self) -> None:
        """Let the widest page take the width of the view."""
        self.set_zoom(FIT_WIDTH)

    def zoom_by(self, steps: int) -> None:
        """Go to the next larger (+1) or smaller (-1) of the usual factors."""
        now = self.zoom_factor
        larger = [step for step in STEPS if step > now * 1.01]
        smaller = [step for step in STEPS if step < now * 0.99]
        wanted = larger[:1] if steps > 0 else smaller[-1:]
        if wanted:
            self.set_zoom(wanted[0])

    # -- places

    def page_now(self) -> int:
        """Return the number, from 1, of the page in the upper part of the view; 0 without one."""
        if not self.pages:
            return 0
        third = self.verticalScrollBar().value() + self.viewport().height() / 3
        return self.pages[self.stack.page_at(third)].number

    def visible_pages(self) -> range:
        """Return the indices of the pages in sight."""
        top = self.verticalScrollBar().value()
        return self.stack.between(top, top + self.viewport().height())

    def to_view(self, page: int, rect: Rect) -> QRectF:
        """Return where a rectangle of a page (points) is in the viewport."""
        x, y = self.stack.on_desk(PagePoint(page, rect.x0, rect.y0))
        scale = self.stack.scale
        return QRectF(
            x - self.horizontalScrollBar().value(),
            y - self.verticalScrollBar().value(),
            rect.width * scale,
            rect.height * scale,
        )

    def page_rect(self, page: int) -> QRectF:
        """Return where a page's paper is in the viewport."""
        rect = self.stack.rect(page)
        at = QPointF(
            rect.x0 - self.horizontalScrollBar().value(), rect.y0 - self.verticalScrollBar().value()
        )
        return QRectF(at, QSizeF(rect.width, rect.height))

    def from_view(self, point: QPointF) -> PagePoint:
        """Return the point of the nearest page for a place in the viewport."""
        return self.stack.on_page(
            point.x() + self.horizontalScrollBar().value(),
            point.y() + self.verticalScrollBar().value(),
        )

    def go_to(self, point: PagePoint) -> None:
        """Bring a point of a page to the top of the view."""
        self._lay_out(_Hold(point, self.to_view(point.page, Rect(point.x, 0, 0, 0)).x(), 0.0))
        self._note_hold()

    def position(self) -> dict[str, float | int | str]:
        """Return what `restore` needs, fit for JSON: page from 1, points, zoom."""
        x, y = self._held.point.x, self._held.point.y
        page = self.pages[self._held.point.page].number if self.pages else 1
        return {"page": page, "x": round(x, 2), "y": round(y, 2), "zoom": self._mode}

    def restore(self, position: dict[str, float | int | str]) -> None:
        """Go back to a `position`; what is missing or makes no sense in it is passed over."""
        zoom = position.get("zoom", FIT_WIDTH)
        self._mode = bounded(zoom) if isinstance(zoom, int | float) else FIT_WIDTH
        numbers = {page.number: index for index, page in enumerate(self.pages)}
        wanted = position.get("page", 1)
        page = numbers.get(wanted, 0) if isinstance(wanted, int) else 0
        x, y = (
            float(value) if isinstance(value, int | float) else 0.0
            for value in (position.get("x", 0.0), position.get("y", 0.0))
        )
        self._held = _Hold(PagePoint(page, x, y), 0.0, 0.0)
        self._lay_out(self._held)

    # -- pictures

    def picture_scale(self, page: int) -> float:
        """Return the pixels a point at which a page's picture is wanted."""
        sheet = self.pages[page]
        wanted = self.stack.scale * self.stack.ratio
        most = (_MOST_PIXELS / max(1.0, sheet.width * sheet.height)) ** 0.5
        return round(float(min(wanted, most)), 4)

    def picture_of(self, page: int) -> QImage | None:
        """Return the best picture there is of a page now."""
        scale = self.picture_scale(page)
        number = self.pages[page].number
        exact = self.pictures.look(self.key, number, scale)
        return exact if exact is not None else self.pictures.nearest(self.key, number, scale)

    def failure_of(self, page: int) -> str:
        """Return why a page cannot be shown; empty where it can."""
        return self.pictures.failure(self.key, self.pages[page].number)

    def retry(self, page: int) -> None:
        """Draw a page again that failed."""
        self.pictures.retry(self.key, self.pages[page].number)
        self.viewport().update()

    def _on_picture(self, key: str, _page: int) -> None:
        if key == self.key:
            self.viewport().update()

    def _wish(self) -> None:
        seen = self.visible_pages()
        near = [seen.stop + step for step in range(_AHEAD)] + [seen.start - 1]
        order = [*seen, *(page for page in near if 0 <= page < len(self.pages))]
        self.pictures.want(
            self._owner,
            [Wish(self.key, self.pages[p].number, self.picture_scale(p)) for p in order],
        )

    # -- Qt's events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in sight, then what lies over them."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.colours.ground)
        for page in self.visible_pages():
            rect = self.page_rect(page)
            if rect.intersects(QRectF(event.rect()).adjusted(-40, -2, 2, 2)):
                paper.paint_page(
                    painter, rect, self.picture_of(page), self.stack.ratio, self.colours
                )
                why = self.failure_of(page)
                if why:
                    paper.paint_failure(painter, self.failure_rect(page), why, self.colours)
        self.paint_over(painter)
        painter.end()

    def paint_over(self, painter: QPainter) -> None:
        """Paint what lies over the pages; here nothing."""

    def failure_rect(self, page: int) -> QRectF:
        """Return where the sentence about a failed page stands: in the part of it in sight."""
        seen = self.page_rect(page).intersected(QRectF(self.viewport().rect()))
        return paper.failure_rect(seen)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the same words at the top."""
        super().resizeEvent(event)
        self._lay_out(self._held)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Move the pages."""
        self.viewport().update()
        if not self._laying_out:
            self._note_hold()
            self._wishing.start(0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl, zoom around the pointer."""
        turned = event.angleDelta().y()
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        elif turned:
            self.set_zoom(self.zoom_factor * 1.12 ** (turned / _AN_EIGHTH_TURN), event.position())
            event.accept()

    def event(self, event: QEvent) -> bool:
        """Lay the pages out anew when the view comes to a screen of another pixel ratio."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._lay_out(self._held)
        return super().event(event)

    # -- laying out

    def _sizes(self) -> list[tuple[float, float]]:
        return [(page.width, page.height) for page in self.pages]

    def _room(self) -> float:
        return float(max(120, self.viewport().width()))

    def _hold_at(self, point: QPointF) -> _Hold:
        if not self.pages:
            return self._held
        return _Hold(self.from_view(point), point.x(), point.y())

    def _note_hold(self) -> None:
        self._held = self._hold_at(QPointF(0.0, 0.0))
        self.view_changed.emit()

    def _lay_out(self, held: _Hold) -> None:
        self._laying_out = True
        try:
            self.stack = PageStack(
                self._sizes(), self.zoom_factor, self.devicePixelRatioF(), self._room()
            )
            across, down = self.horizontalScrollBar(), self.verticalScrollBar()
            width, height = self.viewport().width(), self.viewport().height()
            across.setRange(0, max(0, round(self.stack.width) - width))
            down.setRange(0, max(0, round(self.stack.height) - height))
            across.setPageStep(width)
            down.setPageStep(height)
            across.setSingleStep(40)
            down.setSingleStep(40)
            if self.pages:
                x, y = self.stack.on_desk(held.point)
                across.setValue(round(x - held.x))
                down.setValue(round(y - held.y))
        finally:
            self._laying_out = False
        self.viewport().update()
        self._wishing.start(_SETTLING_MS)
        self.view_changed.emit()
