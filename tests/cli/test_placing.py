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
    taken = ("place", project, "--remove", places[0]["id"], "--json")
    left = done(sidelight("--by", "Ann", *taken)).json["passages"]
    assert [one["quote"] for one in left] == [DEBT]
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


def test_a_note_stands_on_one_of_the_places(sidelight: Run, project: Path, tmp_path: Path) -> None:
    claim(sidelight, "Ann", project)
    words = ("place", project, "--claim", 1, "--doc", 1, "--quote", DEBT, "--json")
    second = done(sidelight("--by", "Ann", *words)).json["passages"][1]["id"]
    noted = ("note", project, "--place", second, "--text", "how much was that?", "--json")
    note = done(sidelight("--by", "Ann", *noted)).json
    (thread,) = done(sidelight("notes", project, "--json")).json
    assert (thread["id"], thread["claim"], thread["part"]) == (note["id"], "1", second)
    assert thread["quote"] == DEBT
    listed = done(sidelight("notes", project)).out
    assert f"claim 1 “{DEBT}”" in listed
    done(sidelight("report", project, "--output", tmp_path / "r.md"))
    assert f"- Note on “{DEBT}”, Ann, " in (tmp_path / "r.md").read_text("utf-8")
    done(sidelight("--by", "Ann", "split", project, "--claim", 1, "--place", second))
    (thread,) = done(sidelight("notes", project, "--json")).json
    assert thread["claim"] == "2"
    assert sidelight("note", project, "--place", "x", "--text", "x").code == 1


def test_a_split_takes_a_response_and_a_thread_along(sidelight: Run, project: Path) -> None:
    claim(sidelight, "Ann", project)
    done(sidelight("--by", "Ann", "respond", project, "--claim", 1, "--party", "The archive"))
    note = ("note", project, "--claim", 1, "--text", "asked twice", "--json")
    thread = done(sidelight("--by", "Ann", *note)).json["id"]
    done(sidelight("--by", "Ann", "note", project, "--reply", thread, "--text", "by letter"))
    response = done(sidelight("claims", project, "--json")).json[0]["responses"][0]["id"]
    chosen = ("--note", thread[:8], "--response", response, "--doc", 1, "--quote", DEBT, "--json")
    made = done(sidelight("--by", "Ann", "split", project, "--claim", 1, *chosen)).json
    assert [one["text"] for one in made["notes"]] == ["asked twice", "by letter"]
    assert [one["id"] for one in made["responses"]] == [response]
