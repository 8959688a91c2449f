# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages with their marks in one picture each, so that scrolling paints one picture a page.

Fills are multiplied with the page: print and the grain of a scan stay as dark as they are.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QRegion

from sidelight.desktop.view.marks import Mark
from sidelight.desktop.view.underlines import paint_line, thickness
from sidelight.model.styles import Style
from sidelight.text.geometry import Rect

_KEPT = 6
_VEIL = QColor(255, 255, 255, 178)
_OFFERED = QColor("#94a3b8")
_HIT = QColor("#ffe08a")
_LIT, _SHARED = 0.24, 0.13
"""How much stronger the ground of one lit is, and of one that lies over another."""


@dataclass(frozen=True, slots=True)
class Layers:
    """What lies on one page, in points: marks, which are lit, hits, hidden and offered parts."""

    marks: tuple[Mark, ...] = ()
    lit: frozenset[str] = frozenset()
    hits: tuple[Rect, ...] = ()
    hidden: tuple[Rect, ...] = ()
    offered: tuple[Rect, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to paint."""
        return not (self.marks or self.hits or self.hidden or self.offered)


class _Made(NamedTuple):
    picture: int
    version: int
    image: QImage


class ComposedPages:
    """The composed pictures of the pages seen last."""

    def __init__(self) -> None:
        self._made: OrderedDict[int, _Made] = OrderedDict()

    def get(
        self,
        page: int,
        picture: QImage,
        version: int,
        layers: Layers,
        per_point: float,
        ratio: float,
    ) -> QImage:
        """Return ``picture`` with ``layers`` on it, made anew when either changed.

        ``version`` counts the changes of the layers; ``per_point`` is the picture's pixels a point.
        """
        made = self._made.get(page)
        if made is None or made.picture != picture.cacheKey() or made.version != version:
            image = picture.copy()
            painter = QPainter(image)
            paint_layers(painter, layers, per_point, ratio)
            painter.end()
            made = _Made(picture.cacheKey(), version, image)
            self._made[page] = made
        self._made.move_to_end(page)
        while len(self._made) > _KEPT:
            self._made.popitem(last=False)
        return made.image


def paint_layers(painter: QPainter, layers: Layers, per_point: float, ratio: float) -> None:
    """Paint layers at ``per_point`` pixels a point, from the painter's origin on."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for rect in layers.hidden:
        painter.fillRect(_at(rect, per_point), _VEIL)
    _frame(painter, layers.offered, per_point, ratio)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    for rect in layers.hits:
        painter.fillRect(_at(rect, per_point), _HIT)
    _paint_fills(painter, layers, per_point)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    thick = thickness(per_point, ratio)
    for mark in layers.marks:
        for rect in mark.rects:
            paint_line(painter, _at(rect, per_point), mark.highlight.style, thick, mark.lane)
    for mark in layers.marks:
        if mark.highlight.id in layers.lit:
            _outline(painter, mark, per_point, ratio)


def _at(rect: Rect, per_point: float) -> QRectF:
    """Return a rectangle in whole pixels, so that neighbours neither overlap nor part."""
    left, top = round(rect.x0 * per_point), round(rect.y0 * per_point)
    right, bottom = round(rect.x1 * per_point), round(rect.y1 * per_point)
    return QRectF(left, top, max(1, right - left), max(1, bottom - top))


def _paint_fills(painter: QPainter, layers: Layers, per_point: float) -> None:
    """Paint the grounds: of some that overlap the smallest shows, stronger; one lit before all.

    Colours of several verdicts multiplied with each other would be mud.
    """
    order = sorted(layers.marks, key=lambda mark: mark.highlight.id in layers.lit)
    below: list[QRegion] = []
    gathered = QRegion()
    regions: list[QRegion] = []
    for mark in order:
        region = QRegion()
        for rect in mark.rects:
            region += _at(rect, per_point).toRect()
        below.append(gathered)
        regions.append(region)
        gathered = gathered.united(region)
    covered = QRegion()
    for mark, region, under in zip(
        reversed(order), reversed(regions), reversed(below), strict=True
    ):
        seen = region.subtracted(covered)
        shared = seen.intersected(under)
        strength = _LIT if mark.highlight.id in layers.lit else 0.0
        _fill_region(painter, seen.subtracted(shared), _fill(mark.highlight.style, strength))
        shade = _fill(mark.highlight.style, max(strength, _SHARED))
        _fill_region(painter, shared, shade)
        covered = covered.united(region)


def _fill_region(painter: QPainter, region: QRegion, colour: QColor) -> None:
    for rect in region:  # type: ignore[attr-defined]  # missing from the stubs
        painter.fillRect(rect, colour)


@cache
def _fill(style: Style, strength: float) -> QColor:
    """Return a ground, so much of the way towards the ink."""
    fill, ink = QColor(style.fill), QColor(style.ink)
    mixed = [
        round(a + (b - a) * strength)
        for a, b in zip(fill.getRgb()[:3], ink.getRgb()[:3], strict=True)  # type: ignore[index]
    ]
    return QColor(*mixed)


def _frame(painter: QPainter, rects: tuple[Rect, ...], per_point: float, ratio: float) -> None:
    pen = QPen(_OFFERED, max(1.0, ratio))
    pen.setDashPattern([3.0, 3.0])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for rect in rects:
        painter.drawRect(_at(rect, per_point).adjusted(-2 * ratio, 0, 2 * ratio, 0))


def _outline(painter: QPainter, mark: Mark, per_point: float, ratio: float) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    painter.setPen(QPen(QColor(mark.highlight.style.ink), 1.25 * ratio))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for rect in mark.rects:
        place = _at(rect, per_point).adjusted(-ratio, -ratio / 2, ratio, ratio / 2)
        painter.drawRoundedRect(place, 2.5 * ratio, 2.5 * ratio)
    painter.restore()
