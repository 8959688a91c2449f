# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asks what goes into a copy, for whom, and where it is written; says what it will hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialogButtonBox,
    QGridLayout,
    QRadioButton,
    QWidget,
)
from shiboken6 import isValid

from sidelight.desktop.dialogs.place_line import PlaceLine
from sidelight.desktop.dialogs.project_place import CHANGES, EXCHANGED, SUFFIX, problem
from sidelight.desktop.exchange.choice_box import ChoiceBox
from sidelight.desktop.exchange.roomy_dialog import RoomyDialog
from sidelight.desktop.labels import label, rule
from sidelight.language import _, ngettext
from sidelight.model.sharing import Choice
from sidelight.report.words import size
from sidelight.session.copy_words import Contents, blind_words

_SETTLING_MS = 150
_SUFFIXES = {"project": SUFFIX, "mine": CHANGES, "blind": SUFFIX}


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be shared: the path suggested, my id, other reviewers (id, label), claims as
    choices (words, ids or None for all), how many notes are private, sources and their bytes.
    """

    suggestion: Path
    me: str
    reviewers: Sequence[tuple[str, str]]
    claims: Sequence[tuple[str, frozenset[str] | None]]
    private: int
    sources: int
    size: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was chosen: where to, what, and whether a file there may be replaced."""

    path: Path
    choice: Choice
    overwrite: bool

    @property
    def as_changes(self) -> bool:
        """Whether a change set is written."""
        return bool(self.choice.only)


Tell = Callable[[Wanted, Callable[[Contents], object]], object]


class ShareDialog(RoomyDialog):
    """Calls ``tell`` for what a copy would hold, and ``then`` with what was chosen."""

    def __init__(
        self, parent: QWidget, offer: Offer, tell: Tell, then: Callable[[Wanted], object]
    ) -> None:
        super().__init__(parent, _("Share a copy"), 72)
        self._offer, self._tell, self._then = offer, tell, then
        self._files_wanted = {"project": True, "mine": False, "blind": True}
        self.kinds: dict[str, QRadioButton] = {}
        self._group = QButtonGroup(self)
        self._offer_kinds()
        self.column.addWidget(rule())
        self._offer_parts()
        self.column.addWidget(rule())
        self._offer_place()
        self.said = label("", wrap=True)
        self.said.setAccessibleName(_("What the copy will hold"))
        self.without = label("", "quiet", wrap=True)
        self.problem = label("", bold=True, wrap=True)
        self.problem.hide()
        self.column.addWidget(self.problem)
        self.column.addWidget(self.said)
        self.column.addWidget(self.without)
        self.column.addStretch(1)
        role = QDialogButtonBox.ButtonRole
        self.add_button(_("Cancel"), role.RejectRole)
        self.ok = self.add_button(_("Share"), role.AcceptRole, default=True)
        self.buttons.accepted.connect(self.accept)
        self._soon = QTimer(self, singleShot=True, interval=_SETTLING_MS)
        self._soon.timeout.connect(self._ask)
        self._connect()
        self._look()

    def _connect(self) -> None:
        for button in self.kinds.values():
            button.toggled.connect(self._choose_kind)
        for list_ in (self.blind, self.claims):
            list_.currentIndexChanged.connect(self._look)
        for box in (self.files, self.private):
            box.toggled.connect(self._look)
        self.place.textChanged.connect(self._look)

    @property
    def kind(self) -> str:
        """Which of the kinds of copies is chosen: project, mine or blind."""
        return next(name for name, button in self.kinds.items() if button.isChecked())

    def wanted(self) -> Wanted:
        """Return what is chosen now."""
        kind = self.kind
        ids = self.claims.currentData()
        choice = Choice(
            sources=self.files.isChecked(),
            private_notes=not self.private.isChecked(),
            claims=frozenset(ids) if ids is not None else None,
            only=self._offer.me if kind == "mine" else "",
            blind_for=str(self.blind.currentData()) if kind == "blind" else "",
        )
        return Wanted(self.line.path, choice, self.line.agreed)

    def accept(self) -> None:
        """Hand on what was chosen, unless a file is there that nobody agreed to replace."""
        wanted = self.wanted()
        found = "" if wanted.overwrite else problem(wanted.path)
        self.problem.setText(found)
        self.problem.setVisible(bool(found))
        if found:
            self.fit()
            return
        super().accept()
        self._then(wanted)

    def _offer_kinds(self) -> None:
        said = {
            "project": (
                _("The project"),
                _("A file that a colleague opens, works in, and sends back to be merged."),
            ),
            "mine": (
                _("Only what I did"),
                _("A small change set for e-mail, for colleagues who have the project already."),
            ),
            "blind": (
                _("For a blind second check"),
                _("Without what the first check found, for a reviewer who is to judge afresh."),
            ),
        }
        for name, (words, more) in said.items():
            button = QRadioButton(words)
            button.setAccessibleDescription(more)
            button.setChecked(name == "project")
            self.kinds[name] = button
            self._group.addButton(button)
            self.column.addWidget(button)
            self.column.addWidget(_under(more))
        self.blind = ChoiceBox(_("Who checks blind"))
        for id_, name in self._offer.reviewers:
            self.blind.addItem(name, id_)
        self.blind.addItem(_("Someone who is not in the project yet"), "nobody yet")
        self.column.addWidget(self.blind)
        self.blind_words = label("", "quiet", wrap=True)
        self.column.addWidget(self.blind_words)

    def _offer_parts(self) -> None:
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.setHorizontalSpacing(12)
        self.claims = ChoiceBox(_("Which claims"))
        for words, ids in self._offer.claims:
            self.claims.addItem(words, sorted(ids) if ids is not None else None)
        grid.addWidget(label(_("Claims")), 0, 0)
        grid.addWidget(self.claims, 0, 1)
        self.column.addLayout(grid)
        files = ngettext(
            "With the file of {count} source ({size})",
            "With the files of {count} sources ({size})",
            self._offer.sources,
        )
        self.files = QCheckBox(files.format(count=self._offer.sources, size=size(self._offer.size)))
        self.files.setChecked(True)
        self.column.addWidget(self.files)
        words = ngettext(
            "Leave {count} private note out", "Leave {count} private notes out", self._offer.private
        )
        self.private = QCheckBox(words.format(count=self._offer.private))
        self.private.setChecked(bool(self._offer.private))
        self.private.setVisible(bool(self._offer.private))
        self.column.addWidget(self.private)

    def _offer_place(self) -> None:
        self.column.addWidget(label(_("Where to")))
        self.line = PlaceLine(
            _("Share a copy"),
            self._offer.suggestion,
            self._kind_of_file,
            _("Choose where to write the copy"),
        )
        self.place = self.line.field
        self.column.addWidget(self.line)

    def _choose_kind(self, on: bool) -> None:
        """Take up what is usual for a kind; a file name follows it."""
        if not on:
            return
        kind = self.kind
        self.files.setChecked(self._files_wanted[kind])
        self.line.end_in(_SUFFIXES[kind], EXCHANGED)
        self._look()

    def _look(self) -> None:
        blind = self.kind == "blind"
        self.blind.setVisible(blind)
        self.blind_words.setVisible(blind)
        known = self.blind.currentIndex() < self.blind.count() - 1
        name = self.blind.currentText() if known else _("The reviewer")
        self.blind_words.setText(blind_words(name))
        self.files.setEnabled(self._offer.sources > 0)
        self._files_wanted[self.kind] = self.files.isChecked()
        self.ok.setEnabled(bool(self.place.text().strip()))
        self._soon.start()
        if self.isVisible():
            self.fit()

    def _ask(self) -> None:
        self._tell(self.wanted(), self._say)

    def _say(self, told: Contents) -> None:
        if isValid(self):
            self.said.setText(told.holds)
            self.without.setText(told.without)
            self.without.setVisible(bool(told.without))
            self.fit()

    def _kind_of_file(self) -> tuple[str, str]:
        changes = self.kind == "mine"
        name = _("Change sets") if changes else _("Sidelight projects")
        return name, CHANGES if changes else SUFFIX


def _under(words: str) -> QWidget:
    """Return quiet words that stand under a radio button's own."""
    made = label(words, "quiet", wrap=True)
    made.setContentsMargins(24, 0, 0, 4)
    return made
