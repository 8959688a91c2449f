# SPDX-License-Identifier: AGPL-3.0-or-later
"""``sidelight check``: what it says of whole, tampered and damaged files, and its exit codes."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def claimed(sidelight: Run, project: Path) -> Path:
    """The project with one verified claim."""
    sidelight(
        *("--by", "Ann", "claim", project, "--doc", 1, "--quote", "land border"),
        *("--verdict", "verified", "--reason", "Seventeen kilometres."),
    )
    return project


def tamper(path: Path, statement: str) -> None:
    """Change a file as another program would."""
    database = sqlite3.connect(path)
    with database:
        database.execute(statement)
    database.close()


TAMPERED = {
    "a table that differs from the log": "UPDATE claim SET number = 7",
    "a row that is gone": "DELETE FROM verdict",
    "a document that is gone": "DELETE FROM blob WHERE rowid IN (SELECT rowid FROM blob LIMIT 1)",
    "a change that was altered": "UPDATE change SET body = replace(body, 'kilometres', 'miles')",
}


@pytest.mark.parametrize("statement", TAMPERED.values(), ids=TAMPERED.keys())
def test_what_was_tampered_with_is_damage(sidelight: Run, claimed: Path, statement: str) -> None:
    tamper(claimed, statement)
    before = claimed.read_bytes()
    ran = sidelight("check", claimed)
    assert ran.code == 3
    assert "the check found" in ran.err
    assert ran.out.strip()
    assert claimed.read_bytes() == before
    listed = sidelight("check", claimed, "--json")
    assert listed.code == 3
    assert all({"what", "where"} <= fault.keys() for fault in listed.json)


def test_tables_are_made_anew_from_the_log(sidelight: Run, claimed: Path) -> None:
    tamper(claimed, "DELETE FROM claim_report")
    assert sidelight("check", claimed).code == 3
    assert sidelight("check", claimed, "--rebuild").code == 0
    assert sidelight("check", claimed).out.startswith("Whole:")
    claims = sidelight("claims", claimed, "--json").json
    assert claims[0]["verdicts"]["Ann"]["reason"] == "Seventeen kilometres."


def test_a_first_page_overwritten_is_damage_of_ours(sidelight: Run, claimed: Path) -> None:
    data = bytearray(claimed.read_bytes())
    data[:100] = bytes(100)
    claimed.write_bytes(data)
    assert sidelight("check", claimed).code == 3
    refused = sidelight("claims", claimed)
    assert refused.code == 1
    assert len(refused.err.strip().splitlines()) == 1


def test_a_file_of_another_kind_is_no_damage(sidelight: Run, tmp_path: Path) -> None:
    other = tmp_path / "letter.sidelight"
    other.write_text("Dear Sir", "utf-8")
    ran = sidelight("check", other)
    assert ran.code == 1
    assert "not a Sidelight project" in ran.err
    assert sidelight("check", tmp_path / "gone.sidelight").code == 1
