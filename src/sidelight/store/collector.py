# SPDX-License-Identifier: AGPL-3.0-or-later
"""Python's cycle collector, put off while very many objects are made that all stay."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 2_000
"""Changes of a project from which on the search for cycles is felt."""

_MUCH = 50_000
"""Objects from which on a search through them is felt."""


class Spared:
    """Keeps the collector from a large project for as long as that is open: at each search it would
    go through all of it, on whatever thread is at work just then.
    """

    def __init__(self) -> None:
        self._spared = False

    def spare(self, changes: int) -> None:
        """Spare all that is there now, where the project has so many ``changes``."""
        if changes >= MANY:
            gc.freeze()
            self._spared = True

    def end(self) -> None:
        """Look through everything again: the project was closed."""
        if self._spared:
            gc.unfreeze()
            self._spared = False


@contextmanager
def without_collector() -> Iterator[None]:
    """Put the collector off, unless it is off already; where much was made, that counts as old.

    It would go through all of it again and again, and take half as long as the work itself.  To go
    through what is new once, at the end, would still hold up every thread as long as that takes.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        if gc.get_count()[0] >= _MUCH:
            _grow_old()
        gc.enable()


def _grow_old() -> None:
    """Let all that there is pass for old without going through it; what is spared stays so."""
    spared = gc.get_freeze_count()
    gc.freeze()
    if not spared:
        gc.unfreeze()
