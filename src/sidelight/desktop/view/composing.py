# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages with their marks in one picture each, so that scrolling paints one picture a page.

Fills are multiplied with the page: print and the grain of a scan stay as dark as they are.  On an
inverted page they are added as light, which leaves the light print as light as it is.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QRegion

from sidelight.desktop.view.area_frames import paint_frame
from sidelight.desktop.view.marks import Mark
from sidelight.desktop.view.page_images import is_inverted
from sidelight.desktop.view.underlines import paint_line, thickness
from sidelight.model.styles import Style
from sidelight.text.geometry import Rect

_KEPT_BYTES = 96 << 20
_VEIL, _DARK_VEIL = QColor(255, 255, 255, 178), QColor(29, 31, 34, 178)
_OFFERED = QColor("#94a3b8")
_HIT, _DARK_HIT = QColor("#ffe08a"), QColor("#5c4500")
_LAYING = QPainter.CompositionMode.CompositionMode_Multiply
_DARK_LAYING = QPainter.CompositionMode.CompositionMode_Screen
_LIT, _SHARED = 0.14, 0.13
"""How much stronger the ground of one lit is, and of one that lies over another."""
_PALE = -0.18
"""Of an area's ground: a picture is there to be seen."""


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

    def within(self, seen: Rect, per_point: float) -> Layers:
        """Return what of it touches a rectangle in pixels, with room for lines and outlines."""
        edge = 6.0
        x0, y0, x1, y1 = (side / per_point for side in seen)

        def near(rect: Rect) -> bool:
            return (
                rect.x0 - edge < x1
                and rect.x1 + edge > x0
                and rect.y0 - edge < y1
                and rect.y1 + edge > y0
            )

        return replace(
            self,
            marks=tuple(mark for mark in self.marks if any(map(near, mark.rects))),
            hits=tuple(filter(near, self.hits)),
            hidden=tuple(filter(near, self.hidden)),
            offered=tuple(filter(near, self.offered)),
        )


class _Made(NamedTuple):
    picture: int
    version: int
    image: QImage


class ComposedPages:
    """The composed pictures of what was seen last, up to ``limit`` bytes."""

    def __init__(self, limit: int = _KEPT_BYTES) -> None:
        self._limit = limit
        self._made: OrderedDict[tuple[int, int, int, int], _Made] = OrderedDict()
        self._size = 0

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

        ``version`` counts the changes of the layers; ``per_point`` is the picture's pixels a point,
        and its offset says what part of the page it is.
        """
        part = (page, picture.width(), picture.offset().x(), picture.offset().y())
        made = self._made.get(part)
        if made is None or made.picture != picture.cacheKey() or made.version != version:
            self._forget(part)
            made = _Made(picture.cacheKey(), version, _composed(picture, layers, per_point, ratio))
            self._made[part] = made
            self._size += made.image.sizeInBytes()
        self._made.move_to_end(part)
        while self._size > self._limit and len(self._made) > 1:
            self._forget(next(iter(self._made)))
        return made.image

    def _forget(self, part: tuple[int, int, int, int]) -> None:
        made = self._made.pop(part, None)
        if made is not None:
            self._size -= made.image.sizeInBytes()


def _composed(picture: QImage, layers: Layers, per_point: float, ratio: float) -> QImage:
    image = picture.copy()
    image.setOffset(picture.offset())
    left, top = picture.offset().x(), picture.offset().y()
    seen = Rect(left, top, left + picture.width(), top + picture.height())
    painter = QPainter(image)
    painter.translate(-left, -top)
    near = layers.within(seen, per_point)
    paint_layers(painter, near, per_point, ratio, dark=is_inverted(picture))
    painter.end()
    return image


def lay_ground(
    painter: QPainter, place: QRectF, grounds: tuple[QColor, QColor], *, dark: bool
) -> None:
    """Lay a ground below print: the first of ``grounds`` on paper, the second on dark paper."""
    painter.setCompositionMode(_DARK_LAYING if dark else _LAYING)
    painter.fillRect(place, grounds[dark])
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)


def paint_layers(
    painter: QPainter, layers: Layers, per_point: float, ratio: float, *, dark: bool = False
) -> None:
    """Paint layers at ``per_point`` pixels a point, from the painter's origin on."""
    layers = _on_dark(layers) if dark else layers
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for rect in layers.hidden:
        painter.fillRect(_at(rect, per_point), _DARK_VEIL if dark else _VEIL)
    _frame(painter, layers.offered, per_point, ratio)
    painter.setCompositionMode(_DARK_LAYING if dark else _LAYING)
    for rect in layers.hits:
        painter.fillRect(_at(rect, per_point), _DARK_HIT if dark else _HIT)
    _paint_fills(painter, layers, per_point)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
    thick = thickness(per_point, ratio)
    for mark in layers.marks:
        lit = mark.highlight.id in layers.lit
        for rect in mark.rects:
            if mark.highlight.area is not None:
                paint_frame(painter, _at(rect, per_point), mark.highlight.style, thick, lit=lit)
                continue
            paint_line(painter, _at(rect, per_point), mark.highlight.style, thick, mark.drop)
    for mark in layers.marks:
        if mark.highlight.id in layers.lit and mark.highlight.area is None:
            _outline(painter, mark, per_point, ratio)


def _on_dark(layers: Layers) -> Layers:
    """Return layers in the colours for dark ground."""
    marks = tuple(
        replace(mark, highlight=replace(mark.highlight, style=_dark_style(mark.highlight.style)))
        for mark in layers.marks
    )
    return replace(layers, marks=marks)


@cache
def _dark_style(style: Style) -> Style:
    return replace(style, ink=style.dark_ink, fill=style.dark_fill)


def _at(rect: Rect, per_point: float) -> QRectF:
    """Return a rectangle in whole pixels, so that neighbours neither overlap nor part."""
    left, top = round(rect.x0 * per_point), round(rect.y0 * per_point)
    right, bottom = round(rect.x1 * per_point), round(rect.y1 * per_point)
    return QRectF(left, top, max(1, right - left), max(1, bottom - top))


def _paint_fills(painter: QPainter, layers: Layers, per_point: float) -> None:
    """Paint the grounds: of some that overlap the smallest shows, stronger; one lit before all.

    Those on the very same words share them in bands.  Colours of several verdicts multiplied with
    each other would be mud.
    """
    clusters: dict[int, list[Mark]] = {}
    for mark in layers.marks:
        clusters.setdefault(mark.cluster, []).append(mark)
    for marks in clusters.values():
        if len(marks) > 1:
            _paint_overlapping(painter, marks, layers.lit, per_point)
            continue
        ground = _fill(marks[0].highlight.style, _strength(marks[0], layers.lit))
        for rect in marks[0].rects:
            painter.fillRect(_at(rect, per_point), ground)


def _strength(mark: Mark, lit: frozenset[str]) -> float:
    """Return how much stronger than usual the ground of a mark is."""
    strength = _LIT if mark.highlight.id in lit else 0.0
    return strength if mark.highlight.area is None else _PALE + strength / 3


def _paint_overlapping(
    painter: QPainter, marks: Sequence[Mark], lit: frozenset[str], per_point: float
) -> None:
    below: list[tuple[Mark, QRegion, QRegion]] = []
    gathered = QRegion()
    alike = Counter(mark.rects for mark in marks)
    laid: Counter[tuple[Rect, ...]] = Counter()
    for mark in sorted(marks, key=lambda mark: mark.highlight.id in lit):
        region = QRegion()
        many = 1 if mark.highlight.id in lit else alike[mark.rects]
        for rect in mark.rects:
            region += _band(_at(rect, per_point).toRect(), laid[mark.rects] % many, many)
        laid[mark.rects] += 1
        below.append((mark, region, gathered))
        gathered = gathered.united(region)
    covered = QRegion()
    for mark, region, under in reversed(below):
        seen = region.subtracted(covered)
        shared = seen.intersected(under)
        strength = _strength(mark, lit)
        _fill_region(painter, seen.subtracted(shared), _fill(mark.highlight.style, strength))
        shade = _fill(mark.highlight.style, max(strength, _SHARED + min(0.0, strength)))
        _fill_region(painter, shared, shade)
        covered = covered.united(region)


def _band(place: QRect, which: int, many: int) -> QRect:
    """Return the band of a place that belongs to one of ``many``, from the top."""
    top = place.top() + place.height() * which // many
    below = place.top() + place.height() * (which + 1) // many
    return QRect(place.left(), top, place.width(), max(1, below - top))


def _fill_region(painter: QPainter, region: QRegion, colour: QColor) -> None:
    for rect in region:  # type: ignore[attr-defined]  # missing from the stubs
        painter.fillRect(rect, colour)


@cache
def _fill(style: Style, strength: float) -> QColor:
    """Return a ground, so much of the way towards the ink."""
    fill, ink = QColor(style.fill), QColor(style.ink)
    mixed = [
        min(255, round(a + (b - a) * strength))
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
