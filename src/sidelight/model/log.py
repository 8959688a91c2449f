# SPDX-License-Identifier: AGPL-3.0-or-later
"""The change log: which change saw which, and what each field of each record holds.

Merging two logs is the union of their changes; what the fields hold then follows from the set
alone, never from the order of arrival.  A field holds the values of all changes that no other
change to it has seen (a multi-value register); more than one different value is a conflict.

Ancestry is answered by vector clocks over *lanes*: chains of changes of one installation.  An
installation whose sequence numbers repeat (a copied home folder) simply gets two lanes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from sidelight.model.change import Change, Setting
from sidelight.model.fields import fits

Key: TypeAlias = tuple[str, str]
"""Kind and id of a record."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of a field with the change that set it."""

    change: Change
    value: Any

    @property
    def order(self) -> tuple[tuple[int, int], str]:
        """Where the entry is shown among others: by clock, then by id."""
        return self.change.clock, self.change.id


class Log:
    """All changes of a project and the fields they leave.

    ``order`` lists the changes as they were applied, each after all it saw; ``history`` those of
    one record; ``ignored`` counts settings of unknown kinds and those that their reviewer may not
    make.
    """

    def __init__(self, changes: Iterable[Change] = ()) -> None:
        self._clear()
        self.add(changes)

    def _clear(self) -> None:
        self.changes: dict[str, Change] = {}
        self.order: list[Change] = []
        self.heads: set[str] = set()
        self.clock: tuple[int, int] = (0, 0)
        self.fields: dict[Key, dict[str, list[Entry]]] = {}
        self.created: dict[Key, Change] = {}
        self.history: dict[Key, list[Change]] = {}
        self.ignored = 0
        self._lanes: dict[str, tuple[int, int]] = {}
        self._lane_count = 0
        self._lanes_of: dict[str, dict[int, int]] = {}
        self._seen: dict[str, dict[int, int]] = {}
        self._missing: set[str] = set()

    def add(self, changes: Iterable[Change]) -> list[Change]:
        """Take in changes in any order; return those that were new, each after all it saw."""
        known = set(self.changes)
        new = {change.id: change for change in changes if change.id not in known}
        if new.keys() & self.missing():
            new |= self.changes
            self._clear()
        applied = list(_sorted(new))
        for change in applied:
            self._apply(change)
        return [change for change in applied if change.id not in known]

    def has_seen(self, later: Change, earlier: Change) -> bool:
        """Tell whether ``later`` was made with ``earlier`` (or itself) in sight."""
        lane, at = self._lanes[earlier.id]
        return self._seen[later.id].get(lane, 0) >= at

    def missing(self) -> set[str]:
        """Return the ids of ancestors that are not in the log (left out of a partial copy)."""
        return set(self._missing)

    def value(self, key: Key, field: str, default: Any = None) -> Any:
        """Return what a field shows: the latest by clock of its current values."""
        entry = self.latest(key, field)
        return entry.value if entry else default

    def latest(self, key: Key, field: str) -> Entry | None:
        """Return the latest by clock of a field's current values; None where there is none."""
        entries = self.fields.get(key, {}).get(field)
        return max(entries, key=lambda entry: entry.order) if entries else None

    def entries(self, key: Key, field: str) -> list[Entry]:
        """Return the current values of a field, oldest first; two different ones are a conflict."""
        return sorted(self.fields.get(key, {}).get(field, ()), key=lambda entry: entry.order)

    def value_before(self, change: Change, key: Key, field: str) -> Any:
        """Return what a field held when ``change`` was made; None where it held nothing."""
        before: list[Entry] = []
        for past in self.history.get(key, ()):
            if past.id == change.id or not self.has_seen(change, past):
                continue
            for setting in settings_of(past, key):
                if setting.field == field:
                    before = [e for e in before if not self.has_seen(past, e.change)]
                    before.append(Entry(past, setting.value))
        return max(before, key=lambda entry: entry.order).value if before else None

    def _apply(self, change: Change) -> None:
        self._place(change)
        self.changes[change.id] = change
        self.order.append(change)
        self.heads = (self.heads - set(change.heads)) | {change.id}
        self._missing |= set(change.heads) - self.changes.keys()
        self.clock = max(self.clock, change.clock)
        for setting in change.sets:
            if not counts(change, setting):
                self.ignored += 1
                continue
            key = (setting.record, setting.id)
            history = self.history.setdefault(key, [])
            if not history or history[-1] is not change:
                history.append(change)
            first = self.created.setdefault(key, change)
            if (change.clock, change.id) < (first.clock, first.id):
                self.created[key] = change
            fields = self.fields.setdefault(key, {})
            kept = fields.get(setting.field, [])
            if len(self._seen[change.id]) > 1 or self._lanes[change.id][1] > 1:
                # else it has seen nothing but itself
                kept = [e for e in kept if not self.has_seen(change, e.change)]
            fields[setting.field] = [*kept, Entry(change, setting.value)]

    def _place(self, change: Change) -> None:
        """Give the change its lane and note which changes of every lane it has seen."""
        sights = sorted((self._seen.get(head, {}) for head in change.heads), key=len)
        # the widest is copied whole, which takes a fraction of the time of going through it
        seen = dict(sights.pop()) if sights else {}
        for sight in sights:
            for other, at in sight.items():
                seen[other] = max(seen.get(other, 0), at)
        # not only where a head is its own: two who take turns have one lane each
        lanes = self._lanes_of.setdefault(change.installation, {})
        fewer = seen if len(seen) < len(lanes) else lanes
        seen_tips = [n for n in fewer if n in lanes and seen.get(n) == lanes[n]]
        if seen_tips:
            lane = min(seen_tips)
        else:
            lane = self._lane_count
            self._lane_count += 1
        at = seen.get(lane, 0) + 1
        seen[lane] = lanes[lane] = at
        self._lanes[change.id] = (lane, at)
        self._seen[change.id] = seen


def counts(change: Change, setting: Setting) -> bool:
    """Tell whether a setting counts; a verdict is its reviewer's own, and nobody else can set
    it.
    """
    if setting.record == "verdict" and not setting.id.endswith(f".{change.reviewer}"):
        return False
    return fits(setting.record, setting.field, setting.value)


def settings_of(change: Change, key: Key) -> list[Setting]:
    """Return what counts of what a change set of one record."""
    return [s for s in change.sets if (s.record, s.id) == key and counts(change, s)]


def _sorted(changes: dict[str, Change]) -> Iterator[Change]:
    """Yield changes each after those of them that it saw, else by clock and id."""
    waiting = {
        id_: sum(head in changes for head in change.heads) for id_, change in changes.items()
    }
    children: dict[str, list[str]] = {}
    for id_, change in changes.items():
        for head in change.heads:
            if head in changes:
                children.setdefault(head, []).append(id_)
    ready = sorted(
        (changes[i] for i, n in waiting.items() if n == 0), key=lambda c: (c.clock, c.id)
    )
    while ready:
        later: list[Change] = []
        for change in ready:
            yield change
            for child in children.get(change.id, ()):
                waiting[child] -= 1
                if waiting[child] == 0:
                    later.append(changes[child])
        ready = sorted(later, key=lambda c: (c.clock, c.id))
