# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who signed an article off, in words."""

from __future__ import annotations

from collections.abc import Iterator

from sidelight.language import _, local_minute
from sidelight.model.project import Project
from sidelight.model.records import Document
from sidelight.model.signing import sign_offs


def signed(project: Project, article: Document) -> Iterator[str]:
    """Yield who signed an article off and when, and whether it was changed since."""
    for one in sign_offs(project, article.id):
        who = project.reviewer(one.reviewer).label
        when = local_minute(one.made_at) if one.made_at else ""
        said = _("Signed off by {who} on {when}").format(who=who, when=when)
        said += f" · {_('changed since')}" if one.changed else ""
        yield f"{said} · {one.note}" if one.note else said
