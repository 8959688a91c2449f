# SPDX-License-Identifier: AGPL-3.0-or-later
"""The thin curve that joins the chosen claim in the article with its evidence in the source
shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from sidelight.model.styles import style

_LINES = {"solid": Qt.PenStyle.SolidLine, "dotted": Qt.PenStyle.DotLine}


@dataclass(frozen=True, slots=True)
class Join:
    """Two ends (pixels of what the curve lies over) and the stance between them; ``bold`` for the
    chosen one.
    """

    start: QPoint
    end: QPoint
    stance: str
    bold: bool


class JoiningCurve(QWidget):
    """Lies over the documents, lets every click through and draws the curves that ``joins``
    gives.
    """

    def __init__(self, over: QWidget, joins: Callable[[], list[Join]]) -> None:
        super().__init__(over)
        self._joins = joins
        self._shown: list[Join] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._look)
        over.installEventFilter(self)

    def renew(self) -> None:
        """Look again where the ends are."""
        self._soon.start()

    @property
    def shown(self) -> list[Join]:
        """The curves drawn now."""
        return self._shown

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Cover what lies below, whatever its size."""
        over = self.parentWidget()
        if watched is over and event.type() in {QEvent.Type.Resize, QEvent.Type.Show}:
            self.setGeometry(over.rect())
            self.raise_()
            self.renew()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for join in self._shown:
            ink = QColor(style(join.stance).ink)
            ink.setAlphaF(0.9 if join.bold else 0.4)
            line = _LINES.get(style(join.stance).line, Qt.PenStyle.DashLine)
            painter.setPen(QPen(ink, 2.0 if join.bold else 1.3, line, Qt.PenCapStyle.RoundCap))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            start, end = QPointF(join.start), QPointF(join.end)
            bend = max(40.0, abs(end.x() - start.x()) / 2)
            path = QPainterPath(start)
            path.cubicTo(start + QPointF(bend, 0), end - QPointF(bend, 0), end)
            painter.drawPath(path)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            for point in (start, end):
                painter.drawEllipse(point, 3.2, 3.2)
        painter.end()

    def _look(self) -> None:
        joins = self._joins()
        if joins != self._shown:
            self._shown = joins
            self.raise_()
            self.update()
