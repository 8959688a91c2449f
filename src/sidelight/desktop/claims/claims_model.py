# SPDX-License-Identifier: AGPL-3.0-or-later
"""The claims of a project as a table, and the filter over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from sidelight.desktop.workspace import Workspace
from sidelight.language import N_, _
from sidelight.model.records import Claim
from sidelight.model.standing import paint
from sidelight.model.vocabulary import WORDS
from sidelight.text.quotes import readable

Index = QModelIndex | QPersistentModelIndex

NUMBER, VERDICT, CLAIM, EVIDENCE, REASON, BY = range(6)
TITLES = (N_("#"), N_("Verdict"), N_("Claim"), N_("Evidence"), N_("Reason or note"), N_("By"))

ID_ROLE = Qt.ItemDataRole.UserRole
WORD_ROLE = Qt.ItemDataRole.UserRole + 1
LINKS_ROLE = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Link:
    """A piece of evidence in the list: its id, where it stands, its stance, its words' origin."""

    evidence: str
    place: str
    stance: str
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One claim as the list shows it; ``word`` is what paints it."""

    id: str
    number: str
    word: str
    quote: str
    links: tuple[Link, ...]
    reason: str
    by: str
    people: str


def row(workspace: Workspace, claim: Claim) -> Row:
    """Return what the list shows of a claim."""
    titles = {document.id: document.title for document in workspace.documents()}
    links = tuple(
        Link(
            e.id,
            _spot(titles.get(e.passage.document, ""), workspace.place(e.id)),
            e.stance,
            e.passage.origin,
        )
        for e in claim.evidence
    )
    mine = workspace.my_record(claim)
    others = [verdict.reason for verdict in claim.verdicts if verdict.reason]
    notes = [note.text for note in claim.notes]
    reason = (mine.reason if mine else "") or next(iter([*others, *notes]), "")
    people = [workspace.reviewer(v.reviewer) for v in claim.verdicts if v.verdict]
    return Row(
        claim.id,
        claim.label,
        paint(claim, workspace.me),
        readable(claim.words),
        links,
        readable(reason),
        ", ".join(person.initials for person in people),
        ", ".join(person.label for person in people),
    )


def _spot(title: str, place: str) -> str:
    short = title if len(title) <= 30 else title[:29].rstrip() + "…"
    return f"{short}, {place}" if place else short


class ClaimsModel(QAbstractTableModel):
    """The claims, a row each; it keeps its rows where only their contents change."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.rows: list[Row] = []
        workspace.changed.connect(self.renew)
        self.renew()

    def renew(self) -> None:
        """Take the rows from the workspace."""
        fresh = [row(self._workspace, claim) for claim in self._workspace.claims]
        if [r.id for r in fresh] != [r.id for r in self.rows]:
            self.beginResetModel()
            self.rows = fresh
            self.endResetModel()
            return
        for at, (old, new) in enumerate(zip(self.rows, fresh, strict=True)):
            if old != new:
                self.rows[at] = new
                self.dataChanged.emit(self.index(at, 0), self.index(at, BY))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's title."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(TITLES[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows, or one of this module's roles."""
        if not index.isValid():
            return None
        shown = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return _text(shown, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _text(shown, index.column()) or _("none")
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == BY:
            return shown.people or None
        return {ID_ROLE: shown.id, WORD_ROLE: shown.word, LINKS_ROLE: shown.links}.get(
            Qt.ItemDataRole(role) if role < int(Qt.ItemDataRole.UserRole) else role
        )

    def row_of(self, claim_id: str) -> int:
        """Return the row of a claim, -1 where it is not there."""
        return next((at for at, shown in enumerate(self.rows) if shown.id == claim_id), -1)


def _text(shown: Row, column: int) -> str:
    return (
        shown.number,
        _(WORDS[shown.word]),
        shown.quote,
        "; ".join(link.place for link in shown.links),
        shown.reason,
        shown.by,
    )[column]


class ClaimsFilter(QSortFilterProxyModel):
    """Lets through the claims of one verdict that hold all the words typed."""

    def __init__(self, model: ClaimsModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.word = ""
        self.words: list[str] = []
        self.setSourceModel(model)

    def show_verdict(self, word: str) -> None:
        """Let through claims that show this verdict (or unchecked, split); all where empty."""
        self.beginFilterChange()
        self.word = word
        self.endFilterChange()

    def show_words(self, text: str) -> None:
        """Let through claims that hold these words somewhere in their row."""
        self.beginFilterChange()
        self.words = text.casefold().split()
        self.endFilterChange()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:  # noqa: ARG002
        """Tell whether a claim passes."""
        shown = self._model.rows[source_row]
        if self.word and shown.word != self.word:
            return False
        places = " ".join(link.place for link in shown.links)
        text = f"{shown.number} {shown.quote} {places} {shown.reason} {shown.people}".casefold()
        return all(word in text for word in self.words)

    @property
    def filtering(self) -> bool:
        """Whether any claim may be left out."""
        return bool(self.word or self.words)
