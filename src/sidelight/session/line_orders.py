# SPDX-License-Identifier: AGPL-3.0-or-later
"""The order of lines by each column, found once and kept from one act to the next."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice
from operator import lt
from typing import Any

from sidelight.model.claim_columns import Columns
from sidelight.model.filter_words import KEYS
from sidelight.session.claim_lines import Line
from sidelight.session.list_columns import COLUMNS

_RUN = 4096
"""Lines that are sorted at once: other threads have to wait for as long as that takes."""
_FEW = 100
"""Lines that are put in their new places one by one; for more, an order is found anew."""
_SLOW = ("number", "claim", "reason")
"""Columns in which most lines differ, so that sorting them takes long."""

Way = tuple[str, bool]
"""The name of a column and whether it is sorted downwards."""


def sorted_places(lines: Sequence[Line], sort: str, *, descending: bool = False) -> Sequence[int]:
    """Return the places of lines in the order of a column: as they stood where nothing else tells
    them apart.
    """
    column = COLUMNS[sort]
    stored = list(map(column.stored, lines))
    if sort == "number" and all(map(lt, stored, islice(stored, 1, None))):
        return range(len(stored))[:: -1 if descending else 1]
    different = set(stored)
    if 2 * len(different) > len(stored):
        return _by_keys([column.fold(one) for one in stored], descending=descending)
    keys = {one: column.fold(one) for one in different}
    rank = {key: at for at, key in enumerate(sorted({key for key in keys.values() if key}))}
    last = -1 if descending else len(rank)
    rank_of = {one: rank.get(key, last) for one, key in keys.items()}
    return _by_ranks([rank_of[one] for one in stored], descending=descending)


def _by_ranks(ranks: list[int], *, descending: bool) -> Sequence[int]:
    return array("i", sorted(range(len(ranks)), key=ranks.__getitem__, reverse=descending))


def _by_keys(keys: list[Any], *, descending: bool) -> Sequence[int]:
    """Return the places of keys in their order, sorted run by run."""
    full = [at for at, key in enumerate(keys) if key]
    for at in range(0, len(full), _RUN):
        run = sorted(full[at : at + _RUN], key=keys.__getitem__, reverse=descending)
        full[at : at + _RUN] = run
    full.sort(key=keys.__getitem__, reverse=descending)
    return array("i", [*full, *(at for at, key in enumerate(keys) if not key)])


class Orders:
    """The orders of some lines; what was handed out stays as it is.

    They may be asked for on any thread.
    """

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.columns = Columns()
        """What a filter asks of the lines, as far as it was prepared."""
        self._kept: dict[Way, Sequence[int]] = {}
        self._since: tuple[Sequence[Line], list[int]] = lines, []

    def places(self, sort: str, *, descending: bool = False) -> Sequence[int]:
        """Return the places of all lines in the order of a column."""
        way = sort, descending
        if way not in self._kept:
            self._kept[way] = sorted_places(self.lines, sort, descending=descending)
        return self._kept[way]

    def changed(self, before: Sequence[Line]) -> list[int] | None:
        """Return the places at which other lines stand than ``before``, where that is known."""
        if before is self.lines:
            return []
        return self._since[1] if before is self._since[0] else None

    def prepare(self) -> Iterator[None]:
        """Find what takes long, a little at each step, so that nobody waits for it later."""
        yield from self.columns.prepare(self.lines, KEYS)
        for sort in _SLOW:
            for descending in (False, True):
                self.places(sort, descending=descending)
                yield

    def after(self, lines: Sequence[Line], changed: Collection[int]) -> Orders:
        """Return the orders of the same claims where those at some places say something else."""
        fresh = Orders(lines)
        fresh._since = self.lines, sorted(changed)
        fresh.columns = self.columns.after(self.lines, lines, changed)
        for way, order in self._kept.copy().items():
            stored = COLUMNS[way[0]].stored
            others = (at for at in changed if stored(self.lines[at]) != stored(lines[at]))
            moved = list(islice(others, _FEW + 1))
            if not moved:
                fresh._kept[way] = order
            elif len(moved) <= _FEW and isinstance(order, array):
                fresh._kept[way] = _moved(order, way, self.lines, lines, moved)
        return fresh


def _moved(
    order: array[int],
    way: Way,
    before: Sequence[Line],
    after: Sequence[Line],
    moved: Collection[int],
) -> array[int]:
    """Return an order in which some lines have other places."""
    fresh = order[:]
    stood, stands = _precedes(way, before), _precedes(way, after)
    for place in moved:
        del fresh[bisect_left(fresh, True, key=lambda at: not stood(at, place))]
    for place in moved:
        fresh.insert(bisect_left(fresh, True, key=lambda at: not stands(at, place)), place)
    return fresh


def _precedes(way: Way, lines: Sequence[Line]) -> Callable[[int, int], bool]:
    """Return what tells whether the line at a place stands before that at another."""
    key, descending = COLUMNS[way[0]].key, way[1]

    def precedes(one: int, other: int) -> bool:
        first, second = key(lines[one]), key(lines[other])
        if not first or not second or first == second:
            return (not first, one) < (not second, other)
        return bool(first > second if descending else first < second)

    return precedes
