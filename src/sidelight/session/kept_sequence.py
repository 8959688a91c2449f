# SPDX-License-Identifier: AGPL-3.0-or-later
"""A long sequence of which a next one is made that differs in few places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import eq
from typing import TypeVar, overload

Item = TypeVar("Item")

_PIECE = 256
"""Items that are copied together where one of them is another."""


class KeptSequence(Sequence[Item]):
    """Items that stay as they are; equal to a tuple of the same.

    One that differs from it shares all but the pieces in which it does: to copy a hundred thousand
    references takes a memory access for each.
    """

    def __init__(self, items: Iterable[Item] = ()) -> None:
        every = tuple(items)
        self._length = len(every)
        self._pieces = [every[at : at + _PIECE] for at in range(0, len(every), _PIECE)]

    def after(self, changed: Mapping[int, Item]) -> KeptSequence[Item]:
        """Return the sequence with others in some places."""
        fresh: KeptSequence[Item] = KeptSequence()
        fresh._length, fresh._pieces = self._length, [*self._pieces]
        open_: dict[int, list[Item]] = {}
        for at, item in changed.items():
            piece, place = divmod(range(self._length)[at], _PIECE)
            if piece not in open_:
                open_[piece] = [*self._pieces[piece]]
            open_[piece][place] = item
        for piece, items in open_.items():
            fresh._pieces[piece] = tuple(items)
        return fresh

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, KeptSequence | tuple):
            return NotImplemented
        return len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment]

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Item]:
        return chain.from_iterable(self._pieces)

    @overload
    def __getitem__(self, at: int) -> Item: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Item, ...]: ...

    def __getitem__(self, at: int | slice) -> Item | tuple[Item, ...]:
        if isinstance(at, slice):
            return tuple([self[one] for one in range(self._length)[at]])
        piece, place = divmod(range(self._length)[at], _PIECE)
        return self._pieces[piece][place]
