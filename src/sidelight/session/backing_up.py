# SPDX-License-Identifier: AGPL-3.0-or-later
"""Backups of an open project: made once a day and when asked for, verified beside the work.

Only the copy is made while the work waits.  That it opens again is seen on a thread of its own;
what was not seen to its end, because the program ended, is taken up at the next change.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from sidelight.errors import Cancelled, ProjectError, SidelightError, UnknownName
from sidelight.language import _
from sidelight.session.settings import Settings
from sidelight.store import backups
from sidelight.store.backups import Backup
from sidelight.store.places import state_folder
from sidelight.store.project_file import ProjectFile

Progress = Callable[[float, str], None]

_LARGE = 100_000_000
"""Bytes of a project whose copy takes long enough to be told of."""
_PATIENCE = 0.1


class BackingUp:
    """The backups of one open project, used from its thread.

    ``waits`` is whether closing waits until the backups of the day are verified, which ``progress``
    then tells of; ``now`` tells the time; ``busy`` is told when a large copy begins (True) and
    when it ends.
    """

    def __init__(self, file: ProjectFile, settings: Settings, *, waits: bool) -> None:
        self._file = file
        self._settings = settings
        self._waits = waits
        self.now: Callable[[], datetime] = lambda: datetime.now(UTC)
        self.progress: Progress | None = None
        self.busy: Callable[[bool], object] = lambda _on: None
        self._share = 0.0
        self._looked: str = ""
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()
        self._warnings = [file.warning] if file.warning else []

    def listed(self) -> list[Backup]:
        """Return the backups of the project, newest first, those not verified yet among them."""
        return backups.of_project(self._file.project)

    def numbered(self, number: int) -> Backup:
        """Return one by its number; UnknownName where there is none."""
        return chosen(self.listed(), number)

    def before_change(self) -> None:
        """Back up once a day, before the first change of the day; never raises."""
        today = self.now().astimezone().date().isoformat()
        if self._looked == today or self._file.read_only:
            return
        self._looked = today
        made: list[Backup] = []
        try:
            if self._due(today):
                made.append(self._copy())
        except ProjectError as error:
            self._warn_daily(error, today)
        except OSError:
            # the project itself is gone or out of reach; writing says so
            return
        with suppress(OSError):
            made += [b for b in self.listed() if b not in made]
        waiting = [backup for backup in made if not backup.checked]
        if waiting:
            self._verify_beside(waiting)

    def before(self, reason: str, progress: Progress | None = None) -> Backup | None:
        """Back up before an act that may do much, and verify; a failure is a warning, then None.

        What ``progress`` raises comes out of it.
        """
        try:
            return self.make(reason, progress)
        except ProjectError as error:
            self._warnings.append(error)
            return None

    def make(self, reason: str = "hand", progress: Progress | None = None) -> Backup:
        """Back up as the project stands and verify at once; ProjectError where that fails.

        Where nothing has changed since a backup was made, that one is returned.
        """
        self._join(stop=True)
        backup = self._file.back_up(reason, self.now())
        if not backup.checked:
            backup = backups.verify(backup, progress)
        backups.thin(self._settings.backups_mb, self.now())
        return backup

    def take_warning(self) -> SidelightError | None:
        """Return what is still to be said to the user, each once; None where nothing is."""
        return self._warnings.pop(0) if self._warnings else None

    def close(self) -> None:
        """End the verifying: at its end, or at once where nobody waits."""
        self._join(stop=not self._waits)

    def _copy(self) -> Backup:
        large = self._file.path.stat().st_size > _LARGE
        if large:
            self.busy(True)
        try:
            return self._file.back_up("daily", self.now())
        finally:
            if large:
                self.busy(False)

    def _due(self, today: str) -> bool:
        """Tell whether this is the first change of a day after the one the project began on."""
        log = self._file.project.log
        began = min((change.made_at for change in log.order), default=self.now())
        if began.astimezone().date().isoformat() >= today:
            return False
        here = (b for b in self.listed() if b.origin == str(self._file.path))
        return not any(b.made.astimezone().date().isoformat() == today for b in here)

    def _verify_beside(self, waiting: Sequence[Backup]) -> None:
        self._join(stop=True)
        self._stopping.clear()
        self._thread = threading.Thread(target=self._verify, args=(waiting,), name="backup")
        self._thread.start()

    def _verify(self, waiting: Sequence[Backup]) -> None:
        for backup in waiting:
            try:
                backups.verify(backup, self._go_on)
            except Cancelled:
                return
            except SidelightError as error:
                self._warnings.append(error)
        backups.thin(self._settings.backups_mb, self.now())

    def _go_on(self, fraction: float, _words: str) -> None:
        self._share = fraction
        if self._stopping.is_set():
            raise Cancelled

    def _join(self, *, stop: bool) -> None:
        thread, self._thread = self._thread, None
        if thread is None:
            return
        if stop:
            self._stopping.set()
        try:
            while True:
                if self.progress is not None and not stop:
                    self.progress(self._share, _("Checking the backup of the day"))
                thread.join(_PATIENCE)
                if not thread.is_alive():
                    break
        finally:
            # whoever interrupts the waiting waits for its end, not for that of the work
            self._stopping.set()
            thread.join()

    def _warn_daily(self, error: ProjectError, today: str) -> None:
        """Have a failure said, once a day and project: every command would say it again."""
        said = f"{today} {self._file.project.root} {error.values.get('reason', '')}"
        with suppress(OSError, UnicodeError):
            note = state_folder() / "backup-failed"
            if note.exists() and note.read_text("utf-8") == said:
                return
            note.write_text(said, "utf-8")
        self._warnings.append(error)


def chosen(found: Sequence[Backup], number: int) -> Backup:
    """Return the backup of a number; UnknownName where there is none.

    Where projects were merged that began apart, the newest of that number is meant.
    """
    for backup in found:
        if backup.number == number:
            return backup
    raise UnknownName("backup.unknown", number=number)


def of_path(path: Path) -> list[Backup]:
    """Return the backups that were made of a project while it stood at ``path``, newest first.

    For a project that cannot be opened now: damaged, gone, or open elsewhere.
    """
    plain = str(path.parent.resolve() / path.name)
    return [backup for backup in backups.every() if backup.origin == plain]
