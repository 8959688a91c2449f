# SPDX-License-Identifier: AGPL-3.0-or-later
"""The real process: what a shell and a script see."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from sidelight.cli.choice import COMMANDS, is_command
from sidelight.cli.words import parser


def sidelight(*words: object, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {
        k: v
        for k, v in os.environ.items()
        if k not in {"DISPLAY", "QT_QPA_PLATFORM", "WAYLAND_DISPLAY"}
    }
    command = [sys.executable, "-m", "sidelight", *map(str, words)]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**environment, **more},
        encoding="utf-8",
    )


def test_the_demo_without_a_display_writes_its_report(tmp_path: Path) -> None:
    path = tmp_path / "sample.sidelight"
    ran = sidelight("demo", "--to", path)
    assert ran.returncode == 0, ran.stderr
    assert "no display" in ran.stdout
    report = Path(ran.stdout.strip().splitlines()[-1].rsplit(": ", 1)[1])
    assert "Anna Weiss" in report.read_text("utf-8")
    again = sidelight("demo", "--to", path)
    assert again.returncode == 1
    assert "exists already" in again.stderr


def test_a_window_without_a_display_is_one_sentence(tmp_path: Path) -> None:
    ran = sidelight(tmp_path / "any.sidelight")
    assert ran.returncode == 1
    assert ran.stderr.strip() == "There is no display to open a window on."


def test_a_display_that_does_not_answer_is_none(tmp_path: Path) -> None:
    assert sidelight(tmp_path / "any.sidelight", DISPLAY=":4711").returncode == 1


def test_help_version_and_wrong_words() -> None:
    assert "PROJECT" in sidelight("--help").stdout
    assert sidelight("--version").stdout.startswith("Sidelight ")
    assert sidelight("docs").returncode == 2


def test_output_is_utf8_in_any_locale(tmp_path: Path) -> None:
    path = tmp_path / "p.sidelight"
    sidelight("new", path, "--title", "Договор 조약")
    (tmp_path / "a.txt").write_text("Заголовок\n\n북한과 러시아의 조약.", "utf-8")
    sidelight("add", path, tmp_path / "a.txt", "--kind", "article")
    ran = sidelight("text", path, 1, LC_ALL="C", PYTHONIOENCODING="ascii")
    assert ran.returncode == 0
    assert "북한과" in ran.stdout


def test_every_command_is_known_to_both_tables() -> None:
    top = parser()
    listed = next(a.choices for a in top._actions if a.dest == "command")
    assert set(listed or ()) == set(COMMANDS)


def test_words_that_are_no_command_are_a_project() -> None:
    assert is_command(["--by", "docs", "claims"])
    assert not is_command(["--by", "Ann", "pact.sidelight"])
    assert not is_command([])
    assert is_command(["--version"])
