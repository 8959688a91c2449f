# SPDX-License-Identifier: AGPL-3.0-or-later
"""A button that gives a verdict: mark, word and key cap in the verdict's colours."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from sidelight.desktop.icons import paint
from sidelight.desktop.theme import Theme
from sidelight.model.styles import Style
from sidelight.text.quotes import shorten

_LONGEST = 24
"""Letters of a name at the most; the tool tip says it whole."""


class VerdictButton(QAbstractButton):
    """Gives one verdict; checked where it is mine on the chosen claim.  Acts through ``action``."""

    def __init__(
        self, word: str, action: QAction, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._word = word
        self._theme = theme
        self._action = action
        self._short = False
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._rename()
        self.setEnabled(action.isEnabled())
        action.enabledChanged.connect(self.setEnabled)
        self.clicked.connect(self._act)
        theme.switched.connect(self._rename)

    @property
    def word(self) -> str:
        """The verdict that it gives."""
        return self._word

    def _rename(self) -> None:
        called = self._theme.verdicts.called(self._word)
        self.setText(shorten(called, _LONGEST))
        self.setAccessibleName(called)
        self.setToolTip(self._action.toolTip())
        self.updateGeometry()
        self.update()

    def set_short(self, *, short: bool) -> None:
        """Show icon and key alone where there is no room for the word."""
        if short != self._short:
            self._short = short
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """Return the room that is wanted."""
        metrics = QFontMetrics(self._strong())
        words = 0 if self._short else metrics.horizontalAdvance(self.text())
        marks = self._side() * (2 if self._look.key else 1)
        width = words + marks + (28 if self._short else 34) - (0 if self._look.key else 8)
        return QSize(width, metrics.height() + 13)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw it."""
        colours = self._theme.colours
        ink, fill = QColor(colours.ink(self._word)), QColor(colours.fill(self._word))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(0.45)
        if self.isChecked():
            fill, ink = QColor(colours.ink(self._word)), QColor(colours.on_accent)
        elif self.underMouse() or self.isDown():
            fill = fill.darker(106) if not colours.dark else fill.lighter(125)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        edge = QColor(colours.ink(self._word))
        painter.setPen(QPen(edge, 2 if self.hasFocus() else 1))
        painter.setBrush(fill)
        painter.drawRoundedRect(frame, 7, 7)
        self._contents(painter, ink)
        painter.end()

    def _contents(self, painter: QPainter, ink: QColor) -> None:
        side = self._side()
        middle = self.height() / 2
        left = 10.0
        paint(painter, self._look.icon, ink.name(), QRectF(left, middle - side / 2, side, side))
        painter.setPen(ink)
        painter.setFont(self._strong())
        room = self.width() - left - side - 6 - (side + 14 if self._look.key else 4)
        words = QRectF(left + side + 6, 0, room, self.height())
        if not self._short:
            side_by_side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(words, side_by_side, self.text())
        key = self._look.key
        if not key:
            return
        cap = QRectF(self.width() - side - 12, middle - side / 2 - 1.5, side + 3, side + 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, 1))
        painter.drawRoundedRect(cap, 3.5, 3.5)
        small = QFont(self.font())
        small.setPointSizeF(small.pointSizeF() * 0.86)
        painter.setFont(small)
        width = QFontMetrics(small).horizontalAdvance(key)
        ascent = QFontMetrics(small).capHeight()
        painter.drawText(QPointF(cap.center().x() - width / 2, cap.center().y() + ascent / 2), key)

    @property
    def _look(self) -> Style:
        return self._theme.colours.style(self._word)

    def _strong(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _side(self) -> int:
        return int(self.fontMetrics().ascent() + 2)

    def _act(self) -> None:
        # Whether it is checked follows from the project, not from the click.
        self.setChecked(not self.isChecked())
        self._action.trigger()
