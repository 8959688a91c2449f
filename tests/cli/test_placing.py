# SPDX-License-Identifier: AGPL-3.0-or-later
"""The places of a claim on the command line, and splitting it."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run
from tests.cli.desks import BORDER, DEBT, claim, done, link


def test_a_claim_gets_a_place_loses_it_and_is_split(sidelight: Run, project: Path) -> None:
    claim(sidelight, "Ann", project, verdict="verified")
    linked = link(sidelight, "Ann", project)
    words = ("place", project, "--claim", 1, "--doc", 1, "--quote", DEBT, "--json")
    places = done(sidelight("--by", "Ann", *words)).json["passages"]
    assert [one["quote"] for one in places] == [BORDER, DEBT]
    done(sidelight("--by", "Ann", "place", project, "--remove", places[0]["id"]))
    done(sidelight("--by", "Ann", "undo", project))
    chosen = ("--claim", 1, "--place", places[1]["id"], "--evidence", linked)
    said = done(sidelight("--by", "Ann", "split", project, *chosen)).out
    assert said == "Claim 2; the verdicts stay with claim 1.\n"
    first, second = done(sidelight("claims", project, "--json")).json
    assert (first["quote"], second["quote"]) == (BORDER, DEBT)
    assert ([e["id"] for e in second["evidence"]], first["evidence"]) == ([linked], [])
    quoted = ("--claim", 1, "--doc", 1, "--quote", "land border", "--json")
    assert done(sidelight("--by", "Ann", "split", project, *quoted)).json["label"] == "3"


def test_what_makes_no_sense_is_refused(sidelight: Run, project: Path) -> None:
    claim(sidelight, "Ann", project)
    for words in (
        ("place", "--claim", "1"),
        ("place", "--remove", "x", "--claim", "1", "--doc", "1", "--quote", "x"),
        ("place", "--claim", "1", "--quote", "x"),
        ("split", "--claim", "1"),
        ("split", "--claim", "1", "--doc", "1"),
    ):
        assert sidelight(words[0], project, *words[1:]).code == 2
    assert sidelight("place", project, "--remove", "x").code == 1
