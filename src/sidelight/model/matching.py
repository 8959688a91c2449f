# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether the words of a claim stand in its evidence: found out, where nobody says more."""

from __future__ import annotations

import regex

from sidelight.model.records import Claim, Evidence
from sidelight.text.folding import loosely
from sidelight.text.quotes import readable

_QUOTED = regex.compile(r"“([^”]+)”|„([^“”]+)[“”]|«([^»]+)»|\"([^\"]+)\"|「([^」]+)」|『([^』]+)』")
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")
_FEWEST = 3
"""Words that a claim without a quotation must share with its evidence, at the least: two or three
in common show nothing.
"""


def match_of(claim: Claim, evidence: Evidence) -> str:
    """Return how a claim's words stand in its evidence: as a reviewer says, else exact where they
    do, else nothing.

    Of a claim that quotes, what it quotes must stand there; of another, the whole of it, or the
    whole passage in it.
    """
    if evidence.match:
        return evidence.match
    there = _words(evidence.passage.quote)
    said = claim.quote
    quoted = [next(filter(None, groups)) for groups in _QUOTED.findall(said)]
    if quoted:
        return "exact" if all(_within(_words(one), there) for one in quoted) else ""
    here = _words(said)
    shorter, longer = sorted((here, there), key=len)
    return "exact" if len(shorter) >= _FEWEST and _within(shorter, longer) else ""


def _words(text: str) -> list[str]:
    found: list[str] = _WORD.findall(loosely(readable(text)))
    return found


def _within(some: list[str], all_: list[str]) -> bool:
    """Tell whether words stand among others, next to each other and in their order."""
    if not some:
        return False
    return any(all_[at : at + len(some)] == some for at in range(len(all_) - len(some) + 1))
