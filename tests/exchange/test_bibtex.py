# SPDX-License-Identifier: AGPL-3.0-or-later
"""BibTeX, read back by bibtexparser and, where it is TeX, by pylatexenc."""

from __future__ import annotations

import re

import pytest
from bibtexparser.entrypoint import parse_string
from bibtexparser.model import Entry
from hypothesis import given as holds
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from sidelight.exchange.bibtex import words, write
from sidelight.model.csl_record import names
from sidelight.model.document_record import CITATION
from sidelight.model.records import Document
from sidelight.model.vocabulary import SOURCE_TYPES
from sidelight.text.characters import one_line
from tests.exchange.records_given import (
    EVERY,
    HOSTILE,
    RECORDS,
    TEXTS,
    given,
    one_of_all_fields,
    unheard,
)
from tests.report.records_to_cite import LETTER, SOURCES, document, words_in

OF_LATEX = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
"""Macros of LaTeX that pylatexenc has no text for, or another one."""


def _decoder() -> LatexNodes2Text:
    context = get_default_latex_context_db()
    macros = [MacroTextSpec(name, simplify_repl=text) for name, text in OF_LATEX.items()]
    context.add_context_category("latex", macros=macros, prepend=True)
    return LatexNodes2Text(latex_context=context)


DECODER = _decoder()


def printed(value: str) -> str:
    """Return what TeX prints."""
    return str(DECODER.latex_to_text(value))


def read(*documents: Document) -> list[Entry]:
    """Return what another program reads of an export."""
    written = write(given(*documents), unheard)
    library = parse_string(written.data.decode())
    assert library.failed_blocks == []
    assert len(library.blocks) == written.count == len(documents)
    return library.entries


def fields(entry: Entry) -> dict[str, str]:
    """Return the fields, texts as TeX prints them."""
    return {
        one.key: str(one.value) if one.key == "url" else printed(str(one.value))
        for one in entry.fields
    }


def raw(entry: Entry, name: str) -> str:
    """Return a field as it is written; "" where there is none."""
    found = entry.get(name)
    return str(found.value) if found else ""


def people(value: str) -> list[str]:
    """Return the names of a list, parted at each “and” outside of braces."""
    found, depth, start = [], 0, 0
    for match in re.finditer(r"(?<!\\)[{}]| and ", value):
        depth += (match[0] == "{") - (match[0] == "}")
        if match[0] == " and " and not depth:
            found.append(value[start : match.start()])
            start = match.end()
    return [printed(one) for one in (*found, value[start:]) if one]


def test_an_archival_letter_is_as_a_style_prints_it() -> None:
    (entry,) = read(document("Letter 17", LETTER, archive_place="Moscow", accessed="2024-07-01"))
    assert (entry.entry_type, entry.key) == ("misc", "kim-il-sung-1950-letter")
    assert fields(entry) == {
        "title": "Letter 17",
        "author": "Kim Il-sung",
        "year": "1950",
        "month": "aug",
        "date": "1950-08-31",
        "urldate": "2024-07-01",
        "howpublished": "letter",
        "library": "APRF, Moscow",
        "note": "To J. Stalin. APRF, Moscow, f. 45, op. 1, d. 347, ll. 41–45.",
        "langid": "english",
        "language": "english",
        "keywords": "Letter or message",
    }


@pytest.mark.parametrize(
    ("type_", "entry", "container"),
    [
        ("treaty", "misc", "organization"),
        ("interview", "misc", "organization"),
        ("article-newspaper", "article", "journal"),
        ("webpage", "online", "organization"),
        ("report", "techreport", "institution"),
        ("book", "book", "series"),
        ("chapter", "incollection", "booktitle"),
        ("manuscript", "unpublished", "organization"),
    ],
)
def test_types(type_: str, entry: str, container: str) -> None:
    (found,) = read(document("X", {"type": type_, "container_title": "Here", "genre": "note"}))
    assert found.entry_type == entry
    known = fields(found)
    assert known[container] == "Here"
    assert "note" in {known.get("howpublished"), known.get("type")}


def test_no_two_types_are_told_alike() -> None:
    found = read(*(document("X", {"type": type_}) for type_ in SOURCE_TYPES))
    said = {
        (one.entry_type, known.get("entrysubtype"), known.get("keywords"))
        for one in found
        for known in [fields(one)]
    }
    assert len(said) == len(SOURCE_TYPES)


@pytest.mark.parametrize("given_", EVERY, ids=lambda one: one.title[:30])
def test_every_field_comes_back(given_: Document) -> None:
    (entry,) = read(given_)
    known = fields(entry)
    everything = "\n".join(known.values())
    assert known["title"] == (given_.title or given_.name)
    for role in ("author", "translator"):
        wanted = [one["literal"] for one in names(given_.citation.get(role, ""))]
        assert people(raw(entry, role)) == wanted
    of_their_own = {"author", "translator", "type", "level"}
    for name in set(given_.citation) - of_their_own:
        assert given_.citation[name] in everything, name


def test_fields_of_a_whole_record_stand_where_biblatex_has_them() -> None:
    (entry,) = read(one_of_all_fields())
    known = fields(entry)
    assert set(CITATION) == set(one_of_all_fields().citation)
    assert known["url"] == "https://a.example/1?a=b&c=%20d#e_f~g"
    assert (known["date"], known["origdate"], known["urldate"]) == (
        "1950-08-31",
        "1950-08",
        "2024-07-01",
    )
    assert known["type"] == "words of genre"
    assert known["institution"] == "words of container_title"
    assert known["keywords"] == "Primary source"


@pytest.mark.parametrize(
    ("issued", "found"),
    [
        ("1950", {"year": "1950", "date": "1950"}),
        ("1950-08", {"year": "1950", "month": "aug", "date": "1950-08"}),
        ("1950/1953-02", {"year": "1950", "date": "1950/1953-02"}),
        ("c. 1950", {"year": "c. 1950"}),
        ("1950-02-30", {"year": "1950-02-30"}),
        ("0099-01", {"year": "0099", "month": "jan", "date": "0099-01"}),
    ],
)
def test_dates_that_are_none_stay_words(issued: str, found: dict[str, str]) -> None:
    (entry,) = read(document("X", {"issued": issued}))
    known = fields(entry)
    assert {n: v for n, v in known.items() if n in {"year", "month", "date"}} == found


def test_what_other_dates_say_is_in_the_note() -> None:
    record = document("X", {"accessed": "last summer", "original_date": "c. 1949", "level": "odd"})
    (entry,) = read(record)
    note = fields(entry)["note"]
    assert note == "Original dated c. 1949. Accessed last summer. odd."
    said = write(given(record, document("Y", LETTER)), unheard).remarks
    assert said == (
        "BibTeX has no fields for fond, opis, delo and leaves: they stand there as text.",
        "BibTeX knows calendar dates only: other dates stand as they were entered.",
    )
    assert write(given(SOURCES["news"]), unheard).remarks == ()


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_texts_stay_texts(hostile: str) -> None:
    every = {name: hostile for name in CITATION if name != "type"}
    first, second = read(document(hostile, every, hostile), SOURCES["news"])
    known = fields(first)
    for name in ("title", "howpublished", "organization", "year", "language"):
        assert known[name] == one_line(hostile)
    assert people(first["author"]) == [one_line(hostile)]
    assert fields(second)["title"] == SOURCES["news"].title


def test_an_address_cannot_end_its_field() -> None:
    (entry,) = read(document("X", {"URL": "https://a.example/{x}}, title = {y} \\"}))
    assert entry["url"] == "https://a.example/%7Bx%7D%7D,%20title%20=%20%7By%7D%20%5C"


@pytest.mark.parametrize("type_", ["report", "webpage", "treaty", "manuscript"])
def test_an_institution_with_an_and_in_its_name_is_one(type_: str) -> None:
    name = "Ministry of Trade and Industry"
    (entry,) = read(document("X", {"type": type_, "container_title": name}, "ko and ru"))
    container = "institution" if type_ == "report" else "organization"
    assert people(raw(entry, container)) == [name]
    assert people(raw(entry, "language")) == ["ko and ru"]


def test_korean_and_russian() -> None:
    with words_in("ru"):
        page, korean = read(SOURCES["page"], SOURCES["korean"])
    assert fields(page)["author"] == "Кремль"
    assert fields(page)["language"] == "russian"
    assert fields(korean)["title"] == "김정은, 푸틴과 회담"
    assert fields(korean)["journal"] == "연합뉴스"


@holds(TEXTS)
def test_any_text_is_printed_letter_by_letter(text: str) -> None:
    line = one_line(text)
    escaped = words(line)
    assert printed(escaped) == line
    assert escaped.count("{") == escaped.count("}")


@holds(RECORDS)
def test_any_record_is_read_back(record: Document) -> None:
    (entry,) = read(record)
    known = fields(entry)
    assert known["title"] == (one_line(record.title) or "scan.pdf")
    wanted = [one["literal"] for one in names(one_line(record.citation.get("author", "")))]
    assert people(raw(entry, "author")) == wanted


def test_the_same_records_are_the_same_bytes() -> None:
    assert write(given(*EVERY), unheard).data == write(given(*EVERY), unheard).data
