# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a claim stands, on its card: a line for each place, where there are several."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from sidelight.desktop.claims.note_field import NoteField
from sidelight.desktop.icon_button import icon_button
from sidelight.desktop.icons import Tints
from sidelight.desktop.labels import ElidedButton, clear, label
from sidelight.desktop.workspace import Workspace
from sidelight.language import _, ngettext
from sidelight.model.records import Claim, ClaimPassage
from sidelight.text.quotes import readable, shorten

_QUOTE = 90


class PlacesList(QWidget):
    """Shows the places; away where there is one.

    ``wanted`` (go there) and ``removed`` carry the id of a place, ``split_wanted`` that of the one
    to make a claim of, ``note_given`` the ids of claim and place, and the words of a note on it.
    """

    wanted = Signal(str)
    removed = Signal(str)
    split_wanted = Signal(str)
    note_given = Signal(str, str, str)

    def __init__(self, workspace: Workspace, tints: Tints) -> None:
        super().__init__()
        self._workspace = workspace
        self._tints = tints
        self._shown: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def renew(self, claim: Claim) -> None:
        """Show the places of a claim."""
        places = [self._workspace.place(one.id) for one in claim.places]
        key = claim.places, places, self._workspace.writable
        if key == self._shown:
            return
        self._shown = key
        clear(self._column)
        several = len(claim.places) > 1
        self.setVisible(several)
        if several:
            words = ngettext("Stands in {count} place", "Stands in {count} places", len(places))
            self._column.addWidget(label(words.format(count=len(places)), "quiet"))
            for one, where in zip(claim.places, places, strict=True):
                field = NoteField(
                    _("Add a note on this place"), _("Add a note on this place, then press Enter")
                )
                given = partial(self.note_given.emit, claim.id, one.id)
                field.given.connect(given)
                self._column.addWidget(self._row(one, where, field))
                self._column.addWidget(field)

    def _row(self, one: ClaimPassage, where: str, field: NoteField) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        words = shorten(readable(one.passage.words), _QUOTE)
        link = ElidedButton(f"{words}  ·  {where}" if where else words)
        link.clicked.connect(lambda: self.wanted.emit(one.id))
        line.addWidget(link, 1)
        split = icon_button(self._tints, "split", _("Make a claim of its own of this place"))
        split.clicked.connect(lambda: self.split_wanted.emit(one.id))
        split.setEnabled(self._workspace.writable)
        line.addWidget(split)
        note = icon_button(self._tints, "message-square-text", _("Add a note on this place"))
        note.setEnabled(self._workspace.writable)
        note.clicked.connect(field.ask)
        line.addWidget(note)
        away = icon_button(self._tints, "x", _("Take this place away"))
        away.setEnabled(self._workspace.writable)
        away.clicked.connect(lambda: self.removed.emit(one.id))
        line.addWidget(away)
        return row
