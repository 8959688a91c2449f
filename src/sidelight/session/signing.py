# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is still open before an article can be signed off, and who did sign it, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sidelight.language import _, local_minute, ngettext
from sidelight.model.draft_chain import drafts_before
from sidelight.model.project_records import SignOff
from sidelight.model.records import Document
from sidelight.model.signing import sign_offs
from sidelight.report import words

if TYPE_CHECKING:
    from sidelight.session.session import Session


def left_open(session: Session, article: Document) -> list[str]:
    """Return what is left to do, a line each: claims by what they lack, open sentences, conflicts;
    empty where nothing is.
    """
    report = session.report_data(article.id)
    found = [
        _("{what}: {claims}").format(what=words.open_item(one.what), claims=", ".join(one.claims))
        for one in report.open_items
    ]
    if count := len(session.coverage(article).open):
        said = ngettext("{count} sentence holds no claim", "{count} sentences hold no claim", count)
        found.append(said.format(count=count))
    if count := len(session.conflicts()):
        said = ngettext(
            "{count} conflict is not settled", "{count} conflicts are not settled", count
        )
        found.append(said.format(count=count))
    return found


def signed(session: Session, article: Document) -> Iterator[str]:
    """Yield who signed an article off and when, and whether it was changed since; where nobody did
    and it is a new draft, who signed the draft before.
    """
    project = session.project
    found = sign_offs(project, article.id)
    for one in found:
        said = _("Signed off by {who} on {when}").format(**_by(session, one))
        said += f" · {_('changed since')}" if one.changed else ""
        yield f"{said} · {one.note}" if one.note else said
    if not found:
        for one in sign_offs(project, next(iter(drafts_before(project.log, article.id)), "")):
            words = _("The draft before was signed off by {who} on {when}, this one not yet")
            yield words.format(**_by(session, one))


def _by(session: Session, one: SignOff) -> dict[str, str]:
    when = local_minute(one.made_at) if one.made_at else ""
    return {"who": session.project.reviewer(one.reviewer).label, "when": when}
