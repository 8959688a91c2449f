# SPDX-License-Identifier: AGPL-3.0-or-later
"""The first opening of a project that a stranger made says whose it is, once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sidelight.session.settings import settings_path
from sidelight.store.places import state_folder

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver


def test_a_strangers_project_says_whose_it_is_until_it_is_opened_again(
    open_window: Callable[[Path | None], Driver], project: Path
) -> None:
    shutil.rmtree(state_folder())
    settings_path().unlink()
    driver = open_window(project)
    hint = driver.window.parts.hint
    driver.until(hint.isVisible)
    assert hint.text.startswith("You have not worked on this project before.")
    assert "it was made by Ann on 20" in hint.text
    assert hint.text.endswith("Your verdicts are signed “Ann”.")
    driver.trigger("project.close")
    driver.settle_closed()
    driver.until(lambda: not hint.isVisible())
    driver.window.open(project)
    driver.until(lambda: driver.window.workspace.snapshot is not None)
    driver.settle()
    driver.until(lambda: hint.text == "Your verdicts are signed “Ann”.")
