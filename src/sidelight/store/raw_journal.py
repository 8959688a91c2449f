# SPDX-License-Identifier: AGPL-3.0-or-later
"""Rolling a copy of a damaged database back by its journal, page by page, without SQLite.

A rollback journal holds pages as they were before the act that was broken off.  What it names as a
super-journal is not looked at.
Format: https://www.sqlite.org/fileformat2.html#the_rollback_journal; the checksum is that of
``pager_cksum`` in pager.c.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from sidelight.store.raw_records import SIZES

_MAGIC = bytes.fromhex("d9d505f920a163d7")
_HEAD = struct.Struct(">8sIIIII")
_SECTORS = tuple(1 << power for power in range(5, 17))
_TO_THE_END = 0xFFFFFFFF
_LARGEST = 4 << 30


def roll_back(database: Path, journal: Path) -> int:
    """Write the pages of a journal that are whole into a copy of a database, in place.

    Returns the size of a page that the journal names; 0 where it holds none that is whole, and
    then the copy is as it was.
    """
    with journal.open("rb") as pages, database.open("r+b") as copy:
        before, size = _first(pages.read(_HEAD.size))
        if not size:
            return 0
        count = 0
        for number, page in _pages(journal, size):
            if number * size <= _LARGEST:
                copy.seek((number - 1) * size)
                copy.write(page)
                count += 1
        if count and 0 < before * size < copy.seek(0, 2):
            copy.truncate(before * size)
        return size if count else 0


def _first(head: bytes) -> tuple[int, int]:
    """Return the pages that the database had, and the bytes of one; zeros for no journal."""
    if len(head) < _HEAD.size:
        return 0, 0
    magic, _count, _nonce, before, _sector, size = _HEAD.unpack(head)
    return (before, size) if magic == _MAGIC and size in SIZES else (0, 0)


def _pages(journal: Path, size: int) -> Iterator[tuple[int, bytes]]:
    """Yield number and bytes of each page until one is not whole."""
    with journal.open("rb") as file:
        end = file.seek(0, 2)
        at = 0
        while at + _HEAD.size <= end:
            file.seek(at)
            magic, count, nonce, _before, sector, _size = _HEAD.unpack(file.read(_HEAD.size))
            if magic != _MAGIC or sector not in _SECTORS:
                return
            file.seek(at + sector)
            left = (end - at - sector) // (size + 8)
            for _ in range(left if count in {0, _TO_THE_END} else min(left, count)):
                number = int.from_bytes(file.read(4), "big")
                page = file.read(size)
                if int.from_bytes(file.read(4), "big") != _sum(page, nonce) or not number:
                    return
                yield number, page
            at = -(-file.tell() // sector) * sector


def _sum(page: bytes, nonce: int) -> int:
    total = nonce
    for at in range(len(page) - 200, 0, -200):
        total += page[at]
    return total & 0xFFFFFFFF
