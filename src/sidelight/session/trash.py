# SPDX-License-Identifier: AGPL-3.0-or-later
"""Verbs for what was removed: see it, bring it back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sidelight.errors import UnknownName
from sidelight.model.blindness import stripped
from sidelight.model.change import Setting
from sidelight.model.document_record import read_document
from sidelight.model.log import Key
from sidelight.model.records import Claim, Document
from sidelight.model.removed import Removed, removed
from sidelight.model.telling_apart import tails
from sidelight.session.areas import AreaVerbs
from sidelight.session.history import times

RECORDS = ("claim", "document")
_SHORTEST_ID = 6


@dataclass(frozen=True, slots=True)
class Citing:
    """A claim that cites a removed document; ``removed`` where it was removed as well."""

    label: str
    removed: bool


@dataclass(frozen=True, slots=True)
class Trashed:
    """A claim or document that was removed, as it was then.

    ``title`` is the claim's words or the document's title; ``who`` the label of the reviewer who
    removed it, ``when`` in the zone it was done in; ``undone`` where its making was undone.  Of a
    claim ``along`` are the ids of removed documents that it cites and that come back with it; of a
    document ``citing`` are the claims that cite it.  ``ids`` are the claims joined to it as well,
    ``parts`` what went with it and comes back.
    """

    record: str
    ids: tuple[str, ...]
    label: str
    title: str
    who: str
    when: datetime
    undone: bool
    parts: tuple[Key, ...] = ()
    claim: Claim | None = None
    document: Document | None = None
    citing: tuple[Citing, ...] = ()
    along: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the record."""
        return self.ids[0]

    @property
    def key(self) -> Key:
        """Kind and id of the record."""
        return self.record, self.id

    @property
    def verdicts(self) -> int:
        """How many reviewers judged it."""
        return sum(bool(v.verdict) for v in self.claim.verdicts) if self.claim else 0

    @property
    def evidence(self) -> int:
        """How many pieces of evidence hang on it, described ones among them."""
        return len(self.claim.evidence) + len(self.claim.described) if self.claim else 0

    @property
    def notes(self) -> int:
        """How many notes on it this reviewer may see."""
        return len(self.claim.notes) if self.claim else 0


class TrashVerbs(AreaVerbs):
    """The desk with the verbs for what was removed."""

    def trash(self) -> tuple[Trashed, ...]:
        """Return what was removed and can be brought back, the latest first."""
        gone = removed(self.project)
        claims = {one.id: self._claim_removed(one) for one in gone if one.record == "claim"}
        labels = self._labels(gone)
        cited = self._cited(claims, labels)
        documents = {one.id for one in gone if one.record == "document"}
        return tuple(
            self._claim_in_trash(one, claims[one.id], labels, documents)
            if one.id in claims
            else self._document_in_trash(one, labels, cited)
            for one in gone
        )

    def bring_back(self, wanted: Sequence[Key]) -> list[Trashed]:
        """Bring claims and documents (kind and id) back, with the documents that the claims cite,
        in one undo step; return all that came back.

        UnknownName for one that is not in the trash.
        """
        there = {one.key: one for one in self.trash()}
        for key in wanted:
            if key not in there:
                raise UnknownName("trash.unknown", name=key[1])
        asked = list(dict.fromkeys(wanted))
        along = [("document", id_) for key in asked for id_ in there[key].along]
        found = [there[key] for key in dict.fromkeys((*asked, *along))]
        keys = [
            key for one in found for key in (*((one.record, id_) for id_ in one.ids), *one.parts)
        ]
        settings = [Setting(*key, "deleted", value=False) for key in keys]
        if settings:
            label = f"restore {asked[0][0]}" if len(asked) == 1 else times("restore", len(asked))
            self.act(settings, label)
        return found

    def trashed_called(self, record: str, name: str) -> Trashed:
        """Return what in the trash has a label, number, id or beginning of an id; UnknownName
        where that is nothing or several.
        """
        wanted = name.strip()
        there = [one for one in self.trash() if one.record == record]
        for match in (
            lambda one: wanted in {one.label, one.id},
            lambda one: wanted == str(_number(one)),
            lambda one: len(wanted) >= _SHORTEST_ID and one.id.startswith(wanted.casefold()),
        ):
            found = [one for one in there if match(one)]
            if len(found) == 1:
                return found[0]
            if found:
                labels = ", ".join(one.label for one in found)
                raise UnknownName("trash.ambiguous", name=wanted, candidates=labels)
        raise UnknownName("trash.unknown", name=wanted)

    def id_called(self, record: str, name: str) -> str:
        """Return the id of a claim or document by name: of one that stands, else of one in the
        trash; UnknownName.
        """
        try:
            return (self.claim_called if record == "claim" else self.document)(name).id
        except UnknownName as error:
            try:
                return self.trashed_called(record, name).id
            except UnknownName:
                raise error from None

    def _claim_in_trash(
        self, one: Removed, claim: Claim, labels: Mapping[Key, str], documents: Collection[str]
    ) -> Trashed:
        along = tuple(id_ for id_ in _stands_in(claim) if id_ in documents)
        label, words = labels["claim", one.id], claim.words
        return self._in_trash(one, label, words, claim=claim, parts=one.parts, along=along)

    def _document_in_trash(
        self, one: Removed, labels: Mapping[Key, str], cited: Mapping[str, Sequence[Citing]]
    ) -> Trashed:
        label = labels["document", one.id]
        document = read_document(self.project.log, one.id, label)
        citing = tuple(cited.get(one.id, ()))
        return self._in_trash(one, label, document.title, document=document, citing=citing)

    def _in_trash(self, one: Removed, label: str, title: str, **more: Any) -> Trashed:
        return Trashed(
            record=one.record,
            ids=one.ids,
            label=label,
            title=title,
            who=self.project.reviewer(one.by.reviewer).label,
            when=one.by.made_at,
            undone=bool(one.by.inverts),
            **more,
        )

    def _claim_removed(self, one: Removed) -> Claim:
        claim = self.project.removed_claim(one.ids, one.parts)
        return stripped(self.project, claim, self.me)

    def _labels(self, gone: Sequence[Removed]) -> dict[Key, str]:
        """Return numbers, with tails of ids where others have the same, removed or not."""
        project = self.project
        numbers: dict[tuple[str, int], list[str]] = defaultdict(list)
        for living in project.claims():
            numbers["claim", living.number].append(living.id)
        for there in project.documents():
            numbers["document", there.number].append(there.id)
        for one in gone:
            number = int(project.log.value((one.record, one.id), "number", 0))
            numbers[one.record, number].append(one.id)
        return {
            (record, id_): f"{number}{tail}"
            for (record, number), ids in numbers.items()
            for id_, tail in tails(ids).items()
        }

    def _cited(self, claims: dict[str, Claim], labels: dict[Key, str]) -> dict[str, list[Citing]]:
        """Return the claims that stand in or cite each document, by its id."""
        found: dict[str, list[Citing]] = defaultdict(list)
        for living in self.project.claims():
            for document in _stands_in(living):
                found[document].append(Citing(living.label, removed=False))
        for claim in claims.values():
            for document in _stands_in(claim):
                found[document].append(Citing(labels["claim", claim.id], removed=True))
        return found


def _number(one: Trashed) -> int:
    record = one.claim or one.document
    return record.number if record else 0


def _stands_in(claim: Claim) -> list[str]:
    """Return the documents that a claim and its evidence stand in, each once."""
    passages = [*(p.passage for p in claim.passages), *(e.passage for e in claim.evidence)]
    return list(dict.fromkeys(passage.document for passage in passages))
