# SPDX-License-Identifier: AGPL-3.0-or-later
"""``sidelight trash`` and ``sidelight restore`` of claims and documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Once, Run


@pytest.fixture
def emptied(sidelight: Run, project: Path, once: Once) -> Path:
    """The project with two claims and the letter in the trash."""
    return once("emptied", lambda: remove_all(sidelight, project))


def remove_all(sidelight: Run, project: Path) -> None:
    for quote in ("Kim thanked Stalin", "a land border"):
        words = ("claim", project, "--doc", "1", "--quote", quote, "--verdict", "disputed")
        assert sidelight("--by", "Ann", *words).code == 0
    more: tuple[tuple[object, ...], ...] = (
        ("evidence", project, "--claim", "1", "--doc", "2", "--quote", "The letter thanks",
         "--stance", "supports"),
        ("remove", project, "--claim", "1"),
        ("remove", project, "--claim", "2"),
        ("remove", project, "--doc", "2"),
    )  # fmt: skip
    for acts in more:
        ran = sidelight("--by", "Ann", *acts)
        assert ran.code == 0, ran.err


def numbers(sidelight: Run, project: Path) -> list[int]:
    return [claim["number"] for claim in sidelight("claims", project, "--json").json]


def test_an_empty_trash_says_so(sidelight: Run, project: Path) -> None:
    assert sidelight("trash", project).out == "The trash is empty.\n"
    assert sidelight("trash", project, "--json").json == []


def test_what_was_removed_is_listed_latest_first(sidelight: Run, emptied: Path) -> None:
    lines = sidelight("trash", emptied).out.splitlines()
    assert [line.split("  ")[0] for line in lines[1:]] == ["Document 2", "Claim 2", "Claim 1"]
    assert "claim 1 (removed)" in lines[1]
    assert "1 verdict, 1 piece of evidence" in lines[3]
    document, _second, first = sidelight("trash", emptied, "--json").json
    assert document["cited_by"] == [{"claim": "1", "removed": True}]
    assert (first["removed_by"], first["verdicts"], first["evidence"]) == ("Ann", 1, 1)
    assert first["comes_with"] == [document["id"]]
    assert first["claim"]["quote"] == "Kim thanked Stalin"


def test_one_can_be_looked_at(sidelight: Run, emptied: Path) -> None:
    out = sidelight("trash", emptied, "--claim", "1").out
    assert out.startswith("Claim 1\nRemoved by Ann on ")
    assert "“Kim thanked Stalin”" in out
    assert "No claim cites" not in out
    assert "Cited by claim 1 (removed)." in sidelight("trash", emptied, "--doc", "2").out
    assert sidelight("trash", emptied, "--claim", "7").code == 1


def test_claims_come_back_with_what_they_cite_and_undo_takes_it_back(
    sidelight: Run, emptied: Path
) -> None:
    ran = sidelight("--by", "Ann", "restore", emptied, "claim", "1", "2")
    assert (ran.code, ran.out) == (0, "Back again: 2 claims, 1 document.\n")
    assert numbers(sidelight, emptied) == [1, 2]
    assert sidelight("--by", "Ann", "undo", emptied).code == 0
    assert numbers(sidelight, emptied) == []


def test_a_document_comes_back_alone(sidelight: Run, emptied: Path) -> None:
    assert sidelight("restore", emptied, "document", 2).out == "Document 2 is back.\n"
    assert len(sidelight("docs", emptied, "--json").json) == 2


def test_what_is_not_there_or_not_said_rightly_is_one_sentence(
    sidelight: Run, emptied: Path
) -> None:
    ran = sidelight("restore", emptied, "claim", "9")
    assert (ran.code, ran.out) == (1, "")
    assert "no 9 in the trash" in ran.err
    for words in (("claims", "1"), ("3", "a", "b"), ("claim",)):
        assert sidelight("restore", emptied, *words).code == 2


def test_the_trash_can_be_removed_for_good(sidelight: Run, emptied: Path) -> None:
    assert sidelight("--by", "Ann", "erase", emptied, "--claim", "1", "--yes").code == 0
    assert sidelight("--by", "Ann", "erase", emptied, "--doc", "2", "--yes").code == 0
    assert [one["label"] for one in sidelight("trash", emptied, "--json").json] == ["2"]
