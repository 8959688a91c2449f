# SPDX-License-Identifier: AGPL-3.0-or-later
"""RIS, read back by rispy."""

from __future__ import annotations

from typing import Any

import pytest
import rispy
from hypothesis import given as holds

from sidelight.exchange.ris import write
from sidelight.model.csl_record import names
from sidelight.model.document_record import CITATION
from sidelight.model.records import Document
from sidelight.model.vocabulary import SOURCE_TYPES
from sidelight.text.characters import one_line
from tests.exchange.records_given import (
    EVERY,
    HOSTILE,
    RECORDS,
    given,
    one_of_all_fields,
    unheard,
)
from tests.report.records_to_cite import LETTER, SOURCES, document, words_in

TYPES = rispy.TYPE_OF_REFERENCE_MAPPING


def read(*documents: Document) -> list[dict[str, Any]]:
    """Return what another program reads of an export."""
    text = write(given(*documents), unheard).data.decode()
    assert text.count("\n") == text.count("\r\n")
    found: list[dict[str, Any]] = rispy.loads(text)
    assert len(found) == len(documents)
    assert all("unknown_tag" not in one for one in found)
    return found


def test_an_archival_letter_is_as_zotero_reads_it() -> None:
    (found,) = read(
        document(
            "Letter 17",
            LETTER,
            archive_place="Moscow",
            translator="A. Smith; B. Jones",
            original_date="1950-08",
            accessed="2024-07-01",
            level="primary",
        )
    )
    assert found == {
        "type_of_reference": "PCOMM",
        "id": "kim-il-sung-1950-letter",
        "title": "Letter 17",
        "authors": ["Kim Il-sung"],
        "secondary_authors": ["J. Stalin"],
        "subsidiary_authors": ["A. Smith", "B. Jones"],
        "year": "1950",
        "date": "1950/08/31",
        "type_of_work": "letter",
        "name_of_database": "APRF, Moscow",
        "accession_number": "f. 45, op. 1, d. 347, ll. 41–45",
        "language": "en",
        "access_date": "2024/07/01",
        "keywords": ["Primary source"],
        "notes": ["Original dated 1950-08"],
    }


def test_lines_are_those_of_the_format() -> None:
    lines = write(given(SOURCES["news"], SOURCES["file"]), unheard).data.split(b"\r\n")
    assert lines[0] == b"TY  - NEWS"
    assert lines.count(b"ER  - ") == 2
    assert lines[-3:] == [b"ER  - ", b"", b""]


@pytest.mark.parametrize("type_", SOURCE_TYPES)
def test_each_type_is_one_of_ris_and_told(type_: str) -> None:
    (found,) = read(document("X", {"type": type_}))
    shared = {"treaty", "interview", "post", "broadcast", "speech", "document"}
    assert found["type_of_reference"] in TYPES
    assert found.get("keywords", []) == ([SOURCE_TYPES[type_]] if type_ in shared else [])


@pytest.mark.parametrize("given_", EVERY, ids=lambda one: one.title[:30])
def test_every_field_comes_back(given_: Document) -> None:
    (found,) = read(given_)
    assert found["title"] == (given_.title or given_.name)
    people = [one["literal"] for one in names(given_.citation.get("author", ""))]
    assert found.get("authors", []) == people
    everything = str(list(found.values()))
    for name in set(given_.citation) - {"type", "level", "author"}:
        value = given_.citation[name]
        slashed = value.replace("-", "/") if name in {"issued", "accessed"} else value
        assert slashed in everything, name


def test_all_fields_of_a_whole_record() -> None:
    (found,) = read(one_of_all_fields())
    assert set(one_of_all_fields().citation) == set(CITATION)
    assert found["urls"] == ["https://a.example/1?a=b&c=%20d#e_f~g"]
    assert found["notes"] == ["To words of recipient", "Original dated 1950-08"]
    assert found["keywords"] == ["Primary source"]
    assert found["secondary_title"] == "words of container_title"


@pytest.mark.parametrize(
    ("issued", "year", "date"),
    [
        ("1950", "1950", "1950///"),
        ("1950-08", "1950", "1950/08//"),
        ("1950-08-31", "1950", "1950/08/31"),
        ("0099-01", "0099", "0099/01//"),
        ("1950-08/1950-09-02", "1950", "1950-08–1950-09-02"),
        ("c. 1950", None, "c. 1950"),
        ("1950-02-30", None, "1950-02-30"),
        ("1950/1951/1952", None, "1950–1951–1952"),
    ],
)
def test_dates(issued: str, year: str | None, date: str) -> None:
    (found,) = read(document("X", {"issued": issued}))
    assert (found.get("year"), found["date"]) == (year, date)


def test_what_the_format_cannot_hold_is_said() -> None:
    record = document("X", {"author": "Lankov, Andrei", "issued": "c. 1950", "level": "odd"})
    assert read(record)[0]["notes"] == ["odd"]
    assert write(given(record, SOURCES["letter"]), unheard).remarks == (
        "RIS has no fields for fond, opis, delo and leaves: they stand there as text.",
        "RIS knows calendar dates only: other dates stand as they were entered.",
        "Programs that read RIS take what stands before a comma in a name for a family name.",
    )
    assert write(given(SOURCES["news"]), unheard).remarks == ()


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts_stay_texts(hostile: str) -> None:
    every = {name: hostile for name in CITATION if name not in {"type", "URL"}}
    first, second = read(document(hostile, every, hostile), SOURCES["news"])
    for name in ("title", "type_of_work", "secondary_title", "language"):
        assert first[name] == one_line(hostile)
    assert first["authors"] == [one_line(hostile)]
    assert second["title"] == SOURCES["news"].title


def test_korean_and_russian() -> None:
    with words_in("ru"):
        page, korean, letter = read(SOURCES["page"], SOURCES["korean"], SOURCES["letter"])
    assert page["authors"] == ["Кремль"]
    assert korean["title"] == "김정은, 푸틴과 회담"
    assert letter["accession_number"] == "ф. 45, оп. 1, д. 347, л. 41–45"


@holds(RECORDS)
def test_any_record_is_read_back(record: Document) -> None:
    (found,) = read(record)
    known = {name: one_line(value) for name, value in record.citation.items()}
    assert found["title"] == (one_line(record.title) or "scan.pdf")
    assert found.get("authors", []) == [one["literal"] for one in names(known.get("author", ""))]
    assert found.get("secondary_title", "") == known.get("container_title", "")
    # a semicolon parts addresses for the reader, and is ours to keep
    assert ";".join(found.get("urls", [])) == known.get("URL", "")


def test_the_same_records_are_the_same_bytes() -> None:
    assert write(given(*EVERY), unheard).data == write(given(*EVERY), unheard).data
