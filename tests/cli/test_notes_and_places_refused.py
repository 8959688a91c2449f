# SPDX-License-Identifier: AGPL-3.0-or-later
"""Notes and places on the command line: what is refused is one sentence and changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Once, Run
from tests.cli.desks import DEBT, claim, done, link

NOWHERE = "words that stand nowhere at all"


@pytest.fixture
def noted(sidelight: Run, project: Path, once: Once) -> Path:
    """A claim with evidence, a note of Ann's and a private one."""

    def note() -> None:
        claim(sidelight, "Ann", project, verdict="verified")
        link(sidelight, "Ann", project)
        for words in (("--text", "who says so?"), ("--text", "nobody reads this", "--private")):
            done(sidelight("--by", "Ann", "note", project, "--claim", 1, *words))

    return once("noted", note)


def notes(sidelight: Run, project: Path, who: str = "Ann") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = done(sidelight("--by", who, "notes", project, "--json")).json
    return found


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("note", "--claim", "9", "--text", "x"), 1),
        (("note", "--claim", "1", "--text", " "), 1),
        (("note", "--claim", "1"), 2),
        (("note", "--text", "x"), 2),
        (("note", "--claim", "1", "--doc", "1", "--text", "x"), 2),
        (("note", "--claim", "1", "--quote", "x", "--text", "x"), 2),
        (("note", "--doc", "9", "--text", "x"), 1),
        (("note", "--doc", "1", "--quote", NOWHERE, "--text", "x"), 1),
        (("note", "--evidence", "0" * 32, "--text", "x"), 1),
        (("note", "--place", "0" * 32, "--text", "x"), 1),
        (("note", "--reply", "0" * 32, "--text", "x"), 1),
        (("note", "--edit", "0" * 32, "--text", "x"), 1),
        (("note", "--settle", "0" * 32), 1),
        (("note", "--reopen", "0" * 32), 1),
        (("note", "--reply", "", "--text", "x"), 1),
        (("note", "--edit", "", "--text", "x"), 1),
        (("note", "--settle", ""), 1),
        (("note", "--reopen", ""), 1),
        (("note", "--settle", "0" * 32, "--text", "x"), 2),
        (("place", "--claim", "1"), 2),
        (("place", "--claim", "1", "--doc", "1"), 2),
        (("place", "--claim", "9", "--doc", "1", "--quote", DEBT), 1),
        (("place", "--claim", "1", "--doc", "2", "--quote", "Moscow archive"), 1),
        (("place", "--claim", "1", "--doc", "1", "--quote", NOWHERE), 1),
        (("place", "--remove", "0" * 32), 1),
        (("split", "--claim", "1"), 2),
        (("split", "--claim", "1", "--place", "0" * 32), 1),
        (("split", "--claim", "9", "--doc", "1", "--quote", DEBT), 1),
        (("split", "--claim", "1", "--doc", "2", "--quote", "Moscow archive"), 1),
        (("split", "--claim", "1", "--doc", "1", "--quote", DEBT, "--evidence", "0" * 32), 1),
    ],
    ids=lambda words: " ".join(words) if isinstance(words, tuple) else str(words),
)
def test_what_cannot_be_is_one_sentence_and_changes_nothing(
    sidelight: Run, noted: Path, words: tuple[str, ...], code: int
) -> None:
    before = noted.read_bytes()
    ran = sidelight("--by", "Ann", words[0], noted, *words[1:])
    assert (ran.code, ran.out) == (code, "")
    assert "Traceback" not in ran.err
    if code == 1:
        assert len(ran.err.splitlines()) == 1
    assert noted.read_bytes() == before


def test_the_only_place_of_a_claim_is_not_taken_away(sidelight: Run, noted: Path) -> None:
    words = ("place", noted, "--claim", 1, "--doc", 1, "--quote", DEBT, "--json")
    first, second = done(sidelight("--by", "Ann", *words)).json["passages"]
    again = sidelight("--by", "Ann", *words)
    assert again.code == 1
    assert len(again.err.splitlines()) == 1
    done(sidelight("--by", "Ann", "place", noted, "--remove", first["id"]))
    ran = sidelight("--by", "Ann", "place", noted, "--remove", second["id"])
    assert ran.code == 1
    whole = ("split", noted, "--claim", 1, "--place", second["id"])
    assert sidelight("--by", "Ann", *whole).code == 1


def test_a_note_is_written_anew_by_its_writer_alone(sidelight: Run, noted: Path) -> None:
    asked = notes(sidelight, noted)[0]["id"]
    before = noted.read_bytes()
    ran = sidelight("--by", "Bob", "note", noted, "--edit", asked, "--text", "not mine")
    assert ran.code == 1
    assert noted.read_bytes() == before
    done(sidelight("--by", "Ann", "note", noted, "--edit", asked, "--text", "who said so?"))
    assert notes(sidelight, noted)[0]["text"] == "who said so?"
    done(sidelight("--by", "Ann", "undo", noted))
    assert notes(sidelight, noted)[0]["text"] == "who says so?"


def test_what_is_private_is_unknown_to_others_by_any_name(sidelight: Run, noted: Path) -> None:
    private = next(one["id"] for one in notes(sidelight, noted) if one["private"])
    assert [one["text"] for one in notes(sidelight, noted, "Bob")] == ["who says so?"]
    unknown = sidelight("--by", "Bob", "note", noted, "--reply", "0" * 32, "--text", "x").err
    for option in ("--reply", "--edit"):
        ran = sidelight("--by", "Bob", "note", noted, option, private, "--text", "x")
        assert ran.code == 1
        assert ran.err.replace(private, "0" * 32) == unknown
    for option in ("--settle", "--reopen"):
        assert sidelight("--by", "Bob", "note", noted, option, private).code == 1
    for words in (("history",), ("search", "nobody"), ("claims", "--json")):
        ran = done(sidelight("--by", "Bob", words[0], noted, *words[1:]))
        assert "nobody reads" not in ran.out


def test_any_beginning_of_an_id_that_is_long_enough_will_do(sidelight: Run, noted: Path) -> None:
    asked = notes(sidelight, noted)[0]["id"]
    for length in (8, 12, 32):
        words = ("note", noted, "--reply", asked[:length], "--text", f"with {length}")
        done(sidelight("--by", "Ann", *words))
    found = notes(sidelight, noted)[0]["replies"]
    assert [one["text"] for one in found] == ["with 8", "with 12", "with 32"]
    assert {one["answers"] for one in found} == {asked}
    assert sidelight("--by", "Ann", "note", noted, "--reply", asked[:2], "--text", "x").code == 1
