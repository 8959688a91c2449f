# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an open project file gives to others and takes from them; what is to be in no file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from sidelight.model.change import Change
from sidelight.model.project import Project
from sidelight.model.sharing import Part
from sidelight.store import blobs as blob_table
from sidelight.store import copying, erasing, merging, places, trust
from sidelight.store.collector import without_collector
from sidelight.store.connection import sentences
from sidelight.store.door import Door
from sidelight.store.incoming import Incoming


class Exchange(Door):
    """A project file with what it takes to share it and to merge others into it.

    All raise ProjectError where the file cannot be read or written, and then nothing has changed.
    """

    def share(self, part: Part, target: copying.Target, *, as_changes: bool = False) -> None:
        """Write a part of the project as a file of its own, or as a change set."""
        self._settle()
        if as_changes:
            copying.write_changes(self._connection, self.project.root, part, target)
            return
        project = copying.copy_part(self._connection, part, target)
        path = places.plain(target.path)
        trust.remember(path, len(project.log.changes), project.log.heads)

    def merge(
        self, incoming: Sequence[Incoming], merged: Project, backup: Path | None = None
    ) -> None:
        """Write what was taken in, so that the project is ``merged``.

        The file as it was is kept until something else is done: the ``backup`` that was made of it,
        else a copy.
        """
        self._settle()
        kept = backup or merging.keep(self._connection, self.path)
        removes = merged.log.removed != self.project.log.removed
        if removes:
            erasing.overwrite_freed(self._db)
        with sentences(self.path), without_collector(), self._db.atomic():
            merging.write(self._db, self.project, merged, incoming)
        self._become(merged)
        merging.record(self.path, merged.log.heads, kept)
        if removes:
            self._rewrite()

    def before_merge(self) -> merging.Before | None:
        """Return what the last merge can be taken back to, None where there is nothing."""
        return merging.before(self.path, self.project.log.heads)

    def back_to_before_merge(self) -> None:
        """Take the last merge back; does nothing where that is not possible any more."""
        self._settle()
        before = self.before_merge()
        if before is None:
            return
        with sentences(self.path), self._db.atomic():
            project = merging.restore(self._db, self.project, before.copy)
        self._become(project)
        merging.forget(self.path)

    def restore_bytes(self, blobs: Sequence[bytes]) -> None:
        """Put bytes in the place of those that were left out."""
        self._settle()
        with sentences(self.path), self._db.atomic():
            for data in blobs:
                blob_table.put(self._db, data)
        self._leave()

    def absent(self) -> set[str]:
        """Return the hashes of bytes that were left out of this copy."""
        self._refuse_journal()
        with sentences(self.path):
            return blob_table.absent(self._connection)

    def _erase(self, tombstone: Callable[[], Change]) -> None:
        self._settle()
        before = self.project.log.rows()
        after = Project([*before.values(), tombstone()])
        with sentences(self.path), self._db.atomic():
            erasing.erase(self._db, after, before)
        self._become(after)
        merging.forget(self.path)
        self._rewrite()

    def _rewrite(self) -> None:
        with sentences(self.path):
            erasing.rewrite(self._db)
        self._leave()

    def _settle(self) -> None:
        """Have all saved that waits, and the file as we left it; else raise why it is not."""
        if self.notice is not None:
            raise self.notice
        if self.unsaved is not None:
            self._save([], ())
        if waiting := self.unsaved:
            raise waiting.error
        self._refuse_another()

    def _become(self, project: Project) -> None:
        # the same object, since others hold it
        vars(self.project).update(vars(project))
        self._leave()
