# SPDX-License-Identifier: AGPL-3.0-or-later
"""The commands for notes: write, answer, edit, settle, list."""

from __future__ import annotations

import argparse
from typing import Any

from sidelight.cli.printing import as_json, say, table
from sidelight.language import _
from sidelight.model.records import Note
from sidelight.model.threads import Placed
from sidelight.session.session import Session
from sidelight.text.quotes import readable, shorten

_WORDS = 70
_QUOTE = 40
_ID = 8


def note(session: Session, asked: argparse.Namespace) -> None:
    """Write a note, answer or edit one, or settle its thread."""
    written = _written(session, asked)
    if asked.json:
        as_json(_note_json(session, written))


def _written(session: Session, asked: argparse.Namespace) -> Note:
    if asked.claim is not None:
        claim = session.claim_called(asked.claim)
        return session.add_note(claim.id, asked.text, private=asked.private)
    if asked.evidence is not None:
        linked = session.evidence_of(asked.evidence)
        return session.add_note(linked.claim, asked.text, private=asked.private, part=linked.id)
    if asked.place is not None:
        claim = session.claim_with_place(asked.place)
        return session.add_note(claim.id, asked.text, private=asked.private, part=asked.place)
    if asked.doc is not None:
        document = session.document(asked.doc)
        passage = None
        if asked.quote is not None:
            where = session.locate(document, asked.quote, asked.prefix, asked.suffix)
            passage = session.passage(document, *where)
        return session.note_on(document, asked.text, passage=passage, private=asked.private)
    ways = (asked.reply, asked.edit, asked.settle, asked.reopen)
    named = next(way for way in ways if way is not None)
    found = session.note_called(named)
    if asked.reply is not None:
        return session.reply(found.id, asked.text, private=asked.private)
    if asked.edit is not None:
        session.edit_note(found.id, asked.text)
    else:
        session.settle_thread(found.id, settled=asked.settle is not None)
    return session.note_of(found.id)


def notes(session: Session, asked: argparse.Namespace) -> None:
    """List the threads, answers below the note that each began with."""
    found = [one for one in session.threads() if not (asked.open and one.thread.settled)]
    if asked.json:
        as_json([_thread_json(session, one) for one in found])
        return
    rows = []
    for one in found:
        for note_ in one.thread.notes:
            first = note_ is one.thread.first
            words = shorten(readable(note_.text), _WORDS)
            marks = [_("private")] * note_.private + [_("settled")] * (first and note_.settled)
            rows.append(
                {
                    "id": note_.id[:_ID],
                    "where": _where(session, one) if first else "",
                    "who": session.project.reviewer(note_.reviewer).label,
                    "words": " · ".join([words if first else f"↳ {words}", *marks]),
                }
            )
    if rows:
        table(rows, {"id": "ID", "where": _("Where"), "who": _("Who"), "words": _("Words")})
    else:
        say(_("There are no notes."))


def _where(session: Session, one: Placed) -> str:
    if one.claim:
        head = _("claim {number}").format(number=session.project.label("claim", one.claim))
    else:
        number = session.project.label("document", one.document)
        head = _("document {number}").format(number=number)
    return f"{head} “{shorten(readable(one.passage.words), _QUOTE)}”" if one.passage else head


def _thread_json(session: Session, one: Placed) -> dict[str, Any]:
    label = session.project.label
    first = one.thread.first
    return {
        **_note_json(session, first),
        "claim": label("claim", one.claim) if one.claim else "",
        "document": label("document", one.document) if one.document else "",
        "part": first.part,
        "quote": one.passage.quote if one.passage else "",
        "place": session.place(one.passage) if one.passage else "",
        "settled": one.thread.settled,
        "replies": [_note_json(session, reply) for reply in one.thread.replies],
    }


def _note_json(session: Session, note_: Note) -> dict[str, Any]:
    return {
        "id": note_.id,
        "text": note_.text,
        "by": session.project.reviewer(note_.reviewer).label,
        "private": note_.private,
        "answers": note_.answers,
        "made_at": note_.made_at.isoformat() if note_.made_at else "",
    }
