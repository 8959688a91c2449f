# SPDX-License-Identifier: AGPL-3.0-or-later
"""What very many claims hold under a key of a filter, as a number each: a filter looks at these and
not at the claims, which stand all over the memory.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Mapping, Sequence
from itertools import compress
from typing import Protocol

_MOST = 1 << 16
"""Different sets of values that two bytes can tell apart."""
_NONE: frozenset[str] = frozenset()


class Valued(Protocol):
    """What is asked of a claim."""

    @property
    def values(self) -> Mapping[str, frozenset[str]]:
        """Stored values by key."""


class Codes:
    """The values of claims under one key, by their places; what was handed out stays as it is."""

    def __init__(self, key: str, sets: dict[frozenset[str], int], numbers: array[int]) -> None:
        self._key, self._sets, self._numbers = key, sets, numbers

    @classmethod
    def of(cls, claims: Sequence[Valued], key: str) -> Codes | None:
        """Look at all claims once; None where they hold too many different values."""
        sets: dict[frozenset[str], int] = {}
        numbers = array("H")
        for claim in claims:
            number = sets.setdefault(claim.values.get(key, _NONE), len(sets))
            if number >= _MOST:
                return None
            numbers.append(number)
        return cls(key, sets, numbers)

    def after(
        self, before: Sequence[Valued], after: Sequence[Valued], changed: Collection[int]
    ) -> Codes | None:
        """Return the codes of the same claims where those at some places hold other values."""
        values = {at: after[at].values.get(self._key, _NONE) for at in changed}
        moved = {at: v for at, v in values.items() if v != before[at].values.get(self._key, _NONE)}
        if not moved:
            return self
        sets, numbers = dict(self._sets), self._numbers[:]
        for at, value in moved.items():
            number = sets.setdefault(value, len(sets))
            if number >= _MOST:
                return None
            numbers[at] = number
        return Codes(self._key, sets, numbers)

    def places(
        self, places: Sequence[int], values: frozenset[str], *, wanted: bool
    ) -> Sequence[int]:
        """Return those of some places whose claims hold any of some values (none, where it is not
        ``wanted``), in order.
        """
        meets = [(not values.isdisjoint(one)) is wanted for one in self._sets]
        if all(meets):
            return places
        numbers = self._numbers
        if places == range(len(numbers)):
            return list(compress(places, map(meets.__getitem__, numbers)))
        return [at for at in places if meets[numbers[at]]]
