# SPDX-License-Identifier: AGPL-3.0-or-later
"""One note of a thread: who, when, its words with their links, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from sidelight.desktop.claims.conflict_line import ConflictLine
from sidelight.desktop.claims.draft import Draft
from sidelight.desktop.claims.removal_menu import removal_menu
from sidelight.desktop.fitting import fitted
from sidelight.desktop.icon_button import icon_button
from sidelight.desktop.icons import Tints
from sidelight.desktop.labels import ElidedLabel, tool_tip
from sidelight.desktop.linked_label import LinkedLabel
from sidelight.desktop.workspace import Workspace
from sidelight.language import _, local_minute
from sidelight.model.records import Note

_LINES = 3
_PADDING = 18
"""Pixels that a field of several lines takes more than these."""


class NoteActs(QObject):
    """What people want done with notes; all signals but the last three carry a note's id first.

    ``edited`` carries the new words and the id of the visit, ``named`` the ids of the claim and the
    document of a link, ``shown`` the id of a note whose passage is to be shown.
    """

    removed = Signal(str)
    erase_wanted = Signal(str)
    privacy_given = Signal(str, bool)
    replied = Signal(str, str)
    edited = Signal(str, str, str)
    settled = Signal(str, bool)
    named = Signal(str, str)
    shown = Signal(str)
    conflicts_wanted = Signal()


class NoteRow(QWidget):
    """A note with its author; mine has a lock and can be edited where it stands."""

    def __init__(self, note: Note, workspace: Workspace, acts: NoteActs, tints: Tints) -> None:
        super().__init__()
        self.note = note
        self._acts = acts
        self._writable = workspace.writable
        self._mine = note.reviewer == workspace.me
        self.setToolTip(tool_tip(workspace.origin(note.imported)))
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 3, 0, 3)
        column.setSpacing(1)
        column.addLayout(self._head(workspace.reviewer(note.reviewer).label, tints))
        self.words = LinkedLabel(workspace.names.linked(note.text))
        self.words.wanted.connect(acts.named)
        column.addWidget(self.words)
        self.field: QPlainTextEdit | None = None
        self._draft: Draft | None = None
        self.conflicts = ConflictLine(tints)
        self.conflicts.wanted.connect(acts.conflicts_wanted)
        self.conflicts.show_conflicts(
            [one for one in workspace.conflicts(note.claim) if one.conflict.id == note.id]
        )
        column.addWidget(self.conflicts)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to edit and to remove it."""
        removal_menu(
            self,
            _("Remove this note"),
            self._acts.removed,
            self._acts.erase_wanted,
            self.note.id,
            event.globalPos(),
            before=self._offer_edit if self._mine and self._writable else None,
        )

    def edit(self, text: str | None = None, at: int | None = None) -> None:
        """Open a field in place of the words, with other words and the caret ``at`` a letter where
        these are given; it is saved as other fields are.
        """
        if self.field is None:
            self.field = _field()
            self._draft = Draft(self.field)
            self._draft.save_wanted.connect(self._acts.edited)
            self._draft.show(self.note.id, self.note.text)
            self.field.installEventFilter(self)
            self._column.insertWidget(2, self.field)
        if text is not None:
            self.field.setPlainText(text)
        self.words.hide()
        self.field.show()
        self.field.setFocus()
        caret = self.field.textCursor()
        caret.movePosition(QTextCursor.MoveOperation.End)
        if at is not None:
            caret.setPosition(min(at, caret.position()))
        self.field.setTextCursor(caret)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the words again when the field is left."""
        passing = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}
        if self.field is None or watched is not self.field or not isinstance(event, QFocusEvent):
            return False
        if event.lostFocus() and event.reason() not in passing:
            self.field.hide()
            self.words.show()
        return False

    def let_go(self) -> tuple[str, int]:
        """Stop watching the field, since another row takes its place; return what was typed and
        where the caret is.
        """
        if self.field is None or self._draft is None:
            return self.note.text, 0
        self.field.removeEventFilter(self._draft)
        self.field.removeEventFilter(self)
        self._draft.forget_others(set())
        return self.field.toPlainText(), self.field.textCursor().position()

    @property
    def editing(self) -> bool:
        """Whether the field has the keyboard."""
        return self.field is not None and self.field.hasFocus()

    def flush(self) -> None:
        """Save what is being typed."""
        if self._draft is not None:
            self._draft.flush()

    def _offer_edit(self, menu: QMenu) -> None:
        menu.addAction(_("Edit this note"), self.edit)

    def _head(self, who: str, tints: Tints) -> QHBoxLayout:
        note = self.note
        line = QHBoxLayout()
        when = local_minute(note.made_at) if note.made_at else ""
        said = [who, when, _("private") if note.private else ""]
        line.addWidget(ElidedLabel(" · ".join(part for part in said if part), "quiet"), 1)
        if self._mine or note.private:
            line.addWidget(self._lock(tints))
        if self._mine:
            edit = self._button(_("Edit this note"), "type", tints)
            edit.clicked.connect(self.edit)
            line.addWidget(edit)
        bin_ = self._button(_("Remove this note"), "x", tints)
        bin_.clicked.connect(lambda: self._acts.removed.emit(note.id))
        line.addWidget(bin_)
        return line

    def _button(self, words: str, icon: str, tints: Tints) -> QToolButton:
        button = icon_button(tints, icon, words)
        button.setEnabled(self._writable)
        return button

    def _lock(self, tints: Tints) -> QToolButton:
        note = self.note
        lock = self._button(_("Private note"), "lock" if note.private else "lock-open", tints)
        lock.setCheckable(True)
        lock.setChecked(note.private)
        lock.setEnabled(self._mine and self._writable)
        lock.setToolTip(
            _("Private: it can be left out of copies. Click to share it.")
            if note.private
            else _("Shared with every copy. Click to keep it private.")
        )
        lock.clicked.connect(lambda: self._acts.privacy_given.emit(note.id, not note.private))
        return lock


def _field() -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setAccessibleName(_("Edit this note"))
    field.setTabChangesFocus(True)
    spacing = field.fontMetrics().lineSpacing
    fitted(field, lambda: field.setFixedHeight(spacing() * _LINES + _PADDING))
    return field
