# SPDX-License-Identifier: AGPL-3.0-or-later
"""The whole record of a claim stands in every output, and the decision before who differs."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from sidelight.report import html, markdown, table, word_document
from sidelight.report.data import Report
from sidelight.report.parts import (
    GivenVerdict,
    MadeDecision,
    PartyResponse,
    Signature,
    ToldEvidence,
)
from tests.report.word_reading import W, part, plain, remarks, text

if TYPE_CHECKING:
    from tests.report.conftest import Pact

MADE = GivenVerdict("Chief", "disputed", "", "The wording goes too far.", "", None)


@pytest.fixture
def report(pact: Pact) -> Report:
    """A report in which claim 6, on which two differ, has all that a record can hold."""
    made = pact.report()
    record: dict[str, Any] = {
        "standing": "decision outdated",
        "paint": "disputed",
        "decision": MadeDecision(MADE, outdated=True),
        "responses": (
            PartyResponse("The ministry", "declined", "2024-06-20, by telephone"),
            PartyResponse("<b>The embassy</b>", "", ""),
        ),
        "told": (ToldEvidence("context", "search", "No dispatch.", "KCNA, June", "twice", "Ann"),),
        "facts": (("speaker", "Kim & Co"), ("severity", "grave"), ("tags", "arms, dates")),
    }
    lines = tuple(
        replace(
            line,
            **record,
            evidence=tuple(
                replace(e, match="translated", translator="Bo", level="primary")
                for e in line.evidence
            ),
        )
        if line.label == "6"
        else line
        for line in made.lines
    )
    apart = tuple(
        replace(one, decision=MadeDecision(MADE, outdated=True)) if one.label == "6" else one
        for one in made.disagreements
    )
    signed = (Signature("Chief", None, "For <print>", changed=True),)
    return replace(made, lines=lines, disagreements=apart, signed=signed)


def test_the_page_shows_it(report: Report) -> None:
    text = html.write(report).decode()
    row = text.split('<tr id="claim-6"')[1].split("</tr>")[0]
    for said in (
        "Decided: Disputed · verdicts went on since",
        "The wording goes too far.",
        "The ministry: declined to comment (2024-06-20, by telephone)",
        "&lt;b&gt;The embassy&lt;/b&gt;: asked, no answer yet",
        "No dispatch.",
        "Search that found nothing, KCNA, June",
        "Kim &amp; Co",
        "arms, dates",
        "primary source, translated by Bo",
    ):
        assert said in row, said
    assert "Chief · changed since · For &lt;print&gt;" in text
    assert row.index("Decided: Disputed") < row.index("Ann Reed")
    apart = text.split('id="disagreements"')[1].split("</section>")[0]
    assert "Decided: Disputed" in apart


def test_markdown_shows_it(report: Report) -> None:
    text = markdown.write(report).decode()
    note = text.split("[^6]: ")[1].split("[^7]: ")[0]
    for said in (
        "**Decided: Disputed · verdicts went on since** (Chief, )",
        "The ministry: declined to comment (2024-06-20, by telephone)",
        "No dispatch. (Search that found nothing, KCNA, June) twice",
        "Severity: grave",
        "*(primary source, translated by Bo)*",
    ):
        assert said in note, said
    assert "<b>" not in note
    assert "- Signed off: Chief · changed since" in text


def test_the_word_document_shows_it(report: Report) -> None:
    data = word_document.write(report)
    (row,) = (
        row
        for row in part(data, "word/document.xml").iter(W + "tr")
        if text(next(row.iter(W + "tc"))) == "6"
    )
    (first, *_others) = (one for one in remarks(data) if one.paragraphs[0].startswith("6. "))
    for said in (
        "Decided: Disputed · verdicts went on since (Chief, ): The wording goes too far.",
        "The ministry: declined to comment (2024-06-20, by telephone)",
        "<b>The embassy</b>: asked, no answer yet",
        "context: No dispatch. (Search that found nothing, KCNA, June) twice",
        "primary source, translated by Bo",
    ):
        assert said in text(row), said
        assert said in " ".join(first.paragraphs), said
    for said in ("Kim & Co", "Severity: grave", "arms, dates"):
        assert said in text(row), said
    assert text(row).index("Decided: Disputed") < text(row).index("Ann Reed")
    assert "Signed off: Chief · changed since · For <print>" in plain(data)
    assert plain(data).count("Decided: Disputed") == 1


def test_the_table_shows_it(report: Report) -> None:
    text = table.write(report).decode("utf-8-sig")
    rows = [r for r in csv.DictReader(io.StringIO(text, newline="")) if r["claim"] == "6"]
    assert len(rows) == 2
    for row in rows:
        assert (row["decision"], row["decided_by"], row["decision_outdated"]) == (
            "disputed",
            "Chief",
            "yes",
        )
        assert row["responses"].splitlines() == [
            "The ministry: declined (2024-06-20, by telephone)",
            "<b>The embassy</b>: asked",
        ]
        assert row["described_evidence"] == "context: No dispatch. (search, KCNA, June) twice"
        assert (row["speaker"], row["tags"]) == ("Kim & Co", "arms, dates")
