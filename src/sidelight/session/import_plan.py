# SPDX-License-Identifier: AGPL-3.0-or-later
"""What would come in from a file of another program, before anything is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from sidelight.exchange.incoming import Author, Group, Incoming
from sidelight.model.change import Setting
from sidelight.session.import_choices import ImportChoices
from sidelight.session.import_places import Meant


@dataclass(frozen=True, slots=True)
class Coming:
    """One record that would come in.

    ``what`` is claim, verdict, evidence, described, note, decision, document or record (of a
    source); ``says`` the stored word of its verdict or stance; ``author`` a label; ``place`` where
    it stands, in words; ``quote`` its words there and ``text`` what was written with it.
    ``claim`` is the label of the claim of the project that it joins, "" for none.
    """

    what: str
    author: str = ""
    says: str = ""
    place: str = ""
    quote: str = ""
    text: str = ""
    claim: str = ""
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Something that does not come in: its words, whose it is, and a sentence that says why."""

    words: str
    why: str
    author: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class PlannedAuthor:
    """Who made marks in the file: as whom they would be known (a label), whether that is me, what
    `ImportChoices.authors` says of them or "", and how many marks are theirs.
    """

    author: Author
    label: str
    me: bool
    chosen: str
    count: int


@dataclass(frozen=True, slots=True)
class PlannedGroup:
    """Marks that look alike, what would become of them, and how many there are."""

    group: Group
    outcome: str
    count: int


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What would come in, what not and why, and what is in the project already.

    ``known`` counts what came in before, ``omitted`` what the choices leave out.  ``settings`` and
    ``blobs`` are what writes it, made of the state of the project that ``heads`` name.
    """

    file: str
    format: str
    incoming: Incoming = field(repr=False)
    choices: ImportChoices
    documents: tuple[Meant, ...]
    authors: tuple[PlannedAuthor, ...]
    groups: tuple[PlannedGroup, ...]
    coming: tuple[Coming, ...]
    unplaced: tuple[Unplaced, ...]
    known: int
    omitted: int
    settings: tuple[Setting, ...] = field(repr=False)
    blobs: tuple[bytes, ...] = field(repr=False)
    heads: frozenset[str] = field(repr=False)

    @property
    def counts(self) -> Counter[str]:
        """How many records of each kind would come in."""
        return Counter(one.what for one in self.coming)
