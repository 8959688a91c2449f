# SPDX-License-Identifier: AGPL-3.0-or-later
"""Buttons that show an icon and no words."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QToolButton

from sidelight.desktop.icons import Tints


def icon_button(
    tints: Tints, name: str, words: str, *, called: str = "", pixels: int = 15
) -> QToolButton:
    """Return a button with the icon of a name; its tool tip is ``words``.

    It is ``called`` so to who cannot see it, else by ``words``; ``pixels`` is the icon's side.
    """
    made = QToolButton()
    made.setIconSize(QSize(pixels, pixels))
    made.setToolTip(words)
    made.setAccessibleName(called or words)
    tints.give(made, name, "quiet")
    return made
