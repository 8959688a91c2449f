# SPDX-License-Identifier: AGPL-3.0-or-later
"""The questions a project can answer: its records as the log leaves them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sidelight.model.added_verdict import AddedVerdict
from sidelight.model.change import Change
from sidelight.model.claim_order import ClaimOrder
from sidelight.model.claim_parts import PARTS, read_claim, read_exempt, read_note
from sidelight.model.corrected import LayerCorrections, overlaid
from sidelight.model.document_record import CITATION, read_document
from sidelight.model.fields import MOST, REQUIRED
from sidelight.model.layers_made import LayersMade
from sidelight.model.log import Key, Log, settings_of
from sidelight.model.news import News
from sidelight.model.numbering import Numbering
from sidelight.model.people import read_reviewers, read_tags
from sidelight.model.project_records import Exempt, Tag
from sidelight.model.records import (
    Claim,
    Document,
    LayerMade,
    Note,
    Passage,
    Reviewer,
)
from sidelight.model.relations import Relations
from sidelight.model.verdicts import Verdicts, read_added
from sidelight.model.withheld import Row, whole
from sidelight.text.corrections import Correction, amended

__all__ = ["CITATION", "Project"]

_NUMBERED = ("claim", "document")


class Project:
    """The records of a project, computed from its log when asked for and kept until they change."""

    def __init__(self, changes: Iterable[Row] = ()) -> None:
        self.log = Log()
        self._relations = Relations()
        self._corrections = LayerCorrections()
        self._layers = LayersMade()
        self._reviewers: dict[str, Reviewer] | None = None
        self._verdicts: Verdicts | None = None
        self.news = News()
        self._forget()
        self.add(changes)

    def _forget(self) -> None:
        """Forget what was made of claims and documents."""
        self._claims: dict[str, Claim | None] = {}
        self._documents: dict[str, Document | None] = {}
        self._order: ClaimOrder | None = None
        self._stale: set[str] = set()
        self._numbers: Numbering | None = None
        self.news.tell(None)

    def add(
        self, changes: Iterable[Row], watch: Callable[[], object] | None = None
    ) -> list[Change]:
        """Take in rows of a log, with such a ``watch`` as it has; return the changes that were
        new.
        """
        before, actors = self.log.order, len(self.log.actors)
        new = changed = self.log.add(changes, watch)
        if self.log.order is not before:
            # An ancestor came late, or something went: what older changes say is another matter.
            self._relations = Relations()
            self._corrections = LayerCorrections()
            self._reviewers = self._verdicts = None
            self._forget()
            changed = self.log.order
        if len(self.log.actors) != actors:
            self._reviewers = None
        keys: dict[Key, None] = {}
        for change in changed:
            self._relations.relate(change)
            for setting in change.counting:
                keys[setting.record, setting.id] = None
                if setting.field == "continues" and setting.record == "document":
                    # which passages of a claim come first depends on it
                    self._forget()
        self._follow(keys)
        return new

    def _follow(self, keys: Iterable[Key]) -> None:
        """Forget what was made of records that changed, and of what shows because of them."""
        reread: set[str] = set()
        for key in keys:
            if key[0] in {"layer", "correction"}:
                reread |= self._reread(key)
            elif key[0] == "reviewer":
                self._reviewers = None
            elif key[0] == "vocabulary":
                self._verdicts = None
            elif key[0] == "signoff":
                reread.add(str(self.log.value(key, "document", "")))
        if not (self._claims or self._documents or self._numbers or self._order):
            self.news.tell(None)
            return
        near = self._relations.near(keys)
        ids = {key[1] for key in near if key[0] in _NUMBERED} | reread
        if self._numbers is not None:
            ids |= self._numbers.look_at(key for key in near if key[0] in _NUMBERED)
        for id_ in ids:
            self._claims.pop(id_, None)
            self._documents.pop(id_, None)
        self._stale |= ids
        self.news.tell(ids)

    def _reread(self, key: Key) -> set[str]:
        """Forget what was read of a layer that was added, or that a correction lies over; return
        the documents of such layers and the claims that were made of them.
        """
        layers = {key[1]} if key[0] == "layer" else self.overlaid(key[1])
        if key[0] == "correction":
            self._corrections.take(key, layers)
        made = ((id_, claim) for id_, claim in self._claims.items() if claim)
        found = {id_ for id_, claim in made if any(p.layer in layers for p in _passages(claim))}
        return found | {of.document for layer in layers if (of := self.layer(layer))}

    @property
    def root(self) -> str:
        """The id of the project: that of its first change; "" where that was left out."""
        return next(iter(self.log.roots()), "")

    @property
    def title(self) -> str:
        """The project's title."""
        return str(self.log.value(("project", "project"), "title", ""))

    @property
    def fingerprint(self) -> str:
        """What tells this state of the log from any other: SHA-256, in hex.

        The latest changes name all earlier ones by their hashes, and those the documents.  What is
        withheld is not proved by that, so it counts by its own bytes; what is named and missing
        counts by its name.
        """
        digest = hashlib.sha256("".join(sorted(self.log.heads)).encode())
        for id_ in sorted(self.log.missing()):
            digest.update(f"-{id_}".encode())
        for id_, row in sorted(self.log.rows().items()):
            if not whole(row):
                digest.update(id_.encode() + hashlib.sha256(row.body).digest())
        return digest.hexdigest()

    def shares(self, rows: Iterable[Row]) -> bool:
        """Tell whether the rows are of a copy of this project: any act of one is known to the
        other.
        """
        known = {*self.log.rows(), *self.log.missing()}
        named = (id_ for row in rows for id_ in (row.id, *row.heads))
        return any(id_ in known for id_ in named)

    def copy(self) -> Project:
        """Return a project of its own that says the same; quicker than making it anew."""
        other = Project()
        for name, value in vars(self).items():
            vars(other)[name] = value.copy() if name == "log" else value
        other._relations = self._relations.copy()
        other._corrections = self._corrections.copy()
        other.news = News()
        other._forget()
        other._claims = self._claims.copy()
        if self._numbers is not None:
            other._numbers = self._numbers.copy(other._shown, other._number)
        return other

    def reviewers(self) -> list[Reviewer]:
        """Return everyone who acted or is named, by name; equal names told apart by their ids."""
        found = self._known_reviewers().values()
        return sorted(found, key=lambda reviewer: (reviewer.label.casefold(), reviewer.id))

    def reviewer(self, id_: str) -> Reviewer:
        """Return a reviewer; one that was never named shows the start of the id."""
        return self._known_reviewers().get(id_) or Reviewer(id_, id_[:6], id_[:6])

    def _known_reviewers(self) -> dict[str, Reviewer]:
        if self._reviewers is None:
            self._reviewers = read_reviewers(self.log)
        return self._reviewers

    def documents(self, kind: str = "") -> list[Document]:
        """Return the documents (article, source, or all) by number."""
        every = (self.document(id_) for _record, id_ in self.log.keys("document"))
        found = (d for d in every if d and kind in {"", d.kind})
        return sorted(found, key=lambda d: (d.number, d.id))

    def document(self, id_: str) -> Document | None:
        """Return one document, or None where there is none or it was removed."""
        if id_ not in self._documents:
            key = ("document", id_)
            here = key in self.log.fields and self.alive(key)
            label = self.label(*key) if here else ""
            self._documents[id_] = read_document(self.log, id_, label) if here else None
        return self._documents[id_]

    def layer(self, id_: str) -> LayerMade | None:
        """Return how a layer was made."""
        return self._layers.of(id_, self.log)

    def corrections(self, layer: str) -> tuple[Correction, ...]:
        """Return the corrections in force over a layer, in the order of its text."""
        return self._corrections.of(layer, self.log, self.alive)

    def overlaid(self, correction: str) -> set[str]:
        """Return the layers that a correction ever lay over."""
        return overlaid(self.log, correction)

    def joiners(self, claim: str) -> list[str]:
        """Return the claims that were ever joined to a claim."""
        return [id_ for _record, id_ in self._relations.joiners.get(("claim", claim), ())]

    def as_read(self, passage: Passage) -> Passage:
        """Return a passage with its quote as corrected, and where its words come from."""
        made, corrections = self.layer(passage.layer), self.corrections(passage.layer)
        origin = made.origin(passage.start, passage.end, corrections) if made else ""
        if not origin:
            return passage
        quote = amended(passage.quote, passage.start, passage.end, corrections)
        return replace(passage, quote=quote, origin=origin)

    def claims(self, document: str = "") -> list[Claim]:
        """Return the claims, of one article or all, by number."""
        if self._order is None:
            every = (self.claim(id_) for _record, id_ in self.log.keys("claim"))
            self._order = ClaimOrder(filter(None, every))
        elif self._stale:
            self._order.renew(self._stale, self.claim)
        self._stale = set()
        found = self._order.all()
        if document:
            found = [c for c in found if any(p.passage.document == document for p in c.passages)]
        return found

    def claim(self, id_: str) -> Claim | None:
        """Return one claim, or None where there is none, it was removed, or joined to another."""
        if id_ not in self._claims:
            key = ("claim", id_)
            here = key in self.log.fields and self.alive(key) and self.joined_to(id_) == id_
            self._claims[id_] = self.claim_of_parts(id_) if here else None
        return self._claims[id_]

    def joined_to(self, claim: str) -> str:
        """Return the id of the claim that shows what was said of a claim: its own, unless it was
        joined to another that stands.

        Of claims joined in a circle the one with the least id stands for all.
        """
        path = [claim]
        while True:
            following = str(self.log.value(("claim", path[-1]), "joined", ""))
            key = ("claim", following)
            if not following or key not in self.log.fields or not self.alive(key):
                return path[-1]
            if following in path:
                return min(path[path.index(following) :])
            path.append(following)

    def joined(self, claim: str) -> list[str]:
        """Return a claim's id and those of the claims that were joined to it."""
        found = [claim]
        for one in found:
            found += [i for i in self.joiners(one) if i not in found and self.joined_to(i) == claim]
        return found

    def next_number(self, record: str) -> int:
        """Return the number that the next claim or document wishes for."""
        numbers = (int(self.log.value(key, "number", 0)) for key in self.log.keys(record))
        return min(1 + max(numbers, default=0), MOST)

    def label(self, record: str, id_: str) -> str:
        """Return a record's number, with a tail of its id where another living one has the same."""
        if self._numbers is None:
            self._numbers = Numbering(self._shown, self._number)
            self._numbers.look_at(key for kind in _NUMBERED for key in self.log.keys(kind))
        return self._numbers.label((record, id_))

    def _number(self, key: Key) -> int:
        return int(self.log.value(key, "number", 0))

    def _shown(self, key: Key) -> bool:
        there = key in self.log.fields and self.alive(key)
        return there and (key[0] != "claim" or self.joined_to(key[1]) == key[1])

    def alive(self, key: Key) -> bool:
        """Tell whether a record stands: it was not removed, or not in sight of all work on it.

        An edit of a record, of a part of a claim, or of a passage in a document beats a removal
        that had not seen it.  Work done in sight of the removal does not: only taking it back does.
        """
        if "deleted" not in self.log.fields.get(key, ()):
            return True
        removals = [e.change for e in self.log.entries(key, "deleted") if e.value is True]
        if not removals:
            return True
        edits = [
            change
            for one in (key, *self.parts(key))
            for change in self.log.history.get(one, ())
            if any((s.field, s.value) != ("deleted", True) for s in settings_of(change, one))
        ]
        seen = self.log.has_seen
        return not any(all(seen(r, e) or seen(e, r) for e in edits) for r in removals)

    def parts(self, key: Key) -> list[Key]:
        """Return the records that ever belonged to a claim, or stood in a document."""
        return list(self._relations.parts.get(key, ()))

    def wholes(self, key: Key) -> list[Key]:
        """Return the claims that a record ever belonged to, and the documents it stood in."""
        return list(self._relations.wholes.get(key, ()))

    def removed_claim(self, ids: Sequence[str], gone: Collection[Key]) -> Claim:
        """Return a claim that was removed as it stood: of its id and those of the claims joined to
        it, with the parts that are ``gone`` along with it.
        """
        return self.claim_of_parts(ids[0], joined=ids, gone=gone)

    def claim_of_parts(
        self,
        id_: str,
        kept: Callable[[Key], bool] = lambda _key: True,
        joined: Sequence[str] = (),
        gone: Collection[Key] = (),
        log: Log | None = None,
    ) -> Claim:
        """Return a claim, made of those of its parts that are ``kept``, as a view of the log
        (`Log.as_said_by`) or the log itself says them.
        """
        log, joined = log or self.log, joined or self.joined(id_)
        children: dict[Key, dict[str, Any]] = {}
        ever = self._relations.parts
        for child in (part for one in joined for part in ever.get(("claim", one), ())):
            shown = log.shown(child)
            if (
                child[0] in PARTS
                and shown.get("claim") in joined
                and all([shown.get(name) is not None for name in REQUIRED[child[0]]])  # noqa: C419
                and (child in gone or self.alive(child))
                and kept(child)
            ):
                children[child] = shown
        label = self.label("claim", id_)
        return read_claim(log, id_, label, joined, children, self.as_read)

    def exempt(self, document: str) -> list[Exempt]:
        """Return the passages of a document that were said to hold nothing to check, in order."""
        keys = (key for key in self.parts(("document", document)) if key[0] == "exempt")
        stand = (key for key in keys if self.log.value(key, "place") and self.alive(key))
        found = [read_exempt(self.log, key) for key in stand]
        inside = (one for one in found if one.passage.document == document)
        return sorted(inside, key=lambda one: (one.passage.start, one.id))

    def notes(self, document: str) -> list[Note]:
        """Return the notes on a document and on passages of it that are no claim's, by time."""
        keys = (key for key in self.parts(("document", document)) if key[0] == "note")
        stand = (key for key in keys if self.log.value(key, "text") and self.alive(key))
        found = [read_note(self.log, key) for key in stand]
        here = [one for one in found if one.document == document and not one.claim]
        read = [
            replace(one, passage=self.as_read(one.passage)) if one.passage else one for one in here
        ]
        return sorted(read, key=lambda note: (note.made_at, note.id))

    def added_verdicts(self) -> list[AddedVerdict]:
        """Return the verdicts that the project has beside those that every project has, by name."""
        return read_added(self.log, filter(self.alive, self.log.keys("vocabulary")))

    @property
    def verdicts(self) -> Verdicts:
        """What can be judged with: the verdicts that every project has, and those it adds."""
        if self._verdicts is None:
            self._verdicts = Verdicts.of(self.added_verdicts())
        return self._verdicts

    def tags(
        self,
        worn: Iterable[str] | None = None,
        named: Callable[[Key], bool] = lambda _key: True,
    ) -> list[Tag]:
        """Return the tags that are on any claim (those ``worn``, where they are known) or were
        coloured by records that are to be ``named``; by name.
        """
        if worn is None:
            worn = (name for claim in self.claims() for name in claim.tags)
        return read_tags(self.log, worn, named)


def _passages(claim: Claim) -> Iterator[Passage]:
    yield from (part.passage for part in claim.passages)
    yield from (evidence.passage for evidence in claim.evidence)
