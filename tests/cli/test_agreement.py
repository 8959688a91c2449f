# SPDX-License-Identifier: AGPL-3.0-or-later
"""The command for agreement."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Ran, Run


def done(ran: Ran) -> Ran:
    assert ran.code == 0, ran.err
    return ran


def claim(sidelight: Run, project: Path, quote: str, **verdicts: str) -> None:
    (first, verdict), *others = verdicts.items()
    words = ("--doc", "1", "--quote", quote, "--verdict", verdict, "--json")
    number = done(sidelight("--by", first, "claim", project, *words)).json["label"]
    for name, other in others:
        said = ("--claim", number, "--verdict", other)
        done(sidelight("--by", name, "verdict", project, *said))


def test_it_is_said_in_figures_and_in_words(sidelight: Run, project: Path) -> None:
    claim(sidelight, project, "his first in 24 years", Ann="verified", Bob="verified")
    claim(sidelight, project, "“invaluable assistance”", Ann="disputed", Bob="denied")
    said = done(sidelight("agreement", project)).out
    lines = said.splitlines()
    assert lines[0] == "Ann · Bob: 2 claims in common"
    assert lines[2].split("  ")[0] == "Same verdict"
    assert "1 of 2 (50 %)" in lines[2]
    assert "Too few verdicts in common to say: on 2 claims" in lines[4]
    assert lines[-1].split() == [
        *("100", "%", "2", "“invaluable", "assistance”"),
        *("Ann:", "Disputed", "·", "Bob:", "Denied"),
    ]


def test_json_keeps_what_is_undefined_null(sidelight: Run, project: Path) -> None:
    claim(
        sidelight, project, "his first in 24 years", Ann="verified", Bob="verified", Cem="verified"
    )
    found = done(sidelight("agreement", project, "--article", "1", "--json")).json
    overall = found["overall"]
    assert overall["percent"] == 1
    assert (overall["kappa"], overall["alpha"], overall["unitising"]) == (None, None, None)
    assert overall["reviewers"] == ["Ann", "Bob", "Cem"]
    assert [pair["claims"] for pair in found["pairs"]] == [1, 1, 1]
    assert found["drivers"] == []
    claim(sidelight, project, "a land border", Ann="verified", Bob="denied")
    [driver] = done(sidelight("agreement", project, "--json")).json["drivers"]
    assert (driver["label"], driver["share"], driver["quote"]) == ("2", 1, "a land border")
    assert [one["verdict"] for one in driver["opinions"]] == ["verified", "denied"]


def test_what_is_needed_is_said_where_nobody_judged(sidelight: Run, project: Path) -> None:
    said = done(sidelight("agreement", project)).out
    assert said.splitlines() == ["Two reviewers must judge the same claims."]
    assert sidelight("agreement", project, "--article", "99").code == 1
