# SPDX-License-Identifier: AGPL-3.0-or-later
"""The keys of a text area."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QScrollBar

from sidelight.desktop.view.block_selection import BlockSelection
from sidelight.session import shortcuts

_Key = QKeySequence.StandardKey
_MOVES = {
    _Key.MoveToNextChar: ("right character", False),
    _Key.MoveToPreviousChar: ("left character", False),
    _Key.MoveToNextWord: ("right word", False),
    _Key.MoveToPreviousWord: ("left word", False),
    _Key.MoveToStartOfLine: ("line start", False),
    _Key.MoveToEndOfLine: ("line end", False),
    _Key.MoveToNextLine: ("down", False),
    _Key.MoveToPreviousLine: ("up", False),
    _Key.MoveToNextPage: ("page down", False),
    _Key.MoveToPreviousPage: ("page up", False),
    _Key.MoveToStartOfDocument: ("start", False),
    _Key.MoveToEndOfDocument: ("end", False),
    _Key.SelectNextChar: ("right character", True),
    _Key.SelectPreviousChar: ("left character", True),
    _Key.SelectNextWord: ("right word", True),
    _Key.SelectPreviousWord: ("left word", True),
    _Key.SelectStartOfLine: ("line start", True),
    _Key.SelectEndOfLine: ("line end", True),
    _Key.SelectNextLine: ("down", True),
    _Key.SelectPreviousLine: ("up", True),
    _Key.SelectNextPage: ("page down", True),
    _Key.SelectPreviousPage: ("page up", True),
    _Key.SelectStartOfDocument: ("start", True),
    _Key.SelectEndOfDocument: ("end", True),
}
_BRACKETS = {
    Qt.Key.Key_BracketLeft: "previous sentence",
    Qt.Key.Key_BraceLeft: "previous sentence",
    Qt.Key.Key_BracketRight: "next sentence",
    Qt.Key.Key_BraceRight: "next sentence",
}
_BRACKET_CODES = {34: "previous sentence", 35: "next sentence"}
_PARAGRAPHS = {Qt.Key.Key_Up: "previous paragraph", Qt.Key.Key_Down: "next paragraph"}
_ACTIONS = {
    Qt.Key.Key_C: "edit.copy",
    Qt.Key.Key_Plus: "view.larger",
    Qt.Key.Key_Equal: "view.larger",
    Qt.Key.Key_Minus: "view.smaller",
    Qt.Key.Key_0: "view.width",
    Qt.Key.Key_F7: "view.caret",
}
"""Keys that mean here what they mean in the window, as long as the user gave it no other ones."""
_SCAN_CODES = {38: Qt.Key.Key_A, 54: Qt.Key.Key_C}
"""X11 keycodes (evdev + 8) of the letters used here, for layouts that give other letters."""


class TextKeys(Protocol):
    """What the keys do it to."""

    caret_mode: bool
    block: BlockSelection | None

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
    if key in _ACTIONS and shortcuts.now().changed(_ACTIONS[key]):
        return False
    if control and key in with_control:
        with_control[key]()
    elif key == Qt.Key.Key_F7:
        area.set_caret_mode(not area.caret_mode)
    elif key == Qt.Key.Key_Escape and (area.selection() or area.block):
        area.clear_selection()
    else:
        return False
    return True


def _move(area: TextKeys, event: QKeyEvent) -> bool:
    step, extends = _step_of(event)
    if step and (area.caret_mode or (extends and area.selection())):
        area.move_caret(step, extend=extends)
        return True
    return False


def _step_of(event: QKeyEvent) -> tuple[str, bool]:
    """Return the step that a key means, and whether it selects; empty where it means none."""
    with_ = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    extends = bool(with_ & Qt.KeyboardModifier.ShiftModifier)
    key = Qt.Key(event.key())
    rest = with_ & ~Qt.KeyboardModifier.ShiftModifier
    if rest == Qt.KeyboardModifier.ControlModifier and key in _PARAGRAPHS:
        return _PARAGRAPHS[key], extends
    if rest == Qt.KeyboardModifier.NoModifier:
        step = _BRACKETS.get(key) or _BRACKET_CODES.get(event.nativeScanCode(), "")
        if step:
            return step, extends
    moves = (found for standard, found in _MOVES.items() if event.matches(standard))
    return next(moves, ("", False))


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
