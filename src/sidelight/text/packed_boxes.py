# SPDX-License-Identifier: AGPL-3.0-or-later
"""The boxes of a stored document, kept packed and unpacked where somebody looks.

A thousand pages have two million boxes of 16 bytes each, of which a reader sees a few thousand.
"""

from __future__ import annotations

import math
import sys
import threading
import zlib
from array import array
from collections import OrderedDict
from typing import Any

_STRETCH = 1 << 19
"""Bytes that are unpacked together: two milliseconds' work."""
_SIP = 1 << 14
"""Packed bytes that are given to zlib at a time; it copies what it leaves over."""
_STRETCHES, _PARTS = 2, 16
"""How many stretches, and how many pages' boxes, are kept unpacked."""


class PackedBoxes:
    """``count`` numbers as ``packed`` by zlib, little-endian and in single precision.

    Usable from several threads.  What is damaged reads as zeros, which is nowhere on a page; who
    wants to be told calls `verify`.
    """

    def __init__(self, packed: memoryview, count: int) -> None:
        self._packed = packed
        self._size = 4 * count
        self._ways: list[tuple[Any, int]] = [(zlib.decompressobj(), 0)]
        """For each stretch up to the farthest unpacked, how to go on there."""
        self._unpacked: OrderedDict[int, bytes] = OrderedDict()
        self._taken: OrderedDict[tuple[int, int], array[float]] = OrderedDict()
        self._lock = threading.Lock()
        self._verified = False

    def take(self, start: int, count: int) -> array[float]:
        """Return ``count`` numbers from number ``start`` on; who changes them changes them for
        all.
        """
        with self._lock:
            found = self._taken.pop((start, count), None)
            if found is None:
                found = self._read(4 * start, 4 * (start + count))
            self._taken[start, count] = found
            while len(self._taken) > _PARTS:
                self._taken.popitem(last=False)
            return found

    def verify(self, *, whole: bool = True) -> None:
        """Raise ValueError where anything is damaged, without ``whole`` within the first stretch.

        Where the whole was read once, any part of it is quick to unpack.
        """
        if self._verified:
            return
        for number in range(self._count if whole else 1):
            with self._lock:  # for each anew: the window may want its page meanwhile
                self._stretch(number)
        self._verified = whole or self._count == 1

    @property
    def _count(self) -> int:
        return max(1, -(-self._size // _STRETCH))

    def _read(self, start: int, end: int) -> array[float]:
        first = start // _STRETCH
        numbers = range(first, -(-end // _STRETCH))
        raw = b"".join(map(self._sound_stretch, numbers))
        floats = array("f")
        floats.frombytes(raw[start - first * _STRETCH : end - first * _STRETCH])
        if sys.byteorder == "big":
            floats.byteswap()
        return floats

    def _sound_stretch(self, number: int) -> bytes:
        try:
            return self._stretch(number)
        except ValueError:
            return bytes(self._length(number))

    def _length(self, number: int) -> int:
        return min(_STRETCH, self._size - number * _STRETCH)

    def _stretch(self, number: int) -> bytes:
        """Return the bytes of a stretch; ValueError where they or those before are damaged."""
        raw = self._unpacked.pop(number, None)
        if raw is None:
            try:
                for each in range(min(number, len(self._ways) - 1), number + 1):
                    raw = self._inflate(each)
            except zlib.error as error:
                raise ValueError(f"boxes that cannot be unpacked: {error}") from error
        assert raw is not None  # noqa: S101 - the range holds at least the stretch itself
        self._unpacked[number] = raw
        while len(self._unpacked) > _STRETCHES:
            self._unpacked.popitem(last=False)
        return raw

    def _inflate(self, number: int) -> bytes:
        way, at = self._ways[number]
        way = way.copy()
        wanted = self._length(number)
        parts: list[bytes] = []
        while wanted:
            piece = way.unconsumed_tail or self._packed[at : at + _SIP]
            at += 0 if way.unconsumed_tail else len(piece)
            some = way.decompress(piece, wanted)
            if not some and (way.eof or not piece):
                raise ValueError("too few boxes")
            parts.append(some)
            wanted -= len(some)
        if number + 1 == self._count:
            more = way.decompress(way.unconsumed_tail + bytes(self._packed[at:]), 1)
            if more or not way.eof or way.unused_data:
                raise ValueError("too many boxes, or an end that is none")
        elif number + 1 == len(self._ways):
            self._ways.append((way, at))
        raw = b"".join(parts)
        if not finite(raw):
            raise ValueError("a box that is nowhere")
        return raw


class Part:
    """Some of the numbers of `PackedBoxes`; equal to the numbers themselves."""

    __slots__ = ("_count", "_start", "_whole")
    __hash__ = None  # type: ignore[assignment]  # as that of an array

    def __init__(self, whole: PackedBoxes, start: int, count: int) -> None:
        self._whole, self._start, self._count = whole, start, count

    def __eq__(self, other: object) -> bool:
        return self.unpacked() == (other.unpacked() if isinstance(other, Part) else other)

    def unpacked(self) -> array[float]:
        """Return the numbers."""
        return self._whole.take(self._start, self._count)

    def verify(self) -> None:
        """Raise ValueError where the whole that they are a part of is damaged."""
        self._whole.verify()


def finite(raw: bytes, order: str = "little") -> bool:
    """Tell whether bytes, of numbers in single precision, hold no infinity and nothing that is no
    number.
    """
    # Only these, and numbers that stand on no page, have such a first byte.
    first = raw[3 if order == "little" else 0 :: 4]
    if b"\x7f" not in first and b"\xff" not in first:
        return True
    floats = array("f")
    floats.frombytes(raw)
    if order != sys.byteorder:
        floats.byteswap()
    # Summed in double precision, single-precision numbers cannot overflow.
    return math.isfinite(sum(floats))
