# SPDX-License-Identifier: AGPL-3.0-or-later
"""A project file while it is open: reading it, changing it, and saving it at another place."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Self

from sidelight.errors import ProjectError
from sidelight.model.change import Change, Setting, new_id, tick, utc_text
from sidelight.store import backups, copying, lock, opening, places, tables, trust
from sidelight.store import blobs as blob_table
from sidelight.store import unsaved as rescue
from sidelight.store.backups import Backup
from sidelight.store.checking import Fault, fault, findings
from sidelight.store.connection import sentences
from sidelight.store.elsewhere import Whole
from sidelight.store.exchanging import Exchange
from sidelight.store.lock import Holder
from sidelight.store.looking import Damage
from sidelight.store.rejoining import Held, rejoin
from sidelight.store.returning import reopened
from sidelight.store.unsaved import Rescued, Waiting
from sidelight.store.zone import zone

# what a time is told to, and by how much at most acts that follow fast may be told late
_STEP, _LATE = timedelta(milliseconds=1), timedelta(seconds=1)

__all__ = ["Author", "Damage", "Fault", "Holder", "ProjectFile", "Rescued", "Waiting"]


@dataclass(frozen=True)
class Author:
    """Who makes changes: reviewer and installation by id, and what gives the next number."""

    reviewer: str
    installation: str
    sequence: Callable[[], int]


class ProjectFile(Exchange):
    """An open project, used from the thread that opened it."""

    def __init__(self, opened: opening.Opened, holder: Holder) -> None:
        super().__init__(opened)
        self._holder = holder
        self.rescued: Rescued | None = None
        self._closed = False
        self._acted = datetime.min.replace(tzinfo=UTC)

    @classmethod
    def create(cls, path: Path, title: str, author: Author, *, holder: Holder) -> Self:
        """Make a project of this title; ProjectError where the name is taken or unwritable."""
        file = cls(opening.create(path, holder), holder)
        try:
            file.commit([Setting("project", "project", "title", title)], author, "")
        except BaseException:
            file.close()
            raise
        return file

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        holder: Holder,
        progress: Callable[[float, str], None] | None = None,
        view: bool = False,
    ) -> Self:
        """Open a project: where it stands if it is as we left it, else through the intake.

        With ``view`` one that another has open is opened for reading, as it is at this moment.
        Raises ProjectError; the file is then as it was.
        """
        return cls(opening.open_project(path, holder, progress, view=view), holder)

    @property
    def released(self) -> bool:
        """Whether it is open for reading only because another had it open, who has it no more."""
        waited = self.notice is not None and self.notice.id == "project.held"
        return waited and not lock.held(self.path)

    def commit(
        self,
        settings: Sequence[Setting],
        author: Author,
        label: str,
        *,
        group: str = "",
        inverts: str = "",
        blobs: Sequence[bytes] = (),
    ) -> Change:
        """Make one change, on disk when this returns, and return it.

        ``group`` joins it to an undo step ("": a new one), ``inverts`` is the group that it takes
        back, ``blobs`` are bytes that it names.  Raises ProjectError, and then nothing has
        changed; ValueError for settings that no change can hold.
        """
        if self.notice is not None:
            raise self.notice
        change = self._change(settings, author, label, group or new_id(), inverts)
        self._save([change], blobs)
        return change

    def retry(self) -> None:
        """Try to write what waits to be saved; `unsaved` says whether anything still does."""
        if self.unsaved is not None:
            self._save([], ())

    def take_up(self) -> None:
        """Retry; where the file was gone and is back as it was left, go on with that."""
        if self.unsaved is not None:
            self._come_back()
            self.retry()

    def save_elsewhere(self, path: Path) -> list[str]:
        """Write the project, with what waits to be saved, as a new file and go on working there.

        Returns the titles of documents whose bytes could not be read from the old file.  Raises
        ProjectError where the name is taken or it cannot be written; then nothing has changed.
        """
        self._refuse_journal()
        whole = Whole(self.project, self._connection, self._unsaved.blobs)
        here = places.plain(path) == self.path and not os.path.lexists(path)
        with self._let_go() if here else nullcontext():
            opened = opening.create(path, self._holder, whole.fill)
            self._go_on_with(opened)
        self._leave()
        return whole.affected

    def rejoin(self) -> None:
        """Go on with the file that another program put at the path, with all of this project added
        to it.

        Raises ProjectError, or Refused where that is another project; then nothing has changed, and
        what waits to be saved still does.
        """
        held = Held(self._unsaved.blobs, self._connection)
        with self._let_go():
            opened = rejoin(self.path, self._holder, self.project, held)
            # the same object, since others hold it
            vars(self.project).update(vars(opened.project))
            opened.project = self.project
            self._go_on_with(opened)
        self._leave()

    def find_rescued(self) -> None:
        """Look for what an earlier process could not save of this project: `rescued`."""
        if not self.read_only:
            self.rescued = rescue.rescued(self.path, self.project.log)

    def add_rescued(self) -> None:
        """Add what was `rescued`, as it was made."""
        if self.notice is not None:
            raise self.notice
        found = self.rescued
        if found is not None:
            self._save(list(found.changes), list(found.blobs.values()))
            if self.unsaved is None or self.unsaved.kept:
                rescue.forget(found.files)
            self.rescued = None

    def forget_rescued(self) -> None:
        """Throw away what was `rescued`."""
        if self.rescued is not None:
            rescue.forget(self.rescued.files)
        self.rescued = None

    def blob(self, hash: str) -> bytes:  # noqa: A002 - what it is
        """Return the bytes of a hash; ProjectError where they are absent or not those."""
        if hash in self._unsaved.blobs:
            return self._unsaved.blobs[hash]
        self._refuse_journal()
        try:
            with sentences(self.path):
                return blob_table.get(self._connection, hash)
        except blob_table.WrongBytes as error:
            raise ProjectError("project.bytes", path=str(self.path), hash=hash[:12]) from error

    def has_blob(self, hash: str) -> bool:  # noqa: A002
        """Tell whether there are bytes of this hash."""
        if hash in self._unsaved.blobs:
            return True
        self._refuse_journal()
        with sentences(self.path):
            return blob_table.has(self._connection, hash)

    def stored(self) -> frozenset[str]:
        """Return the hashes that there are bytes for."""
        self._refuse_journal()
        with sentences(self.path):
            return frozenset(blob_table.names(self._connection)) | self._unsaved.blobs.keys()

    def copy_to(self, path: Path, *, overwrite: bool = False) -> None:
        """Write a copy, whole or not at all; ProjectError, also where it exists, unless told."""
        self._refuse_journal()
        if self.unsaved is None:
            copying.copy(self._connection, path, overwrite=overwrite)
        else:
            whole = Whole(self.project, self._connection, self._unsaved.blobs)
            copying.write(path, whole.fill, overwrite=overwrite)
        log = self.project.log
        trust.remember(places.plain(path), len(log.changes), log.heads)

    def back_up(self, reason: str, now: datetime | None = None) -> Backup:
        """Back the project up as it stands (`backups.make`), still to be verified; ProjectError."""
        return backups.make(self._connection, self.project, reason, origin=self.path, now=now)

    def check(self) -> list[Fault]:
        """Look at every byte with a hash and at every row; return what is wrong, never raise."""
        return [fault(finding) for finding in findings(self._connection)]

    def look_further(self) -> bool:
        """Look through the file for some hundredths of a second; tell whether there is more.

        A file that was opened where it stands was not read to its end then; `damage` is what is
        found.
        """
        with suppress(ProjectError):
            self._refuse_journal()
            return self._look is not None and self._look.further()
        return False

    @property
    def damage(self) -> Damage | None:
        """What `look_further` found damaged so far."""
        return self._look.damage if self._look else None

    def erase(self, tombstone: Setting, author: Author) -> None:
        """Remove for good what a tombstone names, also from what SQLite keeps of it in the file.

        It is no undo step.  Raises ProjectError, and then nothing has changed.
        """
        self._erase(lambda: self._change([tombstone], author, "", new_id(), ""))

    def rebuild(self) -> None:
        """Write the projection anew from the log."""
        if self.notice is not None:
            raise self.notice
        with sentences(self.path), self._db.atomic():
            tables.rewrite(self._db, self.project)
        self._leave()

    def close(self) -> None:
        """Let go of the file; closing again does nothing."""
        if self._closed:
            return
        self._closed = True
        self._unsaved.close()
        opening.discard(self._opened)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _change(
        self, settings: Sequence[Setting], author: Author, label: str, group: str, inverts: str
    ) -> Change:
        now = self._now()
        log = self.project.log
        change = Change(
            reviewer=author.reviewer,
            installation=author.installation,
            sequence=author.sequence(),
            clock=tick(log.clock, now),
            time=utc_text(now),
            zone=zone(),
            heads=tuple(sorted(log.heads)),
            sets=tuple(settings),
            group=group,
            inverts=inverts,
            label=label,
        )
        # Nothing is written that could not be read again, and memory holds what a reader will.
        return Change.from_body(change.body)

    def _now(self) -> datetime:
        """Return the time, a step after that of the act before where both are within one: what is
        listed by time then stands as it was made.
        """
        now = datetime.now(UTC)
        if now < self._acted + _STEP < now + _LATE:
            now = self._acted + _STEP
        self._acted = now
        return now

    def _come_back(self) -> None:
        """Take the file up again where it was gone and is back as it was left."""
        found = trust.mark(self.path)
        if found is None or (found == self._mark and self._data_version() == self._version):
            return
        waiting = {change.id for change in self._unsaved.changes}
        expected = self.project.log.changes.keys() - waiting
        with self._let_go():
            opened = reopened(self.path, self._holder, expected)
            if opened is not None:
                self._go_on_with(opened)

    def _go_on_with(self, opened: opening.Opened) -> None:
        opening.discard(self._opened)
        self._take(opened)

    @contextmanager
    def _let_go(self) -> Iterator[None]:
        """Give the lock free for what is to stand in for the file as it is open now; take it again
        unless something does, or another was quicker.
        """
        before = self._opened
        if before.lock is None:
            yield
            return
        before.lock.release()
        try:
            yield
        finally:
            if self._opened is before:
                before.lock = None
                with suppress(ProjectError, lock.Unwritable, OSError):
                    before.lock = lock.Lock.take(self.path, self._holder)
