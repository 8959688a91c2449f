# SPDX-License-Identifier: AGPL-3.0-or-later
"""The cells of workbooks, read in a confined process; files that mean harm."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from xlsxwriter import Workbook as Writer

from sidelight.errors import DocumentError
from sidelight.reader.found_sheets import FoundSheet, pack_sheets, unpack_sheets
from sidelight.reader.remote import Reader

MOST_SECONDS = 4.0
"""Twice what is allowed: the machine does other things as well."""
Edit = Callable[[bytes], bytes]


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as opened:
        yield opened


def book() -> bytes:
    """Return a workbook with cells of all kinds."""
    made = Workbook()
    sheet = made.active
    sheet.title = "Claims"
    sheet.append(["a", "б", "가", None, "e"])
    sheet.append([1, 2.5, 3.0, True, date(2024, 8, 31)])
    sheet.append([datetime(2024, 8, 31, 10, 20), "=1+1", None, "two\nlines", "  "])  # noqa: DTZ001
    sheet["B5"] = "late"
    made.create_sheet("Empty")
    made.create_sheet("More")["C2"] = "x"
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def shared() -> bytes:
    """Return a workbook whose texts stand in a part of their own, by XlsxWriter."""
    stream = io.BytesIO()
    with Writer(stream, {"in_memory": True}) as made:
        sheet = made.add_worksheet("Claims")
        sheet.write_row(0, 0, ["a", "b"])
    return stream.getvalue()


BOOK, SHARED = book(), shared()


def changed(part: str, edit: Edit, data: bytes = BOOK) -> bytes:
    """Return a workbook of which a part is another."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, edit(content) if name.endswith(part) else content)
    return stream.getvalue()


def swapped(old: bytes, new: bytes, part: str = "sheet1.xml", data: bytes = BOOK) -> bytes:
    """Return a workbook in which something is replaced that is in it."""

    def edit(content: bytes) -> bytes:
        assert old in content
        return content.replace(old, new)

    return changed(part, edit, data)


def test_texts_numbers_dates_and_truths(reader: Reader) -> None:
    claims, more = reader.sheets(BOOK, "b.xlsx")
    assert claims == FoundSheet(
        "Claims",
        (
            ("a", "б", "가", "", "e"),
            ("1", "2.5", "3", "true", "2024-08-31"),
            ("2024-08-31T10:20:00", "", "", "two\nlines", "  "),
            (),
            ("", "late"),
        ),
    )
    assert more == FoundSheet("More", ((), ("", "", "x")))


def test_of_a_formula_there_is_what_was_computed(reader: Reader) -> None:
    data = (
        swapped(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>42</v>")
        if b"<v></v>" in sheet()
        else (swapped(b"<f>1+1</f><v />", b"<f>1+1</f><v>42</v>"))
    )
    assert reader.sheets(data, "b.xlsx")[0].rows[2][1] == "42"


def sheet() -> bytes:
    with zipfile.ZipFile(io.BytesIO(BOOK)) as archive:
        return archive.read("xl/worksheets/sheet1.xml")


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "damaged"),
    "noise": (lambda: b"PK\x03\x04" + b"x" * 1000, "damaged"),
    "cut off": (lambda: BOOK[:3000], "damaged"),
    "no archive": (lambda: b"claim,verdict", "damaged"),
    "far column": (lambda: swapped(b'r="B5"', b'r="XFD5"'), "too_costly"),
    "far row": (lambda: swapped(b'r="B5"', b'r="B1048576"'), "too_costly"),
    "farther than there is": (lambda: swapped(b'r="B5"', b'r="B99999999999"'), "too_costly"),
    "far corner": (lambda: swapped(b'r="B5"', b'r="GR100000"'), "too_costly"),
    "in no place of a far row": (
        lambda: swapped(b'<row r="5"><c r="B5"', b'<row r="9999999"><c '),
        "too_costly",
    ),
    "boasts of texts": (
        lambda: swapped(b'uniqueCount="', b'uniqueCount="99999999', "sharedStrings.xml", SHARED),
        "damaged",
    ),
    "boasts of styles": (
        lambda: changed(
            "styles.xml", lambda d: d.replace(b'cellXfs count="', b'cellXfs count="99999999')
        ),
        "damaged",
    ),
    "bomb": (
        lambda: changed(
            "sharedStrings.xml", lambda d: d.replace(b"<t>a</t>", b"<t>" + b"a" * (1 << 28)), SHARED
        ),
        "too_costly",
    ),
    "no such text": (
        lambda: changed("sheet1.xml", lambda d: d.replace(b"<v>1<", b"<v>9999999<")),
        "damaged",
    ),
    "zeros": (lambda: changed("sheet1.xml", lambda d: d + b"\x00"), "damaged"),
    "no parts": (lambda: changed("workbook.xml", lambda _d: b""), "damaged"),
    "an endless cell": (
        lambda: changed("sheet1.xml", lambda d: d + b"<c " + b' r="AAA1"' * (10 << 20)),
        "damaged",
    ),
    "entities": (
        lambda: changed(
            "sharedStrings.xml",
            lambda d: d.replace(
                b"<sst", b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><sst'
            ).replace(b"<t>a</t>", b"<t>&b;</t>"),
            SHARED,
        ),
        "damaged",
    ),
}
"""Made when they are tried: each process that runs tests looks at all of them."""


@pytest.mark.parametrize("case", HOSTILE)
def test_each_is_answered_soon(reader: Reader, case: str) -> None:
    make, fault = HOSTILE[case]
    data = make()
    reader.sheets(BOOK, "warm.xlsx")
    since = time.perf_counter()
    with pytest.raises(DocumentError) as raised:
        reader.sheets(data, "b.xlsx")
    assert raised.value.id == f"document.{fault}"
    assert time.perf_counter() - since < MOST_SECONDS


def test_what_only_looks_far_is_read(reader: Reader) -> None:
    for data in (
        swapped(b'<dimension ref="A1:E5"', b'<dimension ref="A1:XFD1048576"'),
        swapped(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'),
        changed("sheet1.xml", lambda d: d + (b"<c" + b' r="AAA1"' * 30 + b"/>") * 50_000),
    ):
        assert reader.sheets(data, "b.xlsx")[0].rows[4] == ("", "late")


def test_cells_that_do_not_say_where_they_are_are_counted(reader: Reader) -> None:
    wide = b"".join(
        b"<row>" + b"<c><v>1</v></c>" * width + b"</row>" for width in (9000, *[1] * 999)
    )
    with pytest.raises(DocumentError) as raised:
        reader.sheets(swapped(b"</sheetData>", wide + b"</sheetData>"), "b.xlsx")
    assert raised.value.id == "document.too_costly"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.sampled_from(["sheet1.xml", "sharedStrings.xml", "styles.xml", "workbook.xml", ".rels"]),
    st.lists(
        st.tuples(st.integers(0, 5000), st.text('0123456789<>"/=ABZ&; ', max_size=4)),
        min_size=1,
        max_size=5,
    ),
)
def test_whatever_is_changed_it_is_read_or_refused(
    reader: Reader, part: str, changes: list[tuple[int, str]]
) -> None:
    def edit(content: bytes) -> bytes:
        made = bytearray(content)
        for at, some in changes:
            place = at % len(made)
            made[place : place + 2] = some.encode()
        return bytes(made)

    fault = ""
    try:
        found = reader.sheets(changed(part, edit), "b.xlsx")
    except DocumentError as error:
        found, fault = (), error.id
    assert fault in {"", "document.damaged", "document.too_costly", "document.sealed"}
    assert all(isinstance(cell, str) for one in found for row in one.rows for cell in row)


SHEETS = (FoundSheet("Лист", (("a", "", "가"), (), ("\n",))), FoundSheet("", ()))


def test_sheets_come_through_as_they_are() -> None:
    assert unpack_sheets(pack_sheets(SHEETS)) == SHEETS


@pytest.mark.parametrize(
    "data",
    [
        b"", b"5", b"[[1, []]]", b'[["a", [[1]]]]', b'[["a", "b"]]', b'[["a"]]', b"{}x",
        json.dumps([["a" * 201, []]]).encode(),
        json.dumps([["a", [["x"] * 201]]]).encode(),
        json.dumps([["a", []]] * 51).encode(),
        json.dumps([["a", [[]] * 100_001]]).encode(),
        b"[" * 100_000,
    ],
)  # fmt: skip
def test_what_another_process_says_is_not_trusted(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"not the sheets|more than is read|that is none"):
        unpack_sheets(data)
