# SPDX-License-Identifier: AGPL-3.0-or-later
"""The questions a project can answer: its records as the log leaves them."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from sidelight.model.added_verdict import AddedVerdict
from sidelight.model.change import Change, Setting
from sidelight.model.claim_parts import PARTS, read_claim, read_exempt, read_note
from sidelight.model.corrected import in_force
from sidelight.model.document_record import CITATION, read_document
from sidelight.model.fields import MOST, REQUIRED, fits
from sidelight.model.log import Key, Log, settings_of
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
from sidelight.model.telling_apart import tails, told_apart
from sidelight.model.verdicts import Verdicts, read_added
from sidelight.model.withheld import Row, whole
from sidelight.text.corrections import Correction, amended

__all__ = ["CITATION", "Project"]


class Project:
    """The records of a project, computed from its log when asked for and kept until they change."""

    def __init__(self, changes: Iterable[Row] = ()) -> None:
        self.log = Log()
        self._relations = Relations()
        self._claims: dict[str, Claim | None] = {}
        # Corrections by layer: their keys, and what is in force once asked for.
        self._corrections: dict[str, dict[Key, None]] = defaultdict(dict)
        self._in_force: dict[str, tuple[Correction, ...]] = {}
        self._reviewers: dict[str, Reviewer] | None = None
        self._verdicts: Verdicts | None = None
        self._numbers: dict[tuple[str, int], dict[str, str]] | None = None
        self.add(changes)

    def add(
        self, changes: Iterable[Row], watch: Callable[[], object] | None = None
    ) -> list[Change]:
        """Take in rows of a log, with such a ``watch`` as it has; return the changes that were
        new.
        """
        before = self.log.order
        new = changed = self.log.add(changes, watch)
        if self.log.order is not before:
            # An ancestor came late, or something went: what older changes say is another matter.
            self._relations = Relations()
            for name in ("_claims", "_corrections", "_in_force"):
                vars(self)[name].clear()
            changed = self.log.order
        for change in changed:
            for setting in change.sets:
                self._relations.relate(setting)
                if (setting.record, setting.field) == ("document", "continues"):
                    self._claims.clear()
                self._reread(setting)
                if self._claims:
                    for key in self._relations.near((setting.record, setting.id)):
                        self._claims.pop(key[1], None)
        self._numbers = None
        self._reviewers = self._verdicts = None
        return new

    def _reread(self, setting: Setting) -> None:
        """Forget what was read of a layer that a setting adds, or lays a correction over."""
        layers = {setting.id} if setting.record == "layer" else set()
        if setting.record == "correction":
            layers = self.overlaid(setting.id)
        for layer in layers:
            if setting.record == "correction":
                self._corrections[layer][setting.record, setting.id] = None
                self._in_force.pop(layer, None)
        if layers:
            for id_, claim in list(self._claims.items()):
                if claim and any(passage.layer in layers for passage in _passages(claim)):
                    del self._claims[id_]

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
            vars(other)[name] = value.copy() if name in {"log", "_claims"} else value
        other._relations = self._relations.copy()
        copied = {key: dict(some) for key, some in self._corrections.items()}
        other._corrections = defaultdict(dict, copied)
        other._in_force = dict(self._in_force)
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
            named = {key[1]: self._name(key) for key in self._keys("reviewer")}
            for change in self.log.order:
                named.setdefault(change.reviewer, "")
            labels = told_apart(named)
            self._reviewers = {
                id_: Reviewer(id_, name or id_[:6], labels[id_]) for id_, name in named.items()
            }
        return self._reviewers

    def _name(self, key: Key) -> str:
        return " ".join(str(self.log.value(key, "name", "")).split())

    def documents(self, kind: str = "") -> list[Document]:
        """Return the documents (article, source, or all) by number."""
        found = [self._document(key[1]) for key in self._keys("document") if self.alive(key)]
        return sorted((d for d in found if kind in {"", d.kind}), key=lambda d: (d.number, d.id))

    def document(self, id_: str) -> Document | None:
        """Return one document, or None where there is none or it was removed."""
        key = ("document", id_)
        return self._document(id_) if key in self.log.fields and self.alive(key) else None

    def layer(self, id_: str) -> LayerMade | None:
        """Return how a layer was made."""
        made = self.log.value(("layer", id_), "made")
        if not isinstance(made, dict):
            return None
        words = {n: str(made[n]) for n in ("document", "kind", "extractor", "version", "language")}
        blobs = {n: str(made[n]) for n in ("text", "geometry", "rendition")}
        return LayerMade(id=id_, options=dict(made["options"]), **words, **blobs)

    def corrections(self, layer: str) -> tuple[Correction, ...]:
        """Return the corrections in force over a layer, in the order of its text."""
        if layer not in self._in_force:
            entries = [
                entry
                for key in self._corrections.get(layer, ())
                if self.alive(key) and (entry := self.log.latest(key, "over"))
            ]
            self._in_force[layer] = in_force(entries, layer)
        return self._in_force[layer]

    def overlaid(self, correction: str) -> set[str]:
        """Return the layers that a correction ever lay over."""
        key = ("correction", correction)
        settings = (s for c in self.log.history.get(key, ()) for s in settings_of(c, key))
        laid = (s.value for s in settings if s.field == "over" and fits(s.record, "over", s.value))
        return {str(value["layer"]) for value in laid}

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
        found = [claim for _, id_ in self._keys("claim") if (claim := self.claim(id_))]
        if document:
            found = [c for c in found if any(p.passage.document == document for p in c.passages)]
        return sorted(found, key=lambda claim: (claim.number, claim.id))

    def claim(self, id_: str) -> Claim | None:
        """Return one claim, or None where there is none, it was removed, or joined to another."""
        if id_ not in self._claims:
            key = ("claim", id_)
            here = key in self.log.fields and self.alive(key) and self.joined_to(id_) == id_
            self._claims[id_] = self.claim_of_parts(id_) if here else None
        claim = self._claims[id_]
        if claim and claim.label != (label := self.label("claim", id_)):
            # Another claim of its number came or went.
            self._claims[id_] = claim = replace(claim, label=label)
        return claim

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
            parts = (id_ for record, id_ in self.parts(("claim", one)) if record == "claim")
            found += [id_ for id_ in parts if id_ not in found and self.joined_to(id_) == claim]
        return found

    def next_number(self, record: str) -> int:
        """Return the number that the next claim or document wishes for."""
        numbers = (int(self.log.value(key, "number", 0)) for key in self._keys(record))
        return min(1 + max(numbers, default=0), MOST)

    def label(self, record: str, id_: str) -> str:
        """Return a record's number, with a tail of its id where another living one has the same."""
        if self._numbers is None:
            self._numbers = {}
            groups: dict[tuple[str, int], list[str]] = defaultdict(list)
            for kind in ("claim", "document"):
                for key in filter(self._shown, self._keys(kind)):
                    groups[kind, int(self.log.value(key, "number", 0))].append(key[1])
            self._numbers.update((group, tails(ids)) for group, ids in groups.items())
        number = int(self.log.value((record, id_), "number", 0))
        equals = self._numbers.get((record, number), {})
        if id_ not in equals:
            equals = tails({*equals, id_})
        return f"{number}{equals[id_]}"

    def _shown(self, key: Key) -> bool:
        return self.alive(key) and (key[0] != "claim" or self.joined_to(key[1]) == key[1])

    def alive(self, key: Key) -> bool:
        """Tell whether a record stands: it was not removed, or not in sight of all work on it.

        An edit of a record, of a part of a claim, or of a passage in a document beats a removal
        that had not seen it.  Work done in sight of the removal does not: only taking it back does.
        """
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

    def _keys(self, record: str) -> list[Key]:
        return [key for key in self.log.fields if key[0] == record]

    def _document(self, id_: str) -> Document:
        return read_document(self.log, id_, self.label("document", id_))

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
        value = log.value
        children = [
            child
            for child in (part for one in joined for part in self.parts(("claim", one)))
            if child[0] in PARTS
            and all(value(child, name) is not None for name in REQUIRED[child[0]])
            and value(child, "claim") in joined
            and (self.alive(child) or child in gone)
            and kept(child)
        ]
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
        return read_added(self.log, filter(self.alive, self._keys("vocabulary")))

    @property
    def verdicts(self) -> Verdicts:
        """What can be judged with: the verdicts that every project has, and those it adds."""
        if self._verdicts is None:
            self._verdicts = Verdicts.of(self.added_verdicts())
        return self._verdicts

    def tags(
        self,
        claims: Iterable[Claim] | None = None,
        named: Callable[[Key], bool] = lambda _key: True,
    ) -> list[Tag]:
        """Return the tags that are on any claim, or any of some, or were coloured by records that
        are to be ``named``; by name.
        """
        claims = self.claims() if claims is None else claims
        names = {name for claim in claims for name in claim.tags}
        colours = {}
        for key in self._keys("tag"):
            name = str(self.log.value(key, "name", ""))
            colours[name] = str(self.log.value(key, "colour", ""))
            names |= {name} if name and named(key) else set()
        return [Tag(name, colours.get(name, "")) for name in sorted(names, key=str.casefold)]


def _passages(claim: Claim) -> Iterator[Passage]:
    yield from (part.passage for part in claim.passages)
    yield from (evidence.passage for evidence in claim.evidence)
