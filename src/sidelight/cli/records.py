# SPDX-License-Identifier: AGPL-3.0-or-later
"""The commands for the record of a claim, and the record as JSON."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sidelight.cli.printing import say
from sidelight.errors import UsageError
from sidelight.language import _, ngettext
from sidelight.model.claim_parts import CLAIM_WORDS
from sidelight.model.document_record import CITATION
from sidelight.model.records import Claim, Described, Response
from sidelight.session.session import Session


def describe(session: Session, asked: argparse.Namespace) -> None:
    """Set what is said of a claim."""
    claim = session.claim_called(asked.claim)
    fields = {name: value for name in CLAIM_WORDS if (value := getattr(asked, name)) is not None}
    if not fields and asked.as_of is None:
        raise UsageError("usage", message=_("Say what to set, such as --speaker."))
    if fields:
        session.describe(claim.id, fields)
    if asked.as_of is not None:
        session.set_as_of(claim.id, asked.as_of)


def tag(session: Session, asked: argparse.Namespace) -> None:
    """Put a tag on claims or take it off, and give it a colour."""
    if not asked.claim and asked.colour is None:
        raise UsageError("usage", message=_("Name claims with --claim, or give a --colour."))
    claims = [session.claim_called(name).id for name in asked.claim]
    if claims:
        (session.untag if asked.off else session.tag)(claims, asked.tag)
    if asked.colour is not None:
        session.colour_tag(asked.tag, asked.colour)


def invite(session: Session, asked: argparse.Namespace) -> None:
    """Make a reviewer known who has done nothing here yet."""
    say(session.invite(asked.name).label)


def second(session: Session, asked: argparse.Namespace) -> None:
    """Ask a reviewer for a blind second check of claims, or take that back."""
    every = [claim.id for claim in session.project.claims()] if asked.all else []
    claims = [session.claim_called(name).id for name in asked.claim] or every
    if not claims:
        raise UsageError("usage", message=_("Name claims with --claim, or say --all."))
    count = session.second_many(claims, asked.reviewer, blind=not asked.off)
    who = session.reviewer_called(asked.reviewer).label
    said = (
        ngettext(
            "{who} is no longer the blind second on {count} claim.",
            "{who} is no longer the blind second on {count} claims.",
            count,
        )
        if asked.off
        else ngettext(
            "{who} is the blind second on {count} claim.",
            "{who} is the blind second on {count} claims.",
            count,
        )
    )
    say(said.format(who=who, count=count))


def respond(session: Session, asked: argparse.Namespace) -> None:
    """Record what a party said of a claim."""
    said = {name: getattr(asked, name) for name in ("answer", "when", "where")}
    session.respond(session.claim_called(asked.claim).id, asked.party, **said)


def testify(session: Session, asked: argparse.Namespace) -> None:
    """Add evidence that is no passage."""
    said = {name: getattr(asked, name) for name in ("who", "when", "where", "stance", "note")}
    claim = session.claim_called(asked.claim)
    session.describe_evidence(claim.id, asked.kind, asked.words, **said)


def weigh(session: Session, asked: argparse.Namespace) -> None:
    """Say how evidence matches and of what kind it is; move it to another claim."""
    names = ("match", "level", "translator")
    fields = {name: value for name in names if (value := getattr(asked, name)) is not None}
    if not fields and asked.to_claim is None:
        raise UsageError("usage", message=_("Say what to set, such as --match."))
    if fields:
        session.describe_part("evidence", asked.evidence, fields)
    if asked.to_claim is not None:
        session.move_evidence(asked.evidence, session.claim_called(asked.to_claim).id)


def decide(session: Session, asked: argparse.Namespace) -> None:
    """Decide a claim or take the decision back."""
    claim = session.claim_called(asked.claim)
    if asked.withdraw:
        session.withdraw_decision(claim.id)
    else:
        session.decide(claim.id, asked.verdict, denied_by=asked.denied_by, reason=asked.reason)


def cite(session: Session, asked: argparse.Namespace) -> None:
    """Set the record of a document, or copy it from another."""
    document = session.document(asked.doc)
    names = ("title", "language", *CITATION)
    fields = {name: value for name in names if (value := getattr(asked, name)) is not None}
    if asked.copy_from is not None:
        fields = {**session.document(asked.copy_from).citation, **fields}
    if not fields:
        raise UsageError("usage", message=_("Say what to set, such as --author."))
    session.cite(document, fields)


def record_json(people: Mapping[str, str], claim: Claim) -> dict[str, Any]:
    """Return what a claim's record holds beside verdicts and evidence; keys are stable."""
    decision = claim.decision
    return {
        **{name: getattr(claim, name) for name in CLAIM_WORDS if name not in {"kind", "assigned"}},
        "assigned": people.get(claim.assigned, ""),
        "tags": list(claim.tags),
        "responses": [_own_json(people, response) for response in claim.responses],
        "described": [_own_json(people, described) for described in claim.described],
        "decision": decision
        and {
            "verdict": decision.verdict,
            "denied_by": decision.denied_by,
            "reason": decision.reason,
            "by": people.get(decision.reviewer, ""),
            "outdated": decision.outdated,
        },
    }


def _own_json(people: Mapping[str, str], one: Response | Described) -> dict[str, Any]:
    hidden = {"claim", "reviewer", "made_at", "order"}
    own = {name: value for name, value in asdict(one).items() if name not in hidden}
    return {**own, "by": people.get(one.reviewer, "")}
