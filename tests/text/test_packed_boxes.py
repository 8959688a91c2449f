# SPDX-License-Identifier: AGPL-3.0-or-later
"""The boxes of a long document: packed until somebody looks, and damaged only where they are."""

import random
import struct
import threading
import zlib
from array import array
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.text import packed_boxes
from sidelight.text.layer import Page, pack_geometry, unpack_geometry, verify
from sidelight.text.packed_boxes import PackedBoxes, finite

STRETCH = 256
PAGE = 25
"""Ink on a page: a page has 100 numbers, a stretch 64."""


@pytest.fixture(autouse=True)
def _short_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed_boxes, "_STRETCH", STRETCH)
    monkeypatch.setattr(packed_boxes, "_SIP", 32)


def pages(count: int, seed: int = 1) -> tuple[Page, ...]:
    chance = random.Random(seed)
    return tuple(
        Page(
            *(number + 1, str(number + 1), 500.0, 700.0, number * PAGE, (number + 1) * PAGE),
            array("f", (chance.uniform(0, 700) for _ in range(4 * PAGE))),
        )
        for number in range(count)
    )


def packed(raw: bytes, count: int) -> PackedBoxes:
    return PackedBoxes(memoryview(zlib.compress(raw)), count)


def test_pages_are_the_same_in_whatever_order_they_are_looked_at() -> None:
    plain = pages(40)
    stored = unpack_geometry(pack_geometry(plain))
    for seed in range(5):
        order = list(range(40)) * 2
        random.Random(seed).shuffle(order)
        for at in order:
            assert stored[at].boxes == plain[at].boxes
    assert stored == plain
    assert stored == unpack_geometry(pack_geometry(plain))
    assert stored != (*plain[:-1], replace(plain[-1], held=plain[0].boxes))


def test_little_stays_unpacked() -> None:
    stored = unpack_geometry(pack_geometry(pages(200)))
    for page in stored:
        assert len(page.boxes) == 4 * PAGE
    whole = stored[0].held._whole  # type: ignore[union-attr]
    assert len(whole._unpacked) <= 2
    assert len(whole._taken) <= 16


@given(st.binary(max_size=3000), st.data())
def test_any_part_of_any_numbers(raw: bytes, data: st.DataObject) -> None:
    raw = bytes(byte & 0x7E for byte in raw[: len(raw) // 4 * 4])
    numbers = array("f")
    numbers.frombytes(raw)
    boxes = packed(raw, len(numbers))
    for _ in range(4):
        start = data.draw(st.integers(0, len(numbers)))
        end = data.draw(st.integers(start, len(numbers)))
        assert boxes.take(start, end - start) == numbers[start:end]
    boxes.verify()


def test_several_threads_look_at_once() -> None:
    plain = pages(60)
    stored = unpack_geometry(pack_geometry(plain))
    wrong: list[int] = []

    def look(seed: int) -> None:
        chance = random.Random(seed)
        looked_at = (chance.randrange(60) for _ in range(200))
        wrong.extend(at for at in looked_at if stored[at].boxes != plain[at].boxes)

    threads = [threading.Thread(target=look, args=(seed,)) for seed in range(4)]
    threads += [threading.Thread(target=verify, args=(stored,))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


@pytest.mark.parametrize(
    "end",
    [
        lambda data: data[:-40],
        lambda data: data[:-1],
        lambda data: data + b"x",
    ],
    ids=["cut off", "without its end", "longer"],
)
def test_damage_far_in_is_told_and_stands_nowhere(end: object) -> None:
    plain = pages(40)
    assert callable(end)
    stored = unpack_geometry(end(pack_geometry(plain)))
    assert stored[0].boxes == plain[0].boxes
    with pytest.raises(ValueError, match=r"box|end"):
        verify(stored)
    for one, other in zip(stored[39].boxes, plain[39].boxes, strict=True):
        assert one in (0.0, other)


def test_a_box_far_in_that_is_nowhere_is_told() -> None:
    raw = struct.pack("<200f", *range(199), float("nan"))
    boxes = packed(raw, 200)
    boxes.verify(whole=False)
    with pytest.raises(ValueError, match="nowhere"):
        boxes.verify()
    assert boxes.take(192, 8) == array("f", [0.0] * 8)
    assert boxes.take(0, 4) == array("f", [0, 1, 2, 3])


def test_more_than_was_said_is_told() -> None:
    boxes = packed(bytes(50_000_000), 200)
    assert boxes.take(196, 4) == array("f", [0.0] * 4)
    with pytest.raises(ValueError, match="too many"):
        boxes.verify()


@given(st.lists(st.floats(width=32), max_size=9), st.sampled_from(["little", "big"]))
def test_what_is_finite(numbers: list[float], order: str) -> None:
    raw = struct.pack(f"{'<' if order == 'little' else '>'}{len(numbers)}f", *numbers)
    assert finite(raw, order) == all(abs(one) < float("inf") for one in numbers)
