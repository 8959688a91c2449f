# SPDX-License-Identifier: AGPL-3.0-or-later
"""JSON values: what may be sent comes back, and what a stranger sends is checked first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.worker.faults import FramingError
from sidelight.worker.messages import (
    MAX_DEPTH,
    MAX_JSON,
    MAX_NODES,
    pack_values,
    unpack_values,
)

if TYPE_CHECKING:
    from sidelight.worker import Json

plain = (
    st.none()
    | st.booleans()
    | st.integers(-(10**30), 10**30)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]))
)
values = st.dictionaries(
    st.text(),
    st.recursive(
        plain, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8
    ),
    max_size=3,
)


@given(values)
def test_values_come_back_as_they_were_packed(value: dict[str, Json]) -> None:
    assert unpack_values(pack_values(value)) == value


@given(st.binary(max_size=60))
def test_any_bytes_are_an_object_or_refused(raw: bytes) -> None:
    try:
        value = unpack_values(raw)
    except FramingError:
        return
    assert unpack_values(pack_values(value)) == value


@given(st.text('[]{}",:0123eE-+.\\udTtrunl ', max_size=40))
def test_any_near_json_is_an_object_or_refused(text: str) -> None:
    try:
        value = unpack_values(text.encode())
    except FramingError:
        return
    assert unpack_values(pack_values(value)) == value


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"null",
        b"[]",
        b'"text"',
        b"{",
        b"{}{}",
        b"{'a': 1}",
        b'{"a": NaN}',
        b'{"a": Infinity}',
        b'{"a": -Infinity}',
        b'{"a": 1e999}',
        b'{"a": ' + b"9" * 5000 + b"}",
        b'{"a": "\\ud800"}',
        b'{"\\udfff": 1}',
        b'{"a": "\xff"}',
        b'{"a": "\xed\xa0\x80"}',
        b"\xff\xfe{\x00}\x00",
        b"\x80\x04N.",
        b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
        b'{"a": [' + b"0," * MAX_NODES + b"0]}",
        b'{"a": "' + b"x" * MAX_JSON + b'"}',
    ],
    ids=range(22),
)
def test_what_is_no_plain_object_is_refused(raw: bytes) -> None:
    with pytest.raises(FramingError):
        unpack_values(raw)


def test_the_depth_is_bounded_exactly() -> None:
    def nested(depth: int) -> bytes:
        return b'{"a":' + b"[" * depth + b"]" * depth + b"}"

    unpack_values(nested(MAX_DEPTH - 1))
    with pytest.raises(FramingError):
        unpack_values(nested(MAX_DEPTH))


def test_a_refusal_repeats_nothing_of_what_was_sent() -> None:
    with pytest.raises(FramingError) as caught:
        unpack_values(b'{"name": Ivanov}')
    assert "Ivanov" not in str(caught.value)
    assert caught.value.__cause__ is None
