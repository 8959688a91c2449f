# SPDX-License-Identifier: AGPL-3.0-or-later
"""The change log: which change saw which, and what each field of each record holds.

Merging two logs is the union of their changes; what the fields hold then follows from the set
alone, never from the order of arrival.  A field holds the values of all changes that no other
change to it has seen (a multi-value register); more than one different value is a conflict.

Ancestry is answered by vector clocks over *lanes*: chains of changes of one installation.  An
installation whose sequence numbers repeat (a copied home folder) simply gets two lanes.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Collection, Iterable, Iterator, MutableMapping
from copy import copy
from dataclasses import dataclass
from typing import Any, TypeAlias

from sidelight.model.change import Change, Setting
from sidelight.model.erasure import Targets, concerned, redacted, targets
from sidelight.model.withheld import Gap, Row, joined, whole

Key: TypeAlias = tuple[str, str]
"""Kind and id of a record."""

_FEW = 16
"""Settings that are gone through; more are looked up by their record."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A value of a field with the change that set it."""

    change: Change
    value: Any

    @property
    def order(self) -> tuple[tuple[int, int], str]:
        """Where the entry is shown among others: by clock, then by id."""
        return self.change.clock, self.change.id


_NO_FIELDS: dict[str, list[Entry]] = {}
_NOTHING: dict[int, int] = {}


class Log:
    """All changes of a project and the fields they leave.

    ``order`` lists the changes as they were applied, each after all it saw; ``history`` those of
    one record; ``ignored`` counts settings of unknown kinds and those that their reviewer may not
    make.  ``actors`` are the reviewers who acted, ``contested`` the records of which a field ever
    held several values.  ``gaps`` are the places of changes that were left out, ``removed`` the
    records that are removed for good: what else the log said of them is gone from its changes.
    """

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._clear()
        self.add(rows)

    def _clear(self) -> None:
        self.changes: dict[str, Change] = {}
        self.order: list[Change] = []
        self.heads: set[str] = set()
        self.clock: tuple[int, int] = (0, 0)
        self.fields: MutableMapping[Key, dict[str, list[Entry]]] = {}
        self.created: dict[Key, Change] = {}
        self.history: MutableMapping[Key, list[Change]] = {}
        self.ignored = 0
        self.actors: dict[str, None] = {}
        self.contested: dict[Key, None] = {}
        self._kinds: dict[str, dict[Key, None]] = {}
        self.gaps: dict[str, Gap] = {}
        self.removed: Targets = frozenset()
        self._lanes: dict[str, tuple[int, int]] = {}
        self._lane_count = 0
        self._lanes_of: dict[str, dict[int, int]] = {}
        self._seen: dict[str, dict[int, int]] = {}
        self._missing: set[str] = set()

    def add(self, rows: Iterable[Row], watch: Callable[[], object] | None = None) -> list[Change]:
        """Take in rows in any order; return the changes that were new, each after all it saw.

        ``watch`` is called before each row is placed; where it raises, the log is of no more use.
        """
        news = self._news(rows)
        unknown = {id_ for id_ in news if id_ not in self.changes}
        if self._stands_otherwise(news):
            news = {**self.gaps, **self.changes, **news}
            self._clear()
            self.removed = targets(news.values())
            if self.removed:
                news = {id_: redacted(row, self.removed) for id_, row in news.items()}
        applied = []
        for row, heads in _sorted(news):
            if watch:
                watch()
            self._place(row, heads)
            if isinstance(row, Gap):
                self.gaps[row.id] = row
            else:
                self._apply(row)
                applied.append(row)
        self._missing -= self.gaps.keys()
        return [change for change in applied if change.id in unknown]

    def copy(self) -> Log:
        """Return a log of its own that says the same."""
        other = Log()
        for name, value in vars(self).items():
            vars(other)[name] = copy(value)
        other.fields = {key: dict(some) for key, some in self.fields.items()}
        other.history = {key: list(some) for key, some in self.history.items()}
        other._kinds = {record: dict(some) for record, some in self._kinds.items()}
        other._lanes_of = {key: dict(some) for key, some in self._lanes_of.items()}
        return other

    def keys(self, record: str) -> list[Key]:
        """Return the records of a kind that anything was set of, in the order of their coming."""
        return [*self._kinds.get(record, ())]

    def as_said_by(self, reviewer: str, keys: Iterable[Key]) -> Log:
        """Return a view for reading in which some records hold what one reviewer said of them, as
        if nobody else had.
        """
        history: dict[Key, list[Change]] = {}
        fields: dict[Key, dict[str, list[Entry]]] = {}
        for key in keys:
            history[key] = [c for c in self.history.get(key, ()) if c.reviewer == reviewer]
            said = fields[key] = {}
            for change in history[key]:
                for setting in settings_of(change, key):
                    kept = self._unseen(said.get(setting.field, ()), change)
                    said[setting.field] = [*kept, Entry(change, setting.value)]
        view = copy(self)
        view.fields = ChainMap(fields, self.fields)
        view.history = ChainMap(history, self.history)
        return view

    def in_order(self) -> list[Row]:
        """Return all rows, each after all that it names."""
        return [row for row, _heads in _sorted(self.rows())]

    def rows(self) -> dict[str, Row]:
        """Return all rows by id: the changes, and the gaps where others were left out."""
        return {**self.gaps, **self.changes}

    def before(self, coming: Iterable[Row]) -> Callable[[], dict[str, Row]]:
        """Return what gives the rows that there are now, once those that are ``coming`` have been
        added, or failed to be; at hardly any cost as long as nobody asks.
        """
        gaps, changes = self.gaps, self.changes
        ids = {row.id for row in coming}
        held = {id_: row for id_ in ids if (row := changes.get(id_) or gaps.get(id_))}

        def rows() -> dict[str, Row]:
            every: dict[str, Row] = {**gaps, **changes}
            return {id_: row for id_, row in every.items() if id_ not in ids} | held

        return rows

    def _news(self, rows: Iterable[Row]) -> dict[str, Row]:
        """Return by id what says more than is known."""
        news: dict[str, Row] = {}
        for row in rows:
            known = news.get(row.id) or self.changes.get(row.id) or self.gaps.get(row.id)
            if known is None:
                news[row.id] = row
            elif known is not row and (said := joined(known, row)).body != known.body:
                news[row.id] = said
        return news

    def _stands_otherwise(self, news: dict[str, Row]) -> bool:
        """Tell whether new rows change what was made of the old ones."""
        known = (self.changes, self.gaps, self._missing)
        if any(id_ in some for id_ in news for some in known):
            return True
        changes = (row for row in news.values() if isinstance(row, Change))
        return any(concerned(change, self.removed) for change in changes)

    def has_seen(self, later: Change, earlier: Change) -> bool:
        """Tell whether ``later`` was made with ``earlier`` (or itself) in sight."""
        lane, at = self._lanes[earlier.id]
        return self._seen[later.id].get(lane, 0) >= at

    def missing(self) -> set[str]:
        """Return the ids of ancestors that are not in the log, and for which there is no gap."""
        return set(self._missing)

    def roots(self) -> list[str]:
        """Return the ids of the changes that saw no other, by clock and id.

        One made the project; more are there where projects were merged that began apart.
        """
        first = [change for change in self.changes.values() if not change.heads]
        return [change.id for change in sorted(first, key=lambda c: (c.clock, c.id))]

    def value(self, key: Key, field: str, default: Any = None) -> Any:
        """Return what a field shows: the latest by clock of its current values."""
        entry = self.latest(key, field)
        return entry.value if entry else default

    def shown(self, key: Key) -> dict[str, Any]:
        """Return what every field of a record shows, as `value` has it; who asks for several takes
        a third of the time.
        """
        return {
            field: (
                entries[0] if len(entries) == 1 else max(entries, key=lambda entry: entry.order)
            ).value
            for field, entries in self.fields.get(key, _NO_FIELDS).items()
            if entries
        }

    def latest(self, key: Key, field: str) -> Entry | None:
        """Return the latest by clock of a field's current values; None where there is none."""
        entries = self.fields.get(key, {}).get(field)
        if not entries or len(entries) == 1:
            return entries[0] if entries else None
        return max(entries, key=lambda entry: entry.order)

    def entries(self, key: Key, field: str) -> list[Entry]:
        """Return the current values of a field, oldest first; two different ones are a conflict."""
        entries = self.fields.get(key, {}).get(field, [])
        return sorted(entries, key=lambda entry: entry.order) if len(entries) > 1 else [*entries]

    def value_before(self, change: Change, key: Key, field: str) -> Any:
        """Return what a field held when ``change`` was made; None where it held nothing."""
        entry = self.entry_before(change, key, field)
        return entry.value if entry else None

    def entry_before(self, change: Change, key: Key, field: str) -> Entry | None:
        """Return the same with the change that had set it."""
        before: list[Entry] = []
        for past in self.history.get(key, ()):
            if past.id == change.id or not self.has_seen(change, past):
                continue
            for setting in settings_of(past, key):
                if setting.field == field:
                    before = [*self._unseen(before, past), Entry(past, setting.value)]
        return max(before, key=lambda entry: entry.order, default=None)

    def _apply(self, change: Change) -> None:
        self.changes[change.id] = change
        self.order.append(change)
        self.actors[change.reviewer] = None
        self.heads = (self.heads - self._behind(change.heads)) | {change.id}
        # not by sets of keys, which would be walked through each time
        for head in change.heads:
            if head not in self.changes and head not in self.gaps:
                self._missing.add(head)
        self.clock = max(self.clock, change.clock)
        for setting in change.counting:
            self._set(change, setting)
        self.ignored += len(change.sets) - len(change.counting)

    def _set(self, change: Change, setting: Setting) -> None:
        """Let a field hold what a change sets, and what that had not seen."""
        key = (setting.record, setting.id)
        history = self.history.setdefault(key, [])
        if not history or history[-1] is not change:
            history.append(change)
        first = self.created.setdefault(key, change)
        if first is not change and (change.clock, change.id) < (first.clock, first.id):
            self.created[key] = change
        fields = self.fields.setdefault(key, {})
        if not fields:
            self._kinds.setdefault(key[0], {})[key] = None
        kept = fields.get(setting.field, ())
        if kept and (len(self._seen[change.id]) > 1 or self._lanes[change.id][1] > 1):
            kept = self._unseen(kept, change)
        elif kept:
            # it has seen nothing but itself
            kept = [e for e in kept if e.change is not change]
        if kept:
            self.contested[key] = None
        fields[setting.field] = [*kept, Entry(change, setting.value)]

    def _unseen(self, entries: Iterable[Entry], change: Change) -> list[Entry]:
        """Return the entries that a change was made without sight of."""
        return [entry for entry in entries if not self.has_seen(change, entry.change)]

    def _behind(self, heads: Iterable[str]) -> set[str]:
        """Return heads and, where there are gaps in their places, what stands behind those."""
        found: set[str] = set()
        wanted = list(heads)
        while wanted:
            head = wanted.pop()
            if head not in found:
                found.add(head)
                wanted += self.gaps[head].heads if head in self.gaps else ()
        return found

    def _place(self, row: Row, heads: Collection[str]) -> None:
        """Note which changes of every lane a row has seen, and give a change its lane."""
        sights = [self._seen.get(head, _NOTHING) for head in heads]
        if len(sights) > 1:
            sights.sort(key=len)
        # the widest is copied whole, which takes a fraction of the time of going through it
        seen = dict(sights.pop()) if sights else {}
        for sight in sights:
            for other, at in sight.items():
                seen[other] = max(seen.get(other, 0), at)
        self._seen[row.id] = seen
        if isinstance(row, Gap):
            return
        # not only where a head is its own: two who take turns have one lane each
        lanes = self._lanes_of.setdefault(row.installation, {})
        fewer = seen if len(seen) < len(lanes) else lanes
        seen_tips = [n for n in fewer if n in lanes and seen.get(n) == lanes[n]]
        if seen_tips:
            lane = min(seen_tips)
        else:
            lane = self._lane_count
            self._lane_count += 1
        at = seen.get(lane, 0) + 1
        seen[lane] = lanes[lane] = at
        self._lanes[row.id] = (lane, at)


def settings_of(change: Change, key: Key) -> list[Setting]:
    """Return what counts of what a change set of one record."""
    if len(change.sets) > _FEW:
        # not through ten thousand for each of ten thousand records
        return [*change.by_record.get(key, ())]
    record, id_ = key
    return [s for s in change.counting if s.id == id_ and s.record == record]


def _sorted(rows: dict[str, Row]) -> Iterator[tuple[Row, Collection[str]]]:
    """Yield rows with their heads, each after those of them that it saw, else by clock and id."""
    if _in_line(rows):
        yield from ((row, row.heads) for row in rows.values())
        return
    heads: dict[str, Collection[str]] = {id_: row.heads for id_, row in rows.items()}
    waiting = {id_: sum(head in rows for head in its) for id_, its in heads.items()}
    children = _children(rows)
    ready = [rows[id_] for id_, count in waiting.items() if count == 0]
    while waiting:
        if not ready:
            ready = _untied(waiting, rows, heads)
        later: list[Row] = []
        for row in sorted(ready, key=_by_clock):
            if waiting.pop(row.id, None) is None:
                continue
            yield row, heads[row.id]
            for child in children.get(row.id, ()):
                if child in waiting:
                    waiting[child] -= 1
                    if waiting[child] == 0:
                        later.append(rows[child])
        ready = later


def _in_line(rows: dict[str, Row]) -> bool:
    """Tell whether each row saw just the one before, as where people take turns."""
    before = ""
    for row in rows.values():
        if before and row.heads != (before,):
            return False
        if not before and any(head in rows for head in row.heads):
            return False
        before = row.id
    return True


def _children(rows: dict[str, Row]) -> dict[str, list[str]]:
    children: dict[str, list[str]] = {}
    for id_, row in rows.items():
        for head in row.heads:
            if head in rows:
                children.setdefault(head, []).append(id_)
    return children


def _untied(
    waiting: Collection[str], rows: dict[str, Row], heads: dict[str, Collection[str]]
) -> list[Row]:
    """Cut the circles that keep rows waiting: rows whose bytes no hash proves may lie."""
    unproven = [rows[id_] for id_ in waiting if not whole(rows[id_])]
    for row in unproven:
        heads[row.id] = [head for head in row.heads if head not in waiting]
    return unproven


def _by_clock(row: Row) -> tuple[tuple[int, int], str]:
    return ((0, 0) if isinstance(row, Gap) else row.clock), row.id
