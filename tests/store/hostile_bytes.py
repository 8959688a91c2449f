# SPDX-License-Identifier: AGPL-3.0-or-later
"""Hostile files by their bytes, by what they are, and by what stands beside them."""

import os
import random
import sqlite3
import struct
import zipfile
from pathlib import Path

from sidelight.model.change import Setting
from tests.store.hostile_case import (
    CLEAN,
    DAMAGED,
    FAILED,
    HOSTILE,
    JOURNAL_MAGIC,
    NOT_OURS,
    Maker,
    beside,
    case,
    flip,
    sound_change,
)


@case(DAMAGED)
def bit_flipped_in_a_document(path: Path, _victim: Path) -> None:
    with sqlite3.connect(path) as db:
        (data,) = db.execute("SELECT bytes FROM blob WHERE part = 1").fetchone()
    db.close()
    flip(path, path.read_bytes().index(data[5000:5100]))


@case(DAMAGED)
def bit_flipped_in_a_change(path: Path, _victim: Path) -> None:
    with sqlite3.connect(path) as db:
        rows = db.execute("SELECT body FROM change").fetchall()
    db.close()
    flip(path, path.read_bytes().index(rows[3][0][100:160].encode()))


@case(NOT_OURS, DAMAGED)
def broken_header(path: Path, _victim: Path) -> None:
    with path.open("r+b") as file:
        file.seek(16)
        file.write(b"\xff" * 8)


@case(DAMAGED, HOSTILE)
def zeros_over_the_schema(path: Path, _victim: Path) -> None:
    with path.open("r+b") as file:
        file.seek(100)
        file.write(bytes(1000))


@case(DAMAGED)
def half_of_it(path: Path, _victim: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


@case(NOT_OURS, DAMAGED, HOSTILE)
def its_first_page(path: Path, _victim: Path) -> None:
    os.truncate(path, 4096)


@case(NOT_OURS)
def its_first_bytes(path: Path, _victim: Path) -> None:
    os.truncate(path, 50)


@case(NOT_OURS)
def nothing(path: Path, _victim: Path) -> None:
    os.truncate(path, 0)


@case(NOT_OURS)
def text(path: Path, _victim: Path) -> None:
    path.write_text("Dear editor, attached is my project.", "utf-8")


@case(NOT_OURS)
def archive(path: Path, _victim: Path) -> None:
    path.unlink()
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("project", "x")


@case(NOT_OURS)
def noise(path: Path, _victim: Path) -> None:
    path.write_bytes(random.Random(4).randbytes(1 << 16))


@case(NOT_OURS)
def folder(path: Path, _victim: Path) -> None:
    path.unlink()
    path.mkdir()


@case(NOT_OURS)
def pipe(path: Path, _victim: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@case(FAILED)
def link_to_the_victim(path: Path, victim: Path) -> None:
    path.unlink()
    path.symlink_to(victim)


@case(FAILED)
def link_to_nothing(path: Path, _victim: Path) -> None:
    path.unlink()
    path.symlink_to("absent")


def journal_head(path: Path, pages: int = 0) -> bytes:
    """The first sector of a rollback journal that fits the file."""
    count = path.stat().st_size // 4096
    return (JOURNAL_MAGIC + struct.pack(">5I", pages, 7, count, 512, 4096)).ljust(512, b"\0")


def super_name(name: str) -> bytes:
    """The end of a journal that names a super-journal."""
    raw = name.encode()
    tail = struct.pack(">II", len(raw), sum(raw) & 0xFFFFFFFF)
    return struct.pack(">I", (1 << 30) // 4096 + 1) + raw + tail + JOURNAL_MAGIC


@case(HOSTILE)
def journal_that_names_the_victim(path: Path, victim: Path) -> None:
    beside(path, "-journal").write_bytes(journal_head(path) + super_name(str(victim)))


@case(HOSTILE)
def journal_that_is_the_victim(path: Path, victim: Path) -> None:
    beside(path, "-journal").symlink_to(victim)


@case(HOSTILE)
def journal_that_is_a_pipe(path: Path, _victim: Path) -> None:
    os.mkfifo(beside(path, "-journal"))


@case(CLEAN)
def journal_of_garbage(path: Path, _victim: Path) -> None:
    beside(path, "-journal").write_bytes(random.Random(5).randbytes(9000))


@case(CLEAN)
def journal_of_nothing(path: Path, _victim: Path) -> None:
    beside(path, "-journal").touch()


@case(CLEAN, DAMAGED)
def journal_with_no_pages(path: Path, _victim: Path) -> None:
    beside(path, "-journal").write_bytes(journal_head(path))


@case(DAMAGED, HOSTILE, NOT_OURS, CLEAN)
def journal_that_shortens(path: Path, _victim: Path) -> None:
    head = JOURNAL_MAGIC + struct.pack(">5I", 0, 7, 1, 512, 4096)
    beside(path, "-journal").write_bytes(head.ljust(512, b"\0"))


@case(CLEAN)
def write_ahead_log(path: Path, _victim: Path) -> None:
    """A file in WAL mode whose last change stands only in the log beside it."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA wal_autocheckpoint = 0")
    change = sound_change(Setting("project", "project", "title", "Out of the log"))
    db.execute("INSERT INTO change VALUES (?, ?)", (change.id, change.body.decode()))
    raw, log = path.read_bytes(), beside(path, "-wal").read_bytes()
    db.close()
    path.write_bytes(raw)
    beside(path, "-wal").write_bytes(log)


@case(CLEAN)
def write_ahead_log_of_garbage(path: Path, _victim: Path) -> None:
    beside(path, "-wal").write_bytes(random.Random(6).randbytes(9000))


def _scattered(seed: int) -> Maker:
    def flips(path: Path, _victim: Path) -> None:
        chance = random.Random(seed)
        for _ in range(40):
            flip(path, chance.randrange(100, path.stat().st_size))

    flips.__name__ = f"bits_flipped_everywhere_{seed}"
    return flips


for _seed in range(4):
    case(DAMAGED, HOSTILE, NOT_OURS)(_scattered(_seed))
