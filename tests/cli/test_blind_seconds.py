# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a blind second is told by each command, before and after having judged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Once, Ran, Run

MARKER = "xyzzy"
QUOTE = "share a land border"
FURTHER = "wrote off 90 % of the debt"


def done(ran: Ran) -> Ran:
    assert ran.code == 0, ran.err
    return ran


@pytest.fixture
def judged(sidelight: Run, project: Path, once: Once) -> Path:
    """Ann has said all that can be said of claim 1; Bob is its blind second."""
    return once("judged", lambda: judge_all(sidelight, project))


def judge_all(sidelight: Run, project: Path) -> None:
    ann = ("--by", "Ann")
    for words in (
        ("claim", project, "--doc", 1, "--quote", QUOTE, "--verdict", "denied", "--reason", MARKER),
        ("claim", project, "--doc", 1, "--quote", FURTHER, "--verdict", "verified"),
        ("evidence", project, "--claim", 1, "--doc", 2, "--quote", "The border runs", "--stance",
         "contradicts", "--note", MARKER),
        ("note", project, "--claim", 1, "--text", MARKER),
        ("note", project, "--doc", 2, "--text", MARKER),
        ("note", project, "--doc", 2, "--quote", "Moscow archive", "--text", MARKER),
        ("tag", project, MARKER, "--claim", 1),
        ("respond", project, "--claim", 1, "--party", MARKER, "--answer", "denied"),
        ("testify", project, "--claim", 1, "--kind", "call", "--words", MARKER),
        ("describe", project, "--claim", 1, "--severity", "grave", "--correction", MARKER),
        ("decide", project, "--claim", 1, "--verdict", "denied", "--reason", MARKER),
        ("invite", project, "Bob"),
        ("second", project, "Bob", "--claim", 1),
    ):  # fmt: skip
        done(sidelight(*ann, *words))
    done(sidelight("--by", "Bob", "iam", project, "Bob"))


LISTS: tuple[tuple[Any, ...], ...] = (
    ("claims", "P"),
    ("claims", "P", "--json"),
    ("claims", "P", "--claim", 1, "--json"),
    ("claims", "P", "--group", "standing", "--json"),
    ("claims", "P", "--columns", "reason"),
    ("claims", "P", "--columns", "tags"),
    ("claims", "P", "--columns", "evidence"),
    ("history", "P"),
    ("history", "P", "--json"),
    ("history", "P", "--claim", 1),
    ("search", "P", MARKER),
    ("search", "P", MARKER, "--json"),
    ("notes", "P"),
    ("notes", "P", "--json"),
    ("notes", "P", "--open"),
    ("conflicts", "P"),
    ("agreement", "P"),
    ("agreement", "P", "--json"),
    ("reviewers", "P", "--json"),
    ("docs", "P", "--json"),
    ("coverage", "P"),
    ("drafts", "P"),
    ("trash", "P"),
    ("trash", "P", "--json"),
    ("signoff", "P", "--list"),
    ("verdicts", "P"),
)


def told(sidelight: Run, project: Path, words: tuple[Any, ...]) -> str:
    ran = sidelight("--by", "Bob", *(project if word == "P" else word for word in words))
    return ran.out + ran.err


@pytest.mark.parametrize("words", LISTS, ids=lambda words: " ".join(map(str, words)))
def test_no_list_tells_the_second_what_the_first_said(
    sidelight: Run, judged: Path, words: tuple[Any, ...]
) -> None:
    before = told(sidelight, judged, words).replace(f"“{MARKER}”", "")
    asked_for = words[0] == "search"
    assert MARKER not in before.replace(MARKER, "", int(asked_for))
    assert "grave" not in before


@pytest.mark.parametrize("ending", ["html", "md", "csv"])
def test_no_report_tells_the_second_and_all_do_afterwards(
    sidelight: Run, judged: Path, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"report.{ending}"
    done(sidelight("--by", "Bob", "report", judged, "-o", path))
    assert MARKER not in path.read_text("utf-8")
    done(sidelight("--by", "Bob", "verdict", judged, "--claim", 1, "--verdict", "disputed"))
    done(sidelight("--by", "Bob", "report", judged, "-o", path))
    said = path.read_text("utf-8")
    assert said.count(MARKER) >= 5
    assert ("not shown" if ending == "csv" else "given blind") in said


def test_counts_of_the_first_do_not_show_until_the_second_has_judged(
    sidelight: Run, judged: Path
) -> None:
    def verdicts() -> dict[str, int]:
        ran = done(sidelight("--by", "Bob", "reviewers", judged, "--json"))
        return {person["label"]: person["verdicts"] for person in ran.json}

    assert verdicts() == {"Ann": 1, "Bob": 0}
    done(sidelight("--by", "Bob", "verdict", judged, "--claim", 1, "--verdict", "verified"))
    assert verdicts() == {"Ann": 2, "Bob": 1}


def test_the_claim_says_that_it_is_veiled_and_how_each_verdict_was_given(
    sidelight: Run, judged: Path
) -> None:
    def first() -> dict[str, Any]:
        ran = done(sidelight("--by", "Bob", "claims", judged, "--claim", 1, "--json"))
        found: dict[str, Any] = ran.json[0]
        return found

    before = first()
    assert (before["veiled"], before["blind"], before["standing"]) == (True, ["Bob"], "unchecked")
    assert (before["verdicts"], before["evidence"], before["notes"]) == ({}, [], [])
    done(sidelight("--by", "Bob", "verdict", judged, "--claim", 1, "--verdict", "verified"))
    after = first()
    assert after["veiled"] is False
    how = {who: given["given"] for who, given in after["verdicts"].items()}
    assert how == {"Ann": "first", "Bob": "not shown"}
    assert after["standing"] == "decision outdated"


def test_filters_find_nothing_by_what_is_hidden(sidelight: Run, judged: Path) -> None:
    for asked, there in (
        ("verdict:denied", 0),
        ("standing:decided", 0),
        ("by:ann", 1),
        ("has:evidence", 0),
        ("has:note", 0),
        ("has:decision", 0),
        ("severity:grave", 0),
        ("has:correction", 0),
        ("second:bob", 1),
        ("no:verdict", 1),
    ):
        ran = done(sidelight("--by", "Bob", "claims", judged, "--filter", asked, "--json"))
        assert len(ran.json) == there, asked


def test_who_is_no_second_is_told_all(sidelight: Run, judged: Path) -> None:
    for who in ("Ann", "Carol"):
        ran = done(sidelight("--by", who, "claims", judged, "--claim", 1, "--json"))
        assert ran.out.count(MARKER) >= 5
        assert ran.json[0]["veiled"] is False


@pytest.mark.parametrize(
    ("words", "code", "part"),
    [
        (("second", "P", "Nobody", "--claim", 1), 1, "no one reviewer called Nobody"),
        (("second", "P", "Ann", "--claim", 1), 1, "has judged claim 1 already"),
        (("second", "P", "Bob", "--claim", 9), 1, "9"),
        (("second", "P", "Bob"), 2, "--all"),
        (("invite", "P", " "), 1, "empty"),
        (("invite", "P", "ANN"), 1, "already"),
        (("decide", "P", "--claim", 1, "--verdict", "denied", "--reason", "x"), 1, "blind second"),
    ],
)
def test_what_cannot_be_is_one_sentence(
    sidelight: Run, judged: Path, words: tuple[Any, ...], code: int, part: str
) -> None:
    before = judged.read_bytes()
    ran = sidelight("--by", "Bob", *(judged if word == "P" else word for word in words))
    assert ran.code == code
    assert part in ran.err
    assert "Traceback" not in ran.err
    if code == 1:
        assert len(ran.err.splitlines()) == 1
    assert judged.read_bytes() == before


def test_a_blind_copy_has_no_byte_of_it_and_comes_back(
    sidelight: Run, judged: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "for-bob.sidelight"
    done(sidelight("--by", "Ann", "copy", judged, copy, "--blind-for", "Bob"))
    assert MARKER.encode() not in copy.read_bytes()
    done(sidelight("--by", "Bob", "verdict", copy, "--claim", 1, "--verdict", "disputed"))
    done(sidelight("--by", "Ann", "merge", judged, copy))
    ran = done(sidelight("--by", "Ann", "claims", judged, "--claim", 1, "--json"))
    assert ran.json[0]["verdicts"]["Bob"]["given"] == "blind copy"
    assert ran.json[0]["verdicts"]["Ann"]["reason"] == MARKER
