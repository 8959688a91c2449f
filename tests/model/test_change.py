# SPDX-License-Identifier: AGPL-3.0-or-later
"""The form of a change, which is frozen for ever."""

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from sidelight.model.change import Change, NotAChange, Setting, new_id, tick, utc_text

# A change of format 1 as it lies in every project file.  If this test fails, the code is wrong:
# files that people have sent each other hold these bytes.
FROZEN = (
    b'{"clock":[1767225600000,2],"format":1,"group":"0123456789abcdef0123456789abcdef",'
    b'"heads":["0000000000000000000000000000000000000000000000000000000000000000",'
    b'"ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"],'
    b'"installation":"22222222222222222222222222222222","inverts":"",'
    b'"label":"verdict","random":"33333333333333333333333333333333",'
    b'"reviewer":"11111111111111111111111111111111","sequence":7,"sets":'
    b'[["verdict","ab.11111111111111111111111111111111","verdict",'
    b'{"denied_by":"","verdict":"verified"}],'
    b'["verdict","ab.11111111111111111111111111111111","reason","\xe2\x80\x9cSo\xe2\x80\x9d\\n\xed\x95\x9c"]],'
    b'"time":"2026-01-01T00:00:00.000+00:00","zone":"Asia/Seoul"}'
)
FROZEN_ID = "e45206b120cfaed9193c9afbcdb4ddae818083e39c7374fb29f0d95e65a201bb"
VALUE: dict[str, Any] = json.loads(FROZEN)


def frozen() -> Change:
    verdict = f"ab.{'1' * 32}"
    return Change(
        reviewer="1" * 32,
        installation="2" * 32,
        sequence=7,
        clock=(1767225600000, 2),
        time="2026-01-01T00:00:00.000+00:00",
        zone="Asia/Seoul",
        heads=("f" * 64, "0" * 64),
        sets=(
            Setting("verdict", verdict, "verdict", {"verdict": "verified", "denied_by": ""}),
            Setting("verdict", verdict, "reason", "“So”\n한"),
        ),
        group="0123456789abcdef" * 2,
        label="verdict",
        random="3" * 32,
    )


def test_the_bytes_and_the_id_of_a_change_are_these() -> None:
    assert frozen().body == FROZEN
    assert frozen().id == FROZEN_ID
    assert hashlib.sha256(FROZEN).hexdigest() == FROZEN_ID


def test_a_change_comes_back_from_its_bytes() -> None:
    read = Change.from_body(FROZEN)
    assert read.body == FROZEN
    assert (read, hash(read)) == (frozen(), hash(frozen()))
    assert read.sets == frozen().sets
    assert read.heads == ("0" * 64, "f" * 64)
    assert read.made_at == datetime(2026, 1, 1, tzinfo=UTC)
    assert read != "a change"


def test_two_like_acts_are_two_changes() -> None:
    """Nobody who knows all but the random bits can guess the hash of a withheld verdict."""
    common = {**vars(frozen())}
    for made in ("random", "body", "id"):
        common.pop(made, None)
    one, other = Change(**common), Change(**common)
    assert one.id != other.id
    assert one != other
    assert len(one.random) == 32
    assert len({Change(**common).random for _ in range(200)}) == 200


def test_ids_are_128_random_bits() -> None:
    made = {new_id() for _ in range(200)}
    assert len(made) == 200
    assert all(len(id_) == 32 and int(id_, 16) >= 0 for id_ in made)
    seen = 0
    for id_ in made:
        seen |= int(id_, 16)
    assert seen == 2**128 - 1


ILL: list[tuple[str, list[Any]]] = [
    ("format", [None, "1", 1.5, -1, True, 2**53, []]),
    ("random", ["", "3" * 31, "3" * 33, "G" * 32, "A" * 32, 3, None, "3" * 32 + "\n"]),
    ("reviewer", ["", "x", None, 1, ["1" * 32]]),
    ("installation", ["", "2" * 64, {}]),
    ("sequence", [-1, "7", None, 7.5, True, 2**53]),
    (
        "clock",
        [[], [1], [1, 2, 3], ["1", 2], [1, None], [-1, 0], [1.5, 0], [2**53, 0], "ab", 5, None],
    ),
    (
        "time",
        [
            "",
            "now",
            "2026-01-01",
            "2026-01-01T00:00:00.000",
            "2026-01-01T00:00:00.000Z",
            "2026-01-01T00:00:00+00:00",
            "2026-01-01 00:00:00.000+00:00",
            "20260101T000000.000+0000",
            "2026-W01-4T00:00:00.000+00:00",
            "2026-01-01T09:00:00.000+09:00",
            "2026-13-01T00:00:00.000+00:00",
            None,
            5,
        ],
    ),
    ("zone", [None, 5, ["Asia/Seoul"], "\ud800"]),
    (
        "heads",
        [None, "0" * 64, {}, [0], ["0" * 63], ["f" * 64, "0" * 64], ["0" * 64] * 2, ["F" * 64]],
    ),
    ("group", ["", None, "x" * 32]),
    ("inverts", [None, 0, False, [], "x", "0" * 31]),
    ("label", [None, 5, ["verdict"]]),
    (
        "sets",
        [
            None,
            {},
            5,
            "abcd",
            ["abcd"],
            [["a", "b", "c"]],
            [["a", "b", "c", 1, 2]],
            [[1, "b", "c", 1]],
            [["a", None, "c", 1]],
            [["a", "b", [], 1]],
            [["a", "b", "c", float("nan")]],
            [["a", "b", "c", float("inf")]],
            [["a", "b", "c", 2**53]],
            [["a", "b", "c", "\ud800"]],
        ],
    ),
]


def dumped(value: object) -> bytes:
    """The bytes of a value in the one form, as far as the form knows it."""
    try:
        return rfc8785.dumps(value)  # type: ignore[arg-type]
    except ValueError:
        return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in ILL for value in values]
)
def test_what_has_the_wrong_type_is_no_change(name: str, value: object) -> None:
    with pytest.raises(NotAChange):
        Change.from_body(dumped({**VALUE, name: value}))


@pytest.mark.parametrize("name", sorted(VALUE))
def test_nothing_may_be_left_out(name: str) -> None:
    with pytest.raises(NotAChange):
        Change.from_body(dumped({key: value for key, value in VALUE.items() if key != name}))


def deep(levels: int) -> object:
    value: object = 1
    for _ in range(levels):
        value = [value]
    return value


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff",
        b"null",
        b"[]",
        b"5",
        b'"' + b"a" * 64 + b'"',
        b"\xef\xbb\xbf" + FROZEN,
        FROZEN + b"\n",
        FROZEN.replace(b":", b": ", 1),
        FROZEN.replace(b'"sequence":7', b'"sequence":7,"sequence":7'),
        FROZEN.replace(b'"sequence":7', b'"sequence":7.0'),
        FROZEN.replace(b'"sequence":7', b'"sequence":07'),
        FROZEN.replace(b'"sequence":7', b'"sequence":' + b"7" * 5000),
        FROZEN.replace(b"Asia/Seoul", b"Asia\\/Seoul"),
        FROZEN.replace(b"\xed\x95\x9c", b"\\ud55c"),
        json.dumps(VALUE).encode(),
        dumped({**VALUE, "more": 1}),
        dumped({**VALUE, "sets": [["a", "b", "c", deep(12)]]}),
        b"[" * 200_000,
        b"[" * 200_000 + b"]" * 200_000,
        dumped({**VALUE, "label": "x" * (16 << 20)}),
    ],
    ids=range(21),
)
def test_other_bytes_are_no_change(body: bytes) -> None:
    with pytest.raises(NotAChange):
        Change.from_body(body)


@given(st.integers(0, len(FROZEN) - 1), st.integers(0, 255), st.sampled_from(["set", "cut", "add"]))
def test_a_changed_byte_makes_another_change_or_none(at: int, byte: int, how: str) -> None:
    kept = FROZEN[at + 1 :] if how == "set" else FROZEN[at:] if how == "add" else b""
    body = FROZEN[:at] + (b"" if how == "cut" else bytes([byte])) + kept
    try:
        change = Change.from_body(body)
    except NotAChange:
        return
    assert change.body == body
    assert (change.id == FROZEN_ID) is (body == FROZEN)


PLAIN_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | PLAIN_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PLAIN_TEXT, inner, max_size=3),
    max_leaves=10,
)


@given(st.lists(st.tuples(PLAIN_TEXT, PLAIN_TEXT, PLAIN_TEXT, VALUES), max_size=4), PLAIN_TEXT)
def test_any_values_come_back(sets: list[tuple[str, str, str, Any]], label: str) -> None:
    common = {**vars(frozen()), "sets": tuple(Setting(*one) for one in sets), "label": label}
    change = Change(**{name: value for name, value in common.items() if name not in {"body", "id"}})
    read = Change.from_body(change.body)
    assert (read, read.id) == (change, change.id)
    assert [s.value for s in read.sets] == [one[3] for one in sets]


@given(st.binary() | VALUES.map(dumped))
def test_random_bytes_are_no_change(body: bytes) -> None:
    with pytest.raises(NotAChange):
        Change.from_body(body)


NOW = datetime(2026, 3, 1, 12, 0, 0, 123456, tzinfo=timezone(timedelta(hours=9)))
MS = 1772334000123


@pytest.mark.parametrize(
    ("last", "after"),
    [
        ((0, 0), (MS, 0)),
        ((MS - 1, 9), (MS, 0)),
        ((MS, 0), (MS, 1)),
        ((MS + 400 * 86_400_000, 3), (MS + 400 * 86_400_000, 4)),
        # A stranger's clock at its end must not keep anybody from working.
        ((2**53 - 1, 2**53 - 1), (2**53 - 1, 2**53 - 1)),
    ],
)
def test_the_clock_only_goes_forward(last: tuple[int, int], after: tuple[int, int]) -> None:
    assert tick(last, NOW) == after


def test_times_are_written_in_utc_and_milliseconds() -> None:
    assert utc_text(NOW) == "2026-03-01T03:00:00.123+00:00"
