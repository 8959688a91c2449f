# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a copy of a project holds when part of it is left out.

What is left out of a change leaves a `Withheld` change, what is left out whole leaves a `Gap`
where a kept change names it, so that the copy still knows what was made in sight of what, and
merges back as if nothing had been left out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from sidelight.model.blindness import ALWAYS, judging, said_by
from sidelight.model.change import Change, Setting
from sidelight.model.claim_parts import PARTS, is_private
from sidelight.model.draft_chain import drafts_before
from sidelight.model.fields import fits
from sidelight.model.log import Key, Log
from sidelight.model.project import Project
from sidelight.model.withheld import Gap, Row, is_erased, slots, without

_NAMING = {("claim", "assigned"), ("second", "reviewer")}
"""Fields that hold the id of a reviewer."""


@dataclass(frozen=True)
class Choice:
    """What a copy holds: with the bytes of sources or not, with private notes or not, only some
    claims (ids; None for all), only one reviewer's acts (an id), or what a blind second may see.
    """

    sources: bool = True
    private_notes: bool = True
    claims: frozenset[str] | None = None
    only: str = ""
    blind_for: str = ""

    @property
    def everything(self) -> bool:
        """Whether nothing is left out."""
        return self == Choice()


@dataclass(frozen=True)
class Part:
    """What of a project goes into a copy.

    ``rows`` of the log, each after what it names, ``blobs`` by hash, ``absent`` the hashes of bytes
    that its documents have and the copy has not.
    """

    rows: tuple[Row, ...]
    blobs: frozenset[str]
    absent: frozenset[str]


def part(project: Project, choice: Choice) -> Part:
    """Return what a copy of a project holds by a choice."""
    keep = _keeping(project, choice)
    kept: dict[str, Change] = {}
    for change in project.log.order:
        if choice.only and change.reviewer != choice.only and not _tombstone(change):
            continue
        given = tuple(s if s is not None and keep(change, s) else None for s in slots(change))
        if given == slots(change):
            kept[change.id] = change
        elif any(given):
            kept[change.id] = without(change, given)
    kept = _without_strangers(kept, choice.blind_for)
    names = named_blobs(kept.values())
    absent = frozenset() if choice.sources else frozenset(_source_blobs(project, names))
    # Bytes that an article shares with a source stay.
    stay = {hash_ for hash_, documents in names.items() if documents - _sources(project)}
    absent -= stay
    blobs = frozenset(names.keys() - absent)
    return Part((*_gaps(project.log, kept), *kept.values()), blobs, absent)


def named_blobs(changes: Iterable[Change]) -> dict[str, set[str]]:
    """Return the hashes of all bytes that changes name, each with the documents it belongs to."""
    named: dict[str, set[str]] = {}
    for change in changes:
        for s in change.sets:
            if s.record == "document" and not is_erased(s.value):
                named.setdefault(s.id, set()).add(s.id)
            elif s.record == "layer" and fits("layer", s.field, s.value):
                for name in ("text", "geometry", "rendition"):
                    if s.value[name]:
                        named.setdefault(s.value[name], set()).add(s.value["document"])
    return named


def _sources(project: Project) -> set[str]:
    return {document.id for document in project.documents("source")}


def _source_blobs(project: Project, named: dict[str, set[str]]) -> Iterator[str]:
    sources = _sources(project)
    return (hash_ for hash_, documents in named.items() if documents & sources)


def _tombstone(change: Change) -> bool:
    return any(setting.record == "erasure" for setting in change.sets)


def _keeping(project: Project, choice: Choice) -> Callable[[Change, Setting], bool]:
    """Return what tells whether a setting of a change goes into the copy."""
    log = project.log
    chosen = None if choice.claims is None else _belonging(project, choice.claims)

    def keep(change: Change, setting: Setting) -> bool:
        key = (setting.record, setting.id)
        if setting.record in ALWAYS:
            return True
        private = is_private(log, key)
        hidden = choice.blind_for and judging(setting)
        own = said_by(log, key, setting.field, change.reviewer, choice.blind_for)
        return not (
            (chosen is not None and key not in chosen and setting.record != "vocabulary")
            or (private and not choice.private_notes)
            or (hidden and not own)
        )

    return keep


def _belonging(project: Project, claims: Collection[str]) -> set[Key]:
    """Return the claims, their parts, the documents these stand in, and what those are read by;
    not the notes on these documents, which may speak of other claims.
    """
    wanted = {one for claim in claims for one in project.joined(claim)}
    found: set[Key] = {("claim", claim) for claim in wanted}
    for claim in wanted:
        found |= {key for key in project.parts(("claim", claim)) if key[0] in PARTS}
    places = [entry.value for key in list(found) for entry in project.log.entries(key, "place")]
    documents = _with_drafts(project, {str(place["document"]) for place in places})
    layers = {str(place["layer"]) for place in places}
    for key in project.log.fields:
        if key[0] == "layer":
            made = project.layer(key[1])
            if made and (made.document in documents or key[1] in layers):
                layers.add(key[1])
    found |= {("document", id_) for id_ in documents}
    found |= {("layer", id_) for id_ in layers}
    for key in project.log.fields:
        over = project.log.value(key, "over") if key[0] == "correction" else None
        if over and over["layer"] in layers:
            found.add(key)
    return found


def _with_drafts(project: Project, documents: Collection[str]) -> set[str]:
    """Add the drafts before and after these documents: an article is all of its drafts."""
    log = project.log
    chains = [{key[1], *drafts_before(log, key[1])} for key in log.fields if key[0] == "document"]
    found, wanted = set(documents), len(documents) - 1
    while wanted < len(found):
        wanted = len(found)
        found.update(*(chain for chain in chains if chain & found))
    return found


def _without_strangers(kept: dict[str, Change], receiver: str) -> dict[str, Change]:
    """Leave out the names of reviewers of whom nothing else is in the copy, but for its receiver's
    and theirs to whom a claim is assigned.
    """
    acting = {
        change.reviewer
        for change in kept.values()
        if not change.sets or any(s.record != "reviewer" for s in change.sets)
    }
    naming = (s for c in kept.values() for s in c.sets if (s.record, s.field) in _NAMING)
    acting |= {receiver, *(s.value for s in naming if isinstance(s.value, str))}
    found: dict[str, Change] = {}
    for id_, change in kept.items():
        given = tuple(
            s if s is None or s.record != "reviewer" or s.id in acting else None
            for s in slots(change)
        )
        if given == slots(change):
            found[id_] = change
        elif any(given):
            found[id_] = without(change, given)
    return found


def _gaps(log: Log, kept: Collection[str]) -> list[Gap]:
    """Return what stands for the left out changes that kept ones name, and what they had seen."""
    behind: dict[str, frozenset[str]] = {}
    for row in log.in_order():
        found: set[str] = set()
        for head in row.heads:
            found |= {head} if head in kept else behind.get(head, frozenset())
        behind[row.id] = frozenset(_latest(log, found))
    named = {head for id_ in kept for head in log.changes[id_].heads if head not in kept}
    return [Gap(id_, tuple(sorted(behind[id_]))) for id_ in sorted(named) if id_ in behind]


def _latest(log: Log, ids: set[str]) -> set[str]:
    """Keep of some changes those that no other of them had seen."""
    if len(ids) < 2:
        return ids
    changes = [log.changes[id_] for id_ in ids]
    return {c.id for c in changes if not any(o is not c and log.has_seen(o, c) for o in changes)}
