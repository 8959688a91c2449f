# SPDX-License-Identifier: AGPL-3.0-or-later
"""Conflicts: fields that two changes set without sight of each other, to different values.

Both values stay in the log.  A conflict is settled by a change made in sight of both.  That a
verdict differs from another reviewer's is none, nor is a removal: an edit beats it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from sidelight.model.change import Setting
from sidelight.model.draft_chain import drafts_before
from sidelight.model.log import Entry, Key
from sidelight.model.project import Project
from sidelight.model.records import Claim

Rule: TypeAlias = Literal["mine", "theirs", "newer"]
RULES: tuple[Rule, ...] = ("mine", "theirs", "newer")

_UNASKED = {
    "document": {"number", "size", "name", "media_type", "layer", "deleted"},
    "claim": {"number", "deleted"},
    "verdict": {"claim", "as_of", "seen"},
    "layer": {"made"},
    "tag": {"name"},
    "tagging": {"claim", "name", "on"},
    "evidence": {"order", "deleted"},
    "described": {"order", "deleted"},
    "decision": {"claim"},
    "signoff": {"document", "signed"},
    "passage": {"carried", "confirmed", "deleted"},
    "note": {"settled", "deleted"},
    "second": {"claim", "reviewer", "blind"},
}
"""Fields that follow from others or that nobody wrote: there is nothing to ask about them."""


_WHERE = ("document", "layer", "start", "end", "area", "page")


@dataclass(frozen=True)
class Conflict:
    """A field of a record with its values, oldest first, each with the change that set it.

    ``claim`` is the id of the claim that it belongs to, or "".
    """

    record: str
    id: str
    field: str
    entries: tuple[Entry, ...]
    claim: str = ""

    @property
    def key(self) -> Key:
        """Kind and id of the record."""
        return self.record, self.id

    @property
    def shown(self) -> Any:
        """The value that is shown until it is settled: the latest."""
        return self.entries[-1].value

    def by_rule(self, rule: Rule, me: str) -> Any:
        """Return the value that a rule takes: mine, theirs (of whoever is not me), or the newer.

        The latest, where nobody or everybody is meant.
        """
        wanted = [
            entry
            for entry in self.entries
            if rule == "newer" or (entry.change.reviewer == me) == (rule == "mine")
        ]
        if rule == "newer":
            return max(wanted, key=lambda entry: (entry.change.time, entry.change.id)).value
        return (wanted or self.entries)[-1].value

    def settled(self, value: Any) -> Setting:
        """Return the setting that settles it."""
        return Setting(self.record, self.id, self.field, value)


def conflicts(project: Project, keys: Iterable[Key] | None = None) -> list[Conflict]:
    """Return what is to be settled, in all records or some, by claim and document number, then by
    field.
    """
    found = []
    for key in project.log.contested if keys is None else keys:
        for field, values in project.log.fields.get(key, {}).items():
            if len(values) < 2 or field in _UNASKED.get(key[0], {"deleted"}):
                continue
            entries = tuple(project.log.entries(key, field))
            if len({_said(entry.value) for entry in entries}) < 2 or not _stands(project, key):
                continue
            found.append(Conflict(*key, field, entries, _claim_of(project, key)))
    return sorted(found, key=lambda c: _order(project, c))


def twins(project: Project) -> list[tuple[Claim, ...]]:
    """Return claims that several reviewers made of the very same passage of an article, in the
    newest draft that each stands in.
    """
    stands: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for key, fields in project.log.fields.items():
        if key[0] == "passage" and "place" in fields and project.alive(key):
            claim = project.joined_to(str(project.log.value(key, "claim", "")))
            place = project.log.value(key, "place")
            # of words the page is only a hint
            names = _WHERE if "area" in place else _WHERE[:4]
            where = {name: place.get(name) for name in names}
            before = len(drafts_before(project.log, str(place["document"])))
            stands[claim].append((before, _said(where)))
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for claim, places in stands.items():
        # a claim that another of the same passage was joined to marks it once
        newest = max(before for before, _said in places)
        groups[tuple(sorted({said for before, said in places if before == newest}))].append(claim)
    same = (ids for ids in groups.values() if len(ids) > 1)
    found = (tuple(filter(None, map(project.claim, ids))) for ids in same)
    return [group for group in found if len(group) > 1]


def _said(value: Any) -> str:
    return json.dumps(value, sort_keys=True)


def _claim_of(project: Project, key: Key) -> str:
    if key[0] == "claim":
        return project.joined_to(key[1])
    claim = project.log.value(key, "claim", "")
    return project.joined_to(str(claim)) if claim else ""


def _stands(project: Project, key: Key) -> bool:
    """Tell whether a record shows anywhere."""
    whole = [("claim", claim)] if (claim := _claim_of(project, key)) else []
    return all(project.alive(one) for one in (key, *whole))


def _order(project: Project, conflict: Conflict) -> tuple[Sequence[Any], str, str]:
    of = ("claim", conflict.claim) if conflict.claim else conflict.key
    number = project.log.value(of, "number", 0)
    return (of[0], number, of[1]), conflict.record, conflict.field
