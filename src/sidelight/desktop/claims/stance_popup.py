# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asks, beside the passage just linked, whether it supports the claim, contradicts it or is
context.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget
from shiboken6 import isValid

from sidelight.desktop.icons import icon
from sidelight.desktop.keys import SCAN_CODES, pressed
from sidelight.desktop.labels import label
from sidelight.desktop.theme import Theme
from sidelight.language import _
from sidelight.model.styles import style
from sidelight.model.vocabulary import WORDS
from sidelight.session import shortcuts

_KEYS = {"supports": Qt.Key.Key_S, "contradicts": Qt.Key.Key_C, "context": Qt.Key.Key_X}
_LEAVE = {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
_ALONE = {
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
}
_Modifier = Qt.KeyboardModifier


class StancePopup(QFrame):
    """The evidence is linked already; a key or a click changes its stance, any other key leaves
    it.
    """

    stance_given = Signal(str, str)

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self._theme = theme
        self._evidence = ""
        self._back: QWidget | None = None
        self.setProperty("part", "floating")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("What does the passage say to the claim?"))
        line = QHBoxLayout(self)
        line.setContentsMargins(10, 6, 8, 6)
        line.setSpacing(5)
        line.addWidget(label(_("Linked. It"), "quiet"))
        self._buttons = {}
        for stance, key in _KEYS.items():
            button = QPushButton()
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            words = _("is context") if stance == "context" else _(WORDS[stance])
            button.setText(f"{words}  {chr(int(key))}")
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, word=stance: self._give(word))
            line.addWidget(button)
            self._buttons[stance] = button
        self.hide()

    def ask(self, evidence_id: str, stance: str, below: QPoint, back: QWidget) -> None:
        """Show the question below a point of the screen; the keyboard goes ``back`` afterwards."""
        self._evidence, self._back = evidence_id, back
        for word, button in self._buttons.items():
            button.setChecked(word == stance)
            button.setIcon(icon(style(word).icon, self._theme.colours.ink(word)))
        window = back.window()
        if window is not self.window():
            self.setParent(window)
        self.adjustSize()
        corner = window.mapFromGlobal(below)
        left = max(8, min(corner.x(), window.width() - self.width() - 8))
        top = max(8, min(corner.y() + 8, window.height() - self.height() - 30))
        self.move(left, top)
        self.show()
        self.raise_()
        self.setFocus()

    def done(self) -> None:
        """Leave the stance as it is."""
        self.hide()
        if self._back is not None and isValid(self._back):
            self._back.setFocus()

    def event(self, event: QEvent) -> bool:
        """Take the keys of the answers before they are anyone's shortcut."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            own = event.key() in _ALONE or self._stance(event) or event.key() in _LEAVE
            if own or pressed(event) in shortcuts.now().of("claim.link"):
                event.accept()
                return True
            # someone's shortcut: the answer is support then, and the shortcut acts
            self.done()
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that mean something here."""
        if event.key() in _ALONE:
            return
        stance = self._stance(event)
        if stance:
            self._give(stance)
        else:
            self.done()

    def _stance(self, event: QKeyEvent) -> str:
        """Return the stance that a key stands for, in any keyboard layout; empty for none."""
        if event.modifiers() & (_Modifier.ControlModifier | _Modifier.AltModifier):
            return ""
        place = SCAN_CODES.get(event.nativeScanCode(), Qt.Key.Key_unknown)
        typed = {event.key(), place if event.key() > Qt.Key.Key_AsciiTilde else None}
        return next((stance for stance, key in _KEYS.items() if key in typed), "")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave the stance as it is when the keyboard goes elsewhere."""
        super().focusOutEvent(event)
        self.hide()

    def _give(self, stance: str) -> None:
        evidence = self._evidence
        self.done()
        self.stance_given.emit(evidence, stance)
