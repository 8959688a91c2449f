# SPDX-License-Identifier: AGPL-3.0-or-later
"""A document with its highlights and the words found in it; nothing here answers the pointer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from sidelight.desktop.view import area_sight
from sidelight.desktop.view.badges import BadgeColumn
from sidelight.desktop.view.changed_lines import paint_changed
from sidelight.desktop.view.composing import (
    ComposedPages,
    Layers,
    lay_ground,
    paint_layers,
)
from sidelight.desktop.view.corrected_lines import paint_corrected
from sidelight.desktop.view.finding_thread import FindingThread, Found
from sidelight.desktop.view.highlight import Highlight
from sidelight.desktop.view.hit_ticks import HitTicks, tick_places
from sidelight.desktop.view.hits import Hits
from sidelight.desktop.view.marks import Marks
from sidelight.desktop.view.open_lines import paint_open
from sidelight.desktop.view.paper import straighten
from sidelight.desktop.view.pictures import PictureSource
from sidelight.desktop.view.text_area import TextArea
from sidelight.model.records import Document
from sidelight.model.styles import style
from sidelight.text.corrections import CorrectedText, Correction
from sidelight.text.finding import Options
from sidelight.text.geometry import Rect

_HIT_GROUNDS = QColor("#ffb347"), QColor("#7a4a00")
"""Of the hit looked at, on paper and on dark paper."""


class MarkedView(TextArea):
    """Shows a document, marks and finds.  Offsets are ink offsets of its layer."""

    hits_changed = Signal()
    """The words looked for last were found, or not; `find_next` with 0 tells how many."""

    def __init__(self, pictures: PictureSource, parent: QWidget | None = None) -> None:
        super().__init__(pictures, parent)
        self.document: Document | None = None
        self._marks = Marks(self.text)
        self._hits = Hits(self.text)
        self._finding = finding = FindingThread()
        self._finding.found.connect(self._take_hits)
        self.destroyed.connect(finding.close)
        self._find_from = 0
        self._find_anew = False
        self._ticks = HitTicks(self.verticalScrollBar())
        self._lit: frozenset[str] = frozenset()
        self._hidden: tuple[tuple[int, int], ...] = ()
        self._offered: tuple[tuple[int, int], ...] = ()
        self.open: tuple[tuple[int, int], ...] = ()
        self.changed: tuple[tuple[int, int], ...] = ()
        self._version = 0
        self._composed = ComposedPages()
        self._layered: dict[int, Layers] = {}
        self._badges = BadgeColumn(self, lambda: self._marks)
        self.searching = False
        """Whether `find` has not answered yet."""

    # -- highlights

    def set_highlights(self, highlights: Sequence[Highlight]) -> None:
        """Show these highlights in place of all before; the page stays where they are the same."""
        if not self._marks.are(self.text, highlights):
            self._marks = Marks(self.text, highlights)
            self._recompose()

    def set_lit(self, ids: frozenset[str]) -> None:
        """Light up the highlights of these ids."""
        if ids != self._lit:
            self._lit = frozenset(ids)
            self._recompose()

    def set_hidden(
        self, ranges: Sequence[tuple[int, int]], offered: Sequence[tuple[int, int]] = ()
    ) -> None:
        """Dim ink ranges that are hidden, and frame those offered for hiding."""
        if (tuple(ranges), tuple(offered)) != (self._hidden, self._offered):
            self._hidden, self._offered = tuple(ranges), tuple(offered)
            self._recompose()

    def set_open(self, ranges: Sequence[tuple[int, int]]) -> None:
        """Mark ink ranges that nobody has dealt with yet, quietly, in the margin."""
        if tuple(ranges) != self.open:
            self.open = tuple(ranges)
            self.viewport().update()

    def set_changed(self, ranges: Sequence[tuple[int, int]]) -> None:
        """Mark, quietly, the ink ranges that differ from another draft."""
        if tuple(ranges) != self.changed:
            self.changed = tuple(ranges)
            self.viewport().update()

    def unread(self) -> tuple[tuple[int, int], ...]:
        """Return the ink ranges hidden as page furniture."""
        return self._hidden

    def set_corrections(self, corrections: Sequence[Correction]) -> None:
        """Read the text with these corrections; what was found is looked for no more."""
        if self.text.reading.corrections != tuple(corrections):
            self.text.reading = CorrectedText(self.text.text, corrections)
            self._hits = Hits(self.text)
            self._finding.look_in(self.text.reading)
            self._recompose()

    def reveal_highlight(self, id: str) -> None:  # noqa: A002
        """Bring a highlight into view."""
        highlight = self._marks.get(id)
        if highlight is None:
            return
        if highlight.area is not None:
            area_sight.reveal(self, highlight.page, highlight.area)
        else:
            self.reveal(highlight.start, highlight.end)

    def highlights_at(self, point: QPointF) -> list[Highlight]:
        """Return the highlights at a point of the viewport or of its badge, smallest first."""
        badge = self._badges.at(point)
        if badge is not None:
            found = (self._marks.get(id) for id in badge.ids)  # noqa: A001
            return [highlight for highlight in found if highlight is not None]
        if not self.pages or not self.page_rect(self.from_view(point).page).contains(point):
            return []
        return self._marks.at(self.from_view(point))

    def badge_places(self) -> list[QRectF]:
        """Return where in the viewport the badges in sight are."""
        return self._badges.places()

    def edge_point(self, id: str) -> QPoint | None:  # noqa: A002
        """Return where in the viewport a joining curve ends: beside the highlight's first line."""
        rects = self._rects_of(id)
        if not rects:
            return None
        page, first = rects[0]
        right = max(rect.x1 for at, rect in rects if at == page and rect.y0 < first.y1)
        seen = self.to_view(page, first._replace(x1=right))
        return QPointF(seen.right(), seen.center().y()).toPoint()

    def line_rect(self, id: str) -> QRectF | None:  # noqa: A002
        """Return the first line of a highlight, or its area, in the viewport's coordinates."""
        rects = self._rects_of(id)
        return self.to_view(*rects[0]) if rects else None

    def _rects_of(self, id: str) -> list[tuple[int, Rect]]:  # noqa: A002
        one = self._marks.get(id)
        if one is None:
            return []
        if one.area is None:
            return self.text.rects(one.start, one.end)
        index = area_sight.index_of(self, one.page)
        return [(index, one.area)] if index is not None else []

    def _lit_ones(self, highlights: Sequence[Highlight]) -> list[Highlight]:
        return [one for one in highlights if one.adjustable and one.id in self._lit]

    # -- finding

    def find(  # type: ignore[override]  # QWidget.find is static and looks up window ids
        self,
        words: str,
        options: Options = Options(),  # noqa: B008
    ) -> None:
        """Mark all places of ``words`` and bring the next one into view, soon: see `hits_changed`.

        Until then the places found before stay.
        """
        chosen = self.selection()
        here = self.hit_at(QPointF(0.0, 0.0)).place.offset if self.pages else 0
        now = self._hits.current
        self._find_anew = now is None
        self._find_from = now[0] if now else chosen[0] if chosen else here
        if words.strip():
            self.searching = True
            self._finding.ask(words, options)
        else:
            self._finding.drop()
            self._take_hits(Found(self._finding.ticket, []))

    def _take_hits(self, found: Found) -> None:
        if found.ticket == self._finding.ticket:
            self.searching = False
            self._hits.take(found.ranges, self._find_from)
            self._show_hit(jump=self._find_anew)
            self.hits_changed.emit()

    def find_next(self, step: int) -> tuple[int, int]:
        """Go to the next (+1) or previous (-1) hit; return which one it is, from 1, of how many."""
        found = self._hits.step(step)
        self._show_hit()
        return found

    def clear_find(self) -> None:
        """Unmark what was found; the hit looked at becomes the selection."""
        hit = self._hits.current
        self._finding.drop()
        self.searching = False
        self._hits.clear()
        if hit is not None:
            self.select(*hit)
        self._ticks.show_places([])
        self._recompose()

    def _show_hit(self, *, jump: bool = False) -> None:
        if self._hits.current is not None:
            self.reveal(*self._hits.current, jump=jump)
        self._recompose()
        self._ticks.show_places(tick_places(self._hits.ranges, self.text, self.stack))

    # -- painting

    def dress(self, page: int, picture: QImage, per_point: float) -> QImage:
        """Return a picture of a page, or a part of it, with its marks."""
        layers = self._layers(page)
        if layers.empty:
            return picture
        return self._composed.get(page, picture, self._version, layers, per_point, self.stack.ratio)

    def paint_over(self, painter: QPainter) -> None:
        """Paint what changes too often to be composed: the hit looked at, corrections, badges."""
        for page in self.visible_pages():
            if self.picture_of(page) is None:
                self._paint_bare(painter, page)
        if self._hits.current is not None:
            self._paint_hit(painter, self._hits.current)
        super().paint_over(painter)
        paint_corrected(painter, self)
        paint_open(painter, self, self.open)
        paint_changed(painter, self, self.changed)
        self._badges.paint(painter)

    def _layers(self, page: int) -> Layers:
        if page not in self._layered:
            self._layered[page] = self._lay(page)
        return self._layered[page]

    def _lay(self, page: int) -> Layers:
        return Layers(
            self._marks.on_page(page),
            self._lit,
            self._hits.on_page(page),
            self.text.rects_on(page, self._hidden),
            self.text.rects_on(page, self._offered),
        )

    def _paint_bare(self, painter: QPainter, page: int) -> None:
        """Mark paper whose picture is still to come."""
        ratio = self.stack.ratio
        painter.save()
        pixels = self.stack.straight_pixels(page)
        straighten(painter, self.page_rect(page), pixels, self.stack.turns, ratio)
        scale, dark = self.stack.scale * ratio, self.is_dark(page)
        paint_layers(painter, self._layers(page), scale, ratio, dark=dark)
        painter.restore()

    def _paint_hit(self, painter: QPainter, hit: tuple[int, int]) -> None:
        seen = self.visible_pages()
        painter.save()
        for page, rect in self.text.rects(*hit):
            if page in seen:
                place = self.to_view(page, rect).adjusted(-1, -1, 1, 1)
                lay_ground(painter, place, _HIT_GROUNDS, dark=self.is_dark(page))
                painter.setPen(QColor(style("disputed").ink))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(place)
        painter.restore()

    def _recompose(self) -> None:
        self._version += 1
        self._layered.clear()
        self._badges.forget()
        self.viewport().update()
