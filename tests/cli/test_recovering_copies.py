# SPDX-License-Identifier: AGPL-3.0-or-later
"""``check`` and ``recover`` of partial copies, of copies after a removal, and of broken ones."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.desks import DEBT, claim, contents, copy, done, link, note

if TYPE_CHECKING:
    from tests.cli.conftest import Run

RECOVERED = {"path", "title", "changes", "withheld", "documents", "unnamed", "incomplete"}
RECOVERED |= {"lost", "lost_count", "pieces", "stopped", "losses"}


@pytest.fixture
def worked(sidelight: Run, project: Path) -> Path:
    """A project with two claims, evidence, a private and a shared note."""
    claim(sidelight, "Ann", project, verdict="verified")
    claim(sidelight, "Ann", project, DEBT)
    link(sidelight, "Ann", project)
    note(sidelight, "Ann", project, "my secret source", "--private")
    note(sidelight, "Ann", project, "for everybody")
    return project


def lose(path: Path, statement: str) -> None:
    """Change a file as another program would."""
    database = sqlite3.connect(path)
    with database:
        assert database.execute(statement).rowcount
    database.close()


def test_a_check_says_what_was_left_out_and_that_is_no_damage(
    sidelight: Run, worked: Path, tmp_path: Path
) -> None:
    for name, words, said in (
        ("light", ("--without-sources",), "the bytes of a document were left out of this copy"),
        ("part", ("--claims", "2"), "an earlier change was left out of this copy"),
        ("open", ("--without-private-notes",), "an earlier change was left out of this copy"),
    ):
        path = copy(sidelight, "Ann", worked, tmp_path / f"{name}.sidelight", *words)
        before = path.read_bytes()
        *lines, last = done(sidelight("check", path)).out.splitlines()
        assert {line.split(": ", 1)[1] for line in lines} == {said}
        assert last.startswith("Sound: what is listed was left out or removed on purpose")
        faults = done(sidelight("check", path, "--json")).json
        assert [f"{fault['where']}: {fault['what']}" for fault in faults] == lines
        assert all(fault.keys() == {"what", "where"} for fault in faults)
        assert path.read_bytes() == before
        done(sidelight("check", path, "--rebuild"))
        assert done(sidelight("check", path, "--json")).json == faults
    whole = copy(sidelight, "Ann", worked, tmp_path / "whole.sidelight")
    assert done(sidelight("check", whole)).out.startswith("Whole: ")
    assert done(sidelight("check", whole, "--json")).json == []


def test_what_is_missing_without_a_word_is_damage(
    sidelight: Run, worked: Path, tmp_path: Path
) -> None:
    light = copy(sidelight, "Ann", worked, tmp_path / "light.sidelight", "--without-sources")
    lose(light, "DELETE FROM change WHERE instr(body, 'for everybody')")
    ran = sidelight("check", light)
    assert ran.code == 3
    assert "left out of this copy" in ran.out
    assert not {"Sound", "Whole"} & {line.split(":")[0] for line in ran.out.splitlines()}
    lose(worked, "DELETE FROM change WHERE instr(body, 'my secret source')")
    ran = sidelight("check", worked)
    assert ran.code == 3
    assert "an earlier change is missing" in ran.out
    assert str(worked) in ran.err
    # one that nobody built upon leaves only its rows behind
    before = worked.read_bytes()
    assert sidelight("check", worked, "--json").code == 3
    assert worked.read_bytes() == before


def test_a_partial_copy_comes_out_as_it_was(sidelight: Run, worked: Path, tmp_path: Path) -> None:
    words = ("--claims", "1", "--without-sources", "--without-private-notes")
    part = copy(sidelight, "Ann", worked, tmp_path / "part.sidelight", *words)
    out = tmp_path / "out.sidelight"
    told = done(sidelight("recover", part, out, "--json")).json
    assert told.keys() == RECOVERED
    assert (told["path"], told["title"]) == (str(out), "The pact")
    # the source's own bytes were never there, so it is neither whole nor lost
    assert (told["documents"], told["incomplete"], told["losses"]) == (1, [], 0)
    assert told["withheld"] > 0
    assert sidelight("fingerprint", out).out == sidelight("fingerprint", part).out
    for command in ("claims", "docs", "history"):
        assert sidelight(command, out, "--json").json == sidelight(command, part, "--json").json
    faults = [sidelight("check", path, "--json").json for path in (part, out)]
    assert faults[0] == faults[1]
    before = sidelight("fingerprint", worked).out
    merged = done(sidelight("--by", "Ann", "merge", worked, out, "--json")).json
    assert (merged["changes"], sidelight("fingerprint", worked).out) == (0, before)
    done(sidelight("attach", out, 2, tmp_path / "letter.txt"))
    assert "Moscow archive" in sidelight("text", out, 2).out


def test_what_was_removed_for_good_stays_removed(
    sidelight: Run, worked: Path, tmp_path: Path
) -> None:
    done(sidelight("--by", "Ann", "erase", worked, "--doc", 2, "--yes"))
    data = bytearray(worked.read_bytes())
    data[:4096] = bytes(4096)
    worked.write_bytes(data)
    out = tmp_path / "out.sidelight"
    ran = done(sidelight("recover", worked, out)).out.splitlines()
    assert ran[0] == str(out)
    assert "1 whole document." in ran[-1]
    assert ran[-1].endswith("Everything that the log names came out.")
    assert b"Moscow archive" not in out.read_bytes()
    assert [d["kind"] for d in sidelight("docs", out, "--json").json] == ["article"]
    again = sidelight("--by", "Ann", "add", out, tmp_path / "letter.txt")
    assert (again.code, "for good" in again.err) == (1, True)
    assert done(sidelight("check", out)).out.splitlines()[-1].startswith("Sound: ")


def test_bytes_that_are_lost_are_named_and_a_colleagues_copy_has_them(
    sidelight: Run, worked: Path, tmp_path: Path
) -> None:
    friend = copy(sidelight, "Ann", worked, tmp_path / "friend.sidelight")
    letter = sidelight("docs", worked, "--json").json[1]
    lose(worked, f"DELETE FROM blob WHERE hash = '{letter['id']}'")
    out = tmp_path / "out.sidelight"
    ran = sidelight("recover", worked, out)
    assert (ran.code, "losses (1)" in ran.err) == (3, True)
    assert ran.out.splitlines()[1:] == ["the bytes of “Note on a letter of 1950” are lost"]
    told = sidelight("recover", worked, tmp_path / "more.sidelight", "--json")
    assert (told.code, told.json["documents"], told.json["losses"]) == (3, 1, 1)
    assert told.json["incomplete"] == [
        {"title": "Note on a letter of 1950", "id": letter["id"], "without_bytes": True}
    ]
    assert sidelight("check", out).code == 3
    done(sidelight("--by", "Ann", "merge", out, friend))
    assert done(sidelight("check", out)).out.startswith("Whole: ")
    assert sidelight("fingerprint", out).out == sidelight("fingerprint", friend).out


def test_a_change_set_is_nothing_to_recover_or_check(
    sidelight: Run, worked: Path, tmp_path: Path
) -> None:
    acts = copy(sidelight, "Ann", worked, tmp_path / "acts", "--mine")
    before = contents(tmp_path)
    for words in (("check", acts), ("recover", acts, tmp_path / "out.sidelight")):
        ran = sidelight(*words)
        assert (ran.code, ran.out, len(ran.err.splitlines())) == (1, "", 1)
    assert contents(tmp_path) == before
