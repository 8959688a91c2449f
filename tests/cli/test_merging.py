# SPDX-License-Identifier: AGPL-3.0-or-later
"""``sidelight merge`` and ``diff``: what they say, what they write, and the way back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.desks import DEBT, claim, contents, copy, done, judge, note

if TYPE_CHECKING:
    from tests.cli.conftest import Run

COMPARISON = {"related", "changes", "only_here", "since", "differences"}
COMPARISON |= {"conflicts", "settled", "twins"}
DIFFERENCE = {"what", "record", "id", "claim", "reviewer", "time", "fields", "words"}
BACKUP = {"number", "made", "reason", "title", "changes", "claims", "size", "checked", "path"}


@pytest.fixture
def claimed(sidelight: Run, project: Path) -> Path:
    """The project with a claim of Ann's."""
    claim(sidelight, "Ann", project)
    return project


@pytest.fixture
def bobs(sidelight: Run, claimed: Path, tmp_path: Path) -> Path:
    """Bob's copy, in which he has judged Ann's claim."""
    path = copy(sidelight, "Ann", claimed, tmp_path / "bob.sidelight")
    judge(sidelight, "Bob", path, "denied")
    return path


@pytest.fixture
def cys(sidelight: Run, claimed: Path, tmp_path: Path) -> Path:
    """Cy's copy, in which he has made a claim of his own."""
    path = copy(sidelight, "Ann", claimed, tmp_path / "cy.sidelight")
    claim(sidelight, "Cy", path, DEBT, "disputed")
    return path


def numbers(sidelight: Run, path: Path) -> list[int]:
    return [one["number"] for one in done(sidelight("claims", path, "--json")).json]


def test_looking_writes_nothing(
    sidelight: Run, project: Path, bobs: Path, cys: Path, tmp_path: Path
) -> None:
    before = contents(tmp_path)
    for words in (
        ("merge", project, bobs, cys, "--dry-run"),
        ("merge", project, bobs, "--dry-run", "--json"),
        ("diff", project, bobs),
        ("diff", project, cys, "--json"),
    ):
        assert done(sidelight("--by", "Ann", *words)).out
    assert contents(tmp_path) == before
    assert done(sidelight("backups", project, "--json")).json == []


def test_what_would_come_in_is_what_comes_in(sidelight: Run, project: Path, bobs: Path) -> None:
    seen = done(sidelight("--by", "Ann", "merge", project, bobs, "--dry-run", "--json"))
    told = done(sidelight("--by", "Ann", "diff", project, bobs, "--json"))
    made = done(sidelight("--by", "Ann", "merge", project, bobs, "--json"))
    assert seen.json == told.json
    assert made.json == {**seen.json, "traces": [], "left": []}
    assert seen.json.keys() == COMPARISON
    (difference,) = made.json["differences"]
    assert difference.keys() == DIFFERENCE
    assert difference["words"] == "Verdict on claim 1: Denied"
    (field,) = difference["fields"]
    assert field == {
        "field": "verdict",
        "here": None,
        "there": {"verdict": "denied", "denied_by": ""},
    }
    people = {p["id"]: p["name"] for p in sidelight("reviewers", project, "--json").json}
    assert people[difference["reviewer"]] == "Bob"


def test_two_files_at_once_are_one_merge(
    sidelight: Run, project: Path, bobs: Path, cys: Path
) -> None:
    before = sidelight("fingerprint", project).out
    merged = done(sidelight("--by", "Ann", "merge", project, bobs, cys)).out.splitlines()
    assert merged[:3] == [
        "Bob: 1 verdict new",
        "Cy: 1 claim, 1 verdict new",
        merged[2],
    ]
    assert merged[2].startswith("2 acts are new here, since ")
    assert numbers(sidelight, project) == [1, 2]
    done(sidelight("--by", "Ann", "merge", project, "--back"))
    assert sidelight("fingerprint", project).out == before
    assert numbers(sidelight, project) == [1]


def test_merging_again_adds_nothing(sidelight: Run, project: Path, bobs: Path, cys: Path) -> None:
    done(sidelight("--by", "Ann", "merge", project, bobs, cys, bobs))
    after = sidelight("fingerprint", project).out
    history = sidelight("history", project, "--json").json
    for others in ((bobs,), (cys, bobs)):
        again = done(sidelight("--by", "Ann", "merge", project, *others, "--json")).json
        assert (again["changes"], again["differences"]) == (0, [])
    assert "They have nothing that is not here." in sidelight("diff", project, bobs).out
    assert sidelight("fingerprint", project).out == after
    assert sidelight("history", project, "--json").json == history


def test_a_backup_before_the_merge_leads_back(
    sidelight: Run, project: Path, bobs: Path, tmp_path: Path
) -> None:
    before = sidelight("fingerprint", project).out
    done(sidelight("--by", "Ann", "merge", project, bobs))
    judge(sidelight, "Ann", project, "verified")
    lost = sidelight("--by", "Ann", "merge", project, "--back")
    assert (lost.code, "no merge to take back" in lost.err) == (1, True)
    (backup,) = done(sidelight("backups", project, "--json")).json
    assert backup.keys() == BACKUP
    assert (backup["reason"], backup["claims"], backup["checked"]) == ("merge", 1, True)
    assert "before a merge" in sidelight("backups", project).out
    out = tmp_path / "back.sidelight"
    done(sidelight("restore", project, backup["number"], out))
    assert sidelight("fingerprint", out).out == before
    assert sidelight("claims", out, "--json").json[0]["verdicts"] == {}
    assert done(sidelight("check", out)).out.startswith("Whole:")


def test_history_tells_who_did_what_in_which_order(
    sidelight: Run, project: Path, bobs: Path, cys: Path
) -> None:
    judge(sidelight, "Ann", project, "verified")
    done(sidelight("--by", "Ann", "merge", project, cys, bobs))
    told = sidelight("history", project, "--json").json
    names = {"change", "time", "reviewer", "label", "act", "claim", "detail", "inverts"}
    assert all(line.keys() == names for line in told)
    assert [line["time"] for line in told] == sorted(line["time"] for line in told)
    assert [(line["reviewer"], line["act"]) for line in told[-4:]] == [
        ("Ann", "Claim made"),
        ("Bob", "Verdict given"),
        ("Cy", "Claim made"),
        ("Ann", "Verdict given"),
    ]
    of_first = sidelight("history", project, "--claim", 1, "--json").json
    assert [line["reviewer"] for line in of_first] == ["Ann", "Bob", "Ann"]


def test_differences_of_one_claim_alone(sidelight: Run, project: Path, bobs: Path) -> None:
    claim(sidelight, "Bob", bobs, DEBT)
    told = done(sidelight("diff", project, bobs, "--claim", 1, "--json")).json
    assert [d["record"] for d in told["differences"]] == ["verdict"]
    assert told["changes"] == 2
    shown = done(sidelight("diff", project, bobs, "--claim", 1)).out
    assert "Verdict on claim 1: Denied · Bob · " in shown
    assert "Russia" not in shown
    unknown = sidelight("diff", project, bobs, "--claim", 2)
    assert (unknown.code, unknown.out, "no claim 2" in unknown.err) == (1, "", True)


def test_another_project_comes_in_only_when_told(
    sidelight: Run, project: Path, tmp_path: Path
) -> None:
    claim(sidelight, "Ann", project)
    other = tmp_path / "other.sidelight"
    sidelight("--by", "Bob", "new", other, "--title", "Another")
    sidelight("--by", "Bob", "add", other, tmp_path / "letter.txt")
    before = contents(tmp_path)
    assert not sidelight("diff", project, other, "--json").json["related"]
    refused = sidelight("--by", "Ann", "merge", project, other)
    assert (refused.code, "is not a copy of this project" in refused.err) == (1, True)
    assert refused.out.startswith("This is another project, not a copy of this one.")
    # nor does it slip in with a copy of this one
    friend = copy(sidelight, "Ann", project, tmp_path / "friend.sidelight")
    judge(sidelight, "Bob", friend, "denied")
    before = contents(tmp_path)
    refused = sidelight("--by", "Ann", "merge", project, friend, other)
    assert (refused.code, f"{other} is not a copy" in refused.err) == (1, True)
    assert contents(tmp_path) == before
    done(sidelight("--by", "Ann", "merge", project, other, "--unrelated"))
    # the letter is the same file, so it is one document
    assert len(sidelight("docs", project, "--json").json) == 2
    assert {p["name"] for p in sidelight("reviewers", project, "--json").json} == {"Ann", "Bob"}


def test_the_way_back_goes_alone(sidelight: Run, project: Path, bobs: Path, tmp_path: Path) -> None:
    done(sidelight("--by", "Ann", "merge", project, bobs))
    before = contents(tmp_path)
    for words in (
        (),
        ("--dry-run",),
        (bobs, "--back"),
        ("--back", "--dry-run"),
        ("--back", "--unrelated"),
        ("--back", "--json"),
    ):
        ran = sidelight("merge", project, *words)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == "Give the files to merge, or --back alone.\n"
    assert contents(tmp_path) == before


@pytest.mark.parametrize("command", ["merge", "diff"])
@pytest.mark.parametrize("other", ["letter.txt", "gone.sidelight", "folder", "pact.sidelight"])
def test_what_cannot_be_merged_is_one_sentence(
    sidelight: Run, project: Path, tmp_path: Path, command: str, other: str
) -> None:
    (tmp_path / "folder").mkdir()
    before = contents(tmp_path)
    ran = sidelight(command, project, tmp_path / other)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (1, "", 1)
    assert other in ran.err
    assert contents(tmp_path) == before


def test_one_unsound_file_among_several_stops_all(
    sidelight: Run, project: Path, bobs: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.sidelight"
    broken.write_bytes(bobs.read_bytes()[:9000])
    before = contents(tmp_path)
    ran = sidelight("--by", "Ann", "merge", project, bobs, broken)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (1, "", 1)
    assert contents(tmp_path) == before


def test_words_of_private_notes_are_for_their_writer(
    sidelight: Run, project: Path, bobs: Path
) -> None:
    secret = "ask the archivist again"
    note(sidelight, "Bob", bobs, secret, "--private")
    note(sidelight, "Bob", bobs, "in the open")
    for more in ((), ("--json",)):
        told = done(sidelight("--by", "Ann", "diff", project, bobs, *more)).out
        assert secret not in told
        assert "in the open" in told
    done(sidelight("--by", "Ann", "merge", project, bobs))
    for command in (("history",), ("claims",), ("search", "archivist"), ("conflicts",)):
        name, *rest = command
        for more in ((), ("--json",)):
            ran = sidelight("--by", "Ann", name, project, *rest, *more)
            assert secret not in ran.out + ran.err
    (one,) = sidelight("--by", "Bob", "claims", project, "--json").json
    assert [(n["text"], n["private"], n["by"]) for n in one["notes"]] == [
        (secret, True, "Bob"),
        ("in the open", False, "Bob"),
    ]
    assert secret in sidelight("--by", "Bob", "history", project).out
    (seen,) = sidelight("--by", "Ann", "claims", project, "--json").json
    assert [n["text"] for n in seen["notes"]] == ["in the open"]
