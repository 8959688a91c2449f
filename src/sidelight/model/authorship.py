# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whose a record is: of whoever made it here or, where it was brought in, of whoever made it
there.
"""

from __future__ import annotations

from datetime import datetime

from sidelight.model.imported import Imported, read
from sidelight.model.log import Entry, Key, Log, settings_of


def imported(log: Log, key: Key) -> Imported | None:
    """Return where a record comes from; None for one that was made here."""
    entries = log.fields.get(key, {}).get("imported")
    if not entries:
        return None
    made = log.created[key]
    value = next((entry.value for entry in entries if entry.change is made), None)
    if value is None:
        # somebody set it again, which counts for nothing
        first = (s.value for s in settings_of(made, key) if s.field == "imported")
        value = next(first, None)
    return read(value, made.reviewer) if value else None


def author(log: Log, key: Key) -> tuple[str, datetime]:
    """Return whose a record is and when it was made: here or, where it was brought in, there."""
    return origin(log, key)[:2]


def origin(log: Log, key: Key) -> tuple[str, datetime, Imported | None]:
    """Return the same, and where the record comes from."""
    made = log.created[key]
    found = imported(log, key)
    if found is None:
        return made.reviewer, made.made_at, None
    return found.by or made.reviewer, found.at or made.made_at, found


def giver(log: Log, key: Key, entry: Entry) -> tuple[str, datetime]:
    """Return who gave a decision or a verdict that stands in ``entry``, and when: as `author` has
    it as long as what was brought in stands.
    """
    change = entry.change
    if change is log.created[key] and imported(log, key):
        return author(log, key)
    return change.reviewer, change.made_at
