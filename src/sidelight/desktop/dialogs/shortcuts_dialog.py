# SPDX-License-Identifier: AGPL-3.0-or-later
"""The keys of all actions: searched, recorded anew, taken away, put back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QWidget,
)

from sidelight.desktop.action_set import native
from sidelight.desktop.dialogs.key_list import KeyList, keys_words, name_of
from sidelight.desktop.dialogs.key_recorder import KeyRecorder
from sidelight.desktop.dialogs.list_dialog import ListDialog
from sidelight.desktop.frame.message_bar import MessageBar, Offer
from sidelight.desktop.icons import Tints
from sidelight.desktop.labels import label
from sidelight.desktop.theme import Theme
from sidelight.language import _
from sidelight.session.actions import TABLE
from sidelight.session.shortcuts import FIXED, Keys, Shortcuts

_TO_LIST = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}


class ShortcutsDialog(ListDialog):
    """Each change holds at once: ``changed`` carries all keys as they are to be."""

    changed = Signal(object)

    def __init__(self, parent: QWidget, theme: Theme, tints: Tints, keys: Shortcuts) -> None:
        super().__init__(parent, _("Keyboard shortcuts"))
        self.keys = keys
        self._more = False
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("An action or a key, such as ctrl f"))
        self.field.setAccessibleName(_("Find an action or a key"))
        self.field.setClearButtonEnabled(True)
        self.list = KeyList(theme)
        self.said = MessageBar("hint", theme, tints)
        self.recorder = KeyRecorder(self)
        self.record = self.button(_("New key…"), lambda: self._record(more=False))
        self.add = self.button(_("One more key…"), lambda: self._record(more=True))
        self.clear = self.button(_("No key"), self._clear)
        self.reset = self.button(_("Usual keys"), self._reset)
        self.reset_all = self.button(_("Usual keys for all"), self._reset_all)
        self._lay_out()
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._show)
        self.list.currentItemChanged.connect(self._enable)
        self.list.record_wanted.connect(lambda more: self._record(more=more))
        self.list.clear_wanted.connect(self._clear)
        self.list.reset_wanted.connect(self._reset)
        self.recorder.recorded.connect(self._recorded)
        self.recorder.left.connect(self._leave)
        theme.switched.connect(self._show)
        self._show()
        self.field.setFocus()

    def reject(self) -> None:
        """Close; first what is asked is left."""
        if self.recorder.on or (self.said.isVisible() and self.said.offers):
            self._leave()
        else:
            super().reject()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go through the list by the keys of the field, and record with Enter."""
        if (
            watched is self.field
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
        ):
            if event.key() in _TO_LIST:
                QApplication.sendEvent(self.list, event)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._record(more=False)
                return True
        return super().eventFilter(watched, event)

    def _record(self, *, more: bool) -> None:
        if not self.list.chosen:
            return
        self._more = more
        self._say(
            _("Press the new key of “{action}”, or Esc to leave it.").format(
                action=name_of(self.list.chosen)
            )
        )
        self.list.show_recording()
        self.recorder.start()

    def _recorded(self, keys: str) -> None:
        if keys in FIXED:
            why = _(FIXED[keys]).format(keys=native(keys))
            self._say(why + " " + _("Press another key, or Esc."))
            return
        self.recorder.stop()
        id_ = self.list.chosen
        before = self.keys.of(id_) if self._more else ()
        self._try(id_, (*before, keys))

    def _try(self, id_: str, wanted: Keys) -> None:
        """Give an action keys; where others have them, ask first."""
        taken = [keys for keys in wanted if self.keys.holder(keys) not in {"", id_}]
        if not taken:
            self._give(id_, wanted)
            return
        self._show()
        others = dict.fromkeys(name_of(self.keys.holder(keys)) for keys in taken)
        self._say(
            _("“{keys}” is the key of “{action}”; take it from there?").format(
                keys=keys_words(tuple(taken)), action="”, “".join(others)
            ),
            Offer(_("Take it"), lambda: self._give(id_, wanted)),
            Offer(_("Leave it"), self._leave),
        )

    def _give(self, id_: str, wanted: Keys) -> None:
        self._take(self.keys.give(id_, wanted))
        held = keys_words(self.keys.of(id_))
        words = _("“{action}” has no key now.")
        if held:
            words = _("“{action}” has the key {keys} now.")
        self._say(words.format(action=name_of(id_), keys=held))
        self.list.setFocus()

    def _clear(self) -> None:
        if self.list.chosen and self.keys.of(self.list.chosen):
            self._give(self.list.chosen, ())

    def _reset(self) -> None:
        if self.list.chosen and self.keys.changed(self.list.chosen):
            self._try(self.list.chosen, TABLE[self.list.chosen].keys)

    def _reset_all(self) -> None:
        before = self.keys
        self._take(Shortcuts({}))
        self._say(
            _("All actions have their usual keys."),
            Offer(_("Take that back"), lambda: self._back_to(before)),
        )

    def _back_to(self, keys: Shortcuts) -> None:
        self._take(keys)
        self._leave()

    def _take(self, keys: Shortcuts) -> None:
        self.keys = keys
        self.changed.emit(keys)
        self._show()

    def _leave(self) -> None:
        """Ask no more, and change nothing."""
        self.recorder.stop()
        self._say("")
        self._show()
        self.list.setFocus()

    def _say(self, words: str, *offers: Offer) -> None:
        self.said.show_sentence(words, *offers)
        for button in self.said.offers[:1]:
            button.setFocus()

    def _show(self) -> None:
        self.list.show_keys(self.keys, self.field.text())
        self._enable()

    def _enable(self) -> None:
        id_ = self.list.chosen
        for button in (self.record, self.add):
            button.setEnabled(bool(id_))
        self.clear.setEnabled(bool(id_) and bool(self.keys.of(id_)))
        self.reset.setEnabled(bool(id_) and self.keys.changed(id_))
        self.reset_all.setEnabled(bool(self.keys.own))

    def _lay_out(self) -> None:
        self.take_room(104, 34)
        column = self.column
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self.said)
        words = _(
            "In the list, Enter gives an action a new key, Ins one more, Del none, Backspace the "
            "usual ones."
        )
        column.addWidget(label(words, "quiet", wrap=True))
        line = QHBoxLayout()
        for button in (self.record, self.add, self.clear, self.reset):
            line.addWidget(button)
        line.addStretch(1)
        line.addWidget(self.reset_all)
        line.addWidget(self.button(_("Close"), self.close))
        column.addLayout(line)
