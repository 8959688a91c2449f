# SPDX-License-Identifier: AGPL-3.0-or-later
"""Areas between the pages and the view: what lies under a point, and what a shape means on paper.

All mapping goes through the view's own, so that areas follow however pages are scaled or turned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF

from sidelight.desktop.view.area_shape import Grip, grip_at
from sidelight.desktop.view.area_sight import index_of
from sidelight.desktop.view.highlight import Highlight
from sidelight.desktop.view.paged_area import PagedArea
from sidelight.model.areas import fitted
from sidelight.text.geometry import Rect

_REACH = 7.0
_INSIDE = 0.01
"""Logical pixels."""


class Area(NamedTuple):
    """A rectangle of a page: its index from 0, edges in points."""

    page: int
    rect: Rect


@dataclass(frozen=True, slots=True)
class Target:
    """An area whose edges can be moved: a highlight's, or with an empty id the one selected."""

    id: str
    area: Area
    ink: str


class AreaPages:
    """The pages of a view as areas see them; shapes are in its logical pixels."""

    def __init__(self, view: PagedArea) -> None:
        self._view = view

    def targets(self, highlights: Sequence[Highlight]) -> list[Target]:
        """Return the areas among highlights that are on a page of the view."""
        return [
            Target(one.id, Area(index, one.area), one.style.ink)
            for one in highlights
            if one.area is not None and (index := index_of(self._view, one.page)) is not None
        ]

    def grip_at(self, point: QPointF, targets: Sequence[Target]) -> tuple[Target, Grip] | None:
        """Return the first target with a grip at a point of the view."""
        pages = self._view.visible_pages()
        for target in targets:
            if target.area.page in pages:
                grip = grip_at(self.shown(target.area), point.x(), point.y(), _REACH)
                if grip is not None:
                    return target, grip
        return None

    def page_at(self, point: QPointF) -> int | None:
        """Return the index of the page whose paper is at a point of the view."""
        if not self._view.pages:
            return None
        page = self._view.from_view(point).page
        return page if self._view.page_rect(page).contains(point) else None

    def bare(self, point: QPointF) -> bool:
        """Tell whether a point lies on a page without text."""
        page = self.page_at(point)
        return page is not None and self._view.pages[page].start == self._view.pages[page].end

    def largest_part(self) -> tuple[int, Rect]:
        """Return the page of which most is in sight, and that part of it; there must be one."""
        port = QRectF(self._view.viewport().rect())
        seen = {
            page: self._view.page_rect(page).intersected(port)
            for page in self._view.visible_pages()
        }
        page = max(seen, key=lambda one: seen[one].width() * seen[one].height())
        return page, _plain(seen[page])

    def room(self, page: int) -> Rect:
        """Return where a page's paper is."""
        paper = self._view.page_rect(page)
        return _plain(paper.adjusted(_INSIDE, _INSIDE, -_INSIDE, -_INSIDE))

    def shown(self, area: Area) -> Rect:
        """Return where an area is."""
        return _plain(self._view.to_view(*area))

    def on_page(self, page: int, shape: Rect) -> Rect | None:
        """Return a shape in points of a page; None where it is too small."""
        one = self._view.from_view(QPointF(shape.x0, shape.y0))
        other = self._view.from_view(QPointF(shape.x1, shape.y1))
        sheet = self._view.pages[page]
        return fitted((one.x, one.y, other.x, other.y), sheet.width, sheet.height)


def _plain(rect: QRectF) -> Rect:
    return Rect(rect.left(), rect.top(), rect.right(), rect.bottom())
