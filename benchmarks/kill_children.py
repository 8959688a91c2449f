# SPDX-License-Identifier: AGPL-3.0-or-later
"""The lives of the processes that benchmarks/kill.py ends: each acts and says so until killed.

What one prints is said only once it is done, so whatever was printed must outlive it.
"""

from __future__ import annotations

import itertools
import os
import random
import signal
import sqlite3
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from sidelight.model.change import Setting
from sidelight.store import schema
from sidelight.store.connection import connect, database
from sidelight.store.project_file import Author, Holder, ProjectFile

HOLDER = Holder("Ann", "benchmark", "command")
REVIEWER = "a" * 32


def payload(number: int) -> bytes:
    """The bytes that an act names: several pages for some, so that a commit takes a while."""
    return random.Random(number).randbytes(40_000 if number % 3 == 0 else 300)


def act(file: ProjectFile, author: Author, number: int) -> None:
    """Commit one numbered act."""
    claim = f"{number:032x}"
    settings = [Setting("claim", claim, "number", number), Setting("note", claim, "claim", claim)]
    settings.append(Setting("note", claim, "text", f"act {number}"))
    file.commit(settings, author, f"act {number}", blobs=[payload(number)])


def author(first: int) -> Author:
    """A reviewer at an installation of their own."""
    return Author(REVIEWER, f"{first:032x}", itertools.count(1).__next__)


def made(path: Path, acts: int) -> Path:
    """Make a project with some acts in it; closed."""
    who = author(1 << 64)
    with ProjectFile.create(path, "Saved", who, holder=HOLDER) as file:
        for number in range(1, acts + 1):
            act(file, who, number)
    return path


def of_format(source: Path, path: Path, format_: int) -> None:
    """Write what stands in a project as a Sidelight of an older format would have."""
    path.unlink(missing_ok=True)
    old, new = connect(source, read_only=True), sqlite3.connect(path, isolation_level=None)
    for step in (lambda db: db.execute(schema._STEPS_TAKEN), *schema.STEPS[:format_]):
        step(new)
    for table, columns in (("change", 2), ("blob", 3)):
        rows = old.execute(f"SELECT * FROM {table} ORDER BY rowid")  # noqa: S608
        new.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * columns)})", rows)  # noqa: S608
    new.close()
    old.close()


def say(what: object) -> None:
    """Tell the parent what is done, in one piece: nothing of it is left in a buffer."""
    os.write(1, f"{what}\n".encode())


def save(path: Path, first: int) -> None:
    """Open, then act without end; say the number of each act that is saved."""
    who = author(first)
    with ProjectFile.open(path, holder=HOLDER) as file:
        for number in itertools.count(first):
            act(file, who, number)
            say(number)


def step(path: Path, _first: int) -> None:
    """Open a file of an older format; say 0 once it is open, and hold it."""
    with ProjectFile.open(path, holder=HOLDER):
        say(0)
        signal.pause()


def copy(path: Path, first: int) -> None:
    """Copy an open project to one place without end; say the last act that stands in the copy."""
    who, out = author(first), out_of(path)
    with ProjectFile.open(path, holder=HOLDER) as file:
        for number in itertools.count(first):
            act(file, who, number)
            file.copy_to(out, overwrite=True)
            say(number)


def out_of(path: Path) -> Path:
    """Where a project is copied to: a folder of its own, such as a memory stick."""
    return path.parent / "out" / "copy.sidelight"


LIVES: dict[str, Callable[[Path, int], None]] = {"save": save, "step": step, "copy": copy}


def nursery(path: Path, life: Callable[[Path, int], None]) -> None:
    """Fork a child for each number on standard input, so that none has to start Python.

    Nothing is opened here: a thread that starts a worker would not be in the children, which then
    wait for it for ever.
    """
    database(connect(path, read_only=True)).close()
    assert threading.active_count() == 1
    say("ready")
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            say(f"pid {os.getpid()}")
            life(path, int(line))
        os.waitpid(pid, 0)
        say("end")


if __name__ == "__main__":
    nursery(Path(sys.argv[2]), LIVES[sys.argv[1]])
