# SPDX-License-Identifier: AGPL-3.0-or-later
"""One piece of evidence on the claim card: stance, place, quote and its origin, note."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from sidelight.desktop.claims.area_fields import AreaFields
from sidelight.desktop.claims.conflict_line import ConflictLine
from sidelight.desktop.claims.draft import Draft
from sidelight.desktop.claims.evidence_moves import ClaimField, EvidenceMoves
from sidelight.desktop.claims.removal_menu import removal_menu
from sidelight.desktop.icon_button import icon_button
from sidelight.desktop.icons import Tints
from sidelight.desktop.labels import ElidedButton, label
from sidelight.desktop.origin import OriginLine
from sidelight.desktop.record_form import RecordForm
from sidelight.language import _
from sidelight.model.records import Evidence
from sidelight.model.styles import style
from sidelight.model.vocabulary import LEVELS, MATCHES, STANCES, WORDS
from sidelight.session.field_words import FIELDS
from sidelight.text.quotes import readable, shorten

_NAMES = ("match", "level", "translator")
_CHOICES = {
    "match": {word: WORDS[word] for word in MATCHES},
    "level": {word: WORDS[word] for word in LEVELS},
}
_QUOTE = 220
_LEAST_LETTERS = 20
"""Room for the place beside the stance."""


class EvidenceRow(QWidget):
    """Shows one piece of evidence and lets it be changed where it stands.

    All signals carry its id first: ``wanted`` (go there), ``stance_given``, ``note_given`` (with
    the id of the visit), ``removed``, ``erase_wanted`` (removed for good), ``stepped`` (-1 for
    up, 1 for down), ``other_wanted`` (a claim to move it to), ``moved`` (the claim's number),
    ``note_wanted`` (a field for a note on it).
    """

    wanted = Signal(str)
    stance_given = Signal(str, str)
    note_given = Signal(str, str, str)
    removed = Signal(str)
    erase_wanted = Signal(str)
    stepped = Signal(str, int)
    other_wanted = Signal(str)
    note_wanted = Signal(str)
    moved = Signal(str, str)

    def __init__(self, evidence: Evidence, place: str, tints: Tints, *, writable: bool) -> None:
        super().__init__()
        self.id = evidence.id
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(2)
        self._head = head = QGridLayout()
        head.setSpacing(2)
        head.setColumnStretch(1, 1)
        self._stance_button = self._stance(evidence, tints, writable)
        head.addWidget(self._stance_button, 0, 0)
        self._link = ElidedButton(place)
        self._link.clicked.connect(lambda: self.wanted.emit(self.id))
        head.addWidget(self._link, 0, 1)
        self.more = _more_button(tints)
        head.addWidget(self.more, 0, 3)
        head.addWidget(self._noting(tints, writable=writable), 0, 4)
        head.addWidget(self._bin(tints, writable=writable), 0, 5)
        column.addLayout(head)
        self._quote = label("", "quote", wrap=True)
        self._quote.setContentsMargins(0, 0, 0, 0)
        self.origin = OriginLine(tints)
        self.conflicts = ConflictLine(tints)
        self.area = AreaFields()
        for shown in (self._quote, self.origin, self.conflicts, self.area):
            column.addWidget(shown)
        self.note = _note_field(writable=writable)
        self.draft = Draft(self.note)
        self.form = RecordForm({name: FIELDS[name] for name in _NAMES}, choices=_CHOICES)
        self.more.toggled.connect(self.form.setVisible)
        self.more.setChecked(any(getattr(evidence, name) for name in _NAMES))
        self.form.setVisible(self.more.isChecked())
        self.renew(evidence, writable=writable)
        self.draft.save_wanted.connect(self.note_given)
        self.other = ClaimField()
        for part in (self.note, self.form, self.other):
            column.addWidget(part)
        self._moves = self._movable()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to remove it."""
        words = _("Remove this evidence")
        removal_menu(
            self,
            words,
            self.removed,
            self.erase_wanted,
            self.id,
            event.globalPos(),
            before=lambda menu: self._moves.add_to(menu, writable=not self.note.isReadOnly()),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the place below the stance where there is little room beside it."""
        super().resizeEvent(event)
        room = event.size().width() - self._stance_button.sizeHint().width()
        below = room < self.fontMetrics().averageCharWidth() * _LEAST_LETTERS
        self._head.addWidget(self._link, *((1, 0, 1, 6) if below else (0, 1, 1, 1)))

    def minimumSizeHint(self) -> QSize:
        """Return the least room: that of the stance, the place may stand below it."""
        least = self._stance_button.sizeHint().width() + 40
        return QSize(least, super().minimumSizeHint().height())

    def renew(self, evidence: Evidence, by: str = "", match: str = "", *, writable: bool) -> None:
        """Show what is written on the evidence; ``by`` says who else wrote an area's words,
        ``match`` how the claim's words stand in it.
        """
        self._quote.setText(shorten(readable(evidence.passage.words), _QUOTE))
        # an area's words stand in the field below
        self._quote.setVisible(evidence.passage.area is None or not evidence.passage.quote)
        self.origin.show_origin(evidence.passage.origin)
        self.area.show_area(evidence.id, evidence.passage, by, writable=writable)
        self.draft.show(evidence.id, evidence.note)
        texts = {name: str(getattr(evidence, name)) for name in _NAMES} | {"match": match}
        self.form.show_record(evidence.id, texts, writable=writable)
        self.form.show_field("translator", on=bool(evidence.translator) or match == "translated")

    def flush(self) -> None:
        """Save what is being typed."""
        self.draft.flush()
        self.form.flush()
        self.area.flush()

    def new_visit(self) -> None:
        """Let what is typed from now on be an undo step of its own."""
        self.draft.new_visit()
        self.form.new_visit()
        self.area.new_visit()

    def _movable(self) -> EvidenceMoves:
        moves = EvidenceMoves(self)
        moves.stepped.connect(lambda step: self.stepped.emit(self.id, step))
        moves.elsewhere.connect(lambda: self.other_wanted.emit(self.id))
        self.other.claim_named.connect(lambda number: self.moved.emit(self.id, number))
        return moves

    def _noting(self, tints: Tints, *, writable: bool) -> QToolButton:
        button = icon_button(tints, "message-square-text", _("Add a note on this evidence"))
        button.setEnabled(writable)
        button.clicked.connect(lambda: self.note_wanted.emit(self.id))
        return button

    def _bin(self, tints: Tints, *, writable: bool) -> QToolButton:
        bin_ = icon_button(tints, "x", _("Remove this evidence"))
        bin_.setEnabled(writable)
        bin_.clicked.connect(lambda: self.removed.emit(self.id))
        return bin_

    def _stance(self, evidence: Evidence, tints: Tints, writable: bool) -> QToolButton:
        button = QToolButton()
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setText(_(WORDS[evidence.stance]))
        button.setIconSize(QSize(15, 15))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolTip(_("What the passage says to the claim; click to change it"))
        button.setAccessibleName(_("Stance: {stance}").format(stance=_(WORDS[evidence.stance])))
        button.setEnabled(writable)
        tints.give(button, style(evidence.stance).icon, evidence.stance)
        menu = QMenu(button)
        for stance in STANCES:
            action = QAction(_(WORDS[stance]), menu)
            tints.give(action, style(stance).icon, stance)
            action.triggered.connect(
                lambda _on=False, word=stance: self.stance_given.emit(self.id, word)
            )
            menu.addAction(action)
        button.setMenu(menu)
        return button


def _note_field(*, writable: bool) -> QLineEdit:
    field = QLineEdit()
    field.setProperty("part", "bare")
    field.setPlaceholderText(_("Note on this evidence"))
    field.setAccessibleName(_("Note on this evidence"))
    field.setReadOnly(not writable)
    # a long note shows from its beginning
    field.textChanged.connect(lambda: None if field.hasFocus() else field.setCursorPosition(0))
    return field


def _more_button(tints: Tints) -> QToolButton:
    words = _("How the words match, primary or secondary, translator")
    button = icon_button(tints, "ellipsis", words)
    button.setCheckable(True)
    return button
