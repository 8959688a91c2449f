# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whose project this is, said once: at the first opening here of one that holds no act of mine."""

from __future__ import annotations

from contextlib import suppress

from sidelight.language import _, local_minute
from sidelight.model.change import Change
from sidelight.model.project import Project
from sidelight.session.identity import installation_id
from sidelight.session.settings import Settings
from sidelight.store.places import subfolder
from sidelight.text.quotes import readable, shorten

_NAME = 60


def introduction(project: Project, settings: Settings) -> str:
    """Return who made a project and who last changed it, "" where it is no stranger's or known.

    From then on it is known: by its first change, which every copy has.
    """
    log = project.log
    if not log.order or not _new_here(log.order[0].id):
        return ""
    mine = set(settings.identities.values())
    installation = installation_id()
    if any(c.reviewer in mine or c.installation == installation for c in log.order):
        return ""
    first, last = log.order[0], max(log.order, key=lambda change: (change.clock, change.id))
    words = _(
        "You have not worked on this project before. It says that it was made by {maker} on {made} "
        "and last changed by {changer} on {changed}."
    )
    return words.format(
        maker=_who(project, first),
        made=local_minute(first.made_at),
        changer=_who(project, last),
        changed=local_minute(last.made_at),
    )


def _who(project: Project, change: Change) -> str:
    return shorten(readable(project.reviewer(change.reviewer).label), _NAME)


def _new_here(root: str) -> bool:
    """Tell whether a project was never opened here, and note that it now was."""
    with suppress(OSError):
        (subfolder("known") / root).touch(exist_ok=False)
        return True
    return False
