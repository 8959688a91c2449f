# SPDX-License-Identifier: AGPL-3.0-or-later
"""Standing: what the verdicts on a claim come to, and what paints its highlight."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sidelight.model.vocabulary import VERDICTS

if TYPE_CHECKING:
    from sidelight.model.records import Claim, Verdict

PAINTS = (*VERDICTS, "split", "unchecked")
"""All that a highlight in an article can show where a project adds no verdicts."""


def given(claim: Claim) -> list[Verdict]:
    """Return the verdicts that stand, those taken back left out."""
    return [verdict for verdict in claim.verdicts if verdict.verdict]


def standing(claim: Claim) -> str:
    """Return unchecked, checked once, agreed (two or more alike), split, decided, or decision
    outdated.
    """
    if claim.decision:
        return "decision outdated" if claim.decision.outdated else "decided"
    verdicts = given(claim)
    if not verdicts:
        return "unchecked"
    if len({verdict.verdict for verdict in verdicts}) > 1:
        return "split"
    return "checked once" if len(verdicts) == 1 else "agreed"


def mine(claim: Claim, reviewer: str) -> Verdict | None:
    """Return the verdict that ``reviewer`` has given."""
    return next((verdict for verdict in given(claim) if verdict.reviewer == reviewer), None)


def paint(claim: Claim, reviewer: str = "") -> str:
    """Return what the claim's highlight shows: the decision, else my verdict, else the common one,
    else split or unchecked.
    """
    if claim.decision:
        return claim.decision.verdict
    own = mine(claim, reviewer)
    if own:
        return own.verdict
    words = {verdict.verdict for verdict in given(claim)}
    if not words:
        return "unchecked"
    return words.pop() if len(words) == 1 else "split"


def counts(
    claims: Iterable[Claim], reviewer: str = "", paints: Sequence[str] = PAINTS
) -> dict[str, int]:
    """Return how many claims show each of ``paints``, then of what else they show."""
    tally = Counter(paint(claim, reviewer) for claim in claims)
    return {word: tally[word] for word in (*paints, *sorted(tally.keys() - set(paints)))}
