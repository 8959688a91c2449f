# SPDX-License-Identifier: AGPL-3.0-or-later
"""The fields of a record, each saved when it is left or two seconds after the last key."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QPlainTextEdit, QWidget

from sidelight.desktop.choice import Choice
from sidelight.desktop.claims.draft import Draft
from sidelight.desktop.fitting import fitted
from sidelight.desktop.labels import label
from sidelight.language import _

Field = QLineEdit | QPlainTextEdit | Choice
_LINES = 2
_LETTERS, _NARROW = 16, 22
"""Letters of room that a field wants beside its name, and that a form has at the least."""
_PADDING = 16
"""Pixels that a field of several lines takes more than these."""


class RecordForm(QWidget):
    """Fields with their names beside them.

    ``given`` carries the id of the record, the field, its text and the id of the visit: one undo
    step, "" for a choice, which is a step of its own.
    """

    given = Signal(str, str, str, str)

    def __init__(
        self,
        names: Mapping[str, str],
        *,
        choices: Mapping[str, Mapping[str, str]] | None = None,
        firm: Collection[str] = (),
        long: Collection[str] = (),
        hints: Mapping[str, str] | None = None,
    ) -> None:
        """Make fields of stored ``names`` and what these are called; ``choices`` are the words
        of those that are no free text, ``firm`` are those that always have one, ``long`` those of
        several lines.
        """
        super().__init__()
        self.fields: dict[str, Field] = {}
        self._names: list[QLabel] = []
        self._drafts: dict[str, Draft] = {}
        self._subject = ""
        self._shown: dict[str, str] = {}
        self._form = form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(6)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        for name, words in names.items():
            if choices and name in choices:
                field: Field = self._choice(name, _(words), choices[name], none=name not in firm)
            else:
                hint = (hints or {}).get(name, "")
                field = self._text(name, _(words), hint, long=name in long)
            said = label(_(words), "quiet")
            said.setBuddy(field)
            form.addRow(said, field)
            self._names.append(said)
            self.fields[name] = field
        fitted(self, self._wrap)

    def minimumSizeHint(self) -> QSize:
        """Return the least room: that of names above their fields."""
        wide = max((field.minimumSizeHint().width() for field in self.fields.values()), default=0)
        letter = self.fontMetrics().averageCharWidth()
        return QSize(min(wide, letter * _NARROW), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put names above their fields where there is no room beside."""
        super().resizeEvent(event)
        self._wrap()

    def _wrap(self) -> None:
        """Let each field have some letters of room beside the longest name, or all of it."""
        longest = max((name.sizeHint().width() for name in self._names), default=0)
        wanted = longest + self._form.spacing() + _LETTERS * self.fontMetrics().averageCharWidth()
        policy = QFormLayout.RowWrapPolicy
        beside = wanted <= self.width()
        self._form.setRowWrapPolicy(policy.DontWrapRows if beside else policy.WrapAllRows)

    def show_record(self, subject: str, texts: Mapping[str, str], *, writable: bool) -> None:
        """Show the texts of a record; what is being typed into the same record stays."""
        self._subject, self._shown = subject, dict(texts)
        for name, field in self.fields.items():
            text = texts.get(name, "")
            if isinstance(field, Choice):
                field.show_word(text)
                field.setEnabled(writable)
                continue
            self._drafts[name].show(subject, text)
            field.setReadOnly(not writable)
            if isinstance(field, QLineEdit) and not field.hasFocus():
                field.setCursorPosition(0)

    def offer(self, name: str, words: Sequence[tuple[str, str]]) -> None:
        """Let a choice be between other words, each with what it is called."""
        field = self.fields[name]
        if isinstance(field, Choice):
            field.offer(words)

    def show_field(self, name: str, *, on: bool) -> None:
        """Show a field with its name, or put both away."""
        self._form.setRowVisible(self.fields[name], on)

    def flush(self) -> None:
        """Save what is being typed."""
        for draft in self._drafts.values():
            draft.flush()

    def new_visit(self) -> None:
        """Let what is typed from now on be an undo step of its own."""
        for draft in self._drafts.values():
            draft.new_visit()

    def forget_others(self, known: set[str]) -> None:
        """Forget what could not be saved of records that are not ``known``."""
        for draft in self._drafts.values():
            draft.forget_others(known)

    def keep_unsaved(self, subject: str, name: str, text: str) -> None:
        """Keep what was typed and could not be saved; it is tried again at the next chance."""
        if name in self._drafts:
            before = self._shown.get(name, "") if subject == self._subject else ""
            self._drafts[name].keep_unsaved(subject, text, before)

    def _choice(self, name: str, words: str, known: Mapping[str, str], *, none: bool) -> Choice:
        choice = Choice(words, [(word, _(said)) for word, said in known.items()], none=none)
        choice.word_chosen.connect(partial(self._chosen, name))
        return choice

    def _text(self, name: str, words: str, hint: str, *, long: bool) -> Field:
        field = _lines(QPlainTextEdit()) if long else QLineEdit()
        field.setPlaceholderText(hint)
        field.setAccessibleName(words)
        draft = Draft(field)
        draft.save_wanted.connect(lambda id_, text, visit: self.given.emit(id_, name, text, visit))
        self._drafts[name] = draft
        return field

    def _chosen(self, name: str, word: str) -> None:
        if self._subject:
            self.given.emit(self._subject, name, word, "")


def _lines(field: QPlainTextEdit) -> QPlainTextEdit:
    field.setTabChangesFocus(True)
    spacing = field.fontMetrics().lineSpacing
    fitted(field, lambda: field.setFixedHeight(spacing() * _LINES + _PADDING))
    return field
