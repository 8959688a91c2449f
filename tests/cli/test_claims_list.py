# SPDX-License-Identifier: AGPL-3.0-or-later
"""The list of claims on the command line: filtered, sorted, grouped, columns chosen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Once, Run

AID, BORDER, DEBT = "Kim thanked Stalin", "a land border", "Russia wrote off 90 %"


@pytest.fixture
def judged(sidelight: Run, project: Path, once: Once) -> Path:
    return once("judged", lambda: judge_all(sidelight, project))


def judge_all(sidelight: Run, project: Path) -> None:
    for quote, verdict in ((AID, "verified"), (BORDER, "disputed"), (DEBT, "disputed")):
        words = ("claim", project, "--doc", "1", "--quote", quote, "--verdict", verdict)
        assert sidelight("--by", "Ann", *words).code == 0
    more: tuple[tuple[object, ...], ...] = (
        ("verdict", project, "--claim", "2", "--verdict", "verified"),
        ("tag", project, "rivers", "--claim", "2"),
        ("evidence", project, "--claim", "1", "--doc", "2", "--quote", "The letter thanks",
         "--stance", "supports"),
    )  # fmt: skip
    for acts in more:
        ran = sidelight("--by", "Bob", *acts)
        assert ran.code == 0, ran.err


def numbers(sidelight: Run, project: Path, *words: str) -> list[int]:
    ran = sidelight("--by", "Ann", "claims", project, *words, "--json")
    assert ran.code == 0, ran.err
    return [claim["number"] for claim in ran.json]


def test_filters(sidelight: Run, judged: Path) -> None:
    for text, found in (
        ("verdict:disputed", [2, 3]),
        ("verdict:disputed by:bob", [2]),
        ("standing:split", [2]),
        ("tag:rivers border", [2]),
        ("no:evidence -by:bob", [3]),
        ("source:letter", [1]),
        ("by:me", [1, 2, 3]),
        ("kim", [1]),
        ("nowhere", []),
    ):
        assert numbers(sidelight, judged, f"--filter={text}") == found, text


def test_what_is_unknown_is_one_sentence(sidelight: Run, judged: Path) -> None:
    ran = sidelight("claims", judged, "--filter", "verdikt:split")
    assert (ran.code, ran.out) == (1, "")
    assert "“verdikt:”" in ran.err
    assert "standing" in ran.err
    ran = sidelight("claims", judged, "--columns", "number,colour")
    assert ran.code == 1
    assert "“colour” is no column" in ran.err


def test_sorts(sidelight: Run, judged: Path) -> None:
    assert numbers(sidelight, judged, "--sort", "claim") == [2, 1, 3]
    assert numbers(sidelight, judged, "--sort", "verdict", "--reverse") == [2, 3, 1]
    # what has none comes last either way
    assert numbers(sidelight, judged, "--sort", "tags") == [2, 1, 3]
    assert numbers(sidelight, judged, "--sort", "tags", "--reverse") == [2, 1, 3]


def test_groups(sidelight: Run, judged: Path) -> None:
    ran = sidelight("--by", "Ann", "claims", judged, "--group", "reviewer", "--json")
    told = [(one["name"], one["count"]) for one in ran.json]
    assert told == [("Ann", 3), ("Bob", 1)]
    ran = sidelight("--by", "Ann", "claims", judged, "--group", "tag", "--json")
    assert [[c["number"] for c in one["claims"]] for one in ran.json] == [[2], [1, 3]]
    assert [one["group"] for one in ran.json] == ["rivers", ""]
    ran = sidelight("--by", "Ann", "claims", judged, "--group", "verdict")
    assert ran.out.splitlines()[0] == "Verified (1)"
    assert "Disputed (2)" in ran.out


def test_columns(sidelight: Run, judged: Path) -> None:
    words = ("claims", judged, "--columns", "number,standing,tags", "--filter", "border")
    head, row = sidelight("--by", "Ann", *words).out.splitlines()
    assert head.split() == ["#", "Standing", "Tags"]
    assert row.split() == ["2", "Split", "rivers"]
