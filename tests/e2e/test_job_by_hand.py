# SPDX-License-Identifier: AGPL-3.0-or-later
"""The main job by hand: a new project, documents, claims, evidence, a reason, the report."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import Screen, wait_for

pytestmark = [
    pytest.mark.program("Xvfb", package="xvfb"),
    pytest.mark.program("xdotool", package="xdotool"),
    pytest.mark.program("openbox", package="openbox"),
]

ARTICLE = """What is behind the pact? | Explained

Mr. Putin was on a two-day visit to North Korea, his first in 24 years.

Also Read: Another story of ours

The letter speaks of “invaluable assistance” and of a struggle for independence.
"""
LETTER = """Note on a letter of 1950

Neither of the two phrases stands in the English of this letter.
"""

ARTICLE_SIDE = (390, 520)
SOURCE_SIDE = (1110, 520)
"""Blank paper on either side, in pixels of the screen."""


class Hand:
    """What a person does at the window, and what the file then holds."""

    def __init__(self, screen: Screen, project: Path) -> None:
        self.screen = screen
        self.project = project

    def type(self, words: str) -> None:
        """Type into whatever has the focus."""
        self.screen.xdotool("type", "--delay", "12", words)
        time.sleep(0.3)

    def title(self, part: str) -> None:
        """Wait for a window whose title holds ``part``."""
        wait_for(lambda: any(part in title for title in self.screen.titles()), f"window {part}")
        time.sleep(0.5)

    def find(self, words: str) -> None:
        """Select words of the document in focus, as a person at the keyboard does."""
        self.screen.keys("ctrl+f")
        self.type(words)
        time.sleep(0.5)
        self.screen.keys("Escape")

    def holds(self, words: str) -> None:
        """Wait until the file holds some words."""
        wait_for(lambda: words.encode() in self.project.read_bytes(), f"saving “{words}”")
        time.sleep(1)  # a person looks before the next key

    def claims(self) -> list[dict[str, Any]]:
        """Return the claims, once the window is closed."""
        command = [sys.executable, "-m", "sidelight", "claims", str(self.project), "--json"]
        ran = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
        claims: list[dict[str, Any]] = json.loads(ran.stdout)
        return claims


@pytest.fixture
def hand(screen: Screen, tmp_path: Path) -> Hand:
    """A hand at an empty desk, the documents beside it."""
    (tmp_path / "article.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "letter.txt").write_text(LETTER, "utf-8")
    return Hand(screen, tmp_path / "pact.sidelight")


def test_the_job_by_hand(
    hand: Hand, start: Callable[..., subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    process = start()
    hand.title("Sidelight")
    make_project(hand)
    add(hand, "ctrl+alt+a", tmp_path / "article.txt", "What is behind the pact")
    add(hand, "ctrl+shift+a", tmp_path / "letter.txt", "Note on a letter of 1950")
    make_claims(hand)
    link(hand)
    hand.screen.keys("ctrl+q")
    wait_for(lambda: process.poll() is not None, "leaving")
    by_quote = {claim["quote"]: claim for claim in hand.claims()}
    first = by_quote["two-day visit"]
    assert first["verdicts"]["Ann Weiss"]["verdict"] == "disputed"
    assert first["verdicts"]["Ann Weiss"]["reason"] == "He landed on the second day."
    second = by_quote["invaluable assistance"]
    assert second["verdicts"]["Ann Weiss"]["verdict"] == "denied"
    assert [e["quote"] for e in second["evidence"]] == ["Neither of the two phrases"]
    assert second["evidence"][0]["stance"] == "contradicts"


def make_project(hand: Hand) -> None:
    """Fill the new-project form by keyboard."""
    hand.screen.keys("ctrl+n")
    hand.title("New project")
    hand.type("The pact")
    hand.screen.keys("Tab", "ctrl+a")
    hand.type("Ann Weiss")
    hand.screen.keys("Tab", "ctrl+a")
    hand.type(str(hand.project))
    hand.screen.keys("Return")
    wait_for(hand.project.exists, "the project file")
    hand.title("The pact")


def add(hand: Hand, key: str, path: Path, title: str) -> None:
    """Add a document through the file dialog."""
    hand.screen.keys(key)
    time.sleep(1)
    hand.type(str(path))
    hand.screen.keys("Return")
    hand.holds(title)
    time.sleep(1)


def make_claims(hand: Hand) -> None:
    """Two claims of the article, one with a reason, by find and verdict key."""
    hand.screen.click(*ARTICLE_SIDE)
    hand.find("two-day visit")
    hand.screen.keys("2")
    hand.holds('"disputed"')
    hand.screen.keys("n")
    hand.type("He landed on the second day.")
    hand.screen.keys("Escape")
    hand.holds("He landed on the second day.")
    hand.find("invaluable assistance")
    hand.screen.keys("3")
    hand.holds('"denied"')


def link(hand: Hand) -> None:
    """Link words of the source to the claim just made, and say that they contradict it."""
    hand.screen.click(*SOURCE_SIDE)
    hand.find("Neither of the two phrases")
    hand.screen.keys("e")
    hand.holds('"supports"')
    hand.screen.keys("c")
    hand.holds('"contradicts"')
