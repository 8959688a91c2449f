# SPDX-License-Identifier: AGPL-3.0-or-later
"""The whole job by the command line: claims, verdicts, evidence, notes, undo, report."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run

QUOTE = "invaluable assistance"


def test_documents_are_listed_with_their_titles(sidelight: Run, project: Path) -> None:
    documents = sidelight("docs", project, "--json").json
    assert [(d["number"], d["kind"], d["title"]) for d in documents] == [
        (1, "article", "The pact, explained"),
        (2, "source", "Note on a letter of 1950"),
    ]
    assert "The pact, explained" in sidelight("docs", project).out


def test_a_claim_with_its_verdict_is_listed(sidelight: Run, project: Path) -> None:
    made = sidelight(
        *("--by", "Ann", "claim", project, "--doc", 1, "--quote", QUOTE, "--json"),
        *("--verdict", "disputed", "--reason", "Not in the letter."),
    ).json
    assert made["number"] == 1
    assert made["standing"] == "checked once"
    listed = sidelight("claims", project, "--json").json
    assert listed == [made]
    verdict = listed[0]["verdicts"]["Ann"]
    assert (verdict["verdict"], verdict["reason"]) == ("disputed", "Not in the letter.")
    assert sidelight("claims", project, "--verdict", "verified", "--json").json == []
    assert "Disputed" in sidelight("claims", project).out


def test_two_reviewers_may_differ(sidelight: Run, project: Path) -> None:
    sidelight(
        "--by", "Ann", "claim", project, "--doc", 1, "--quote", QUOTE, "--verdict", "disputed"
    )
    sidelight(
        "--by",
        "Bo",
        "verdict",
        project,
        "--claim",
        1,
        "--verdict",
        "denied",
        "--denied-by",
        "the embassy",
    )
    claim = sidelight("claims", project, "--json").json[0]
    assert claim["standing"] == "split"
    assert claim["verdicts"]["Bo"]["denied_by"] == "the embassy"
    people = {p["label"]: p["verdicts"] for p in sidelight("reviewers", project, "--json").json}
    assert people == {"Ann": 1, "Bo": 1}
    sidelight("--by", "Bo", "verdict", project, "--claim", 1, "--verdict", "unchecked")
    assert sidelight("claims", project, "--json").json[0]["standing"] == "checked once"


def test_evidence_holds_its_place_and_stance(sidelight: Run, project: Path) -> None:
    sidelight("claim", project, "--doc", 1, "--quote", QUOTE)
    linked = sidelight(
        *("evidence", project, "--claim", 1, "--doc", "Note on a letter of 1950", "--json"),
        *(
            "--quote",
            "It does not say invaluable.",
            "--stance",
            "contradicts",
            "--note",
            "whole letter read",
        ),
    ).json
    assert linked["stance"] == "contradicts"
    assert linked["quote"] == "It does not say invaluable."
    assert linked["place"]
    assert sidelight("claims", project, "--json").json[0]["evidence"] == [linked]


def test_undo_and_redo_survive_between_commands(sidelight: Run, project: Path) -> None:
    sidelight(
        "--by", "Ann", "claim", project, "--doc", 1, "--quote", QUOTE, "--verdict", "verified"
    )
    sidelight("--by", "Ann", "verdict", project, "--claim", 1, "--verdict", "denied")
    assert "Verdict given" in sidelight("--by", "Ann", "undo", project).out
    assert (
        sidelight("claims", project, "--json").json[0]["verdicts"]["Ann"]["verdict"] == "verified"
    )
    sidelight("--by", "Ann", "undo", project)
    assert sidelight("claims", project, "--json").json == []
    assert sidelight("--by", "Ann", "redo", project).code == 0
    assert sidelight("--by", "Ann", "redo", project).code == 0
    assert sidelight("claims", project, "--json").json[0]["verdicts"]["Ann"]["verdict"] == "denied"
    assert sidelight("--by", "Ann", "redo", project).code == 1


def test_undo_is_refused_where_another_has_changed_the_same(sidelight: Run, project: Path) -> None:
    sidelight("--by", "Ann", "claim", project, "--doc", 1, "--quote", QUOTE)
    assert sidelight("--by", "Bo", "undo", project).err.startswith("There is nothing to undo")


def test_notes_search_and_history(sidelight: Run, project: Path) -> None:
    sidelight("--by", "Ann", "claim", project, "--doc", 1, "--quote", QUOTE)
    sidelight("--by", "Ann", "note", project, "--claim", 1, "--text", "Ask the archive for list 41")
    hits = sidelight("search", project, "archive", "--json").json
    assert {hit["kind"] for hit in hits} == {"note", "document"}
    assert all("archive" in hit["excerpt"] for hit in hits)
    acts = [line["act"] for line in sidelight("history", project, "--claim", 1, "--json").json]
    assert acts == ["Claim made", "Note added"]
    assert len(sidelight("history", project, "--json").json) > len(acts)


def test_the_text_and_a_page_as_a_picture(sidelight: Run, project: Path, tmp_path: Path) -> None:
    sidelight("claim", project, "--doc", 1, "--quote", QUOTE, "--verdict", "verified")
    assert QUOTE in sidelight("text", project, 1).out
    assert QUOTE in sidelight("text", project, 1, "--page", 1).out
    bare, marked = tmp_path / "bare.png", tmp_path / "marked.png"
    assert sidelight("page", project, 2, 1, "--png", bare, "--dpi", 72).code == 0
    assert sidelight("page", project, 1, 1, "--png", marked, "--dpi", 72).code == 0
    assert bare.read_bytes()[:4] == marked.read_bytes()[:4] == b"\x89PNG"
    assert sidelight("page", project, 1, 9, "--png", bare).code == 1


@pytest.mark.parametrize("suffix", [".html", ".md", ".csv"])
def test_reports_hold_quote_reason_and_evidence(
    sidelight: Run, project: Path, tmp_path: Path, suffix: str
) -> None:
    sidelight(
        "claim",
        project,
        "--doc",
        1,
        "--quote",
        QUOTE,
        "--verdict",
        "disputed",
        "--reason",
        "Other words.",
    )
    sidelight(
        *("evidence", project, "--claim", 1, "--doc", 2, "--stance", "contradicts"),
        *("--quote", "It does not say invaluable"),
    )
    path = tmp_path / f"report{suffix}"
    assert sidelight("report", project, "-o", path).code == 0
    text = path.read_text("utf-8")
    for words in (QUOTE, "Other words.", "It does not say invaluable"):
        assert words in text.replace("\\.", ".")


def test_the_csv_has_a_row_for_each_verdict(sidelight: Run, project: Path, tmp_path: Path) -> None:
    sidelight(
        "--by", "Ann", "claim", project, "--doc", 1, "--quote", QUOTE, "--verdict", "disputed"
    )
    sidelight("--by", "Bo", "verdict", project, "--claim", 1, "--verdict", "verified")
    path = tmp_path / "report.csv"
    sidelight("report", project, "-o", path)
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    assert len(rows) == 3


def test_removal_can_be_undone_and_used_documents_are_kept(sidelight: Run, project: Path) -> None:
    sidelight("claim", project, "--doc", 1, "--quote", QUOTE)
    refused = sidelight("remove", project, "--doc", 1)
    assert refused.code == 1
    assert "1 passages" in refused.err
    assert sidelight("remove", project, "--claim", 1).code == 0
    assert sidelight("claims", project, "--json").json == []
    sidelight("undo", project)
    assert len(sidelight("claims", project, "--json").json) == 1


def test_check_proves_the_file_whole(sidelight: Run, project: Path) -> None:
    sidelight("claim", project, "--doc", 1, "--quote", QUOTE, "--verdict", "verified")
    assert sidelight("check", project).out.startswith("Whole:")
    assert sidelight("check", project, "--rebuild", "--json").json == []
