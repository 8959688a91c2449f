# SPDX-License-Identifier: AGPL-3.0-or-later
"""``sidelight copy``: every option leaves out what it says and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sidelight.store.change_set import START
from tests.cli.desks import ARCHIVE, BORDER, DEBT, claim, contents, copy, judge, link, note

if TYPE_CHECKING:
    from tests.cli.conftest import Run


@pytest.fixture
def worked(sidelight: Run, project: Path) -> Path:
    """Ann's project: two claims, one with a verdict, evidence, a private and a shared note."""
    claim(sidelight, "Ann", project, verdict="verified")
    claim(sidelight, "Ann", project, DEBT, verdict="disputed")
    link(sidelight, "Ann", project)
    note(sidelight, "Ann", project, "my secret source", "--private")
    note(sidelight, "Ann", project, "for everybody")
    return project


def test_a_whole_copy_is_the_same_state(sidelight: Run, worked: Path, tmp_path: Path) -> None:
    out = copy(sidelight, "Ann", worked, tmp_path / "whole")
    assert out == tmp_path / "whole.sidelight"
    assert sidelight("fingerprint", out).out == sidelight("fingerprint", worked).out
    told = [sidelight("claims", path, "--json").json for path in (worked, out)]
    assert told[0] == told[1]


def test_only_the_claims_that_are_named_are_in_it(
    sidelight: Run, worked: Path, tmp_path: Path
) -> None:
    out = copy(sidelight, "Ann", worked, tmp_path / "part.sidelight", "--claims", " 2 ")
    (left,) = sidelight("claims", out, "--json").json
    assert (left["quote"], left["number"]) == (DEBT, 2)
    assert b"for everybody" not in out.read_bytes()
    both = copy(sidelight, "Ann", worked, tmp_path / "both.sidelight", "--claims", "1, 2,")
    assert [c["number"] for c in sidelight("claims", both, "--json").json] == [1, 2]


def test_a_part_that_is_not_there_is_never_the_whole(
    sidelight: Run, worked: Path, tmp_path: Path
) -> None:
    before = contents(tmp_path)
    for option, value, code in (
        ("--claims", "9", 1),
        ("--claims", "1,9", 1),
        ("--claims", "", 2),
        ("--claims", " , ", 2),
        ("--blind-for", "Nobody", 1),
        ("--blind-for", "", 1),
    ):
        ran = sidelight("--by", "Ann", "copy", worked, tmp_path / "out.sidelight", option, value)
        assert (ran.code, ran.out, len(ran.err.splitlines())) == (code, "", 1)
    assert contents(tmp_path) == before


def test_private_notes_stay_at_home_and_only_they(
    sidelight: Run, worked: Path, tmp_path: Path
) -> None:
    out = copy(sidelight, "Ann", worked, tmp_path / "out.sidelight", "--without-private-notes")
    assert b"secret source" not in out.read_bytes()
    (claimed, _other) = sidelight("--by", "Ann", "claims", out, "--json").json
    assert [n["text"] for n in claimed["notes"]] == ["for everybody"]
    assert len(claimed["evidence"]) == 1


def test_a_blind_copy_asks_again(sidelight: Run, worked: Path, tmp_path: Path) -> None:
    out = copy(sidelight, "Ann", worked, tmp_path / "bob.sidelight")
    judge(sidelight, "Bob", out, "denied")
    assert sidelight("--by", "Ann", "merge", worked, out).code == 0
    blind = copy(sidelight, "Ann", worked, tmp_path / "blind.sidelight", "--blind-for", "Bob")
    told = sidelight("--by", "Bob", "claims", blind, "--json").json
    assert [set(one["verdicts"]) for one in told] == [{"Bob"}, set()]
    assert [one["evidence"] for one in told] == [[], []]
    assert b"my secret source" not in blind.read_bytes()


def test_a_name_that_ends_as_change_sets_do_makes_one(
    sidelight: Run, worked: Path, tmp_path: Path
) -> None:
    before = copy(sidelight, "Ann", worked, tmp_path / "before.sidelight", "--claims", "1")
    out = copy(sidelight, "Ann", worked, tmp_path / "all.sidelight-changes")
    assert out.read_bytes().startswith(START)
    assert sidelight("--by", "Bob", "merge", before, out).code == 0
    assert sidelight("fingerprint", before).out == sidelight("fingerprint", worked).out
    refused = sidelight("docs", out)
    assert (refused.code, "not a Sidelight project" in refused.err) == (1, True)


def test_only_my_acts_are_mine(sidelight: Run, worked: Path, tmp_path: Path) -> None:
    bobs = copy(sidelight, "Ann", worked, tmp_path / "bob.sidelight")
    judge(sidelight, "Bob", bobs, "denied")
    acts = copy(sidelight, "Bob", bobs, tmp_path / "acts", "--mine")
    told = sidelight("--by", "Ann", "merge", worked, acts, "--dry-run", "--json").json
    assert [(d["record"], d["what"]) for d in told["differences"]] == [("verdict", "new")]
    mine = copy(sidelight, "Ann", bobs, tmp_path / "mine", "--mine")
    nothing = sidelight("--by", "Ann", "merge", worked, mine, "--dry-run", "--json").json
    assert (nothing["changes"], nothing["differences"]) == (0, [])


@pytest.mark.parametrize("more", [(), ("--claims", "1"), ("--mine",)])
def test_nothing_is_replaced_but_when_told(
    sidelight: Run, project: Path, tmp_path: Path, more: tuple[str, ...]
) -> None:
    worked = project
    claim(sidelight, "Ann", worked)
    out = tmp_path / "there.sidelight"
    out.write_text("not ours", "utf-8")
    before = contents(tmp_path)
    there = sidelight("--by", "Ann", "copy", worked, out, *more)
    assert (there.code, there.out, "exists already" in there.err) == (1, "", True)
    missing = sidelight("--by", "Ann", "copy", worked, tmp_path / "no" / "out.sidelight", *more)
    assert (missing.code, len(missing.err.splitlines())) == (1, 1)
    itself = sidelight("--by", "Ann", "copy", worked, worked, "--overwrite", *more)
    assert (itself.code, "exists already" in itself.err) == (1, True)
    assert contents(tmp_path) == before
    copy(sidelight, "Ann", worked, out, "--overwrite", *more)
    assert sidelight("--by", "Ann", "merge", worked, out, "--dry-run", "--json").json["related"]


def test_documents_that_were_left_out_are_listed_and_put_back(
    sidelight: Run, worked: Path, tmp_path: Path
) -> None:
    light = copy(sidelight, "Ann", worked, tmp_path / "light.sidelight", "--without-sources")
    whole = sidelight("docs", worked, "--json").json
    here = sidelight("docs", light, "--json").json
    assert [list(one) for one in here] == [list(one) for one in whole]
    assert here[0] == whole[0]
    assert here[1] == {**whole[1], "left_out": True, "pages": None, "furniture": []}
    assert sidelight("docs", light).out.splitlines()[2].split()[3:5] == ["left", "out"]
    for words in (("text", light, 2), ("page", light, 2, 1, "--png", tmp_path / "p.png")):
        refused = sidelight(*words)
        assert (refused.code, refused.out, "left out" in refused.err) == (1, "", True)
    (tmp_path / "other.txt").write_text("Other words.", "utf-8")
    before = light.read_bytes()
    for doc, file in ((2, "other.txt"), (2, "gone.txt"), (9, "letter.txt")):
        refused = sidelight("attach", light, doc, tmp_path / file)
        assert (refused.code, len(refused.err.splitlines())) == (1, 1)
    assert light.read_bytes() == before
    moved = shutil.copy(tmp_path / "letter.txt", tmp_path / "renamed.bin")
    assert sidelight("attach", light, 2, moved).code == 0
    assert sidelight("docs", light, "--json").json == whole
    (claimed, _other) = sidelight("claims", light, "--json").json
    assert (claimed["quote"], claimed["evidence"][0]["quote"]) == (BORDER, ARCHIVE)
