# SPDX-License-Identifier: AGPL-3.0-or-later
"""Records of our tables in the bytes of a damaged database, found without SQLite.

Neither pages nor pointers are trusted.  Each record begins with a header of its own that says how
long every value is, and in ours the first value is always a hash of 64 digits, of serial type 141,
written 0x81 0x0d: the bytes are searched for that.  So a record is found wherever it stands whole,
whatever has become of its page's head, its cell pointers, the pages above it, or the first page.
Only the size of the pages must be known, for records so long that they go on in overflow pages.
Format: https://www.sqlite.org/fileformat2.html, sections 1.5, 1.6 and 2.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from sidelight.store import blobs

Values: TypeAlias = tuple[bytes | int | None, ...]

SIZES = tuple(1 << power for power in range(9, 17))
"""Bytes a page of SQLite can have."""

_USUAL = 4096
_HASH = 141
_MARK = b"\x81\x0d"
_TIME = 13 + 2 * len("2024-06-19T10:00:00.123+00:00")
_WINDOW = 1 << 20
_LONGEST_HEADER = 60
_LONGEST_BODY = 16 << 20
_LONGEST_HISTORY = 1 << 16
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


@dataclass(frozen=True, slots=True)
class Layout:
    """Bytes of a page, and how many at its end are not SQLite's."""

    page: int
    reserved: int = 0

    @property
    def usable(self) -> int:
        """Bytes of a page that hold records."""
        return self.page - self.reserved


@dataclass(frozen=True, slots=True)
class Found:
    """A record's header: its table, where it begins, the serial types of its values.

    ``rowid`` is None where the cell before the header is not whole.
    """

    table: str
    at: int
    header: int
    types: tuple[int, ...]
    rowid: int | None

    @property
    def size(self) -> int:
        """Bytes of the record."""
        return self.header + sum(map(_length, self.types))


class RawFile:
    """A file read in pieces by offset; what lies beyond its end is empty."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb", buffering=0)
        self.size = self._file.seek(0, 2)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def read(self, at: int, size: int) -> bytes:
        """Return up to ``size`` bytes from ``at`` on."""
        self._file.seek(at)
        return self._file.read(size)

    def found(self) -> Iterator[Found]:
        """Yield every header of a record of ours."""
        start, before = 0, 2 * _LONGEST_HEADER
        while start < self.size:
            from_ = max(0, start - before)
            window = self.read(from_, start - from_ + _WINDOW + 2 * _LONGEST_HEADER)
            at = window.find(_MARK, start - from_)
            while 0 <= at < start - from_ + _WINDOW:
                record = _header(window, at - 1, from_)
                if record is not None:
                    yield record
                at = window.find(_MARK, at + 1)
            start += _WINDOW

    def payload(self, record: Found, layout: Layout) -> tuple[bytes, bool]:
        """Return the bytes of a record, fewer where they break off.

        The second is whether its overflow pages end where the record does.
        """
        size, usable = record.size, layout.usable
        most = usable - 35
        if size <= most:
            return self.read(record.at, size), True
        least = (usable - 12) * 32 // 255 - 23
        local = least + (size - least) % (usable - 4)
        local = local if local <= most else least
        if record.at % layout.page + local + 4 > usable:
            return b"", False
        start = self.read(record.at, local + 4)
        pieces, left = [start[:local]], size - local
        number = int.from_bytes(start[local:], "big")
        while left > 0 and 1 < number <= self.size // layout.page + 1:
            page = self.read((number - 1) * layout.page, 4 + min(left, usable - 4))
            number = int.from_bytes(page[:4], "big")
            pieces.append(page[4:])
            left -= len(page) - 4
            if len(page) <= 4:
                break
        return b"".join(pieces), left == 0 and number == 0


def read_values(record: Found, payload: bytes) -> Values | None:
    """Return the values of a record; None where bytes of it are absent."""
    if len(payload) != record.size:
        return None
    values: list[bytes | int | None] = []
    at = record.header
    for type_ in record.types:
        data = payload[at : at + _length(type_)]
        at += len(data)
        if type_ >= 12:
            values.append(data)
        elif type_ in {8, 9}:
            values.append(type_ - 8)
        else:
            values.append(int.from_bytes(data, "big", signed=True) if type_ else None)
    return tuple(values)


def layouts(head: bytes, hint: int = 0) -> list[Layout]:
    """Return every layout that pages can have, likely ones first.

    ``head`` is the file's header, whole or not; ``hint`` a size that a journal names.
    """
    said = int.from_bytes(head[16:18], "big")
    said = 65536 if said == 1 else said
    likely = [size for size in (said, hint, _USUAL) if size in SIZES]
    found = [Layout(size) for size in dict.fromkeys([*likely, *SIZES])]
    if said in SIZES and 0 < head[20] <= said - 480:
        found.insert(0, Layout(said, head[20]))
    return found


def _header(window: bytes, at: int, offset: int) -> Found | None:
    """Read what may be a record's header at ``at`` of a window that begins at ``offset``."""
    if at < 0 or not 4 <= window[at] <= _LONGEST_HEADER:
        return None
    end = at + window[at]
    types: list[int] = []
    next_ = at + 1
    while next_ < end:
        value, size = varint(window, next_)
        if not size:
            return None
        types.append(value)
        next_ += size
    table = _table(types) if next_ == end else ""
    if not table:
        return None
    record = Found(table, offset + at, window[at], tuple(types), None)
    return Found(table, record.at, record.header, record.types, _rowid(window, at, record.size))


def _table(types: list[int]) -> str:
    """Return which of our tables has rows of such types; "" for none."""
    match types:
        case [_, body] if body >= 13 and body % 2 and _length(body) <= _LONGEST_BODY:
            return "change"
        case [_, rowid] if rowid in _INTEGERS or rowid == 9:
            return "index"
        case [_, part, data] if part in _INTEGERS or part in {8, 9}:
            whole = data >= 12 and data % 2 == 0 and _length(data) <= blobs.PART
            return "blob" if whole else ""
        case [_, time, *others] if time == _TIME and len(others) >= 10 and min(others) >= 0:
            readable = sum(map(_length, types)) <= _LONGEST_HISTORY
            return "history" if readable and not {10, 11, 7} & set(others) else ""
    return ""


def _rowid(window: bytes, at: int, size: int) -> int | None:
    """Return the rowid of the cell whose record begins at ``at``: it stands before, after the
    record's size.
    """
    length = written(size)
    for digits in range(1, 10):
        start = at - digits
        if start >= len(length) and window[start - len(length) : start] == length:
            value, used = varint(window, start)
            if used == digits:
                return value - (1 << 64) if value >= 1 << 63 else value
    return None


def _length(type_: int) -> int:
    """Return how many bytes a value of a serial type takes."""
    return (type_ - 12) // 2 if type_ >= 12 else _INTEGERS.get(type_, 0)


def varint(data: bytes, at: int) -> tuple[int, int]:
    """Read a number of 1 to 9 bytes; return it and its bytes, of which 0 where it breaks off."""
    value = 0
    for used, byte in enumerate(data[at : at + 9], 1):
        if used == 9:
            return value << 8 | byte, 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, used
    return 0, 0


def written(value: int) -> bytes:
    """Write a number below 2⁵⁶ as SQLite does."""
    digits = [value & 0x7F]
    while value := value >> 7:
        digits.append(value & 0x7F | 0x80)
    return bytes(reversed(digits))
