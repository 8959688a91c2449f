# SPDX-License-Identifier: AGPL-3.0-or-later
"""The table of actions as Qt's actions, and the menus made from them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from sidelight.desktop.actions import ACTIONS, MENUS, TABLE, Act
from sidelight.desktop.icons import Tints
from sidelight.language import _

Handler = Callable[[], object]

_WORDS = {"claim.verified": "verified", "claim.disputed": "disputed", "claim.denied": "denied"}


class ActionSet:
    """Every action of the window by its id, made once and added to the window.

    ``late`` is called before an action that nobody has taken yet, to have it taken.
    """

    def __init__(self, window: QWidget, tints: Tints) -> None:
        self._window = window
        self._handlers: dict[str, Handler] = {}
        self.late: Callable[[], object] | None = None
        self._actions = {act.id: self._make(act, tints) for act in ACTIONS}

    def __getitem__(self, id_: str) -> QAction:
        return self._actions[id_]

    def connect(self, handlers: dict[str, Handler]) -> None:
        """Give actions what they do."""
        self._handlers.update(handlers)

    def _run(self, id_: str) -> None:
        if id_ not in self._handlers and self.late is not None:
            self.late()
        if id_ in self._handlers:
            self._handlers[id_]()

    def enable(self, there: set[str]) -> None:
        """Enable the actions whose needs are among ``there``, disable the others."""
        for act in ACTIONS:
            action, wanted = self._actions[act.id], not act.needs or act.needs in there
            if action.isEnabled() != wanted:
                action.setEnabled(wanted)

    def for_keys(self, sequence: QKeySequence) -> QAction | None:
        """Return the enabled action with this shortcut."""
        for action in self._actions.values():
            if action.isEnabled() and sequence in action.shortcuts():
                return action
        return None

    def menu(self, name: str, parent: QWidget) -> QMenu:
        """Return a menu of the table."""
        menu = QMenu(_(MENUS[name]), parent)
        menu.setToolTipsVisible(False)
        for act in ACTIONS:
            if act.menu == name:
                if act.id in _RULES:
                    menu.addSeparator()
                menu.addAction(self._actions[act.id])
        return menu

    def enabled(self) -> list[tuple[Act, QAction]]:
        """Return what can be done now, in the order of the table."""
        return [
            (act, self._actions[act.id]) for act in ACTIONS if self._actions[act.id].isEnabled()
        ]

    def _make(self, act: Act, tints: Tints) -> QAction:
        action = QAction(_(act.text), self._window)
        action.setObjectName(act.id)
        action.setShortcuts([QKeySequence.fromString(keys) for keys in act.keys])
        action.setToolTip(tip(act.id))
        action.setCheckable(act.switch)
        if act.icon:
            tints.give(action, act.icon, _WORDS.get(act.id, ""))
        action.triggered.connect(lambda: self._run(act.id))
        self._window.addAction(action)
        return action


_RULES = {
    "project.copy",
    "project.share",
    "project.report",
    "project.close",
    "window.quit",
    "edit.copy",
    "edit.find",
    "edit.search",
    "claim.link",
    "claim.reason",
    "claim.remove",
    "document.retitle",
    "document.remove",
    "document.beside",
    "view.single",
    "view.side",
    "view.filter",
    "view.dark",
    "view.paper",
    "view.full",
    "go.page",
    "document.next",
    "view.pane",
}
"""Actions that a line stands above."""


def shown_keys(id_: str) -> str:
    """Return an action's first shortcut as the platform writes it, empty where it has none."""
    keys = TABLE[id_].keys
    native = QKeySequence.SequenceFormat.NativeText
    return QKeySequence.fromString(keys[0]).toString(native) if keys else ""


def tip(id_: str) -> str:
    """Return what an action does with its shortcut, as one line of plain text."""
    keys = shown_keys(id_)
    return _(TABLE[id_].help) + (f"  {keys}" if keys else "")
