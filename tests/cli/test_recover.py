# SPDX-License-Identifier: AGPL-3.0-or-later
"""``sidelight recover``: what comes out, what it says is lost, and its exit codes."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def overwrite(path: Path, old: bytes, new: bytes) -> None:
    """Damage a file without changing its length."""
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new, 1))


def test_a_lost_first_page_costs_nothing(sidelight: Run, project: Path, tmp_path: Path) -> None:
    data = bytearray(project.read_bytes())
    data[:4096] = bytes(4096)
    project.write_bytes(data)
    refused = sidelight("docs", project)
    assert refused.code == 1
    assert "sidelight recover" in refused.err
    out = tmp_path / "out.sidelight"
    ran = sidelight("recover", project, out)
    assert ran.code == 0
    assert ran.out.splitlines()[0] == str(out)
    assert "Everything that the log names came out." in ran.out
    assert project.read_bytes() == data
    assert sidelight("check", out).code == 0
    assert sidelight("docs", out, "--json").json


def test_what_is_lost_is_listed_and_the_exit_code_says_so(
    sidelight: Run, project: Path, tmp_path: Path
) -> None:
    sidelight("--by", "Ann", "claim", project, "--doc", 1, "--quote", "land border")
    sidelight("--by", "Ann", "note", project, "--claim", 1, "--text", "Ask the Ministry.")
    overwrite(project, b'"Ask the Ministry."', b'"Ask the Minister."')
    ran = sidelight("recover", project, tmp_path / "out.sidelight")
    assert ran.code == 3
    assert "1 change is lost" in ran.out
    assert ", Ann, " in ran.out
    assert "losses (1)" in ran.err
    listed = sidelight("recover", project, tmp_path / "again.sidelight", "--json")
    assert listed.code == 3
    assert listed.json["lost_count"] == len(listed.json["lost"]) == 1
    assert listed.json["lost"][0]["reviewer"] == "Ann"
    assert sidelight("claims", tmp_path / "out.sidelight").code == 0


def test_refusals_are_one_sentence(sidelight: Run, project: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear editor", "utf-8")
    for damaged, out in (
        (letter, tmp_path / "out.sidelight"),
        (project, project),
        (project, letter),
        (tmp_path / "absent.sidelight", tmp_path / "out.sidelight"),
        (project, tmp_path / "no folder" / "out.sidelight"),
    ):
        ran = sidelight("recover", damaged, out)
        assert ran.code == 1
        assert len(ran.err.strip().splitlines()) == 1
        assert ran.out == ""
    assert sidelight("recover", project).code == 2
