# SPDX-License-Identifier: AGPL-3.0-or-later
"""``sidelight backups`` and ``sidelight restore``."""

from __future__ import annotations

from pathlib import Path

import pytest

from sidelight.session.session import Session
from sidelight.store import backups
from tests.cli.conftest import Run


def test_none_yet(sidelight: Run, project: Path) -> None:
    ran = sidelight("backups", project)
    assert (ran.code, ran.err) == (0, "")
    assert "no backups of this project yet" in ran.out
    assert sidelight("backups", project, "--json").json == []


def test_one_made_now_is_listed_and_restored(sidelight: Run, project: Path, tmp_path: Path) -> None:
    made = sidelight("backups", project, "--now", "--json")
    (backup,) = made.json
    assert (backup["number"], backup["reason"], backup["checked"]) == (1, "hand", True)
    assert Path(backup["path"]).is_file()
    listed = sidelight("backups", project)
    assert "made by hand" in listed.out
    again = sidelight("backups", project, "--now")
    assert "Nothing has changed since backup 1." in again.err
    sidelight("--by", "Ann", "claim", project, "--doc", 1, "--quote", "land border")
    out = tmp_path / "back.sidelight"
    restored = sidelight("restore", project, 1, out)
    assert (restored.code, restored.out.strip()) == (0, str(out))
    assert sidelight("claims", out, "--json").json == []
    assert len(sidelight("claims", project, "--json").json) == 1


def test_a_backup_never_replaces_a_file(sidelight: Run, project: Path) -> None:
    sidelight("backups", project, "--now")
    before = project.read_bytes()
    ran = sidelight("restore", project, 1, project)
    assert ran.code == 1
    assert "exists already" in ran.err
    assert project.read_bytes() == before
    missing = sidelight("restore", project, 7, project.with_name("x.sidelight"))
    assert missing.code == 1
    assert "no backup 7" in missing.err


def test_of_a_damaged_project_the_backups_are_found(
    sidelight: Run, project: Path, tmp_path: Path
) -> None:
    sidelight("backups", project, "--now")
    project.write_bytes(project.read_bytes()[:5000])
    ran = sidelight("backups", project)
    assert ran.code == 0
    assert "damaged" in ran.err
    assert "made by hand" in ran.out
    assert sidelight("restore", project, 1, tmp_path / "back.sidelight").code == 0
    assert sidelight("docs", tmp_path / "back.sidelight").code == 0


def test_of_a_project_that_is_open_elsewhere_they_are_listed(sidelight: Run, project: Path) -> None:
    sidelight("backups", project, "--now")
    with Session.open(project, by="Ann", what="window"):
        ran = sidelight("backups", project)
    assert (ran.code, ran.err) == (0, "")
    assert "made by hand" in ran.out


def test_a_backup_can_be_read_as_a_project(sidelight: Run, project: Path) -> None:
    (backup,) = sidelight("backups", project, "--now", "--json").json
    assert len(sidelight("docs", backup["path"], "--json").json) == 2
    words = ("--doc", 1, "--quote", "land border")
    refused = sidelight("claim", backup["path"], *words)
    assert refused.code == 1
    assert "for reading only" in refused.err


def test_a_backup_that_failed_is_said_on_standard_error(
    sidelight: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sidelight.session.backing_up import BackingUp

    monkeypatch.setattr(BackingUp, "_due", lambda _self, _today: True)
    backups.folder().parent.mkdir(parents=True, exist_ok=True)
    backups.folder().write_text("no folder")
    words = ("--by", "Ann", "claim", project, "--doc", 1, "--quote", "land border")
    ran = sidelight(*words)
    assert ran.code == 0
    assert "could not be backed up" in ran.err
    assert sidelight(*words).err == ""
