# SPDX-License-Identifier: AGPL-3.0-or-later
"""The frame of a message: a head with every length, then JSON, then blobs that travel inline.

::

    prefix   magic and version (4), kind (1), carrier (1), blobs (2), JSON bytes (4), call (4)
    sizes    one unsigned 64-bit number a blob
    JSON     UTF-8
    blobs    one after another, where the carrier is INLINE

All numbers are big-endian.  A reader knows every length, and that it is within bounds, before it
makes room for anything.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from sidelight.worker.faults import FramingError
from sidelight.worker.messages import MAX_JSON, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

MAGIC = b"SLW\x01"
MAX_BLOBS = 4096
MAX_BYTES = 1 << 30
MAX_NUMBER = (1 << 32) - 1

_WITH_BLOBS = {Kind.CALL, Kind.REPLY}

_PREFIX = struct.Struct("!4sBBHII")
PREFIX_SIZE = _PREFIX.size


class Carrier(IntEnum):
    """How blobs travel: after the JSON, or in memory shared beside the channel."""

    INLINE = 0
    MEMORY = 1


@dataclass(frozen=True, slots=True)
class Prefix:
    """The first bytes of a frame, each field within its bounds."""

    kind: Kind
    carrier: Carrier
    blob_count: int
    json_size: int
    number: int

    @property
    def sizes_size(self) -> int:
        """Bytes of the sizes that follow."""
        return 8 * self.blob_count


def pack_head(prefix: Prefix, sizes: Sequence[int]) -> bytes:
    """Return prefix and sizes; FramingError where a bound is broken."""
    _check_bounds(prefix.blob_count, prefix.json_size)
    _check_sizes(sizes)
    if prefix.blob_count != len(sizes) or not 0 <= prefix.number <= MAX_NUMBER:
        raise FramingError("a prefix that does not fit its message")
    head = _PREFIX.pack(
        MAGIC, prefix.kind, prefix.carrier, prefix.blob_count, prefix.json_size, prefix.number
    )
    return head + struct.pack(f"!{len(sizes)}Q", *sizes)


def unpack_prefix(raw: bytes | bytearray) -> Prefix:
    """Return the prefix in PREFIX_SIZE bytes; FramingError where it breaks a bound."""
    magic, kind, carrier, blob_count, json_size, number = _PREFIX.unpack(raw)
    if magic != MAGIC:
        raise FramingError("not a frame of this version")
    _check_bounds(blob_count, json_size)
    try:
        prefix = Prefix(Kind(kind), Carrier(carrier), blob_count, json_size, number)
    except ValueError:
        raise FramingError("an unknown kind or carrier") from None
    if blob_count and prefix.kind not in _WITH_BLOBS:
        raise FramingError("blobs where none belong")
    return prefix


def unpack_sizes(raw: bytes | bytearray) -> tuple[int, ...]:
    """Return the sizes of the blobs in bytes; FramingError where they break a bound."""
    sizes: tuple[int, ...] = struct.unpack(f"!{len(raw) // 8}Q", raw)
    _check_sizes(sizes)
    return sizes


def _check_bounds(blob_count: int, json_size: int) -> None:
    if blob_count > MAX_BLOBS:
        raise FramingError(f"{blob_count} blobs in one message")
    if json_size > MAX_JSON:
        raise FramingError(f"{json_size} bytes of JSON in one message")


def _check_sizes(sizes: Sequence[int]) -> None:
    if sum(sizes) > MAX_BYTES:
        raise FramingError(f"{sum(sizes)} bytes of blobs in one message")
