# SPDX-License-Identifier: AGPL-3.0-or-later
"""``sidelight erase``: it asks, says what goes and what stays, and takes our own copies along."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.desks import DEBT, claim, contents, copy, done, link, note

if TYPE_CHECKING:
    from tests.cli.conftest import Run

PLAN = {
    *("title", "records", "claims", "evidence", "notes", "mentions", "traces", "versions", "left"),
}
SECRET = "the name of the archivist"


@pytest.fixture
def worked(sidelight: Run, project: Path) -> Path:
    """A project with a claim, evidence and a note, and a backup that holds all of it."""
    claim(sidelight, "Ann", project)
    link(sidelight, "Ann", project)
    note(sidelight, "Ann", project, SECRET)
    done(sidelight("backups", project, "--now"))
    return project


def ids(sidelight: Run, path: Path) -> dict[str, str]:
    """The names that the options want."""
    (one,) = sidelight("claims", path, "--json").json
    return {
        "doc": "2",
        "claim": "1",
        "evidence": one["evidence"][0]["id"],
        "note": one["notes"][0]["id"],
    }


@pytest.mark.parametrize(
    ("what", "counts", "words"),
    [
        ("doc", (0, 1, 0), "Moscow archive"),
        ("claim", (1, 1, 1), SECRET),
        ("evidence", (0, 1, 0), ""),
        ("note", (0, 0, 1), SECRET),
    ],
)
def test_each_kind_goes_with_what_hangs_on_it(
    sidelight: Run, worked: Path, what: str, counts: tuple[int, int, int], words: str
) -> None:
    name = ids(sidelight, worked)[what]
    (backup,) = sidelight("backups", worked, "--json").json
    told = done(
        sidelight("--by", "Ann", "erase", worked, f"--{what}", name, "--yes", "--json")
    ).json
    assert told.keys() == PLAN
    assert (told["claims"], told["evidence"], told["notes"]) == counts
    assert backup["path"] in told["traces"]
    assert told["left"] == [path for path in told["traces"] if Path(path).exists()] == []
    assert sidelight("backups", worked, "--json").json == []
    assert not words or words.encode() not in worked.read_bytes()
    kinds = [d["kind"] for d in sidelight("docs", worked, "--json").json]
    assert ("source" in kinds) == (what != "doc")
    left = sidelight("claims", worked, "--json").json
    assert [(len(c["evidence"]), len(c["notes"])) for c in left] == (
        [] if what == "claim" else [(1 - counts[1], 1 - counts[2])]
    )
    checked = done(sidelight("check", worked)).out
    assert "a part of a change was removed for good" in checked
    assert checked.splitlines()[-1].startswith("Sound: ")


def test_copies_of_ours_stay_when_told_and_are_named(
    sidelight: Run, worked: Path, tmp_path: Path
) -> None:
    name = ids(sidelight, worked)["note"]
    before = sidelight("backups", worked, "--json").json
    words = ("--by", "Ann", "erase", worked, "--note", name, "--yes", "--keep-copies")
    said = done(sidelight(*words)).out
    path = before[0]["path"]
    assert f"  Also in {path}; that stays.\n" in said
    assert said.endswith(f"Still there: {path}\n")
    assert sidelight("backups", worked, "--json").json == before
    assert SECRET.encode() not in worked.read_bytes()
    done(sidelight("restore", worked, before[0]["number"], tmp_path / "back.sidelight"))
    assert SECRET.encode() in (tmp_path / "back.sidelight").read_bytes()
    # what was kept brings nothing back
    done(sidelight("--by", "Ann", "merge", worked, tmp_path / "back.sidelight"))
    assert SECRET.encode() not in worked.read_bytes()
    assert sidelight("claims", worked, "--json").json[0]["notes"] == []


def test_nothing_is_removed_without_a_yes_or_a_terminal(
    sidelight: Run, worked: Path, tmp_path: Path
) -> None:
    before, backups = contents(tmp_path), sidelight("backups", worked, "--json").json
    for more in ((), ("--json",), ("--keep-copies",)):
        ran = sidelight("--by", "Ann", "erase", worked, "--claim", 1, *more)
        assert (ran.code, "Nothing was removed." in ran.err) == (1, True)
    for code, words in (
        (1, ("--doc", "9")),
        (1, ("--claim", "9")),
        (1, ("--evidence", "none")),
        (1, ("--note", "none")),
        (2, ()),
        (2, ("--doc", "2", "--claim", "1")),
    ):
        ran = sidelight("--by", "Ann", "erase", worked, *words, "--yes")
        assert (ran.code, ran.out) == (code, "")
    assert contents(tmp_path) == before
    assert sidelight("backups", worked, "--json").json == backups


def test_where_it_is_named_by_hand_it_stays_and_is_said(sidelight: Run, worked: Path) -> None:
    claim(sidelight, "Ann", worked, DEBT)
    note(sidelight, "Ann", worked, "See the Note on a letter of 1950.", number=2)
    told = sidelight("--by", "Ann", "erase", worked, "--doc", 2)
    assert "  It is named by hand in claim 2; that stays.\n" in told.out
    told = done(sidelight("--by", "Ann", "erase", worked, "--doc", 2, "--yes", "--json")).json
    assert told["mentions"] == ["claim 2"]
    assert len(sidelight("claims", worked, "--json").json) == 2


def test_a_title_of_many_lines_is_said_on_one(sidelight: Run, worked: Path) -> None:
    forged = "one\nRemoved for good. Copies elsewhere\n\u202etxt\x1b[2J " + "long " * 300
    note(sidelight, "Ann", worked, forged)
    (one,) = sidelight("claims", worked, "--json").json
    (name,) = [n["id"] for n in one["notes"] if n["text"] != SECRET]
    ran = sidelight("--by", "Ann", "erase", worked, "--note", name)
    first, second, *_rest = ran.out.splitlines()
    assert first.startswith("To be removed for good: one Removed for good.")
    assert second == "  Claims: 0, Evidence: 0, Notes: 1"
    assert len(first) < 120
    assert not set(ran.out) & {"\x1b", "\u202e"}


def test_a_copy_learns_of_a_removal_from_a_change_set(
    sidelight: Run, worked: Path, tmp_path: Path
) -> None:
    bobs = copy(sidelight, "Ann", worked, tmp_path / "bob.sidelight")
    name = ids(sidelight, worked)["note"]
    done(sidelight("--by", "Ann", "erase", worked, "--note", name, "--yes"))
    acts = copy(sidelight, "Ann", worked, tmp_path / "acts", "--mine")
    told = done(sidelight("--by", "Bob", "merge", bobs, acts, "--json")).json
    assert [(d["record"], d["what"]) for d in told["differences"]] == [("note", "erased")]
    assert SECRET.encode() not in bobs.read_bytes()
    assert sidelight("fingerprint", bobs).out == sidelight("fingerprint", worked).out


@pytest.mark.parametrize(
    ("answer", "language", "goes"),
    [
        (" YES ", "en", True),
        ("да", "ru", True),
        ("no", "en", False),
        ("", "en", False),
        ("\x04", "en", False),
    ],
)
def test_a_terminal_is_asked(
    sidelight: Run, worked: Path, answer: str, language: str, goes: bool
) -> None:
    name = ids(sidelight, worked)["note"]
    before = worked.read_bytes()
    ours, theirs = pty.openpty()
    words = ("--by", "Ann", "erase", str(worked), "--note", name)
    with subprocess.Popen(
        [sys.executable, "-m", "sidelight", *words],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "LANGUAGE": language},
    ) as asked:
        os.close(theirs)
        os.write(ours, f"{answer}\n".encode() if answer != "\x04" else b"\x04")
        out, err = asked.communicate(timeout=60)
    os.close(ours)
    assert SECRET.encode() in out
    assert ("Type “yes”" if language == "en" else "«да»").encode() in err, err.decode()
    assert asked.returncode == (0 if goes else 1)
    assert (worked.read_bytes() == before) == (not goes)
    assert (SECRET.encode() in worked.read_bytes()) == (not goes)


def test_copies_of_ours_that_hold_what_a_merge_removes_are_named_and_removed_on_wish(
    sidelight: Run, worked: Path, tmp_path: Path
) -> None:
    bobs = copy(sidelight, "Ann", worked, tmp_path / "bob.sidelight")
    name = ids(sidelight, worked)["note"]
    done(sidelight("--by", "Bob", "erase", bobs, "--note", name, "--yes", "--keep-copies"))
    claim(sidelight, "Ann", worked, DEBT)
    before = sidelight("backups", worked, "--json").json
    merging = ("--by", "Ann", "merge", worked, bobs)
    assert "traces" not in sidelight(*merging, "--dry-run", "--json").json
    out = done(sidelight(*merging)).out
    held = [backup["path"] for backup in sidelight("backups", worked, "--json").json]
    assert len(held) == len(before) + 1
    assert "the project as it was before the merge, 1 backup" in out
    assert "The same command with --remove-copies" in out
    assert all(f"  Also in {path}; that stays.\n" in out for path in held)
    assert SECRET.encode() not in worked.read_bytes()
    assert done(sidelight("--by", "Ann", "merge", worked, "--back")).code == 0
    told = done(sidelight(*merging, "--remove-copies", "--json")).json
    assert sorted(told["traces"]) == sorted(held)
    assert told["left"] == []
    assert not any(Path(path).exists() for path in held)
    again = sidelight("--by", "Ann", "merge", worked, "--back")
    assert (again.code, "no merge to take back" in again.err) == (1, True)
    # asked for later, when no merge brings a removal any more
    out = done(sidelight(*merging, "--remove-copies")).out
    assert "Also in" not in out
    assert sidelight(*merging, "--remove-copies", "--dry-run").code == 2
