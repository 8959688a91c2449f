# SPDX-License-Identifier: AGPL-3.0-or-later
"""The menu of a piece of evidence or a note on the claim card."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, SignalInstance
from PySide6.QtWidgets import QMenu, QWidget

from sidelight.language import _


def removal_menu(
    row: QWidget,
    words: str,
    removed: SignalInstance,
    erased: SignalInstance,
    id_: str,
    at: QPoint,
    before: Callable[[QMenu], object] | None = None,
) -> QMenu:
    """Open the menu of a row that may be removed; the signals carry its id, ``before`` adds what
    stands above.
    """
    menu = QMenu(row)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName(words)
    if before is not None:
        before(menu)
    menu.addAction(words, lambda: removed.emit(id_))
    menu.addAction(_("Remove for good…"), lambda: erased.emit(id_))
    menu.popup(at)
    return menu
