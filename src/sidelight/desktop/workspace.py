# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the window is looking at: the project as it stands, and the claim and evidence chosen in
it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from sidelight.model.imported import Imported, is_away
from sidelight.model.project_records import Tag
from sidelight.model.records import Claim, Document, Evidence, Note, Reviewer, Verdict
from sidelight.model.threads import Names, Placed, placed
from sidelight.model.verdicts import NONE_ADDED, Verdicts
from sidelight.session.line_orders import Orders
from sidelight.session.provenance import provenance

if TYPE_CHECKING:
    from sidelight.session.claim_lines import Line
    from sidelight.session.draft_lines import DraftFacts
    from sidelight.session.snapshot import Snapshot
    from sidelight.session.unsettled import Unsettled

_NO_ORDERS = Orders(())


class Workspace(QObject):
    """The snapshot shown, and what is chosen.

    ``changed`` tells that the project is another or has changed, ``chosen`` that another claim or
    piece of evidence is chosen.
    """

    changed = Signal()
    chosen = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.snapshot: Snapshot | None = None
        self._names: Names | None = None
        self._documents: dict[str, Document] = {}
        self._threads: tuple[Placed, ...] = ()
        self.claim_id = ""
        self.evidence_id = ""
        self.note_id = ""
        """The note whose thread was gone to last."""
        self.coverage_shown = True
        """Whether what is open in an article is marked in its margin."""

    def show(self, snapshot: Snapshot | None) -> None:
        """Take in the project as it stands now."""
        self.snapshot = snapshot
        self._names = None
        self._documents = {document.id: document for document in self.documents()}
        noted, notes = (snapshot.noted, snapshot.notes) if snapshot else ((), {})
        self._threads = tuple(placed(noted, self.documents(), notes))
        if self.thread_with(self.note_id) is None:
            self.note_id = ""
        claim = self.claim
        if claim is None:
            self.claim_id = ""
        if claim is None or all(e.id != self.evidence_id for e in claim.evidence):
            self.evidence_id = ""
        self.changed.emit()
        self.chosen.emit()

    def choose(self, claim_id: str, evidence_id: str = "") -> None:
        """Choose a claim, and one piece of its evidence; empty for none."""
        if (claim_id, evidence_id) != (self.claim_id, self.evidence_id):
            self.claim_id, self.evidence_id = claim_id, evidence_id
            self.chosen.emit()

    @property
    def me(self) -> str:
        """The id of the reviewer at this window."""
        return self.snapshot.me if self.snapshot else ""

    @property
    def verdicts(self) -> Verdicts:
        """What can be judged with in the project."""
        return self.snapshot.verdicts if self.snapshot else NONE_ADDED

    @property
    def writable(self) -> bool:
        """Whether the project can be changed."""
        return self.snapshot is not None and not self.snapshot.read_only

    @property
    def claims(self) -> Sequence[Claim]:
        """All claims by number."""
        return self.snapshot.claims if self.snapshot else ()

    @property
    def lines(self) -> Sequence[Line]:
        """All claims as the list shows them, by number."""
        return self.orders.lines

    @property
    def orders(self) -> Orders:
        """The orders of these lines."""
        return self.snapshot.orders if self.snapshot else _NO_ORDERS

    @property
    def painted(self) -> Mapping[str, int]:
        """How many claims show which verdict."""
        return self.snapshot.painted if self.snapshot else {}

    @property
    def claim(self) -> Claim | None:
        """The chosen claim."""
        return self.snapshot.claim(self.claim_id) if self.snapshot else None

    def claims_in(self, document: str) -> list[Claim]:
        """Return the claims with a passage or evidence in a document, by number; maybe others."""
        return list(self.snapshot.claims_in(document)) if self.snapshot else []

    @property
    def people(self) -> list[Reviewer]:
        """Everybody who works on the project, by name."""
        every = self.snapshot.reviewers.values() if self.snapshot else ()
        known = (one for one in every if not is_away(one.id))
        return sorted(known, key=lambda one: (one.label.casefold(), one.id))

    def conflicts(self, claim_id: str) -> tuple[Unsettled, ...]:
        """Return what is to be settled of a claim and its parts."""
        found = self.snapshot.conflicts if self.snapshot else ()
        return tuple(one for one in found if one.conflict.claim == claim_id)

    @property
    def all_conflicts(self) -> tuple[Unsettled, ...]:
        """All that is to be settled."""
        return self.snapshot.conflicts if self.snapshot else ()

    @property
    def names(self) -> Names:
        """What the words of a note may name."""
        if self._names is None:
            self._names = Names.of(self.claims, self.documents())
        return self._names

    @property
    def threads(self) -> tuple[Placed, ...]:
        """All threads of notes: those on claims by number, then those on documents."""
        return self._threads

    def notes(self, document_id: str) -> tuple[Note, ...]:
        """Return the notes on a document and on passages of it that are no claim's."""
        return self.snapshot.notes.get(document_id, ()) if self.snapshot else ()

    def thread_with(self, note_id: str) -> Placed | None:
        """Return the thread that a note is in."""
        found = (p for p in self._threads if any(n.id == note_id for n in p.thread.notes))
        return next(found, None)

    @property
    def tags(self) -> tuple[Tag, ...]:
        """The tags of the project, by name."""
        return self.snapshot.tags if self.snapshot else ()

    def documents(self, kind: str = "") -> tuple[Document, ...]:
        """Return the documents of a kind, or all."""
        every = self.snapshot.documents if self.snapshot else ()
        return tuple(document for document in every if kind in {"", document.kind})

    def document(self, id_: str) -> Document | None:
        """Return a document by its id."""
        return self._documents.get(id_)

    def draft(self, id_: str) -> DraftFacts | None:
        """Return which draft of its article a document is; None where it is the only one."""
        return self.snapshot.drafts.get(id_) if self.snapshot else None

    def reviewer(self, id_: str) -> Reviewer:
        """Return a reviewer by id."""
        known = self.snapshot.reviewers if self.snapshot else {}
        return known.get(id_) or Reviewer(id_, id_[:6], id_[:6])

    def origin(self, told: Imported | None) -> str:
        """Return by whom something was brought in, and from where; "" for what was made here."""
        return provenance(told, self.reviewer(told.importer).label) if told else ""

    def place(self, id_: str) -> str:
        """Return where a passage stands, by the id of its evidence or claim passage."""
        return self.snapshot.places.get(id_, "") if self.snapshot else ""

    def my_record(self, claim: Claim) -> Verdict | None:
        """Return my record on a claim, with a reason even where no verdict is given."""
        return next((v for v in claim.verdicts if v.reviewer == self.me), None)

    def claim_of_passage(self, id_: str) -> Claim | None:
        """Return the claim that a claim passage belongs to."""
        claim = self.snapshot.claim_with(id_) if self.snapshot else None
        return claim if claim and any(part.id == id_ for part in claim.passages) else None

    def evidence(self, id_: str) -> tuple[Claim, Evidence] | None:
        """Return a piece of evidence with its claim."""
        claim = self.snapshot.claim_with(id_) if self.snapshot else None
        found = (one for one in claim.evidence if one.id == id_) if claim else ()
        return next(((claim, one) for one in found if claim), None)
