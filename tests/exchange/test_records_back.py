# SPDX-License-Identifier: AGPL-3.0-or-later
"""Records of sources that we wrote come back as they were."""

from __future__ import annotations

from types import ModuleType

import pytest
from hypothesis import given as holds
from hypothesis import strategies as st

from sidelight.exchange import bibtex, csl_json, ris
from sidelight.model.csl_record import csl_record
from sidelight.model.document_record import CITATION
from sidelight.model.records import Document
from sidelight.model.vocabulary import LEVELS, SOURCE_TYPES
from sidelight.text.characters import one_line
from tests.exchange.records_given import (
    EVERY,
    HOSTILE,
    RECORDS,
    given,
    one_of_all_fields,
    unheard,
)
from tests.exchange.records_read import differing, fields_of, known_as, read
from tests.report.records_to_cite import document, words_in

FORMATS: dict[str, tuple[ModuleType, str]] = {
    "csl-json": (csl_json, "x.json"),
    "ris": (ris, "x.ris"),
    "bibtex": (bibtex, "x.bib"),
}
ONLY_CAPITALS = "words of recipient"
"""“To words of recipient” may be anybody's note: only names are believed to be people."""


def back(name: str, *documents: Document) -> list[dict[str, str]]:
    data = FORMATS[name][0].write(given(*documents), unheard).data
    return [dict(one.fields) for one in read(name, data).sources]


@pytest.mark.parametrize("name", FORMATS)
def test_each_record_of_the_samples_comes_back_whole(name: str) -> None:
    found = back(name, *EVERY)
    differ = [
        (one.title, told)
        for one, fields in zip(EVERY, found, strict=True)
        if (told := differing(one, fields)) and told != {"recipient": (ONLY_CAPITALS, "")}
    ]
    assert differ == []


@pytest.mark.parametrize("language", ["ru", "ko"])
@pytest.mark.parametrize("name", FORMATS)
def test_what_was_written_in_another_language_comes_back(name: str, language: str) -> None:
    with words_in(language):
        data = FORMATS[name][0].write(given(*EVERY), unheard).data
    found = [dict(one.fields) for one in read(name, data).sources]
    whole = one_of_all_fields().title
    differ = [
        (one.title, told)
        for one, fields in zip(EVERY, found, strict=True)
        if one.title != whole and (told := differing(one, fields))
    ]
    assert differ == []


@pytest.mark.parametrize("type_", SOURCE_TYPES)
@pytest.mark.parametrize("name", FORMATS)
def test_each_type_comes_back(name: str, type_: str) -> None:
    (fields,) = back(name, document("X", {"type": type_}))
    assert fields["type"] == type_


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("name", FORMATS)
def test_whether_a_source_is_primary_comes_back(name: str, level: str) -> None:
    (fields,) = back(name, document("X", {"type": "book", "level": level}))
    assert fields["level"] == level


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    "issued", ["1950", "1950-08", "1950-08-31", "1950-08/1950-09-02", "1950/1951", "c. 1950"]
)
def test_dates_come_back(name: str, issued: str) -> None:
    (fields,) = back(name, document("X", {"issued": issued}))
    assert fields["issued"] == issued


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    "place",
    [
        {"fond": "45", "opis": "1", "delo": "347", "folios": "41–45"},
        {"fond": "45", "folios": "41, 43, 45об."},
        {"opis": "1", "archive_location": "Box 5"},
        {"fond": "Р-5446", "opis": "86а", "delo": "1", "archive_location": "Box 5, folder 2"},
        {"archive_location": "RG 242, Box 5"},
    ],
)
def test_places_in_archives_come_back(name: str, place: dict[str, str]) -> None:
    record = document("X", {"archive": "APRF", "archive_place": "Moscow", **place})
    (fields,) = back(name, record)
    assert differing(record, fields) == {}


@pytest.mark.parametrize("name", FORMATS)
def test_our_files_are_known_as_what_they_are(name: str) -> None:
    module, file = FORMATS[name]
    assert known_as(file, module.write(given(*EVERY), unheard).data) == [name]


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("name", FORMATS)
def test_hostile_texts_come_back_as_texts(name: str, hostile: str) -> None:
    every = {"genre": hostile, "container_title": hostile}
    first, second = back(name, document(hostile, every), document("Second"))
    line = one_line(hostile)
    assert (first["title"], second["title"]) == (line, "Second")
    assert first["container_title"] == line
    assert first["genre"] == line


@holds(RECORDS)
def test_any_record_is_the_same_item_of_csl_again(record: Document) -> None:
    """All but the fields of a place in an archive, which may be told from each other or not."""
    (fields,) = back("csl-json", record)
    told = {name: value for name, value in fields.items() if name in CITATION}
    again = document(fields["title"], told, fields.get("language", ""))
    assert csl_record(again) == csl_record(record)


@holds(
    st.dictionaries(
        st.sampled_from(["fond", "opis", "delo", "folios"]),
        st.from_regex(r"[0-9А-Яа-я]{1,6}(?:[–/-][0-9а-я]{1,4})?", fullmatch=True),
        min_size=1,
    ),
    st.sampled_from(sorted(FORMATS)),
)
def test_any_shelf_comes_back(shelf: dict[str, str], name: str) -> None:
    (fields,) = back(name, document("X", {"archive": "ГАРФ", **shelf}))
    assert {part: fields.get(part) for part in shelf} == shelf
    assert "archive_location" not in fields


@holds(st.lists(RECORDS, max_size=3), st.sampled_from(sorted(FORMATS)))
def test_any_records_are_read_and_as_many(records: list[Document], name: str) -> None:
    if records:
        found = back(name, *records)
        assert [one["title"] for one in found] == [
            csl_record(record)["title"] for record in records
        ]


def test_one_record_is_one_record() -> None:
    data = ris.write(given(document("One")), unheard).data
    assert fields_of(read("ris", data))["title"] == "One"
