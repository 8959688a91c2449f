# SPDX-License-Identifier: AGPL-3.0-or-later
"""The parts of a claim's record that there may be several of, each a small form, and one to add."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from sidelight.desktop.icon_button import icon_button
from sidelight.desktop.icons import Tints
from sidelight.desktop.labels import label, rule
from sidelight.desktop.record_form import RecordForm


@dataclass(frozen=True, slots=True)
class PartWords:
    """What such parts are called: their title, the words of the field that adds one, and the tip of
    the button that removes one; the fields of each, as `RecordForm` takes them.
    """

    title: str
    adding: str
    removing: str
    names: Mapping[str, str]
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    firm: Collection[str] = ()
    long: Collection[str] = ()


class PartRows(QWidget):
    """Shows the parts of one kind.

    ``added`` carries the words typed, ``given`` what `RecordForm` gives, ``removed`` the part's id.
    """

    added = Signal(str)
    given = Signal(str, str, str, str)
    removed = Signal(str)

    def __init__(self, words: PartWords, tints: Tints) -> None:
        super().__init__()
        self._words = words
        self._tints = tints
        self.rows: dict[str, RecordForm] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(label(words.title, "quiet", wrap=True))
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self._column.addLayout(self._list)
        self.adding = QLineEdit()
        self.adding.setPlaceholderText(words.adding)
        self.adding.setAccessibleName(words.adding)
        self.adding.returnPressed.connect(self._add)
        self._column.addWidget(self.adding)

    def show_parts(self, parts: Sequence[tuple[str, Mapping[str, str]]], *, writable: bool) -> None:
        """Show these parts, ids with their texts; what is being typed into one stays."""
        if [id_ for id_, _texts in parts] != list(self.rows):
            self._make_rows([id_ for id_, _texts in parts], writable=writable)
        for id_, texts in parts:
            self.rows[id_].show_record(id_, texts, writable=writable)
        self.adding.setReadOnly(not writable)

    def flush(self) -> None:
        """Save what is being typed."""
        for row in self.rows.values():
            row.flush()

    def new_visit(self) -> None:
        """Let what is typed from now on be an undo step of its own."""
        for row in self.rows.values():
            row.new_visit()

    def _make_rows(self, ids: Sequence[str], *, writable: bool) -> None:
        self.flush()
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        self.rows = {}
        for id_ in ids:
            words = self._words
            form = RecordForm(words.names, choices=words.choices, firm=words.firm, long=words.long)
            form.given.connect(self.given)
            self.rows[id_] = form
            self._list.addWidget(self._row(id_, form, writable=writable))

    def _row(self, id_: str, form: RecordForm, *, writable: bool) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        if len(self.rows) > 1:
            column.addWidget(rule())
        line = QHBoxLayout()
        line.addWidget(form, 1)
        bin_ = icon_button(self._tints, "x", self._words.removing)
        bin_.setEnabled(writable)
        bin_.clicked.connect(partial(self.removed.emit, id_))
        line.addWidget(bin_, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)
        return whole

    def _add(self) -> None:
        words = self.adding.text().strip()
        if words and not self.adding.isReadOnly():
            self.adding.clear()
            self.added.emit(words)
