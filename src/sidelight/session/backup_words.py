# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is said of a backup; light enough for a window that is still opening."""

from __future__ import annotations

from sidelight.language import _
from sidelight.store.backup_records import REASONS, Backup


def made_words(backup: Backup) -> str:
    """Return when a backup was made, in local time."""
    return backup.made.astimezone().strftime("%Y-%m-%d %H:%M")


def reason_words(backup: Backup) -> str:
    """Return why a backup was made, in the user's language."""
    return _(REASONS[backup.reason]) if backup.reason in REASONS else backup.reason
