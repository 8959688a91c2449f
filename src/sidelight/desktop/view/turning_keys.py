# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keys that turn pages while one is shown at a time."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_K = Qt.Key
_ON = {_K.Key_Down, _K.Key_PageDown}
_BACK = {_K.Key_Up, _K.Key_PageUp}


def page_wanted(event: QKeyEvent, page: int, count: int, edges: tuple[bool, bool]) -> int | None:
    """Return the index of the page that a key asks for, None where it only scrolls or does else.

    ``edges`` says whether the top and the end of the page are in sight.
    """
    mods = event.modifiers()
    if mods & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier):
        return None
    key = _K(event.key())
    shift = bool(mods & Qt.KeyboardModifier.ShiftModifier)
    if key == _K.Key_Home:
        return 0 if page else None
    if key == _K.Key_End:
        return count - 1 if page < count - 1 else None
    on = key in _ON or (key == _K.Key_Space and not shift)
    back = key in _BACK or (key == _K.Key_Space and shift)
    if shift and key != _K.Key_Space:
        return None
    if on and edges[1] and page + 1 < count:
        return page + 1
    if back and edges[0] and page > 0:
        return page - 1
    return None
