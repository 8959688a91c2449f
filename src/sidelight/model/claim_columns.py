# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a filter asks of very many claims, column by column: looked at in place of the claims, which
stand all over the memory.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress, repeat
from operator import not_
from typing import Protocol

_MOST = 1 << 16
"""Different sets of values that two bytes can tell apart."""
_RUN = 4096
"""Claims whose words are put together at once."""
_NONE: frozenset[str] = frozenset()


class Filtered(Protocol):
    """What a filter asks of a claim."""

    @property
    def folded(self) -> str:
        """All its words, as `sidelight.text.folding.loosely` folds them."""

    @property
    def values(self) -> Mapping[str, frozenset[str]]:
        """Stored values by key; under ``has`` and ``no`` what the claim has and lacks."""


class Codes:
    """The values of claims under one key, a number each; what was handed out stays as it is."""

    def __init__(self, key: str, sets: dict[frozenset[str], int], numbers: array[int]) -> None:
        self._key, self._sets, self._numbers = key, sets, numbers

    @classmethod
    def of(cls, claims: Sequence[Filtered], key: str) -> Codes | None:
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
        self, before: Sequence[Filtered], after: Sequence[Filtered], changed: Collection[int]
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


class Words:
    """The folded words of claims; what was handed out stays as it is."""

    def __init__(self, folded: list[str]) -> None:
        self._folded = folded

    def after(self, after: Sequence[Filtered], changed: Collection[int]) -> Words:
        """Return the words of the same claims where those at some places say something else."""
        moved = {at: words for at in changed if (words := after[at].folded) != self._folded[at]}
        if not moved:
            return self
        folded = self._folded[:]
        for at, words in moved.items():
            folded[at] = words
        return Words(folded)

    def places(self, places: Sequence[int], words: str, *, wanted: bool) -> Sequence[int]:
        """Return those of some places whose claims have some words (do not, where they are not
        ``wanted``), in order.
        """
        folded = self._folded
        if places == range(len(folded)):
            met = map(str.__contains__, folded, repeat(words))
            return list(compress(places, met if wanted else map(not_, met)))
        return [at for at in places if (words in folded[at]) is wanted]


@dataclass(slots=True)
class Columns:
    """What there is so far of the columns of some claims."""

    words: Words | None = None
    codes: dict[str, Codes] = field(default_factory=dict)

    def prepare(self, claims: Sequence[Filtered], keys: Collection[str]) -> Iterator[None]:
        """Make what there is not yet, a little at each step."""
        if self.words is None:
            folded: list[str] = []
            for at in range(0, len(claims), _RUN):
                folded += _together([claim.folded for claim in claims[at : at + _RUN]])
                yield
            self.words = Words(folded)
        for key in keys:
            if key not in self.codes and (found := Codes.of(claims, key)):
                self.codes[key] = found
            yield

    def after(
        self, before: Sequence[Filtered], after: Sequence[Filtered], changed: Collection[int]
    ) -> Columns:
        """Return those of the same claims where those at some places say something else."""
        kept = {key: one.after(before, after, changed) for key, one in self.codes.copy().items()}
        codes = {key: one for key, one in kept.items() if one is not None}
        return Columns(self.words and self.words.after(after, changed), codes)


def _together(texts: list[str]) -> list[str]:
    """Return texts made anew, one beside the other in memory."""
    made = "\0".join(texts).split("\0")
    return made if len(made) == len(texts) else texts
