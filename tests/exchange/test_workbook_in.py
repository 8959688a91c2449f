# SPDX-License-Identifier: AGPL-3.0-or-later
"""Workbooks of others: which sheet is read, what LibreOffice writes, what is refused."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from sidelight.errors import InputError
from sidelight.exchange.incoming import Given, Incoming
from sidelight.exchange.table_in import read_csv, read_xlsx
from sidelight.reader.remote import Reader
from tests.exchange.records_given import unheard
from tests.exchange.records_read import known_as

Row = Sequence[object]
CLAIMS: list[Row] = [
    ["Claim", "Verdict", "Checked on", "Page", "Source", "Source quote"],
    ["Aid came twice", "True", date(2024, 8, 31), 3, "Letter", "twice"],
    ["Нефть течёт", "Ложь", "31.08.2024", None, None, None],
]


def book(**sheets: Sequence[Row]) -> bytes:
    """Return a workbook with sheets of rows."""
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def read(reader: Reader, data: bytes, **columns: str) -> Incoming:
    """Read a workbook."""
    return read_xlsx(Given(data, "b.xlsx", reader, columns=columns), unheard)


def told(incoming: Incoming) -> list[tuple[str, str, str]]:
    """Return the claims with verdicts and their days."""
    claims = {mark.key: mark.places[0].quote for mark in incoming.marks if mark.what == "claim"}
    return [
        (claims[mark.on], mark.values["verdict"], mark.values.get("as_of", ""))
        for mark in incoming.marks
        if mark.what == "verdict"
    ]


WANTED = [("Aid came twice", "verified", "2024-08-31"), ("Нефть течёт", "denied", "2024-08-31")]


def test_the_sheet_is_read_whose_heads_are_known_best(reader: Reader) -> None:
    readme = [["About", "This book"], ["Claim", "A list of claims"]]
    incoming = read(reader, book(Readme=readme, Checks=CLAIMS, Other=[["x", "y"], [1, 2]]))
    assert told(incoming) == WANTED
    assert incoming.remarks == ("Of the sheets only “Checks” was read.",)
    (evidence,) = [mark for mark in incoming.marks if mark.what == "evidence"]
    assert [(place.quote, place.page) for place in evidence.places] == [("twice", 3)]


def test_the_sheet_is_read_that_has_the_chosen_columns(reader: Reader) -> None:
    mine = [["Was gesagt wurde", "Urteil"], ["Nobody sold arms", "false"]]
    data = book(Checks=CLAIMS, Mine=mine)
    incoming = read(reader, data, quote="Was gesagt wurde", verdict="Urteil")
    assert told(incoming) == [("Nobody sold arms", "denied", "")]


def test_the_first_sheet_is_read_where_none_is_known(reader: Reader) -> None:
    incoming = read(reader, book(One=[["Eins", "Zwei"], ["a", "b"]], Two=[["x", "y"], ["c", "d"]]))
    assert [column.head for column in incoming.columns] == ["Eins", "Zwei"]
    assert incoming.marks == ()


def test_what_is_known() -> None:
    data = book(Checks=CLAIMS)
    assert known_as("b.xlsx", data) == ["xlsx"]
    assert known_as("b", data) == (["xlsx"] if b"xl/workbook.xml" in data[: 1 << 16] else [])
    assert known_as("b.xlsx", b"\xd0\xcf\x11\xe0") == []


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "import.damaged"),
        (b"claim,verdict\n", "import.damaged"),
        (book(Empty=[]), "import.damaged"),
        (b"\xd0\xcf\x11\xe0" * 100, "import.damaged"),
        (book(Wide=[["claim"] * 201]), "import.too_large"),
        (b"PK" + b"\x00" * (64 << 20), "import.too_large"),
    ],
)
def test_what_cannot_be_read_is_said(reader: Reader, data: bytes, fault: str) -> None:
    with pytest.raises(InputError) as raised:
        read(reader, data)
    assert raised.value.id == fault


@pytest.mark.program("soffice", package="libreoffice-calc")
def test_what_libreoffice_writes(reader: Reader, tmp_path: Path) -> None:
    """As a workbook, and as CSV in the encoding and with the signs of a Russian Excel."""
    (tmp_path / "b.xlsx").write_bytes(book(Checks=CLAIMS))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    out = tmp_path / "out"

    def convert(target: str, file: Path) -> None:
        command = ["soffice", profile, "--headless", "--norestore", "--convert-to", target]
        command += ["--outdir", str(out), str(file)]
        subprocess.run(command, capture_output=True, check=True, timeout=120)

    convert("ods", tmp_path / "b.xlsx")
    convert("csv:Text - txt - csv (StarCalc):59,34,34,1", tmp_path / "b.xlsx")
    convert("xlsx", out / "b.ods")
    assert told(read(reader, (out / "b.xlsx").read_bytes())) == WANTED
    data = (out / "b.csv").read_bytes()
    assert b";" in data
    # a Russian Excel's days are written as the machine's locale has them
    found = told(read_csv(Given(data, "b.csv", reader), unheard))
    assert [one[:2] for one in found] == [one[:2] for one in WANTED]
