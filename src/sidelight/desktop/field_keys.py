# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keys that Qt's own widgets do not treat as one expects: Enter on a button presses it, and undo in
a field with nothing left to undo takes the last act back.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextDocument
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QWidget,
)

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


class FieldKeys(QObject):
    """Watches the keys on their way to the widgets of one window, where the keyboard is."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter for a button; leave an undo that a field has no use for to the window."""
        # every event comes by, not only keys: a class is told at once, a type is dear
        if not isinstance(event, QKeyEvent) or not self._mine(watched):
            return False
        kind = event.type()
        if kind == QEvent.Type.KeyPress:
            return _press(watched, event)
        spent = kind == QEvent.Type.ShortcutOverride and _spent(watched, event)
        if spent:
            event.ignore()
        return spent

    def _mine(self, watched: QObject) -> bool:
        return isinstance(watched, QWidget) and watched.window() is self._window


def _press(watched: QObject, event: QKeyEvent) -> bool:
    """Press the button that has the keyboard; in a dialog Enter means its default button."""
    plain = not event.modifiers() & ~_KEYPAD
    if event.key() not in _ENTER or not plain or not isinstance(watched, QAbstractButton):
        return False
    if isinstance(watched, QCheckBox) or isinstance(watched.window(), QDialog):
        return False
    if not event.isAutoRepeat():
        if isinstance(watched, QToolButton) and watched.menu() is not None:
            watched.showMenu()
        else:
            watched.click()
    return True


def _spent(watched: QObject, event: QKeyEvent) -> bool:
    """Tell whether a key asks a field to undo or redo what it has nothing of."""
    if isinstance(watched, QPlainTextEdit):
        field: QLineEdit | QTextDocument = watched.document()
    elif isinstance(watched, QLineEdit):
        field = watched
    else:
        return False
    if event.matches(QKeySequence.StandardKey.Undo):
        return not field.isUndoAvailable()
    return event.matches(QKeySequence.StandardKey.Redo) and not field.isRedoAvailable()
