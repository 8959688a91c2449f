# SPDX-License-Identifier: AGPL-3.0-or-later
"""The table of actions as Qt's actions with the keys in force, and the menus made from them."""

from __future__ import annotations

import weakref
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from sidelight.desktop.icons import Tints
from sidelight.language import _
from sidelight.session import shortcuts
from sidelight.session.actions import ACTIONS, MENUS, TABLE, Act

Handler = Callable[[], object]

_WORDS = {"claim.verified": "verified", "claim.disputed": "disputed", "claim.denied": "denied"}


class _Keys(QObject):
    """Tells that actions have other keys."""

    changed = Signal()


class ActionSet:
    """Every action of the window by its id, made once and added to the window.

    ``late`` is called before an action that nobody has taken yet, to have it taken.
    ``keys.changed`` tells that other keys are in force.
    """

    def __init__(self, window: QWidget, tints: Tints) -> None:
        self._window = window
        self.keys = _Keys(window)
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
            self._actions[act.id].setEnabled(not act.needs or act.needs in there)

    def for_keys(self, sequence: QKeySequence) -> QAction | None:
        """Return the enabled action with this shortcut."""
        for action in self._actions.values():
            if action.isEnabled() and sequence in action.shortcuts():
                return action
        return None

    def use(self, keys: shortcuts.Shortcuts) -> None:
        """Let other keys be in force, at once and wherever keys are shown."""
        shortcuts.use(keys)
        for id_, action in self._actions.items():
            _give_keys(action, id_)
        _renew_tips()
        self.keys.changed.emit()

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
        _give_keys(action, act.id)
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


def _give_keys(action: QAction, id_: str) -> None:
    sequences = [QKeySequence.fromString(keys) for keys in shortcuts.now().of(id_)]
    if action.shortcuts() != sequences:
        action.setShortcuts(sequences)
    action.setToolTip(tip(id_))


def shown_keys(id_: str) -> str:
    """Return an action's first shortcut as the platform writes it, empty where it has none."""
    keys = shortcuts.now().of(id_)
    return native(keys[0]) if keys else ""


def native(keys: str) -> str:
    """Return a shortcut in portable text as the platform writes it."""
    return QKeySequence.fromString(keys).toString(QKeySequence.SequenceFormat.NativeText)


def way(id_: str) -> str:
    """Return how an action is reached: its first shortcut, else its menu."""
    title = MENUS[TABLE[id_].menu or "help"]
    return shown_keys(id_) or _("menu “{menu}”").format(menu=_(title))


def hinted(id_: str, words: str) -> str:
    """Return what an action does next, for a hint, after its key where it has one."""
    keys = shown_keys(id_)
    return f"{keys}: {words}" if keys else words


def keyed(words: str, id_: str) -> str:
    """Return words with the first shortcut of an action behind them."""
    return f"{words}  {shown_keys(id_)}".rstrip()


def tip(id_: str) -> str:
    """Return what an action does with its shortcut, as one line of plain text."""
    return keyed(_(TABLE[id_].help), id_)


_tipped: list[tuple[weakref.ref[QWidget], str]] = []


def give_tip(widget: QWidget, id_: str) -> None:
    """Let a widget's tool tip say what an action does, with its shortcut, whichever that is."""
    _tipped.append((weakref.ref(widget), id_))
    widget.setToolTip(tip(id_))


def _renew_tips() -> None:
    there = [(held, id_) for held, id_ in _tipped if (one := held()) is not None and isValid(one)]
    _tipped[:] = there
    for held, id_ in there:
        widget = held()
        if widget is not None:
            widget.setToolTip(tip(id_))
