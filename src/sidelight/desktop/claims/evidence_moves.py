# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a piece of evidence is moved on its row: by Alt with the arrows, by its menu, to another
claim by a field that opens below it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QListView, QMenu, QWidget

from sidelight.language import _

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_KEYS = {-1: "Alt+Up", 1: "Alt+Down"}


class ClaimField(QLineEdit):
    """Asks for a claim by its number or by words of it; away until wanted.

    ``claim_named`` carries the number as it is written.
    """

    claim_named = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText(_("To which claim? Number or words, then Enter"))
        self.setAccessibleName(_("Move to claim"))
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        popup = QListView()
        popup.setProperty("part", "popup")
        completer.setPopup(popup)
        self.setCompleter(completer)
        self.returnPressed.connect(self._take)
        self.hide()

    def ask(self, claims: list[str]) -> None:
        """Open with these claims to choose from, each its number, a blank and its words."""
        self._known.setStringList(claims)
        self.clear()
        self.show()
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        number = self.text().split(maxsplit=1)[:1]
        self.hide()
        if number:
            self.claim_named.emit(number[0])


class EvidenceMoves(QObject):
    """Watches the keys of a row and fills its menu.

    ``stepped`` carries -1 for up or 1 for down, ``elsewhere`` asks for another claim.
    """

    stepped = Signal(int)
    elsewhere = Signal()

    def __init__(self, row: QWidget) -> None:
        super().__init__(row)
        for part in row.findChildren(QWidget):
            # Alt with an arrow opens a choice
            if part.focusPolicy() and not isinstance(part, QComboBox):
                part.installEventFilter(self)

    def add_to(self, menu: QMenu, *, writable: bool) -> None:
        """Add what moves the evidence."""
        for step, words in ((-1, _("Move up")), (1, _("Move down"))):
            action = menu.addAction(words)
            action.setShortcut(QKeySequence(_KEYS[step]))
            action.setEnabled(writable)
            action.triggered.connect(lambda _on=False, by=step: self.stepped.emit(by))
        other = menu.addAction(_("Move to claim…"), self.elsewhere.emit)
        other.setEnabled(writable)
        menu.addSeparator()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Alt with an arrow before the window goes to the next claim by it."""
        taken = {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress}
        if event.type() not in taken or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        step = _STEPS.get(Qt.Key(event.key()))
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if step is None or plain != Qt.KeyboardModifier.AltModifier:
            return super().eventFilter(watched, event)
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self.stepped.emit(step)
        return True
