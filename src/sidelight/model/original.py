# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who said first, and when, what an undo or a redo brought back: it is theirs, and of that time."""

from __future__ import annotations

from sidelight.model.change import Change
from sidelight.model.log import Entry, Key, Log, settings_of


def latest_original(log: Log, key: Key, field: str) -> Entry | None:
    """Return what a field shows with the change that said it first.

    None where it holds nothing, or nothing again: what was said first of all was undone.
    """
    entry = log.latest(key, field)
    while entry is not None and entry.change.inverts:
        step = _inverted(log, key, field, entry)
        before = log.entry_before(step, key, field) if step else entry
        if before is not None and (before is entry or before.value != entry.value):
            break
        # seen by the step that was inverted, which this one has seen: it comes to an end
        entry = before
    return entry


def _inverted(log: Log, key: Key, field: str, entry: Entry) -> Change | None:
    """Return the first change to a field of the step that the change of an entry took back."""
    by = entry.change
    steps = [
        change
        for change in log.history.get(key, ())
        if change.group == by.inverts
        and change.reviewer == by.reviewer
        and change is not by
        and log.has_seen(by, change)
        and any(setting.field == field for setting in settings_of(change, key))
    ]
    return min(steps, key=lambda change: (change.clock, change.id), default=None)
