# SPDX-License-Identifier: AGPL-3.0-or-later
"""The two menus of the top bar: the project's with the recent ones, the other with all actions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from sidelight.desktop.action_set import ActionSet
from sidelight.desktop.labels import whole
from sidelight.desktop.remembered import Remembered
from sidelight.language import _
from sidelight.session.actions import MENUS


def project_menu(
    window: QWidget, actions: ActionSet, remembered: Remembered, open_: Callable[[Path], object]
) -> QMenu:
    """Return the project menu; its list of recent projects is made each time it opens."""
    menu = actions.menu("project", window)
    recent = QMenu(_("Recent projects"), menu)
    before = actions["project.sample"]
    menu.insertMenu(before, recent)

    def fill() -> None:
        recent.clear()
        for path in remembered.recent():
            action = QAction(whole(path.stem), recent)
            action.setStatusTip(str(path))
            action.triggered.connect(lambda _on=False, wanted=path: open_(wanted))
            recent.addAction(action)
        recent.setEnabled(not recent.isEmpty())

    menu.aboutToShow.connect(fill)
    return menu


def main_menu(window: QWidget, actions: ActionSet) -> QMenu:
    """Return the menu with a menu for each part of the table."""
    menu = QMenu(_("Menu"), window)
    for name in MENUS:
        menu.addMenu(actions.menu(name, window))
    return menu
