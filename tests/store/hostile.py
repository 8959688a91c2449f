# SPDX-License-Identifier: AGPL-3.0-or-later
"""All cases of hostile and damaged project files."""

from tests.store import (
    hostile_beside,
    hostile_bytes,
    hostile_changes,
    hostile_pages,
    hostile_rows,
    hostile_schema,
)
from tests.store.hostile_bytes import super_name
from tests.store.hostile_case import (
    CASES,
    DAMAGED,
    HOSTILE,
    NOT_OURS,
    flip,
    run,
    sound_change,
)

__all__ = [
    "CASES",
    "DAMAGED",
    "HOSTILE",
    "NOT_OURS",
    "flip",
    "hostile_beside",
    "hostile_bytes",
    "hostile_changes",
    "hostile_pages",
    "hostile_rows",
    "hostile_schema",
    "run",
    "sound_change",
    "super_name",
]
