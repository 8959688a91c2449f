# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the chosen claim and its evidence are in sight, and what stands between them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtWidgets import QWidget

from sidelight.desktop.documents.arrangement import MAIN
from sidelight.desktop.documents.document_page import DocumentPage
from sidelight.desktop.frame.joining_curve import Below
from sidelight.desktop.frame.joining_path import Detour, Join
from sidelight.desktop.verbs.parts import Parts
from sidelight.desktop.view import area_sight
from sidelight.desktop.view.document_view import DocumentView
from sidelight.model.records import Passage
from sidelight.text.geometry import Rect
from sidelight.text.page_lines import Place

_GAP = 6
_AROUND_WORDS = 2
_BESIDE_FRAME = 2
"""So that a curve does not cover the frame of the view that has the keyboard."""


class Joins:
    """Looks at the documents in front in the main window; points are pixels of ``stage``."""

    def __init__(self, parts: Parts, stage: QWidget) -> None:
        self._parts = parts
        self._stage = stage

    def joins(self) -> list[Join]:
        """Return a curve for each piece of the chosen claim's evidence in sight, if the claim is
        too; a document in sight twice has one to each view.
        """
        claim = self._parts.workspace.claim
        if claim is None or not claim.passages:
            return []
        passage = claim.passages[0].passage
        starts = (
            (page, self._end(page, passage, right=True))
            for page in self._parts.article.fronts(MAIN)
            if page.document.id == passage.document
        )
        here, start = next(((page, at) for page, at in starts if at is not None), (None, None))
        if here is None or start is None:
            return []
        joins = []
        for source in self._parts.sources.fronts(MAIN):
            for evidence in claim.evidence:
                if evidence.passage.document != source.document.id:
                    continue
                end = self._end(source, evidence.passage, right=False)
                if end is not None:
                    bold = self._parts.workspace.evidence_id in {"", evidence.id}
                    around = self._detour(here, source)
                    joins.append(Join(start, end, evidence.stance, bold, around))
        return joins

    def below(self, where: QRect) -> Below:
        """Return lines of print (and of what stands beside a document), badges and light paper in a
        part of the stage.
        """
        found: tuple[list[QRect], ...] = ([], [], [])
        for page in self._pages():
            port = page.view.viewport()
            corner = port.mapTo(self._stage, QPoint())
            seen = QRect(corner, port.size()).intersected(where)
            if page.side_panel is not None:
                panel = page.side_panel
                found[0].append(QRect(panel.mapTo(self._stage, QPoint()), panel.size()) & where)
            if page.ready and not seen.isEmpty():
                kinds = (_lines(page.view), page.view.badge_places(), _paper(page.view))
                for kind, places in zip(found, kinds, strict=True):
                    rects = (place.toAlignedRect().translated(corner) for place in places)
                    kind.extend(rect & seen for rect in rects if rect.intersects(seen))
        return Below(*map(tuple, found))

    def _pages(self) -> list[DocumentPage]:
        fronts = (page for pane in self._parts.panes for page in pane.fronts(MAIN))
        return [page for page in fronts if page.isVisible()]

    def _detour(self, here: DocumentPage, there: DocumentPage) -> Detour | None:
        """Return the way around the documents between two, None where there are none."""
        start, end = self._place(here), self._place(there)
        between = [
            place
            for place in map(self._place, self._pages())
            if start.right() < place.left() and place.right() < end.left()
        ]
        if not between:
            return None
        top = min(place.top() for place in between)
        return Detour(start.right() + 1, top, end.left() - _BESIDE_FRAME)

    def _place(self, page: DocumentPage) -> QRect:
        return QRect(page.mapTo(self._stage, QPoint()), page.size())

    def _end(self, page: DocumentPage, passage: Passage, *, right: bool) -> QPoint | None:
        """Return where a curve ends: beside the line of print in which a mark starts, or beside an
        area.

        It ends at the edge of the column, so that it strikes through no words.  None where out of
        sight.
        """
        if not page.ready or not page.isVisible():
            return None
        view = page.view
        if passage.area is not None:
            seen_part = area_sight.seen(view, passage.page, passage.area)
            if seen_part is None:
                return None
            x = seen_part.right() if right else seen_part.left()
            beside = QPointF(x, seen_part.center().y()).toPoint()
            return view.viewport().mapTo(self._stage, beside)
        beside_line = _beside_line(view, passage, right=right)
        seen: QRect = view.viewport().rect()
        if beside_line is None or not seen.contains(beside_line):
            return None
        return view.viewport().mapTo(self._stage, beside_line)


def _beside_line(view: DocumentView, passage: Passage, *, right: bool) -> QPoint | None:
    """Return the point of the viewport beside the line of print that a passage begins in; on a
    turned page beside all of its print, at the height of the passage.
    """
    start = passage.start
    number = view.text.page_of(start)
    lines = view.text.lines(number)
    at = lines.line_at(Place(start))
    if at < 0:
        return None
    line = lines.lines[at]
    edge = line.right if right else line.left
    place = view.to_view(number, Rect(edge, line.rect.y0, edge, line.rect.y1))
    x, y = place.left(), place.center().y()
    if view.stack.turns:
        print_ = [view.to_view(number, one.rect) for one in lines.lines]
        x = max(r.right() for r in print_) if right else min(r.left() for r in print_)
        y = view.to_view(number, lines.rects(start, passage.end)[0]).center().y()
    return QPoint(round(x) + (_GAP if right else -_GAP), round(y))


def _lines(view: DocumentView) -> Iterator[QRectF]:
    pad = _AROUND_WORDS
    for number in view.visible_pages():
        for line in view.text.lines(number).lines:
            yield view.to_view(number, line.rect).adjusted(-pad, -pad, pad, pad)


def _paper(view: DocumentView) -> Iterator[QRectF]:
    return (view.page_rect(page) for page in view.visible_pages() if not view.is_dark(page))
