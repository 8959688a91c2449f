# SPDX-License-Identifier: AGPL-3.0-or-later
"""JSON of strangers: what is read, and what is refused before it costs anything."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sidelight.errors import InputError
from sidelight.exchange.json_in import DEEPEST, LARGEST, begins, read
from tests.exchange.files_given import in_time

MB = 1 << 20
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)


def value(data: bytes) -> Any:
    (found,) = read(data, "a.json").values
    return found


def refusal(data: bytes) -> str:
    with pytest.raises(InputError) as error, in_time():
        read(data, "a.json")
    assert "a.json" in str(error.value)
    return error.value.id


@given(
    JSON, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"]), st.booleans()
)
@settings(max_examples=80)
def test_what_json_says_is_read(made: Any, encoding: str, plain: bool) -> None:
    text = json.dumps([made], ensure_ascii=not plain)
    assert value(text.encode(encoding)) == [made]


@given(st.text(st.sampled_from('\\"ud8cx0\ud83d\ude00'), max_size=30))
def test_no_half_of_a_pair_is_left(text: str) -> None:
    (found,) = value(json.dumps([text]).encode())
    found.encode()
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert found == whole


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"[NaN, -Infinity, 1]", [None, None, 1]),
        (b'{"a": 1, "a": 2}', {"a": 2}),
        (b"[" + b"9" * 5000 + b", 7]", [None, 7]),
        (b'["a\tb"]', ["a\tb"]),
        (b'\xef\xbb\xbf["a"]', ["a"]),
        ('["Ложь"]'.encode("cp1251"), ["Ложь"]),
        (b'["\\ud800", "\\\\ud800", "\\ud83d\\ude00"]', ["�", "\\ud800", "😀"]),
    ],
)
def test_odd_json_is_read(data: bytes, expected: Any) -> None:
    assert value(data) == expected


def test_lines_are_read_and_broken_ones_are_counted() -> None:
    found = read(b'{"a": 1}\r\n\n\x1e{"b": 2}\n{"c": \n[3]\n', "a.jsonl")
    assert found.values == ({"a": 1}, {"b": 2}, [3])
    assert found.broken == (4,)
    assert refusal(b"1\n{\n[\n") == "import.damaged"


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", b"{", b'["a', b'{"a" 1}', b"\x00" * 1000, b"\xff\xfe\x00", b"%PDF-1.7",
     b"{" + bytes(range(128, 256)) * 100_000, b"{" + bytes(8 * MB), b'{"a": "\xff\xff"',
     b'{"a":' * 100_000],
    ids=["empty", "zip", "open", "text", "colon", "nul", "utf-16", "pdf", "noise", "nuls", "cut",
         "unclosed"],
)  # fmt: skip
def test_what_is_no_json_is_said_to_be_none(data: bytes) -> None:
    assert refusal(data) == "import.damaged"


def test_depth_is_bounded() -> None:
    assert value(b"[" * DEEPEST + b"]" * DEEPEST) is not None
    assert refusal(b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1)) == "import.too_large"
    in_texts = b'["' + b"[{" * 1000 + b'", "\\"' + b"[" * 1000 + b'"]'
    assert len(value(in_texts)) == 2
    mixed = b'[{"a":' * 40 + b"1" + b"}]" * 40
    assert refusal(mixed) == "import.too_large"


TOO_MUCH: dict[str, Callable[[], bytes]] = {
    "deep": lambda: b"[" * 100_000 + b"]" * 100_000,
    "deeper": lambda: b"[" * (16 * MB) + b"]" * (16 * MB),
    "objects": lambda: b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "zeros": lambda: b"[" + b"0," * (16 * MB) + b"0]",
    "empties": lambda: b"[" + b"[]," * (8 * MB) + b"[]]",
    "halves": lambda: b"[" + b'"\\ud800",' * (4 * MB) + b"0]",
    "lines": lambda: b"1" + b"\n" * (16 * MB) + b"1",
    "signs": lambda: b'["' + b'{","' * (4 * MB) + b'"]',
    "size": lambda: bytes(LARGEST + 1),
}
"""Made when they are tried, and gone afterwards."""


@pytest.mark.parametrize("make", TOO_MUCH.values(), ids=TOO_MUCH)
def test_too_much_is_refused_at_once(make: Callable[[], bytes]) -> None:
    assert refusal(make()) == "import.too_large"


@given(st.binary(max_size=200))
def test_the_beginning_of_a_file_never_raises(head: bytes) -> None:
    assert begins(head)[:1] in {"", "{", "["}


def test_the_beginning_of_json_is_known_in_any_encoding() -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"):
        assert begins(' \n{"a": "ё"}'.encode(encoding)).startswith('{"a": "ё"')
    assert begins(b"<html>{}") == ""
