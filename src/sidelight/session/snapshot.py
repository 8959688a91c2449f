# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project as it stands at one moment, in values that any thread may hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sidelight.errors import SidelightError
from sidelight.model.coverage import Coverage
from sidelight.model.filter_words import Vocabulary
from sidelight.model.project_records import Tag
from sidelight.model.records import Claim, Document, Note, Reviewer
from sidelight.model.verdicts import NONE_ADDED, Verdicts
from sidelight.session.claim_lines import Line
from sidelight.session.draft_lines import DraftFacts
from sidelight.session.line_orders import Orders
from sidelight.session.unsettled import Unsettled
from sidelight.store.unsaved import Waiting
from sidelight.text.corrections import Correction
from sidelight.text.layer import Furniture


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that a window shows of a project.

    ``reviewers`` are by id, ``undo`` and ``redo`` the labels of the next steps or "", ``furniture``
    the page furniture offered for hiding by document id, ``coverage`` which sentences of each
    article are dealt with, ``places`` where each passage stands by
    the id of its evidence, claim passage or note, ``notes`` those on each document and its passages
    by its id, ``citations`` a line for each document by id,
    ``corrections`` those in force over each document's text by its id.  ``left_out`` are the ids of
    documents whose bytes this copy came without, ``conflicts`` what is to be settled, ``twins``
    claims that mark the same passage, ``can_go_back`` whether the last merge can be taken back.
    ``at`` is at which place each claim stands among all, by its id; the same object where none came
    or went; ``within`` the ids of the claims with a passage or evidence in each document,
    ``owners`` the claims of passages and evidence by their ids, some of which may be gone,
    ``noted`` the claims with notes, ``painted`` how many claims show which verdict.
    ``drafts`` are the facts on articles with several drafts, by id.
    ``verdicts`` are what can be judged with, ``orders`` the claims as the list shows them, by each
    column, ``vocabulary`` what they may be filtered by.
    ``unsaved`` is what waits to be saved, ``rescued`` what an earlier session left so: how many
    changes, and when the last was made.
    ``signed`` says who signed each article off, by its id.
    ``introduction`` says who made a project that is new here.
    """

    title: str
    path: Path
    documents: tuple[Document, ...]
    claims: Sequence[Claim]
    reviewers: Mapping[str, Reviewer]
    me: str
    undo: str = ""
    redo: str = ""
    read_only: bool = False
    notice: SidelightError | None = None
    unsaved: Waiting | None = None
    rescued: tuple[int, datetime] | None = None
    introduction: str = ""
    furniture: Mapping[str, tuple[Furniture, ...]] = field(default_factory=dict)
    coverage: Mapping[str, Coverage] = field(default_factory=dict)
    tags: tuple[Tag, ...] = ()
    signed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    verdicts: Verdicts = NONE_ADDED
    places: Mapping[str, str] = field(default_factory=dict)
    citations: Mapping[str, str] = field(default_factory=dict)
    corrections: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    drafts: Mapping[str, DraftFacts] = field(default_factory=dict)
    orders: Orders = field(default_factory=lambda: Orders(()))
    vocabulary: Vocabulary = field(default_factory=dict)
    conflicts: tuple[Unsettled, ...] = ()
    twins: tuple[tuple[Claim, ...], ...] = ()
    can_go_back: bool = False
    notes: Mapping[str, tuple[Note, ...]] = field(default_factory=dict)
    at: Mapping[str, int] = field(default_factory=dict)
    within: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)
    noted: tuple[Claim, ...] = ()
    painted: Mapping[str, int] = field(default_factory=dict)

    @property
    def lines(self) -> Sequence[Line]:
        """The claims as the list shows them, by number."""
        return self.orders.lines

    def claim(self, id_: str) -> Claim | None:
        """Return a claim, None where there is none."""
        return self.claims[self.at[id_]] if id_ in self.at else None

    def claim_with(self, part: str) -> Claim | None:
        """Return the claim that a passage or a piece of evidence is, or was, of."""
        return self.claim(self.owners.get(part, ""))

    def claims_in(self, document: str) -> Iterable[Claim]:
        """Return the claims that have something in a document, by number."""
        return (self.claims[at] for at in sorted(self.at[i] for i in self.within.get(document, ())))

    @property
    def is_backup(self) -> bool:
        """Whether this is a backup, shown for reading."""
        return self.notice is not None and self.notice.id == "backup.open"
