# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who wants which pictures: the queue that the drawing is fed from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sidelight.desktop.view.picture_cache import Wish


class Wants:
    """What each owner wants now, the most wanted first.

    ``later`` owners (thumbnails) are served when no other wants anything.
    """

    def __init__(self) -> None:
        self._wanted: dict[object, list[Wish]] = {}
        self._later: set[object] = set()

    def __contains__(self, owner: object) -> bool:
        """Tell whether an owner said what it wants."""
        return owner in self._wanted

    def put(self, owner: object, wishes: Sequence[Wish], *, later: bool = False) -> None:
        """Replace what an owner wants."""
        self._wanted[owner] = list(wishes)
        (self._later.add if later else self._later.discard)(owner)

    def add_first(self, owner: object, wish: Wish) -> None:
        """Let an owner want something before all else."""
        others = [one for one in self._wanted.get(owner, []) if one != wish]
        self._wanted[owner] = [wish, *others]

    def done(self, owner: object, wish: Wish) -> None:
        """Let an owner want something no more."""
        if owner in self._wanted:
            self._wanted[owner] = [one for one in self._wanted[owner] if one != wish]

    def drop(self, owner: object) -> None:
        """Forget an owner."""
        self._wanted.pop(owner, None)
        self._later.discard(owner)

    def every(self) -> set[Wish]:
        """Return all that anyone wants."""
        return {wish for queue in self._wanted.values() for wish in queue}

    def next(self, is_open: Callable[[Wish], bool], *, later: bool = False) -> Wish | None:
        """Return the wish to draw: every owner's first open one before anyone's second.

        With ``later`` only owners who can wait are asked, else only the others.
        """
        queues = [queue for owner, queue in self._wanted.items() if (owner in self._later) == later]
        for rank in range(max(map(len, queues), default=0)):
            for queue in queues:
                if rank < len(queue) and is_open(queue[rank]):
                    return queue[rank]
        return None
