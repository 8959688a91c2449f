# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which claims and documents became others since somebody looked last."""

from __future__ import annotations

from collections import deque
from collections.abc import Set as AbstractSet

_KEPT = 64
_MOST = 20_000
"""Pieces of news that are kept, and ids in one; who looks more rarely looks at everything."""


class News:
    """Tells what changed, by the number of the moment at which it was looked last."""

    def __init__(self) -> None:
        self.moment = 0
        self._told: deque[frozenset[str] | None] = deque(maxlen=_KEPT)

    def tell(self, ids: AbstractSet[str] | None) -> None:
        """Say which claims and documents changed; None where it may be any."""
        self.moment += 1
        self._told.append(None if ids is None or len(ids) > _MOST else frozenset(ids))

    def since(self, moment: int) -> set[str] | None:
        """Return the ids of what changed since a moment; None where it may be any."""
        count = self.moment - moment
        if not 0 <= count <= len(self._told):
            return None
        found: set[str] = set()
        for ids in list(self._told)[len(self._told) - count :]:
            if ids is None:
                return None
            found |= ids
        return found
