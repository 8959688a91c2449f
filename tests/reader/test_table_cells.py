# SPDX-License-Identifier: AGPL-3.0-or-later
"""Empty cells of tables: they keep the columns in their places, and leave no words."""

from collections.abc import Callable
from typing import Any

import pytest

from sidelight.reader.leaves import Leaf, mark_items, without_empty_tables
from sidelight.reader.opening import open_rendition
from sidelight.reader.structure import leaves_of, parse
from tests.reader.office import chapter, docx, epub, paragraph, zipped

Fixture = Callable[..., Any]
ROWS = (("", "Boats", "Crew"), ("1950", "", "31"), ("1951", "14", ""))
SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
)


def _html() -> str:
    rows = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in ROWS)
    return f"<p>Before the table.</p><table>{rows}</table><p>After the table.</p>"


def _docx() -> bytes:
    rows = "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(c)}</w:tc>" for c in row) + "</w:tr>" for row in ROWS
    )
    return docx(
        paragraph("Before the table.") + f"<w:tbl>{rows}</w:tbl>" + paragraph("After the table.")
    )


def _odt(table: str = "") -> bytes:
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = "".join(
        "<table:table-row>" + "".join(cell.format(c) for c in row) + "</table:table-row>"
        for row in ROWS
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {SPACES}><office:body><office:text>"
            f"<text:p>Before the table.</text:p><table:table>{table or rows}</table:table>"
            "<text:p>After the table.</text:p></office:text></office:body>"
            "</office:document-content>",
        }
    )


def _rtf() -> bytes:
    rows = "".join(
        r"\trowd\cellx1000\cellx2000\cellx3000\pard\intbl "
        + "".join(rf"{c}\cell " for c in row)
        + r"\row "
        for row in ROWS
    )
    return (r"{\rtf1\ansi Before the table.\par " + rows + r"\pard After the table.\par}").encode()


def _fb2() -> str:
    return (
        "<?xml version='1.0' encoding='utf-8'?><FictionBook><body><section>"
        f"{_html()}</section></body></FictionBook>"
    )


MADE: dict[str, Callable[[], bytes | str]] = {
    "a.html": lambda: f"<!DOCTYPE html><html><body>{_html()}</body></html>",
    "a.docx": _docx,
    "a.odt": _odt,
    "a.rtf": _rtf,
    "a.fb2": _fb2,
    "a.epub": lambda: epub({"a.xhtml": chapter(_html())}),
}


@pytest.mark.parametrize("name", MADE)
def test_empty_cells_keep_the_columns(
    name: str, read: Fixture, blocks: Fixture, sound: Fixture
) -> None:
    found = read(MADE[name](), name, whole_page=True)
    sound(found)
    assert blocks(found) == [
        ("paragraph", "Before the table."),
        ("table", "Boats Crew 1950 31 1951 14"),
        ("paragraph", "After the table."),
    ]
    text = found.layer.text.text
    table = text.removeprefix("Before the table.\n\n").removesuffix("\n\nAfter the table.")
    assert table == "\n".join("\t".join(row) for row in ROWS)
    page = open_rendition(found.rendition)[0]
    lefts = {word[4]: round(word[0]) for word in page.get_text("words")}
    assert lefts["1950"] == lefts["1951"]
    assert lefts["Boats"] == lefts["14"]
    assert lefts["Crew"] == lefts["31"]
    assert lefts["1950"] < lefts["Boats"] < lefts["Crew"]


def test_a_table_that_begins_a_document_with_an_empty_cell(
    read: Fixture, blocks: Fixture, sound: Fixture
) -> None:
    rows = "<tr><td></td><td>b</td></tr><tr><td>c</td><td></td></tr>"
    found = read(f"<!DOCTYPE html><table>{rows}</table>", whole_page=True)
    sound(found)
    assert blocks(found) == [("table", "b c")]


def test_a_table_without_words_is_none(read: Fixture, blocks: Fixture) -> None:
    table = "<table>" + "<tr><td></td><td> </td></tr>" * 3 + "</table>"
    found = read(f"<!DOCTYPE html><p>one</p>{table}<p>two</p>", whole_page=True)
    assert blocks(found) == [("paragraph", "one"), ("paragraph", "two")]
    assert b"<table" not in found.rendition


def test_repeated_cells_of_an_odt_are_so_many_and_no_flood(read: Fixture) -> None:
    cell = "<table:table-cell table:number-columns-repeated='{}'>{}</table:table-cell>"
    words = "<text:p>x</text:p>"
    row = cell.format(2, "") + cell.format(2, words) + cell.format(1, words)
    found = read(_odt(f"<table:table-row>{row}</table:table-row>"), "a.odt")
    assert "\n\n\t\tx\tx\tx\n\n" in found.layer.text.text
    row = cell.format(999_999_999, "") + cell.format(1, words)
    found = read(_odt(f"<table:table-row>{row}</table:table-row>" * 400), "a.odt")
    assert found.rendition.count(b"<td") <= 10_800


def test_the_marker_of_an_item_goes_to_its_first_words() -> None:
    table = "<table><tr><td></td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"
    found = leaves_of(parse(f"<html><body><ul><li>{table}</li></ul></body></html>"))
    mark_items(found)
    assert [leaf.text for leaf in found] == ["", "• b", "c", "d"]


def test_empty_cells_without_end_are_cut() -> None:
    cells = "<td></td>" * 300
    page = f"<html><body><table>{f'<tr><td>a</td>{cells}</tr>' * 100}</table></body></html>"
    found = without_empty_tables(leaves_of(parse(page)))
    assert len([leaf for leaf in found if leaf.is_blank]) == 20_000
    assert len([leaf for leaf in found if not leaf.is_blank]) == 100


def test_a_picture_makes_a_table() -> None:
    dot = "data:image/png;base64,AAAA"
    page = f"<table><tr><td><img src='{dot}'></td><td></td></tr><tr><td></td><td></td></tr></table>"
    found: list[Leaf] = without_empty_tables(leaves_of(parse(f"<html><body>{page}</body></html>")))
    assert [leaf.tag for leaf in found] == ["img", "p", "p", "p"]
