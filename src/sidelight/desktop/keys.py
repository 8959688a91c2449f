# SPDX-License-Identifier: AGPL-3.0-or-later
"""Shortcuts by the place of the key, so that they work whatever keyboard layout is on.

Qt finds a shortcut by the letter that a key gives; with a Russian or Korean layout E gives У or
ㄷ. What Qt did not find is looked up here by the key's scan code. Codes are those of X11 (evdev +
8), which Wayland compositors use too.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from sidelight.desktop.action_set import ActionSet
from sidelight.session.key_text import portable

_ROWS = {10: "1234567890", 24: "QWERTYUIOP", 38: "ASDFGHJKL", 52: "ZXCVBNM"}
SCAN_CODES = {
    start + index: Qt.Key(ord(letter))
    for start, row in _ROWS.items()
    for index, letter in enumerate(row)
}
"""X11 keycode of each letter and digit of a PC keyboard, by what stands on it in the US layout."""

_KEYPAD = Qt.KeyboardModifier.KeypadModifier
_ALONE = {
    int(key)
    for key in (
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_ScrollLock,
    )
}
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def typing(widget: QWidget | None) -> bool:
    """Tell whether plain letters belong to this widget: a field that can be written in."""
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        return not widget.isReadOnly()
    return isinstance(widget, QAbstractSpinBox | QComboBox | QMenu)


def pressed(event: QKeyEvent) -> str:
    """Return the portable text of a key press, the same whatever keyboard layout is on; "" while
    nothing but modifiers is held.

    Letters count by the place of their key where the layout's own are not Latin, digits always.
    """
    key = int(event.key())
    held = event.modifiers() & ~_KEYPAD
    shift = Qt.KeyboardModifier.ShiftModifier
    place = SCAN_CODES.get(event.nativeScanCode())
    if key in _ALONE or key in {0, int(Qt.Key.Key_unknown)}:
        return ""
    if place is not None and (key >= 0x80 or place <= Qt.Key.Key_9):
        key = int(place)
    elif key == int(Qt.Key.Key_Backtab):
        key, held = int(Qt.Key.Key_Tab), held | shift
    elif int(Qt.Key.Key_Space) < key < 0x7F and not chr(key).isalnum():
        held &= ~shift  # a sign is itself, wherever a layout has it
    sequence = QKeySequence(QKeyCombination(held, Qt.Key(key)))
    return portable(sequence.toString(QKeySequence.SequenceFormat.PortableText))


class PhysicalKeys(QObject):
    """Watches the key presses that were no shortcut, where the keyboard is, and finds the action by
    the key's place.
    """

    def __init__(self, window: QWidget, actions: ActionSet) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Trigger the action of a key that Qt could not name."""
        # every event comes by, not only keys: a class is told at once, a type is dear
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if not isinstance(watched, QWidget) or not self._window.isActiveWindow():
            return False
        sequence = self._sequence(event)
        action = self._actions.for_keys(sequence) if sequence else None
        if action is None:
            return False
        action.trigger()
        return True

    def _sequence(self, event: QKeyEvent) -> QKeySequence | None:
        key = SCAN_CODES.get(event.nativeScanCode())
        modifiers = event.modifiers() & ~_KEYPAD
        if key is None or int(event.key()) == int(key):
            return None
        if QApplication.activePopupWidget() or QApplication.activeModalWidget():
            return None
        if typing(QApplication.focusWidget()) and not (modifiers & _COMMANDS):
            return None
        if int(event.key()) < 0x80 and key > Qt.Key.Key_9:
            return None  # a Latin layout, where the letter counts and not its place
        if _is_editing(key, modifiers) and typing(QApplication.focusWidget()):
            return None
        return QKeySequence(QKeyCombination(modifiers, key))


def _is_editing(key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
    return bool(modifiers & _COMMANDS) and chr(int(key)) in "ZYACVX"
