# SPDX-License-Identifier: AGPL-3.0-or-later
"""The fields for what a reviewer reads in an area of a page and what that means."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from sidelight.desktop.action_set import keyed
from sidelight.desktop.claims.draft import Draft
from sidelight.desktop.labels import label
from sidelight.desktop.workspace import Workspace
from sidelight.language import _
from sidelight.model.records import Passage

_LINES = 2


class AreaFields(QWidget):
    """Transcription and translation of one passage that is an area; hidden for words."""

    given = Signal(str, str, str, str)
    """Id of the passage or evidence, field (transcription, translation), text, id of the visit."""

    def __init__(self) -> None:
        super().__init__()
        self._passage: Passage | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.transcription = _field(_("Transcription: what stands here?"), _("Transcription"))
        self.translation = _field(_("Translation"), _("Translation"))
        self._by = label("", "quiet", wrap=True)
        self._drafts: dict[str, Draft] = {}
        for name, field in self._fields().items():
            draft = Draft(field)
            draft.save_wanted.connect(
                lambda id_, text, visit, name=name: self.given.emit(id_, name, text, visit)
            )
            self._drafts[name] = draft
            column.addWidget(field)
        column.addWidget(self._by)
        self.hide()

    def show_area(self, id_: str, passage: Passage | None, by: str, *, writable: bool) -> None:
        """Show an area; ``by`` says who wrote its words, empty where that need not be said.

        For words, or None, there is nothing to show.
        """
        self._passage = passage if passage is not None and passage.area is not None else None
        if self._passage is None:
            self.flush()
            self.hide()
            return
        for name, text in _words(self._passage).items():
            self._drafts[name].show(id_, text)
        for field in self._fields().values():
            field.setReadOnly(not writable)
        what = keyed(_("Transcription: what stands here?"), "claim.reason")
        self.transcription.setPlaceholderText(what)
        self._by.setText(by)
        self._by.setVisible(bool(by))
        self.show()

    def flush(self) -> None:
        """Save what is being typed."""
        for draft in self._drafts.values():
            draft.flush()

    def new_visit(self) -> None:
        """Let what is typed from now on be an undo step of its own."""
        for draft in self._drafts.values():
            draft.new_visit()

    def forget_others(self, known: set[str]) -> None:
        """Forget what could not be saved of areas that are not ``known``."""
        for draft in self._drafts.values():
            draft.forget_others(known)

    def keep_unsaved(self, id_: str, name: str, text: str) -> None:
        """Keep what was typed and could not be saved; it is tried again at the next chance."""
        before = _words(self._passage)[name] if self._passage is not None else ""
        self._drafts[name].keep_unsaved(id_, text, before)

    def _fields(self) -> dict[str, QPlainTextEdit]:
        return {"transcription": self.transcription, "translation": self.translation}


def read_by(workspace: Workspace, passage: Passage) -> str:
    """Return who else than me wrote an area's words, as one line; empty where nobody did."""
    said = (
        (passage.transcribed_by, _("transcribed by {reviewer}")),
        (passage.translated_by, _("translated by {reviewer}")),
    )
    others = [
        words.format(reviewer=workspace.reviewer(who).label)
        for who, words in said
        if who not in {"", workspace.me}
    ]
    return " · ".join(others)


def _words(passage: Passage) -> dict[str, str]:
    return {"transcription": passage.quote, "translation": passage.translation}


def _field(words: str, name: str) -> QPlainTextEdit:
    field = QPlainTextEdit()
    field.setPlaceholderText(words)
    field.setAccessibleName(name)
    field.setTabChangesFocus(True)
    field.setFixedHeight(field.fontMetrics().lineSpacing() * _LINES + 18)
    return field
