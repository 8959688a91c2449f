# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is said of a project's place is said once."""

from __future__ import annotations

from pathlib import Path

from sidelight.session.whereabouts import news
from sidelight.store.places import subfolder


def test_a_cloud_folder_is_said_once_for_each_project(tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    (folder / ".stfolder").mkdir(parents=True)
    (words,) = news(folder / "pact.sidelight")
    assert words.startswith("Syncthing keeps pact.sidelight the same on several computers.")
    assert news(folder / "pact.sidelight") == []
    assert len(news(folder / "other.sidelight")) == 1


def test_each_conflicted_copy_is_said_once_with_what_to_do(tmp_path: Path) -> None:
    project = tmp_path / "pact.sidelight"
    assert news(project) == []
    name = "pact (Ann's conflicted copy 2024-06-19).sidelight"
    (tmp_path / name).touch()
    (words,) = news(project)
    assert words.startswith(f"{name} lies beside it")
    assert "“sidelight merge”" in words
    assert news(project) == []
    (tmp_path / "pact.sync-conflict-20240619-101010-ABCDEFG.sidelight").touch()
    assert len(news(project)) == 1


def test_a_damaged_note_is_said_again(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    assert news(tmp_path / "pact.sidelight")
    (note,) = subfolder("told").iterdir()
    note.write_text("{")
    assert news(tmp_path / "pact.sidelight")
