# SPDX-License-Identifier: AGPL-3.0-or-later
"""What comes out of a confined process is checked before it is believed."""

import json
from array import array
from typing import Any

import pytest

from sidelight.reader.parcel import pack, unpack
from sidelight.worker import Reply

TEXT = "A headline\n\nSome words that follow it, and more of them.\n"


def test_there_and_back(read: Any) -> None:
    found = read(TEXT)
    assert unpack(pack(found)).layer.to_bytes() == found.layer.to_bytes()
    assert unpack(pack(found)).pages == found.pages
    assert unpack(pack(found)).rendition == found.rendition


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [[2, "1", 560, 792, 0, 47]],
        [[1, "1", 560, 792, 0, 46]],
        [[1, "1", 560, 792, 0, 9_000_000]],
        [[1, "1", 560, 792, 5, 47]],
        [[1, "1", -560, 792, 0, 47]],
        [[1, "1", 560, 1e12, 0, 47]],
        [[1, 7, 560, 792, 0, 47]],
        [[1, "1", 560, 792, 0, 50], [2, "2", 560, 792, 50, 47]],
        [[1, "1", 560, 792, 0, 1.5]],
        [[1, "1"]],
        {"1": 1},
        "pages",
        None,
    ],
)
def test_pages_that_cannot_be(rows: Any, read: Any) -> None:
    reply = pack(read(TEXT))
    layer, _, boxes, drawn = reply.blobs
    with pytest.raises(ValueError):  # noqa: PT011 - whose words they are does not matter
        unpack(Reply(reply.values, (layer, json.dumps(rows).encode(), boxes, drawn)))


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf")])
def test_boxes_that_are_nowhere(number: float, read: Any) -> None:
    reply = pack(read(TEXT))
    layer, head, boxes, drawn = reply.blobs
    floats = array("f", bytes(boxes))
    floats[5] = number
    with pytest.raises(ValueError, match="nowhere"):
        unpack(Reply(reply.values, (layer, head, floats.tobytes(), drawn)))


@pytest.mark.parametrize(
    "change",
    [
        {"title": 7},
        {"title": "x" * 5000},
        {"language": None},
        {"citation": []},
        {"citation": {"author": 7}},
        {"options": {str(n): "x" for n in range(99)}},
    ],
)
def test_words_that_are_none(change: dict[str, Any], read: Any) -> None:
    reply = pack(read(TEXT))
    with pytest.raises(ValueError, match="not an extraction"):
        unpack(Reply({**reply.values, **change}, reply.blobs))


@pytest.mark.parametrize("layer", [b"", b"{}", b"[]", b"\xff", b'{"text": 1}', b"null"])
def test_layers_that_are_none(layer: bytes, read: Any) -> None:
    reply = pack(read(TEXT))
    with pytest.raises(ValueError):  # noqa: PT011 - whose words they are does not matter
        unpack(Reply(reply.values, (layer, *reply.blobs[1:])))


def test_blobs_must_be_there(read: Any) -> None:
    reply = pack(read(TEXT))
    with pytest.raises(ValueError, match="not an extraction"):
        unpack(Reply(reply.values, reply.blobs[:3]))
    values = dict(reply.values)
    del values["version"]
    with pytest.raises(ValueError, match="not an extraction"):
        unpack(Reply(values, reply.blobs))
