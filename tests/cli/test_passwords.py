# SPDX-License-Identifier: AGPL-3.0-or-later
"""Passwords at the command line: asked for at a real terminal, never on a pipe."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sidelight.cli.passwords import with_password
from sidelight.errors import DocumentError
from tests.locked import PASSWORD, WORDS, locked_pdf

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="terminals are another thing there")

# The child takes the terminal as its own, so that getpass finds it where it looks first.
CHILD = (
    "import fcntl, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    "from sidelight.__main__ import main; sys.exit(main())"
)
PATIENCE = 60.0


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "secret.pdf"
    path.write_bytes(locked_pdf())
    return path


def at_a_terminal(words: list[str], answers: list[str]) -> tuple[int, str]:
    """Run a command at a terminal of its own and answer it; return its code and words."""
    ours, theirs = os.openpty()
    started = subprocess.Popen(
        [sys.executable, "-c", CHILD, *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    said, waiting = b"", list(answers)
    asked = 0
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and select.select([ours], [], [], PATIENCE)[0]:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # the other end is closed
            break
        said += piece
        if waiting and said.count(b"Password of") > asked:
            asked += 1
            os.write(ours, waiting.pop(0).encode() + b"\n")
    code = started.wait(PATIENCE)
    os.close(ours)
    return code, said.decode()


def test_added_at_a_terminal(project: Path, letter: Path) -> None:
    words = ["--by", "Ann", "add", str(project), str(letter)]
    code, said = at_a_terminal(words, ["no", PASSWORD])
    assert code == 0, said
    assert "That is not the password of secret.pdf. Try again." in said
    assert PASSWORD not in said


def test_nothing_typed_gives_up(project: Path, letter: Path) -> None:
    code, said = at_a_terminal(["--by", "Ann", "add", str(project), str(letter)], [""])
    assert code == 1
    assert "Give the password, or add a copy that needs none." in said


def test_on_a_pipe_nobody_is_asked(
    project: Path, letter: Path, sidelight: Callable[..., Any]
) -> None:
    ran = sidelight("--by", "Ann", "add", project, letter)
    assert ran.code == 1
    assert ran.err.strip() == (
        "secret.pdf is protected by a password. Give the password, or add a copy that needs none."
    )


def test_drawing_asks_again(project: Path, letter: Path, tmp_path: Path) -> None:
    by = ["--by", "Ann"]
    assert at_a_terminal([*by, "add", str(project), str(letter)], [PASSWORD])[0] == 0
    out = tmp_path / "page.png"
    draw = [*by, "page", str(project), "secret.pdf", "1", "--png", str(out)]
    code, said = at_a_terminal(draw, [PASSWORD])
    assert code == 0, said
    assert out.read_bytes().startswith(b"\x89PNG")


def test_the_text_needs_no_password(
    project: Path, letter: Path, tmp_path: Path, sidelight: Callable[..., Any]
) -> None:
    at_a_terminal(["--by", "Ann", "add", str(project), str(letter)], [PASSWORD])
    assert sidelight("text", project, "secret.pdf").out.strip() == WORDS
    ran = sidelight("page", project, "secret.pdf", "1", "--png", tmp_path / "page.png")
    assert ran.code == 1
    assert "protected by a password, which Sidelight does not keep" in ran.err


def test_other_faults_are_not_asked_about() -> None:
    def act(password: str) -> None:
        assert password == ""
        raise DocumentError("document.damaged", name="a.pdf")

    with pytest.raises(DocumentError):
        with_password(act, "a.pdf")
