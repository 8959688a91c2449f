# SPDX-License-Identifier: AGPL-3.0-or-later
"""The commands for drafts: what a new version keeps, and what is said of what changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import ARTICLE
from tests.cli.desks import done
from tests.drafts import second_draft

if TYPE_CHECKING:
    from tests.cli.conftest import Run

CHANGES = {
    "share a land border": "share a short land border",
    "Russia wrote off 90 % of the debt.": "Nothing more is known.",
}


@pytest.fixture
def second(tmp_path: Path) -> Path:
    return second_draft(tmp_path, ARTICLE, CHANGES)


@pytest.fixture
def claimed(sidelight: Run, project: Path) -> Path:
    """Ann's project with three claims: one stands in the next draft, one is changed, one gone."""
    for quote in (
        "The visit was his first in 24 years",
        "The two countries share a land border",
        "Russia wrote off 90 % of the debt",
    ):
        done(sidelight("--by", "Ann", "claim", project, "--doc", 1, "--quote", quote))
    return project


def states(sidelight: Run, project: Path) -> dict[str, str]:
    found = done(sidelight("drafts", project, "--json")).json
    return {claim["label"]: claim["state"] for claim in found[-1]["claims"]}


def test_a_dry_run_says_what_a_draft_would_do(sidelight: Run, claimed: Path, second: Path) -> None:
    before = done(sidelight("fingerprint", claimed)).out
    planned = done(sidelight("draft", claimed, second, "--dry-run", "--json")).json
    assert not planned["kept"]
    assert {one["label"]: one["state"] for one in planned["claims"]} == {
        "1": "same",
        "2": "to confirm",
        "3": "went",
    }
    said = done(sidelight("draft", claimed, second, "--dry-run")).out
    assert "short land border" in said
    assert done(sidelight("fingerprint", claimed)).out == before
    assert "No article" in done(sidelight("drafts", claimed)).out


def test_a_draft_is_added_and_settled(sidelight: Run, claimed: Path, second: Path) -> None:
    def act(*words: object) -> None:
        done(sidelight("--by", "Ann", "carry", claimed, *words))

    made = done(sidelight("--by", "Ann", "draft", claimed, second))
    assert "draft 2" in made.out
    assert "Went" in made.out
    act("--claim", 2, "confirm")
    act("--claim", 3, "--quote", "Nothing more is known")
    assert states(sidelight, claimed) == {"1": "same", "2": "confirmed", "3": "confirmed"}
    act("--claim", 1, "drop")
    assert states(sidelight, claimed)["1"] == "dropped"
    quotes = {c["label"]: c["quote"] for c in done(sidelight("claims", claimed, "--json")).json}
    assert quotes == {
        "1": "The visit was his first in 24 years",
        "2": "The two countries share a short land border",
        "3": "Nothing more is known",
    }
    for _step in range(4):
        done(sidelight("--by", "Ann", "undo", claimed))
    assert done(sidelight("drafts", claimed, "--json")).json == []


def test_drafts_are_listed_with_what_is_to_be_done(
    sidelight: Run, claimed: Path, second: Path
) -> None:
    done(sidelight("--by", "Ann", "signoff", claimed, "--although"))
    added = done(sidelight("--by", "Ann", "draft", claimed, second, "--json")).json
    assert added["kept"]
    listed = done(sidelight("drafts", claimed))
    assert "this one not yet" in listed.out
    assert "To confirm" in listed.out
    both = done(sidelight("drafts", claimed, "--json")).json
    assert [one["draft"] for one in both] == [1, 2]
    assert both[1]["continues"] == both[0]["document"]
    assert done(sidelight("check", claimed)).out


@pytest.mark.parametrize(
    "words",
    [
        ("carry", "--claim", 1, "confirm"),
        ("carry", "--claim", 99, "drop"),
        ("carry", "--claim", 3, "confirm"),
        ("carry", "--claim", 2, "--quote", "not there"),
        ("carry", "--claim", 2, "confirm", "--doc", 1),
    ],
)
def test_what_cannot_be_settled_is_said(
    sidelight: Run, claimed: Path, second: Path, words: tuple[str]
) -> None:
    done(sidelight("--by", "Ann", "draft", claimed, second))
    refused = sidelight("--by", "Ann", words[0], claimed, *words[1:])
    assert (refused.code, bool(refused.err)) == (1, True)


def test_a_draft_of_nothing_is_refused(sidelight: Run, claimed: Path, second: Path) -> None:
    assert sidelight("draft", claimed, second, "--of", 2).code == 1
    assert sidelight("draft", claimed, second.with_name("none.txt")).code == 1
    assert sidelight("carry", claimed, "--claim", 1).code == 2


@pytest.fixture
def twice(sidelight: Run, claimed: Path, tmp_path: Path) -> Path:
    """The same with claim 2 in a second place, whose words change too, and the next draft."""
    done(sidelight("place", claimed, "--claim", 2, "--doc", 1, "--quote", "his first in 24 years"))
    changes = {**CHANGES, "his first in 24 years": "his first in some 24 years"}
    second = second_draft(tmp_path, ARTICLE, changes)
    done(sidelight("--by", "Ann", "draft", claimed, second))
    return claimed


def of_second(sidelight: Run, project: Path) -> dict[str, str]:
    found = done(sidelight("drafts", project, "--json")).json[-1]["claims"]
    return {one["old"]: one["state"] for one in found if one["label"] == "2"}


VISIT, BORDER = "his first in 24 years", "The two countries share a land border"


def test_all_places_of_a_claim_are_settled_in_one_undo_step(sidelight: Run, twice: Path) -> None:
    proposed = dict.fromkeys((VISIT, BORDER), "to confirm")
    assert of_second(sidelight, twice) == proposed
    for what, state in (("confirm", "confirmed"), ("drop", "dropped")):
        done(sidelight("--by", "Ann", "carry", twice, "--claim", 2, what))
        assert of_second(sidelight, twice) == dict.fromkeys((VISIT, BORDER), state)
        done(sidelight("--by", "Ann", "undo", twice))
        assert of_second(sidelight, twice) == proposed


def test_of_several_places_one_is_named_by_its_words(sidelight: Run, twice: Path) -> None:
    words = ("--by", "Ann", "carry", twice, "--claim", 2)
    unclear = sidelight(*words, "--quote", "Nothing more is known")
    assert unclear.code == 1
    assert "2 places" in unclear.err
    assert all(one in unclear.err for one in (VISIT, BORDER))
    done(sidelight(*words, "--quote", "Nothing more is known", "--was", "FIRST in 24"))
    assert of_second(sidelight, twice) == {VISIT: "confirmed", BORDER: "to confirm"}
    # the only one that is left to be settled is meant
    done(sidelight(*words, "--quote", "a short land border"))
    assert of_second(sidelight, twice) == {VISIT: "confirmed", BORDER: "confirmed"}
    done(sidelight(*words, "drop", "--was", "land border"))
    assert of_second(sidelight, twice)[BORDER] == "dropped"
    assert sidelight(*words, "drop", "--was", "no such words").code == 1
