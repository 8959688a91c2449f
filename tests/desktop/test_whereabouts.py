# SPDX-License-Identifier: AGPL-3.0-or-later
"""The window says once what can go wrong where a project stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver

Opener = Callable[[Path | None], "Driver"]


def test_a_cloud_folder_is_told_of_once(open_window: Opener, project: Path) -> None:
    (project.parent / ".stfolder").mkdir()
    (project.parent / "pact.sync-conflict-20240619-101010-ABCDEFG.sidelight").touch()
    driver = open_window(project)
    bar = driver.window.parts.whereabouts
    driver.until(bar.isVisible)
    assert bar.text.startswith("Syncthing keeps pact.sidelight the same")
    assert "pact.sync-conflict-20240619-101010-ABCDEFG.sidelight lies beside it" in bar.text
    driver.window.bench.project_verbs.close()
    driver.settle_closed()
    assert not bar.isVisible()
    driver.window.open(project)
    driver.until(lambda: driver.window.workspace.snapshot is not None)
    driver.settle()
    assert not bar.isVisible()
