# SPDX-License-Identifier: AGPL-3.0-or-later
"""The claims in the order of their numbers, kept while single ones change."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable

from sidelight.model.records import Claim

_MANY = 2000
"""Claims that are put in their places one by one; of more, all are sorted anew."""


class ClaimOrder:
    """Claims by number and id."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._sort(claims)

    def _sort(self, claims: Iterable[Claim]) -> None:
        self._claims = sorted(claims, key=lambda claim: (claim.number, claim.id))
        self._order = [(claim.number, claim.id) for claim in self._claims]
        self._place = {claim.id: (claim.number, claim.id) for claim in self._claims}

    def all(self) -> list[Claim]:
        """Return the claims."""
        return self._claims.copy()

    def renew(self, ids: Iterable[str], claim: Callable[[str], Claim | None]) -> None:
        """Take in what some claims are now, None for one that does not show."""
        fresh = {id_: claim(id_) for id_ in ids}
        if len(fresh) > _MANY:
            kept = (one for one in self._claims if one.id not in fresh)
            self._sort([*kept, *filter(None, fresh.values())])
            return
        for id_, one in fresh.items():
            before = self._place.get(id_)
            after = (one.number, id_) if one else None
            if before is not None and before != after:
                at = bisect_left(self._order, before)
                del self._order[at], self._claims[at], self._place[id_]
            if one is not None and after is not None:
                at = bisect_left(self._order, after)
                if before == after:
                    self._claims[at] = one
                    continue
                self._order.insert(at, after)
                self._claims.insert(at, one)
                self._place[id_] = after
