# SPDX-License-Identifier: AGPL-3.0-or-later
"""Text layers and page geometry as bytes, our own and a stranger's."""

import json
import struct
import zlib
from array import array
from collections.abc import Callable
from dataclasses import replace
from itertools import count, pairwise
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from sidelight.text.ink import InkText
from sidelight.text.layer import (
    Block,
    Furniture,
    Heading,
    Page,
    TextLayer,
    layer_id,
    pack_geometry,
    unpack_geometry,
)

LAYER = TextLayer(
    InkText("Häd\n\nOne two.\u00a0🚀 세"),
    (Block(0, 3, "heading", 2), Block(3, 11)),
    (Heading(2, "Häd", 0, 1),),
    (Furniture(9, 11, "also-read"),),
)
PLAIN_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | PLAIN_TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(PLAIN_TEXT, inner, max_size=4),
    max_leaves=8,
)


@st.composite
def layers(draw: st.DrawFn) -> TextLayer:
    text = InkText(draw(PLAIN_TEXT))
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    spans = list(pairwise(cuts))
    return TextLayer(
        text,
        tuple(Block(a, b, draw(PLAIN_TEXT), draw(st.integers(0, 6))) for a, b in spans),
        tuple(Heading(1, draw(PLAIN_TEXT), a, draw(st.integers(1, 9))) for a, _ in spans),
        tuple(Furniture(a, b, draw(PLAIN_TEXT)) for a, b in spans),
    )


def same(one: TextLayer, other: TextLayer) -> bool:
    parts = (one.blocks, one.outline, one.furniture) == (
        other.blocks,
        other.outline,
        other.furniture,
    )
    return parts and one.text.text == other.text.text


@given(layers())
def test_a_layer_comes_back_from_its_bytes(layer: TextLayer) -> None:
    data = layer.to_bytes()
    again = TextLayer.from_bytes(data)
    assert same(again, layer)
    assert again.to_bytes() == data
    assert data == rfc8785.dumps(json.loads(data))


def test_the_bytes_of_a_layer_are_these() -> None:
    assert TextLayer(InkText("a b"), (Block(0, 2),)).to_bytes() == (
        b'{"blocks":[[0,2,"paragraph",0]],"furniture":[],"outline":[],"text":"a b"}'
    )


@given(st.binary() | JUNK.map(lambda value: json.dumps(value).encode()))
def test_bytes_that_are_no_layer_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a text layer"):
        TextLayer.from_bytes(data)


def changed(**parts: object) -> bytes:
    value = json.loads(LAYER.to_bytes()) | parts
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


@given(st.sampled_from(["text", "blocks", "outline", "furniture"]), JUNK)
def test_a_layer_with_a_part_exchanged_is_read_whole_or_refused(part: str, value: object) -> None:
    data = changed(**{part: value})
    try:
        layer = TextLayer.from_bytes(data)
    except ValueError:
        return
    assert layer.to_bytes() == data


@pytest.mark.parametrize(
    "parts",
    [
        {"text": 5},
        {"text": "\ud800"},
        {"text": None},
        {"blocks": [[0, 99, "paragraph", 0]]},
        {"blocks": [[-1, 2, "paragraph", 0]]},
        {"blocks": [[3, 2, "paragraph", 0]]},
        {"blocks": [[0, 2, "paragraph"]]},
        {"blocks": [["0", 2, "paragraph", 0]]},
        {"blocks": [[0, True, "paragraph", 0]]},
        {"blocks": [[0, 2, None, 0]]},
        {"blocks": [[0, 2, [], 0]]},
        {"blocks": [[0, 1.5, "paragraph", 0]]},
        {"blocks": [[0, 10**400, "paragraph", 0]]},
        {"blocks": [[0, 2, "paragraph", 1 << 53]]},
        {"blocks": [[0, float("inf"), "paragraph", 0]]},
        {"blocks": [[0, float("nan"), "paragraph", 0]]},
        {"blocks": [[4, 6, "paragraph", 0], [0, 2, "paragraph", 0]]},
        {"blocks": "abcd"},
        {"blocks": ["abcd"]},
        {"blocks": {"a": 1}},
        {"outline": [[1, "t", 99, 1]]},
        {"outline": [[1, "t", -2, 1]]},
        {"outline": [[1, 2, 0, 1]]},
        {"furniture": [[0, 99, "x"]]},
        {"furniture": [[0, 1, {}]]},
        {"more": 1},
    ],
)
def test_a_hostile_layer_is_refused(parts: dict[str, object]) -> None:
    value = json.dumps(json.loads(LAYER.to_bytes()) | parts, sort_keys=True, separators=(",", ":"))
    for data in (value.encode(), value.encode("utf-8", "surrogatepass")):
        with pytest.raises(ValueError, match="not a text layer"):
            TextLayer.from_bytes(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff",
        b"[" * 100_000,
        b"{}",
        b'{"text":"a"}',
        b'{"text":"a", "blocks":[],"furniture":[],"outline":[]}',
        LAYER.to_bytes() + b" ",
        LAYER.to_bytes()[:-1],
        b"9" * 5000,
    ],
)
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a text layer"):
        TextLayer.from_bytes(data)


@pytest.mark.parametrize(
    ("offset", "start"), [(-1, None), (0, 0), (2, 0), (3, None), (4, 4), (5, 4), (6, None)]
)
def test_the_block_at_a_place(offset: int, start: int | None) -> None:
    layer = TextLayer(InkText("abcdef"), (Block(0, 3), Block(4, 6)))
    block = layer.block_at(offset)
    assert (block.start if block else None) == start


def test_a_layer_id_depends_on_all_it_was_made_from() -> None:
    one: tuple[Any, ...] = ("d" * 64, "mupdf", "1", {"a": "b"}, "text")
    others: list[tuple[Any, ...]] = [
        ("e" * 64, *one[1:]),
        (one[0], "x", *one[2:]),
        (*one[:2], "2", *one[3:]),
        (*one[:3], {}, one[4]),
        (*one[:4], "Text"),
    ]
    assert len({layer_id(*made) for made in [one, *others, one]}) == 6
    assert layer_id("", "", "", {}, "") == (
        "bdda82654f00f0d7e62f6120cffa6d7962cdb27c6167697dd823338f72ebdf4e"
    )


PAGES = (
    Page(1, "i", 595.28, 841.89, 0, 2, array("f", [0, 0, 10.5, 12, 10.5, 0, 20, 12])),
    Page(2, "ii “2”", 200, 100, 2, 2),
    Page(3, "iii", 595.28, 841.89, 2, 3, array("f", [1.25, 2, 3, 4.1])),
)
SIZES = st.floats(0.5, 15_000)


@st.composite
def page_rows(draw: st.DrawFn) -> tuple[Page, ...]:
    pages: list[Page] = []
    at = 0
    for number in range(draw(st.integers(0, 4))):
        ink = draw(st.integers(0, 5))
        numbers = draw(
            st.lists(
                st.floats(width=32, allow_nan=False, allow_infinity=False),
                min_size=4 * ink,
                max_size=4 * ink,
            )
        )
        label, width, height = draw(PLAIN_TEXT), draw(SIZES), draw(SIZES)
        pages.append(Page(number + 1, label, width, height, at, at + ink, array("f", numbers)))
        at += ink
    return tuple(pages)


@given(page_rows())
def test_geometry_comes_back_from_its_bytes(pages: tuple[Page, ...]) -> None:
    assert unpack_geometry(pack_geometry(pages)) == pages


def test_a_box_is_found_by_its_offset_in_the_layer() -> None:
    pages = unpack_geometry(pack_geometry(PAGES))
    assert pages[0].box(1) == (10.5, 0, 20, 12)
    assert pages[2].box(2) == pytest.approx((1.25, 2, 3, 4.1), rel=1e-6)


def test_a_page_must_have_a_box_for_each_ink_code_point() -> None:
    with pytest.raises(ValueError, match="page 1 has 8 numbers"):
        pack_geometry((replace(PAGES[0], end=3),))


def packed(head: object, floats: bytes = b"", magic: bytes = b"SLG1", tail: bytes = b"") -> bytes:
    raw = json.dumps(head).encode()
    return magic + struct.pack("<I", len(raw)) + raw + zlib.compress(floats) + tail


ROW = [1, "1", 100, 100, 0, 1]
BOX = struct.pack("<4f", 1, 2, 3, 4)


def test_the_hostile_pages_below_would_be_read_unchanged() -> None:
    assert unpack_geometry(packed([ROW], BOX)) == (
        Page(1, "1", 100.0, 100.0, 0, 1, array("f", [1, 2, 3, 4])),
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"SLG1",
        b"SLG1\xff\xff\xff\xff",
        packed([ROW], BOX, magic=b"SLG2"),
        packed([ROW], BOX, tail=b"x"),
        packed([ROW], BOX)[:-1],
        packed([ROW], BOX[:-1]),
        packed([ROW], BOX + b"\0"),
        packed([ROW], struct.pack("<4f", 1, 2, float("nan"), 4)),
        packed([ROW], struct.pack("<4f", 1, 2, float("inf"), 4)),
        packed([ROW], bytes(50_000_000)),
        packed([[*ROW[:5], 1 << 60]], BOX),
        packed([[*ROW[:5], 10**400]], BOX),
        packed([[*ROW[:5], "1"]], BOX),
        packed([[*ROW[:5], 1.0]], BOX),
        packed([[*ROW[:5], True]], BOX),
        packed([[*ROW[:4], 1, 0]]),
        packed([[*ROW[:4], -1, 0]], BOX),
        packed([[None, *ROW[1:]]], BOX),
        packed([[1, 1, *ROW[2:]]], BOX),
        packed([[1, "1", float("nan"), *ROW[3:]]], BOX),
        packed([[1, "1", float("inf"), *ROW[3:]]], BOX),
        packed([[1, "1", 0, *ROW[3:]]], BOX),
        packed([[1, "1", 1e30, *ROW[3:]]], BOX),
        packed([[1, "1", "9", *ROW[3:]]], BOX),
        packed([ROW[:5]], BOX),
        packed([{"5": 1}], BOX),
        packed({"a": 1}),
        packed(5),
        packed("abcdef"),
        packed(["abcdef"]),
        b"SLG1" + struct.pack("<I", 100_000) + b"[" * 100_000,
        b"SLG1" + struct.pack("<I", 2) + b"\xff\xff" + zlib.compress(b""),
        b"SLG1" + struct.pack("<I", 2) + b"[]" + b"no zlib",
    ],
    ids=count(),
)
def test_hostile_geometry_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not page geometry"):
        unpack_geometry(data)


MUTATIONS: list[Callable[[bytes, int, int], bytes]] = [
    lambda data, at, byte: data[:at] + bytes([byte]) + data[at + 1 :],
    lambda data, at, _byte: data[:at],
    lambda data, at, byte: data[:at] + bytes([byte]) + data[at:],
]


@given(st.sampled_from(MUTATIONS), st.integers(0, 10**6), st.integers(0, 255))
def test_damaged_geometry_is_refused_or_read_as_pages(
    mutate: Callable[[bytes, int, int], bytes], at: int, byte: int
) -> None:
    data = pack_geometry(PAGES)
    try:
        pages = unpack_geometry(mutate(data, at % len(data), byte))
    except ValueError:
        return
    assert all(len(page.boxes) == 4 * (page.end - page.start) for page in pages)
    assert all(page.width > 0 and page.height > 0 for page in pages)


@given(st.binary(), JUNK)
def test_other_bytes_are_no_geometry(data: bytes, head: object) -> None:
    for hostile in (data, packed(head, data)):
        try:
            pages = unpack_geometry(hostile)
        except ValueError:
            continue
        assert pages == ()
