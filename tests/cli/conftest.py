# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project made by the command line, and a way to run commands."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sidelight.cli.run import run
from sidelight.session.session import Session
from sidelight.store.trust import remember

ARTICLE = """The pact, explained

Our desk

Kim thanked Stalin for his “invaluable assistance” in 1950. The visit was his first in 24 years.

The two countries share a land border. Russia wrote off 90 % of the debt.
"""
LETTER = """Note on a letter of 1950

The letter thanks for help to a people that fights for freedom. It does not say invaluable.

It is kept in a Moscow archive. The border runs along the Tumen.
"""


@dataclass
class Ran:
    """What a command did: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed, read as JSON."""
        return json.loads(self.out)


Run = Callable[..., Ran]
Once = Callable[[str, Callable[[], object]], Path]


@pytest.fixture
def sidelight(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run one command line in this process."""

    def command(*words: object) -> Ran:
        capsys.readouterr()
        code = run([str(word) for word in words]).code
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return command


@pytest.fixture(scope="session")
def built(session_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the project as Ann made it, its two files, and her settings."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "article.txt").write_text(ARTICLE, "utf-8")
    (folder / "letter.txt").write_text(LETTER, "utf-8")
    for words in (
        ("new", folder / "pact.sidelight", "--title", "The pact"),
        ("add", folder / "pact.sidelight", folder / "article.txt", "--kind", "article"),
        ("add", folder / "pact.sidelight", folder / "letter.txt"),
    ):
        assert run(["--by", "Ann", *map(str, words)]).code == 0
    shutil.copy(session_home / "config" / "sidelight" / "settings.toml", folder)
    return folder


@pytest.fixture
def project(built: Path, home: Path, tmp_path: Path) -> Path:
    """A project with one article and one source, and an Ann who is the one that made it."""
    settings = home / "config" / "sidelight" / "settings.toml"
    settings.parent.mkdir()
    shutil.copy(built / "settings.toml", settings)
    for name in ("article.txt", "letter.txt", "pact.sidelight"):
        shutil.copy(built / name, tmp_path)
    path = tmp_path / "pact.sidelight"
    # A copy is a stranger, and slow to open, until it is said to be ours.
    remember(path, *_told(built / path.name))
    return path


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what `once` made."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture
def once(project: Path, home: Path, kept: Path) -> Once:
    """Works on the project the first time that it is asked to in a module, under a name; from then
    on gives what came of it, the project and the settings.
    """
    settings = home / "config" / "sidelight" / "settings.toml"

    def made(name: str, work: Callable[[], object]) -> Path:
        path = kept / f"{name}.sidelight"
        if path.exists():
            shutil.copy(path, project)
            shutil.copy(path.with_suffix(".toml"), settings)
            remember(project, *_told(path))
        else:
            work()
            shutil.copy(project, path)
            shutil.copy(settings, path.with_suffix(".toml"))
        return project

    return made


@cache
def _told(path: Path) -> tuple[int, tuple[str, ...]]:
    with Session.open(path, by="Ann") as session:
        log = session.project.log
        return len(log.changes), tuple(log.heads)
