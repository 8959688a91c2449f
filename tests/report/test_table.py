# SPDX-License-Identifier: AGPL-3.0-or-later
"""The table, read back as a spreadsheet would."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.report import table
from sidelight.report.data import Report
from tests.report.conftest import Pact
from tests.report.project_builder import Builder


def read(report: Report) -> list[dict[str, str]]:
    data = table.write(report)
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def test_the_columns_stay_as_they_were_published(pact: Pact) -> None:
    head = table.write(pact.report()).decode("utf-8-sig").split("\r\n")[0]
    assert head == (
        "claim,quote,restatement,kind,place,standing,shown_as,reviewer,verdict,denied_by,reason,"
        "as_of,given_on,evidence,notes,claim_id,article_sha256,transcribed_by,translation,"
        "decision,decided_by,decision_reason,decision_outdated,speaker,attribution,said_on,severity,"
        "correction,assigned,tags,responses,described_evidence,given,document_notes"
    )


def test_there_is_a_row_for_each_verdict_and_for_each_claim_without(pact: Pact) -> None:
    rows = read(pact.report())
    assert [(row["claim"], row["verdict"]) for row in rows] == [
        ("1", "verified"),
        ("1", "verified"),
        ("2", "disputed"),
        ("3", "verified"),
        ("4", ""),
        ("5", "verified"),
        ("6", "disputed"),
        ("6", "denied"),
        ("7", "disputed"),
        ("8", "verified"),
        ("9", "denied"),
        ("10", "denied"),
        ("11", ""),
    ]


def test_a_row_says_all_of_its_claim(pact: Pact) -> None:
    row = next(row for row in read(pact.report()) if row["claim"] == "10")
    assert row.pop("claim_id") == pact.claims["arms"]
    assert row.pop("article_sha256") == pact.builder.article
    assert {row.pop(name) for name in table.COLUMNS[-17:]} == {""}
    assert row == {
        "claim": "10",
        "quote": "Pyongyang supplies Russia with arms",
        "restatement": "",
        "kind": "",
        "place": "§ Arms and oil, ¶ 1",
        "standing": "checked once",
        "shown_as": "denied",
        "reviewer": "Ann Reed",
        "verdict": "denied",
        "denied_by": "the DPRK’s ministry",
        "reason": "Three denials on record.",
        "as_of": "",
        "given_on": "2024-07-01",
        "evidence": "contradicts: “it has never exported arms” (5, Statements on arms, p. i)\n"
        "supports: “over 20,000 containers since September 2023” (5, Statements on arms, p. ii)",
        "notes": "",
    }


def test_a_reason_keeps_its_lines_and_a_note_its_writer(pact: Pact) -> None:
    rows = {row["claim"]: row for row in read(pact.report())}
    assert rows["2"]["reason"].split("\n")[1].startswith("The plane landed")
    assert rows["4"]["notes"] == "Бо Ким: The agency wrote “could be”. Ask the desk."


def test_no_cell_of_a_hostile_project_is_a_formula(hostile: Builder) -> None:
    cells = [cell for row in read(hostile.report()) for cell in row.values()]
    assert any(cell.startswith("'=cmd|") for cell in cells)
    assert not [cell for cell in cells if cell.lstrip()[:1] in set("=+-@＝＋－＠") and cell]


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("  =1", "'  =1"),
        ("＝1", "'＝1"),
        ("1=1", "1=1"),
        ("a-b", "a-b"),
        ("", ""),
    ],
)
def test_cells_are_defused(cell: str, written: str) -> None:
    assert table.defused(cell) == written


@given(st.text())
def test_defusing_only_ever_adds_one_apostrophe(cell: str) -> None:
    assert table.defused(cell) in {cell, f"'{cell}"}
