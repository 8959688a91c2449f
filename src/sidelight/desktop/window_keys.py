# SPDX-License-Identifier: AGPL-3.0-or-later
"""The keys of a window, watched where the keyboard is."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from sidelight.desktop.action_set import ActionSet
from sidelight.desktop.field_keys import FieldKeys
from sidelight.desktop.keys import PhysicalKeys


class WindowKeys(QObject):
    """Shows the window's keys to `PhysicalKeys` and `FieldKeys`.

    Those watch the window and whatever gets the keyboard, to which keys come first. Watching the
    application they would be called for every event of it, which makes all it does slower.
    """

    def __init__(self, window: QWidget, actions: ActionSet) -> None:
        super().__init__(window)
        self._watching = (PhysicalKeys(window, actions), FieldKeys(window))
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)
            self._focus_moved(None, application.focusWidget())
        self._focus_moved(None, window)

    def _focus_moved(self, _left: QWidget | None, reached: QWidget | None) -> None:
        # the keyboard moves once more while a window's widgets are taken down
        if reached is not None and isValid(self):
            for keys in self._watching:
                reached.installEventFilter(keys)
