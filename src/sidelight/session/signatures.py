# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who signed an article off, in words."""

from __future__ import annotations

from collections.abc import Iterator

from sidelight.language import _, local_minute
from sidelight.model.blindness import sign_offs_seen
from sidelight.model.draft_chain import drafts_before
from sidelight.model.project import Project
from sidelight.model.project_records import SignOff
from sidelight.model.records import Document


def signed(project: Project, article: Document, me: str) -> Iterator[str]:
    """Yield who signed an article off and when, and whether it was changed since, as I may see it;
    where nobody did and it is a new draft, who signed the draft before.
    """
    found = sign_offs_seen(project, article.id, me)
    for one in found:
        said = _("Signed off by {who} on {when}").format(**_by(project, one))
        said += f" · {_('changed since')}" if one.changed else ""
        yield f"{said} · {one.note}" if one.note else said
    if not found:
        before = next(iter(drafts_before(project.log, article.id)), "")
        for one in sign_offs_seen(project, before, me):
            words = _("The draft before was signed off by {who} on {when}, this one not yet")
            yield words.format(**_by(project, one))


def _by(project: Project, one: SignOff) -> dict[str, str]:
    when = local_minute(one.made_at) if one.made_at else ""
    return {"who": project.reviewer(one.reviewer).label, "when": when}
