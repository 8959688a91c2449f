# SPDX-License-Identifier: AGPL-3.0-or-later
"""Looking at one document of a project that is not open."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from pathlib import Path

import pytest

from sidelight.session.session import Session
from sidelight.store import trust
from sidelight.store.peeking import document_bytes

WORDS = b"Thanks for the help.\n"
NAME = hashlib.sha256(WORDS).hexdigest()


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """A project that was left, with a letter in it."""
    path, letter = tmp_path / "p.sidelight", tmp_path / "letter.txt"
    letter.write_bytes(WORDS)
    with Session.create(path, "P", by="Ann") as session:
        session.add_document(letter)
    return path


def written(path: Path) -> tuple[int, ...]:
    """What shows that a file was written to; when it was last read does not."""
    told = path.stat()
    return told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns


def test_bytes_come_out_of_a_project_as_it_was_left(left: Path) -> None:
    before = written(left)
    assert document_bytes(left, NAME) == WORDS
    assert document_bytes(left, "0" * 64) is None
    assert written(left) == before
    assert [path.name for path in left.parent.iterdir() if path.suffix != ".txt"] == [left.name]


def test_a_project_that_another_program_touched_is_not_looked_into(left: Path) -> None:
    os.utime(left)
    assert document_bytes(left, NAME) is None
    assert document_bytes(left.with_name("none.sidelight"), NAME) is None


@pytest.mark.parametrize("suffix", trust.JOURNALS)
def test_nor_is_one_with_a_journal_beside_it(left: Path, suffix: str) -> None:
    journal = trust.beside(left, suffix)
    journal.write_bytes(b"x")
    assert document_bytes(left, NAME) is None
    assert journal.read_bytes() == b"x"


def test_one_that_is_open_is_looked_into_without_a_lock(left: Path) -> None:
    with Session.open(left, by="Ann") as session:
        assert document_bytes(left, NAME) == WORDS
        session.add_text("More words.", title="More")
        assert document_bytes(left, NAME) == WORDS


def test_bytes_that_are_not_those_of_the_hash_stay_where_they_are(left: Path) -> None:
    with sqlite3.connect(left) as db:
        db.execute("UPDATE blob SET bytes = ? WHERE hash = ?", (b"Others.", NAME))
    db.close()
    known = trust._read(left)
    trust._write(left, {**known, "file": trust.mark(left)})
    assert document_bytes(left, NAME) is None
