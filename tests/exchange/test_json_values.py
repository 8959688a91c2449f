# SPDX-License-Identifier: AGPL-3.0-or-later
"""Values of JSON as what they must be; documents and people as annotations name them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.exchange import json_values
from sidelight.exchange.annotation_names import first, iri, literal, several
from sidelight.exchange.documents_in import Authors, Documents
from sidelight.exchange.incoming import Author, IncomingDocument
from sidelight.exchange.json_values import LONGEST, Wrong

ODD: tuple[Any, ...] = (7, 1.5, True, [], ["a"], {}, {"a": "b"})


@pytest.mark.parametrize("value", ODD)
def test_a_text_is_a_text(value: Any) -> None:
    with pytest.raises(Wrong, match="“note” holds something else"):
        json_values.text({"note": value}, "note")


def test_no_text_is_an_empty_one_and_a_long_one_is_none() -> None:
    assert json_values.text({}, "note") == json_values.text({"note": None}, "note") == ""
    assert len(json_values.text({"note": "x" * LONGEST}, "note")) == LONGEST
    with pytest.raises(Wrong, match="longer than 1000000"):
        json_values.text({"note": "x" * (LONGEST + 1)}, "note")
    with pytest.raises(Wrong) as error:
        json_values.text({"n" * 5000: 7}, "n" * 5000)
    assert len(str(error.value)) < 200


@pytest.mark.parametrize(
    ("value", "number"),
    [(0, 0), (7, 7), (7.0, 7), ("12", 12), (None, None), ((1 << 53) - 1, (1 << 53) - 1)],
)
def test_whole_numbers_are_read(value: Any, number: int | None) -> None:
    assert json_values.whole(value, "start") == number


@pytest.mark.parametrize(
    "value",
    [-1, 1.5, float("inf"), float("nan"), 1 << 53, True, "", "-1", "1.5", "١", "9" * 20, []],
)
def test_what_is_no_whole_number_is_refused(value: Any) -> None:
    with pytest.raises(Wrong):
        json_values.whole(value, "start")


@given(st.text(max_size=30) | st.datetimes(timezones=st.timezones()).map(datetime.isoformat))
def test_a_moment_is_aware_and_in_utc_or_none(text: str) -> None:
    when = json_values.moment(text)
    assert when is None or when.tzinfo is UTC


@pytest.mark.parametrize(
    ("value", "every"),
    [
        (None, []), ("a", ["a"]), (["a", "b"], ["a", "b"]), ({"@list": ["a"]}, ["a"]),
        ([{"@list": ["a", "b"]}], ["a", "b"]), ([{"@set": []}], []), ({"a": 1}, [{"a": 1}]),
        ([{"a": 1}], [{"a": 1}]), ({"@list": 7}, [{"@list": 7}]),
    ],
)  # fmt: skip
def test_one_and_many_and_none_are_lists(value: Any, every: list[Any]) -> None:
    assert several(value) == every
    assert first(value) == (every[0] if every else None)


def test_literals_and_names_stand_in_many_forms() -> None:
    for value in (
        "a",
        ["a"],
        {"@value": "a"},
        [{"@value": "a", "@language": "en"}],
        {"value": "a"},
    ):
        assert literal(value, "x") == "a"
    for value in ("a", ["a", "b"], {"id": "a"}, {"@id": "a", "@type": "b"}, [{"@id": "a"}]):
        assert iri(value, "x") == "a"
    assert iri({}, "x") == iri(None, "x") == ""
    with pytest.raises(Wrong):
        literal({"@value": []}, "x")
    with pytest.raises(Wrong):
        literal({"a": "b"}, "x")
    with pytest.raises(Wrong):
        iri({"id": 7}, "x")


def test_of_a_document_what_was_told_first_stays() -> None:
    documents = Documents()
    key = documents.name("http://a.example/", "article")
    assert documents.name("http://a.example/", "source") == key
    for title, day in (("First", "2024-06-19"), ("Second", "2025-01-01")):
        documents.tell(key, title=title, record={"accessed": day})
    record = {"accessed": "2024-06-19", "title": "First", "URL": "http://a.example/"}
    assert documents.all() == (
        IncomingDocument(key, "", "First", "article", "", "http://a.example/", record=record),
    )


def test_files_of_one_name_in_two_folders_are_two() -> None:
    documents = Documents()
    keys = {documents.name(f"file:///{folder}/a.pdf") for folder in ("b", "c", "b")}
    assert len(keys) == 2
    assert [one.name for one in documents.all()] == ["a.pdf", "a.pdf"]
    assert not any("file" in key for key in keys)


def test_a_name_is_learnt_when_it_is_told() -> None:
    authors = Authors()
    assert authors.key("", "") == ""
    assert authors.key("acct:a", "") == authors.key("acct:a", "Ann") == "acct:a"
    assert authors.key("", "Bob") == "Bob"
    assert authors.all() == (Author("acct:a", "Ann"), Author("Bob", "Bob"))
