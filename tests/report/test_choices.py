# SPDX-License-Identifier: AGPL-3.0-or-later
"""What of a report is chosen, and that each output keeps to it and says what is left out."""

from __future__ import annotations

import io
import subprocess
import unicodedata
from pathlib import Path

import pytest
from openpyxl import load_workbook

from sidelight.report import words
from sidelight.report.choices import Choices, nameless
from sidelight.report.data import Report
from sidelight.report.formats import FORMATS
from sidelight.report.omitting import without
from sidelight.report.parts import PARTS
from tests.report.conftest import Pact
from tests.report.project_builder import layer_of
from tests.report.word_reading import plain

NAMES = ("Ann Reed", "Бо Ким")
HEADINGS = {
    "article": "The article",
    "evidence": "over 20,000 containers",
    "disagreements": "Disagreements",
    "notes": "Ask the desk.",
    "open": "A verdict without a reason",
    "sources": "SHA-256 of a source",
    "uncited": "Not used as evidence.",
    "method": "No reviewer has given a verdict.",
}


def chosen(pact: Pact, choices: Choices) -> Report:
    return without(pact.builder.report(me=pact.ann, choices=choices), choices.without)


def said(report: Report, name: str, folder: Path) -> str:
    """All words of an output."""
    data = next(one for one in FORMATS if one.name == name).write(report)
    if name == "docx":
        return plain(data)
    if name == "xlsx":
        book = load_workbook(io.BytesIO(data))
        return "\n".join(
            str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row
        )
    if name == "pdf":
        file = folder / "r.pdf"
        file.write_bytes(data)
        text = subprocess.run(
            ["pdftotext", "-layout", file, "-"], capture_output=True, check=True, text=True
        )
        # its letters are joined where the font joins them
        return unicodedata.normalize("NFKC", " ".join(text.stdout.split()))
    return data.decode("utf-8-sig")


def test_only_chosen_claims_stand_in_it_and_the_rest_is_counted(pact: Pact) -> None:
    wanted = frozenset({pact.claims["letter"], pact.claims["arms"]})
    report = chosen(pact, Choices(claims=wanted))
    assert {line.id for line in report.lines} == wanted
    assert sum(report.counts.values()) == 2
    assert words.left_out_of(report) == "9 other claims of the article"
    covers = {cover.label for block in report.blocks for run in block.runs for cover in run.covers}
    assert covers == {line.label for line in report.lines}
    assert {source.title for source in report.sources} == {
        "Letter of 31 August 1950 (source note)",
        "Statements on arms",
    }
    assert not any(pact.label("visit") in one.claims for one in report.open_items)


@pytest.mark.program("pdftotext", package="poppler-utils")
@pytest.mark.parametrize("name", [one.name for one in FORMATS])
def test_without_names_no_output_holds_any(pact: Pact, name: str, tmp_path: Path) -> None:
    report = chosen(pact, Choices(names=False))
    text = said(report, name, tmp_path)
    assert not [one for one in NAMES if one in text]
    assert {"Reviewer A", "Reviewer B"} <= {v.reviewer for x in report.lines for v in x.verdicts}
    assert "Reviewer A" in text
    if name != "csv":
        assert "the names of reviewers" in text
    assert all(one in said(chosen(pact, Choices()), name, tmp_path) for one in NAMES)


@pytest.fixture(scope="module")
def wholes() -> dict[str, str]:
    """All words of the whole report in an output, found once for all parts."""
    return {}


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("name", ["html", "md", "docx"])
def test_a_part_is_left_out_and_said_to_be(
    pact: Pact, name: str, part: str, tmp_path: Path, wholes: dict[str, str]
) -> None:
    pact.builder.document(pact.ann, layer_of("Nobody cites this."), title="A stray paper")
    if name not in wholes:
        wholes[name] = said(chosen(pact, Choices()), name, tmp_path)
    whole = wholes[name]
    report = chosen(pact, Choices(without=frozenset({part})))
    text = said(report, name, tmp_path)
    heading = HEADINGS[part]
    # a source is also named where it is cited
    if part != "sources" or name == "html":
        assert heading in whole
        assert heading not in text
    assert words.left_out_of(report) == words.part(part)
    assert "Left out" in text
    assert "Left out" not in whole
    # whatever is left out, each claim is told
    assert all(line.quote[:12] in text for line in report.lines)
    assert "It is not marked in the article above." not in text


@pytest.mark.program("pdftotext", package="poppler-utils")
def test_a_pdf_without_all_parts_still_has_its_lines_and_a_place_to_sign(
    pact: Pact, tmp_path: Path
) -> None:
    text = said(chosen(pact, Choices(without=frozenset(PARTS))), "pdf", tmp_path)
    assert "Line by line" in text
    assert "Signed off by" in text
    assert not [one for one in HEADINGS.values() if one in text]


def test_for_a_blind_second_what_others_think_is_left_out(pact: Pact) -> None:
    builder = pact.builder
    eve = builder.reviewer("Eve")
    claim = pact.claims["letter"]
    builder.second(pact.ann, claim, eve)
    report = chosen(pact, Choices(blind_for=eve))
    (line,) = (line for line in report.lines if line.id == claim)
    assert not line.verdicts
    assert not line.evidence
    assert "to be judged blind by Eve" in words.left_out_of(report)
    assert report.made_by == "Ann Reed"
    mine = chosen(pact, Choices())
    assert next(line for line in mine.lines if line.id == claim).verdicts
    # who makes it is blind, too: nothing of either is told to the other
    builder.second(pact.ann, claim, pact.builder.reviewer("Max"))
    theirs = builder.report(me=eve, choices=Choices(blind_for=pact.bo))
    assert not next(line for line in theirs.lines if line.id == claim).verdicts


def test_letters_go_on_after_z() -> None:
    ids = [f"{at:04}" for at in range(60)]
    letters = [one.removeprefix("Reviewer ") for one in nameless(reversed(ids)).values()]
    assert letters[:3] == ["A", "B", "C"]
    assert letters[25:28] == ["Z", "AA", "AB"]
    assert letters[52] == "BA"
    assert len(set(letters)) == 60
