# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two people at two windows of the real program: they work on copies, send each other change sets
and files in both orders, and end with one and the same project.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from sidelight.session.session import Session
from sidelight.session.settings import Settings
from tests.e2e.conftest import PATIENCE, Screen, wait_for

pytestmark = [
    pytest.mark.program("Xvfb", package="xvfb"),
    pytest.mark.program("xdotool", package="xdotool"),
    pytest.mark.program("openbox", package="openbox"),
]

Start = Callable[..., "subprocess.Popen[bytes]"]
ARTICLE = """The pact, explained

Kim thanked Stalin for invaluable aid. Aid came twice that year.

The two countries share a land border of some length.

A treaty was signed on Wednesday in the capital.
"""
LETTER = """Note on a letter of 1950

The letter thanks for help. It was sent on 31 August.
"""


ARTICLE_SIDE = (390, 520)
"""Blank paper of the article, in pixels of the screen."""


@dataclass
class Person:
    """A reviewer with a home folder, a project file and a window of their own."""

    name: str
    screen: Screen
    home: Path
    project: Path
    process: subprocess.Popen[bytes] | None = None

    def environment(self) -> dict[str, str]:
        """The environment of their programs."""
        kinds = ("CONFIG", "DATA", "STATE", "CACHE")
        homes = {f"XDG_{kind}_HOME": str(self.home / kind.lower()) for kind in kinds}
        return {**self.screen.environment, **homes}

    def command(self, name: str, *words: str | Path) -> None:
        """Run a command on the project."""
        command = [sys.executable, "-m", "sidelight", "--by", self.name, name, self.project, *words]
        subprocess.run(
            [str(word) for word in command], env=self.environment(), check=True, timeout=PATIENCE
        )

    def fingerprint(self) -> str:
        """What tells this state of the project from any other."""
        with Session.open(self.project, by=self.name, settings=Settings(kept=False)) as session:
            return session.fingerprint

    def sit_down(self, start: Start) -> None:
        """Open the project in a window, which takes the keyboard."""
        self.process = start("--by", self.name, self.project, environment=self.environment())
        self.see("The pact — Sidelight")
        lock = self.project.with_name(f".~lock.{self.project.name}#")
        wait_for(lock.exists, "opening the project")
        time.sleep(2)

    def get_up(self) -> None:
        """Close the window."""
        self.screen.keys("ctrl+q")
        process = self.process
        assert process is not None
        wait_for(lambda: process.poll() is not None, f"{self.name} leaving")
        assert process.returncode == 0

    def see(self, part: str) -> None:
        """Wait for a window whose title holds some words."""
        wait_for(lambda: any(part in title for title in self.screen.titles()), f"window {part}")
        time.sleep(0.6)

    def see_no_more(self, part: str) -> None:
        """Wait until no window's title holds some words."""
        wait_for(lambda: not any(part in title for title in self.screen.titles()), f"end of {part}")
        time.sleep(0.6)

    def type(self, words: str) -> None:
        """Type into whatever has the keyboard."""
        self.screen.xdotool("type", "--delay", "12", words)
        time.sleep(0.3)

    def judge(self, words: str, key: str) -> None:
        """Find words of the article and press a verdict's key."""
        before = self.project.stat().st_mtime_ns
        self.screen.click(*ARTICLE_SIDE)
        self.screen.keys("ctrl+f")
        self.type(words)
        time.sleep(0.5)
        self.screen.keys("Escape", key)
        wait_for(lambda: self.project.stat().st_mtime_ns != before, f"saving {words}")
        time.sleep(1)

    def explain(self, words: str) -> None:
        """Write the reason for the chosen claim."""
        self.screen.keys("n")
        self.type(words)
        self.screen.keys("Escape")
        wait_for(lambda: words.encode() in self.project.read_bytes(), f"saving {words}")
        time.sleep(0.5)

    def share(self, path: Path, *, mine: bool = False) -> Path:
        """Share a copy or, as a change set, what they did."""
        self.screen.keys("ctrl+alt+s")
        self.see("Share a copy")
        if mine:
            self.screen.keys("Down")
        # past the kinds, the claims and what else is chosen, to the path
        self.screen.keys(*["Tab"] * 3, "ctrl+a")
        self.type(str(path))
        time.sleep(0.5)
        self.screen.keys("Return")
        wait_for(path.exists, f"writing {path.name}")
        self.see_no_more("Share a copy")
        return path

    def merge(self, path: Path) -> None:
        """Merge a file by keys alone."""
        before = self.project.stat().st_mtime_ns
        self.screen.keys("ctrl+alt+m")
        self.see("Merge copies or change sets")
        self.type(str(path))
        self.screen.keys("Return")
        self.see(f"Merge {path.name}")
        self.screen.keys("ctrl+Return")
        wait_for(lambda: self.project.stat().st_mtime_ns != before, f"merging {path.name}")
        self.see_no_more(f"Merge {path.name}")


@pytest.fixture
def ann(screen: Screen, tmp_path: Path) -> Person:
    """Ann, who has set the project up."""
    person = Person("Ann", screen, tmp_path / "ann's home", tmp_path / "ann.sidelight")
    for name, text in (("article.txt", ARTICLE), ("letter.txt", LETTER)):
        (tmp_path / name).write_text(text, "utf-8")
    person.command("new", "--title", "The pact")
    person.command("add", tmp_path / "article.txt", "--kind", "article")
    person.command("add", tmp_path / "letter.txt")
    return person


@pytest.fixture
def bob(other_screen: Screen, tmp_path: Path) -> Person:
    """Bob, who has nothing yet."""
    return Person("Bob", other_screen, tmp_path / "bob's home", tmp_path / "bob.sidelight")


def test_two_windows_end_equal(ann: Person, bob: Person, start: Start, tmp_path: Path) -> None:
    ann.sit_down(start)
    ann.judge("invaluable aid", "1")
    ann.share(bob.project)
    bob.sit_down(start)
    # both at once; then change sets, Bob's first
    bob.judge("land border", "2")
    bob.explain("The letter gives no length.")
    ann.judge("signed on Wednesday", "3")
    ann.explain("It was a Thursday.")
    ann.merge(bob.share(tmp_path / "bob-1.sidelight-changes", mine=True))
    bob.merge(ann.share(tmp_path / "ann-1.sidelight-changes", mine=True))
    # and whole files, Ann's first, while both windows are open
    ann.judge("Aid came twice", "1")
    bob.judge("in the capital", "2")
    bob.merge(ann.project)
    ann.merge(bob.project)
    ann.get_up()
    bob.get_up()
    assert ann.fingerprint() == bob.fingerprint()
    with Session.open(ann.project, by="Ann", settings=Settings(kept=False)) as session:
        verdicts = {
            claim.quote: [(session.project.reviewer(v.reviewer).name, v.verdict, v.reason)
                          for v in claim.verdicts]
            for claim in session.project.claims()
        }  # fmt: skip
        assert session.file.check() == []
        assert session.conflicts() == []
    assert verdicts == {
        "invaluable aid": [("Ann", "verified", "")],
        "land border": [("Bob", "disputed", "The letter gives no length.")],
        "signed on Wednesday": [("Ann", "denied", "It was a Thursday.")],
        "Aid came twice": [("Ann", "verified", "")],
        "in the capital": [("Bob", "disputed", "")],
    }
    for changes in tmp_path.glob("*.sidelight-changes"):
        assert changes.stat().st_size < 6000
