# SPDX-License-Identifier: AGPL-3.0-or-later
"""What others said of a claim, on its card: a verdict with its reason, or a note."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from sidelight.desktop.claims.conflict_line import ConflictLine
from sidelight.desktop.claims.removal_menu import removal_menu
from sidelight.desktop.icons import Tints, picture
from sidelight.desktop.labels import ElidedLabel, label
from sidelight.desktop.theme import Theme
from sidelight.language import _, local_minute
from sidelight.model.records import Note, Verdict


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
            picture(
                theme.colours.style(word).icon,
                theme.colours.ink(word),
                side,
                mark.devicePixelRatioF(),
            )
        )
        line.addWidget(mark)
        said = theme.verdicts.called(word)
        if verdict.denied_by:
            said = _("{verdict} by {party}").format(verdict=said, party=verdict.denied_by)
        line.addWidget(ElidedLabel(_("{who}: {verdict}").format(who=who, verdict=said)), 1)
        column.addLayout(line)
        if verdict.reason:
            column.addWidget(label(verdict.reason, "quiet", wrap=True))


class NoteRow(QWidget):
    """A note with its author, and a lock on my own.

    ``removed`` and ``erase_wanted`` (for good) carry its id, ``privacy_given`` id and whether it is
    private.
    """

    removed = Signal(str)
    erase_wanted = Signal(str)
    privacy_given = Signal(str, bool)

    def __init__(self, note: Note, who: str, tints: Tints, *, mine: bool, writable: bool) -> None:
        super().__init__()
        self._note = note
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 3, 0, 3)
        column.setSpacing(1)
        line = QHBoxLayout()
        when = local_minute(note.made_at) if note.made_at else ""
        said = [who, when, _("private") if note.private else ""]
        line.addWidget(ElidedLabel(" · ".join(part for part in said if part), "quiet"), 1)
        if mine or note.private:
            line.addWidget(self._lock(tints, enabled=mine and writable))
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
        self.conflicts = ConflictLine(tints)
        column.addWidget(self.conflicts)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to remove it."""
        words = _("Remove this note")
        removal_menu(self, words, self.removed, self.erase_wanted, self._note.id, event.globalPos())

    def _lock(self, tints: Tints, *, enabled: bool) -> QToolButton:
        note = self._note
        lock = QToolButton()
        lock.setIconSize(QSize(15, 15))
        lock.setCheckable(True)
        lock.setChecked(note.private)
        lock.setEnabled(enabled)
        lock.setToolTip(
            _("Private: it can be left out of copies. Click to share it.")
            if note.private
            else _("Shared with every copy. Click to keep it private.")
        )
        lock.setAccessibleName(_("Private note"))
        tints.give(lock, "lock" if note.private else "lock-open", "quiet")
        lock.clicked.connect(lambda: self.privacy_given.emit(note.id, not note.private))
        return lock
