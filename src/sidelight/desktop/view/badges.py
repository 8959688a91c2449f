# SPDX-License-Identifier: AGPL-3.0-or-later
"""The badges in the margin: painted, and found again under the pointer."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from sidelight.desktop.icons import svg_text
from sidelight.desktop.view.badge_layout import HEIGHT, Badge, lay_badges
from sidelight.desktop.view.marks import Mark, Marks
from sidelight.desktop.view.page_stack import SIDE
from sidelight.desktop.view.text_area import TextArea
from sidelight.desktop.view.turning import Size, turned_rect, turned_size

_FROM_TEXT = 8.0
_INTO_PAGE = 34.0
_ICON = 11.0
_PAD, _ICON_PAD = 6.0, 4.0
_LEAST_WIDTH = 19.0
_CIRCLE = re.compile(r'<circle[^>]* r="10"[^>]*/>')
_STROKE = 'stroke-width="2"'


class BadgeColumn:
    """The badges of a view's pages; laid out when a page is first painted."""

    def __init__(self, area: TextArea, marks: Callable[[], Marks]) -> None:
        self._area = area
        self._marks = marks
        self._laid: dict[int, list[Badge]] = {}
        self._laid_for = (0.0, 0)

    def forget(self) -> None:
        """Lay them out anew: the highlights changed."""
        self._laid.clear()

    def at(self, point: QPointF) -> Badge | None:
        """Return the badge at a point of the viewport."""
        for page in self._area.visible_pages():
            place = point - self._area.page_rect(page).topLeft()
            for badge in self.on_page(page):
                if badge.rect.holds(place.x(), place.y(), 1.0):
                    return badge
        return None

    def places(self) -> list[QRectF]:
        """Return where in the viewport the badges of the pages in sight are."""
        return [
            QRectF(badge.rect.x0, badge.rect.y0, badge.rect.width, badge.rect.height).translated(
                self._area.page_rect(page).topLeft()
            )
            for page in self._area.visible_pages()
            for badge in self.on_page(page)
        ]

    def on_page(self, page: int) -> list[Badge]:
        """Return the badges of a page."""
        scale, turns = self._area.stack.scale, self._area.stack.turns
        if (scale, turns) != self._laid_for:
            self._laid.clear()
            self._laid_for = (scale, turns)
        marks = self._marks().on_page(page)
        if not marks:
            return []
        if page not in self._laid:
            lines = self._area.text.lines(page)
            size = (lines.page.width, lines.page.height)
            print_left = min(
                (turned_rect(line.rect, size, turns).x0 for line in lines.lines),
                default=turned_size(size, turns)[0],
            )
            right = min(print_left * scale - _FROM_TEXT, _INTO_PAGE)
            shown = [_turned(mark, size, turns) for mark in marks]
            self._laid[page] = lay_badges(shown, scale, 4.0 - SIDE, right, badge_width)
        return self._laid[page]

    def paint(self, painter: QPainter) -> None:
        """Paint the badges of the pages in sight."""
        ratio = self._area.stack.ratio
        height = self._area.viewport().height()
        for page in self._area.visible_pages():
            origin = self._area.page_rect(page).topLeft()
            for badge in self.on_page(page):
                top = origin.y() + badge.rect.y0
                if -HEIGHT < top < height:
                    left = round((origin.x() + badge.rect.x0) * ratio) / ratio
                    picture = _picture(
                        badge.text, badge.icon, badge.style.ink, badge.rect.width, ratio
                    )
                    painter.drawPixmap(QPointF(left, round(top * ratio) / ratio), picture)


def _turned(mark: Mark, size: Size, turns: int) -> Mark:
    rects = tuple(turned_rect(rect, size, turns) for rect in mark.rects)
    return replace(mark, rects=rects) if turns else mark


def _font() -> QFont:
    font = QFont()
    font.setPixelSize(11)
    font.setWeight(QFont.Weight.Bold)
    return font


@lru_cache(maxsize=4096)
def badge_width(text: str, icon: str) -> float:
    """Return how wide a badge with this text and icon is, logical pixels."""
    words = QFontMetricsF(_font()).horizontalAdvance(text) if text else 0.0
    inner = words + (_ICON if icon else 0.0) + (2.0 if text and icon else 0.0)
    return max(_LEAST_WIDTH, float(round(inner + 2 * (_PAD if text else _ICON_PAD))))


@lru_cache(maxsize=64)
def _svg(icon: str) -> QSvgRenderer:
    """Return an icon in white with broad strokes; the badge itself is the circle of some."""
    text = svg_text(icon).replace("currentColor", "#ffffff")
    bare = _CIRCLE.sub("", text)
    if bare != text:
        text = bare.replace("0 0 24 24", "5 5 14 14").replace(_STROKE, 'stroke-width="2.1"')
    text = text.replace(_STROKE, 'stroke-width="3.5"')
    return QSvgRenderer(QByteArray(text.encode()))


@lru_cache(maxsize=512)
def _picture(text: str, icon: str, ink: str, width: float, ratio: float) -> QPixmap:
    """Return a badge painted: a pill in the verdict's ink, the words and the icon in white."""
    picture = QPixmap(round(width * ratio), round(HEIGHT * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ink))
    painter.drawRoundedRect(QRectF(0, 0, width, HEIGHT), HEIGHT / 2, HEIGHT / 2)
    words = QFontMetricsF(_font()).horizontalAdvance(text) if text else 0.0
    x = (width - words - (_ICON if icon else 0.0) - (2.0 if text and icon else 0.0)) / 2
    if icon:
        _svg(icon).render(painter, QRectF(x, (HEIGHT - _ICON) / 2, _ICON, _ICON))
        x += _ICON + 2.0
    painter.setPen(QColor("#ffffff"))
    painter.setFont(_font())
    painter.drawText(QRectF(x, 0, words + 2, HEIGHT), Qt.AlignmentFlag.AlignVCenter, text)
    painter.end()
    return picture
