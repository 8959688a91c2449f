# SPDX-License-Identifier: AGPL-3.0-or-later
"""What others said of a claim, on its card: a verdict with its reason, or a note."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from sidelight.desktop.icons import Tints, picture
from sidelight.desktop.labels import ElidedLabel, label
from sidelight.desktop.theme import Theme
from sidelight.language import _, local_minute
from sidelight.model.records import Note, Verdict
from sidelight.model.styles import style
from sidelight.model.vocabulary import WORDS


class OpinionRow(QWidget):
    """Another reviewer's verdict: mark, who, what, and why."""

    def __init__(self, verdict: Verdict, who: str, theme: Theme) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 3, 0, 3)
        column.setSpacing(3)
        line = QHBoxLayout()
        word = verdict.verdict or "unchecked"
        mark = QLabel()
        side = mark.fontMetrics().ascent() + 2
        mark.setPixmap(
            picture(style(word).icon, theme.colours.ink(word), side, mark.devicePixelRatioF())
        )
        line.addWidget(mark)
        said = _(WORDS[word])
        if verdict.denied_by:
            said = _("{verdict} by {party}").format(verdict=said, party=verdict.denied_by)
        line.addWidget(ElidedLabel(_("{who}: {verdict}").format(who=who, verdict=said)), 1)
        column.addLayout(line)
        if verdict.reason:
            column.addWidget(label(verdict.reason, "quiet", wrap=True))


class NoteRow(QWidget):
    """A note with its author; ``removed`` carries its id."""

    removed = Signal(str)

    def __init__(self, note: Note, who: str, tints: Tints, *, writable: bool) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 3, 0, 3)
        column.setSpacing(1)
        line = QHBoxLayout()
        when = local_minute(note.made_at) if note.made_at else ""
        line.addWidget(ElidedLabel(f"{who} · {when}" if when else who, "quiet"), 1)
        bin_ = QToolButton()
        bin_.setIconSize(QSize(15, 15))
        bin_.setEnabled(writable)
        bin_.setToolTip(_("Remove this note"))
        bin_.setAccessibleName(_("Remove this note"))
        bin_.clicked.connect(lambda: self.removed.emit(note.id))
        tints.give(bin_, "x", "quiet")
        line.addWidget(bin_)
        column.addLayout(line)
        column.addWidget(label(note.text, wrap=True))
