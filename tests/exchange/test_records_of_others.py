# SPDX-License-Identifier: AGPL-3.0-or-later
"""Records of sources that other programs wrote: CSL-JSON, RIS and BibTeX."""

from __future__ import annotations

import json

import pytest
import rispy
from bibtexparser.entrypoint import write_string
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field
from hypothesis import given as holds
from hypothesis import strategies as st
from pylatexenc.latexencode import unicode_to_latex

from sidelight.errors import InputError
from sidelight.exchange.bibtex_text import printed
from sidelight.exchange.source_fields import day, file_name, turned, whole_name
from tests.exchange.records_read import fields_of, known_as, read

ZOTERO_CSL = [
    {
        "id": "http://zotero.org/users/1/items/ABC",
        "type": "article-journal",
        "abstract": "Left out.",
        "container-title": "Cold War History",
        "DOI": "10.1080/14682745.2011",
        "ISSN": "1468-2745",
        "issue": "2",
        "language": "en-GB",
        "page": "1-20",
        "title": "The lost letter",
        "URL": "https://doi.example/10.1080/14682745.2011",
        "author": [
            {"family": "Gaulle", "given": "Charles", "non-dropping-particle": "de"},
            {"family": "김", "given": "정은"},
            {"literal": "KBS"},
            {"family": "King", "given": "Martin", "suffix": "Jr."},
        ],
        "accessed": {"date-parts": [["2024", 7, 1]]},
        "issued": {"date-parts": [["2011", "3"]], "season": "1"},
    }
]
JABREF = r"""% Encoding: UTF-8
@String{cwh = {Cold War }}

@Comment{jabref-meta: databaseType:bibtex;}
@Article{Goedel1931,
  author   = {G{\"o}del, Kurt and {The Desk and Sons} and von Neumann, John and others},
  title    = {{\"U}ber formal unentscheidbare S\"atze {der} \emph{Principia} -- I},
  journal  = cwh # "History",
  year     = 1931,
  month    = {#MAR#},
  day      = 5,
  doi      = {https://doi.org/10.1007/BF01700692},
  url      = {https://a.example/x\_y?a=1\&b=--2},
  file     = {:C\:/Users/me/Papers/goedel.pdf:PDF;Full Text:files/12/other.pdf:application/pdf},
  langid   = {ngerman},
  abstract = {Left out.},
  note     = {To appear.},
}
@book(parenthesis,
  author = "{\AA}ngstr{\"o}m, A. and {\L}ukasiewicz, J. and \v{C}apek, Karel and {\'I}{\~n}igo",
  title = "A {B}ook \& 50\% of \$5", year = {1950}, series = {Series})
@online{page, title = {Page}, date = {2020-05/2020-07}, urldate = {2021-01-02},
  howpublished = {\url{https://b.example/p}} }
"""
ENDNOTE = """TY  - JOUR\r
AU  - Lankov, Andrei\r
AU  - Ministry of Foreign Affairs, Department of Asia\r
AU  - King, Martin Luther, Jr.\r
PY  - 2005/08//Autumn\r
TI  - A title that\r
goes on\r
JO  - Cold War History\r
DB  - JSTOR\r
AN  - 12345\r
AB  - Left out.\r
N1  - To read\r
DO  - 10.1000/xyz\r
UR  - https://a.example/1\r
L1  - file:///C:/Users/me/lankov.pdf\r
LA  - eng\r
ER  -\r
\r
TY  - NEWS
T1  - No end
"""


def test_csl_of_zotero() -> None:
    incoming = read("csl-json", json.dumps(ZOTERO_CSL))
    assert fields_of(incoming) == {
        "title": "The lost letter",
        "container_title": "Cold War History",
        "URL": "https://doi.example/10.1080/14682745.2011",
        "author": "Charles de Gaulle; 김정은; KBS; Martin King Jr.",
        "issued": "2011-03",
        "accessed": "2024-07-01",
        "type": "article-journal",
        "language": "en-GB",
    }
    assert incoming.sources[0].doi == "10.1080/14682745.2011"
    assert incoming.remarks == (
        "1 note or abstract of the file is no part of a record of a source, and was left.",
    )


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ({"date-parts": [[1950, 8, 31], [1950, 9]]}, "1950-08-31/1950-09"),
        ({"date-parts": [[1950, 2, 30]]}, "1950-02"),
        ({"raw": "31 August 1950"}, "1950-08-31"),
        ({"literal": "c. 1950"}, "c. 1950"),
        ("1950-08-31", "1950-08-31"),
        ({"date-parts": [["", "8"]]}, None),
        ({"date-parts": [[99999]]}, None),
        (7, "7"),
        ([1950], None),
    ],
)
def test_dates_of_csl(value: object, date: str | None) -> None:
    item = {"id": 1, "type": "book", "title": "X", "issued": value}
    assert fields_of(read("csl-json", json.dumps(item))).get("issued") == date


def test_csl_that_is_not_what_it_should_be_is_read_as_far_as_it_is() -> None:
    items = [
        {"id": 1, "type": ["book"], "title": "One", "author": [5, {"family": "A"}, {"x": 1}]},
        {"id": "2", "type": "book"},
        "no item",
        {"id": "3", "type": "post-weblog", "title": {"a": 1}, "URL": "https://a.example"},
        {"id": "4"},
    ]
    incoming = read("csl-json", json.dumps({"items": items}))
    assert [dict(one.fields) for one in incoming.sources] == [
        {"title": "One", "author": "A"},
        {"type": "book"},
        {"type": "post", "URL": "https://a.example"},
    ]
    assert [one.what for one in incoming.unread] == ["Record 3", "Record 5"]


@pytest.mark.parametrize(
    "other",
    [
        '[{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "id": "a"}]',
        '{"total": 1, "rows": [{"id": "a", "user": "acct:a@hypothes.is", "uri": "u"}]}',
        '{"@type": "ClaimReview", "claimReviewed": "x", "type": "book", "title": "x"}',
        '{"type": "FeatureCollection", "features": [], "id": 5}',
        '{"name": "x"}',
        "TY  - JOUR",
    ],
)
def test_other_json_is_no_csl(other: str) -> None:
    assert "csl-json" not in known_as("x.json", other)


def test_bibtex_of_jabref() -> None:
    incoming = read("bibtex", JABREF)
    article, book, page = incoming.sources
    assert article.fields == {
        "title": "Über formal unentscheidbare Sätze der Principia – I",
        "author": "Kurt Gödel; The Desk and Sons; John von Neumann",
        "container_title": "Cold War History",
        "issued": "1931",
        "type": "article-journal",
        "URL": "https://a.example/x_y?a=1&b=--2",
        "language": "de",
    }
    assert (article.key, article.doi) == ("Goedel1931", "10.1007/BF01700692")
    assert article.files == ("goedel.pdf", "other.pdf")
    assert book.fields == {
        "title": "A Book & 50% of $5",
        "author": "A. Ångström; J. Łukasiewicz; Karel Čapek; Íñigo",
        "issued": "1950",
        "container_title": "Series",
        "type": "book",
    }
    assert page.fields == {
        "title": "Page",
        "issued": "2020-05/2020-07",
        "accessed": "2021-01-02",
        "URL": "https://b.example/p",
        "type": "webpage",
    }
    assert incoming.unread == ()
    assert incoming.remarks == (
        "2 notes and abstracts of the file are no part of a record of a source, and were left.",
    )


def test_entries_that_do_not_end_are_said_with_their_lines_and_the_others_read() -> None:
    text = "@book{a, title={One}}\n\n@book{b, title={Two\n\n@book{c, title={Three}}\n@x{d, t=}\n"
    incoming = read("bibtex", text)
    assert [one.fields["title"] for one in incoming.sources] == ["One", "Three"]
    assert [one.what for one in incoming.unread] == ["Line 3", "Line 6"]


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"\'{e}\`a\^{\i}\~{n}\"{\j}\=o\.z", "éàîñj̈ōż"),
        (r"\c{c}\v{s}\H{o}\k{a}\u{g}\r{a}\d{h}\b{b}", "çšőąğåḥḇ"),
        (r"\ss\ \O{}\o \ae{}\oe\L{}\l{}\aa", "ß ØøæœŁłå"),
        (r"{\textbackslash} \_ \{ \} \# 5\,\% \textbf{bold} \unknown{x}", r"\ _ { } # 5 % bold x"),
        ("``a'' --- b~c", "“a” — b c"),
        (r"na\"\i ve Erd\H{o}s \v Cech", "naïve Erdős Čech"),
    ],
)
def test_what_tex_prints(latex: str, text: str) -> None:
    assert printed(latex) == text


@holds(st.text("aàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßłŁšŠžŽčČćęąğşı&%$#_", max_size=20))
def test_letters_that_another_program_wrote_as_latex_come_back(text: str) -> None:
    """Written by pylatexenc."""
    assert printed(unicode_to_latex(text)) == text


@holds(st.lists(st.text("Aé bc", min_size=1, max_size=9), min_size=1, max_size=3))
def test_entries_that_another_program_wrote(titles: list[str]) -> None:
    """Written by bibtexparser."""
    written = write_string(
        Library(
            [
                Entry("book", f"k{at}", [Field("title", title), Field("year", "1950")])
                for at, title in enumerate(titles)
            ]
        )
    )
    found = [dict(one.fields) for one in read("bibtex", written).sources]
    assert [one.get("title", "") for one in found] == [" ".join(one.split()) for one in titles]


def test_ris_of_endnote() -> None:
    incoming = read("ris", ENDNOTE)
    first, second = incoming.sources
    assert first.fields == {
        "title": "A title that goes on",
        "author": "Andrei Lankov; Ministry of Foreign Affairs, Department of Asia; "
        "Martin Luther King Jr.",
        "issued": "2005-08",
        "container_title": "Cold War History",
        "URL": "https://a.example/1",
        "language": "en",
        "type": "article-journal",
    }
    assert (first.doi, first.files) == ("10.1000/xyz", ("lankov.pdf",))
    assert second.fields == {"title": "No end", "type": "article-newspaper"}
    assert incoming.remarks == (
        "2 notes and abstracts of the file are no part of a record of a source, and were left.",
    )


@pytest.mark.parametrize(
    ("name", "data", "known"),
    [
        ("x.ris", "Provider: JSTOR\r\nDatabase: JSTOR\r\n\r\nTY  - JOUR\r\n", ["ris"]),
        ("x.ris", "TY  - JOUR\n".encode("utf-16"), ["ris"]),
        ("x.txt", "\n\nTY  - JOUR\nER  - \n", ["ris"]),
        ("x.txt", "Words\nTY  - JOUR\n", []),
        ("x.ris", "PMID- 12\n", []),
        ("x.bib", "% Encoding: UTF-8\n@Article{a,\n", ["bibtex"]),
        ("x", "@book{a, title={b}}", ["bibtex"]),
        ("x.txt", "Write to me@book{a}", []),
    ],
)
def test_what_is_known(name: str, data: bytes | str, known: list[str]) -> None:
    assert known_as(name, data) == known


def test_ris_that_another_program_wrote() -> None:
    """Written by rispy."""
    entry = {
        "type_of_reference": "PCOMM",
        "title": "Letter 17",
        "authors": ["Kim, Il-sung"],
        "secondary_authors": ["Stalin, J."],
        "date": "1950/08/31/",
        "name_of_database": "APRF, Moscow",
        "accession_number": "f. 45, op. 1, d. 347, ll. 41–45",
    }
    assert fields_of(read("ris", rispy.dumps([entry]))) == {
        "type": "personal_communication",
        "title": "Letter 17",
        "author": "Il-sung Kim",
        "recipient": "J. Stalin",
        "issued": "1950-08-31",
        "archive": "APRF",
        "archive_place": "Moscow",
        "fond": "45",
        "opis": "1",
        "delo": "347",
        "folios": "41–45",
    }


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1251", "koi8-r"])
def test_encodings(encoding: str) -> None:
    text = "TY  - BOOK\r\nTI  - История советской дипломатии и переговоров\r\nER  - \r\n" * 3
    found = read("ris", text.encode(encoding))
    assert {one.fields["title"] for one in found.sources} == {
        "История советской дипломатии и переговоров"
    }


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("1950/08/31", "1950-08-31"),
        ("1950/8", "1950-08"),
        ("1950.8.31", "1950-08-31"),
        ("31 August 1950", "1950-08-31"),
        ("Aug 31, 1950", "1950-08-31"),
        ("August 1950", "1950-08"),
        ("1950-08-31T10:00:00Z", "1950-08-31"),
        ("1950-02-31", "1950-02-31"),
        ("spring 1950", "spring 1950"),
        ("08/31/1950", "08/31/1950"),
        ("", ""),
    ],
)
def test_dates_in_words(said: str, date: str) -> None:
    assert day(said) == date


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Lankov, Andrei", "Andrei Lankov"),
        ("U.S. Department of State, Office", "U.S. Department of State, Office"),
        ("KBS, 연합뉴스", "KBS, 연합뉴스"),
        ("Reuters, AP, AFP", "Reuters, AP, AFP"),
        ("Kim Il-sung", "Kim Il-sung"),
        (",", ","),
    ],
)
def test_names_are_turned_where_they_are_of_people(name: str, said: str) -> None:
    assert turned(name) == said


def test_names_of_east_asia_stay_as_they_are_said() -> None:
    assert whole_name("김", "일성") == "김일성"
    assert whole_name("毛", "泽东") == "毛泽东"
    assert whole_name("Ким", "Ир Сен") == "Ир Сен Ким"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/some/where/a.pdf", "a.pdf"),
        (r"C:\Users\me\a.pdf", "a.pdf"),
        ("../../etc/..", ""),
        ("a\x00b.pdf", "ab.pdf"),
        ("", ""),
    ],
)
def test_of_paths_only_the_name_is_kept(path: str, name: str) -> None:
    assert file_name(path) == name


@pytest.mark.parametrize(
    ("format_", "data"),
    [
        ("ris", "hello"),
        ("bibtex", "hello"),
        ("csl-json", "5"),
        ("csl-json", "[1, 2]"),
        ("csl-json", "{"),
        ("ris", b"\x00\x01\x02" * 100),
        ("bibtex", b"\xff\xfe\x00"),
    ],
)
def test_what_is_no_such_file_is_damaged(format_: str, data: bytes | str) -> None:
    with pytest.raises(InputError) as fault:
        read(format_, data)
    assert fault.value.id == "import.damaged"
