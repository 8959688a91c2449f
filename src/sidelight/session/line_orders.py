# SPDX-License-Identifier: AGPL-3.0-or-later
"""The order of lines by each column, found once and kept from one act to the next."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from itertools import islice
from operator import lt
from typing import Any, TypeAlias

from sidelight.model.claim_columns import Columns
from sidelight.model.filter_words import KEYS
from sidelight.session.claim_lines import Line
from sidelight.session.list_columns import COLUMNS

_RUN = 4096
"""Lines that are sorted at once: other threads have to wait for as long as that takes."""
_FEW = 100
"""Lines that are put in their new places one by one; for more, an order is found anew."""
_SLOW = ("number", "claim", "reason")
"""Columns in which most lines differ, so that sorting them takes long: they are prepared first."""

Way = tuple[str, bool]
"""The name of a column and whether it is sorted downwards."""


Both: TypeAlias = tuple[Sequence[int], Sequence[int]]
"""The places of lines in an order, upwards and downwards."""


def both_ways(lines: Sequence[Line], sort: str) -> Generator[None, None, Both]:
    """Find the places of lines in the order of a column, a little at each step: as they stood where
    nothing else tells them apart.
    """
    column = COLUMNS[sort]
    stored: list[Any] = []
    coming = map(column.stored, lines)
    while len(stored) < len(lines):
        stored += islice(coming, _RUN)
        yield
    if sort == "number" and all(map(lt, stored, islice(stored, 1, None))):
        return range(len(stored)), range(len(stored))[::-1]
    different = set(stored)
    if 2 * len(different) > len(stored):
        keys: list[Any] = []
        for at in range(0, len(stored), _RUN):
            keys += map(column.fold, stored[at : at + _RUN])
            yield
        return (yield from _by_keys(keys))
    folded = {one: column.fold(one) for one in different}
    yield
    rank = {key: at for at, key in enumerate(sorted({key for key in folded.values() if key}))}
    found = []
    for last in (len(rank), -1):
        rank_of = {one: rank.get(key, last) for one, key in folded.items()}
        ranks = [rank_of[one] for one in stored]
        yield
        order = sorted(range(len(ranks)), key=ranks.__getitem__, reverse=last < 0)
        found.append(array("i", order))
        yield
    return found[0], found[1]


def _by_keys(keys: list[Any]) -> Generator[None, None, Both]:
    """Find the places of keys in their orders, sorted run by run."""
    full = [at for at, key in enumerate(keys) if key]
    empty = [at for at, key in enumerate(keys) if not key]
    for at in range(0, len(full), _RUN):
        full[at : at + _RUN] = sorted(full[at : at + _RUN], key=keys.__getitem__)
        yield
    full.sort(key=keys.__getitem__)
    yield
    # of what is sorted already the other way takes a moment
    down = sorted(full, key=keys.__getitem__, reverse=True)
    return array("i", [*full, *empty]), array("i", [*down, *empty])


def sorted_places(lines: Sequence[Line], sort: str, *, descending: bool = False) -> Sequence[int]:
    """Return the places of lines in the order of a column, one way."""
    return _at_once(both_ways(lines, sort))[descending]


def _at_once(steps: Generator[None, None, Both]) -> Both:
    while True:
        try:
            next(steps)
        except StopIteration as found:
            both: Both = found.value
            return both


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
        if (sort, descending) not in self._kept:
            self._keep(sort, _at_once(both_ways(self.lines, sort)))
        return self._kept[sort, descending]

    def _keep(self, sort: str, both: Both) -> None:
        for descending, places in zip((False, True), both, strict=True):
            # whoever asked meanwhile has it already
            self._kept.setdefault((sort, descending), places)

    def changed(self, before: Sequence[Line]) -> list[int] | None:
        """Return the places at which other lines stand than ``before``, where that is known."""
        if before is self.lines:
            return []
        return self._since[1] if before is self._since[0] else None

    def fill_columns(self) -> None:
        """Make what a filter asks of the lines at once: who opened a list may type soon."""
        for _step in self.columns.prepare(self.lines, KEYS):
            pass

    def prepare(self) -> Iterator[None]:
        """Find what takes long, a little at each step, so that nobody waits for it later."""
        yield from self.columns.prepare(self.lines, KEYS)
        for sort in sorted(COLUMNS, key=lambda name: name not in _SLOW):
            if not {(sort, False), (sort, True)} <= self._kept.keys():
                self._keep(sort, (yield from both_ways(self.lines, sort)))
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
