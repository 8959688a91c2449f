# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which backups are to go: the older they are, the fewer are kept.

All of the last day stay; of the two weeks before it one a day, of the three months before those
one a week, and one a month of all earlier ones, each time the last that was found whole.  What was
made before a merge or before an older file was brought up stays for 90 days.  Beyond a bound of
bytes the oldest go first, those before merges and the like after all others.  The last one of a
project that was found whole never goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta, tzinfo

from sidelight.store.backup_records import PROTECTED, Backup

ALL = timedelta(days=1)
DAILY = ALL + timedelta(days=14)
WEEKLY = DAILY + timedelta(days=91)
PROTECTION = timedelta(days=90)


def superfluous(
    backups: Sequence[Backup], now: datetime, most_bytes: int, zone: tzinfo | None = None
) -> list[Backup]:
    """Return the backups, of any projects, that are to go; days are those of ``zone``, else local.

    Thinning again what is left, at the same time or later, never leaves a project without any.
    """
    projects: dict[str, list[Backup]] = {}
    for backup in backups:
        projects.setdefault(backup.root, []).append(backup)
    kept: list[Backup] = []
    last: set[Backup] = set()
    for own in projects.values():
        checked = [backup for backup in own if backup.checked]
        if checked:
            last.add(max(checked, key=_order))
        kept += _kept_by_age(own, now, zone)
    kept += [backup for backup in last if backup not in kept]
    firmly = last | {b for b in kept if not b.checked and now - b.made < ALL}
    staying = set(_within(kept, firmly, now, most_bytes))
    return [backup for backup in backups if backup not in staying]


def _kept_by_age(own: Iterable[Backup], now: datetime, zone: tzinfo | None) -> list[Backup]:
    kept: list[Backup] = []
    spans: dict[tuple[str, int, int], Backup] = {}
    for backup in own:
        age = now - backup.made
        if age < ALL or _protected(backup, now):
            kept.append(backup)
            continue
        day = backup.made.astimezone(zone)
        year, week, _day = day.isocalendar()
        span = ("month", day.year, day.month)
        if age < DAILY:
            span = ("day", day.year, day.timetuple().tm_yday)
        elif age < WEEKLY:
            span = ("week", year, week)
        best = spans.get(span, backup)
        spans[span] = max(best, backup, key=lambda b: (b.checked, _order(b)))
    return kept + list(spans.values())


def _within(
    kept: list[Backup], firmly: set[Backup], now: datetime, most_bytes: int
) -> Iterable[Backup]:
    """Yield those that fit into the bound: ``firmly`` whether or not, the rest newest first."""
    left = most_bytes - sum(backup.size for backup in firmly)
    yield from firmly
    others = [backup for backup in kept if backup not in firmly]
    full = False
    for backup in sorted(others, key=lambda b: (_protected(b, now), _order(b)), reverse=True):
        left -= backup.size
        full = full or left < 0
        if not full:
            yield backup


def _protected(backup: Backup, now: datetime) -> bool:
    return backup.reason in PROTECTED and now - backup.made < PROTECTION


def _order(backup: Backup) -> tuple[datetime, int]:
    return backup.made, backup.number
