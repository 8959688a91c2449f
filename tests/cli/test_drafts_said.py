# SPDX-License-Identifier: AGPL-3.0-or-later
"""The commands for drafts: what each prints, as text and as JSON, and what each refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import ARTICLE, Ran, Run

STANDS = "The two countries share a land border"
CHANGED = "The visit was his first in 24 years"
WENT = "Russia wrote off 90 % of the debt"
DRAFT = ARTICLE.replace("his first in 24 years", "his first visit in 24 long years").replace(
    " Russia wrote off 90 % of the debt.", ""
)


def done(ran: Ran) -> Ran:
    assert ran.code == 0, ran.err
    return ran


@pytest.fixture
def claimed(sidelight: Run, project: Path) -> Path:
    """A project with a claim that stands in the draft, one that changed, one that went."""
    for quote in (STANDS, CHANGED, WENT):
        words = ("claim", project, "--doc", 1, "--quote", quote, "--verdict", "verified")
        done(sidelight("--by", "Ann", *words))
    return project


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "second.txt"
    path.write_text(DRAFT, "utf-8")
    return path


@pytest.fixture
def drafted(sidelight: Run, claimed: Path, draft: Path) -> Path:
    done(sidelight("--by", "Ann", "draft", claimed, draft))
    return claimed


def states(sidelight: Run, project: Path) -> dict[str, str]:
    """The state of each claim in the newest draft, by its label."""
    found = done(sidelight("drafts", project, "--json")).json
    newest = next(one for one in found if one["newest"])
    return {line["label"]: line["state"] for line in newest["claims"]}


def test_a_dry_run_says_what_would_be_and_writes_nothing(
    sidelight: Run, claimed: Path, draft: Path
) -> None:
    before = claimed.read_bytes()
    ran = done(sidelight("--by", "Ann", "draft", claimed, draft, "--dry-run"))
    assert claimed.read_bytes() == before
    assert "To confirm" in ran.out
    assert "Went" in ran.out
    told = done(sidelight("--by", "Ann", "draft", claimed, draft, "--dry-run", "--json")).json
    assert isinstance(told, dict)
    assert claimed.read_bytes() == before


def test_what_became_of_each_claim_is_listed(sidelight: Run, drafted: Path) -> None:
    found = states(sidelight, drafted)
    assert len(found) >= 2
    assert found["2"] == "to confirm"
    assert found["3"] == "went"
    assert found.get("1", "carried") not in {"to confirm", "went"}
    printed = done(sidelight("drafts", drafted)).out
    assert "To confirm" in printed
    assert "Went" in printed


def test_the_article_of_a_claim_is_the_newest_draft(sidelight: Run, drafted: Path) -> None:
    docs = done(sidelight("docs", drafted, "--json")).json
    articles = [one for one in docs if one["kind"] == "article"]
    assert len(articles) == 2
    found = done(sidelight("claims", drafted, "--json")).json
    by = {claim["label"]: claim["document"] for claim in found}
    assert by["1"] == articles[1]["id"]
    assert by["3"] == articles[0]["id"]
    assert all(len(claim["places"]) <= 2 for claim in found)


def test_a_changed_claim_is_confirmed_and_one_that_went_is_placed(
    sidelight: Run, drafted: Path
) -> None:
    done(sidelight("--by", "Ann", "carry", drafted, "--claim", 2, "confirm"))
    assert states(sidelight, drafted)["2"] != "to confirm"
    place = ("--claim", 3, "--quote", "Our desk")
    done(sidelight("--by", "Ann", "carry", drafted, *place))
    assert states(sidelight, drafted)["3"] != "went"
    found = done(sidelight("claims", drafted, "--claim", 3, "--json")).json[0]
    assert found["quote"] == "Our desk"
    done(sidelight("--by", "Ann", "undo", drafted))
    assert states(sidelight, drafted)["3"] == "went"


def test_a_claim_that_is_dropped_is_in_the_old_draft_still(sidelight: Run, drafted: Path) -> None:
    done(sidelight("--by", "Ann", "carry", drafted, "--claim", 3, "drop"))
    assert states(sidelight, drafted).get("3") != "went"
    found = done(sidelight("claims", drafted, "--claim", 3, "--json")).json[0]
    assert found["quote"] == WENT
    done(sidelight("--by", "Ann", "undo", drafted))
    assert states(sidelight, drafted)["3"] == "went"


def test_all_of_a_draft_is_one_step(sidelight: Run, drafted: Path) -> None:
    done(sidelight("--by", "Ann", "undo", drafted))
    docs = done(sidelight("docs", drafted, "--json")).json
    assert [one["kind"] for one in docs] == ["article", "source"]
    found = done(sidelight("claims", drafted, "--json")).json
    assert [claim["quote"] for claim in found] == [STANDS, CHANGED, WENT]
    assert all(len(claim["places"]) == 1 for claim in found)
    done(sidelight("--by", "Ann", "redo", drafted))
    assert states(sidelight, drafted)["2"] == "to confirm"


def test_a_report_is_on_the_newest_draft_and_names_both(
    sidelight: Run, drafted: Path, tmp_path: Path
) -> None:
    path = tmp_path / "report.md"
    docs = [
        one for one in done(sidelight("docs", drafted, "--json")).json if one["kind"] == "article"
    ]
    done(sidelight("report", drafted, "-o", path, "--article", docs[1]["number"]))
    said = path.read_text("utf-8")
    for one in docs:
        assert one["id"] in said
    assert STANDS in said


def test_check_finds_all_of_it_sound(sidelight: Run, drafted: Path) -> None:
    for words in (("--claim", 2, "confirm"), ("--claim", 3, "drop")):
        done(sidelight("--by", "Ann", "carry", drafted, *words))
        assert "Whole" in done(sidelight("check", drafted)).out


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("draft", "P", "gone.txt"), 1),
        (("draft", "P", "D", "--of", "2"), 1),
        (("draft", "P", "D", "--of", "9"), 1),
        (("draft", "P"), 2),
        (("carry", "P", "--claim", "9", "confirm"), 1),
        (("carry", "P", "--claim", "2", "--quote", "words that stand nowhere at all"), 1),
        (("carry", "P", "--claim", "2"), 2),
        (("carry", "P", "--claim", "2", "burn"), 2),
        (("carry", "P", "confirm"), 2),
    ],
)
def test_what_cannot_be_is_said_and_changes_nothing(
    sidelight: Run, drafted: Path, draft: Path, words: tuple[str, ...], code: int
) -> None:
    before = drafted.read_bytes()
    named: dict[str, Any] = {"P": drafted, "D": draft}
    ran = sidelight("--by", "Ann", *(named.get(word, word) for word in words))
    assert ran.code == code
    assert ran.err
    assert "Traceback" not in ran.err
    if code == 1:
        assert len(ran.err.splitlines()) == 1
    assert drafted.read_bytes() == before


def test_the_very_same_bytes_are_no_new_draft(
    sidelight: Run, claimed: Path, tmp_path: Path
) -> None:
    same = tmp_path / "same.txt"
    same.write_text(ARTICLE, "utf-8")
    before = claimed.read_bytes()
    ran = sidelight("--by", "Ann", "draft", claimed, same)
    assert ran.code == 1
    assert len(ran.err.splitlines()) == 1
    assert claimed.read_bytes() == before


def test_the_drafts_of_a_project_without_any_are_said_to_be_none(
    sidelight: Run, project: Path
) -> None:
    ran = done(sidelight("drafts", project))
    assert "Traceback" not in ran.out
    assert isinstance(done(sidelight("drafts", project, "--json")).json, list)
