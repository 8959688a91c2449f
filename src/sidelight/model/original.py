# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who said first, and when, what an undo or a redo brought back: it is theirs, and of that time."""

from __future__ import annotations

from sidelight.model.log import Entry, Key, Log, settings_of


def latest_original(log: Log, key: Key, field: str) -> Entry | None:
    """Return what a field shows with the change that said it first, None where it holds nothing."""
    entry = log.latest(key, field)
    return entry and original(log, key, field, entry)


def original(log: Log, key: Key, field: str, entry: Entry) -> Entry:
    """Return the entry of a field whose value ``entry`` brought back by an undo or redo; itself
    where it brought back none.
    """
    while entry.change.inverts:
        before = _before(log, key, field, entry)
        if before is None or before.value != entry.value:
            break
        # seen by the step that was inverted, which this one has seen: it comes to an end
        entry = before
    return entry


def _before(log: Log, key: Key, field: str, entry: Entry) -> Entry | None:
    """Return what a field held before the step that the change of an entry took back."""
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
    if not steps:
        return None
    return log.entry_before(min(steps, key=lambda c: (c.clock, c.id)), key, field)
