# SPDX-License-Identifier: AGPL-3.0-or-later
"""The commands for backups: list them, make one now, restore one into a new file."""

from __future__ import annotations

import argparse
from typing import Any

from sidelight.cli.printing import as_json, complain, remark, say, table
from sidelight.cli.progress import LINE
from sidelight.errors import ProjectError
from sidelight.language import _
from sidelight.report.words import size
from sidelight.session import backing_up
from sidelight.session.backup_words import made_words, reason_words
from sidelight.session.session import Session
from sidelight.store import backups
from sidelight.store.backups import Backup


def list_(asked: argparse.Namespace) -> None:
    """List the backups of a project, or make one now."""
    if asked.now:
        with Session.open(asked.project, by=asked.by, progress=LINE.show) as session:
            there = {backup.path for backup in session.backups.listed()}
            made = session.backups.make(progress=LINE.show)
            found = session.backups.listed()
        if made.path in there:
            remark(_("Nothing has changed since backup {number}.").format(number=made.number))
    else:
        found = _of(asked)
    if asked.json:
        as_json([_json(backup) for backup in found])
    elif not found:
        say(_("There are no backups of this project yet."))
    else:
        _print(found)


def restore(asked: argparse.Namespace) -> None:
    """Write a backup as a new file."""
    backups.restore(backing_up.chosen(_of(asked), asked.number), asked.out)
    say(str(asked.out))


def _of(asked: argparse.Namespace) -> list[Backup]:
    """Return the backups of a project; of one that cannot be opened now, by where it stands."""
    try:
        with Session.open(asked.project, by=asked.by, progress=LINE.show) as session:
            return session.backups.listed()
    except ProjectError as error:
        found = backing_up.of_path(asked.project)
        if not found:
            raise
        if error.id != "project.busy":
            complain(error)
        return found


def _json(backup: Backup) -> dict[str, Any]:
    """Return a backup as JSON; keys are stable."""
    names = ("number", "made", "reason", "title", "changes", "claims", "size", "checked")
    return {**{name: getattr(backup, name) for name in names}, "path": str(backup.path)}


def _print(found: list[Backup]) -> None:
    rows = [
        {
            "number": str(backup.number),
            "made": made_words(backup),
            "claims": str(backup.claims),
            "changes": str(backup.changes),
            "size": size(backup.size),
            "checked": _("yes") if backup.checked else _("not yet"),
            "reason": reason_words(backup),
        }
        for backup in found
    ]
    heads = {"number": "#", "made": _("When"), "claims": _("Claims"), "changes": _("Changes")}
    table(rows, {**heads, "size": _("Size"), "checked": _("Checked"), "reason": _("Why")})
