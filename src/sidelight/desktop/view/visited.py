# SPDX-License-Identifier: AGPL-3.0-or-later
"""Places visited, as a web browser keeps them: a jump leaves one behind, back and forward go
between them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

Spot = TypeVar("Spot")

MOST = 100


class Visited(Generic[Spot]):
    """The way back and the way forward; ``same`` tells whether two spots are one to a reader."""

    def __init__(self, same: Callable[[Spot, Spot], bool]) -> None:
        self._same = same
        self._back: list[Spot] = []
        self._forward: list[Spot] = []

    def leave(self, here: Spot) -> None:
        """Keep the spot that a jump starts from; what lay ahead is given up."""
        self._forward.clear()
        if not self._back or not self._same(self._back[-1], here):
            self._back.append(here)
        del self._back[:-MOST]

    def back(self, here: Spot) -> Spot | None:
        """Return the spot before, None where there is none; ``here`` is then ahead."""
        return self._step(self._back, self._forward, here)

    def forward(self, here: Spot) -> Spot | None:
        """Return the spot gone back from, None where there is none."""
        return self._step(self._forward, self._back, here)

    def _step(self, source: list[Spot], other: list[Spot], here: Spot) -> Spot | None:
        while source and self._same(source[-1], here):
            source.pop()
        if not source:
            return None
        other.append(here)
        return source.pop()
