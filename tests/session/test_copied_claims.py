# SPDX-License-Identifier: AGPL-3.0-or-later
"""Claims as they are pasted: with verdicts, evidence and citations, as text and as HTML."""

from __future__ import annotations

import pytest
from lxml import html as lxml_html

from sidelight.language import use
from sidelight.model.records import Claim
from sidelight.session.copied_claims import as_html, as_text
from sidelight.session.session import Session

QUOTE, OTHER = "Kim thanked Stalin for aid", "A land border is shared"
FOUND = "Её текст хранится в архиве"
HOSTILE = '<img src=x onerror="alert(1)"> & <b>so</b>'


@pytest.fixture
def claim(session: Session) -> Claim:
    """A claim with two verdicts, evidence of both kinds, a response and a private thought."""
    article, letter = session.document(1), session.document(2)
    made = session.claim(article, *session.locate(article, QUOTE), "disputed", reason="Half of it.")
    session.set_as_of(made.id, "2024-06-21")
    session.link(made.id, letter, *session.locate(letter, FOUND), "contradicts", "See below.")
    session.describe_evidence(made.id, "call", "It rang.", who="Kim's office", when="June")
    session.respond(made.id, "The embassy", answer="declined")
    session.add_note(made.id, "an informant told me")
    session.cite(letter, {"URL": "https://archive.example/letter?a=1&b=2", "author": "Kim"})
    session.act_as("Bob")
    session.judge(made.id, "denied", denied_by="the ministry", reason="It said so.")
    session.act_as("Ann")
    return session.claim_of(made.id)


def test_all_that_is_said_of_it_but_notes_is_in_the_text(session: Session, claim: Claim) -> None:
    first, quote, *lines = as_text(session.copied([claim.id])).split("\n")
    assert first == "≠ Split · Claim 1"
    assert quote.startswith(f"“{QUOTE}” ")
    assert "¶" in quote or "§" in quote
    assert lines[0] == "? Disputed (Ann, 2024-06-21): Half of it."
    assert lines[1].startswith("✗ Denied by the ministry (Bob, ")
    assert lines[1].endswith(": It said so.")
    assert lines[2] == "The embassy: declined to comment"
    assert lines[3].startswith(f"✗ contradicts: “{FOUND}” Kim")
    assert "https://archive.example/letter?a=1&b=2" in lines[3]
    assert lines[3].endswith(" See below.")
    assert lines[4].startswith("✓ supports: It rang. (")
    assert "informant" not in "\n".join(lines)
    assert len(lines) == 5


def test_html_says_the_same_with_one_kind_of_link(session: Session, claim: Claim) -> None:
    found = session.copied([claim.id])
    tree = lxml_html.fragment_fromstring(as_html(found), create_parent=True)
    said = [one.text_content() for one in tree.iter("p", "blockquote")]
    assert said == as_text(found).split("\n")
    assert [a.get("href") for a in tree.iter("a")] == ["https://archive.example/letter?a=1&b=2"]
    marks = [(one.text, one.get("style")) for one in tree.iter("b")]
    assert marks[0] == ("≠ Split", f"color:{session.verdicts.style('split').ink}")
    assert marks[1] == ("? Disputed", f"color:{session.verdicts.style('disputed').ink}")
    assert {one.tag for one in tree.iter()} == {"div", "p", "blockquote", "b", "a"}


def test_several_stand_apart_in_the_order_they_were_asked_for(
    session: Session, claim: Claim
) -> None:
    article = session.document(1)
    bare = session.claim(article, *session.locate(article, OTHER))
    text = as_text(session.copied([bare.id, claim.id]))
    first, second = text.split("\n\n")
    assert first.split("\n")[0] == "⚑ Unchecked · Claim 2"
    assert len(first.split("\n")) == 2
    assert second == as_text(session.copied([claim.id]))


def test_hostile_words_stay_words(session: Session, claim: Claim) -> None:
    session.give_reason(claim.id, HOSTILE)
    session.describe(claim.id, {"restatement": HOSTILE})
    session.set_evidence_note(claim.evidence[0].id, HOSTILE)
    session.cite(session.document(2), {"URL": "javascript:alert(1)", "title": HOSTILE})
    page = as_html(session.copied([claim.id]))
    tree = lxml_html.fragment_fromstring(page, create_parent=True)
    assert not list(tree.iter("img", "a"))
    assert tree.text_content().count("onerror") == 4


def test_who_is_to_judge_blind_copies_nothing_of_others(session: Session, claim: Claim) -> None:
    session.invite("Carl")
    session.second_many([claim.id], "Carl")
    session.act_as("Carl")
    session.be("Carl")
    text = as_text(session.copied([claim.id]))
    assert len(text.split("\n")) == 2
    assert "Unchecked" in text


def test_a_decision_stands_first_and_it_is_said_in_the_language_of_the_user(
    session: Session, claim: Claim
) -> None:
    session.decide(claim.id, "denied", reason="After all.")
    lines = as_text(session.copied([claim.id])).split("\n")
    assert lines[0] == "✗ Denied · Claim 1"
    assert lines[2].startswith("✗ Decided: Denied")
    use("ru")
    try:
        assert "Утверждение 1" in as_text(session.copied([claim.id]))
    finally:
        use("")
