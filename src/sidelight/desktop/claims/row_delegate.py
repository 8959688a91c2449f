# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the cells of the claims list are drawn: a pill for the verdict, links for the evidence."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget

from sidelight.desktop.claims.claims_model import (
    CLAIM,
    EVIDENCE,
    HEAD_ROLE,
    LINKS_ROLE,
    NUMBER,
    VERDICT,
    WORD_ROLE,
    Index,
)
from sidelight.desktop.icons import paint
from sidelight.desktop.origin import ICON as ORIGIN_ICON
from sidelight.desktop.theme import Theme
from sidelight.model.standing import PAINTS
from sidelight.model.styles import style
from sidelight.session.claim_lines import Link
from sidelight.text.quotes import shorten

_PAD = 8
_LONGEST = 20
"""Letters of an added verdict that its column has room for; a longer name is cut."""
_BETWEEN = ";  "


class RowDelegate(QStyledItemDelegate):
    """Draws the cells of one claim; all text is plain."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Return the room that is wanted."""
        return QSize(0, option.fontMetrics.height() + 15)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option)
        painter.setFont(option.font)
        if index.data(HEAD_ROLE):
            self._head(painter, option, index)
        elif index.column() == VERDICT:
            self._pill(painter, option, str(index.data(WORD_ROLE)))
        elif index.column() == EVIDENCE:
            self._links(painter, option, index.data(LINKS_ROLE))
        else:
            self._words(painter, option, index)
        painter.restore()

    def link_at(self, option: QStyleOptionViewItem, links: tuple[Link, ...], point: QPoint) -> str:
        """Return the id of the evidence whose place is drawn at a point, or ""."""
        for link, rect in self._places(option, links):
            if rect.contains(point):
                return link.evidence
        return ""

    def pill_room(self, font: QFont) -> int:
        """Return the width of a column in which every verdict is said in full."""
        metrics = QFontMetrics(_strong(font))
        called = self._theme.verdicts.called
        added = (shorten(one.name, _LONGEST) for one in self._theme.verdicts.added)
        words = max(metrics.horizontalAdvance(one) for one in (*map(called, PAINTS), *added))
        return words + _around_pill(metrics) + 2 * _PAD

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        colours = self._theme.colours
        rect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.chosen))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.hover))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(colours.line))

    def _head(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the head of a group over the whole row: of it, what falls into this cell."""
        colours = self._theme.colours
        painter.fillRect(option.rect, QColor(colours.well))
        painter.setClipRect(option.rect)
        font = _strong(option.font)
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        table = self.parent()
        width = table.viewport().width() if isinstance(table, QTableView) else option.rect.width()
        room = QRect(_PAD, option.rect.top(), width - 2 * _PAD, option.rect.height())
        words = str(index.sibling(index.row(), NUMBER).data() or "")
        _draw(painter, room, QFontMetrics(font), words)

    def _words(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours = self._theme.colours
        strong = index.column() in {CLAIM, NUMBER} or option.state & QStyle.StateFlag.State_Selected
        painter.setPen(QColor(colours.text if strong else colours.quiet))
        _draw(
            painter,
            option.rect.adjusted(_PAD, 0, -_PAD, 0),
            option.fontMetrics,
            str(index.data() or ""),
        )

    def _pill(self, painter: QPainter, option: QStyleOptionViewItem, word: str) -> None:
        colours = self._theme.colours
        font = _strong(option.font)
        metrics = QFontMetrics(font)
        text = self._theme.verdicts.called(word)
        side = metrics.ascent() + 1
        height = metrics.height() + 5
        width = min(
            metrics.horizontalAdvance(text) + _around_pill(metrics), option.rect.width() - _PAD
        )
        top = option.rect.center().y() - height / 2 + 0.5
        pill = QRectF(option.rect.left() + _PAD - 2, top, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.fill(word)))
        painter.drawRoundedRect(pill, height / 2, height / 2)
        mark = QRectF(pill.left() + 8, pill.center().y() - side / 2, side, side)
        paint(painter, colours.style(word).icon, colours.ink(word), mark)
        painter.setFont(font)
        painter.setPen(QColor(colours.ink(word)))
        room = pill.toRect().adjusted(8 + side + 5, 0, -6, 0)
        _draw(painter, room, metrics, text)

    def _links(
        self, painter: QPainter, option: QStyleOptionViewItem, links: tuple[Link, ...]
    ) -> None:
        colours = self._theme.colours
        if not links:
            painter.setPen(QColor(colours.quiet))
            _draw(painter, option.rect.adjusted(_PAD, 0, -_PAD, 0), option.fontMetrics, "—")
            return
        for link, rect in self._places(option, links):
            side = min(rect.height(), option.fontMetrics.ascent())
            mark = QRectF(rect.left(), rect.center().y() - side / 2 + 1, side, side)
            paint(painter, style(link.stance).icon, colours.ink(link.stance), mark)
            if link.origin:
                mark.translate(side + 4, 0)
                paint(painter, ORIGIN_ICON, colours.quiet, mark)
            painter.setPen(QColor(colours.accent))
            _draw(
                painter,
                rect.adjusted(round(mark.right() - rect.left()) + 4, 0, 0, 0),
                option.fontMetrics,
                link.place,
            )

    def _places(
        self, option: QStyleOptionViewItem, links: tuple[Link, ...]
    ) -> list[tuple[Link, QRect]]:
        """Return where each place is drawn, as many as the cell has room for."""
        metrics = option.fontMetrics
        left = option.rect.left() + _PAD
        right = option.rect.right() - _PAD
        placed = []
        for link in links:
            signs = 2 if link.origin else 1
            width = signs * (metrics.ascent() + 4) + metrics.horizontalAdvance(link.place)
            if right - left < 3 * metrics.ascent():
                break
            rect = QRect(left, option.rect.top(), min(width, right - left), option.rect.height())
            placed.append((link, rect))
            left = rect.right() + metrics.horizontalAdvance(_BETWEEN)
        return placed


def _strong(font: QFont) -> QFont:
    strong = QFont(font)
    strong.setWeight(QFont.Weight.DemiBold)
    return strong


def _around_pill(metrics: QFontMetrics) -> int:
    return metrics.ascent() + 26


def _draw(painter: QPainter, rect: QRect, metrics: QFontMetrics, text: str) -> None:
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, rect.width()))
    painter.drawText(
        rect,
        Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine,
        shown,
    )
