# SPDX-License-Identifier: AGPL-3.0-or-later
"""Verbs for the places of a claim: its words may stand in several, and a claim may be split."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sidelight.errors import Refused, UnknownName
from sidelight.model.change import Setting, new_id
from sidelight.model.log import Key
from sidelight.model.records import Claim, ClaimPassage, Passage
from sidelight.model.threads import threads
from sidelight.session.noting import NoteVerbs

_TAKEN_ALONG = ("kind", "speaker", "attribution", "said_on")
"""Fields of a claim that hold for what is split off, too."""


class PlaceVerbs(NoteVerbs):
    """The desk with the verbs for the places of a claim."""

    def add_place(self, claim_id: str, passage: Passage) -> ClaimPassage:
        """Say that a claim stands in a further passage of an article.

        Refused where it is no article, and where the claim stands there already.
        """
        claim = self.claim_of(claim_id)
        self._refuse_elsewhere(passage)
        if any(_same(one.passage, passage) for one in claim.passages):
            raise Refused("place.present", number=claim.label)
        id_ = new_id()
        self.act(_passage(id_, claim.id, passage), "add place")
        return next(one for one in self.claim_of(claim.id).passages if one.id == id_)

    def remove_place(self, passage_id: str) -> None:
        """Take one of the places of a claim away; Refused for its last."""
        claim = self.claim_with_place(passage_id)
        if len(claim.places) < 2:
            raise Refused("place.last", number=claim.label)
        self.act([Setting("passage", passage_id, "deleted", value=True)], "remove place")

    def split(
        self, claim_id: str, parts: Collection[str], *, passage: Passage | None = None
    ) -> Claim:
        """Make a new claim of some ``parts`` of a claim, the ids of passages, evidence (described
        or not), responses and notes, and of a ``passage`` that is no part yet; one undo step.

        Notes move as whole threads, and with the piece that they are on.  The verdicts and the
        decision stay with the first: they were given on the whole.  Refused where nothing of the
        article would be the new claim, or nothing be left of the first.
        """
        claim = self.claim_of(claim_id)
        if passage is not None:
            self._refuse_elsewhere(passage)
        moved = dict(self._moved(claim, frozenset(_with_drafts(claim, parts))))
        for id_ in parts:
            if id_ not in moved:
                raise UnknownName("evidence.unknown", name=id_)
        places = [one.id for one in claim.passages if one.id in moved]
        if not places and passage is None:
            raise Refused("split.nowhere", number=claim.label)
        if len(places) == len(claim.passages):
            raise Refused("split.whole", number=claim.label)
        id_ = new_id()
        kept = {name: value for name in _TAKEN_ALONG if (value := getattr(claim, name))}
        settings = [
            Setting("claim", id_, "number", self.project.next_number("claim")),
            *(Setting("claim", id_, name, value) for name, value in kept.items()),
            *(_passage(new_id(), id_, passage) if passage else ()),
            *(Setting(record, part, "claim", id_) for part, record in moved.items()),
        ]
        self.act(settings, "split claim")
        return self.claim_of(id_)

    def _moved(self, claim: Claim, parts: frozenset[str]) -> Iterator[Key]:
        """Yield id and kind of what goes to a new claim."""
        some = (
            ("passage", claim.passages),
            ("evidence", claim.evidence),
            ("described", claim.described),
            ("response", claim.responses),
        )
        for record, there in some:
            yield from ((one.id, record) for one in there if one.id in parts)
        for thread in threads(claim.notes):
            wanted = any(note.id in parts or note.part in parts for note in thread.notes)
            yield from ((note.id, "note") for note in thread.notes if wanted)

    def claim_with_place(self, passage_id: str) -> Claim:
        """Return the claim that stands in a place; UnknownName."""
        claims = self.project.claims()
        found = (c for c in claims if any(one.id == passage_id for one in c.passages))
        claim = next(found, None)
        if claim is None:
            raise UnknownName("place.unknown", name=passage_id)
        return claim

    def _refuse_elsewhere(self, passage: Passage) -> None:
        document = self.document(passage.document)
        if document.kind != "article":
            raise Refused("claim.not_article", name=document.title)


def _with_drafts(claim: Claim, parts: Collection[str]) -> set[str]:
    """Add to some parts the passages in earlier drafts from which they were carried over."""
    found, before = set(parts), set[str]()
    while found != before:
        before = set(found)
        found |= {p.carried_from for p in claim.passages if p.id in before and p.carried_from}
    return found & {*parts, *(passage.id for passage in claim.passages)}


def _passage(id_: str, claim: str, passage: Passage) -> list[Setting]:
    return [
        Setting("passage", id_, "claim", claim),
        Setting("passage", id_, "place", passage.to_json()),
    ]


def _same(one: Passage, other: Passage) -> bool:
    names = ("document", "layer", "start", "end", "area")
    areas = one.area is not None or other.area is not None
    return all(getattr(one, name) == getattr(other, name) for name in names) and (
        not areas or one.page == other.page
    )
