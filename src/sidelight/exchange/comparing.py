# SPDX-License-Identifier: AGPL-3.0-or-later
"""What another copy of a project has that this one has not, and what a merge of both comes to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from sidelight.model.change import Change, Setting
from sidelight.model.claim_parts import PARTS
from sidelight.model.conflicts import Conflict, conflicts, twins
from sidelight.model.fields import BIRTH
from sidelight.model.log import Key
from sidelight.model.project import Project
from sidelight.model.records import Claim
from sidelight.model.withheld import Row

Said: TypeAlias = tuple[Change, Setting]
"""What a change sets of a record."""
What: TypeAlias = Literal["new", "changed", "removed", "erased"]
_SHOWN = (
    *("project", "document", "claim", "decision", "verdict", "evidence", "described", "response"),
    *("note", "passage", "tagging", "correction", "signoff", "second", "vocabulary"),
)
"""Kinds of records that a reader is told of, in this order."""
_BIRTH = {**BIRTH, "tagging": "name", "signoff": "signed", "second": "blind"}
_SILENT = {"claim", "seen", "as_of", "number", "size", "media_type", "layer", "order"}
"""Fields that follow from others."""


@dataclass(frozen=True)
class FieldChange:
    """A field with what it holds here (None for nothing) and what they set it to."""

    field: str
    here: Any
    there: Any


@dataclass(frozen=True)
class Difference:
    """One record that they made, changed or removed: by whom last, when, and to which claim (an id
    or "") it belongs.
    """

    what: What
    record: str
    id: str
    claim: str
    reviewer: str
    time: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """What they have that this project has not.

    ``differences`` are in the order of claims; ``changes`` counts the acts that are new here,
    ``only_here`` those that they lack, ``since`` is when the first new act was done (UTC, "" for
    none).  ``conflicts`` and ``twins`` (claims that mark the same passage) are those that a merge
    brings about, ``settled`` counts the conflicts that it ends.
    """

    related: bool
    differences: tuple[Difference, ...] = ()
    changes: int = 0
    only_here: int = 0
    since: str = ""
    conflicts: tuple[Conflict, ...] = ()
    settled: int = 0
    twins: tuple[tuple[Claim, ...], ...] = ()

    def counts(self) -> Counter[tuple[str, str, What]]:
        """Return how many records of each kind each reviewer made, changed or removed."""
        return Counter((d.reviewer, d.record, d.what) for d in self.differences)


def compare(here: Project, theirs: Sequence[Row], merged: Project) -> Comparison:
    """Compare a project with the rows of another, ``merged`` being the union of both."""
    known = here.log.changes.keys()
    new = [change for change in merged.log.order if change.id not in known]
    ours, after = conflicts(here), conflicts(merged)
    before = {(c.key, c.field) for c in ours}
    open_ = {(c.key, c.field) for c in after}
    paired = {frozenset(claim.id for claim in group) for group in twins(here)}
    lacking = known - {row.id for row in theirs}
    return Comparison(
        related=here.shares(theirs),
        differences=tuple(_differences(here, merged, new)),
        changes=len(new),
        only_here=len(lacking),
        since=min((change.time for change in new), default=""),
        conflicts=tuple(c for c in after if (c.key, c.field) not in before),
        settled=len(before - open_),
        twins=tuple(g for g in twins(merged) if frozenset(c.id for c in g) not in paired),
    )


def _differences(here: Project, merged: Project, new: Sequence[Change]) -> list[Difference]:
    found = [_difference(here, merged, key, by) for key, by in _by_record(new).items()]
    found += _erased(here, merged)
    # A passage that comes with its claim is a part of that.
    made = {d.id for d in found if d and (d.record, d.what) == ("claim", "new")}
    shown = [
        d
        for d in found
        if d and not (d.record == "passage" and d.claim in made) and _told(here, merged, d.claim)
    ]
    return sorted(shown, key=lambda d: _order(merged, d))


def _told(here: Project, merged: Project, claim: str) -> bool:
    """Tell whether what is said of a claim concerns anyone: not if it came and went unseen."""
    return not claim or ("claim", claim) in here.log.fields or merged.alive(("claim", claim))


def _by_record(new: Iterable[Change]) -> dict[Key, list[Said]]:
    found: dict[Key, list[Said]] = {}
    for change in new:
        for setting in change.counting:
            if setting.record in _SHOWN:
                found.setdefault((setting.record, setting.id), []).append((change, setting))
    return found


def _difference(
    here: Project, merged: Project, key: Key, acts: Sequence[Said]
) -> Difference | None:
    last = _latest(acts)
    said = {setting.field: setting.value for _, setting in acts}
    removed = said.get("deleted") is True and not merged.alive(key)
    if removed:
        if key not in here.log.fields or not here.alive(key):
            return None
        return Difference("removed", *key, _claim(merged, key), last.reviewer, last.time)
    birth, held = _BIRTH.get(key[0], "verdict"), here.log.shown(key)
    born = birth in said and birth not in held
    fields = tuple(_fields(held, said))
    if not born and not fields:
        return None
    what: What = "new" if born else "changed"
    return Difference(what, *key, _claim(merged, key), last.reviewer, last.time, fields)


def _latest(acts: Sequence[Said]) -> Change:
    """Return the change that said something last."""
    first = acts[0][0]
    if all(change is first for change, _setting in acts):
        return first
    return max((change for change, _ in acts), key=lambda change: (change.clock, change.id))


def _fields(held: Mapping[str, Any], said: Mapping[str, Any]) -> Iterator[FieldChange]:
    """Yield what is said otherwise than a record holds it here."""
    for field, there in said.items():
        value = held.get(field)
        if field not in _SILENT and value != there and not (value is None and not there):
            yield FieldChange(field, value, there)


def _erased(here: Project, merged: Project) -> Iterator[Difference]:
    """Yield the records here that a tombstone of theirs removes for good."""
    by: dict[Key, Change] = {}
    for change in merged.log.order:
        for setting in change.sets:
            if setting.record == "erasure" and isinstance(setting.value, dict):
                for record, id_ in setting.value.get("records", ()):
                    by[record, id_] = change
    people = {change.reviewer for change in by.values()}
    last = max(by.values(), key=lambda change: (change.clock, change.id), default=None)
    for key in sorted(here.log.fields.keys() & merged.log.removed):
        # What goes along is not named: it is of whoever removed anything, if that is one person.
        tomb = by.get(key) or (last if len(people) == 1 else None)
        who, when = (tomb.reviewer, tomb.time) if tomb else ("", "")
        if key[0] in _SHOWN:
            yield Difference("erased", *key, _claim(here, key), who, when)


def _claim(project: Project, key: Key) -> str:
    if key[0] == "claim":
        return key[1]
    return str(project.log.value(key, "claim", "")) if key[0] in PARTS else ""


def _order(merged: Project, one: Difference) -> tuple[Any, ...]:
    of = ("claim", one.claim) if one.claim else (one.record, one.id)
    number = merged.log.value(of, "number", 0)
    return bool(one.claim), number, one.claim, _SHOWN.index(one.record), one.time, one.id
