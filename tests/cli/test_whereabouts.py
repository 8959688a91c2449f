# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the command line says of the place where a project stands: beside the result, once."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_a_new_project_in_a_cloud_folder_is_told_of(sidelight: Run, tmp_path: Path) -> None:
    (tmp_path / ".dropbox").touch()
    path = tmp_path / "new.sidelight"
    ran = sidelight("--by", "Ann", "new", path, "--title", "New")
    assert (ran.code, ran.out.strip()) == (0, str(path))
    assert "Dropbox keeps new.sidelight the same" in ran.err
    assert sidelight("docs", path).err == ""


def test_the_first_opening_tells_and_json_stays_json(sidelight: Run, project: Path) -> None:
    (project.parent / ".stfolder").mkdir()
    ran = sidelight("docs", project, "--json")
    assert "Syncthing" in ran.err
    assert len(ran.json) == 2
    assert sidelight("docs", project).err == ""
