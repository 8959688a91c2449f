# SPDX-License-Identifier: AGPL-3.0-or-later
"""Python's cycle collector, put off while very many objects are made that all stay."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

MANY = 2_000
"""Changes of a project from which on the search for cycles is felt."""


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
    """Put the collector off, unless it is off already; what was made is looked through later.

    It would go through all of it again and again, and take half as long as the work itself.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
