# SPDX-License-Identifier: AGPL-3.0-or-later
"""The command that takes in a file of another program."""

from __future__ import annotations

import argparse
from typing import Any

from sidelight.cli import import_words
from sidelight.cli.passwords import with_password
from sidelight.cli.printing import as_json, clean, remark, say, table
from sidelight.cli.progress import LINE
from sidelight.language import _
from sidelight.session.import_plan import Coming, ImportPlan
from sidelight.session.import_words import (
    came,
    kind_words,
    outcome_words,
    summary,
    where_and_when,
)
from sidelight.session.importing import plan_import, read_file, take_in
from sidelight.session.session import Session

_NARROW = 60


def import_(session: Session, asked: argparse.Namespace) -> None:
    """Take in what a file holds, or say what would come in."""
    words = _("Reading {name}").format(name=asked.file.name)

    def step(share: float, _stored: str) -> None:
        LINE.show(share, words)

    columns = import_words.columns(asked)
    read = with_password(
        lambda password: read_file(
            session,
            asked.file,
            asked.format or "",
            password=password,
            columns=columns,
            progress=step,
        ),
        asked.file.name,
    )
    plan = plan_import(session, read, import_words.choices(session, read.incoming, asked), step)
    LINE.clear()
    if not asked.json:
        _show(session, plan)
    if not asked.dry_run:
        take_in(session, plan)
    if not asked.json:
        say(summary(plan) if asked.dry_run else came(plan))
    else:
        as_json(_told(plan, written=not asked.dry_run))


def _show(session: Session, plan: ImportPlan) -> None:
    verdicts = session.verdicts
    for one in plan.groups:
        if one.count:
            title = clean(one.group.title or one.group.key)
            say(f"{title} ({one.count}): {outcome_words(verdicts, one.outcome)}")
    rows = [
        {
            "what": kind_words(verdicts, one),
            "who": one.author,
            "where": clean(where_and_when(one)),
            "words": clean(one.quote or one.text)[:_NARROW],
        }
        for one in plan.coming
    ]
    heads = {"what": _("What"), "who": _("Who"), "where": _("Where"), "words": _("Words")}
    if rows:
        table(rows, heads)
    for lost in plan.unplaced:
        remark(_("Finds no place: {words}: {why}").format(words=clean(lost.words), why=lost.why))
    for unread in plan.incoming.unread:
        remark(_("Not read: {words}: {why}").format(words=clean(unread.what), why=unread.why))
    for sentence in plan.incoming.remarks:
        remark(sentence)


def _told(plan: ImportPlan, *, written: bool) -> dict[str, Any]:
    return {
        "file": plan.file,
        "format": plan.format,
        "written": written,
        "counts": dict(plan.counts),
        "known": plan.known,
        "left_out": plan.omitted,
        "documents": [
            {
                "key": one.document.key,
                "name": one.document.title or one.document.name,
                "document": one.ground.id if one.ground else None,
                "added": one.added,
                "why": one.why,
            }
            for one in plan.documents
        ],
        "authors": [
            {"key": one.author.key, "name": one.author.name, "me": one.me, "count": one.count}
            for one in plan.authors
        ],
        "groups": [
            {
                "key": one.group.key,
                "title": one.group.title,
                "becomes": one.outcome,
                "count": one.count,
            }
            for one in plan.groups
        ],
        "columns": [{"head": one.head, "field": one.field} for one in plan.incoming.columns],
        "coming": [_coming(one) for one in plan.coming],
        "unplaced": [
            {"words": one.words, "why": one.why, "author": one.author, "page": one.page}
            for one in plan.unplaced
        ],
        "unread": [{"what": one.what, "why": one.why} for one in plan.incoming.unread],
        "remarks": list(plan.incoming.remarks),
    }


def _coming(one: Coming) -> dict[str, Any]:
    return {
        "what": one.what,
        "says": one.says,
        "author": one.author,
        "place": one.place,
        "quote": one.quote,
        "text": one.text,
        "claim": one.claim,
        "made_at": one.made_at.isoformat() if one.made_at else None,
    }
