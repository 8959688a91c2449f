# SPDX-License-Identifier: AGPL-3.0-or-later
"""Anybody's tables of claims, as CSV: heads, cells, rows, and what becomes of them."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest
from hypothesis import given as holds
from hypothesis import strategies as st

from sidelight.errors import InputError
from sidelight.exchange.incoming import Incoming, Mark
from sidelight.exchange.table_cells import parting_sign, rows_of
from sidelight.exchange.table_heads import head_row, letters
from sidelight.exchange.table_in import read_csv
from tests.exchange.records_given import unheard
from tests.exchange.records_read import given, known_as

ENGLISH = """Claim,Rating,Explanation,Checked by,Date checked,Source,URL,Page,Source quote,Stance,\
Notes,Tags,Said by
thanked Stalin for aid,True,The letter says so.,Ann,2024-08-31,Letter 17,https://a.example/17,p. 3,\
invaluable assistance,supports,See there.,"letters, aid",Kim
Aid came twice,Mostly true,,Bob,31.08.2024,report.pdf,,12,,,,,
Nobody sold arms,False,Moscow says so.,,03/04/2024,,,,,,,,
"""
RUSSIAN = """Проверка фактов, июль 2024;;;;
;;;;
Утверждение;Вердикт;Проверил;Дата;Комментарий
Граница общая;Правда;Иван;31.08.2024;См. карту
"Нефть
течёт";Ложь;;;
;;;;только заметка
"""
KOREAN = "주장\t판정\t검토자\t판정일\t출처\n국경을 맞대고 있다\t사실\t김\t2024년 8월 31일\thttps://a.example/k\n"


def table(text: str | bytes, name: str = "t.csv", **columns: str) -> Incoming:
    """Read a table."""
    return read_csv(given(text, name, **columns), unheard)


def of(incoming: Incoming, what: str) -> list[Mark]:
    """Return the marks of a kind."""
    return [mark for mark in incoming.marks if mark.what == what]


def quotes(incoming: Incoming) -> list[str]:
    """Return the words of the claims."""
    return [place.quote for mark in of(incoming, "claim") for place in mark.places]


def fields(incoming: Incoming) -> dict[str, str]:
    """Return which column is taken for what."""
    return {one.field: one.head for one in incoming.columns if one.field}


def test_a_row_is_a_claim_with_a_verdict_and_evidence() -> None:
    incoming = table(ENGLISH)
    claim, *_others = of(incoming, "claim")
    assert [place.quote for place in claim.places] == ["thanked Stalin for aid"]
    assert claim.tags == ("letters", "aid")
    assert claim.values == {"speaker": "Kim", "number": "1"}
    verdict, mostly, false = of(incoming, "verdict")
    assert verdict.on == claim.key
    assert (verdict.author, verdict.made_at) == ("Ann", datetime(2024, 8, 31, tzinfo=UTC))
    assert verdict.values == {
        "verdict": "verified",
        "verdict_said": "True",
        "reason": "The letter says so.",
        "as_of": "2024-08-31",
    }
    assert mostly.values["verdict"] == "Mostly true"
    assert false.values == {
        "verdict": "denied",
        "verdict_said": "False",
        "reason": "Moscow says so.",
    }
    (evidence,) = of(incoming, "evidence")
    (place,) = evidence.places
    assert (place.quote, place.page) == ("invaluable assistance", 3)
    assert evidence.values == {"stance": "supports"}
    (source,) = incoming.documents
    assert source.key == place.document
    assert (source.title, source.url, source.kind) == (
        "Letter 17",
        "https://a.example/17",
        "source",
    )
    assert [one.name for one in incoming.authors] == ["Ann", "Bob"]


def test_a_source_without_words_of_it_and_a_remark_are_notes() -> None:
    notes = of(table(ENGLISH), "note")
    assert [note.text for note in notes] == ["See there.", "report.pdf, p. 12"]
    assert [note.author for note in notes] == ["Ann", "Bob"]


def test_dates_that_can_be_read_in_two_ways_are_left_out_and_said() -> None:
    incoming = table(ENGLISH)
    assert of(incoming, "verdict")[2].made_at is None
    assert incoming.remarks == ("1 date was left out: it is none, or can be read in two ways.",)


def test_columns_are_told_with_a_few_of_their_cells() -> None:
    columns = table(ENGLISH).columns
    assert (columns[0].head, columns[0].field) == ("Claim", "quote")
    assert columns[0].cells[:2] == ("thanked Stalin for aid", "Aid came twice")
    assert [one.field for one in columns] == [
        *("quote", "verdict", "reason", "reviewer", "date", "source", "", "page", "source_quote"),
        *("stance", "note", "tags", "speaker"),
    ]


def test_a_russian_sheet_with_a_title_above_its_heads() -> None:
    incoming = table(RUSSIAN)
    assert quotes(incoming) == ["Граница общая", "Нефть\nтечёт"]
    assert [mark.values["verdict"] for mark in of(incoming, "verdict")] == ["verified", "denied"]
    assert [(one.what, one.why) for one in incoming.unread] == [
        ("Row 6", "It has no words of a claim.")
    ]


def test_a_korean_sheet_parted_by_tabs() -> None:
    incoming = table(KOREAN, "t.tsv")
    assert quotes(incoming) == ["국경을 맞대고 있다"]
    (verdict,) = of(incoming, "verdict")
    assert verdict.values["verdict"] == "verified"
    assert verdict.values["as_of"] == "2024-08-31"
    assert [note.text for note in of(incoming, "note")] == ["https://a.example/k"]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "utf-8-sig"),
        (RUSSIAN, "utf-16"),
        (KOREAN * 3, "cp949"),
        (KOREAN, "utf-16-le"),
        ("Claim;Verdict\nÜbung für Köln größer;true\n", "cp1252"),
    ],
)
def test_encodings(text: str, encoding: str) -> None:
    found = quotes(table(text.encode(encoding), "t.tsv"))
    assert found[0] in text
    assert "\ufffd" not in found[0]


def test_words_and_restatement_where_both_have_a_column() -> None:
    incoming = table("Quote,Claim\nhe thanked him,Kim thanked Stalin\n,Only said anew\n")
    first, second = of(incoming, "claim")
    assert [place.quote for place in first.places] == ["he thanked him"]
    assert first.values["restatement"] == "Kim thanked Stalin"
    assert second.places == ()
    assert second.values["restatement"] == "Only said anew"


def test_rows_of_one_claim_are_one_claim() -> None:
    incoming = table("claim,verdict,reviewer\nA,true,Ann\nA,false,Bob\nB,,\nA,true,Ann\n")
    assert quotes(incoming) == ["A", "B"]
    assert [(mark.author, mark.values["verdict"]) for mark in of(incoming, "verdict")] == [
        ("Ann", "verified"),
        ("Bob", "denied"),
    ]


def test_which_article_is_meant_and_which_source() -> None:
    incoming = table(
        "claim,article,source,source quote\nA,The pact,Letter,x\nB,The pact,,\nC,,letter ,y\n"
    )
    assert [(one.title, one.kind) for one in incoming.documents] == [
        ("The pact", "article"),
        ("Letter", "source"),
    ]
    places = [mark.places[0].document for mark in of(incoming, "claim")]
    assert places[0] == places[1] != ""
    assert places[2] == ""


def test_a_table_without_heads_has_those_of_a_spreadsheet() -> None:
    text = "Aid came twice and then it came a third time as well as some say,true,2024-08-31\n"
    incoming = table(text)
    assert [one.head for one in incoming.columns] == ["A", "B", "C"]
    assert incoming.marks == ()
    assert incoming.remarks == (
        "No column is known to hold the words of the claims: say which one does.",
    )
    chosen = table(text, quote="A", verdict="B")
    assert len(of(chosen, "claim")) == len(of(chosen, "verdict")) == 1


def test_what_is_chosen_counts_before_the_heads() -> None:
    text = "Claim,Rating,Notes,Why\nA,true,n,w\n"
    assert fields(table(text)) == {
        "quote": "Claim", "verdict": "Rating", "note": "Notes", "reason": "Why",
    }  # fmt: skip
    moved = table(text, reason="Notes")
    assert fields(moved) == {"quote": "Claim", "verdict": "Rating", "reason": "Notes"}
    # who names what the heads say as well has seen them all
    assert fields(table(text, quote="Claim", note="Notes")) == {"quote": "Claim", "note": "Notes"}
    assert fields(table(text, quote="Nowhere")) == fields(table(text))
    assert fields(table(text, nonsense="Claim")) == fields(table(text))


def test_a_verdict_without_a_word_leaves_its_reason_as_a_note() -> None:
    incoming = table("claim,verdict,reason\nA,,Nobody knows.\nB,unchecked,\n")
    assert of(incoming, "verdict") == []
    assert [mark.text for mark in of(incoming, "note")] == ["Nobody knows."]


def test_keys_stay_when_rows_are_added() -> None:
    before = {mark.key for mark in table(ENGLISH).marks}
    head, *rows = ENGLISH.splitlines()
    after = table("\n".join([head, "New one" + "," * 12, *reversed(rows)]))
    assert before < {mark.key for mark in after.marks}


def test_formulas_are_words() -> None:
    incoming = table('claim,note\n=1+1,"=HYPERLINK(""http://evil.example"")"\n')
    assert quotes(incoming) == ["=1+1"]
    assert of(incoming, "note")[0].text == '=HYPERLINK("http://evil.example")'


def test_heads_alike_and_heads_that_lack() -> None:
    incoming = table("claim,note,note,\nA,b,c,d\n")
    assert [one.head for one in incoming.columns] == ["claim", "note", "note (2)", "D"]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("claim,verdict\na;b;c,true\n", ","),
        ("claim;verdict\na, b, c;true\n", ";"),
        ("claim\tverdict\na, b; c\ttrue\n", "\t"),
        ("x;y\n1,5;2,5\n3,5;4,5\n", ";"),
        ("x,y\n1;2,3\n", ","),
        ("alone\n", ","),
    ],
)
def test_what_parts_cells(text: str, sign: str) -> None:
    assert parting_sign(text) == sign


def test_excel_may_say_what_parts_cells() -> None:
    assert rows_of("sep=|\na|b\n", "t") == [["a", "b"]]


def test_letters_are_those_of_a_spreadsheet() -> None:
    assert [letters(at) for at in (0, 25, 26, 51, 52, 701, 702)] == [
        *("A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"),
    ]


def test_where_the_heads_are() -> None:
    assert head_row([["Report"], [], ["Claim", "Verdict"], ["a", "b"]]) == 2
    assert head_row([["Column one", "Column two"], ["a", "b"]]) == 0
    assert head_row([["12", "x"], ["a", "b"]]) == -1
    assert head_row([]) == -1


CELLS = st.text("ab,;\"'\n\t =Я가", max_size=8)


@holds(st.lists(st.lists(CELLS, min_size=2, max_size=4), max_size=6), st.sampled_from(",;\t"))
def test_cells_come_back_as_python_wrote_them(rows: list[list[str]], sign: str) -> None:
    stream = io.StringIO(newline="")
    head = ["claim", "verdict", "reason", "note"]
    csv.writer(stream, delimiter=sign, lineterminator="\r\n").writerows([head, *rows])
    text = stream.getvalue().replace("\r\n", "\n")
    found = rows_of(text, "t")
    kept = [row if any(cell.strip() for cell in row) else [] for row in [head, *rows]]
    while not kept[-1]:
        kept.pop()
    assert found == kept


@holds(st.lists(st.lists(CELLS, max_size=6), max_size=8))
def test_any_rows_are_read_or_said(rows: list[list[str]]) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([["quote", "verdict", "reason", "source", "note"], *rows])
    incoming = table(stream.getvalue())
    claims = {mark.key for mark in of(incoming, "claim")}
    said = [row for row in rows if any(cell.strip() for cell in row[:5])]
    assert len(claims) + len(incoming.unread) <= len(said)
    assert bool(claims) == any(row and row[0].strip() for row in rows)
    assert all(mark.on in claims for mark in incoming.marks if mark.what != "claim")


@pytest.mark.parametrize(
    ("name", "data", "known"),
    [
        ("t.csv", "claim,verdict\n", ["csv"]),
        ("t.tsv", "claim\tverdict\n".encode("utf-16"), ["csv"]),
        ("t.txt", "claim,verdict\n", []),
        ("t.csv", "", []),
        ("t.csv", b"PK\x03\x04", []),
        ("t.csv", b"\x01\x02\x03", []),
    ],
)
def test_what_is_known(name: str, data: bytes | str, known: list[str]) -> None:
    assert known_as(name, data) == known


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ("", "import.damaged"),
        (" \n \n", "import.damaged"),
        (b"\x00" * 1000, "import.damaged"),
        ("a," * 201 + "b\n", "import.too_large"),
        ("claim\n" + "a\n" * 100_002, "import.too_large"),
        ("\n" * 3_000_000, "import.too_large"),
        ("," * 3_000_000, "import.too_large"),
        ("claim\n" + "x" * 1_000_001, "import.damaged"),
        ('a,b\n"' + "x,\n" * 400_000, "import.damaged"),
        (b"\xff" * (9 << 20), "import.too_large"),
        (b"a" * ((64 << 20) + 1), "import.too_large"),
    ],
)
def test_hostile_tables_are_answered(data: bytes | str, fault: str) -> None:
    with pytest.raises(InputError) as raised:
        table(data)
    assert raised.value.id == fault


def test_there_may_be_empty_columns_to_the_right() -> None:
    assert quotes(table("claim" + "," * 300 + "\nA" + "," * 300 + "\n")) == ["A"]
