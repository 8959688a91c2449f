# SPDX-License-Identifier: AGPL-3.0-or-later
"""Removing for good: which settings of a log say what must be said no more.

A tombstone is a setting ``("erasure", id, "of")`` that names records.  With them goes whatever
belongs to them: the layers of a document and corrections of these, passages in it with all else
that is said of such a piece of evidence, the notes on it, and the parts of a claim.  A setting that
goes leaves its record, its field and a mark in place of its value; by the mark a later merge knows
that the record is removed.  What belongs to what never shrinks as a log grows, so the order of
merges is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from sidelight.model.change import Change, Setting
from sidelight.model.fields import fits
from sidelight.model.withheld import ERASED, Row, is_erased, slots, without

Key: TypeAlias = tuple[str, str]
Targets: TypeAlias = frozenset[Key]

_REFERS: dict[str, tuple[tuple[str, str], ...]] = {
    "place": (("document", "document"), ("layer", "layer")),
    "made": (("document", "document"),),
    "over": (("layer", "layer"),),
}
"""Fields whose value names a document or layer: the key in the value, and the kind it names."""


def tombstone(records: Iterable[Key], id_: str) -> Setting:
    """Return the setting that removes records for good."""
    return Setting("erasure", id_, "of", {"records": sorted(list(key) for key in records)})


def tombstones(rows: Iterable[Row]) -> dict[str, frozenset[str]]:
    """Return the tombstones among the rows of a log by id, with the ids of what each names."""
    settings = [s for row in rows if isinstance(row, Change) for s in slots(row) if s is not None]
    return {s.id: frozenset(id_ for _kind, id_ in _named(s)) for s in settings if any(_named(s))}


def targets(rows: Iterable[Row], named: Iterable[Key] = ()) -> Targets:
    """Return all records that the tombstones among the rows of a log remove, and a further one
    that would name ``named``.
    """
    settings = [s for row in rows if isinstance(row, Change) for s in slots(row) if s is not None]
    found = {*named, *(key for setting in settings for key in _named(setting))}
    found |= {(s.record, s.id) for s in settings if is_erased(s.value)}
    size = -1 if found else 0
    while size != len(found):
        size = len(found)
        found |= {(s.record, s.id) for s in settings if _grows(s, found)}
    return frozenset(found)


def concerned(change: Change, found: Targets) -> bool:
    """Tell whether a change says anything of records that are removed for good, or removes some."""
    return any(s is not None and (s.record == "erasure" or _with(s, found)) for s in slots(change))


def redacted(row: Row, found: Targets) -> Row:
    """Return a row without what it says of removed records; the same row where that is nothing."""
    if not isinstance(row, Change):
        return row
    given = tuple(s if s is None else _redacted(s, found) for s in slots(row))
    return row if given == slots(row) else without(row, given)


def _redacted(setting: Setting, found: Targets) -> Setting:
    if is_erased(setting.value) or not _with(setting, found):
        return setting
    return Setting(setting.record, setting.id, setting.field, dict(ERASED))


def _named(setting: Setting) -> Iterator[Key]:
    """Yield the records that a tombstone names."""
    if setting.record == "erasure" and fits("erasure", setting.field, setting.value):
        yield from ((record, id_) for record, id_ in setting.value["records"])


def _grows(setting: Setting, found: set[Key]) -> bool:
    key = (setting.record, setting.id)
    return key not in found and _with(setting, found)


def _with(setting: Setting, found: set[Key] | Targets) -> bool:
    """Tell whether a setting goes with one of the removed records."""
    if not found or setting.record == "erasure":
        return False
    keys = [(setting.record, setting.id), *_referred(setting.field, setting.value)]
    return any(key in found for key in keys)


def _referred(field: str, value: Any) -> Iterator[Key]:
    if field in {"claim", "document"} and isinstance(value, str):
        yield field, value
    elif field == "part" and isinstance(value, str):
        # a note on a piece of a claim goes with it
        yield from (("evidence", value), ("passage", value))
    elif isinstance(value, dict):
        for name, record in _REFERS.get(field, ()):
            yield record, str(value.get(name, ""))
