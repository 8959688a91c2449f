# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages on their desk, painted from pictures as they come; it knows nothing of their text."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from sidelight.desktop.view import paper
from sidelight.desktop.view.colours import LIGHT, ViewColours
from sidelight.desktop.view.page_desk import PageDesk
from sidelight.desktop.view.page_images import is_inverted
from sidelight.desktop.view.page_pictures import PagePictures, Shown
from sidelight.desktop.view.pictures import PictureSource
from sidelight.desktop.view.zooming import FIT_PAGE, FIT_WIDTH
from sidelight.text.geometry import Rect

__all__ = ["FIT_PAGE", "FIT_WIDTH", "INVERTED", "PagedArea"]

INVERTED = "inverted"
_SETTLING_MS = 80
_PIXEL_BYTES = 4
_RUSHING = 0.5
"""Heights of the view scrolled between two looks at the clock that count as rushing by."""


class PagedArea(PageDesk):
    """Shows pages: a quick picture first, a sharp one soon, tiles where a page is very large."""

    retried = Signal()
    """Someone wants a page drawn again that failed."""

    def __init__(self, pictures: PictureSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.pictures = pictures
        self.colours = LIGHT
        self.tone = ""
        self.meanwhile: Callable[[QPainter, QWidget], None] | None = None
        """Paints on the viewport what stands there until there are pages."""
        self._owner = owner = object()
        self._drawn = PagePictures(pictures, owner)
        self._forward = True
        self._clock = QElapsedTimer()
        self._looked_at = 0.0
        self.destroyed.connect(lambda: pictures.leave(owner))
        self._wishing = QTimer(self, singleShot=True)
        self._wishing.timeout.connect(self._wish)
        pictures.drawn.connect(self._on_picture)
        pictures.failed.connect(self._on_picture)

    def set_colours(self, colours: ViewColours) -> None:
        """Change the colours of the chrome."""
        self.colours = colours
        self.viewport().update()

    def set_tone(self, tone: str) -> None:
        """Show pages as they are (""), or in a tone of `sidelight.reader.toning`."""
        if tone != self.tone:
            self.tone = tone
            self.viewport().update()
            self._wishing.start(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Have as many pictures kept as go with the size."""
        super().resizeEvent(event)
        port, ratio = self.viewport(), self.devicePixelRatioF()
        self.pictures.fit(round(port.width() * port.height() * ratio * ratio * _PIXEL_BYTES))

    def moved(self, dy: int) -> None:
        """Paint anew and ask for the pictures that are in sight now, soon or once it settles."""
        self.viewport().update()
        if not dy:
            self._wishing.start(_SETTLING_MS)
            return
        self._forward = dy < 0
        if not self._wishing.isActive() or self._wishing.interval():
            self._wishing.start(0)

    # -- pictures

    def picture_scale(self, page: int) -> float:
        """Return the pixels a point at which the one picture of a page is wanted."""
        return self._drawn.whole_scale(self._shown(), page)

    def picture_of(self, page: int) -> QImage | None:
        """Return the best picture there is of a page now."""
        picture = self._drawn.whole(self._shown(), page)
        if picture is None:
            return None
        return self.dress(page, picture, picture.width() / max(1.0, self.pages[page].width))

    def dress(self, page: int, picture: QImage, per_point: float) -> QImage:  # noqa: ARG002
        """Return a picture of a page, or a part of it, with what lies on it; here as it is.

        ``per_point`` is the picture's pixels a point, its offset where it lies in the page.
        """
        return picture

    def is_dark(self, page: int) -> bool:
        """Tell whether a page shows light print on dark ground."""
        if self.tone != INVERTED:
            return False
        picture = self._drawn.whole(self._shown(), page)
        return picture is None or is_inverted(picture)

    def failure_of(self, page: int) -> str:
        """Return why a page cannot be shown; empty where it can."""
        return self.pictures.failure(self.key, self.pages[page].number)

    def retry(self, page: int) -> None:
        """Draw a page again that failed."""
        self.pictures.retry(self.key, self.pages[page].number)
        self.retried.emit()
        self.viewport().update()

    def _on_picture(self, key: str, _page: int) -> None:
        if key == self.key:
            self.viewport().update()

    def _wish(self) -> None:
        seen = self.visible_pages()
        if not self.pages:
            return
        speed = self._speed()
        self._drawn.want(self._shown(), seen, forward=self._forward, speed=speed)
        if speed:
            self._wishing.start(_SETTLING_MS)
            return
        for page in seen:
            self.pictures.links(self.key, self.pages[page].number)

    def _speed(self) -> float:
        """Return how many pages rushed by a second since the last look, 0 where they do not."""
        passed = self._clock.restart() if self._clock.isValid() else 0
        if not passed:
            self._clock.start()
        moved = abs(self._top() - self._looked_at)
        self._looked_at = self._top()
        if not 0 < passed < 2 * _SETTLING_MS or moved <= _RUSHING * self.viewport().height():
            return 0.0
        return moved / (self.stack.height / len(self.pages)) / (passed / 1000)

    def _shown(self) -> Shown:
        left, top = self._left(), self._top()
        port = self.viewport()
        desk = Rect(left, top, left + port.width(), top + port.height())
        return Shown(self.key, self.pages, self.stack, desk, self.tone)

    # -- Qt's events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in sight, then what lies over them."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.colours.ground)
        if not self.pages and self.meanwhile is not None:
            self.meanwhile(painter, self.viewport())
        for page in self.visible_pages():
            rect = self.page_rect(page)
            if rect.intersects(QRectF(event.rect()).adjusted(-40, -2, 2, 2)):
                self._paint_page(painter, page, rect)
                why = self.failure_of(page)
                if why:
                    paper.paint_failure(painter, self.failure_rect(page), why, self.colours)
        self.paint_over(painter)
        painter.end()

    def _paint_page(self, painter: QPainter, page: int, rect: QRectF) -> None:
        stack, shown = self.stack, self._shown()
        dark = self.is_dark(page)
        paper.paint_paper(painter, rect, stack.ratio, self.colours, dark=dark)
        pixels = stack.straight_pixels(page)
        tiles = self._drawn.tiles(shown, page)
        painter.save()
        painter.setClipRect(rect, Qt.ClipOperation.IntersectClip)
        paper.straighten(painter, rect, pixels, stack.turns, stack.ratio)
        if not tiles or None in tiles:
            whole = self.picture_of(page)
            if whole is not None:
                paper.paint_whole(painter, whole, pixels)
        scale = stack.scale * stack.ratio
        paper.paint_tiles(painter, [self.dress(page, tile, scale) for tile in tiles if tile])
        painter.restore()

    def paint_over(self, painter: QPainter) -> None:
        """Paint what lies over the pages; here nothing."""

    def failure_rect(self, page: int) -> QRectF:
        """Return where the sentence about a failed page stands: in the part of it in sight."""
        seen = self.page_rect(page).intersected(QRectF(self.viewport().rect()))
        return paper.failure_rect(seen, self.fontMetrics().height())
