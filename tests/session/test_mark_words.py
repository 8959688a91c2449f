# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sentences about marks that the window and an annotated PDF share."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sidelight.model.records import Claim, ClaimPassage, Evidence, Note, Passage, Verdict
from sidelight.model.verdicts import NONE_ADDED
from sidelight.session.mark_words import MarkWords, carried_words, origin_words

PLACE = Passage("d", "l", 0, 4, "It was a long and winding quote")
PART = ClaimPassage("p", "c", PLACE)
CLAIM = Claim("c", 7, "7k", (PART,), verdicts=(Verdict("v", "c", "ann", "denied"),))
WORDS = MarkWords("ann", NONE_ADDED, str.title)


def test_claims_and_evidence_are_named_by_number() -> None:
    assert WORDS.claim(CLAIM) == "Claim 7k: Denied"
    link = Evidence("e", "c", PLACE, "context")
    assert WORDS.evidence(CLAIM, link) == f"Claim 7k, context: {PLACE.quote}"
    short = replace(WORDS, longest=12)
    assert short.evidence(CLAIM, link) == "Claim 7k, context: It was a…"


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        (Verdict("v", "c", "bob", "verified", reason="So."), "Bob: Verified · So."),
        (Verdict("v", "c", "bob", "denied"), "Bob: Denied"),
        (Verdict("v", "c", "bob", "denied", denied_by="the port"), "Bob: Denied by the port"),
        (Verdict("v", "c", "bob", "", reason="Not yet."), "Bob: Unchecked · Not yet."),
    ],
)
def test_a_verdict_says_who_and_why(verdict: Verdict, said: str) -> None:
    assert WORDS.verdict(verdict) == said


def test_notes_are_lines_of_their_own() -> None:
    notes = [Note("n", "c", "See", "ann"), Note("m", "c", "Seen by all of us", "bob")]
    assert replace(WORDS, longest=8).notes(notes) == ["Ann: See", "Bob: Seen by…"]


@pytest.mark.parametrize(
    ("part", "waits"),
    [
        (PART, False),
        (replace(PART, carried_from="o", score=900), True),
        (replace(PART, carried_from="o", score=1000), False),
        (replace(PART, carried_from="o", score=900, confirmed=True), False),
    ],
)
def test_a_passage_that_waits_to_be_confirmed_says_so(part: ClaimPassage, waits: bool) -> None:
    assert bool(carried_words(part)) == waits


def test_only_words_from_a_picture_have_a_word_on_their_origin() -> None:
    assert origin_words("") == ""
    assert origin_words("recognised") != origin_words("corrected") != ""
