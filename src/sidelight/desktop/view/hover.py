# SPDX-License-Identifier: AGPL-3.0-or-later
"""What happens while the pointer rests: its shape, the tip, and word of the highlight below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip

from sidelight.desktop.view.highlight import Highlight
from sidelight.desktop.view.text_area import TextArea


class Hover(QObject):
    """Watches the pointer over a text area."""

    hovered = Signal(str, QPoint)
    """Id of the highlight below the pointer, empty when it left; the pointer's place on screen."""

    def __init__(
        self, area: TextArea, highlights_at: Callable[[QPointF], Sequence[Highlight]]
    ) -> None:
        super().__init__(area)
        self._area = area
        self._highlights_at = highlights_at
        self._over = ""
        area.viewport().installEventFilter(self)

    def move(self, point: QPointF, *, over_handle: bool) -> None:
        """Follow the pointer to a point of the viewport."""
        found = self._highlights_at(point)
        shape = Qt.CursorShape.ArrowCursor
        if over_handle:
            shape = Qt.CursorShape.SizeHorCursor
        elif found:
            shape = Qt.CursorShape.PointingHandCursor
        elif self._area.on_text(point):
            shape = Qt.CursorShape.IBeamCursor
        self._area.viewport().setCursor(shape)
        self._tell(found[0].id if found else "", point)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Show the tip, notice that the pointer left."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            found = self._highlights_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), tip_of(found), self._area.viewport())
            return True
        if event.type() == QEvent.Type.Leave:
            self._tell("", QPointF())
        return False

    def _tell(self, id_: str, point: QPointF) -> None:
        if id_ != self._over:
            self._over = id_
            self.hovered.emit(id_, self._area.viewport().mapToGlobal(point).toPoint())


def tip_of(highlights: Sequence[Highlight]) -> str:
    """Return the tips of highlights as one, escaped: Qt takes words with tags for HTML."""
    tips = [escape(one.tip).replace("\n", "<br>") for one in highlights if one.tip]
    return "<qt>" + "<hr>".join(tips) + "</qt>" if tips else ""
