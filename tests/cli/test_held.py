# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project that another process has open: who has it is said, and nothing of it is touched."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.desks import claim, contents, copy, done

if TYPE_CHECKING:
    from tests.cli.conftest import Run

HOLD = """
import sys
from pathlib import Path
from sidelight.session.session import Session
with Session.open(Path(sys.argv[1]), by="Zoe", what="window"):
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def elsewhere(sidelight: Run, project: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """The process that has the project, with a claim in it, open; a copy is beside it."""
    claim(sidelight, "Ann", project)
    copy(sidelight, "Ann", project, tmp_path / "copy.sidelight")
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(project)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield process
        if process.poll() is None:
            process.communicate()


@pytest.fixture
def held(elsewhere: subprocess.Popen[str], project: Path) -> Path:
    """The project while the other process has it open."""
    assert elsewhere.poll() is None
    return project


def test_whoever_would_change_it_is_told_who_has_it(
    sidelight: Run, held: Path, tmp_path: Path
) -> None:
    copied = tmp_path / "copy.sidelight"
    before = contents(tmp_path)
    for words in (
        ("merge", held, copied),
        ("merge", held, "--back"),
        ("settle", held, "--rule", "mine"),
        ("join", held, "--claim", 1, "--with", 2),
        ("erase", held, "--claim", 1, "--yes"),
        ("attach", held, 2, tmp_path / "letter.txt"),
        ("check", held),
        ("check", held, "--rebuild"),
        ("recover", held, tmp_path / "out.sidelight"),
        ("backups", held, "--now"),
    ):
        ran = sidelight("--by", "Ann", *words)
        assert (ran.code, ran.out) == (1, ""), words
        assert f"{held} is open in another window or command: Zoe on " in ran.err
        assert len(ran.err.splitlines()) == 1
    assert contents(tmp_path) == before


def test_once_it_is_closed_all_goes_on(
    sidelight: Run, held: Path, elsewhere: subprocess.Popen[str], tmp_path: Path
) -> None:
    copied = tmp_path / "copy.sidelight"
    claim(sidelight, "Bob", copied, "The visit was his first in 24 years")
    assert sidelight("--by", "Ann", "merge", held, copied).code == 1
    elsewhere.communicate()
    assert elsewhere.returncode == 0
    done(sidelight("--by", "Ann", "merge", held, copied))
    assert len(sidelight("claims", held, "--json").json) == 2


def test_a_colleagues_file_that_is_open_elsewhere_can_be_merged(
    sidelight: Run, held: Path, tmp_path: Path
) -> None:
    copied = tmp_path / "copy.sidelight"
    claim(sidelight, "Bob", copied, "The visit was his first in 24 years")
    before = held.read_bytes()
    done(sidelight("--by", "Bob", "merge", copied, held))
    assert held.read_bytes() == before
