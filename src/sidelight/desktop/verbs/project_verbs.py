# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be done with projects: make, open, copy, close; and who works at them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton

from sidelight.desktop.action_set import Handler
from sidelight.desktop.bridge import Work
from sidelight.desktop.dialogs.files import ask_for_project, ask_where, project_filters
from sidelight.desktop.dialogs.new_project import NewProjectDialog
from sidelight.desktop.dialogs.project_place import SUFFIX, suggested
from sidelight.desktop.dialogs.short_questions import LineQuestion
from sidelight.desktop.frame.message_bar import Offer
from sidelight.desktop.preferences import change_settings, settings_now
from sidelight.desktop.verbs.parts import Parts
from sidelight.errors import Cancelled, SidelightError
from sidelight.language import _, sentence
from sidelight.session.names import usual_name

if TYPE_CHECKING:
    from sidelight.session.session import Session
    from sidelight.session.snapshot import Snapshot
    from sidelight.store.backups import Backup

_RUINED = {"project.damaged", "project.hostile", "project.missing", "project.not_ours"}
_RECOVERABLE = {"project.damaged", "project.hostile"}


class ProjectVerbs:
    """Acts on project files. ``leave`` is called before another comes, ``entered`` after;
    ``when_safe`` does what closes a project, at once or once the user agreed.
    """

    def __init__(
        self,
        parts: Parts,
        by: str,
        leave: Callable[[], None],
        entered: Callable[[Session, Snapshot], None],
    ) -> None:
        self._parts = parts
        self._by = by
        self._leave = leave
        self._entered = entered
        self._coming: Path | None = None
        self.when_safe: Callable[[Callable[[], None]], None] = lambda then: then()
        self._summary = ""

    @property
    def coming(self) -> Path | None:
        """The project that is being opened."""
        return self._coming

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        return {
            "project.new": self.ask_new,
            "project.open": self.ask_open,
            "project.sample": self.open_sample,
            "project.copy": self.ask_copy,
            "project.close": self._close_in_use,
            "project.name": self.ask_name,
        }

    @property
    def name(self) -> str:
        """The name that verdicts carry."""
        return self._by or usual_name(settings_now())

    def open(self, path: Path) -> None:
        """Open a project file, unless it is open here already."""
        if not self._here(path):
            self.when_safe(lambda: self.reopen(path))

    def reopen(self, path: Path) -> None:
        """Open a project file, also where it is open here, for reading only."""
        by = self._by

        def make(work: Work) -> Session:
            from sidelight.session.session import Session

            return Session.open(path, by=by, what="window", progress=work.progress)

        self._start(path, make, _("Opening {name}").format(name=path.name))

    def create(self, title: str, path: Path, name: str) -> None:
        """Make a project and open it; the name is kept in the settings."""
        self._keep_name(name)
        by = self._by

        def make(_work: Work) -> Session:
            from sidelight.session.session import Session

            return Session.create(path, title, by=by, what="window")

        self.when_safe(lambda: self._start(path, make, _("Making {name}").format(name=path.name)))

    def open_sample(self) -> None:
        """Open the sample project, built first where it is not there yet."""
        path = platformdirs.user_data_path("sidelight", appauthor=False) / f"sample{SUFFIX}"
        by = self._by

        def make(work: Work) -> Session:
            from sidelight.session.sample import build_sample
            from sidelight.session.session import Session

            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                build_sample(path, work.tell)
            return Session.open(path, by=by, what="window", progress=work.progress)

        if not self._here(path):
            self.when_safe(lambda: self._start(path, make, _("Building the sample project")))

    def ask_recovery(self, damaged: Path) -> None:
        """Ask where to save what is readable of a damaged project."""
        name = _("{name} recovered").format(name=damaged.stem) + SUFFIX
        ask_where(
            self._parts.window,
            _("Save what is recovered as"),
            damaged.with_name(name),
            project_filters(),
            lambda out: self.recover(damaged, out),
        )

    def recover(self, damaged: Path, path: Path) -> None:
        """Bring what is readable into a new project, open it and say what came out."""
        by = self._by
        target = path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)

        def make(work: Work) -> Session:
            from sidelight.session.recovering import in_words, recover
            from sidelight.session.session import Session

            self._summary = in_words(recover(damaged, target, progress=work.progress))
            return Session.open(target, by=by, what="window", progress=work.progress)

        self._start(target, make, _("Recovering {name}").format(name=damaged.name))

    def close(self) -> None:
        """Go back to the start page."""
        self.when_safe(self._close)

    def _close(self) -> None:
        self._leave()
        self._parts.bridge.leave()
        self._parts.workspace.show(None)
        self._parts.loader.stop()
        for bar in (self._parts.notice, self._parts.whereabouts):
            bar.hide()

    def ask_new(self) -> None:
        """Ask for what a new project needs."""
        NewProjectDialog(self._parts.window, documents_folder(), self.name, self.create).open()

    def ask_open(self) -> None:
        """Ask for a project file."""
        ask_for_project(self._parts.window, self._folder(), self.open)

    def ask_copy(self) -> None:
        """Ask where to save a copy."""
        snapshot = self._parts.workspace.snapshot
        if snapshot is not None:
            name = _("{name} copy").format(name=self.path_of(snapshot).stem) + SUFFIX
            title = _("Save a copy as")
            ask_where(
                self._parts.window,
                title,
                self.path_of(snapshot).with_name(name),
                project_filters(),
                self.copy,
            )

    def copy(self, path: Path) -> None:
        """Save a copy."""
        self._parts.flush()
        target = self.as_project(path)
        self._parts.bridge.ask(
            lambda session: session.file.copy_to(target),
            then=lambda _none: self.say_written(
                _("Copy saved as {name}").format(name=target.name), target
            ),
            label=_("Saving a copy"),
        )

    def ask_name(self) -> None:
        """Ask for the name that verdicts carry."""
        words = _("Your verdicts, reasons and notes carry this name from now on.")
        LineQuestion(self._parts.window, _("Your name"), words, self.name, self.rename).open()

    def rename(self, name: str) -> None:
        """Act under another name from now on, here and at the next start."""
        self._keep_name(name)
        if self._parts.workspace.snapshot is not None:
            self._parts.bridge.do(lambda session: session.act_as(name))

    def _keep_name(self, name: str) -> None:
        at_work = self._parts.workspace.snapshot is not None
        change_settings(self._parts.bridge, at_work=at_work, name=name)
        self._by = ""
        self._parts.hint.hide()

    def _close_in_use(self) -> None:
        """Close the project; a window torn off closes alone."""
        host = self._parts.host()
        if host is self._parts.window:
            self.close()
        else:
            host.close()

    def _here(self, path: Path) -> bool:
        """Tell whether a project is open here already, or about to be."""
        snapshot = self._parts.workspace.snapshot
        return path == self._coming or (snapshot is not None and _same(snapshot.path, path))

    def _start(self, path: Path, make: Callable[[Work], Session], label: str) -> None:
        self._coming = path
        self._leave()
        self._parts.bridge.open(make, then=self._opened, failed=self._not_opened, label=label)

    def _opened(self, found: tuple[Session, Snapshot]) -> None:
        summary, self._summary = self._summary, ""
        try:
            # it is still coming while what stood there before is taken down
            self._entered(*found)
        finally:
            self._coming = None
        if summary:
            self._parts.notice.show_sentence(summary)

    def _not_opened(self, error: SidelightError) -> None:
        path, self._coming, self._summary = self._coming, None, ""
        self._parts.workspace.show(self._parts.workspace.snapshot)
        offers = []
        if path is not None and error.id in _RECOVERABLE:
            offers.append(Offer(_("Recover…"), lambda: self.ask_recovery(path)))
        self._parts.errors.show_sentence(sentence(error), *offers)
        if path is not None and error.id in _RUINED:
            self._offer_backups(path, error, offers)

    def _offer_backups(self, path: Path, error: SidelightError, offers: Sequence[Offer]) -> None:
        """Say that there are backups of a project that cannot be opened."""

        def look(_session: Session | None, _work: Work) -> list[Backup]:
            from sidelight.session import backing_up

            return backing_up.of_path(path)

        def tell(found: list[Backup]) -> None:
            if found and self._parts.errors.text == sentence(error):
                words = _("There are backups of it: see “Backups…” in the menu “Project”.")
                self._parts.errors.show_sentence(f"{sentence(error)} {words}", *offers)

        self._parts.bridge.run(look, then=tell)

    def say_written(self, words: str, path: Path) -> None:
        """Say that a file was written, with ways to it."""
        show, folder = QPushButton(_("Open")), QPushButton(_("Show in folder"))
        show.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))
        folder.clicked.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
        )
        self._parts.status.say(words, *([folder] if path.suffix == SUFFIX else [show, folder]))

    def say_not_written(self, error: SidelightError, path: Path) -> None:
        """Say why a file was not written."""
        if isinstance(error, Cancelled):
            self._parts.status.say(_("Stopped; {name} was not written.").format(name=path.name))
        else:
            self._parts.errors.show_sentence(sentence(error))

    def as_project(self, path: Path) -> Path:
        """Return a path with the ending of projects."""
        return path if path.suffix == SUFFIX else path.with_name(path.name + SUFFIX)

    def place_for(self, backup: Backup) -> Path:
        """Return the file that a backup is offered to be saved as: its project's name and day."""
        origin = Path(backup.origin)
        folder = origin.parent if origin.parent.is_dir() else self._folder()
        day = backup.made.astimezone().strftime("%Y-%m-%d")
        return folder / f"{origin.stem} {day}{SUFFIX}"

    def path_of(self, snapshot: Snapshot) -> Path:
        """Return the path that names beside it are made of: never one among the backups."""
        if snapshot.is_backup:
            return suggested(self._folder(), snapshot.title)
        return snapshot.path

    def _folder(self) -> Path:
        snapshot = self._parts.workspace.snapshot
        recent = self._parts.remembered.recent()
        if snapshot is not None and not snapshot.is_backup:
            return snapshot.path.parent
        return recent[0].parent if recent else documents_folder()


def _same(one: Path, other: Path) -> bool:
    try:
        return one.absolute() == other.absolute() or one.samefile(other)
    except OSError:
        return False


def documents_folder() -> Path:
    """Return where the user keeps documents."""
    kind = QStandardPaths.StandardLocation.DocumentsLocation
    folder = Path(QStandardPaths.writableLocation(kind) or Path.home())
    return folder if folder.is_dir() else Path.home()
