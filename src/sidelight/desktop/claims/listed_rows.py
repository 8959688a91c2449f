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


@dataclass(frozen=True, slots=True)
class ListedRows:
    """Rows that are made once: the places that pass a filter, and the heads of groups.

    Without groups, ``_rows`` are ``passing`` themselves, and those of all claims are the order of
    the column.  In groups, a row below 0 is a head: -1 the first.
    """

    orders: Orders | None = None
    passing: Sequence[int] = range(0)
    _asked: tuple[str, bool, Filter, str] = ("", False, Filter(), "")
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
        asked = look.sort, look.descending, wanted, word
        passing = self._passing(orders, asked)
        if not look.group:
            return ListedRows(orders, passing, asked, (), passing)
        heads = gathered(orders.lines, passing, look.group)
        rows = array("i")
        for at, one in enumerate(heads):
            rows.append(-1 - at)
            rows.extend(one.places)
        return ListedRows(orders, passing, asked, tuple(heads), rows)

    def _passing(self, orders: Orders, asked: tuple[str, bool, Filter, str]) -> Sequence[int]:
        sort, descending, wanted, word = asked
        lines = orders.lines
        places = orders.places(sort, descending=descending)
        if self.orders is orders and self._asked[:2] == asked[:2]:
            if self._asked == asked:
                return self.passing
            if self._asked[3] in {"", word} and wanted.within(self._asked[2]):
                places = self.passing
        left = [at for at in places if lines[at].word == word] if word else places
        left = wanted.places(lines, left)
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
