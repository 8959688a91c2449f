# SPDX-License-Identifier: AGPL-3.0-or-later
"""A kept sequence is what a tuple of the same items is, and stays so when others are made of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sidelight.session import kept_sequence
from sidelight.session.kept_sequence import KeptSequence

ITEMS = st.lists(st.integers(), max_size=12)
SLICES = st.slices(12)


@pytest.fixture(autouse=True, scope="module")
def short_pieces() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept_sequence, "_PIECE", 3)
        yield


@given(ITEMS, SLICES, st.integers(-14, 14))
def test_it_is_as_a_tuple(items: list[int], part: slice, at: int) -> None:
    kept, plain = KeptSequence(items), tuple(items)
    assert (tuple(kept), len(kept), kept[part]) == (plain, len(plain), plain[part])
    assert tuple(reversed(kept)) == plain[::-1]
    assert kept == plain
    assert kept == KeptSequence(items)
    assert kept != (*plain, 1)
    if -len(plain) <= at < len(plain):
        assert kept[at] == plain[at]
    else:
        with pytest.raises(IndexError):
            kept[at]


@given(ITEMS.filter(bool), st.dictionaries(st.integers(0, 11), st.integers(), max_size=4))
def test_one_made_of_it_differs_where_it_was_said_to(
    items: list[int], changes: dict[int, int]
) -> None:
    changed = {at: item for at, item in changes.items() if at < len(items)}
    kept = KeptSequence(items)
    after = kept.after(changed)
    assert list(after) == [changed.get(at, item) for at, item in enumerate(items)]
    assert list(kept) == items
    shared = [piece for piece, other in zip(kept._pieces, after._pieces, strict=True)
              if piece is other]  # fmt: skip
    assert len(shared) == len(kept._pieces) - len({at // 3 for at in changed})


def test_what_is_not_there_cannot_be_changed() -> None:
    with pytest.raises(IndexError):
        KeptSequence("abc").after({3: "d"})
