# SPDX-License-Identifier: AGPL-3.0-or-later
"""What stands in place of the pages of a document that this copy of the project came without."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from sidelight.desktop.labels import ElidedButton, clear, label, rule
from sidelight.desktop.workspace import Workspace
from sidelight.language import _, ngettext
from sidelight.model.vocabulary import WORDS
from sidelight.text.quotes import readable

_LETTERS = 72
_LEAST_SIDE = 24


class LeftOutPage(QScrollArea):
    """Says what the document is and what is known of it; ``attach_wanted`` asks for its file,
    ``quote_wanted`` carries the id of the evidence or passage whose quote was clicked.
    """

    attach_wanted = Signal()
    quote_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("A document without its file"))
        body = QWidget()
        body.setProperty("part", "card")
        self._column = column = QVBoxLayout(body)
        column.setSpacing(10)
        self.title = label("", factor=1.25, bold=True, wrap=True)
        self.citation = label("", wrap=True)
        self.words = label("", "quiet", wrap=True)
        self.attach = QPushButton(_("Attach your copy…"))
        self.attach.clicked.connect(self.attach_wanted)
        self._known = label("", bold=True, wrap=True)
        self._quotes = QVBoxLayout()
        self._quotes.setSpacing(6)
        for widget in (self.title, self.citation, self.words):
            column.addWidget(widget)
        column.addWidget(self.attach, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(rule())
        column.addWidget(self._known)
        column.addLayout(self._quotes)
        column.addStretch(1)
        self.setWidget(body)

    def show_document(
        self,
        title: str,
        citation: str,
        quotes: Sequence[tuple[str, str, str]],
        *,
        writable: bool,
    ) -> None:
        """Show a document by title, citation and what was quoted of it: id, where, words."""
        self.title.setText(title)
        self.citation.setText(citation)
        words = _(
            "This copy of the project came without the document's file. What was quoted from it is "
            "here all the same. If you have the file, attach it: it must be the very same one."
        )
        self.words.setText(words)
        self.attach.setEnabled(writable)
        count = len(quotes)
        known = ngettext("{count} passage quoted", "{count} passages quoted", count)
        self._known.setText(known.format(count=count) if count else _("Nothing is quoted yet."))
        clear(self._quotes)
        for id_, where, quote in quotes:
            link = ElidedButton(where)
            link.clicked.connect(lambda _on=False, wanted=id_: self.quote_wanted.emit(wanted))
            self._quotes.addWidget(link)
            self._quotes.addWidget(label(quote, "quote", wrap=True))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the lines short enough to read."""
        super().resizeEvent(event)
        letters = self.fontMetrics().averageCharWidth() * _LETTERS
        side = max(_LEAST_SIDE, (event.size().width() - letters) // 2)
        self._column.setContentsMargins(side, 32, side, 24)


def quoted_from(workspace: Workspace, document: str) -> list[tuple[str, str, str]]:
    """Return what is quoted of a document: the id of the evidence or passage, where, the words."""
    found = []
    for claim in workspace.claims_in(document):
        number = _("Claim {number}").format(number=claim.label)
        held = [(part.id, number, part.passage) for part in claim.passages]
        held += [
            (one.id, f"{number}, {_(WORDS[one.stance])}", one.passage) for one in claim.evidence
        ]
        for id_, said, passage in held:
            if passage.document == document:
                where = ", ".join(part for part in (said, workspace.place(id_)) if part)
                found.append((id_, where, readable(passage.words)))
    return found
