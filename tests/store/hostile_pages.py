# SPDX-License-Identifier: AGPL-3.0-or-later
"""Hostile files by their pages: header, trees, chains and lists that lie or bite their tails.

Places of the header and forms of pages: https://www.sqlite.org/fileformat2.html
"""

import sqlite3
import struct
from itertools import pairwise
from pathlib import Path

from tests.store.hostile_case import (
    CLEAN,
    DAMAGED,
    HOSTILE,
    NOT_OURS,
    Maker,
    case,
    run,
)

BROKEN = (DAMAGED, HOSTILE, NOT_OURS)
PAGE = 4096


def patch(path: Path, at: int, data: bytes) -> None:
    """Write over bytes."""
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)


def root(path: Path, name: str) -> int:
    """The root page of a table."""
    db = sqlite3.connect(path)
    found = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)).fetchone()
    db.close()
    return int(found[0])


def at_page(number: int, offset: int = 0) -> int:
    """Where a page stands in the file."""
    return (number - 1) * PAGE + offset


def vacuumed(path: Path, *pragmas: str) -> None:
    """Write a file anew under other settings, as `sqlite3` at a terminal would."""
    db = sqlite3.connect(path, isolation_level=None)
    for pragma in pragmas:
        db.execute(f"PRAGMA {pragma}")
    db.execute("VACUUM")
    db.close()


@case(CLEAN)
def pages_of_512(path: Path, _victim: Path) -> None:
    vacuumed(path, "page_size = 512")


@case(CLEAN)
def pages_of_65536(path: Path, _victim: Path) -> None:
    vacuumed(path, "page_size = 65536")


@case(CLEAN)
def pointer_map(path: Path, _victim: Path) -> None:
    vacuumed(path, "auto_vacuum = FULL")


@case(CLEAN, *BROKEN)
def pointer_map_of_noise(path: Path, _victim: Path) -> None:
    vacuumed(path, "auto_vacuum = INCREMENTAL")
    patch(path, at_page(2), b"\xff" * PAGE)


def _header(name: str, at: int, data: bytes, *ends: str) -> None:
    def make(path: Path, _victim: Path) -> None:
        patch(path, at, data)

    make.__name__ = name
    case(*ends)(make)


_header("page_size_of_nothing", 16, b"\0\0", *BROKEN)
_header("page_size_that_is_no_power", 16, struct.pack(">H", 3000), *BROKEN)
_header("page_size_of_others", 16, struct.pack(">H", 8192), *BROKEN)
_header("reserved_bytes", 20, b"\x40", *BROKEN)
_header("reserved_bytes_without_end", 20, b"\xff", *BROKEN)
_header("fractions_that_lie", 21, b"\xff\0\0", *BROKEN)
_header("more_pages_than_there_are", 28, struct.pack(">I", 0x7FFFFFFF), *BROKEN)
_header("no_pages_at_all", 28, bytes(4), CLEAN, *BROKEN)
_header("freelist_outside", 32, struct.pack(">II", 0x7FFFFFF0, 3), *BROKEN)
_header("schema_of_a_later_form", 44, struct.pack(">I", 9), *BROKEN)
_header("cache_of_the_whole_memory", 48, struct.pack(">i", 0x7FFFFFFF), CLEAN, *BROKEN)
_header("vacuum_root_that_lies", 52, struct.pack(">I", 77), *BROKEN, CLEAN)
_header("encoding_of_nobody", 56, struct.pack(">I", 9), CLEAN, *BROKEN)
_header("encoding_that_lies", 56, struct.pack(">I", 3), *BROKEN)
_header("write_ahead_without_a_log", 18, b"\2\2", CLEAN)
_header("version_of_the_future", 18, b"\3\3", *BROKEN)
_header("written_by_nobody", 92, b"\xff" * 8, CLEAN, *BROKEN)


@case(*BROKEN)
def freelist_of_itself(path: Path, _victim: Path) -> None:
    run(path, "CREATE TABLE gone (x)", "INSERT INTO gone VALUES (zeroblob(50000))")
    run(path, "DROP TABLE gone")
    (first,) = struct.unpack(">I", path.read_bytes()[32:36])
    patch(path, at_page(first), struct.pack(">I", first))


@case(*BROKEN)
def freelist_of_living_pages(path: Path, _victim: Path) -> None:
    tree = root(path, "change")
    run(path, "CREATE TABLE gone (x)", "INSERT INTO gone VALUES (zeroblob(50000))")
    run(path, "DROP TABLE gone")
    (first,) = struct.unpack(">I", path.read_bytes()[32:36])
    patch(path, at_page(first, 8), struct.pack(">I", tree))


def _overflow(path: Path) -> int:
    """The first page of the longest chain: that of a part of a document."""
    db = sqlite3.connect(path)
    (data,) = db.execute("SELECT bytes FROM blob WHERE part = 1").fetchone()
    db.close()
    # some page begins with the number of the next, then goes on with the part
    at = path.read_bytes().index(data[20_000:20_100])
    return at // PAGE + 1


@case(*BROKEN)
def chain_of_itself(path: Path, _victim: Path) -> None:
    page = _overflow(path)
    patch(path, at_page(page), struct.pack(">I", page))


@case(*BROKEN)
def chain_into_the_schema(path: Path, _victim: Path) -> None:
    patch(path, at_page(_overflow(path)), struct.pack(">I", 1))


@case(*BROKEN)
def chain_out_of_the_file(path: Path, _victim: Path) -> None:
    patch(path, at_page(_overflow(path)), struct.pack(">I", 0x7FFFFFFF))


@case(*BROKEN)
def tree_of_itself(path: Path, _victim: Path) -> None:
    """An inner page whose only child is itself."""
    page = root(path, "change")
    inner = struct.pack(">BHHHBI", 5, 0, 1, PAGE - 6, 0, page) + struct.pack(">H", PAGE - 6)
    cell = struct.pack(">I", page) + b"\x05"
    patch(path, at_page(page), inner.ljust(PAGE - 6, b"\0") + cell.ljust(6, b"\0"))


@case(*BROKEN)
def tree_of_hundreds_of_floors(path: Path, _victim: Path) -> None:
    """Inner pages, each with one child, deeper than SQLite ever builds."""
    page, count = root(path, "change"), path.stat().st_size // PAGE
    floors = [page, *range(count + 1, count + 400)]
    with path.open("ab") as file:
        file.write(bytes(PAGE * 400))
    for here, below in pairwise(floors):
        patch(path, at_page(here), struct.pack(">BHHHBI", 5, 0, 0, PAGE, 0, below).ljust(PAGE))
    patch(path, 28, struct.pack(">I", count + 400))


@case(*BROKEN)
def cells_outside_their_page(path: Path, _victim: Path) -> None:
    page = root(path, "claim")
    patch(path, at_page(page, 8), struct.pack(">4H", 0xFFFF, 0, 3, PAGE - 1))


@case(*BROKEN)
def cells_upon_cells(path: Path, _victim: Path) -> None:
    page = root(path, "claim")
    raw = path.read_bytes()
    first = raw[at_page(page, 8) : at_page(page, 10)]
    patch(path, at_page(page, 8), first * 2)


@case(*BROKEN)
def sixty_thousand_cells(path: Path, _victim: Path) -> None:
    patch(path, at_page(root(path, "claim"), 3), b"\xff\xff")


def _payload(name: str, varint: bytes) -> None:
    def make(path: Path, _victim: Path) -> None:
        page = root(path, "claim")
        raw = path.read_bytes()
        (cell,) = struct.unpack(">H", raw[at_page(page, 8) : at_page(page, 10)])
        patch(path, at_page(page, cell), varint)

    make.__name__ = name
    case(*BROKEN)(make)


_payload("payload_of_all_bits", b"\xff" * 9)
_payload("payload_of_two_gigabytes", b"\x87\xff\xff\xff\x7f")
_payload("payload_of_nothing", b"\x00")


def _record(name: str, types: bytes) -> None:
    """A record whose header says that its columns are something else."""

    def make(path: Path, _victim: Path) -> None:
        page = root(path, "claim")
        raw = path.read_bytes()
        (cell,) = struct.unpack(">H", raw[at_page(page, 8) : at_page(page, 10)])
        start = at_page(page, cell) + 2 + (raw[at_page(page, cell)] > 127)
        patch(path, start, types)

    make.__name__ = name
    # the table is a projection: what stands in it is not taken over where it can be read at all
    case(CLEAN, *BROKEN)(make)


_record("columns_longer_than_their_row", b"\x0b\xff\xff\xff\x7f")
_record("columns_of_no_kind", b"\x0b\x0a\x0b\x0a\x0b")
_record("header_longer_than_its_row", b"\xff\xff\x7f")


def _rooted(name: str, number: str) -> Maker:
    def make(path: Path, _victim: Path) -> None:
        run(path, f"UPDATE sqlite_schema SET rootpage = {number} WHERE name = 'change'")

    make.__name__ = name
    return case(*BROKEN)(make)


_rooted("root_that_is_the_schema", "1")
_rooted("root_out_of_the_file", "2147483647")
_rooted("root_that_is_no_number", "'first'")
_rooted("root_below_nothing", "-5")


@case(DAMAGED)
def swollen_with_nothing(path: Path, _victim: Path) -> None:
    """Six hundred megabytes of holes behind its end."""
    with path.open("r+b") as file:
        file.truncate(600 << 20)
