# SPDX-License-Identifier: AGPL-3.0-or-later
"""Splitting a claim, on its card: what of it goes to the new claim is ticked, then it is made."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from sidelight.desktop.labels import clear, label, rule, whole
from sidelight.language import _
from sidelight.model.records import Claim
from sidelight.model.threads import threads
from sidelight.model.vocabulary import WORDS
from sidelight.text.quotes import readable, shorten

_WORDS = 48


class SplitPanel(QWidget):
    """Asks what goes along; away until wanted.

    ``accepted`` carries the claim's id, the ids of its parts that go, and the words selected that
    the new claim begins with (None for none).
    """

    accepted = Signal(str, list, object)

    def __init__(self) -> None:
        super().__init__()
        self._claim = ""
        self._chosen: object | None = None
        self.boxes: dict[str, QCheckBox] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.hide()

    def ask(self, claim: Claim, place: str = "", chosen: object | None = None) -> None:
        """Ask about a claim; a ``place`` of it (an id) is ticked, ``chosen`` is what is selected in
        the article.
        """
        clear(self._column)
        self._claim, self._chosen = claim.id, chosen
        self.boxes = {}
        self._column.addWidget(rule())
        head = _("What of claim {number} goes to a new claim?").format(number=claim.label)
        self._column.addWidget(label(head, bold=True, wrap=True))
        if chosen is not None:
            words = _("It begins with the words selected in the article.")
            self._column.addWidget(label(words, "quiet", wrap=True))
        for id_, words in _parts(claim):
            box = QCheckBox(whole(shorten(readable(words), _WORDS)))
            box.setChecked(id_ == place)
            box.toggled.connect(self._look)
            self.boxes[id_] = box
            self._column.addWidget(box)
        stays = _("Verdicts and the decision stay with claim {number}.")
        self._column.addWidget(label(stays.format(number=claim.label), "quiet", wrap=True))
        self._places = {one.id for one in claim.places}
        self._foot()
        self._look()
        self.show()
        first = next(iter(self.boxes.values()), None)
        (first or self.split).setFocus()

    def put_away(self) -> None:
        """Ask no more."""
        self._claim = ""
        self.hide()

    def follow(self, claim: Claim | None) -> None:
        """Go away where another claim is shown."""
        if self._claim and (claim is None or claim.id != self._claim):
            self.put_away()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go away on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def _foot(self) -> None:
        foot = QWidget()
        line = QHBoxLayout(foot)
        line.setContentsMargins(0, 0, 0, 0)
        self.split = QPushButton(_("Split off"))
        self.split.clicked.connect(self._accept)
        cancel = QPushButton(_("Cancel"))
        cancel.clicked.connect(self.put_away)
        for button in (self.split, cancel):
            line.addWidget(button)
        line.addStretch(1)
        self._column.addWidget(foot)

    def _ticked(self) -> list[str]:
        return [id_ for id_, box in self.boxes.items() if box.isChecked()]

    def _look(self) -> None:
        """Enable what makes the claim only where both would stand somewhere."""
        places = self._places & set(self._ticked())
        enough = bool(places) or self._chosen is not None
        self.split.setEnabled(enough and places != self._places)

    def _accept(self) -> None:
        claim, parts, chosen = self._claim, self._ticked(), self._chosen
        self.put_away()
        self.accepted.emit(claim, parts, chosen)


def _parts(claim: Claim) -> Iterator[tuple[str, str]]:
    """Yield the id of each part that can go, and what it is called."""
    if len(claim.places) > 1:
        yield from ((one.id, f"“{one.passage.words}”") for one in claim.places)
    for evidence in claim.evidence:
        yield evidence.id, f"{_(WORDS[evidence.stance])}: {evidence.passage.words}"
    for described in claim.described:
        yield described.id, f"{_(WORDS[described.stance])}: {described.words}"
    for response in claim.responses:
        yield response.id, _("Response: {party}").format(party=response.party)
    for thread in threads(claim.notes):
        yield thread.first.id, _("Note: {words}").format(words=thread.first.text)
