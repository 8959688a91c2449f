# SPDX-License-Identifier: AGPL-3.0-or-later
"""The claims as a window shows them, kept from one act to the next: only what became another is
made anew.
"""

from __future__ import annotations

from collections import ChainMap, Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sidelight.model.project import Project
from sidelight.model.records import Claim, Passage, Reviewer
from sidelight.model.verdicts import Verdicts
from sidelight.session.claim_lines import Known, Line, line
from sidelight.session.kept_sequence import KeptSequence
from sidelight.session.known_documents import About
from sidelight.session.line_orders import Orders

Name = TypeVar("Name", str, frozenset[tuple[object, ...]])
Where = tuple[object, ...]
_SMALL = 2000
"""Places that are kept apart from all others until there are so many of them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The claims by number, their lines in their orders, at which place each stands by its id,
    where each passage stands and whose it is by its id, the ids of those with anything in each
    document, those with notes, and groups of claims that mark the same.
    """

    claims: Sequence[Claim]
    orders: Orders
    at: Mapping[str, int]
    places: ChainMap[str, str]
    owners: ChainMap[str, str]
    noted: tuple[Claim, ...]
    within: Mapping[str, tuple[str, ...]]
    twins: tuple[tuple[Claim, ...], ...]


@dataclass(frozen=True)
class Looker:
    """Who looks: their id, people by theirs, what can be judged with, how a claim shows to them;
    and how many drafts of its article stand before a document (id).
    """

    me: str
    people: Mapping[str, Reviewer]
    verdicts: Verdicts
    sight: Callable[[Claim], Claim]
    drafts_before: Callable[[str], int]


@dataclass(frozen=True, slots=True)
class _Entry:
    claim: Claim
    line: Line
    places: Mapping[str, str]
    marks: frozenset[Where]
    documents: frozenset[str]


class _Layered:
    """Words by ids; what was handed out stays as it is."""

    def __init__(self) -> None:
        self._fresh: dict[str, str] = {}
        self._base: dict[str, str] = {}

    def update(self, words: Mapping[str, str]) -> None:
        self._fresh.update(words)

    def shown(self) -> ChainMap[str, str]:
        if len(self._fresh) > _SMALL:
            self._base, self._fresh = {**self._base, **self._fresh}, {}
        return ChainMap(dict(self._fresh), self._base)


class ShownClaims:
    """Keeps claims and their lines; ``words``, ``speakers`` and ``tags`` count what is on them,
    ``within`` has the claims with passages or evidence in each document.
    """

    def __init__(self) -> None:
        self.words: Counter[str] = Counter()
        self.speakers: Counter[str] = Counter()
        self.tags: Counter[str] = Counter()
        self.within: dict[str, dict[str, None]] = {}
        self._entries: dict[str, _Entry] = {}
        self._claims: list[Claim] = []
        self._lines: list[Line] = []
        self._at: dict[str, int] = {}
        self._handed: KeptSequence[Claim] = KeptSequence()
        self._handed_lines: KeptSequence[Line] = KeptSequence()
        self._orders = Orders(())
        self._changed: set[int] | None = None
        """The places of lines that changed since they were handed out; None where places did."""
        self._listed: dict[str, tuple[str, ...]] = {}
        self._places, self._owners = _Layered(), _Layered()
        self._noted: dict[str, None] = {}
        self._marking: dict[frozenset[Where], dict[str, None]] = {}
        self._twins: dict[frozenset[Where], None] = {}

    def renew(
        self,
        project: Project,
        ids: Iterable[str],
        looker: Looker,
        about: Mapping[str, About],
    ) -> set[str]:
        """Make claims of some ids anew; return the documents that they are or were in."""
        documents: set[str] = set()
        moved = False
        for id_ in ids:
            before = self._entries.pop(id_, None)
            claim = project.claim(id_)
            after = _entry(looker.sight(claim), looker, about) if claim else None
            self._count(before, after)
            documents |= (before.documents if before else set()) | (
                after.documents if after else set()
            )
            if after is not None:
                self._entries[id_] = after
                self._places.update(after.places)
                self._owners.update(dict.fromkeys(after.places, id_))
            if before is None and after is None:
                continue
            if before is None or after is None or before.claim.number != after.claim.number:
                moved = True
            elif not moved:
                self._put(self._at[id_], after)
        if moved:
            self._arrange(project)
        return documents

    def shown(self) -> Shown:
        """Return all as it stands."""
        for document in self.within.keys() - self._listed.keys():
            self._listed[document] = tuple(sorted(self.within[document]))
        self._hand_out()
        return Shown(
            claims=self._handed,
            orders=self._orders,
            at=self._at,
            places=self._places.shown(),
            owners=self._owners.shown(),
            noted=tuple(self._claims[at] for at in sorted(self._at[i] for i in self._noted)),
            within={document: ids for document, ids in self._listed.items() if ids},
            twins=tuple(self._same()),
        )

    def _put(self, at: int, entry: _Entry) -> None:
        self._claims[at], self._lines[at] = entry.claim, entry.line
        if self._changed is not None:
            self._changed.add(at)

    def _hand_out(self) -> None:
        """Have claims, lines and orders as they stand; the very same where nothing changed."""
        if self._changed is None:
            self._handed = KeptSequence(self._claims)
            self._handed_lines = KeptSequence(self._lines)
            self._orders = Orders(self._handed_lines)
        elif self._changed:
            self._handed = self._handed.after({at: self._claims[at] for at in self._changed})
            fresh = self._handed_lines.after({at: self._lines[at] for at in self._changed})
            self._orders = self._orders.after(fresh, self._changed)
            self._handed_lines = fresh
        self._changed = set()

    def _arrange(self, project: Project) -> None:
        ordered = [claim.id for claim in project.claims() if claim.id in self._entries]
        found = [self._entries[id_] for id_ in ordered]
        self._claims = [entry.claim for entry in found]
        self._lines = [entry.line for entry in found]
        self._at = {id_: at for at, id_ in enumerate(ordered)}
        self._changed = None

    def _count(self, before: _Entry | None, after: _Entry | None) -> None:
        for entry, by in ((before, -1), (after, 1)):
            if entry is None:
                continue
            self._add(self.words, entry.line.word, by)
            self._add(self.speakers, entry.line.speaker, by)
            for tag in entry.claim.tags:
                self._add(self.tags, tag, by)
        here = after or before
        if here is not None:
            _put(self._noted, here.claim.id, there=bool(after and after.claim.notes))
        self._mark(before, there=False)
        self._mark(after, there=True)
        old = before.documents if before else frozenset()
        new = after.documents if after else frozenset()
        for document in old ^ new:
            one = after or before
            if one is not None:
                _put(self.within.setdefault(document, {}), one.claim.id, there=document in new)
                self._listed.pop(document, None)

    def _mark(self, entry: _Entry | None, *, there: bool) -> None:
        """Note what a claim marks, or no longer does."""
        if entry is None or not entry.marks:
            return
        same = self._marking.setdefault(entry.marks, {})
        _put(same, entry.claim.id, there=there)
        _put(self._twins, entry.marks, there=len(same) > 1)
        if not same:
            del self._marking[entry.marks]

    def _same(self) -> list[tuple[Claim, ...]]:
        def number(claim: Claim) -> tuple[int, str]:
            return claim.number, claim.id

        groups = [
            tuple(sorted((self._entries[id_].claim for id_ in self._marking[marks]), key=number))
            for marks in self._twins
        ]
        return sorted(groups, key=lambda group: number(group[0]))

    @staticmethod
    def _add(counter: Counter[str], word: str, by: int) -> None:
        if word:
            counter[word] += by
            if not counter[word]:
                del counter[word]


def _put(some: dict[Name, None], key: Name, *, there: bool) -> None:
    if there:
        some[key] = None
    else:
        some.pop(key, None)


def _entry(claim: Claim, looker: Looker, about: Mapping[str, About]) -> _Entry:
    passages = [(part.id, part.passage) for part in claim.passages]
    passages += [(one.id, one.passage) for one in claim.evidence]
    places = {id_: _place(about, passage) for id_, passage in passages}
    first = claim.passages[0].passage if claim.passages else None
    document = about.get(first.document) if first else None
    section = document.section(first) if first and document else ""
    documents = {one.document: about[one.document].document for _id, one in passages
                 if one.document in about}  # fmt: skip
    sections = {claim.id: section}
    known = Known(looker.me, looker.people, documents, places, sections, looker.verdicts)
    within = {one.document for _id, one in passages}
    marks = frozenset(map(_mark, _newest(claim, looker)))
    return _Entry(claim, line(claim, known), places, marks, frozenset(within))


def _place(about: Mapping[str, About], passage: Passage) -> str:
    document = about.get(passage.document)
    return document.place(passage) if document else ""


def _newest(claim: Claim, looker: Looker) -> list[Passage]:
    """Return the passages of a claim in the newest draft that it stands in."""
    before = [(looker.drafts_before(p.passage.document), p.passage) for p in claim.passages]
    newest = max((count for count, _passage in before), default=0)
    return [passage for count, passage in before if count == newest]


def _mark(passage: Passage) -> Where:
    """Return what two claims that mark the same have in common: of words the page is a hint."""
    spot = passage.document, passage.layer, passage.start, passage.end
    return (*spot, passage.area, passage.page) if passage.area else spot
