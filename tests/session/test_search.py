# SPDX-License-Identifier: AGPL-3.0-or-later
"""Search: which words stand where, folded as people write them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.session.query import Query, fold
from sidelight.session.session import Session

FOUND = [
    ("treaty", "The Treaty was signed."),
    ("TREATY the", "the treaty"),
    ("treat", "treaties"),
    ("detente", "a détente of sorts"),
    ("détente", "a detente of sorts"),
    ("détente", unicodedata.normalize("NFD", "a détente of sorts")),
    (unicodedata.normalize("NFD", "détente"), "a détente"),
    ("ее", "Её текст"),
    ("Ёлка", "елка и елки"),
    ("й", "йод"),
    ("북한과", "북한과 러시아"),
    ("조약", "북한 조약에"),
    ("translation", "the trans-\nlation of it"),
    ("translation", "the trans\u00adlation of it"),
    ("translation", "the trans-  \r\n  lation of it"),
    ("translation", "the trans\u00ad\nlation of it"),
    ("1950-1953", "in 1950-\n1953 there"),
    ("1950-1953", "in 1950–\n  1953 there"),
    ("well-known", "a well-\nknown man"),
    ("wellknown", "a well-\nknown man"),
    ("well-known man", "a well\u00ad\nknown\nman"),
    ("кто-либо", "или кто-\r\nлибо ещё"),
    ("kim's", "Kim’s letter"),
    ("“invaluable", 'the "invaluable help'),
    ("1950-53", "in 1950–53 there"),
    ("条約", "新条約は"),
    ("90 %", "Some 90\u00a0% of it"),
    ("(c++)", "the (C++) code"),
    ("straße", "Die STRAẞE"),
    ("ＡＢＣ", "abc"),
]


@pytest.mark.parametrize(("words", "text"), FOUND)
def test_words_are_found(words: str, text: str) -> None:
    span = Query(words).place(fold(text))
    assert span is not None
    assert text[slice(*span)].strip() == text[slice(*span)] != ""


ABSENT = [
    ("reaty", "the treaty"),
    ("и", "йод"),
    ("50", "in 1950"),
    ("treaty pact", "the treaty"),
    ("한과", "북한과"),
    ("a b", "ab"),
    ("well-known", "a wellknown man"),
    ("well-known", "a well\u00adknown man"),
    ("19501953", "in 1950-\n1953"),
    (".", "no stop here"),
]


@pytest.mark.parametrize(("words", "text"), ABSENT)
def test_words_are_not_found(words: str, text: str) -> None:
    assert Query(words).place(fold(text)) is None


def test_where_the_words_stand_together_is_the_place() -> None:
    text = "border talks. The land \n border is short"
    assert text[slice(*(Query("land border").place(fold(text)) or (0, 0)))] == "land \n border"
    assert text[slice(*(Query("border land").place(fold(text)) or (0, 0)))] == "border"


@pytest.mark.parametrize("words", ["", "  ", "\u0301", "\u200b"])
def test_a_query_that_says_nothing_finds_nothing(session: Session, words: str) -> None:
    assert session.search(words) == []


@given(st.text())
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll", "Lo", "Nd"]), min_size=1))
def test_a_word_is_found_in_itself(word: str) -> None:
    # what is compared is composed, as texts are
    text = unicodedata.normalize("NFC", word)
    query = Query(word)
    if query.words:
        assert query.place(fold(text)) is not None


def test_each_paragraph_that_holds_all_words_is_one_hit(session: Session) -> None:
    session.add_text("Notes\n\nAid came. Aid went, and aid came back.\n\nNo help.\n\nAid again.")
    hits = session.search("aid")
    assert [(h.document, h.kind) for h in hits] == [
        (session.document(1).id, "document"),
        *[(session.document(3).id, "document")] * 2,
    ]
    assert [h.title for h in session.search("came aid")] == ["The pact, explained", "Notes"]
    # one in each of two paragraphs is not both in one
    assert session.search("thanked border") == []


def test_the_place_of_a_hit_is_that_of_its_words(session: Session) -> None:
    hit = session.search("stalin for aid")[0]
    text = session.layer(session.document(1)).text
    assert text.slice(hit.start, hit.end) == "Stalin for aid"
    assert hit.page == 1
    assert hit.excerpt == "Kim thanked Stalin for aid. Aid came twice."


def test_claims_reasons_evidence_and_notes_are_searched(session: Session) -> None:
    article, letter = session.document(1), session.document(2)
    claim = session.claim(
        article, *session.locate(article, "A land border"), "denied", reason="The zebra map says so"
    )
    linked = session.link(
        claim.id, letter, *session.locate(letter, "в архиве"), note="zebra seen in the reading room"
    )
    session.add_note(claim.id, "ask the zebra keeper")
    assert [hit.kind for hit in session.search("zebra")] == ["reason", "note", "evidence"]
    assert {hit.claim for hit in session.search("zebra")} == {claim.id}
    found = session.search("архиве")
    assert [hit.kind for hit in found] == ["evidence", "document"]
    assert (found[0].document, found[0].start) == (letter.id, linked.passage.start)
    assert [hit.kind for hit in session.search("land border")] == ["claim", "document"]
    session.remove("claim", claim.id)
    assert session.search("zebra") == []


def test_a_long_paragraph_is_shown_around_the_words(session: Session) -> None:
    words = " ".join(f"word{number}" for number in range(200))
    session.add_text(f"Long\n\n{words} needle {words}")
    excerpt = session.search("needle")[0].excerpt
    assert "needle" in excerpt
    assert len(excerpt) <= 161
    assert excerpt.startswith("…")
    assert excerpt.endswith("…")


def test_a_long_note_is_shown_around_a_compound_that_a_line_end_divides(session: Session) -> None:
    article = session.document(1)
    claim = session.claim(article, *session.locate(article, "A land border"), "denied")
    words = " ".join(f"word{number}" for number in range(200))
    session.add_note(claim.id, f"{words} a well-\nknown needle {words}")
    assert "wellknown needle" in session.search("well-known")[0].excerpt


def test_no_more_is_listed_than_anyone_reads(session: Session) -> None:
    session.add_text("Head\n\n" + "\n\n".join(f"Line {n} of it." for n in range(700)))
    assert len(session.search("line")) == 500
