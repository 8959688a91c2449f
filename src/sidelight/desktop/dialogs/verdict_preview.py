# SPDX-License-Identifier: AGPL-3.0-or-later
"""How highlights of all verdicts look on paper and in the dark, to each kind of eye and in grey."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from sidelight.desktop.theme import Theme
from sidelight.desktop.view.colours import LIGHT
from sidelight.desktop.view.underlines import paint_line
from sidelight.desktop.wrapping import wrapped
from sidelight.language import _
from sidelight.model.colour_vision import EYES, seen_as
from sidelight.model.styles import Style
from sidelight.model.verdicts import NONE_ADDED, Verdicts
from sidelight.text.quotes import shorten

_LONGEST = 18
"""Letters of a name at the most."""
_PAD, _GAP, _BELOW = 8, 12, 9
_LINE = 1.6
_BESIDE = 6


class VerdictPreview(QWidget):
    """A pair of strips for each kind of eye; the verdict that is worked on is bold."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._verdicts = NONE_ADDED
        self._chosen = ""
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        self.setAccessibleName(_("Preview"))

    def show_verdicts(self, verdicts: Verdicts, chosen: str) -> None:
        """Show verdicts, of which one is worked on."""
        self._verdicts, self._chosen = verdicts, chosen
        self._fit()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room that is wanted."""
        return QSize(480, self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the samples out anew."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top, width = 0.0, self._strip()
        for eyes in EYES:
            painter.setPen(QColor(self._theme.colours.quiet))
            painter.setFont(self.font())
            head = QRectF(0, top, self.width(), self._head())
            painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, _(EYES[eyes]))
            top += self._head()
            for left, dark in ((0.0, False), (width + _BESIDE, True)):
                self._paint_strip(painter, QRectF(left, top, width, self._high()), eyes, dark=dark)
            top += self._high() + _BELOW
        painter.end()

    def _paint_strip(self, painter: QPainter, room: QRectF, eyes: str, *, dark: bool) -> None:
        seen = partial(seen_as, eyes=eyes)
        painter.setPen(QColor(self._theme.colours.line))
        painter.setBrush(QColor(LIGHT.dark_paper if dark else LIGHT.paper))
        painter.drawRoundedRect(room.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        words, widths = self._words(), self._widths()
        top = room.top() + _PAD
        for line in wrapped([round(one) for one in widths], round(room.width()) - 2 * _PAD, _GAP):
            left = room.left() + _PAD
            for at in line:
                look = self._verdicts.style(words[at])
                ink, fill = (look.dark_ink, look.dark_fill) if dark else (look.ink, look.fill)
                style = replace(look, ink=seen(ink), fill=seen(fill))
                text = LIGHT.dark_text if dark else LIGHT.text
                self._paint_sample(painter, QPointF(left, top), words[at], style, text)
                left += widths[at] + _GAP
            top += self._row()

    def _paint_sample(
        self, painter: QPainter, at: QPointF, word: str, style: Style, text: str
    ) -> None:
        """Paint sign and name as they look in a document."""
        font = self._font(word)
        metrics = QFontMetricsF(font)
        sign = metrics.horizontalAdvance(f"{style.sign} ")
        painter.setFont(font)
        painter.setPen(QColor(style.ink))
        painter.drawText(QPointF(at.x(), at.y() + metrics.ascent()), style.sign)
        name = self._name(word)
        place = QRectF(
            at.x() + sign, at.y(), metrics.horizontalAdvance(name) + 4, metrics.height() + 2
        )
        painter.fillRect(place, QColor(style.fill))
        paint_line(painter, place, style, _LINE, 0)
        painter.setPen(QColor(text))
        painter.drawText(QPointF(place.left() + 2, at.y() + metrics.ascent()), name)

    def _words(self) -> list[str]:
        return [*self._verdicts.paints]

    def _name(self, word: str) -> str:
        return shorten(self._verdicts.called(word), _LONGEST)

    def _widths(self) -> list[float]:
        def width(word: str) -> float:
            text = f"{self._verdicts.style(word).sign} {self._name(word)}"
            return QFontMetricsF(self._font(word)).horizontalAdvance(text) + 4

        return [width(word) for word in self._words()]

    def _font(self, word: str) -> QFont:
        font = QFont(self.font())
        font.setBold(word == self._chosen)
        return font

    def _strip(self) -> float:
        return max(1.0, (self.width() - _BESIDE) / 2)

    def _row(self) -> float:
        return self.fontMetrics().height() + 8.0

    def _head(self) -> float:
        return self.fontMetrics().height() + 3.0

    def _high(self) -> float:
        room = round(self._strip()) - 2 * _PAD
        lines = len(wrapped([round(one) for one in self._widths()], room, _GAP))
        return lines * self._row() + 2 * _PAD - 4

    def _height(self) -> int:
        return round(len(EYES) * (self._head() + self._high() + _BELOW))

    def _fit(self) -> None:
        if self.height() != self._height():
            self.setFixedHeight(self._height())
