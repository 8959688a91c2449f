# SPDX-License-Identifier: AGPL-3.0-or-later
"""What cases of hostile files are made with, and the list of them.

Each function is given a sound project that it may change,
and a file of the victim's that must stay.
"""

import hashlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

from sidelight.model.change import Change, Setting
from tests.store.making import numbered

Maker = Callable[[Path, Path], None]
CASES: dict[str, tuple[Maker, frozenset[str]]] = {}
"""By name: what makes it, and the ids of the errors that it may end in ("" for opening clean)."""

NOT_OURS, HOSTILE, DAMAGED = "project.not_ours", "project.hostile", "project.damaged"
CLEAN, FAILED, NEWER = "", "project.failed", "project.newer"
JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")


def case(*ends: str) -> Callable[[Maker], Maker]:
    """Enter a case with what it may end in."""

    def enter(make: Maker) -> Maker:
        assert make.__name__ not in CASES
        CASES[make.__name__] = (make, frozenset(ends))
        return make

    return enter


def run(path: Path, *statements: str, values: tuple[object, ...] = ()) -> None:
    """Run SQL on a file, its schema open to writing."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA writable_schema = ON")
    for sql in statements:
        db.execute(sql, values)
    db.close()


def flip(path: Path, at: int) -> None:
    """Flip one bit."""
    with path.open("r+b") as file:
        file.seek(at)
        (byte,) = file.read(1)
        file.seek(at)
        file.write(bytes([byte ^ 4]))


def beside(path: Path, suffix: str) -> Path:
    """The path of a journal."""
    return path.with_name(path.name + suffix)


def add_change(path: Path, body: bytes, id_: str = "") -> None:
    """Add a row to the log, under its own hash unless told."""
    name = id_ or hashlib.sha256(body).hexdigest()
    run(path, "INSERT INTO change VALUES (?, CAST(? AS TEXT))", values=(name, body))


def sound_change(*sets: Setting, installation: str = "1" * 32) -> Change:
    """A change in its one form."""
    return Change(
        reviewer=numbered("b"),
        installation=installation,
        sequence=1,
        clock=(1, 0),
        time="2024-06-19T12:00:00.000+00:00",
        zone="UTC",
        heads=(),
        sets=sets,
        group=numbered("5"),
    )
