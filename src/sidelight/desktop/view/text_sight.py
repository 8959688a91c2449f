# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages whose text is known: what stands where, and how it is brought into view."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEasingCurve, QPointF, QPropertyAnimation, QRectF
from PySide6.QtWidgets import QWidget

from sidelight.desktop.view.page_stack import PagePoint
from sidelight.desktop.view.paged_area import PagedArea
from sidelight.desktop.view.pictures import PictureSource
from sidelight.desktop.view.text_geometry import Hit, TextGeometry
from sidelight.text.geometry import Rect, union
from sidelight.text.ink import InkText
from sidelight.text.layer import TextLayer
from sidelight.text.page_lines import Place

_GLIDING_MS = 180
_MARGIN = 60.0
"""Room kept around what is brought into view, logical pixels."""


class TextSight(PagedArea):
    """Pages with a text layer; offsets are ink offsets, points those of the viewport."""

    def __init__(self, pictures: PictureSource, parent: QWidget | None = None) -> None:
        super().__init__(pictures, parent)
        self.text = TextGeometry(TextLayer(InkText("")), ())
        self._gliding = QPropertyAnimation(self)
        self._gliding.setDuration(_GLIDING_MS)
        self._gliding.setEasingCurve(QEasingCurve.Type.OutCubic)

    def hit_at(self, point: QPointF) -> Hit:
        """Return what text a point of the viewport means."""
        return self.text.hit(self.from_view(point))

    def on_text(self, point: QPointF) -> bool:
        """Tell whether a point of the viewport lies on print."""
        return bool(self.pages) and self.text.touches(self.from_view(point))

    def point_of(self, offset: int) -> PagePoint:
        """Return the top left corner of the character at an ink offset."""
        page, rect = self.text.caret(Place(offset))
        return PagePoint(page, rect.x0, rect.y0)

    def in_sight(self, place: Place) -> bool:
        """Tell whether the caret would be seen at a place."""
        if not self.pages:
            return True
        port = QRectF(self.viewport().rect())
        return port.contains(self.to_view(*self.text.caret(place)).center())

    def reveal(self, start: int, end: int, *, animate: bool = False, jump: bool = True) -> None:
        """Scroll so that an ink range is in sight: see `bring_into_view`.

        With ``animate`` the pages glide there, so that a reader sees where to.  A ``jump`` can be
        gone back from.
        """
        rects = self.text.rects(start, max(end, start + 1))
        if not rects:
            return
        down = self.verticalScrollBar()
        self._gliding.stop()
        page = rects[0][0]
        whole = union([rect for at, rect in rects if at == page])
        if jump and not self.to_view(page, whole).intersects(QRectF(self.viewport().rect())):
            self.leaving.emit()
        self.turn_to(page)
        before = down.value()
        self.bring_into_view(page, whole)
        if animate and down.value() != before:
            self._gliding.setTargetObject(down)
            self._gliding.setPropertyName(QByteArray(b"value"))
            self._gliding.setStartValue(before)
            self._gliding.setEndValue(down.value())
            self._gliding.start()

    @property
    def landing(self) -> float:
        """How far below the top of the view a jump brings the line it leads to, pixels."""
        return min(_MARGIN, self.viewport().height() / 4)

    def jump_to(self, page: int, y: float = 0.0) -> None:
        """Go to a place that someone chose (points): to the line there, else to the place."""
        line = self.text.lines(page).led_to(y) if y > 0 else None
        if line is None:
            super().jump_to(page, y)
        else:
            self.jump_to_line(page, line)

    def jump_to_line(self, page: int, line: Rect) -> None:
        """Go to a line that someone chose, so that one can come back from it."""
        self.leaving.emit()
        self.turn_to(page)
        self._land(self.to_view(page, line).top())

    def _land(self, top: float) -> None:
        down = self.verticalScrollBar()
        down.setValue(down.value() + round(top - self.landing))

    def bring_into_view(self, page: int, rect: Rect) -> None:
        """Scroll so that a rectangle of a page is in sight, as little as needed; from far away as a
        jump lands.
        """
        self.turn_to(page)
        seen = self.to_view(page, rect)
        port = QRectF(self.viewport().rect())
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        room = self.landing
        if seen.bottom() < 0 or seen.top() > port.height() or seen.top() < room:
            self._land(seen.top())
        elif seen.bottom() > port.height() - room:
            move = min(seen.bottom() - port.height() + room, seen.top() - room)
            down.setValue(down.value() + round(move))
        if seen.left() < 0:
            across.setValue(across.value() + round(seen.left() - room))
        elif seen.left() > port.width() - 20:
            across.setValue(across.value() + round(seen.left() - port.width() + room))
