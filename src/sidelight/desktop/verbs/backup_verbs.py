# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be done with backups: see them, make one, open one for reading, save one as a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from shiboken6 import isValid

from sidelight.desktop.action_set import Handler
from sidelight.desktop.bridge import Work
from sidelight.desktop.dialogs.backups import BackupsDialog
from sidelight.desktop.dialogs.files import ask_where, project_filters
from sidelight.desktop.verbs.parts import Parts
from sidelight.desktop.verbs.project_verbs import ProjectVerbs
from sidelight.errors import Cancelled, SidelightError
from sidelight.language import _, sentence

if TYPE_CHECKING:
    from sidelight.session.session import Session
    from sidelight.store.backups import Backup


class BackupVerbs:
    """Acts on backups, of the project at work or, where there is none, of all."""

    def __init__(self, parts: Parts, projects: ProjectVerbs) -> None:
        self._parts = parts
        self._projects = projects
        self._dialog: BackupsDialog | None = None
        self._making = False

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        return {"project.backups": self.show}

    @property
    def dialog(self) -> BackupsDialog | None:
        """The dialog, while it is open."""
        return self._dialog if self._dialog is not None and isValid(self._dialog) else None

    def show(self) -> None:
        """Show the backups."""
        parts = self._parts
        project = parts.workspace.snapshot is not None
        dialog = BackupsDialog(parts.window, parts.theme, parts.tints, project=project)
        dialog.now_wanted.connect(self._make)
        dialog.stop_wanted.connect(parts.bridge.cancel)
        dialog.save_wanted.connect(self._ask_where)
        dialog.open_wanted.connect(self._open)
        dialog.folder_wanted.connect(self._show_folder)
        self._dialog = dialog
        dialog.open()
        self._list()

    def show_progress(self, words: str, share: float) -> None:
        """Say in the dialog how far the backup is that is being made."""
        if self.dialog is not None and self._making and words:
            self.dialog.show_work(_("Backing up…"), max(share, 0.0))

    def _list(self) -> None:
        project = self._parts.workspace.snapshot is not None
        self._parts.bridge.run(
            lambda session, _work: _found(session if project else None),
            then=self._listed,
            failed=self._failed,
        )

    def _listed(self, found: list[Backup]) -> None:
        if self.dialog is not None:
            self.dialog.show_found(found)

    def _make(self) -> None:
        """Back up now what has been done, what is being typed among it."""
        self._parts.flush()
        dialog = self.dialog
        if dialog is None:
            return
        known = {backup.path for backup in dialog.found}
        dialog.error.hide()
        dialog.hint.hide()
        dialog.show_work(_("Backing up…"), 0.0)
        self._making = True

        def make(session: Session | None, work: Work) -> Backup | None:
            return session.backups.make(progress=_stoppable(work)) if session else None

        def made(backup: Backup | None) -> None:
            self._making = False
            if self.dialog is not None and backup is not None and backup.path in known:
                self.dialog.hint.show_sentence(_("Nothing has changed since the last backup."))
            self._list()

        self._parts.bridge.run(make, then=made, failed=self._failed, label=_("Backing up"))

    def _failed(self, error: SidelightError) -> None:
        self._making = False
        if self.dialog is None:
            self._parts.errors.show_sentence(sentence(error))
        elif isinstance(error, Cancelled):
            self._list()
        else:
            self.dialog.show_error(sentence(error))

    def _ask_where(self, backup: Backup) -> None:
        if self.dialog is not None:
            suggestion = self._projects.place_for(backup)
            title = _("Save the backup as")
            ask_where(
                self.dialog,
                title,
                suggestion,
                project_filters(),
                lambda path: self.save(backup, path),
            )

    def save(self, backup: Backup, path: Path) -> None:
        """Save a backup as a new file."""
        from sidelight.store import backups

        target = self._projects.as_project(path)
        self._parts.bridge.run(
            lambda _session, _work: backups.restore(backup, target),
            then=lambda _none: self._saved(target),
            failed=self._failed,
            label=_("Saving a copy"),
        )

    def _saved(self, path: Path) -> None:
        words = _("Backup saved as {name}").format(name=path.name)
        self._projects.say_written(words, path)
        if self.dialog is not None:
            self.dialog.hint.show_sentence(words)

    def _open(self, backup: Backup) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self._projects.open(backup.path)

    def _show_folder(self, backup: Backup | None) -> None:
        from sidelight.store import backups

        folder = backup.path.parent if backup else backups.folder()
        while not folder.is_dir():
            folder = folder.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def _found(session: Session | None) -> list[Backup]:
    from sidelight.store import backups

    return session.backups.listed() if session else backups.every()


def _stoppable(work: Work) -> Callable[[float, str], None]:
    def progress(share: float, words: str) -> None:
        if work.cancelled():
            raise Cancelled
        work.progress(share, words)

    return progress
