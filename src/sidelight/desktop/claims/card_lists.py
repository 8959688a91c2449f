# SPDX-License-Identifier: AGPL-3.0-or-later
"""The lists on the claim card: verdicts of others, evidence, notes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from sidelight.desktop.action_set import shown_keys
from sidelight.desktop.claims.area_fields import read_by
from sidelight.desktop.claims.evidence_row import EvidenceRow
from sidelight.desktop.claims.note_field import NoteField
from sidelight.desktop.claims.note_row import NoteActs, NoteRow
from sidelight.desktop.claims.opinion_row import OpinionRow
from sidelight.desktop.claims.thread_list import ThreadList
from sidelight.desktop.icons import Tints
from sidelight.desktop.labels import clear, label, rule
from sidelight.desktop.origin import bare_place
from sidelight.desktop.theme import Theme
from sidelight.desktop.workspace import Workspace
from sidelight.language import _
from sidelight.model.matching import match_of
from sidelight.model.records import Claim, Passage
from sidelight.model.threads import Thread, threads
from sidelight.session.unsettled import Unsettled
from sidelight.text.quotes import readable, shorten

_INDENT = 16
"""Pixels by which notes on evidence stand in."""
_WORDS = 60
"""Letters of a claim that evidence may be moved to."""


class CardLists(QWidget):
    """Shows the lists, made anew only where they changed; what ``others`` say has a widget of its
    own.

    The signals carry the id of the evidence or note first; ``erase_wanted`` the kind of record
    before it.
    """

    evidence_wanted = Signal(str)
    stance_given = Signal(str, str)
    evidence_note_given = Signal(str, str, str)
    evidence_removed = Signal(str)
    evidence_given = Signal(str, str, str, str)
    evidence_stepped = Signal(str, int)
    evidence_moved = Signal(str, str)
    area_given = Signal(str, str, str, str)
    note_given = Signal(str, str, str)
    """The claim's id, that of the piece of evidence, and a note on it."""
    note_removed = Signal(str)
    privacy_given = Signal(str, bool)
    erase_wanted = Signal(str, str)
    conflicts_wanted = Signal()

    def __init__(self, workspace: Workspace, theme: Theme, tints: Tints) -> None:
        super().__init__()
        self._workspace = workspace
        self._theme = theme
        self._tints = tints
        self._shown: object = None
        self._rows: list[EvidenceRow] = []
        self._threads: dict[str, ThreadList] = {}
        """By the id of evidence; "" for those on the claim."""
        self._entries: dict[str, NoteField] = {}
        self.noted = NoteActs(self)
        self.noted.removed.connect(self.note_removed)
        self.noted.privacy_given.connect(self.privacy_given)
        self.noted.conflicts_wanted.connect(self.conflicts_wanted)
        self.noted.erase_wanted.connect(lambda id_: self.erase_wanted.emit("note", id_))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.others = QWidget()
        self._opinions = QVBoxLayout(self.others)
        self._opinions.setContentsMargins(0, 0, 0, 0)
        self._opinions.setSpacing(4)
        theme.switched.connect(self._again)

    def renew(self, claim: Claim) -> None:
        """Show the lists of a claim."""
        key = self._key(claim)
        if key == self._shown:
            self._renew_rows(claim)
            return
        self.flush()
        kept = self._with_keys()
        self._shown = key
        self._rows, self._threads, self._entries = [], {}, {}
        clear(self._column)
        self._show_others(claim)
        self._title(_("Evidence"))
        if not claim.evidence:
            words = _("None yet. Select a passage in a source and press {keys}.")
            if not shown_keys("claim.link"):
                words = _("None yet. Select a passage in a source and link it.")
            words = words.format(keys=shown_keys("claim.link"))
            self._column.addWidget(label(words, "quiet", wrap=True))
        for evidence in claim.evidence:
            self._column.addWidget(self._evidence(claim, evidence.id))
            self._add_threads(claim.id, evidence.id)
        self._title(_("Notes"))
        self._add_threads(claim.id, "")
        self._renew_rows(claim)
        row = self.row(kept)
        if row is not None:
            row.note.setFocus()

    def _with_keys(self) -> str:
        """Return the evidence whose row has the keyboard, so that it keeps it when moved."""
        focus = QApplication.focusWidget()
        rows = (row.id for row in self._rows if focus is not None and row.isAncestorOf(focus))
        return next(rows, "")

    def _show_others(self, claim: Claim) -> None:
        clear(self._opinions)
        me = self._workspace.me
        others = [v for v in claim.verdicts if v.reviewer != me and (v.verdict or v.reason)]
        self.others.setVisible(bool(others))
        self._opinions.addWidget(rule())
        self._opinions.addWidget(label(_("Other reviewers"), "quiet"))
        for verdict in others:
            who = self._workspace.reviewer(verdict.reviewer).label
            origin = self._workspace.origin(verdict.imported)
            self._opinions.addWidget(OpinionRow(verdict, who, self._theme, origin))

    def _renew_rows(self, claim: Claim) -> None:
        for row, evidence in zip(self._rows, claim.evidence, strict=True):
            by = read_by(self._workspace, evidence.passage)
            match = match_of(claim, evidence)
            row.renew(evidence, by, match, writable=self._workspace.writable)
            row.conflicts.show_conflicts(self._conflicts(claim, evidence.id))
        grouped: dict[str, list[Thread]] = {part: [] for part in self._threads}
        for thread in threads(claim.notes):
            grouped.get(thread.first.part, grouped[""]).append(thread)
        several = claim.passages if len(claim.passages) > 1 else ()
        spots = {one.id: one.passage for one in several}
        for part, some in grouped.items():
            self._threads[part].show_threads(some, spots)

    def _conflicts(self, claim: Claim, id_: str) -> list[Unsettled]:
        return [one for one in self._workspace.conflicts(claim.id) if one.conflict.id == id_]

    def row(self, evidence_id: str) -> EvidenceRow | None:
        """Return the row of a piece of evidence."""
        return next((row for row in self._rows if row.id == evidence_id), None)

    def new_visit(self) -> None:
        """Let what is typed from now on be an undo step of its own."""
        for row in self._rows:
            row.new_visit()

    def flush(self) -> None:
        """Save what is being typed on evidence."""
        for row in self._rows:
            row.flush()
        for shown in self._threads.values():
            shown.flush()

    def _evidence(self, claim: Claim, id_: str) -> EvidenceRow:
        evidence = next(e for e in claim.evidence if e.id == id_)
        document = self._workspace.document(evidence.passage.document)
        place = bare_place(self._workspace.place(id_), evidence.passage)
        title = document.title if document else ""
        row = EvidenceRow(
            evidence,
            f"{title}, {place}" if place else title,
            self._tints,
            writable=self._workspace.writable,
        )
        row.wanted.connect(self.evidence_wanted)
        row.stance_given.connect(self.stance_given)
        row.note_given.connect(self.evidence_note_given)
        row.removed.connect(self.evidence_removed)
        row.form.given.connect(self.evidence_given)
        row.stepped.connect(self.evidence_stepped)
        row.moved.connect(self.evidence_moved)
        row.other_wanted.connect(self._ask_for_claim)
        row.erase_wanted.connect(lambda id_: self.erase_wanted.emit("evidence", id_))
        row.conflicts.wanted.connect(self.conflicts_wanted)
        row.area.given.connect(self.area_given)
        row.note_wanted.connect(self.ask_note)
        self._rows.append(row)
        return row

    def _ask_for_claim(self, id_: str) -> None:
        row, claim = self.row(id_), self._workspace.claim
        if row is not None:
            others = (one for one in self._workspace.claims if one is not claim)
            row.other.ask(
                [f"{one.label}  {shorten(readable(one.words), _WORDS)}" for one in others]
            )

    def ask_note(self, evidence_id: str) -> None:
        """Open the field for a note on a piece of evidence."""
        entry = self._entries.get(evidence_id)
        if entry is not None:
            entry.ask()

    def thread_row(self, note_id: str) -> NoteRow | None:
        """Return the row of a note."""
        every = (row for shown in self._threads.values() for row in shown.rows())
        return next((row for row in every if row.note.id == note_id), None)

    def _add_threads(self, claim_id: str, part: str) -> None:
        """Add the threads on the claim or on a piece of evidence, and there a field for one."""
        shown = ThreadList(self._workspace, self.noted, self._tints)
        self._threads[part] = shown
        self._column.addWidget(shown)
        if not part:
            return
        shown.setContentsMargins(_INDENT, 0, 0, 0)
        entry = NoteField(
            _("Add a note on this evidence"), _("Add a note on this evidence, then press Enter")
        )
        entry.given.connect(lambda text: self.note_given.emit(claim_id, part, text))
        self._entries[part] = entry
        self._column.addWidget(entry)

    def _title(self, words: str) -> None:
        self._column.addWidget(rule())
        self._column.addWidget(label(words, "quiet"))

    def _key(self, claim: Claim) -> object:
        places = [self._workspace.place(e.id) for e in claim.evidence]
        # not mine, which stands elsewhere: giving one is to leave the lists alone
        others = [v for v in claim.verdicts if v.reviewer != self._workspace.me]
        people = [self._workspace.reviewer(v.reviewer).label for v in others]
        return (
            claim.id,
            others,
            # what is written shows where it stands, so that who writes it is not disturbed
            [
                replace(e, note="", match="", level="", translator="", passage=_place_of(e.passage))
                for e in claim.evidence
            ],
            [c.conflict.id for c in self._workspace.conflicts(claim.id)],
            self._workspace.me,
            shown_keys("claim.link"),
            places,
            people,
            self._workspace.writable,
        )

    def _again(self) -> None:
        self._shown = None
        claim = self._workspace.claim
        if claim is not None:
            self.renew(claim)


def _place_of(passage: Passage) -> Passage:
    """Return a passage without the words that are written on it."""
    if passage.area is None:
        return passage
    bare = replace(passage, quote="", translation="", transcribed_by="", translated_by="")
    return replace(bare, area=None, page=0)
