# SPDX-License-Identifier: AGPL-3.0-or-later
"""Workers of the test entries beside this file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sidelight.worker import Worker, forked

ENTRIES = Path(__file__).parent / "entries"

MakeWorker = Callable[..., Worker]


@pytest.fixture(scope="session")
def entries() -> Path:
    return ENTRIES


@pytest.fixture(params=["forked", "started"] if forked.AVAILABLE else ["started"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """How processes come to be: from a warm one, or each by itself as on other systems."""
    monkeypatch.setattr(forked, "AVAILABLE", request.param == "forked")
    return str(request.param)


@pytest.fixture
def make_worker(way: str) -> Iterator[MakeWorker]:
    """Make workers of an entry by name; they are closed at the end."""
    assert way
    made: list[Worker] = []

    def make(entry: str, **options: Any) -> Worker:
        made.append(Worker(entry, search=ENTRIES, **options))
        return made[-1]

    yield make
    for worker in made:
        worker.close()


@pytest.fixture
def worker(make_worker: MakeWorker) -> Worker:
    """A worker of `entries/ordinary.py`, which does as it is told."""
    return make_worker("ordinary")
