# SPDX-License-Identifier: AGPL-3.0-or-later
"""Real processes: pipes that close, Ctrl+C, two at once, a terminal."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sidelight.session.session import Session

COMMAND = [sys.executable, "-m", "sidelight"]


def started(*words: object, **more: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*COMMAND, *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=more.get("stderr", subprocess.PIPE),
        text=True,
        encoding="utf-8",
        start_new_session=True,
        # where the tests run in the background nothing heeds Ctrl+C, nor does what they start
        preexec_fn=_heed,  # noqa: PLW1509 - no thread is running yet
    )


def _heed() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.parametrize("words", [("history", "P"), ("text", "P", 1), ("claims", "P", "--json")])
def test_a_reader_that_leaves_early_is_no_error(project: Path, words: tuple[object, ...]) -> None:
    ran = started(*(project if word == "P" else word for word in words))
    assert ran.stdout is not None
    ran.stdout.close()
    assert ran.stderr is not None
    assert ran.stderr.read() == ""
    assert ran.wait(60) == 0
    ran.stderr.close()


def test_only_one_works_on_a_project(project: Path) -> None:
    with Session.open(project, by="Bo"):
        ran = started("note", project, "--claim", 1, "--text", "x")
        _, said = ran.communicate(timeout=60)
    assert ran.returncode == 1
    assert "is open in another window or command: Bo on" in said
    assert len(said.splitlines()) == 1


def test_two_commands_at_once_each_work_or_say_why(project: Path) -> None:
    quotes = ("land border", "The visit", "Russia", "Stalin")
    runs = [started("claim", project, "--doc", 1, "--quote", quote) for quote in quotes]
    ended = [(run.communicate(timeout=60), run.returncode) for run in runs]
    for (_, said), code in ended:
        assert (code, said) == (0, "") or (code == 1 and "is open in another" in said)
    done = [code for _, code in ended].count(0)
    assert done >= 1
    with Session.open(project, by="Ann") as session:
        assert len(session.project.claims()) == done
        assert session.file.check() == []


def test_ctrl_c_leaves_the_project_whole(project: Path, tmp_path: Path) -> None:
    long = tmp_path / "long.txt"
    # so long that it is still being read when the signal comes, however busy the machine
    long.write_text("A long text\n\n" + "many words of it and more\n\n" * 60_000, "utf-8")
    before = len(list(tmp_path.iterdir()))
    ran = started("add", project, long)
    lock = tmp_path / f".~lock.{project.name}#"
    for _ in range(600):
        if lock.exists():
            break
        time.sleep(0.02)
    time.sleep(0.3)
    # as a terminal does: to the command and to all it has started
    os.killpg(ran.pid, signal.SIGINT)
    out, said = ran.communicate(timeout=60)
    assert (ran.returncode, out, said) == (130, "", "")
    assert len(list(tmp_path.iterdir())) == before
    with Session.open(project, by="Ann") as session:
        assert len(session.project.documents()) == 2
        assert session.file.check() == []


def test_progress_shows_on_a_terminal_only(project: Path, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("A note\n\nOf some words.", "utf-8")
    ours, theirs = pty.openpty()
    ran = started("add", project, note, "--json", stderr=theirs)
    os.close(theirs)
    shown = b""
    while True:
        try:
            data = os.read(ours, 4096)
        except OSError:
            break
        if not data:
            break
        shown += data
    os.close(ours)
    out, _ = ran.communicate(timeout=60)
    assert ran.returncode == 0
    assert json.loads(out)[0]["title"] == "A note"
    assert b"%  Reading note.txt" in shown
    assert shown.endswith(b"\r\x1b[K")
    assert b"\n" not in shown
    quiet = started("add", project, tmp_path / "gone.txt")
    assert len(quiet.communicate(timeout=60)[1].splitlines()) == 1
