# SPDX-License-Identifier: AGPL-3.0-or-later
"""A second window of the real program: it comes, is remembered, and leaves no process behind."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from sidelight.session.session import Session
from tests.e2e.conftest import Screen, wait_for

pytestmark = [
    pytest.mark.program("Xvfb", package="xvfb"),
    pytest.mark.program("xdotool", package="xdotool"),
    pytest.mark.program("openbox", package="openbox"),
]

Start = Callable[..., "subprocess.Popen[bytes]"]
NOTE = "A note of July — Sidelight"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with an article and two sources."""
    path = tmp_path / "pact.sidelight"
    with Session.create(path, "The pact", by="Ann") as session:
        session.add_text("Explained\n\nThe visit was his first in 24 years.\n", kind="article")
        session.add_text("A note\n\nHe came in July 2000.\n", title="A note of July")
        session.add_text("Another\n\nHe went in August.\n", title="Another note")
    return path


def left_behind(session: int) -> list[int]:
    """The processes of a session, by number."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                if os.getsid(int(entry.name)) == session:
                    found.append(int(entry.name))
            except ProcessLookupError:
                continue
    return found


def test_a_second_window_comes_back_and_goes_with_the_first(
    screen: Screen, start: Start, project: Path
) -> None:
    process = start("--by", "Ann", project)
    lock = project.with_name(f".~lock.{project.name}#")
    wait_for(lock.exists, "opening the project")

    wait_for(lambda: "The pact — Sidelight" in screen.titles(), "the project in the window")
    screen.keys("F6", "ctrl+alt+w")
    wait_for(lambda: NOTE in screen.titles(), "tearing a source off")
    # its own keys: a project is not closed from here, the window alone is
    screen.keys("ctrl+w")
    wait_for(lambda: NOTE not in screen.titles(), "putting it back")
    assert "The pact — Sidelight" in screen.titles()
    screen.keys("ctrl+alt+shift+w")
    wait_for(lambda: NOTE in screen.titles(), "tearing all sources off")
    screen.keys("ctrl+q")
    wait_for(lambda: process.poll() is not None, "leaving from the second window")
    assert process.returncode == 0
    wait_for(lambda: not left_behind(process.pid), "ending of all processes")
    again = start("--by", "Ann", project)
    wait_for(lambda: NOTE in screen.titles(), "the second window at the next start")
    screen.keys("ctrl+q")
    wait_for(lambda: again.poll() is not None, "leaving again")
    assert again.returncode == 0
    wait_for(lambda: not left_behind(again.pid), "ending of all processes")
