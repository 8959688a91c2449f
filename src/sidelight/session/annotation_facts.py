# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is written beside a mark in a PDF for whoever reads it again: which record it is, and those
of its fields that the one who made it filled (`sidelight.reader.annotation.Annotation.facts`).
"""

from __future__ import annotations

from sidelight.model.records import Claim, ClaimPassage, Evidence, Note
from sidelight.model.standing import mine


def of_claim(claim: Claim, part: ClaimPassage) -> dict[str, str]:
    """Return the facts of a claim, for one of its passages."""
    facts = {"what": "claim", "record": claim.id, "passage": part.id}
    facts["restatement"] = claim.restatement
    verdict = mine(claim, part.reviewer or claim.reviewer)
    if verdict is not None:
        facts |= {"verdict": verdict.verdict, "denied_by": verdict.denied_by}
        facts |= {"reason": verdict.reason, "as_of": verdict.as_of}
    return _filled(facts)


def of_evidence(claim: Claim, one: Evidence) -> dict[str, str]:
    """Return the facts of a piece of evidence for a claim."""
    facts = {"what": "evidence", "record": one.id, "claim": claim.id, "stance": one.stance}
    return _filled({**facts, "note": one.note})


def of_note(note: Note) -> dict[str, str]:
    """Return the facts of the note that a thread began with."""
    return {"what": "note", "record": note.id}


def _filled(facts: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in facts.items() if value}
