# SPDX-License-Identifier: AGPL-3.0-or-later
"""Threads of notes below each other: each with its replies, a field to answer, and a way to settle
it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from sidelight.desktop.claims.note_row import NoteActs, NoteRow
from sidelight.desktop.icons import Tints
from sidelight.desktop.labels import ElidedButton, clear, label
from sidelight.desktop.workspace import Workspace
from sidelight.language import _
from sidelight.model.records import Passage
from sidelight.model.threads import Thread
from sidelight.text.quotes import readable, shorten

_INDENT = 16
_QUOTE = 120


class ThreadBox(QWidget):
    """A thread; ``place`` says where it stands, and leads there, where that is not plain."""

    def __init__(
        self, thread: Thread, workspace: Workspace, acts: NoteActs, tints: Tints, place: str = ""
    ) -> None:
        super().__init__()
        self.shown = thread
        self._acts = acts
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 4)
        column.setSpacing(1)
        if place:
            link = ElidedButton(place)
            link.clicked.connect(lambda: acts.shown.emit(thread.first.id))
            column.addWidget(link)
        self.rows = [NoteRow(note, workspace, acts, tints) for note in thread.notes]
        column.addWidget(self.rows[0])
        replies = QVBoxLayout()
        replies.setContentsMargins(_INDENT, 0, 0, 0)
        replies.setSpacing(1)
        for row in self.rows[1:]:
            replies.addWidget(row)
        self.reply = QLineEdit()
        self.reply.setPlaceholderText(_("Reply, then press Enter"))
        self.reply.setAccessibleName(_("Reply"))
        self.reply.hide()
        self.reply.editingFinished.connect(self.flush)
        replies.addWidget(self.reply)
        column.addLayout(replies)
        if workspace.writable:
            column.addLayout(self._foot())
        elif thread.settled:
            column.addWidget(label(_("Settled"), "quiet"))

    def ask(self, text: str = "") -> None:
        """Open the field for a reply, and go there."""
        self.reply.show()
        if text:
            self.reply.setText(text)
        self.reply.setFocus()

    def flush(self) -> None:
        """Save what is being typed; an empty reply goes away."""
        text = self.reply.text().strip()
        self.reply.clear()
        if text:
            self._acts.replied.emit(self.shown.first.id, text)
        elif not self.reply.hasFocus():
            self.reply.hide()
        for row in self.rows:
            row.flush()

    def _foot(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(2)
        thread = self.shown
        answer = QPushButton(_("Reply…"))
        answer.clicked.connect(lambda _on=False: self.ask())
        self.settle = QPushButton(_("Reopen") if thread.settled else _("Settle"))
        self.settle.setToolTip(
            _("It is settled. Open it again.")
            if thread.settled
            else _("Say that this needs nobody any more.")
        )
        self.settle.clicked.connect(
            lambda: self._acts.settled.emit(thread.first.id, not thread.settled)
        )
        for button in (answer, self.settle):
            button.setProperty("part", "link")
            line.addWidget(button)
        if thread.settled:
            line.addWidget(label(_("Settled"), "quiet"))
        line.addStretch(1)
        return line


class ThreadList(QWidget):
    """Shows threads, made anew where they changed; what is being typed stays."""

    def __init__(self, workspace: Workspace, acts: NoteActs, tints: Tints) -> None:
        super().__init__()
        self._workspace = workspace
        self._acts = acts
        self._tints = tints
        self._shown: object = None
        self.boxes: list[ThreadBox] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_threads(
        self, threads: Sequence[Thread], spots: Mapping[str, Passage] | None = None
    ) -> None:
        """Show threads, those on a passage with its words; ``spots`` are the passages of a claim by
        their ids.
        """
        spots = spots or {}
        key = self._key(threads, spots)
        if key == self._shown:
            return
        typed = {b.shown.first.id: b.reply.text() for b in self.boxes if b.reply.hasFocus()}
        edited = {row.note.id: row.let_go() for row in self.rows() if row.editing}
        for box in self.boxes:
            box.reply.blockSignals(box.reply.hasFocus())
            for row in box.rows:
                row.flush()
        self._shown = key
        clear(self._column)
        self.boxes = []
        for thread in threads:
            passage = thread.first.passage or spots.get(thread.first.part)
            place = shorten(readable(passage.words), _QUOTE) if passage else ""
            box = ThreadBox(thread, self._workspace, self._acts, self._tints, place)
            self.boxes.append(box)
            self._column.addWidget(box)
            if thread.first.id in typed:
                box.ask(typed[thread.first.id])
            for row in box.rows:
                if row.note.id in edited:
                    row.edit(*edited[row.note.id])
        self.setVisible(bool(threads))

    def rows(self) -> Iterator[NoteRow]:
        """Yield the rows of all notes."""
        yield from (row for box in self.boxes for row in box.rows)

    def box(self, note_id: str) -> ThreadBox | None:
        """Return the box of the thread that a note is in."""
        found = (b for b in self.boxes if any(n.id == note_id for n in b.shown.notes))
        return next(found, None)

    def flush(self) -> None:
        """Save what is being typed."""
        for box in self.boxes:
            box.flush()

    def _key(self, threads: Sequence[Thread], spots: Mapping[str, Passage]) -> object:
        workspace = self._workspace
        conflicts = [one.conflict.id for one in workspace.all_conflicts]
        people = [workspace.reviewer(n.reviewer).label for one in threads for n in one.notes]
        linked = [workspace.names.linked(n.text) for one in threads for n in one.notes]
        words = dict(spots), conflicts, people, linked, workspace.me, workspace.writable
        return tuple(one.notes for one in threads), words
