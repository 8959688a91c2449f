# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a table says, gathered: each claim, person, document and word once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sidelight.exchange.incoming import Place
from sidelight.exchange.table_marks import TableMarks, moment, named
from sidelight.exchange.table_words import Named

ID = "c038184843f02110c6de5fe9672442fe"


def test_a_claim_that_stands_in_several_rows_is_there_once() -> None:
    marks = TableMarks()
    first = marks.claim("Words", values={"restatement": " Said anew "}, tags=["a", "a"])
    assert marks.claim("Words", values={"restatement": "Said anew", "speaker": "Kim"}) == first
    assert marks.claim("Words", values={}) != first
    assert marks.claim("Words", "article x", values={"restatement": "Said anew"}) != first
    one, *others = marks.incoming().marks
    assert (one.key, one.tags) == (first, ("a",))
    assert one.values == {"restatement": "Said anew", "number": "1"}
    assert [mark.values["number"] for mark in others] == ["2", "3"]


def test_a_claim_of_several_passages_has_a_place_for_each() -> None:
    marks = TableMarks()
    marks.claim("One […] Two […] ", "article x", values={})
    (mark,) = marks.incoming().marks
    assert [(one.document, one.quote) for one in mark.places] == [
        ("article x", "One"),
        ("article x", "Two"),
    ]


def test_a_claim_keeps_the_name_that_it_has_in_the_project() -> None:
    marks = TableMarks()
    key = marks.claim("Words", id_=ID, values={"number": "7"})
    assert key.replace("-", "") == f"urn:uuid:{ID}"
    assert marks.claim("Other words", id_=ID, values={}) == key
    assert [mark.values["number"] for mark in marks.incoming().marks] == ["7"]


def test_what_is_said_twice_is_there_once_and_answers_hang_on_what_they_answer() -> None:
    marks = TableMarks()
    claim = marks.claim("Words", values={})
    ann = marks.author(" Ann\n")
    note = marks.said("note", claim, by=(ann, "2024-08-31"), text="Why? ")
    assert marks.said("note", claim, by=(ann, ""), text="Why? ") == note
    assert marks.said("note", claim, by=("Bob", ""), text="Why? ") != note
    answer = marks.said("note", claim, by=(ann, ""), text="So.", answers=note)
    found = {mark.key: mark for mark in marks.incoming().marks}
    assert (found[note].on, found[note].made_at) == (claim, datetime(2024, 8, 31, tzinfo=UTC))
    assert (found[answer].on, found[answer].answers) == ("", note)
    assert found[note].text == "Why?"


def test_evidence_of_two_places_is_two() -> None:
    marks = TableMarks()
    claim = marks.claim("Words", values={})
    places = [Place("s", "a", page=1), Place("s", "a", page=2), Place("t", "a", page=1)]
    keys = {marks.said("evidence", claim, place=place) for place in places}
    assert len(keys) == 3


def test_documents_and_people_are_named_once() -> None:
    marks = TableMarks()
    source = Named("Letter", "letter.pdf", "https://a.example/1")
    assert marks.source(source) == marks.source(Named("Other", "", "https://a.example/1"))
    assert marks.source(Named()) == ""
    assert marks.article("The  pact") == marks.article("the pact")
    assert marks.article() == ""
    assert marks.author("") == ""
    assert marks.author("Ann") == marks.author("Ann ")
    incoming = marks.incoming()
    assert [(one.kind, one.title, one.name) for one in incoming.documents] == [
        ("source", "Letter", "letter.pdf"),
        ("article", "The pact", ""),
    ]
    assert incoming.documents[0].record == {"URL": "https://a.example/1"}
    assert [one.name for one in incoming.authors] == ["Ann"]


@pytest.mark.parametrize("day", ["", "2024", "2024-08", "2024-13-01", "20240831"])
def test_only_whole_days_are_moments(day: str) -> None:
    assert moment(day) is None


def test_names_do_not_run_into_each_other() -> None:
    assert named("a", "bc") != named("ab", "c")
    assert named("\ud800") == named("\ud800")
    assert len(named()) == 32
