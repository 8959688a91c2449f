# SPDX-License-Identifier: AGPL-3.0-or-later
"""Projects to try things on."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.small_disk import SmallDisk, small_disk
from sidelight.model.project import Project
from sidelight.store import log_rows, trust
from sidelight.store.project_file import ProjectFile
from tests.store.making import HOLDER, make_project, make_project_of_notes
from tests.store.sets import Reader

Opener = Callable[[Path], ProjectFile]


@pytest.fixture(scope="session")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound project that no test may touch."""
    return make_project(tmp_path_factory.mktemp("master") / "master.sidelight")


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of many changes and few bytes, which no test may touch."""
    return make_project_of_notes(tmp_path_factory.mktemp("small") / "small.sidelight")


@pytest.fixture
def received(master: Path, tmp_path: Path) -> Path:
    """A sound project as it comes from elsewhere."""
    path = tmp_path / "received.sidelight"
    shutil.copyfile(master, path)
    return path


@pytest.fixture(scope="session")
def _left(master: Path) -> tuple[int, frozenset[str]]:
    with closing(sqlite3.connect(f"{master.as_uri()}?mode=ro", uri=True)) as db:
        log = Project(log_rows.read(db)).log
    return len(log.changes), frozenset(log.heads)


@pytest.fixture
def ours(received: Path, _left: tuple[int, frozenset[str]]) -> Path:
    """A project as if made here, closed; quicker than making it."""
    trust.remember(received, *_left)
    return received


@pytest.fixture
def own(tmp_path: Path, master: Path, _left: tuple[int, frozenset[str]]) -> Path:
    """Another one, in the same folder."""
    path = tmp_path / "own.sidelight"
    shutil.copyfile(master, path)
    trust.remember(path, *_left)
    return path


@pytest.fixture
def opened() -> Iterator[Opener]:
    """Opens projects that are closed after the test."""
    files: list[ProjectFile] = []

    def open_one(path: Path) -> ProjectFile:
        files.append(ProjectFile.open(path, holder=HOLDER))
        return files[-1]

    yield open_one
    for file in files:
        file.close()


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Reader]:
    """Reads change sets here, without the confined process."""
    reader = Reader(tmp_path, monkeypatch)
    yield reader
    reader.close()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    """A small disk that can be filled up, written to no more, or pulled out."""
    with small_disk(tmp_path / "stick", 8 << 20) as made:
        yield made
