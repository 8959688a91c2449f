# SPDX-License-Identifier: AGPL-3.0-or-later
"""CSL-JSON, read back by citeproc-py."""

from __future__ import annotations

import json
from typing import Any

import pytest
from citeproc.source import Reference
from citeproc.source.json import CiteProcJSON
from hypothesis import given as holds

from sidelight.exchange.csl_json import write
from sidelight.model.csl_record import csl_record
from sidelight.model.document_record import CITATION
from sidelight.model.records import Document
from sidelight.text.characters import one_line
from tests.exchange.records_given import (
    EVERY,
    HOSTILE,
    RECORDS,
    given,
    numbered,
    one_of_all_fields,
    unheard,
)
from tests.report.records_to_cite import LETTER, SOURCES, TREATY, document


def items(*documents: Document) -> list[dict[str, Any]]:
    """Return the items of an export."""
    written = write(given(*documents), unheard)
    found: list[dict[str, Any]] = json.loads(written.data)
    assert len(found) == written.count == len(documents)
    return found


def read(*documents: Document) -> list[Reference]:
    """Return what another program reads of an export."""
    # CSL 1.0.2 has ``custom``, which this library warns of
    found = [{n: v for n, v in one.items() if n != "custom"} for one in items(*documents)]
    source = CiteProcJSON(found)
    assert len(source) == len(documents)
    return [source[one["id"]] for one in found]


def test_a_letter_is_whole() -> None:
    (item,) = items(document("Letter 17", LETTER, level="primary"))
    (one,) = numbered([document()])
    assert item == {
        **csl_record(document("Letter 17", LETTER)),
        "id": "kim-il-sung-1950-letter",
        "custom": {
            "level": "primary",
            "fond": "45",
            "opis": "1",
            "delo": "347",
            "folios": "41–45",
            "document": one.id,
            "kind": "source",
            "label": "1",
        },
    }


def test_every_field_of_a_record_is_there() -> None:
    (item,) = items(one_of_all_fields())
    said = str(item)
    numbers = {"issued": "[1950, 8, 31]", "original_date": "[1950, 8]", "accessed": "[2024, 7, 1]"}
    fields = {**one_of_all_fields().citation, **numbers}
    assert set(fields) == set(CITATION)
    assert [name for name, value in fields.items() if value not in said] == []


@pytest.mark.parametrize("given_", EVERY, ids=lambda one: one.title[:30])
def test_another_processor_reads_the_records(given_: Document) -> None:
    (found,) = read(given_)
    item = csl_record(given_)
    assert found.type == item["type"]
    assert str(found["title"]) == item["title"]
    for role in ("author", "recipient"):
        people = [str(one.literal) for one in found.get(role, [])]
        assert people == [one["literal"] for one in item.get(role, [])]
    if "issued" in item and len(item["issued"].get("date-parts", ())) == 1:
        names = ("year", "month", "day")
        assert [found["issued"][n] for n in names if n in found["issued"]] == (
            item["issued"]["date-parts"][0]
        )


def test_several_authors_stand_apart() -> None:
    (item,) = items(document("Treaty", TREATY))
    assert item["author"] == [{"literal": "DPRK"}, {"literal": "Russian Federation"}]


def test_articles_and_sources_stand_by_number_in_letters_as_they_are() -> None:
    written = write(given(SOURCES["korean"], SOURCES["page"]), unheard)
    assert "김정은" in written.data.decode()
    assert "Визит президента" in written.data.decode()
    assert [one["custom"]["label"] for one in json.loads(written.data)] == ["1", "2"]


def test_that_other_programs_miss_the_parts_of_an_archive_is_said() -> None:
    assert write(given(SOURCES["letter"]), unheard).remarks == (
        "CSL-JSON has no fields for fond, opis, delo and leaves: they stand there as text.",
    )
    assert write(given(SOURCES["news"]), unheard).remarks == ()


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts_stay_texts(hostile: str) -> None:
    every = {name: hostile for name in CITATION if name != "type"}
    (item,) = items(document(hostile, every))
    for name in ("title", "genre", "container-title", "URL", "archive"):
        assert item[name] == one_line(hostile)
    assert item["author"] == [{"literal": one_line(hostile)}]
    assert item["issued"] == {"literal": one_line(hostile)}


@holds(RECORDS)
def test_any_record_is_read_back(record: Document) -> None:
    (found,) = read(record)
    assert str(found["title"]) == csl_record(record)["title"]
    people = [one["literal"] for one in csl_record(record).get("author", [])]
    assert [str(one.literal) for one in found.get("author", [])] == people


def test_the_same_records_are_the_same_bytes() -> None:
    assert write(given(*EVERY), unheard).data == write(given(*EVERY), unheard).data
