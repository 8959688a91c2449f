# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which claims stand in which rows of the list, as their places among all lines."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from sidelight.model.claim_filter import Filter
from sidelight.session.claim_list import Gathered, Look, gathered
from sidelight.session.line_orders import Orders

_FEW = 3
"""Places that are looked for one by one; for more, all rows are gone through once."""


Stage = tuple[Filter, Sequence[int]]
"""A filter, and the places of what passes it."""


@dataclass(frozen=True, slots=True)
class ListedRows:
    """Rows that are made once: the places that pass a filter, and the heads of groups.

    The last of ``_stages`` is what passes, those before it what passes its first conditions alone:
    who types changes the last.  Without groups, ``_rows`` are what passes, and those of all claims
    are the order of the column.  In groups, a row below 0 is a head: -1 the first.
    """

    orders: Orders | None = None
    _way: tuple[str, bool, str] = ("", False, "")
    _stages: tuple[Stage, ...] = ()
    _heads: tuple[Gathered, ...] = ()
    _rows: Sequence[int] = field(default=range(0), repr=False)

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, row: int) -> int | Gathered:
        """Return the place of a row's claim, or what it is the head of."""
        place = self._rows[row]
        return place if place >= 0 else self._heads[-1 - place]

    def arranged(self, orders: Orders, look: Look, wanted: Filter, word: str) -> ListedRows:
        """Return the rows of a look; where they can only be fewer, only these are looked at."""
        way = look.sort, look.descending, word
        stages = self._narrowed(self._begun(orders, way), wanted)
        passing = stages[-1][1]
        if not look.group:
            return ListedRows(orders, way, stages, (), passing)
        heads = gathered(orders.lines, passing, look.group)
        rows = array("i")
        for at, one in enumerate(heads):
            rows.append(-1 - at)
            rows.extend(one.places)
        return ListedRows(orders, way, stages, tuple(heads), rows)

    def _begun(self, orders: Orders, way: tuple[str, bool, str]) -> ListedRows:
        """Return these rows where lines and order are the same, else those before any filter."""
        if self.orders is orders and self._way == way:
            return self
        sort, descending, word = way
        lines, places = orders.lines, orders.places(sort, descending=descending)
        if word:
            places = array("i", [at for at in places if lines[at].word == word])
        return ListedRows(orders, way, ((Filter(), places),))

    @staticmethod
    def _narrowed(begun: ListedRows, wanted: Filter) -> tuple[Stage, ...]:
        """Return the stages of a filter, each from those there are."""
        stages, terms = begun._stages, wanted.terms
        kept = [one for one in stages if one[0].terms == terms[: len(one[0].terms)]]
        for filter_ in (Filter(terms[:-1]), wanted):
            if kept[-1][0] == filter_:
                continue
            wider = [one for one in (*stages, *kept) if filter_.within(one[0])]
            left = [(_rest(filter_, stage[0]), stage[1]) for stage in wider]
            rest, places = min(left, key=lambda one: len(one[1]) * len(one[0].terms))
            kept.append((filter_, begun._passing(rest, places)))
        return tuple(kept)

    def _passing(self, wanted: Filter, places: Sequence[int]) -> Sequence[int]:
        if self.orders is None:
            return places
        left = wanted.places(self.orders.lines, places, self.orders.columns)
        return array("i", left) if isinstance(left, list) else left

    def same(self, other: ListedRows) -> bool:
        """Tell whether the same claims and heads stand in the same rows, whatever they say."""
        if self._rows is not other._rows and list(self._rows) != list(other._rows):
            return False
        return [one.stored for one in self._heads] == [one.stored for one in other._heads]

    def rows_of(self, places: Collection[int]) -> dict[int, int]:
        """Return the first row of each place, -1 where it has none."""
        found = dict.fromkeys(places, -1)
        if len(found) > _FEW and not isinstance(self._rows, range):
            for row, place in enumerate(self._rows):
                if found.get(place) == -1:
                    found[place] = row
            return found
        for place in found:
            try:
                found[place] = self._rows.index(place)
            except ValueError:
                continue
        return found

    def places(self) -> Iterator[int]:
        """Yield the place of each row that is no head."""
        return (place for place in self._rows if place >= 0)

    def heads(self) -> list[int]:
        """Return the rows of the heads."""
        return [row for row, place in enumerate(self._rows) if place < 0] if self._heads else []


def _rest(wanted: Filter, held: Filter) -> Filter:
    """Return what is still to be asked of claims that pass another filter."""
    return Filter(tuple(term for term in wanted.terms if term not in held.terms))
