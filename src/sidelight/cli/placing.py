# SPDX-License-Identifier: AGPL-3.0-or-later
"""The commands for the places of a claim: add, take away, split."""

from __future__ import annotations

import argparse

from sidelight.cli.lists import claim_json
from sidelight.cli.printing import as_json, say
from sidelight.language import _
from sidelight.model.records import Passage
from sidelight.session.session import Session


def place(session: Session, asked: argparse.Namespace) -> None:
    """Add a place to a claim, or take one away."""
    if asked.remove is not None:
        claim = session.claim_with_place(asked.remove)
        session.remove_place(asked.remove)
    else:
        claim = session.claim_called(asked.claim)
        passage = _passage(session, asked)
        if passage is not None:
            session.add_place(claim.id, passage)
    if asked.json:
        as_json(claim_json(session, session.claim_of(claim.id)))


def split(session: Session, asked: argparse.Namespace) -> None:
    """Make a new claim of a part of one; the verdicts stay."""
    claim = session.claim_called(asked.claim)
    parts = [*asked.place, *asked.evidence, *asked.response]
    parts += [session.note_called(name).id for name in asked.note]
    made = session.split(claim.id, parts, passage=_passage(session, asked))
    if asked.json:
        as_json(claim_json(session, made))
    else:
        words = _("Claim {number}; the verdicts stay with claim {first}.")
        say(words.format(number=made.label, first=claim.label))


def _passage(session: Session, asked: argparse.Namespace) -> Passage | None:
    if asked.doc is None:
        return None
    document = session.document(asked.doc)
    where = session.locate(document, asked.quote, asked.prefix, asked.suffix)
    return session.passage(document, *where)
