# SPDX-License-Identifier: AGPL-3.0-or-later
"""The commands for the record of a claim: what they set, print and refuse."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.desks import done

if TYPE_CHECKING:
    from tests.cli.conftest import Run


@pytest.fixture
def claimed(sidelight: Run, project: Path) -> Path:
    """Ann's project with two claims, the first with evidence."""
    quoted = ("--quote", "invaluable assistance", "--verdict", "disputed")
    done(sidelight("--by", "Ann", "claim", project, "--doc", 1, *quoted))
    done(sidelight("--by", "Ann", "claim", project, "--doc", 1, "--quote", "land border"))
    quoted = ("--quote", "does not say invaluable", "--stance", "contradicts")
    done(sidelight("--by", "Ann", "evidence", project, "--doc", 2, "--claim", 1, *quoted))
    return project


def told(sidelight: Run, project: Path, number: int = 1) -> dict[str, Any]:
    found: list[dict[str, Any]] = done(sidelight("claims", project, "--json")).json
    return found[number - 1]


def test_the_whole_record_of_a_claim(sidelight: Run, claimed: Path) -> None:
    def act(name: str, *words: object) -> None:
        done(sidelight("--by", "Ann", name, claimed, *words))

    words = ("--speaker", "Kim Il-sung", "--said-on", "1950-08-31", "--severity", "serious")
    act("describe", "--claim", 1, *words, "--assigned", "Ann", "--as-of", "2026-11-01")
    act("tag", "arms", "--claim", 1, "--claim", 2, "--colour", "#1e7a46")
    act("tag", "ARMS", "--claim", 2, "--off")
    act("respond", "--claim", 1, "--party", "The archive", "--answer", "confirmed")
    act("testify", "--claim", 1, "--kind", "search", "--words", "Not in the volume of 1950.")
    act("weigh", told(sidelight, claimed)["evidence"][0]["id"], "--match", "absent")
    act("decide", "--claim", 1, "--verdict", "denied", "--reason", "The letter is known.")
    found = told(sidelight, claimed)
    names = ("speaker", "said_on", "severity", "assigned", "tags", "standing")
    assert [found[name] for name in names] == [
        "Kim Il-sung",
        "1950-08-31",
        "serious",
        "Ann",
        ["arms"],
        "decided",
    ]
    assert found["verdicts"]["Ann"]["as_of"] == "2026-11-01"
    assert (found["responses"][0]["party"], found["responses"][0]["answer"]) == (
        "The archive",
        "confirmed",
    )
    assert found["described"][0]["words"] == "Not in the volume of 1950."
    assert found["evidence"][0]["match"] == "absent"
    assert (found["decision"]["verdict"], found["decision"]["by"]) == ("denied", "Ann")
    assert told(sidelight, claimed, 2)["tags"] == []
    act("weigh", found["evidence"][0]["id"], "--to-claim", 2)
    act("decide", "--claim", 1, "--withdraw")
    assert [len(told(sidelight, claimed, n)["evidence"]) for n in (1, 2)] == [0, 1]
    assert told(sidelight, claimed)["decision"] is None
    done(sidelight("check", claimed))


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["describe", "--claim", "1"], 2, "--speaker"),
        (["describe", "--claim", "1", "--assigned", "Nobody"], 1, "Known here: Ann"),
        (["describe", "--claim", "1", "--as-of", "soon"], 1, "2026-11-26"),
        (["tag", "arms"], 2, "--claim"),
        (["tag", "a,b", "--claim", "1"], 1, "without a comma"),
        (["tag", "arms", "--colour", "red"], 1, "#1e7a46"),
        (["decide", "--claim", "1", "--verdict", "denied"], 1, "needs a reason"),
        (["weigh", "nothing", "--match", "absent"], 1, "nothing"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    sidelight: Run, claimed: Path, words: list[str], code: int, said: str
) -> None:
    before = claimed.read_bytes()
    ran = sidelight("--by", "Ann", words[0], claimed, *words[1:])
    assert (ran.code, said in ran.err) == (code, True), ran.err
    assert claimed.read_bytes() == before


def test_coverage_lists_what_is_open(sidelight: Run, claimed: Path) -> None:
    before = done(sidelight("coverage", claimed, "--json")).json
    states = {one["quote"]: one["state"] for one in before["sentences"]}
    assert states["The two countries share a land border."] == "claimed"
    assert states["Russia wrote off 90 % of the debt."] == "open"
    done(sidelight("--by", "Ann", "exempt", claimed, "--quote", "The pact, explained"))
    after = done(sidelight("coverage", claimed, "--json")).json
    assert after["percent"] > before["percent"]
    said = done(sidelight("coverage", claimed)).out
    assert "Russia wrote off" in said
    assert "The pact, explained" not in said
    assert f"{after['percent']} % covered; 3 sentences are open." in said
    off = ("--quote", "The pact, explained", "--off")
    done(sidelight("--by", "Ann", "exempt", claimed, *off))
    assert done(sidelight("coverage", claimed, "--json")).json == before


def test_a_document_is_cited_and_its_record_copied(sidelight: Run, project: Path) -> None:
    words = ("--author", "Kim Il-sung", "--recipient", "Joseph Stalin", "--issued", "1950-08-31")
    kept = (
        "--archive",
        "APRF",
        "--fond",
        "45",
        "--opis",
        "1",
        "--delo",
        "347",
        "--folios",
        "41–45",
    )
    done(sidelight("--by", "Ann", "cite", project, "--doc", 2, *words, *kept, "--level", "primary"))
    told = done(sidelight("docs", project, "--json")).json[1]
    assert "APRF, f. 45, op. 1, d. 347, ll. 41–45." in told["citation"]
    assert told["fields"]["level"] == "primary"
    done(sidelight("--by", "Ann", "cite", project, "--doc", 1, "--copy-from", 2, "--title", "Copy"))
    copied = done(sidelight("docs", project, "--json")).json[0]
    assert (copied["fields"], copied["title"]) == (told["fields"], "Copy")
    before = project.read_bytes()
    done(sidelight("--by", "Ann", "cite", project, "--doc", 2, "--fond", "45"))
    assert project.read_bytes() == before
    assert sidelight("--by", "Ann", "cite", project, "--doc", 2).code == 2


def test_a_blind_second_is_invited_asked_and_let_go(sidelight: Run, claimed: Path) -> None:
    assert done(sidelight("--by", "Ann", "invite", claimed, "Carol")).out == "Carol\n"
    assert "already" in sidelight("--by", "Ann", "invite", claimed, "Carol").err
    said = done(sidelight("--by", "Ann", "second", claimed, "Carol", "--all")).out
    assert said == "Carol is the blind second on 2 claims.\n"
    assert done(sidelight("claims", claimed, "--json")).json[0]["blind"] == ["Carol"]
    rows = done(sidelight("claims", claimed, "--filter", "second:carol", "--columns", "second"))
    assert rows.out.count("Carol") == 2
    said = done(sidelight("--by", "Ann", "second", claimed, "Carol", "--claim", 1, "--off")).out
    assert said == "Carol is no longer the blind second on 1 claim.\n"
    assert sidelight("--by", "Ann", "second", claimed, "Carol").code == 2


def test_an_article_is_signed_off_once_what_is_open_was_listed(
    sidelight: Run, claimed: Path
) -> None:
    before = claimed.read_bytes()
    ran = sidelight("--by", "Ann", "signoff", claimed)
    assert (ran.code, "--although" in ran.err) == (1, True)
    assert "Without a verdict: 2" in ran.out
    assert claimed.read_bytes() == before
    done(sidelight("--by", "Ann", "signoff", claimed, "--although", "--note", "For print."))
    listed = done(sidelight("signoff", claimed, "--list")).out
    assert "Signed off by Ann on" in listed
    assert "For print." in listed
    done(sidelight("--by", "Ann", "verdict", claimed, "--claim", 2, "--verdict", "verified"))
    assert "changed since" in done(sidelight("signoff", claimed, "--list")).out
    done(sidelight("--by", "Ann", "signoff", claimed, "--withdraw"))
    assert "Signed off" not in done(sidelight("signoff", claimed, "--list")).out
