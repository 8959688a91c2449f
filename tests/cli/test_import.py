# SPDX-License-Identifier: AGPL-3.0-or-later
"""The command that takes in files of other programs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sidelight.exchange.import_formats import IMPORTS
from tests.hypothesis_files import annotation, written

if TYPE_CHECKING:
    from tests.cli.conftest import Run


@pytest.fixture
def marks(tmp_path: Path) -> Path:
    """A verdict, a highlight, an answer, and words that do not stand in the article."""
    title = "The pact, explained"
    return written(
        tmp_path / "marks.json",
        annotation("a", "his first in 24 years", "Checked.", tags=("verified",), title=title),
        annotation("b", "90 % of the debt", user="min", title=title),
        annotation("c", "", "Which debt?", answers=("b",), title=title),
        annotation("d", "never said", "?", title=title),
    )


def test_a_dry_run_says_what_would_come_and_writes_nothing(
    sidelight: Run, project: Path, marks: Path
) -> None:
    before = project.read_bytes()
    ran = sidelight("import", project, marks, "--dry-run")
    assert ran.code == 0
    assert "Comes in: 2 claims, 1 note. 1 finds no place." in ran.out
    assert "Claim, Verified" in ran.out
    assert "Its words do not stand in “The pact, explained”." in ran.err
    assert project.read_bytes() == before


def test_marks_come_in_with_their_authors_as_one_step(
    sidelight: Run, project: Path, marks: Path
) -> None:
    told = sidelight("import", project, marks, "--json").json
    assert (told["written"], told["counts"]) == (True, {"claim": 2, "note": 1})
    assert [one["why"] for one in told["unplaced"]] == [
        "Its words do not stand in “The pact, explained”."
    ]
    claims = sidelight("claims", project, "--json").json
    assert [one["quote"] for one in claims] == ["his first in 24 years", "90 % of the debt"]
    (who, said), *others = claims[0]["verdicts"].items()
    assert (who, said["verdict"], said["reason"], others) == ("Bea Ott", "verified", "Checked.", [])
    assert sidelight("undo", project).code == 0
    assert sidelight("claims", project, "--json").json == []


def test_rules_and_people_can_be_said(sidelight: Run, project: Path, marks: Path) -> None:
    listed = sidelight("import", project, marks, "--dry-run", "--json").json
    groups = {one["title"]: one["key"] for one in listed["groups"]}
    verified = next(title for title in groups if "verified" in title)
    words = ("--rule", f"{verified}=denied", "--me", "Bea Ott")
    assert sidelight("import", project, marks, *words).code == 0
    (told,) = sidelight("claims", project, "--json").json[0]["verdicts"].values()
    assert (told["verdict"], told["as_of"]) == ("denied", "2024-07-01")
    assert "Bea Ott" not in sidelight("reviewers", project).out


def test_what_was_chosen_is_remembered(sidelight: Run, project: Path, marks: Path) -> None:
    listed = sidelight("import", project, marks, "--dry-run", "--json").json
    (key,) = [one["key"] for one in listed["groups"] if "verified" in one["title"]]
    assert sidelight("import", project, marks, "--rule", f"{key}=disputed").code == 0
    assert sidelight("undo", project).code == 0
    again = sidelight("import", project, marks, "--dry-run", "--json").json
    assert {one["key"]: one["becomes"] for one in again["groups"]}[key] == "disputed"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--rule", "nothing=denied"), "“nothing” is none of what the file holds"),
        (("--rule", "claim"), "Write it as GROUP=WHAT"),
        (("--me", "Zoë"), "Use one of: Bea Ott, 김민준"),
        (("--document", "Nowhere=1"), "“Nowhere” is none of what the file holds"),
        (("--document", "99"), "99"),
        (("--format", "qdpx"), "REFI-QDA"),
        (("--format", "xyz"), "xyz"),
    ],
)
def test_what_does_not_fit_is_one_sentence(
    sidelight: Run, project: Path, marks: Path, words: tuple[str, ...], said: str
) -> None:
    before = project.read_bytes()
    ran = sidelight("import", project, marks, *words)
    assert ran.code != 0
    assert said in ran.err
    assert project.read_bytes() == before


def test_an_outcome_that_is_none_names_those_there_are(
    sidelight: Run, project: Path, marks: Path
) -> None:
    listed = sidelight("import", project, marks, "--dry-run", "--json").json
    ran = sidelight("import", project, marks, "--rule", f"{listed['groups'][0]['key']}=maybe")
    assert ran.code == 1
    assert "verified, disputed, denied, claim, note, nothing" in ran.err


def test_a_document_can_be_named_or_left_out(sidelight: Run, project: Path, tmp_path: Path) -> None:
    marks = written(
        tmp_path / "m.json", annotation("a", "kept in a Moscow archive", title="Somewhere")
    )
    told = sidelight("import", project, marks, "--dry-run", "--json").json
    assert "is not in the project" in told["unplaced"][0]["why"]
    told = sidelight(
        "import", project, marks, "--leave-out", "Somewhere", "--json", "--dry-run"
    ).json
    assert (told["left_out"], told["unplaced"]) == (1, [])
    assert sidelight("import", project, marks, "--document", "2").code == 0
    (note,) = sidelight("notes", project, "--json").json
    assert "Moscow" in str(note)


def test_a_file_of_no_known_program_is_one_sentence(
    sidelight: Run, project: Path, tmp_path: Path
) -> None:
    other = tmp_path / "letter.xyz"
    other.write_text("Dear all,\n")
    ran = sidelight("import", project, other)
    assert ran.code == 1
    assert "letter.xyz" in ran.err
    assert IMPORTS[0].name in ran.err
    assert sidelight("import", project, tmp_path / "none.json").code == 1


def test_nothing_to_come_is_said(sidelight: Run, project: Path, marks: Path) -> None:
    assert sidelight("import", project, marks).code == 0
    ran = sidelight("import", project, marks)
    assert ran.code == 1
    assert "Nothing in “marks.json” would come into the project." in ran.err
