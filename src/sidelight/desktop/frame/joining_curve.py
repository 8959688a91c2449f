# SPDX-License-Identifier: AGPL-3.0-or-later
"""The thin curve that joins the chosen claim in the article with its evidence in the source
shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QWidget

from sidelight.desktop.frame.joining_path import Join, path_of
from sidelight.desktop.theme import Theme
from sidelight.model.styles import style

_LINES = {"solid": Qt.PenStyle.SolidLine, "dotted": Qt.PenStyle.DotLine}
_BOLD, _FAINT = 0.9, 0.4
_OVER_WORDS = 0.3
"""How strong a curve is: of the chosen evidence, of other evidence, and where it passes words."""


@dataclass(frozen=True, slots=True)
class Below:
    """What a curve passes: ``words`` as a hairline, ``badges`` behind them, light ``paper`` in dark
    ink.
    """

    words: tuple[QRect, ...] = ()
    badges: tuple[QRect, ...] = ()
    paper: tuple[QRect, ...] = ()


class JoiningCurve(QWidget):
    """Lies over the documents, lets every click through and draws the curves that ``joins``
    gives; ``below`` tells what stands where they pass.
    """

    def __init__(
        self,
        over: QWidget,
        theme: Theme,
        joins: Callable[[], list[Join]],
        below: Callable[[QRect], Below],
    ) -> None:
        super().__init__(over)
        self._theme = theme
        self._joins = joins
        self._look_below = below
        self._shown: list[Join] = []
        self._below = Below()
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
        if not self._shown:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for region, on_paper, thin in self._regions():
            painter.setClipRegion(region)
            for join in self._shown:
                painter.strokePath(path_of(join), self._pen(join, on_paper=on_paper, thin=thin))
        painter.setClipping(False)
        painter.setPen(Qt.PenStyle.NoPen)
        for join in self._shown:
            for point in (join.start, join.end):
                on_paper = any(rect.contains(point) for rect in self._below.paper)
                painter.setBrush(self._pen(join, on_paper=on_paper).color())
                painter.drawEllipse(QPointF(point), 3.2, 3.2)
        painter.end()

    def _regions(self) -> list[tuple[QRegion, bool, bool]]:
        """Return the parts to draw in; of each whether it is light paper, and holds words."""
        badges, words, paper = map(
            _region, (self._below.badges, self._below.words, self._below.paper)
        )
        free = QRegion(self.rect()) - words - badges
        words -= badges
        return [
            (free & paper, True, False),
            (free - paper, False, False),
            (words & paper, True, True),
            (words - paper, False, True),
        ]

    def _pen(self, join: Join, *, on_paper: bool, thin: bool = False) -> QPen:
        ink = style(join.stance).ink if on_paper else self._theme.colours.ink(join.stance)
        colour = QColor(ink)
        if thin:
            colour.setAlphaF(_OVER_WORDS)
            return QPen(colour, 1.0)
        colour.setAlphaF(_BOLD if join.bold else _FAINT)
        line = _LINES.get(style(join.stance).line, Qt.PenStyle.DashLine)
        width = 2.0 if join.bold else 1.3
        return QPen(colour, width, line, Qt.PenCapStyle.RoundCap)

    def _look(self) -> None:
        joins = self._joins()
        paths = [path_of(join).boundingRect().toAlignedRect() for join in joins]
        below = self._look_below(_around(paths)) if paths else Below()
        if (joins, below) != (self._shown, self._below):
            self._shown, self._below = joins, below
            self.raise_()
            self.update()


def _around(rects: list[QRect]) -> QRect:
    whole = QRect()
    for rect in rects:
        whole = whole.united(rect)
    return whole.adjusted(-3, -3, 3, 3)


def _region(rects: tuple[QRect, ...]) -> QRegion:
    region = QRegion()
    for rect in rects:
        region += rect
    return region
