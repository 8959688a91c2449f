# SPDX-License-Identifier: AGPL-3.0-or-later
"""The bytes of a message: what one side packs the other unpacks, and nothing else passes."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.worker.faults import FramingError
from sidelight.worker.framing import (
    MAGIC,
    MAX_BLOBS,
    MAX_BYTES,
    MAX_NUMBER,
    PREFIX_SIZE,
    Carrier,
    Prefix,
    pack_head,
    unpack_prefix,
    unpack_sizes,
)
from sidelight.worker.messages import MAX_JSON, Kind

prefixes = st.builds(
    Prefix,
    kind=st.sampled_from([Kind.CALL, Kind.REPLY]),
    carrier=st.sampled_from(Carrier),
    blob_count=st.just(0),
    json_size=st.integers(0, MAX_JSON),
    number=st.integers(0, MAX_NUMBER),
)
some_sizes = st.lists(st.integers(0, MAX_BYTES // 50), max_size=50)


def raw_prefix(
    magic: bytes = MAGIC, kind: int = 4, carrier: int = 0, blobs: int = 0, size: int = 2
) -> bytes:
    return struct.pack("!4sBBHII", magic, kind, carrier, blobs, size, 1)


@given(prefixes, some_sizes)
def test_a_head_comes_back_as_it_was_packed(prefix: Prefix, sizes: list[int]) -> None:
    prefix = Prefix(prefix.kind, prefix.carrier, len(sizes), prefix.json_size, prefix.number)
    head = pack_head(prefix, sizes)
    assert unpack_prefix(head[:PREFIX_SIZE]) == prefix
    assert len(head) == PREFIX_SIZE + prefix.sizes_size
    assert list(unpack_sizes(head[PREFIX_SIZE:])) == sizes


@given(st.binary(min_size=PREFIX_SIZE, max_size=PREFIX_SIZE))
def test_any_bytes_are_within_bounds_or_refused(raw: bytes) -> None:
    for start in (raw, MAGIC + raw[4:]):
        try:
            prefix = unpack_prefix(start)
        except FramingError:
            continue
        assert prefix.blob_count <= MAX_BLOBS
        assert prefix.json_size <= MAX_JSON
        assert pack_head(prefix, [0] * prefix.blob_count)[:PREFIX_SIZE] == start


def test_the_smallest_reply_is_accepted() -> None:
    assert unpack_prefix(raw_prefix()) == Prefix(Kind.REPLY, Carrier.INLINE, 0, 2, 1)


@pytest.mark.parametrize(
    "raw",
    [
        raw_prefix(magic=b"SLW\x02"),
        raw_prefix(magic=b"\x80\x04\x95."),
        raw_prefix(kind=0),
        raw_prefix(kind=6),
        raw_prefix(carrier=2),
        raw_prefix(blobs=MAX_BLOBS + 1),
        raw_prefix(size=MAX_JSON + 1),
        raw_prefix(size=2**32 - 1),
        raw_prefix(kind=Kind.PROGRESS, blobs=1),
        raw_prefix(kind=Kind.FAULT, blobs=1),
        raw_prefix(kind=Kind.READY, blobs=1),
    ],
)
def test_a_prefix_outside_the_protocol_is_refused(raw: bytes) -> None:
    with pytest.raises(FramingError):
        unpack_prefix(raw)


@pytest.mark.parametrize("sizes", [[MAX_BYTES + 1], [2**64 - 1], [2**63] * 2, [MAX_BYTES, 1]])
def test_sizes_past_the_bound_are_refused_on_both_sides(sizes: list[int]) -> None:
    with pytest.raises(FramingError):
        unpack_sizes(struct.pack(f"!{len(sizes)}Q", *sizes))
    with pytest.raises(FramingError):
        pack_head(Prefix(Kind.REPLY, Carrier.MEMORY, len(sizes), 2, 1), sizes)


@pytest.mark.parametrize(
    ("prefix", "sizes"),
    [
        (Prefix(Kind.CALL, Carrier.INLINE, 2, 2, 1), [1]),
        (Prefix(Kind.CALL, Carrier.INLINE, 0, 2, MAX_NUMBER + 1), []),
        (Prefix(Kind.CALL, Carrier.INLINE, 0, MAX_JSON + 1, 1), []),
        (Prefix(Kind.CALL, Carrier.INLINE, MAX_BLOBS + 1, 2, 1), [0] * (MAX_BLOBS + 1)),
    ],
)
def test_a_head_that_does_not_fit_is_not_packed(prefix: Prefix, sizes: list[int]) -> None:
    with pytest.raises(FramingError):
        pack_head(prefix, sizes)
