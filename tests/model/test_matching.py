# SPDX-License-Identifier: AGPL-3.0-or-later
"""How the words of a claim stand in its evidence."""

from __future__ import annotations

import pytest

from sidelight.model.matching import match_of
from sidelight.model.records import Claim, ClaimPassage, Evidence, Passage


def matched(said: str, there: str, match: str = "") -> str:
    claim = Claim("c", 1, "1", (ClaimPassage("p", "c", Passage("d", "l", 0, 9, said)),))
    evidence = Evidence("e", "c", Passage("s", "l", 0, 9, there), "supports", match=match)
    return match_of(claim, evidence)


@pytest.mark.parametrize(
    ("said", "there", "match"),
    [
        ("a “just and multi-\npolar” order", "They want a Just and multipolar world.", "exact"),
        ("a “just and multipolar” order", "They want a fair, multipolar world.", ""),
        ("«наш ёж» и «лес»", "Вот НАШ ЕЖ, а вот лес", "exact"),
        ("«наш ёж» и «лес»", "Вот наш ёж", ""),
        ("그는 “강력한 조약”이라 했다", "가장 강력한 조약이다", ""),
        ("그는 “강력한 조약”이라 했다", "강력한 조약", "exact"),
        ("share a land border", "The two share a land\nborder of 17 km.", "exact"),
        ("The two share a land border of 17 km", "a land border", "exact"),
        ("land border", "a land border", ""),
        ("share a land border", "share the land border", ""),
        ("", "a land border", ""),
        ("“”", "", ""),
    ],
)
def test_exact_is_found_out(said: str, there: str, match: str) -> None:
    assert matched(said, there) == match


def test_what_a_reviewer_says_comes_first() -> None:
    assert matched("share a land border", "share a land border", "paraphrase") == "paraphrase"
