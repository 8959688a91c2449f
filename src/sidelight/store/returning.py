# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project file that was gone and is back, as on a drive that was pulled out and put in again."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from contextlib import suppress
from pathlib import Path

from sidelight.errors import SidelightError
from sidelight.store import intake, opening, trust
from sidelight.store.lock import Holder


def reopened(path: Path, holder: Holder, expected: AbstractSet[str]) -> opening.Opened | None:
    """Open the file at ``path`` again if it holds just the ``expected`` changes, by id.

    None where it does not, or cannot be opened for writing; then it is as it was.
    """
    with suppress(SidelightError):
        if trust.recall(path) is None and not _holds(path, expected):
            return None
        opened = opening.open_project(path, holder, None)
        if opened.notice is None and opened.project.log.changes.keys() == expected:
            return opened
        opening.discard(opened)
    return None


def _holds(path: Path, expected: AbstractSet[str]) -> bool:
    """Look into a copy: a stranger's file at this place is neither opened nor touched."""
    taken = intake.take_in(path, replace=False)
    if taken.spare:
        taken.spare.end()
    return taken.project.log.changes.keys() == expected
