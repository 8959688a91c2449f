# SPDX-License-Identifier: AGPL-3.0-or-later
"""The commands for what was removed: list it, look at one thing, bring things back."""

from __future__ import annotations

import argparse
from typing import Any

from sidelight.cli.lists import claim_json
from sidelight.cli.printing import as_json, say, table
from sidelight.language import _, local_minute, pgettext
from sidelight.session.session import Session
from sidelight.session.trash import RECORDS, Trashed
from sidelight.session.trash_words import back_words, details, hanging, name
from sidelight.text.quotes import readable, shorten

_TITLE = 60


def trash(session: Session, asked: argparse.Namespace) -> None:
    """List what was removed, or say all of one thing."""
    found = session.trash()
    wanted = {"claim": asked.claim, "document": asked.doc}
    for record in RECORDS:
        if wanted[record] is not None:
            one = session.trashed_called(record, wanted[record])
            if asked.json:
                as_json(_json(session, one))
                return
            say(name(one))
            for words in details(session, one):
                say(words)
            return
    if asked.json:
        as_json([_json(session, one) for one in found])
    elif not found:
        say(_("The trash is empty."))
    else:
        _print(found)


def restore(session: Session, asked: argparse.Namespace) -> None:
    """Bring claims or documents back."""
    keys = [session.trashed_called(asked.record, called).key for called in asked.names]
    say(back_words(session.bring_back(keys)))


def _print(found: tuple[Trashed, ...]) -> None:
    rows = [
        {
            "what": name(one),
            "when": local_minute(one.when),
            "who": one.who,
            "hanging": hanging(one),
            "title": shorten(readable(one.title), _TITLE),
        }
        for one in found
    ]
    heads = {
        "what": pgettext("trash", "What"),
        "when": _("Removed"),
        "who": pgettext("trash", "By"),
        "hanging": _("On it"),
        "title": _("Words or title"),
    }
    table(rows, heads)


def _json(session: Session, one: Trashed) -> dict[str, Any]:
    """Return it as JSON; keys are stable."""
    return {
        "record": one.record,
        "id": one.id,
        "label": one.label,
        "title": one.title,
        "removed_by": one.who,
        "removed_at": one.when,
        "undone": one.undone,
        "verdicts": one.verdicts,
        "evidence": one.evidence,
        "notes": one.notes,
        "cited_by": [{"claim": c.label, "removed": c.removed} for c in one.citing],
        "comes_with": list(one.along),
        "claim": claim_json(session, one.claim) if one.claim else None,
    }
