# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asks, beside the passage just linked, whether it supports the claim, contradicts it or is
context.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from sidelight.desktop.icons import icon
from sidelight.desktop.keys import SCAN_CODES
from sidelight.desktop.labels import label
from sidelight.desktop.theme import Theme
from sidelight.language import _
from sidelight.model.records import WORDS
from sidelight.model.styles import style

_KEYS = {"supports": Qt.Key.Key_S, "contradicts": Qt.Key.Key_C, "context": Qt.Key.Key_X}


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
        window = self.window()
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
        if self._back is not None:
            self._back.setFocus()

    def event(self, event: QEvent) -> bool:
        """Take the keys of the answers before they are anyone's shortcut."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that mean something here."""
        place = SCAN_CODES.get(event.nativeScanCode(), Qt.Key.Key_unknown)
        for stance, key in _KEYS.items():
            if key in {event.key(), place if event.key() > Qt.Key.Key_AsciiTilde else None}:
                self._give(stance)
                return
        self.done()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave the stance as it is when the keyboard goes elsewhere."""
        super().focusOutEvent(event)
        self.hide()

    def _give(self, stance: str) -> None:
        evidence = self._evidence
        self.done()
        self.stance_given.emit(evidence, stance)
