# SPDX-License-Identifier: AGPL-3.0-or-later
"""Printing in a process of its own, which starts while the book is made."""

from __future__ import annotations

import time
from typing import Any

import pytest

from sidelight.reader import remote_printing
from sidelight.reader.book import Book, Flow
from sidelight.reader.mupdf import pymupdf
from sidelight.reader.remote_printing import printed
from sidelight.worker import Cancelled, Worker

SMALL = Book("A book", (Flow("<p>words</p>"),))
STARTED: list[Worker] = []


class Seen(Worker):
    """A worker that is remembered."""

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        STARTED.append(self)


@pytest.fixture(autouse=True)
def _workers(monkeypatch: pytest.MonkeyPatch) -> None:
    STARTED.clear()
    monkeypatch.setattr(remote_printing, "Worker", Seen)


def started() -> int | None:
    """The process, waited for."""
    until = time.monotonic() + 60
    while STARTED[0].pid is None and time.monotonic() < until:
        time.sleep(0.01)
    return STARTED[0].pid


def test_the_process_starts_while_the_book_is_made() -> None:
    pids: list[int | None] = []

    def make() -> Book:
        pids.append(started())
        return SMALL

    with pymupdf.open("pdf", printed(make)) as document:
        assert "words" in document[0].get_text()
    assert pids[0]
    assert STARTED[0].pid is None


def test_what_hinders_the_making_is_raised_and_the_process_ends() -> None:
    def make() -> Book:
        started()
        raise LookupError("no book")

    with pytest.raises(LookupError, match="no book"):
        printed(make)
    assert STARTED[0].pid is None


def test_it_can_be_cancelled() -> None:
    with pytest.raises(Cancelled):
        printed(lambda: SMALL, cancelled=lambda: True)
    assert STARTED[0].pid is None
