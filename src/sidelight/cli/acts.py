# SPDX-License-Identifier: AGPL-3.0-or-later
"""The commands that act: add, claim, verdict, evidence, remove, undo, redo."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from itertools import product
from pathlib import Path

from sidelight.cli.archive_words import list_pages
from sidelight.cli.lists import claim_json, document_json
from sidelight.cli.passwords import with_password
from sidelight.cli.printing import as_json, complain, say
from sidelight.cli.progress import LINE
from sidelight.errors import InputError
from sidelight.language import _
from sidelight.model.records import Document
from sidelight.session.areas import Read
from sidelight.session.history import act_name
from sidelight.session.session import Session


def add(session: Session, asked: argparse.Namespace) -> int:
    """Add documents, each an act of its own; return 1 where one could not be, with its sentence."""
    if asked.pages:
        return list_pages(session, asked)
    added = []
    failed = 0
    for path, page in product(asked.files, asked.page or [""]):
        try:
            document = with_password(partial(_add, session, asked, path, page), path.name)
        except InputError as error:
            complain(error)
            failed = error.exit_code
            continue
        added.append(document_json(session, document))
        if not asked.json:
            say(_("{number}  {title}").format(number=document.label, title=document.title))
    if asked.json:
        as_json(added)
    return failed


def _add(
    session: Session, asked: argparse.Namespace, path: Path, page: str, password: str
) -> Document:
    return session.add_document(
        path,
        kind=asked.kind,
        title=asked.title,
        whole_page=asked.whole_page,
        password=password,
        page=page,
        progress=_reading(path),
    )


def _reading(path: Path) -> Callable[[float, str], None]:
    words = _("Reading {name}").format(name=path.name)
    return lambda share, _stored: LINE.show(share, words)


def claim(session: Session, asked: argparse.Namespace) -> None:
    """Make a quote a claim."""
    document = session.document(asked.doc)
    said = {
        "verdict": asked.verdict or "",
        "denied_by": asked.denied_by,
        "reason": asked.reason or "",
    }
    if asked.area:
        read = Read(asked.transcription, asked.translation)
        made = session.claim_area(document, asked.page, asked.area, read=read, **said)
    else:
        start, end = session.locate(document, asked.quote, asked.prefix, asked.suffix)
        made = session.claim(document, start, end, **said)
    if asked.json:
        as_json(claim_json(session, made))
    else:
        say(_("Claim {number}").format(number=made.label))


def verdict(session: Session, asked: argparse.Namespace) -> None:
    """Give a verdict on a claim."""
    claimed = session.claim_called(asked.claim)
    session.judge(claimed.id, asked.verdict, denied_by=asked.denied_by, reason=asked.reason)


def evidence(session: Session, asked: argparse.Namespace) -> None:
    """Link a quote of a source to a claim."""
    claimed = session.claim_called(asked.claim)
    document = session.document(asked.doc)
    if asked.area:
        read = Read(asked.transcription, asked.translation)
        where = (document, asked.page, asked.area)
        linked = session.link_area(claimed.id, *where, asked.stance, asked.note, read=read)
    else:
        start, end = session.locate(document, asked.quote, asked.prefix, asked.suffix)
        linked = session.link(claimed.id, document, start, end, asked.stance, asked.note)
    if asked.json:
        as_json(
            next(
                e
                for e in claim_json(session, session.sight(session.claim_of(claimed.id)))[
                    "evidence"
                ]
                if e["id"] == linked.id
            )
        )


def remove(session: Session, asked: argparse.Namespace) -> None:
    """Remove a claim or a document; it can be undone."""
    if asked.claim is not None:
        session.remove("claim", session.claim_called(asked.claim).id)
    else:
        session.remove("document", asked.doc)


def undo(session: Session, _asked: argparse.Namespace) -> None:
    """Take the last act back."""
    say(_("Undone: {act}").format(act=act_name(session.undo())))


def redo(session: Session, _asked: argparse.Namespace) -> None:
    """Do again what was undone."""
    say(_("Done again: {act}").format(act=act_name(session.redo())))
