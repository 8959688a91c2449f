# SPDX-License-Identifier: AGPL-3.0-or-later
"""Projects are exchanged on the command line: copied, compared, merged, settled, erased."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run

QUOTE = "The two countries share a land border"


@pytest.fixture
def copied(sidelight: Run, project: Path, tmp_path: Path) -> Path:
    """Bob's copy of the project."""
    path = tmp_path / "bob.sidelight"
    assert sidelight("--by", "Ann", "copy", project, path).out.strip() == str(path)
    return path


def claim(sidelight: Run, by: str, path: Path, verdict: str = "verified") -> str:
    words = ("--doc", 1, "--quote", QUOTE, "--verdict", verdict, "--json")
    return str(sidelight("--by", by, "claim", path, *words).json["id"])


def test_a_copy_comes_back_with_what_was_done_in_it(
    sidelight: Run, project: Path, copied: Path
) -> None:
    claim(sidelight, "Bob", copied)
    seen = sidelight("--by", "Ann", "merge", project, copied, "--dry-run")
    assert seen.out.splitlines()[0] == "Bob: 1 claim, 1 verdict new"
    assert sidelight("claims", project, "--json").json == []
    told = sidelight("--by", "Ann", "diff", project, copied, "--json").json
    assert [(d["record"], d["what"]) for d in told["differences"]] == [
        ("claim", "new"),
        ("verdict", "new"),
    ]
    assert told["related"]
    merged = sidelight("--by", "Ann", "merge", project, copied)
    assert (merged.code, merged.err) == (0, "")
    assert len(sidelight("claims", project, "--json").json) == 1
    prints = {sidelight("fingerprint", path).out for path in (project, copied)}
    assert len(prints) == 1
    assert sidelight("--by", "Ann", "merge", project, "--back").code == 0
    assert sidelight("claims", project, "--json").json == []
    again = sidelight("--by", "Ann", "merge", project, "--back")
    assert (again.code, "no merge to take back" in again.err) == (1, True)


def test_a_change_set_is_small_and_merges(
    sidelight: Run, project: Path, copied: Path, tmp_path: Path
) -> None:
    claim(sidelight, "Bob", copied)
    out = sidelight("--by", "Bob", "copy", copied, tmp_path / "acts", "--mine").out.strip()
    assert Path(out).suffix == ".sidelight-changes"
    assert Path(out).stat().st_size < 4000
    assert sidelight("--by", "Ann", "merge", project, out).code == 0
    assert set(sidelight("claims", project, "--json").json[0]["verdicts"]) == {"Bob"}
    there = sidelight("--by", "Bob", "copy", copied, tmp_path / "acts", "--mine")
    assert (there.code, "exists already" in there.err) == (1, True)
    more = ("--mine", "--overwrite")
    assert sidelight("--by", "Bob", "copy", copied, tmp_path / "acts", *more).code == 0


def test_conflicts_are_listed_and_settled_and_twins_joined(
    sidelight: Run, project: Path, copied: Path
) -> None:
    claim(sidelight, "Ann", project)
    claim(sidelight, "Bob", copied, "denied")
    assert sidelight("--by", "Ann", "merge", project, copied).code == 0
    listed = sidelight("conflicts", project).out
    assert "mark the same passage" in listed
    labels = [c["label"] for c in sidelight("claims", project, "--json").json]
    joined = sidelight("--by", "Ann", "join", project, "--claim", labels[0], "--with", labels[1])
    assert (joined.code, joined.err) == (0, "")
    (left,) = sidelight("claims", project, "--json").json
    given = {who: verdict["verdict"] for who, verdict in left["verdicts"].items()}
    assert given == {"Ann": "verified", "Bob": "denied"}
    none = sidelight("settle", project, "3", "--take", "1")
    assert (none.code, "There is no conflict 3" in none.err) == (1, True)
    assert sidelight("settle", project, "--rule", "mine").out.strip() == "0 conflicts settled."
    assert sidelight("settle", project, "--take", "1").code == 2


def test_a_document_is_removed_for_good_after_asking(
    sidelight: Run, project: Path, tmp_path: Path
) -> None:
    claim(sidelight, "Ann", project)
    words = ("--claim", 1, "--doc", 2, "--quote", "It is kept in a Moscow archive")
    assert sidelight("--by", "Ann", "evidence", project, *words, "--stance", "context").code == 0
    asked = sidelight("--by", "Ann", "erase", project, "--doc", 2)
    assert asked.code == 1
    assert "Evidence: 1" in asked.out
    assert "Nothing was removed" in asked.err
    assert b"Moscow archive" in project.read_bytes()
    assert sidelight("--by", "Ann", "erase", project, "--doc", 2, "--yes").code == 0
    assert b"Moscow archive" not in project.read_bytes()
    checked = sidelight("check", project)
    assert checked.code == 0
    again = sidelight("--by", "Ann", "add", project, tmp_path / "letter.txt")
    assert (again.code, "for good" in again.err) == (1, True)


def test_a_copy_without_sources_takes_them_back_from_their_files(
    sidelight: Run, project: Path, tmp_path: Path
) -> None:
    light = tmp_path / "light.sidelight"
    out = sidelight("--by", "Ann", "copy", project, light, "--without-sources")
    assert out.code == 0
    assert b"Moscow archive" not in light.read_bytes()
    listed = sidelight("docs", light, "--json").json
    assert [d["left_out"] for d in listed] == [False, True]
    text = sidelight("text", light, 2)
    assert (text.code, "left out" in text.err) == (1, True)
    wrong = sidelight("attach", light, 2, tmp_path / "article.txt")
    assert (wrong.code, "is not the file" in wrong.err) == (1, True)
    assert sidelight("attach", light, 2, tmp_path / "letter.txt").code == 0
    assert "Moscow archive" in sidelight("text", light, 2).out


def test_who_I_am_is_taken_from_the_project(sidelight: Run, copied: Path) -> None:  # noqa: N802
    claim(sidelight, "Bob", copied)
    assert sidelight("--by", "Bobby", "iam", copied, "Bob").out.strip() == "Bob"
    sidelight("--by", "Bobby", "verdict", copied, "--claim", 1, "--verdict", "disputed")
    verdicts = sidelight("claims", copied, "--json").json[0]["verdicts"]
    assert [verdict["verdict"] for verdict in verdicts.values()] == ["disputed"]
    unknown = sidelight("--by", "Bob", "iam", copied, "Nobody")
    assert (unknown.code, "no one reviewer called Nobody" in unknown.err) == (1, True)


def test_merging_nothing_is_wrong_usage(sidelight: Run, project: Path) -> None:
    assert sidelight("merge", project).code == 2
    itself = sidelight("merge", project, project)
    assert (itself.code, "is this project" in itself.err) == (1, True)
