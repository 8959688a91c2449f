# SPDX-License-Identifier: AGPL-3.0-or-later
"""The actions by menu, each with the keys it has and, where these were changed, the usual ones."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from sidelight.desktop.action_set import native
from sidelight.desktop.labels import tool_tip
from sidelight.desktop.theme import Theme
from sidelight.language import _
from sidelight.session.actions import ACTIONS, CONTEXTS, MENUS, TABLE, Act
from sidelight.session.shortcuts import Keys, Shortcuts

_ACTION, _KEYS, _USUAL = range(3)
_ID = Qt.ItemDataRole.UserRole


def keys_words(keys: Keys) -> str:
    """Return keys as the platform writes them, one after the other."""
    return ",  ".join(native(one) for one in keys)


class KeyList(QTreeWidget):
    """Narrowed by words.

    ``record_wanted`` asks for another key of the chosen action, and whether it is one more;
    ``clear_wanted`` for none, ``reset_wanted`` for its usual ones.
    """

    record_wanted = Signal(bool)
    clear_wanted = Signal()
    reset_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._rows: dict[str, QTreeWidgetItem] = {}
        self.setAccessibleName(_("Actions and their keys"))
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setHeaderLabels([_("Action"), _("Keys"), _("Usually")])
        self.setStyleSheet("QTreeView::item { padding: 4px 8px; }")
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_ACTION, QHeaderView.ResizeMode.Stretch)
        self.itemActivated.connect(lambda _item: self.record_wanted.emit(False))

    @property
    def chosen(self) -> str:
        """The id of the chosen action, "" where none is."""
        item = self.currentItem()
        return str(item.data(_ACTION, _ID) or "") if item is not None else ""

    def shown(self) -> list[str]:
        """Return the ids of the actions in the list, from top to bottom."""
        return list(self._rows)

    def show_keys(self, keys: Shortcuts, words: str = "", choose: str = "") -> None:
        """List what fits all of the words, in name, explanation or keys; choose an action, else
        the first whose name fits.
        """
        wanted = choose or self.chosen
        parts = words.casefold().split()
        self._rows = {}
        self.clear()
        for menu, title in MENUS.items():
            fitting = [act for act in ACTIONS if _menu(act) == menu and _fits(act, keys, parts)]
            if fitting:
                self._head(_(title))
                for act in fitting:
                    self._rows[act.id] = self._row(act, keys)
        named = [id_ for id_ in self._rows if all(p in name_of(id_).casefold() for p in parts)]
        if wanted not in (named or self._rows):
            wanted = next(iter(named or self._rows), "")
        chosen = self._rows.get(wanted)
        if chosen is not None:
            self.setCurrentItem(chosen)

    def show_recording(self) -> None:
        """Say in the chosen row that a key is waited for."""
        item = self.currentItem()
        if item is not None:
            item.setText(_KEYS, _("press a key…"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Add a key with Ins, take all with Del, bring the usual ones back with Backspace."""
        if event.key() == Qt.Key.Key_Insert:
            self.record_wanted.emit(True)
        elif event.key() == Qt.Key.Key_Delete:
            self.clear_wanted.emit()
        elif event.key() == Qt.Key.Key_Backspace:
            self.reset_wanted.emit()
        else:
            super().keyPressEvent(event)

    def _head(self, title: str) -> None:
        group = QTreeWidgetItem(self, [title])
        # disabled, so that the arrow keys go past it; in the colour of words all the same
        group.setFlags(Qt.ItemFlag.NoItemFlags)
        group.setForeground(_ACTION, QColor(self._theme.colours.quiet))
        group.setFont(_ACTION, self._bold())
        group.setFirstColumnSpanned(True)

    def _row(self, act: Act, keys: Shortcuts) -> QTreeWidgetItem:
        changed = keys.changed(act.id)
        usual = (keys_words(act.keys) or _("no key")) if changed else ""
        cells = [_(act.text).rstrip("…"), keys_words(keys.of(act.id)), usual]
        item = QTreeWidgetItem(self, cells)
        item.setData(_ACTION, _ID, act.id)
        item.setToolTip(_ACTION, tool_tip(f"{_(CONTEXTS[act.context])}. {_(act.help)}"))
        item.setForeground(_USUAL, QColor(self._theme.colours.quiet))
        if changed:
            item.setFont(_KEYS, self._bold())
        return item

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font


def _menu(act: Act) -> str:
    return act.menu or "help"


def _fits(act: Act, keys: Shortcuts, parts: list[str]) -> bool:
    held = keys_words(keys.of(act.id))
    there = f"{_(act.text)} {_(act.help)} {held} {held.replace('+', ' ')}".casefold()
    return all(part in there for part in parts)


def name_of(id_: str) -> str:
    """Return what an action is called in a sentence."""
    return _(TABLE[id_].text).rstrip("…")
