# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a passage that a draft has to account for is drawn: old words beside new ones.

Words that went are struck out, words that came are underlined and strong: colour says nothing
alone.  All text is plain, laid out by `QTextLayout`.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from sidelight.desktop.drafts.draft_model import LINE_ROLE, Index, before, head, now
from sidelight.desktop.theme import Theme
from sidelight.session.draft_lines import DraftLine
from sidelight.text.changed_words import Parts

_PAD, _GAP = 10, 5
_MOST_LINES = 5


class DraftDelegate(QStyledItemDelegate):
    """Draws a line of the list of a draft."""

    def __init__(self, theme: Theme, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the room of the head and of the longer of both wordings."""
        line: DraftLine = index.data(LINE_ROLE)
        width = self._view.viewport().width()
        column = self._column(width)
        heights = [
            self._laid(text, parts, changed, option.font, column)[1]
            for text, parts, changed in self._both(line)
        ]
        metrics = QFontMetrics(option.font)
        return QSize(width, round(metrics.height() + max(heights)) + 2 * _PAD + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        line: DraftLine = index.data(LINE_ROLE)
        colours, rect = self._theme.colours, option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(colours.chosen))
            painter.fillRect(
                QRect(rect.left(), rect.top(), 3, rect.height()), QColor(colours.accent)
            )
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(colours.hover))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, QColor(colours.line))
        strong = QFont(option.font)
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setFont(strong)
        painter.setPen(QColor(colours.text))
        metrics = QFontMetrics(strong)
        room = QRect(
            rect.left() + _PAD, rect.top() + _PAD, rect.width() - 2 * _PAD, metrics.height()
        )
        said = metrics.elidedText(head(line), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, said)
        column = self._column(rect.width())
        top = room.bottom() + _GAP
        for at, (text, parts, changed) in enumerate(self._both(line)):
            layout, _height = self._laid(text, parts, changed, option.font, column)
            layout.draw(painter, QPointF(rect.left() + _PAD + at * (column + 2 * _PAD), top))
        painter.restore()

    def _both(self, line: DraftLine) -> tuple[tuple[str, Parts, QTextCharFormat], ...]:
        """Return both wordings: what is said, its pieces, and how changed ones look."""
        return (
            (before(line), line.old, self._went()),
            (now(line), () if line.reason else line.new, self._came()),
        )

    def _went(self) -> QTextCharFormat:
        shape = QTextCharFormat()
        shape.setFontStrikeOut(True)
        shape.setForeground(QColor(self._theme.colours.ink("denied")))
        return shape

    def _came(self) -> QTextCharFormat:
        shape = QTextCharFormat()
        shape.setFontUnderline(True)
        shape.setFontWeight(QFont.Weight.DemiBold)
        shape.setForeground(QColor(self._theme.colours.ink("verified")))
        return shape

    def _laid(
        self, text: str, parts: Parts, changed: QTextCharFormat, font: QFont, width: int
    ) -> tuple[QTextLayout, float]:
        """Return a wording laid out in a column, and its height."""
        layout = QTextLayout(text, font)
        layout.setFormats(self._formats(text, parts, changed))
        layout.beginLayout()
        height = 0.0
        for _line in range(_MOST_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height()
        layout.endLayout()
        return layout, height

    def _formats(
        self, text: str, parts: Parts, changed: QTextCharFormat
    ) -> list[QTextLayout.FormatRange]:
        plain = QTextCharFormat()
        plain.setForeground(QColor(self._theme.colours.text))
        quiet = QTextCharFormat()
        quiet.setForeground(QColor(self._theme.colours.quiet))
        words = "".join(piece for piece, _changed in parts)
        at = _units(text[: len(text) - len(words)]) if parts else _units(text)
        found = [_range(0, at, quiet)]
        for piece, is_changed in parts:
            found.append(_range(at, _units(piece), changed if is_changed else plain))
            at += _units(piece)
        return found

    def _column(self, width: int) -> int:
        return max(60, (width - 4 * _PAD) // 2)


def _units(text: str) -> int:
    """Return the length of a text as Qt counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _range(start: int, length: int, shape: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, shape
    return made
