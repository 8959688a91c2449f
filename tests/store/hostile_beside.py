# SPDX-License-Identifier: AGPL-3.0-or-later
"""Hostile files by the journals beside them.

Their forms: https://www.sqlite.org/fileformat2.html, sections 3 and 4.
"""

import os
import random
import shutil
import sqlite3
import struct
from collections.abc import Callable
from pathlib import Path

from tests.store.hostile_bytes import super_name
from tests.store.hostile_case import (
    CLEAN,
    DAMAGED,
    HOSTILE,
    JOURNAL_MAGIC,
    NOT_OURS,
    beside,
    case,
)

ANY = (CLEAN, DAMAGED, HOSTILE, NOT_OURS)
PAGE = 4096


def interrupted(path: Path, size: int = 3_000_000) -> bytes:
    """Leave file and hot journal as a stop in the middle of an act would; return the old bytes.

    Everything is removed in that act and ``size`` bytes written; nothing of it may stay.
    """
    before = path.read_bytes()
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA cache_size = 1")
    db.execute("PRAGMA cache_spill = 1")
    db.execute("BEGIN IMMEDIATE")
    db.execute("DELETE FROM change")
    db.execute("DELETE FROM blob")
    db.execute("INSERT INTO claim (id, quote) VALUES ('x', zeroblob(?))", (size,))
    half = path.with_name("half")
    shutil.copyfile(path, half)
    shutil.copyfile(beside(path, "-journal"), beside(half, "-journal"))
    db.execute("ROLLBACK")
    db.close()
    half.replace(path)
    beside(half, "-journal").replace(beside(path, "-journal"))
    assert path.read_bytes() != before
    return before


@case(CLEAN)
def hot_journal(path: Path, _victim: Path) -> None:
    interrupted(path)


def _journal(name: str, change: Callable[[bytearray], object], *ends: str) -> None:
    """A hot journal that is no longer as SQLite wrote it."""

    def make(path: Path, _victim: Path) -> None:
        interrupted(path)
        raw = bytearray(beside(path, "-journal").read_bytes())
        change(raw)
        beside(path, "-journal").write_bytes(raw)

    make.__name__ = name
    case(*(ends or ANY))(make)


def _set(at: int, form: str, value: int) -> Callable[[bytearray], object]:
    return lambda raw: struct.pack_into(form, raw, at, value)


_journal("journal_of_another_nonce", _set(12, ">I", 7))
_journal("journal_of_all_records", _set(8, ">I", 0xFFFFFFFF))
_journal("journal_of_no_sectors", _set(20, ">I", 0))
_journal("journal_of_huge_sectors", _set(20, ">I", 1 << 31))
_journal("journal_of_other_pages", _set(24, ">I", 512))
_journal("journal_of_odd_pages", _set(24, ">I", 3000))
_journal("journal_of_a_huge_file", _set(16, ">I", 0x7FFFFFFF))
_journal("journal_of_an_empty_file", _set(16, ">I", 0))
_journal("journal_in_half", lambda raw: raw.__delitem__(slice(len(raw) // 2, None)))
_journal("journal_with_a_wrong_sum", _set(512 + 4 + PAGE, ">I", 1))
_journal("journal_of_a_page_nowhere", _set(512, ">I", 0x7FFFFFFE))
_journal("journal_of_page_nothing", _set(512, ">I", 0))


def _named(name: str, what: bytes, length: int | None = None) -> None:
    """A hot journal that names a further file."""

    def make(path: Path, victim: Path) -> None:
        interrupted(path)
        word = what.replace(b"VICTIM", os.fsencode(victim))
        tail = struct.pack(">II", len(word) if length is None else length, sum(word) & 0xFFFFFFFF)
        raw = struct.pack(">I", (1 << 30) // PAGE + 1) + word + tail + JOURNAL_MAGIC
        with beside(path, "-journal").open("ab") as file:
            file.write(raw)

    make.__name__ = name
    case(HOSTILE)(make)


_named("journal_that_names_nobody", b"")
_named("journal_that_names_a_neighbour", b"elsewhere/precious")
_named("journal_that_names_a_device", b"/dev/zero")
_named("journal_that_names_the_victim_after_all", b"VICTIM")
_named("journal_that_names_an_end", b"VICTIM\0VICTIM")
_named("journal_whose_name_has_no_end", b"VICTIM", 0x7FFFFFFF)


@case(CLEAN, HOSTILE, DAMAGED)
def journal_that_names_and_is_longer(path: Path, victim: Path) -> None:
    """The name is not at the end, where alone SQLite looks for it."""
    interrupted(path)
    with beside(path, "-journal").open("ab") as file:
        file.write(super_name(str(victim)) + b"\0" * 512)


def _odd(name: str, suffix: str, make: Callable[[Path, Path], object], *ends: str) -> None:
    def made(path: Path, victim: Path) -> None:
        make(beside(path, suffix), victim)

    made.__name__ = name
    case(*ends)(made)


_odd("journal_that_is_a_folder", "-journal", lambda there, _v: there.mkdir(), HOSTILE)
_odd("journal_that_leads_nowhere", "-journal", lambda there, _v: there.symlink_to("x"), HOSTILE)
_odd("log_that_is_a_folder", "-wal", lambda there, _v: there.mkdir(), HOSTILE)
_odd("log_that_is_a_pipe", "-wal", lambda there, _v: os.mkfifo(there), HOSTILE)
_odd("log_that_is_the_victim", "-wal", lambda there, v: there.symlink_to(v), HOSTILE)
_odd("log_that_is_the_device", "-wal", lambda there, _v: there.symlink_to("/dev/zero"), HOSTILE)
_odd("index_that_is_the_victim", "-shm", lambda there, v: there.symlink_to(v), CLEAN)
_odd("index_that_is_a_pipe", "-shm", lambda there, _v: os.mkfifo(there), CLEAN)
_odd("index_of_garbage", "-shm", lambda there, _v: there.write_bytes(b"\xff" * 32768), CLEAN)


@case(HOSTILE)
def log_without_end(path: Path, _victim: Path) -> None:
    with beside(path, "-wal").open("xb") as file:
        file.truncate(1 << 40)


def log_beside(path: Path) -> None:
    """Put the file into WAL mode with its last act in the log alone."""
    db = sqlite3.connect(path, isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA wal_autocheckpoint = 0")
    db.execute("INSERT INTO claim (id) VALUES ('x')")
    raw, log = path.read_bytes(), beside(path, "-wal").read_bytes()
    db.close()
    path.write_bytes(raw)
    beside(path, "-wal").write_bytes(log)


def _checked(raw: bytearray) -> None:
    """Make the sums of a log right again (section 4.2 of the page named above)."""

    def summed(data: bytes, first: int, second: int) -> tuple[int, int]:
        for one, two in struct.iter_unpack(">II", data):
            first = (first + one + second) & 0xFFFFFFFF
            second = (second + two + first) & 0xFFFFFFFF
        return first, second

    struct.pack_into(">I", raw, 0, 0x377F0683)
    sums = summed(bytes(raw[:24]), 0, 0)
    struct.pack_into(">II", raw, 24, *sums)
    for at in range(32, len(raw) - 24 - PAGE + 1, 24 + PAGE):
        sums = summed(bytes(raw[at : at + 8]), *sums)
        sums = summed(bytes(raw[at + 24 : at + 24 + PAGE]), *sums)
        struct.pack_into(">II", raw, at + 16, *sums)


def _log(name: str, change: Callable[[bytearray], object], *ends: str) -> None:
    """A log whose sums are right and whose words are not."""

    def make(path: Path, _victim: Path) -> None:
        log_beside(path)
        raw = bytearray(beside(path, "-wal").read_bytes())
        change(raw)
        _checked(raw)
        beside(path, "-wal").write_bytes(raw)

    make.__name__ = name
    case(*(ends or ANY))(make)


_log("log_as_it_should_be", lambda _raw: None, CLEAN)
_log("log_of_another_version", _set(4, ">I", 3007001))
_log("log_of_huge_pages", _set(8, ">I", 65536))
_log("log_of_a_page_nowhere", _set(32, ">I", 0x7FFFFFFE))
_log("log_of_a_huge_file", _set(36, ">I", 0x7FFFFFFE))
_log("log_over_the_first_page", lambda raw: struct.pack_into(">II", raw, 32, 1, 1))


@case(*ANY)
def log_and_journal_at_once(path: Path, _victim: Path) -> None:
    interrupted(path)
    beside(path, "-wal").write_bytes(random.Random(8).randbytes(5000))
