# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sees, in the confined worker, whether a project can be made of rows; it is made again where they
go, and what would stumble there stumbles here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sidelight.model.change import NotAChange
from sidelight.model.project import Project
from sidelight.model.withheld import Row, read_row
from sidelight.store import projection
from sidelight.store.collector import without_collector
from sidelight.worker import RemoteFault


class Meaning:
    """The rows of one file, taken batch by batch, then shown.

    Both raise RemoteFault where they cannot be.
    """

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Forget what was taken."""
        self._coming: list[tuple[str, bytes]] = []
        self._waiting: list[Row] = []
        self._there: set[str] = set()
        self._project = Project()

    def take(self, rows: Iterable[tuple[str, bytes]]) -> None:
        """Take the next rows, ids and bodies (empty where they are known to whoever asks); they are
        read when more is asked of them.

        Whoever gets this batch reads it in the same time.
        """
        self._read()
        self._coming += rows

    def hold(self, rows: Iterable[Row]) -> None:
        """Take rows that were read."""
        self._waiting += rows

    def show(self) -> None:
        """Make a project of all that was taken, read all its records, and forget it."""
        self._read()
        with _stumbling():
            self._project.add(self._waiting)
            projection.rows(self._project)
        self.start()

    def _read(self) -> None:
        coming, self._coming = self._coming, []
        try:
            with without_collector():
                # whoever gets the rows proves their bytes
                self._waiting += [read_row(id_, body, proved=True) for id_, body in coming if body]
        except NotAChange as error:
            raise RemoteFault("damaged", {"reason": "change"}) from error
        self._there |= {id_ for id_, _body in coming}
        # one that names what is still to come would have all of them placed anew with each batch
        if all(head in self._there for row in self._waiting for head in row.heads):
            with _stumbling():
                self._project.add(self._waiting)
            self._waiting = []


@contextmanager
def _stumbling() -> Iterator[None]:
    try:
        with without_collector():
            yield
    except MemoryError:
        raise
    except Exception as error:
        raise RemoteFault("hostile", {"reason": "records"}) from error
