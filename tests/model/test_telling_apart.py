# SPDX-License-Identifier: AGPL-3.0-or-later
"""Tails of ids tell equals apart, and are no longer than that takes."""

from hypothesis import given
from hypothesis import strategies as st

from sidelight.model.telling_apart import tails, told_apart


def test_one_alone_needs_none() -> None:
    assert tails(["ab"]) == {"ab": ""}
    assert tails([]) == {}


def test_two_take_their_last_letter() -> None:
    assert tails(["0" * 31 + "a", "0" * 31 + "b"]) == {"0" * 31 + "a": "k", "0" * 31 + "b": "l"}


def test_names_without_equals_stay_as_they_are() -> None:
    labels = told_apart({"1" * 32: "Ann", "2" * 32: "Ann", "3" * 32: "Bob", "4" * 32: ""})
    assert labels == {"1" * 32: "Ann·b", "2" * 32: "Ann·c", "3" * 32: "Bob", "4" * 32: "444444"}


@given(st.sets(st.text("01ab", min_size=6, max_size=6), min_size=2, max_size=12))
def test_each_tail_is_the_shortest_that_no_other_shares(ids: set[str]) -> None:
    found = tails(ids)
    whole = {id_: "".join(chr(ord("a") + int(digit, 16)) for digit in id_) for id_ in ids}
    for id_, tail in found.items():
        others = [whole[other] for other in ids if other != id_]
        assert whole[id_].endswith(tail)
        assert not any(other.endswith(tail) for other in others)
        assert tail
        assert len(tail) == 1 or any(other.endswith(tail[1:]) for other in others)
