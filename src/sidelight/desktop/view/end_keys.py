# SPDX-License-Identifier: AGPL-3.0-or-later
"""Moving the ends of a highlight by keys.

Alt with Left or Right moves the end, with Shift too the start; by words, with Ctrl by characters.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from sidelight.desktop.view.highlight import Highlight
from sidelight.desktop.view.movement import (
    next_character,
    next_word,
    previous_character,
    previous_word,
)
from sidelight.desktop.view.text_geometry import TextGeometry


def adjusted_by_key(
    text: TextGeometry, highlight: Highlight | None, event: QKeyEvent
) -> tuple[str, int, int] | None:
    """Return the id and new ends that a key asks for, None where it asks for none."""
    keys = event.modifiers()
    forwards = event.key() == Qt.Key.Key_Right
    asked = bool(keys & Qt.KeyboardModifier.AltModifier) and (
        forwards or event.key() == Qt.Key.Key_Left
    )
    if not asked or highlight is None:
        return None
    by_character = bool(keys & Qt.KeyboardModifier.ControlModifier)
    if by_character:
        step = next_character if forwards else previous_character
    else:
        step = next_word if forwards else previous_word
    start, end = highlight.start, highlight.end
    if keys & Qt.KeyboardModifier.ShiftModifier:
        start = step(text.text, start)
    else:
        end = step(text.text, end)
    return (
        (highlight.id, start, end)
        if start < end
        else (highlight.id, highlight.start, highlight.end)
    )
