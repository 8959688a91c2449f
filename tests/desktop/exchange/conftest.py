# SPDX-License-Identifier: AGPL-3.0-or-later
"""A colleague with a copy of the project that the window shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QDialog

from sidelight.model.sharing import Choice
from sidelight.session.session import Session
from sidelight.session.settings import Settings

if TYPE_CHECKING:
    from tests.desktop.conftest import Driver

Work = Callable[[Session], object]
AID = "Kim thanked Stalin for invaluable aid"
BORDER = "The two countries share a land border"
HELP = "The letter thanks for help"


class Colleague:
    """Bob, whose copy is made of the project as it was before the window opened it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.settings = Settings(kept=False)

    def work(self, act: Work) -> None:
        """Do something in Bob's copy."""
        with Session.open(self.path, by="Bob", settings=self.settings) as session:
            act(session)

    def changes(self) -> Path:
        """Bob's own acts, as a change set."""
        found: list[Path] = []
        target = self.path.with_name("bob")
        self.work(
            lambda bob: found.append(
                bob.share(target, Choice(only=bob.me, sources=False), overwrite=True)
            )
        )
        return found[0]


def claim(session: Session, words: str, verdict: str = "") -> str:
    """Claim words of the article; return the claim's id."""
    article = session.project.documents("article")[0]
    return session.claim(article, *session.locate(article, words), verdict).id


def link(session: Session, claimed: str, words: str, stance: str = "supports") -> str:
    """Link words of the letter to a claim; return the evidence's id."""
    letter = session.document("Letter of 1950")
    return session.link(claimed, letter, *session.locate(letter, words), stance).id


@pytest.fixture
def begun(project: Path) -> Path:
    """Ann's project with one claim that she verified, and evidence for it."""
    with Session.open(project, by="Ann") as session:
        link(session, claim(session, AID, "verified"), HELP)
    return project


@pytest.fixture
def bob(begun: Path, tmp_path: Path) -> Colleague:
    path = tmp_path / "bob.sidelight"
    with Session.open(begun, by="Ann") as session:
        session.share(path)
    return Colleague(path)


@pytest.fixture
def ann(open_window: Callable[[Path | None], Driver], begun: Path, bob: Colleague) -> Driver:
    """Ann's window on her project, of which Bob has a copy."""
    assert bob.path.exists()
    driver = open_window(begun)
    driver.page("article")
    driver.page("source")
    return driver


def modal(driver: Driver, kind: type[QDialog]) -> QDialog:
    """The dialog that waits for an answer."""
    driver.until(lambda: isinstance(QApplication.activeModalWidget(), kind))
    found = QApplication.activeModalWidget()
    assert isinstance(found, QDialog)
    return found
