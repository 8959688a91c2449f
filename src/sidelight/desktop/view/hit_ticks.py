# SPDX-License-Identifier: AGPL-3.0-or-later
"""Ticks along the scroll bar where the hits of a search are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from sidelight.desktop.view.page_stack import PageStack
from sidelight.desktop.view.text_geometry import TextGeometry

_MOST = 4000
_HEIGHT = 2.0
_INSET = 2.0


def tick_places(
    hits: Sequence[tuple[int, int]], text: TextGeometry, stack: PageStack
) -> list[float]:
    """Return where hits, in order, are on the whole desk, 0 to 1, each place once.

    A hit's place on its page is taken from its share of the page's ink, which is near enough for a
    tick; of very many hits, some.
    """
    every = max(1, len(hits) // _MOST)
    places = set()
    stop, top, rate, whole = -1, 0.0, 0.0, max(1.0, stack.height)
    for start, _end in hits[::every]:
        if start >= stop:
            number = text.page_of(start)
            page, rect = text.pages[number], stack.rect(number)
            rate = rect.height / max(1, page.end - page.start)
            stop, top = page.end, rect.y0 - page.start * rate
        places.add(round((top + start * rate) / whole, 3))
    return sorted(places)


class HitTicks(QWidget):
    """Lies over a scroll bar, lets the mouse through, and shows only while there are hits."""

    def __init__(self, bar: QScrollBar) -> None:
        super().__init__(bar)
        self._places: list[float] = []
        self._colour = "#b45309"
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        bar.installEventFilter(self)
        self.hide()

    @property
    def places(self) -> list[float]:
        """Where the ticks are, 0 to 1."""
        return self._places

    def show_places(self, places: list[float]) -> None:
        """Show ticks at these places, 0 to 1 of the bar; none hides it."""
        self._places = places
        self.setGeometry(self._bar().rect())
        self.setVisible(bool(places))
        self.update()

    def set_colour(self, colour: str) -> None:
        """Paint the ticks in a colour."""
        self._colour = colour
        self.update()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Stay as large as the bar."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._bar().rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint a short line for each place."""
        painter = QPainter(self)
        for place in self._places:
            top = min(place * self.height(), self.height() - _HEIGHT)
            tick = QRectF(_INSET, top, self.width() - 2 * _INSET, _HEIGHT)
            painter.fillRect(tick, QColor(self._colour))

    def _bar(self) -> QScrollBar:
        bar = self.parentWidget()
        assert isinstance(bar, QScrollBar)  # noqa: S101 - made with one
        return bar
