# SPDX-License-Identifier: AGPL-3.0-or-later
"""Change sets that nobody of ours wrote: of other shapes, out of order, swelling without end."""

import base64
import tracemalloc
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sidelight.store import blobs, change_set
from sidelight.store.change_set import START, NotAChangeSet
from sidelight.store.pouring import Unsound
from sidelight.worker import RemoteFault
from tests.effort import examples
from tests.store.making import sha256
from tests.store.sets import FIRST, SECOND, SMALL, Reader, packed, row

PROJECT = ["project", FIRST.id]
HASH = sha256(SMALL)
BYTES = base64.b64encode(SMALL).decode()
BLOB = ["blob", HASH, 0, BYTES]
TORN = "\ud800"

SHAPES: dict[str, list[Any]] = {
    "nothing": [],
    "no project": [row(FIRST)],
    "the project last": [row(FIRST), PROJECT],
    "the project twice": [PROJECT, PROJECT, row(FIRST)],
    "a row after bytes": [PROJECT, row(FIRST), BLOB, row(SECOND)],
    "the same row twice": [PROJECT, row(FIRST), row(FIRST)],
    "a row under another id": [PROJECT, ["row", SECOND.id, FIRST.body.decode()]],
    "a row without a body": [PROJECT, ["row", FIRST.id]],
    "a row with more": [PROJECT, [*row(FIRST), "more"]],
    "an empty row": [PROJECT, ["row", FIRST.id, ""]],
    "a row that is a list": [PROJECT, ["row", FIRST.id, ["body"]]],
    "a row with a number for an id": [PROJECT, ["row", 5, FIRST.body.decode()]],
    "an id in capitals": [PROJECT, ["row", FIRST.id.upper(), FIRST.body.decode()]],
    "an id with NUL": [PROJECT, ["row", FIRST.id[:-1] + "\0", FIRST.body.decode()]],
    "an id with half a character": [PROJECT, ["row", TORN, FIRST.body.decode()]],
    "a body with half a character": [PROJECT, ["row", FIRST.id, TORN]],
    "a body with NUL before it": [PROJECT, ["row", FIRST.id, "\0" + FIRST.body.decode()]],
    "a body with blanks after it": [PROJECT, ["row", FIRST.id, FIRST.body.decode() + " "]],
    "an unknown line": [PROJECT, row(FIRST), ["more", "of this"]],
    "an empty list": [PROJECT, row(FIRST), []],
    "a list of lists": [PROJECT, row(FIRST), [[[]]]],
    "a text": [PROJECT, row(FIRST), "blob"],
    "a record": [PROJECT, row(FIRST), {"blob": 0}],
    "nothing said": [PROJECT, row(FIRST), None],
    "a line that is empty": [PROJECT, row(FIRST), b""],
    "two lists on a line": [PROJECT, b'["row", "x", "y"] ["row", "x", "y"]'],
    "no UTF-8": [PROJECT, b'["row", "\xff", "y"]'],
    "very deep": [PROJECT, b"[" * 200_000],
    "a number without end": [PROJECT, row(FIRST), b'["blob", "x", ' + b"9" * 5000 + b', ""]'],
    "no number": [PROJECT, row(FIRST), b'["blob", "' + HASH.encode() + b'", NaN, ""]'],
    "a part that is a flag": [PROJECT, row(FIRST), ["blob", HASH, False, BYTES]],
    "a part that is a fraction": [PROJECT, row(FIRST), ["blob", HASH, 0.0, BYTES]],
    "a part before the first": [PROJECT, row(FIRST), ["blob", HASH, -2, BYTES]],
    "a part too many": [PROJECT, row(FIRST), BLOB, ["blob", HASH, 1, BYTES]],
    "a part far behind": [PROJECT, row(FIRST), ["blob", HASH, 1 << 70, BYTES]],
    "bytes that were left out": [PROJECT, row(FIRST), ["blob", HASH, -1, BYTES]],
    "a hash with NUL": [PROJECT, row(FIRST), ["blob", HASH[:-1] + "\0", 0, BYTES]],
    "a hash with half a character": [PROJECT, row(FIRST), ["blob", TORN, 0, BYTES]],
    "other bytes": [PROJECT, row(FIRST), ["blob", HASH, 0, "AAAA"]],
    "no base64": [PROJECT, row(FIRST), ["blob", HASH, 0, "no base64!"]],
    "base64 of another alphabet": [PROJECT, row(FIRST), ["blob", HASH, 0, "__--"]],
    "base64 that is no ASCII": [PROJECT, row(FIRST), ["blob", HASH, 0, "ü" + BYTES]],
    "base64 with half a character": [PROJECT, row(FIRST), ["blob", HASH, 0, TORN]],
    "the same bytes twice": [PROJECT, row(FIRST), BLOB, BLOB],
    "bytes out of order": [PROJECT, row(FIRST), ["blob", "f" * 64, 0, ""], BLOB],
    "a part larger than ours": [
        PROJECT,
        row(FIRST),
        ["blob", sha256(bytes(blobs.PART + 1)), 0, "A" * 4 * (blobs.PART // 3) + "AAA="],
    ],
}

HEADS: dict[str, bytes] = {
    "another version": b"Sidelight change set 2\n",
    "a line end of Windows": b"Sidelight change set 1\r\n",
    "a mark before it": b"\xef\xbb\xbf" + START,
    "no line end": START[:-1],
}


@pytest.mark.parametrize("shape", SHAPES)
def test_another_shape_is_refused(read: Reader, shape: str) -> None:
    with pytest.raises((RemoteFault, Unsound)):
        read(packed(SHAPES[shape]))


@pytest.mark.parametrize("head", HEADS)
def test_another_beginning_is_none_of_ours(tmp_path: Path, head: str) -> None:
    path = tmp_path / "set"
    path.write_bytes(packed([PROJECT, row(FIRST)], HEADS[head]))
    assert not change_set.is_one(path)
    with pytest.raises(NotAChangeSet):
        next(change_set.lines(path))


def test_the_line_of_another_project_does_not_change_the_rows(read: Reader) -> None:
    assert read(packed([["project", "f" * 64], row(FIRST), BLOB])) == (
        [(FIRST.id, FIRST.body)],
        [(HASH, 0, SMALL)],
    )


_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(st.characters())
    | st.sampled_from(["project", "row", "blob", HASH, FIRST.id, BYTES, FIRST.body.decode()]),
    lambda inner: st.lists(inner, max_size=5),
    max_leaves=8,
)


@settings(max_examples=examples(150), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(_values, max_size=5), sound=st.booleans())
def test_whatever_its_lines_hold_it_is_read_or_refused(
    read: Reader, lines: list[Any], sound: bool
) -> None:
    before = [PROJECT, row(FIRST)] if sound else []
    try:
        rows, _parts = read(packed([*before, *lines]))
    except (RemoteFault, Unsound):
        return
    assert {id_ for id_, _body in rows} <= {FIRST.id}


def swelling(piece: bytes, count: int) -> Iterator[bytes]:
    """A stream that unpacks to a piece very often."""
    packing = zlib.compressobj(9)
    yield START
    for _ in range(count):
        yield packing.compress(piece)
    yield packing.flush()


def most_memory(path: Path) -> int:
    """Read one that is refused; return the most bytes of memory that this took."""
    tracemalloc.start()
    try:
        with pytest.raises(NotAChangeSet):
            for _line in change_set.lines(path):
                pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_line_without_end_is_given_up_in_bounded_memory(tmp_path: Path) -> None:
    path = tmp_path / "bomb"
    path.write_bytes(b"".join(swelling(b'["' + bytes(1 << 20), 400)))
    assert path.stat().st_size < 1 << 20
    assert most_memory(path) < 100 << 20


def test_lines_without_end_are_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(change_set, "_MOST", 4 << 20)
    path = tmp_path / "bomb"
    path.write_bytes(b"".join(swelling(b'["row", "%s"]\n' % bytes(8000).hex().encode(), 400)))
    assert most_memory(path) < 2 << 20


def test_what_follows_the_end_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "long"
    path.write_bytes(packed([PROJECT, row(FIRST)]))
    with path.open("r+b") as file:
        file.truncate(2 << 30)
    assert most_memory(path) < 1 << 20


def test_a_large_set_is_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "large"
    path.write_bytes(b"".join(swelling(b'["row", "%s"]\n' % (b"x" * 100_000), 200)))
    tracemalloc.start()
    try:
        count = sum(len(line) == 2 for line in change_set.lines(path))
        assert tracemalloc.get_traced_memory()[1] < 2 << 20
    finally:
        tracemalloc.stop()
    assert count == 200
