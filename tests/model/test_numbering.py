# SPDX-License-Identifier: AGPL-3.0-or-later
"""Labels kept through changes are those that would be made anew, and whose changed is said."""

from collections.abc import Iterator, Mapping

from hypothesis import given
from hypothesis import strategies as st

from sidelight.model.log import Key
from sidelight.model.numbering import Numbering

IDS = [digit * 32 for digit in "0123456789"]
STATES = st.dictionaries(st.sampled_from(IDS), st.integers(1, 3))
"""Which claims show, with their numbers."""


def keys_of(state: Mapping[str, int]) -> list[Key]:
    return [("claim", id_) for id_ in state]


def numbering(state: Mapping[str, int]) -> Numbering:
    return Numbering(lambda key: key[1] in state, lambda key: state[key[1]])


def labels(numbers: Numbering, state: Mapping[str, int]) -> dict[str, str]:
    return {id_: numbers.label(("claim", id_)) for id_ in state}


@given(STATES, st.lists(STATES, max_size=4))
def test_kept_labels_are_those_made_anew(
    first: dict[str, int], later: list[dict[str, int]]
) -> None:
    state = dict(first)
    kept = numbering(state)
    kept.look_at(keys_of(state))
    for change in later:
        before = labels(kept, state)
        looked_at = state.keys() | change.keys()
        state.clear()
        state.update(change)
        told = kept.look_at(keys_of(dict.fromkeys(sorted(looked_at), 0)))
        fresh = numbering(state)
        fresh.look_at(keys_of(state))
        after = labels(kept, state)
        assert after == labels(fresh, state)
        others = {id_ for id_ in before.keys() & after.keys() if before[id_] != after[id_]}
        assert others <= told | looked_at


def test_many_of_one_number_are_each_gone_through_once() -> None:
    state = dict.fromkeys((f"{number:032x}" for number in range(300)), 1)
    seen = Counting()
    numbers = numbering(state)
    numbers._groups["claim", 1] = seen
    assert numbers.look_at(keys_of(state)) == state.keys()
    assert seen.walks == 1


class Counting(dict[str, None]):
    """Counts how often it is gone through."""

    walks = 0

    def __iter__(self) -> Iterator[str]:
        self.walks += 1
        return super().__iter__()
