# SPDX-License-Identifier: AGPL-3.0-or-later
"""What records of all formats share: fields, dates, shelves, the text of files."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given as holds
from hypothesis import strategies as st

from sidelight.errors import InputError
from sidelight.exchange.bibtex_notes import told
from sidelight.exchange.bibtex_text import BibEntry, entries
from sidelight.exchange.catalogue_words import catalogues, in_all, stored_words
from sidelight.exchange.record_text import LARGEST_OLD, line, text_of
from sidelight.exchange.shelf_in import is_shelf, kept, rest_of, shelf
from sidelight.exchange.source_fields import (
    day,
    doi_of,
    iso,
    joined,
    language_code,
    month,
    on_notes,
    source_record,
    types_and_levels,
    whole_name,
)
from sidelight.language import N_, within
from sidelight.model.csl_record import place_in_archive
from sidelight.model.vocabulary import SOURCE_TYPES, WORDS
from sidelight.text.characters import one_line
from tests.exchange.records_read import given


def test_a_record_holds_only_what_a_document_can_hold() -> None:
    made = source_record(
        " key\n",
        {"title": "  A\ntitle ", "type": "spaceship", "author": "", "shoe": "12",
         "genre": "x" * 30_000},
        ["/a/b.pdf", "b.pdf", "", "c/d.txt"],
        "https://doi.org/10.1000/x",
    )  # fmt: skip
    assert made is not None
    assert made.key == "key"
    assert set(made.fields) == {"title", "genre"}
    assert made.fields["title"] == "A title"
    assert len(made.fields["genre"]) == 20_000
    assert (made.files, made.doi) == (("b.pdf", "d.txt"), "10.1000/x")


def test_a_record_of_nothing_is_none() -> None:
    assert source_record("key", {"title": " ", "type": "spaceship"}) is None
    made = source_record("", {"title": "T"})
    assert made is not None
    assert made.key == "T"


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1000/x", "10.1000/x"),
        ("doi: 10.1000/x", "10.1000/x"),
        ("http://dx.doi.org/10.1000/x", "10.1000/x"),
        ("https://a.example/10.1000/x", ""),
        ("10.1000/x y", ""),
        ("", ""),
    ],
)
def test_dois(text: str, doi: str) -> None:
    assert doi_of(text) == doi


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((1950, 8, 31), "1950-08-31"),
        ((1950, 2, 30), "1950-02"),
        ((1950, 13, 1), "1950"),
        ((99,), "0099"),
        ((0,), ""),
        ((), ""),
    ],
)
def test_dates_as_far_as_there_are(numbers: tuple[int, ...], said: str) -> None:
    assert iso(*numbers) == said


@holds(st.dates())
def test_any_day_is_read_in_each_way_that_says_one(when: date) -> None:
    ways = (
        when.isoformat(),
        f"{when.year:04}/{when.month:02}/{when.day:02}",
        f"{when.year:04}.{when.month}.{when.day}",
        f"{when.isoformat()}T10:20:30Z",
    )
    assert {day(way) for way in ways} == {when.isoformat()}


@holds(st.text(max_size=40))
def test_what_is_no_date_stays_as_it_is(text: str) -> None:
    said = day(text)
    assert said == one_line(text) or any(letter.isdigit() for letter in said)


@pytest.mark.parametrize(
    ("word", "number"),
    [
        *(("jan", 1), ("January", 1), ("SEPT.", 9), ("Dec.", 12), ("8", 8), ("08", 8)),
        *(("13", 0), ("0", 0), ("ja", 0), ("", 0), ("²", 0)),
    ],
)
def test_months(word: str, number: int) -> None:
    assert month(word) == number


def test_names_are_joined_on_one_line() -> None:
    assert joined(["A\nB", "", " ", "C"]) == "A B; C"
    assert whole_name("Gaulle", "Charles", "de") == "Charles de Gaulle"
    assert whole_name("Kim", "") == "Kim"
    assert whole_name("", "") == ""
    assert whole_name("山田", "太郎") == "山田太郎"


def test_languages_by_name_and_by_code() -> None:
    said = [language_code(one) for one in ("English", "ngerman", " ru ", "en-GB", "Latin", "")]
    assert said == ["en", "de", "ru", "en-GB", "Latin", ""]


@pytest.mark.parametrize("language", catalogues())
def test_keywords_of_our_exports_in_each_language(language: str) -> None:
    with within(language):
        treaty = stored_words(["treaty"], SOURCE_TYPES)
    assert set(treaty.values()) == {"treaty"}
    for word in treaty:
        assert types_and_levels([f" {word.upper()} "]) == {"type": "treaty"}
    for word in stored_words(["primary"], WORDS):
        assert types_and_levels(["x", word]) == {"level": "primary"}
    assert types_and_levels(["x", ""]) == {}


def test_a_message_in_all_languages() -> None:
    words = list(in_all(N_("Verdict")))
    assert len(words) == len(set(words)) == len(catalogues()) == 3
    assert list(in_all("no message of ours")) == ["no message of ours"]


def test_notes_that_were_left_are_counted() -> None:
    assert on_notes(0) == ()
    assert on_notes(1) != on_notes(2)
    assert "2" in on_notes(2)[0]


SHELVES = {
    "f. 45, op. 1, d. 347, ll. 41–45": {
        "fond": "45", "opis": "1", "delo": "347", "folios": "41–45",
    },
    "ф. 45, л. 1, 3": {"fond": "45", "folios": "1, 3"},
    "폰드 45, 오피시 1, 델로 7, 41장": {"fond": "45", "opis": "1", "delo": "7", "folios": "41"},
    "f. 45, Box 5, folder 2": {"fond": "45", "archive_location": "Box 5, folder 2"},
    "Box 5": {"archive_location": "Box 5"},
    "": {},
    "f. ": {"archive_location": "f. "},
    "x" * 3000: {"archive_location": "x" * 3000},
}  # fmt: skip


@pytest.mark.parametrize("text", SHELVES)
def test_shelves(text: str) -> None:
    assert shelf(text) == SHELVES[text]
    assert is_shelf(text) == bool({"fond", "opis", "delo", "folios"} & set(SHELVES[text]))


@pytest.mark.parametrize("language", catalogues())
def test_the_rest_of_a_place_is_told_from_its_parts(language: str) -> None:
    parts = {"fond": "a, b", "folios": "x"}
    with within(language):
        whole = place_in_archive({**parts, "archive_location": "Box, 5"})
        bare = place_in_archive(parts)
    assert rest_of(whole, parts) == "Box, 5"
    assert rest_of(bare, parts) == ""
    assert rest_of("elsewhere", parts) == "elsewhere"


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("APRF, Moscow", {"archive": "APRF", "archive_place": "Moscow"}),
        ("A, B, Kew", {"archive": "A, B", "archive_place": "Kew"}),
        ("APRF", {"archive": "APRF"}),
        ("Archive, 2", {"archive": "Archive, 2"}),
        ("", {}),
    ],
)
def test_an_archive_and_its_town(text: str, fields: dict[str, str]) -> None:
    assert kept(text) == fields


@pytest.mark.parametrize(
    ("note", "library", "letter", "fields", "foreign"),
    [
        ("To J. Stalin. APRF, f. 45.", "APRF", True,
         {"recipient": "J. Stalin", "fond": "45"}, False),
        ("Original dated c. 1950. f. 45.", "", False,
         {"original_date": "c. 1950", "fond": "45"}, False),
        ("Кому: И. Сталин. ф. 45.", "", True, {"recipient": "И. Сталин", "fond": "45"}, False),
        ("J. Stalin 앞. 폰드 45.", "", True, {"recipient": "J. Stalin", "fond": "45"}, False),
        ("APRF.", "APRF", False, {}, False),
        ("To appear.", "", False, {}, True),
        ("A thought of mine. It is long", "", True, {}, True),
        ("x" * 3000, "", True, {}, True),
        ("", "", True, {}, False),
    ],
)  # fmt: skip
def test_sentences_in_notes(
    note: str, library: str, letter: bool, fields: dict[str, str], foreign: bool
) -> None:
    assert told(note, library, letter=letter) == (fields, foreign)


def read(text: str) -> list[BibEntry | int]:
    return list(entries(text))


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ('@a{k, x = "a {"} b", y = 12}', {"x": 'a {"} b', "y": "12"}),
        ("@a{k, x = {a} # {b} # jan}", {"x": "abjan"}),
        ("@a(k, x = {a})", {"x": "a"}),
        ("@a{k, X = {a}, x = {b},,}", {"x": "b"}),
        ("@a { k ,\n x\n=\n{a\nb} }", {"x": "a\nb"}),
        ("@string{s = {S}} @a{k, x = S # { } # unknown}", {"x": "S unknown"}),
        ("@comment{@a{no, x={y}}} @preamble{ {z} } @a{k, x={a}}", {"x": "a"}),
        ("@a{x = {a}}", {"x": "a"}),
    ],
)
def test_the_grammar_of_bibtex(text: str, fields: dict[str, str]) -> None:
    assert fields in [one.fields for one in read(text) if isinstance(one, BibEntry)]


@pytest.mark.parametrize("text", ["@a{k, x = }", "@a{k, x = {a}", '@a{k, x = "a}', "@a{k, {b}}"])
def test_what_is_no_entry_is_told_with_its_line(text: str) -> None:
    assert 3 in read(f"\n\n{text}\n")


@holds(st.text('@a{}(),="# \n\\k1', max_size=60))
def test_any_text_has_entries_or_none(text: str) -> None:
    for one in read(text):
        if isinstance(one, int):
            assert 1 <= one <= text.count("\n") + 1
        else:
            assert all(name == name.lower() for name in one.fields)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1251"])
def test_the_text_of_a_file(encoding: str) -> None:
    text = "Это проверка строки текста\r\nи ещё одной\rи третьей\n" * 3
    found = text_of(given(text.encode(encoding), "t"))
    assert found == text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize(
    "data", [b"\x00" * 99, b"\x01\xff" * 99, b"PK\x03\x04\x00\x00\xff\x00\x00"]
)
def test_what_is_no_text_is_damaged(data: bytes) -> None:
    with pytest.raises(InputError) as fault:
        text_of(given(data, "t"))
    assert fault.value.id == "import.damaged"


def test_too_much_of_an_old_encoding_is_too_large() -> None:
    with pytest.raises(InputError) as fault:
        text_of(given(b"\xff" * (LARGEST_OLD + 1), "t"))
    assert fault.value.id == "import.too_large"


@holds(st.text(max_size=40) | st.text("a- \n\u00ad\u200b\u202e\t", max_size=12))
def test_a_line_is_what_it_is_for_everybody(text: str) -> None:
    assert line(text) == one_line(text)
