# SPDX-License-Identifier: AGPL-3.0-or-later
"""A session on a small project."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from sidelight.reader.remote import Reader
from sidelight.session.session import Session
from sidelight.session.settings import settings_path
from sidelight.store.trust import remember

ARTICLE = """The pact, explained

Kim thanked Stalin for aid. Aid came twice.

A land border is shared.
"""


LETTER = "Note on a letter\n\nЕё текст хранится в архиве. 로씨야에 무기.\n"


@pytest.fixture(scope="session")
def reader() -> Iterator[Reader]:
    """One reader for all projects: a confined process takes half a second to start."""
    with Reader() as opened:
        yield opened


@dataclass(frozen=True)
class Built:
    """A project file, the settings that it was made with, how many changes it has and its heads."""

    path: Path
    settings: Path
    count: int
    heads: frozenset[str]


@pytest.fixture(scope="session")
def built(reader: Reader, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Ann's project with one article and one source, made once."""
    folder = tmp_path_factory.mktemp("built")
    with Session.create(folder / "pact.sidelight", "The pact", by="Ann", reader=reader) as made:
        made.add_text(ARTICLE, kind="article")
        made.add_text(LETTER, title="Письмо")
        log = made.project.log
        heads = frozenset(log.heads)
    shutil.copy(settings_path(), folder / "settings.toml")
    return Built(made.file.path, folder / "settings.toml", len(log.changes), heads)


@pytest.fixture
def session(built: Built, tmp_path: Path, reader: Reader) -> Iterator[Session]:
    """A session of Ann's on a project with one article and one source."""
    settings_path().parent.mkdir(parents=True)
    shutil.copy(built.settings, settings_path())
    path = tmp_path / built.path.name
    shutil.copy(built.path, path)
    # A copy is a stranger, and slow to open, until it is said to be ours.
    remember(path, built.count, built.heads)
    with Session.open(path, by="Ann", reader=reader) as opened:
        yield opened
