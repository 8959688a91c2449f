# SPDX-License-Identifier: AGPL-3.0-or-later
"""Records as items of CSL-JSON: complete, and in the words of its schema."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sidelight.model.csl_record import csl_record, date_in_parts, names
from sidelight.model.document_record import CITATION
from sidelight.model.vocabulary import SOURCE_TYPES
from tests.report.records_to_cite import LETTER, SOURCES, document, words_in

RELAX = "{http://relaxng.org/ns/structure/1.0}"


def named_in_the_schema(*definitions: str) -> set[str]:
    """Return the words that the schema of CSL 1.0.2, which the library brings, defines."""
    schema = files("citeproc") / "data/schema/schemas/styles/csl.rng"
    root = etree.fromstring(schema.read_bytes())
    defined = {one.get("name"): one for one in root.iter(f"{RELAX}define")}
    return {
        str(value.text)
        for name in definitions
        for value in defined[name].iter(f"{RELAX}value")
        if value.text
    }


DATES = named_in_the_schema("variables.dates")
NAMES = named_in_the_schema("variables.names")
WORDS = named_in_the_schema("variables.strings", "variables.titles")
TYPES = named_in_the_schema("item-types")


def sound(item: dict[str, Any]) -> bool:
    """Tell whether an item is one by the data schema of CSL."""
    rest = {name: value for name, value in item.items() if name not in {"id", "type", "custom"}}
    return (
        isinstance(item["id"], str)
        and item["type"] in TYPES
        and isinstance(item.get("custom", {}), dict)
        and all(
            (name in DATES and _is_date(value))
            or (name in NAMES and _are_names(value))
            or (name in WORDS and isinstance(value, str))
            for name, value in rest.items()
        )
    )


def _is_date(value: Any) -> bool:
    if set(value) == {"literal"}:
        return isinstance(value["literal"], str)
    parts = value["date-parts"]
    return (
        set(value) == {"date-parts"}
        and 1 <= len(parts) <= 2
        and all(1 <= len(part) <= 3 and all(isinstance(n, int) for n in part) for part in parts)
    )


def _are_names(value: Any) -> bool:
    return bool(value) and all(set(name) == {"literal"} and name["literal"] for name in value)


def test_an_archival_letter_is_whole() -> None:
    given = document(
        "Letter 17",
        LETTER,
        archive_place="Moscow",
        archive_location="Wilson Center no. 113658",
        translator="A. Smith",
        original_date="1950-08",
        level="primary",
        URL="https://a.example/1",
        accessed="2024-07-01",
        container_title="CWIHP Bulletin",
    )
    assert csl_record(given) == {
        "id": "ab" * 32,
        "type": "personal_communication",
        "title": "Letter 17",
        "author": [{"literal": "Kim Il-sung"}],
        "recipient": [{"literal": "J. Stalin"}],
        "translator": [{"literal": "A. Smith"}],
        "genre": "letter",
        "issued": {"date-parts": [[1950, 8, 31]]},
        "original-date": {"date-parts": [[1950, 8]]},
        "accessed": {"date-parts": [[2024, 7, 1]]},
        "container-title": "CWIHP Bulletin",
        "archive": "APRF",
        "archive-place": "Moscow",
        "archive_location": "f. 45, op. 1, d. 347, ll. 41–45, Wilson Center no. 113658",
        "URL": "https://a.example/1",
        "language": "en",
        "custom": {"level": "primary"},
    }


def test_every_field_of_a_record_comes_into_the_item() -> None:
    plain = {"type": "report", "level": "primary", "issued": "1950", "accessed": "1951"}
    fields = {name: plain.get(name, f"words of {name}") for name in CITATION}
    said = str(csl_record(document("Report", fields)))
    numbers = {name: value for name, value in fields.items() if name in {"issued", "accessed"}}
    assert [value for value in {**fields, **numbers}.values() if value not in said] == []


def test_the_place_in_the_archive_is_in_the_words_of_the_reader() -> None:
    with words_in("ru"):
        location = csl_record(SOURCES["letter"])["archive_location"]
    assert location == "ф. 45, оп. 1, д. 347, л. 41–45"


@pytest.mark.parametrize("source", sorted(SOURCES))
def test_records_are_sound_by_the_schema(source: str) -> None:
    assert sound(csl_record(SOURCES[source]))


def test_the_types_of_sources_are_those_of_csl() -> None:
    assert set(SOURCE_TYPES) <= TYPES


@pytest.mark.parametrize(
    ("known", "type_"),
    [
        ({"type": "treaty"}, "treaty"),
        ({"type": "treaty", "recipient": "DPRK"}, "treaty"),
        ({"recipient": "J. Stalin"}, "personal_communication"),
        ({"URL": "https://a.example"}, "webpage"),
        ({"type": "scroll"}, "document"),
        ({}, "document"),
    ],
)
def test_the_type_follows_from_what_is_known(known: dict[str, str], type_: str) -> None:
    assert csl_record(document("Visit", known))["type"] == type_


def test_a_web_page_is_one_without_an_address() -> None:
    page = replace(document("Visit"), media_type="text/html")
    assert csl_record(page)["type"] == "webpage"


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("1950", {"date-parts": [[1950]]}),
        ("1950-08", {"date-parts": [[1950, 8]]}),
        ("1950-08-31", {"date-parts": [[1950, 8, 31]]}),
        ("1950/1953", {"date-parts": [[1950], [1953]]}),
        ("1950-08 / 1950-09-02", {"date-parts": [[1950, 8], [1950, 9, 2]]}),
        ("1950-13", {"literal": "1950-13"}),
        ("1950-02-30", {"literal": "1950-02-30"}),
        ("0000", {"literal": "0000"}),
        ("1950/1951/1952", {"literal": "1950/1951/1952"}),
        ("1950/", {"literal": "1950/"}),
        ("c. 1950", {"literal": "c. 1950"}),
        ("31 August 1950", {"literal": "31 August 1950"}),
        ("１９５０", {"literal": "１９５０"}),
    ],
)
def test_dates(value: str, date: dict[str, Any]) -> None:
    assert date_in_parts(value) == date


@pytest.mark.parametrize(
    ("value", "whole"),
    [
        ("김일성", ["김일성"]),
        ("Филиппов (Иосиф Сталин)", ["Филиппов (Иосиф Сталин)"]),
        ("AP, Reuters, KCNA", ["AP, Reuters, KCNA"]),
        ("DPRK; Russian Federation", ["DPRK", "Russian Federation"]),
        ("DPRK ;; Russia;", ["DPRK", "Russia"]),
    ],
)
def test_names_stay_whole(value: str, whole: list[str]) -> None:
    assert [name["literal"] for name in names(value)] == whole


@given(st.dictionaries(st.sampled_from(CITATION), st.text(max_size=20)), st.text(max_size=20))
def test_any_record_is_sound(known: dict[str, str], title: str) -> None:
    item = csl_record(document(title, known))
    assert sound(item)
    assert item["title"]
