# SPDX-License-Identifier: AGPL-3.0-or-later
"""The palette (Ctrl+K): every action that can be done now, every document, every claim."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from sidelight.desktop.action_set import ActionSet, shown
from sidelight.desktop.documents.pane import document_icon
from sidelight.desktop.finding.choices import Choice, ChoiceList
from sidelight.desktop.theme import Theme
from sidelight.desktop.workspace import Workspace
from sidelight.language import _
from sidelight.model.vocabulary import WORDS
from sidelight.text.quotes import readable, shorten

_MOST_SHOWN = 60
_QUOTE = 120


class Palette(QFrame):
    """Opens over the window; typing narrows the list, Enter does it."""

    def __init__(
        self,
        window: QWidget,
        workspace: Workspace,
        actions: ActionSet,
        theme: Theme,
        go: tuple[Callable[[str], object], Callable[[str], object], Callable[[str], object]],
    ) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._actions = actions
        self._go_document, self._go_claim, self._go_note = go
        self._every: list[Choice] = []
        self._before: QWidget | None = None
        self.setProperty("part", "floating")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("An action, a document or a claim"))
        self.field.setAccessibleName(_("Find an action, a document or a claim"))
        self.list = ChoiceList(theme, self.field)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        self.list.taken.connect(self.close_up)
        self.hide()

    def open_up(self, over: QWidget | None = None) -> None:
        """Show the palette with everything in it, ``over`` a window, the same as before if none."""
        self._before = QApplication.focusWidget()
        if over is not None and over is not self.window():
            self.setParent(over)
        self._every = [*self._of_actions(), *self._of_documents(), *self._of_claims()]
        self._every += self._of_notes()
        window = self.window()
        width = min(self.fontMetrics().averageCharWidth() * 90, window.width() - 40)
        height = min(self.fontMetrics().height() * 26, window.height() - 110)
        self.setGeometry((window.width() - width) // 2, 58, width, height)
        self.field.clear()
        self._narrow("")
        self.show()
        self.raise_()
        self.field.setFocus()

    def close_up(self) -> None:
        """Close and give the keyboard back."""
        self.hide()
        if self._before is not None and isValid(self._before):
            self._before.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close on Escape and when the keyboard goes elsewhere."""
        if watched is self.field and event.type() == QEvent.Type.FocusOut:
            self.hide()
        if (
            watched is self.field
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            self.close_up()
            return True
        return False

    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        fitting = [
            c for c in self._every if all(w in f"{c.title} {c.detail}".casefold() for w in words)
        ]
        first = words[0] if words else ""
        fitting.sort(key=lambda choice: not choice.title.casefold().startswith(first))
        self.list.show_choices(fitting[:_MOST_SHOWN])

    def _of_actions(self) -> list[Choice]:
        return [
            Choice(
                action.text().rstrip("…"),
                "",
                shown(act),
                act.icon or "circle-dot",
                action.trigger,
            )
            for act, action in self._actions.enabled()
            if act.id != "edit.palette"
        ]

    def _of_documents(self) -> list[Choice]:
        return [
            Choice(
                document.title,
                "",
                _(WORDS.get(document.kind, document.kind)),
                document_icon(document),
                lambda wanted=document.id: self._go_document(wanted),  # type: ignore[misc]
            )
            for document in self._workspace.documents()
        ]

    def _of_notes(self) -> list[Choice]:
        return [
            Choice(
                shorten(readable(note.text), _QUOTE),
                "",
                _("Note"),
                "message-square-text",
                lambda wanted=note.id: self._go_note(wanted),  # type: ignore[misc]
            )
            for one in self._workspace.threads
            for note in one.thread.notes
        ]

    def _of_claims(self) -> list[Choice]:
        choices, verdicts = [], self._workspace.verdicts
        for line in self._workspace.lines:
            title = _("Claim {number}").format(number=line.label)
            quote = shorten(line.quote, _QUOTE)
            choices.append(
                Choice(
                    f"{title}: {quote}",
                    "",
                    line.said,
                    verdicts.style(line.word).icon,
                    lambda wanted=line.id: self._go_claim(wanted),  # type: ignore[misc]
                    line.word,
                )
            )
        return choices
