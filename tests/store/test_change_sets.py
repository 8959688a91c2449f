# SPDX-License-Identifier: AGPL-3.0-or-later
"""Change sets come back as they were written, and a damaged one never comes back as another."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sidelight.model.change import Change
from sidelight.store import change_set
from sidelight.store.pouring import Expected, Unsound
from sidelight.worker import RemoteFault
from tests.effort import examples
from tests.store.exchanges import exchanged
from tests.store.making import sha256
from tests.store.sets import FIRST, LARGE, SECOND, SMALL, Reader, packed, parts, row, written

SOUND = ([(one.id, one.body) for one in (FIRST, SECOND)], parts(SMALL))
_same_reader = settings(
    max_examples=examples(40), suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def same_or_refused(read: Reader, raw: bytes) -> bool:
    """Tell whether bytes read as what was written; those that do not are refused."""
    try:
        found = read(raw)
    except (RemoteFault, Unsound):
        return False
    assert found == SOUND
    return True


def test_what_was_written_comes_back(read: Reader) -> None:
    assert read(written()) == SOUND


def test_bytes_of_many_parts_come_back(read: Reader) -> None:
    both = parts(LARGE, SMALL)
    assert len(both) == 3
    assert read(written(blobs=both)) == (SOUND[0], both)


def test_rows_come_in_the_order_in_which_they_were_written(read: Reader) -> None:
    assert read(written([SECOND, FIRST], []))[0] == [*reversed(SOUND[0])]


def test_bytes_that_are_not_wanted_are_proved_and_left(read: Reader) -> None:
    raw = written(blobs=parts(LARGE, SMALL))
    wanted = Expected(wanted=lambda hash_: hash_ == sha256(SMALL))
    assert read(raw, wanted)[1] == parts(SMALL)
    lie = [(sha256(LARGE), 0, b"something else")]
    with pytest.raises(Unsound):
        read(written(blobs=lie), wanted)


def test_of_a_row_that_is_known_ours_stays(read: Reader) -> None:
    raw = packed([["project", FIRST.id], ["row", FIRST.id, "{}"], row(SECOND)])
    known = Expected(known={FIRST.id: FIRST})
    assert read(raw, known)[0] == SOUND[0]


@_same_reader
@given(changes=exchanged())
def test_any_history_comes_back(read: Reader, changes: list[Change]) -> None:
    read_rows, _parts = read(b"".join(change_set.written("", changes, [])))
    assert read_rows == [(change.id, change.body) for change in changes]


def test_no_part_of_one_from_its_beginning_reads_as_something(read: Reader) -> None:
    raw = written()
    assert [end for end in range(len(raw)) if same_or_refused(read, raw[:end])] == []


def test_one_bit_changed_anywhere_is_refused_or_changes_nothing(read: Reader) -> None:
    raw = written()
    read_all_the_same = [
        at
        for at in range(len(raw))
        if same_or_refused(read, raw[:at] + bytes([raw[at] ^ 1 << at % 8]) + raw[at + 1 :])
    ]
    # the level that zlib notes in its head says nothing about what follows
    assert len(read_all_the_same) < 3


@settings(_same_reader, max_examples=examples(200))
@given(data=st.data())
def test_bytes_put_in_taken_out_or_changed_are_refused_or_change_nothing(
    read: Reader, data: st.DataObject
) -> None:
    raw = written()
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, min(len(raw), start + 8)))
    same_or_refused(read, raw[:start] + data.draw(st.binary(max_size=8)) + raw[end:])


@pytest.mark.parametrize("more", [b"\0", b"\n", written(), bytes(1 << 20)])
def test_nothing_may_follow_its_end(read: Reader, more: bytes) -> None:
    assert not same_or_refused(read, written() + more)


def test_one_in_many_pieces_of_the_file_reads_the_same(
    read: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = written()
    for size in (1, 2, 7, 64, 300):
        monkeypatch.setattr(change_set, "_CHUNK", size)
        assert read(raw) == SOUND
