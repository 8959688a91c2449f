# SPDX-License-Identifier: AGPL-3.0-or-later
"""Takes one key press that is to be a shortcut, whatever it means elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from sidelight.desktop.keys import pressed
from sidelight.language import _


class KeyRecorder(QWidget):
    """Has the keyboard while it records, and no looks of its own.

    ``recorded`` carries portable text; ``left`` tells that Esc or something else ended it.
    """

    recorded = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(1, 1)
        self.setAccessibleName(_("Press the new key"))
        # no Tab leads here, and no input method composes what is pressed
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self._on = False

    @property
    def on(self) -> bool:
        """Whether it records."""
        return self._on

    def start(self) -> None:
        """Take the keyboard, until `stop`."""
        self._on = True
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def stop(self) -> None:
        """Record no more."""
        self._on = False

    def event(self, event: QEvent) -> bool:
        """Take every key: Tab too, and what is a shortcut already."""
        if not self._on or not isinstance(event, QKeyEvent):
            return super().event(event)
        event.accept()
        if event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
            keys = pressed(event)
            if keys == "Esc":
                self._leave()
            elif keys:
                self.recorded.emit(keys)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """End where the keyboard goes elsewhere."""
        super().focusOutEvent(event)
        if self._on:
            self._leave()

    def _leave(self) -> None:
        self._on = False
        self.left.emit()
