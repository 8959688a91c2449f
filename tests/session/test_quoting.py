# SPDX-License-Identifier: AGPL-3.0-or-later
"""From quotes to passages: found, absent, ambiguous, with the nearest candidates."""

from __future__ import annotations

import pytest

from sidelight.errors import DocumentError, QuoteError
from sidelight.session.session import Session

TEXT = """The visit

He came on Monday. The first visit was short, he said.

He came on Friday. The last visit was long, they said.
"""


@pytest.fixture
def visits(session: Session) -> Session:
    session.add_text(TEXT, kind="article")
    return session


def told(session: Session, quote: str, number: int = 3, **context: str) -> QuoteError:
    with pytest.raises(QuoteError) as raised:
        session.locate(session.document(number), quote, **context)
    return raised.value


def test_a_quote_is_found_whatever_its_blanks(visits: Session) -> None:
    document = visits.document(3)
    start, end = visits.locate(document, "first\n  visit was\tshort")
    assert visits.layer(document).text.slice(start, end) == "first visit was short"


def test_an_ambiguous_quote_shows_each_place_with_its_words(visits: Session) -> None:
    error = told(visits, "He came on")
    assert error.id == "quote.ambiguous"
    assert error.values["count"] == 2
    numbers, places, words = zip(*error.candidates, strict=True)
    assert numbers == (3, 3)
    assert len(set(places)) == 2
    assert "Monday" in words[0]
    assert "Friday" in words[1]


@pytest.mark.parametrize(
    ("context", "word"),
    [({"suffix": "Monday"}, "Monday"), ({"prefix": "short, he said."}, "Friday")],
)
def test_its_context_tells_it_apart(visits: Session, context: dict[str, str], word: str) -> None:
    document = visits.document(3)
    _, end = visits.locate(document, "He came on", **context)
    assert visits.layer(document).text.slice(end, end + len(word)) == word


def test_context_that_fits_neither_does_not_guess(visits: Session) -> None:
    assert told(visits, "He came on", suffix="Sunday").id == "quote.ambiguous"


def test_an_absent_quote_names_the_nearest(visits: Session) -> None:
    error = told(visits, "The first visit was shorter")
    assert error.id == "quote.absent"
    assert error.candidates[0][2].startswith("The first visit was short")


def test_a_quote_of_another_document_is_found_there(visits: Session) -> None:
    error = told(visits, "Kim thanked Stalin")
    assert error.id == "quote.absent"
    number, place, words = error.candidates[0]
    assert (number, words) == (1, "Kim thanked Stalin")
    assert place


def test_candidates_are_as_many_as_anyone_reads(visits: Session) -> None:
    visits.add_text("Many\n\n" + "the same words again. " * 60, kind="article")
    error = told(visits, "same words", 4)
    assert error.values["count"] == 60
    assert len(error.candidates) == 10


@pytest.mark.parametrize("quote", ["", "  ", "\n\u200b"])
def test_an_empty_quote_is_said_to_be_empty(visits: Session, quote: str) -> None:
    assert told(visits, quote).id == "quote.empty"


def test_a_long_quote_is_shown_short_and_on_one_line(visits: Session) -> None:
    shown = str(told(visits, "no such\nwords " * 500).values["quote"])
    assert len(shown) <= 80
    assert "\n" not in shown


def test_a_word_of_a_hundred_thousand_letters_is_only_absent(visits: Session) -> None:
    assert told(visits, "a" * 100_000).id == "quote.absent"


@pytest.mark.parametrize("bounds", [(5, 5), (9, 3), (-1, 4), (0, 10**9)])
def test_ranges_outside_a_text_are_refused(visits: Session, bounds: tuple[int, int]) -> None:
    with pytest.raises(DocumentError):
        visits.passage(visits.document(3), *bounds)


def test_a_place_in_a_removed_document_is_nowhere(visits: Session) -> None:
    passage = visits.passage(visits.document(3), 0, 8)
    assert visits.place(passage)
    visits.remove("document", "3")
    assert visits.place(passage) == ""
