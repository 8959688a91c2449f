# SPDX-License-Identifier: AGPL-3.0-or-later
"""The table of actions as Qt's actions with the keys in force, and the menus made from them."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from sidelight.desktop.icons import Tints
from sidelight.language import N_, _
from sidelight.model.added_verdict import AddedVerdict
from sidelight.model.verdict_looks import derived
from sidelight.model.verdicts import NONE_ADDED, Verdicts
from sidelight.session import shortcuts
from sidelight.session.actions import ACTIONS, MENUS, TABLE, Act

Handler = Callable[[], object]

_BELOW = "claim.unchecked"
"""The action above which those of added verdicts stand."""
_WORDS = {"claim.verified": "verified", "claim.disputed": "disputed", "claim.denied": "denied"}


class _Keys(QObject):
    """Tells that actions have other keys."""

    changed = Signal()


class ActionSet:
    """Every action of the window by its id, made once and added to the window.

    ``late`` is called before an action that nobody has taken yet, to have it taken; ``judge`` gives
    a verdict that the project adds.  ``keys.changed`` tells that other keys are in force.
    """

    def __init__(self, window: QWidget, tints: Tints) -> None:
        self._window = window
        self._tints = tints
        self.keys = _Keys(window)
        self._handlers: dict[str, Handler] = {}
        self.late: Callable[[], object] | None = None
        self.judge: Callable[[str], object] | None = None
        self._verdicts = NONE_ADDED
        self._added: dict[str, tuple[Act, QAction]] = {}
        self._menus: list[QMenu] = []
        self._actions = {act.id: self._make(act, tints) for act in ACTIONS}

    def __getitem__(self, id_: str) -> QAction:
        return self._added[id_][1] if id_ in self._added else self._actions[id_]

    def show_verdicts(self, verdicts: Verdicts) -> None:
        """Have an action with its key for each verdict that the project adds."""
        for _act, action in self._added.values():
            self._window.removeAction(action)
            action.setShortcuts([])
            action.setVisible(False)
            action.deleteLater()
        self._verdicts = verdicts
        taken = {keys for act in ACTIONS for keys in shortcuts.now().of(act.id)}
        self._added = {}
        for one in verdicts.added:
            act = added_act(one, taken)
            self._added[act.id] = act, self._make_added(act, one)
        for menu in self._menus:
            before = self._actions[_BELOW]
            menu.insertActions(before, [action for _act, action in self._added.values()])

    def connect(self, handlers: dict[str, Handler]) -> None:
        """Give actions what they do."""
        self._handlers.update(handlers)

    def _run(self, id_: str) -> None:
        if id_ not in self._handlers and self.late is not None:
            self.late()
        if id_ in self._handlers:
            self._handlers[id_]()

    def enable(self, there: set[str], told: Mapping[str, bool] | None = None) -> None:
        """Enable the actions whose needs are among ``there``, disable the others; of some it is
        ``told``.
        """
        for act in ACTIONS:
            needed = not act.needs or act.needs in there
            action, wanted = self._actions[act.id], (told or {}).get(act.id, needed)
            if action.isEnabled() != wanted:
                action.setEnabled(wanted)
        for act, action in self._added.values():
            action.setEnabled(act.needs in there)

    def for_keys(self, sequence: QKeySequence) -> QAction | None:
        """Return the enabled action with this shortcut."""
        added = (action for _act, action in self._added.values())
        for action in (*self._actions.values(), *added):
            if action.isEnabled() and sequence in action.shortcuts():
                return action
        return None

    def use(self, keys: shortcuts.Shortcuts) -> None:
        """Let other keys be in force, at once and wherever keys are shown."""
        shortcuts.use(keys)
        for id_, action in self._actions.items():
            _give_keys(action, id_)
        # a key that was taken from an action, or given to one, may be a verdict's own
        self.show_verdicts(self._verdicts)
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
        if TABLE[_BELOW].menu == name:
            self._menus.append(menu)
        return menu

    def enabled(self) -> list[tuple[Act, QAction]]:
        """Return what can be done now, in the order of the table."""
        every = [*((act, self._actions[act.id]) for act in ACTIONS), *self._added.values()]
        return [(act, action) for act, action in every if action.isEnabled()]

    def _make_added(self, act: Act, verdict: AddedVerdict) -> QAction:
        action = QAction(verdict.name.replace("&", "&&"), self._window)
        action.setObjectName(act.id)
        action.setShortcuts([QKeySequence.fromString(keys) for keys in act.keys])
        keys = "".join(f"  {key}" for key in act.keys)
        action.setToolTip(f"{verdict.name}: {_(act.help)}{keys}")
        action.setEnabled(self._actions[_BELOW].isEnabled())
        action.triggered.connect(lambda: self.judge and self.judge(verdict.word))
        self._tints.give(action, act.icon, verdict.word)
        self._window.addAction(action)
        return action

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


def verdict_act(word: str) -> str:
    """Return the id of the action that gives a verdict."""
    return f"claim.{word}" if f"claim.{word}" in _WORDS else f"claim.added {word}"


def added_act(verdict: AddedVerdict, taken: Collection[str]) -> Act:
    """Return the action of a verdict that a project adds; without its key where that is taken."""
    keys = (verdict.key,) if verdict.key and verdict.key not in taken else ()
    words = N_("Make the selected passage such a claim, or give the chosen claim this verdict.")
    return Act(
        verdict_act(verdict.word),
        verdict.name,
        words,
        keys=keys,
        icon=derived(verdict).icon,
        needs="writable",
        menu="claim",
        context="article",
    )


def _give_keys(action: QAction, id_: str) -> None:
    sequences = [QKeySequence.fromString(keys) for keys in shortcuts.now().of(id_)]
    if action.shortcuts() != sequences:
        action.setShortcuts(sequences)
    action.setToolTip(tip(id_))


def shown_keys(id_: str) -> str:
    """Return an action's first shortcut as the platform writes it, empty where it has none."""
    return shown(TABLE[id_])


def shown(act: Act) -> str:
    """Return what `shown_keys` returns, of an action that the table may not have."""
    keys = shortcuts.now().of(act.id) if act.id in TABLE else act.keys
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
