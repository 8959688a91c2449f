# SPDX-License-Identifier: AGPL-3.0-or-later
"""The real program in a real window: a claim made by hand survives the death of its process."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sidelight.session.session import Session
from tests.e2e.conftest import Screen, wait_for

pytestmark = [
    pytest.mark.program("Xvfb", package="xvfb"),
    pytest.mark.program("xdotool", package="xdotool"),
    pytest.mark.program("openbox", package="openbox"),
]

Start = Callable[..., "subprocess.Popen[bytes]"]


def listed(project: Path) -> list[dict[str, Any]]:
    """Return the claims as the command line lists them."""
    ran = subprocess.run(
        [sys.executable, "-m", "sidelight", "claims", str(project), "--json"],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    claims: list[dict[str, Any]] = json.loads(ran.stdout)
    return claims


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with an article and a source."""
    path = tmp_path / "pact.sidelight"
    with Session.create(path, "The pact", by="Ann") as session:
        session.add_text("Explained\n\nThe visit was his first in 24 years.\n", kind="article")
        session.add_text("A note\n\nHe came in July 2000 and not again.\n", title="A note")
    return path


def test_a_claim_made_by_keys_outlives_kill_9(screen: Screen, start: Start, project: Path) -> None:
    process = start("--by", "Ann", project)
    wait_for(lambda: any("pact" in title for title in screen.titles()), "the window")
    lock = project.with_name(f".~lock.{project.name}#")
    wait_for(lock.exists, "opening the project")
    refused = subprocess.run(
        [sys.executable, "-m", "sidelight", "claims", str(project)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert refused.returncode == 1
    assert "Ann" in refused.stderr

    def marked() -> bool:
        screen.keys("F7", "ctrl+Home", "shift+ctrl+Right", "2")
        return b"disputed" in project.read_bytes()

    wait_for(marked, "marking a claim")
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(60)
    claims = listed(project)
    assert claims[0]["verdicts"]["Ann"]["verdict"] == "disputed"


def test_the_demo_opens_in_a_window(screen: Screen, start: Start, tmp_path: Path) -> None:
    path = tmp_path / "sample.sidelight"
    process = start("demo", "--to", path)
    wait_for(lambda: any(title.endswith("Sidelight") for title in screen.titles()), "the window")
    screen.keys("ctrl+q")
    wait_for(lambda: process.poll() is not None, "leaving by Ctrl+Q")
    assert process.returncode == 0
    assert len(listed(path)) > 30
