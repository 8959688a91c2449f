# SPDX-License-Identifier: AGPL-3.0-or-later
"""A strip of tabs, one of which can be dragged along it, and out of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QTabBar, QWidget

_LEFT = Qt.MouseButton.LeftButton
_FAR = 14
"""How far beyond the strip a tab has left it, logical pixels."""


class TabStrip(QTabBar):
    """Tabs that move; ``dragged`` and ``let_go`` carry the index of one that left the strip and
    the pointer's place on the screen, ``given_up`` that it is to stay.

    A tab is moved along by Qt; only what leaves the strip is our own, without Qt's drag and drop,
    which has an event loop of its own and takes nothing outside its windows.
    """

    dragged = Signal(int, QPoint)
    let_go = Signal(int, QPoint)
    given_up = Signal()
    menu_wanted = Signal(int, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pressed = -1
        self._out = False
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setMovable(True)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setIconSize(QSize(16, 16))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a tab."""
        self._out = False
        self._pressed = self.tabAt(event.position().toPoint()) if event.button() == _LEFT else -1
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the tab along the strip, or tell where it is outside."""
        held = self._pressed >= 0 and bool(event.buttons() & _LEFT)
        if held and not self._out and self._beyond(event.position().toPoint()):
            self._end_moving(event)
            self._out = True
        if self._out:
            self.dragged.emit(self.currentIndex(), event.globalPosition().toPoint())
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the tab go."""
        out, self._out, self._pressed = self._out, False, -1
        if not out:
            super().mouseReleaseEvent(event)
        elif self._beyond(event.position().toPoint()):
            self.let_go.emit(self.currentIndex(), event.globalPosition().toPoint())
        else:
            self.given_up.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape lets a tab that is being dragged stay."""
        if self._out and event.key() == Qt.Key.Key_Escape:
            self._out, self._pressed = False, -1
            self.given_up.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a tab."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        at = self.currentIndex() if by_key else self.tabAt(event.pos())
        if at >= 0:
            place = self.tabRect(at).bottomLeft() if by_key else event.pos()
            self.menu_wanted.emit(at, self.mapToGlobal(place))

    def _beyond(self, point: QPoint) -> bool:
        return not self.rect().adjusted(-_FAR, -_FAR, _FAR, _FAR).contains(point)

    def _end_moving(self, event: QMouseEvent) -> None:
        """Let Qt put the tab into its place in the strip."""
        released = QMouseEvent(
            QEvent.Type.MouseButtonRelease,
            event.position(),
            event.globalPosition(),
            _LEFT,
            Qt.MouseButton.NoButton,
            event.modifiers(),
        )
        super().mouseReleaseEvent(released)
