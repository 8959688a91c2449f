# SPDX-License-Identifier: AGPL-3.0-or-later
"""The workbook, read back by a library that is not the one that writes it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sidelight.language import use
from sidelight.report import workbook
from sidelight.report.data import Report
from tests.report.conftest import Pact
from tests.report.project_builder import Builder

LONG = 40_000


def opened(report: Report) -> Workbook:
    return load_workbook(io.BytesIO(workbook.write(report)))


def rows(sheet: Worksheet) -> list[dict[str, object]]:
    """The rows of a sheet by what its columns are called."""
    head, *others = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in others]


def test_there_is_a_sheet_for_each_kind_of_record(pact: Pact) -> None:
    report = pact.report()
    book = opened(report)
    assert book.sheetnames == [
        *("Summary", "Claims", "Verdicts", "Evidence", "Notes", "Sources", "Still open"),
    ]
    assert len(rows(book["Claims"])) == len(report.lines)
    assert len(rows(book["Verdicts"])) == sum(len(line.verdicts) for line in report.lines)
    assert len(rows(book["Evidence"])) == sum(len(line.evidence) for line in report.lines)
    assert len(rows(book["Sources"])) == len(report.sources)
    summary = dict(book["Summary"].iter_rows(values_only=True))
    assert summary["Article"] == report.title
    assert summary["Fingerprint of the project file"] == report.fingerprint
    assert summary["Verified"] == report.counts["verified"]


def test_cells_have_their_types_and_verdicts_their_colours(pact: Pact) -> None:
    book = opened(pact.report())
    verdict = next(row for row in rows(book["Verdicts"]) if row["#"] == 10)
    assert verdict["Verdict"] == "Denied"
    assert verdict["Denied by"] == "the DPRK’s ministry"
    given = verdict["Given on"]
    assert isinstance(given, datetime)
    assert given.date() == date(2024, 7, 1)
    source = rows(book["Sources"])[0]
    assert isinstance(source["Bytes"], int)
    cell = book["Verdicts"]["C2"]
    assert cell.font.color.rgb == "FF157347"
    assert cell.fill.fgColor.rgb == "FFC3F2D8"
    assert book["Claims"].freeze_panes == "B2"
    assert book["Claims"].auto_filter.ref == f"A1:O{len(pact.report().lines) + 1}"


def test_hostile_texts_stay_texts(hostile: Builder) -> None:
    data = workbook.write(hostile.report())
    for sheet in load_workbook(io.BytesIO(data)):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                assert cell.hyperlink is None
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert not any("external" in name or "vba" in name.lower() for name in parts.namelist())
        assert all(b"<f>" not in parts.read(name) for name in parts.namelist())


@pytest.mark.parametrize("letter", ["가", "a", "𐍈"])
def test_what_a_cell_cannot_hold_is_cut_and_says_so(pact: Pact, letter: str) -> None:
    report = pact.report()
    line = replace(report.lines[0], restatement=letter * LONG)
    book = opened(replace(report, lines=(line, *report.lines[1:])))
    said = str(rows(book["Claims"])[0]["Restatement"])
    assert said.endswith(f"{letter} […]")
    assert len(said.encode("utf-16-le")) // 2 <= 32_767


def test_a_strangers_endless_verdict_is_cut_too(pact: Pact) -> None:
    report = pact.report()
    line = replace(report.lines[0], paint="x" * LONG)
    said = str(rows(opened(replace(report, lines=(line, *report.lines[1:])))["Claims"])[0])
    assert "x […]" in said


@pytest.mark.parametrize("language", ["ru", "ko"])
def test_names_are_those_of_the_language(pact: Pact, language: str) -> None:
    use(language)
    try:
        book = opened(pact.report())
        assert len(book.sheetnames) == 7
        assert not {"Claims", "Summary", "Still open"} & {*book.sheetnames}
        assert all(len(name) <= 31 for name in book.sheetnames)
    finally:
        use("")


def test_an_article_without_claims_has_its_sheets(pact: Pact) -> None:
    report = replace(pact.report(), lines=(), sources=(), open_items=(), counts={})
    assert opened(report).sheetnames == ["Summary", "Claims"]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("ten digits", 10, 1),
        ("eleven here", 10, 2),
        ("a\n\nb", 10, 3),
        ("한국어 한국어", 10, 2),
        ("Россия", 10, 1),
        ("word " * 20, 25, 4),
        ("one\n" + "x" * 25, 10, 4),
    ],
)
def test_lines_are_counted_as_they_will_be_broken(text: str, width: int, lines: int) -> None:
    assert workbook.lines_of(text, width) == lines
