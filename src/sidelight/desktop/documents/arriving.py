# SPDX-License-Identifier: AGPL-3.0-or-later
"""Shows where the keyboard is when a key leads to another window.

Qt tells a widget that its window became active, and no longer that a key led there; a view that
frames itself for keys alone would stay bare.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

_BY_KEY = Qt.FocusReason.TabFocusReason


class Arriving(QObject):
    """Gives a widget the keyboard as by a key, again when its window becomes active."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._widget: QWidget | None = None

    def lead(self, widget: QWidget) -> None:
        """Give ``widget`` the keyboard, now or as soon as its window is the active one."""
        widget.setFocus(_BY_KEY)
        if not widget.isActiveWindow():
            self._widget = widget
            widget.window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait for the window."""
        if event.type() == QEvent.Type.WindowActivate:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._arrive)
        return False

    def _arrive(self) -> None:
        widget, self._widget = self._widget, None
        if widget is not None and isValid(widget) and widget.hasFocus():
            widget.clearFocus()
            widget.setFocus(_BY_KEY)
