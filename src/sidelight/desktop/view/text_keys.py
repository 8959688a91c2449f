# SPDX-License-Identifier: AGPL-3.0-or-later
"""The keys of a text area."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QScrollBar

_Key = QKeySequence.StandardKey
_MOVES = {
    _Key.MoveToNextChar: ("next character", False),
    _Key.MoveToPreviousChar: ("previous character", False),
    _Key.MoveToNextWord: ("next word", False),
    _Key.MoveToPreviousWord: ("previous word", False),
    _Key.MoveToStartOfLine: ("line start", False),
    _Key.MoveToEndOfLine: ("line end", False),
    _Key.MoveToNextLine: ("down", False),
    _Key.MoveToPreviousLine: ("up", False),
    _Key.MoveToNextPage: ("page down", False),
    _Key.MoveToPreviousPage: ("page up", False),
    _Key.MoveToStartOfDocument: ("start", False),
    _Key.MoveToEndOfDocument: ("end", False),
    _Key.SelectNextChar: ("next character", True),
    _Key.SelectPreviousChar: ("previous character", True),
    _Key.SelectNextWord: ("next word", True),
    _Key.SelectPreviousWord: ("previous word", True),
    _Key.SelectStartOfLine: ("line start", True),
    _Key.SelectEndOfLine: ("line end", True),
    _Key.SelectNextLine: ("down", True),
    _Key.SelectPreviousLine: ("up", True),
    _Key.SelectNextPage: ("page down", True),
    _Key.SelectPreviousPage: ("page up", True),
    _Key.SelectStartOfDocument: ("start", True),
    _Key.SelectEndOfDocument: ("end", True),
}
_SCAN_CODES = {38: Qt.Key.Key_A, 54: Qt.Key.Key_C}
"""X11 keycodes (evdev + 8) of the letters used here, for layouts that give other letters."""


class TextKeys(Protocol):
    """What the keys do it to."""

    caret_mode: bool

    def selection(self) -> tuple[int, int] | None: ...  # noqa: D102
    def move_caret(self, step: str, *, extend: bool) -> None: ...  # noqa: D102
    def set_caret_mode(self, on: bool) -> None: ...  # noqa: D102
    def clear_selection(self) -> None: ...  # noqa: D102
    def select_all(self) -> None: ...  # noqa: D102
    def copy(self) -> None: ...  # noqa: D102
    def zoom_by(self, steps: int) -> None: ...  # noqa: D102
    def turn_by_key(self, event: QKeyEvent) -> bool: ...  # noqa: D102
    def fit_width(self) -> None: ...  # noqa: D102
    def verticalScrollBar(self) -> QScrollBar: ...  # noqa: D102
    def horizontalScrollBar(self) -> QScrollBar: ...  # noqa: D102


def press(area: TextKeys, event: QKeyEvent) -> bool:
    """Do what a key asks for; return whether it asked for anything."""
    done = _command(area, event) or _move(area, event)
    return done or area.turn_by_key(event) or _scroll(area, event)


def _command(area: TextKeys, event: QKeyEvent) -> bool:
    control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
    key = Qt.Key(event.key())
    if control and key > Qt.Key.Key_AsciiTilde:
        key = _SCAN_CODES.get(event.nativeScanCode(), key)
    with_control: dict[Qt.Key, Callable[[], None]] = {
        Qt.Key.Key_C: area.copy,
        Qt.Key.Key_A: area.select_all,
        Qt.Key.Key_Plus: lambda: area.zoom_by(1),
        Qt.Key.Key_Equal: lambda: area.zoom_by(1),
        Qt.Key.Key_Minus: lambda: area.zoom_by(-1),
        Qt.Key.Key_0: area.fit_width,
    }
    if control and key in with_control:
        with_control[key]()
    elif key == Qt.Key.Key_F7:
        area.set_caret_mode(not area.caret_mode)
    elif key == Qt.Key.Key_Escape and area.selection():
        area.clear_selection()
    else:
        return False
    return True


def _move(area: TextKeys, event: QKeyEvent) -> bool:
    for standard, (step, extends) in _MOVES.items():
        if event.matches(standard) and (area.caret_mode or (extends and area.selection())):
            area.move_caret(step, extend=extends)
            return True
    return False


def _scroll(area: TextKeys, event: QKeyEvent) -> bool:
    down, across = area.verticalScrollBar(), area.horizontalScrollBar()
    page = max(40, down.pageStep() - 48)
    back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
    if event.modifiers() & Qt.KeyboardModifier.AltModifier:
        return False
    moves = {
        Qt.Key.Key_Down: (down, down.singleStep()),
        Qt.Key.Key_Up: (down, -down.singleStep()),
        Qt.Key.Key_Right: (across, across.singleStep()),
        Qt.Key.Key_Left: (across, -across.singleStep()),
        Qt.Key.Key_PageDown: (down, page),
        Qt.Key.Key_PageUp: (down, -page),
        Qt.Key.Key_Space: (down, -page if back else page),
        Qt.Key.Key_Home: (down, -down.maximum()),
        Qt.Key.Key_End: (down, down.maximum()),
    }
    bar, distance = moves.get(Qt.Key(event.key()), (down, 0))
    if distance:
        bar.setValue(bar.value() + distance)
    return bool(distance) or event.key() in moves
