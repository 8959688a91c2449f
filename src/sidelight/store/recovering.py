# SPDX-License-Identifier: AGPL-3.0-or-later
"""Brings what is readable of a damaged project file into a new one; the damaged one stays as it is.

A confined worker looks through a copy (`sidelight.store.salvage_entry`); what it finds is proved
once more here and written into a fresh file, as at an intake.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sidelight.errors import ProjectError
from sidelight.model.project import Project
from sidelight.model.withheld import whole
from sidelight.store import blobs, durable, log_rows, opening, places, tables, trust
from sidelight.store.checking import named_bytes
from sidelight.store.connection import sentences
from sidelight.store.fresh import new_file
from sidelight.store.leftovers import passing_file, passing_folder
from sidelight.store.lock import refuse_if_held
from sidelight.store.pouring import Source, fill
from sidelight.store.salvaging import look_through

if TYPE_CHECKING:
    from sqlite_utils import Database

Progress = Callable[[float, str], None]

_PATIENCE = 4.0
"""Times that of an opening: who recovers has no other way left."""


@dataclass(frozen=True)
class Incomplete:
    """A document that did not come out whole: without its own bytes, or some of its text's."""

    title: str
    id: str
    without_bytes: bool


@dataclass(frozen=True)
class LostChange:
    """A change that did not come out; time (UTC), reviewer and label where the history has them."""

    id: str
    time: str
    reviewer: str
    label: str


@dataclass(frozen=True)
class Recovered:
    """What came out of a damaged file into the one at ``path``.

    ``changes`` counts them, ``withheld`` the rows that stand for one, ``documents`` those that are
    whole, which one that was left out of a copy is not, ``unnamed`` bytes that came out where no
    change did; ``lost`` lists at most a thousand of ``lost_count`` changes; ``pieces`` counts bytes
    that no current document names and that are not whole; ``stopped``: time was up before the end.
    """

    path: Path
    title: str
    changes: int
    withheld: int
    documents: int
    unnamed: int
    incomplete: tuple[Incomplete, ...]
    lost: tuple[LostChange, ...]
    lost_count: int
    pieces: int
    stopped: bool

    @property
    def losses(self) -> int:
        """How many things are named and did not come out."""
        return len(self.incomplete) + self.lost_count + self.pieces + self.stopped


def recover(damaged: Path, out: Path, progress: Progress | None = None) -> Recovered:
    """Write what is readable of a project file into a new file at ``out``.

    Raises ProjectError, and then there is no new file: where nothing is readable, where ``out``
    exists or cannot be written, where the damaged file is absent or open.
    """
    damaged, out = places.plain(damaged), places.plain(out)
    opening.refuse_odd(damaged)
    refuse_if_held(damaged)
    if os.path.lexists(out):
        raise ProjectError("project.exists", path=str(out))
    try:
        with passing_file(out) as fresh, passing_folder() as private:
            found, project = _salvaged(damaged, private, fresh, out, progress)
            durable.sync(fresh)
            durable.place(fresh, out, overwrite=False)
    except OSError as error:
        raise durable.failure(out, error) from error
    trust.remember(out, len(project.log.changes), project.log.heads)
    return found


def _salvaged(
    damaged: Path, private: Path, fresh: Path, out: Path, progress: Progress | None
) -> tuple[Recovered, Project]:
    def into_fresh(source: Source) -> tuple[Recovered, Project]:
        with sentences(out):
            db = new_file(fresh)
            try:
                with db.atomic():
                    project = Project(fill(source, db, progress))
                    log_rows.write(db, project)
                    tables.rewrite(db, project)
                found = _account(out, project, db, source.opened)
            finally:
                db.close()
        if not (found.changes or found.withheld or found.unnamed):
            raise ProjectError("recover.nothing", path=str(damaged))
        return found, project

    answer: tuple[Recovered, Project] = look_through(
        damaged, private, into_fresh, patience=_PATIENCE
    )
    return answer


def _account(out: Path, project: Project, db: Database, opened: dict[str, Any]) -> Recovered:
    """Say what is in the fresh file and what is known to be absent."""
    there = {str(row[0]) for row in db.execute("SELECT DISTINCT hash FROM blob").fetchall()}
    rows = project.log.rows().values()
    absent: dict[str, list[str]] = defaultdict(list)
    named: set[str] = set()
    owner = ""
    for kind, name in named_bytes(project):
        owner = name if kind == "document" else owner
        named.add(name)
        if name not in there:
            absent[owner].append(kind)
    documents = {document.id: document for document in project.documents()}
    incomplete = tuple(
        Incomplete(documents[id_].title, id_, "document" in kinds) for id_, kinds in absent.items()
    )
    lost = tuple(_lost(opened.get("lost")))
    broken = opened.get("broken")
    pieces = {str(name) for name in broken if isinstance(name, str)} if broken else set()
    count = opened.get("lost_count")
    return Recovered(
        path=out,
        title=project.title,
        changes=sum(map(whole, rows)),
        withheld=sum(not whole(row) for row in rows),
        documents=len(documents) - len(absent.keys() | documents.keys() & blobs.absent(db)),
        unnamed=0 if project.log.changes else len(there),
        incomplete=incomplete,
        lost=lost,
        lost_count=max(len(lost), count if isinstance(count, int) else 0),
        pieces=len(pieces - named - there),
        stopped=opened.get("stopped") is True,
    )


def _lost(listed: Any) -> Iterator[LostChange]:
    """Read what the worker says of lost changes."""
    for item in listed if isinstance(listed, list) else []:
        match item:
            case [str(id_), str(time), str(reviewer), str(label)]:
                yield LostChange(id_[:64], time[:40], reviewer[:200], label[:200])
