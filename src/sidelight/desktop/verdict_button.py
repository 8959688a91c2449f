# SPDX-License-Identifier: AGPL-3.0-or-later
"""A button that gives a verdict: mark, word and key cap in the verdict's colours."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QFont,
    QFontMetrics,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from sidelight.desktop.icons import paint
from sidelight.desktop.theme import Theme
from sidelight.model.styles import Style

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
        self._key = ""
        self._show_key()
        action.changed.connect(self._show_key)
        self.clicked.connect(self._act)
        theme.switched.connect(self._rename)

    @property
    def word(self) -> str:
        """The verdict that it gives."""
        return self._word

    def _rename(self) -> None:
        called = self._theme.verdicts.called(self._word)
        # not by the functions for quotes, which the first window does without
        cut = called if len(called) <= _LONGEST else f"{called[: _LONGEST - 1].rstrip()}…"
        self.setText(cut)
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
        width = words + self._side() + (28 if self._short else 34) - 3
        return QSize(width + self._cap(), metrics.height() + 13)

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
        cap_width = self._cap()
        words = QRectF(left + side + 6, 0, self.width() - side - cap_width - 27, self.height())
        if not self._short:
            side_by_side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(words, side_by_side, self.text())
        if not self._key:
            return
        cap = QRectF(self.width() - cap_width - 9, middle - side / 2 - 1.5, cap_width, side + 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, 1))
        painter.drawRoundedRect(cap, 3.5, 3.5)
        small = QFontMetrics(self._small())
        painter.setFont(self._small())
        width, ascent = small.horizontalAdvance(self._key), small.capHeight()
        at = QPointF(cap.center().x() - width / 2, cap.center().y() + ascent / 2)
        painter.drawText(at, self._key)

    def _show_key(self) -> None:
        """Show the key and the tool tip that the action has now."""
        native = QKeySequence.SequenceFormat.NativeText
        self.setToolTip(self._action.toolTip())
        key = self._action.shortcut().toString(native)
        if key != self._key:
            self._key = key
            self.updateGeometry()
            self.update()

    def _cap(self) -> int:
        """Return how wide the cap of the key is: square for a sign, wider for several keys."""
        if not self._key:
            return 0
        words = QFontMetrics(self._small()).horizontalAdvance(self._key)
        return max(self._side() + 3, words + 8)

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.86)
        return font

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
