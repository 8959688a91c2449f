# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be done to take in files of other programs: choose one, look at it, take it in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from shiboken6 import isValid

from sidelight.desktop.action_set import Handler
from sidelight.desktop.bridge import Work
from sidelight.desktop.dialogs.files import ask_to_import
from sidelight.desktop.error_words import said
from sidelight.desktop.exchange.outcome_bar import OutcomeBar
from sidelight.desktop.frame.message_bar import Offer
from sidelight.desktop.verbs.parts import Parts
from sidelight.desktop.verbs.password_verbs import PasswordVerbs
from sidelight.desktop.verbs.project_verbs import ProjectVerbs
from sidelight.errors import Cancelled, Refused, SidelightError
from sidelight.exchange.import_formats import brings_marks, imports
from sidelight.language import _, ngettext
from sidelight.model.records import Document
from sidelight.session.import_choices import ImportChoices
from sidelight.session.import_words import came
from sidelight.text.quotes import shorten

if TYPE_CHECKING:
    from sidelight.desktop.importing.import_dialog import ImportDialog
    from sidelight.session.import_plan import ImportPlan
    from sidelight.session.importing import ReadFile
    from sidelight.session.session import Session

_SHORT = 60


class ImportVerbs:
    """Takes in files of other programs, one after the other; ``bar`` says what came."""

    def __init__(self, parts: Parts, projects: ProjectVerbs, bar: OutcomeBar) -> None:
        self._parts = parts
        self._projects = projects
        self._bar = bar
        self._read: ReadFile | None = None
        self._dialog: ImportDialog | None = None
        self._next: list[Path] = []
        self._passwords = PasswordVerbs(parts)
        for pane in parts.panes:
            pane.files_dropped.connect(self.take_dropped)

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        return {"project.import": self.ask}

    def ask(self) -> None:
        """Ask for a file."""
        snapshot = self._parts.workspace.snapshot
        if snapshot is not None:
            ask_to_import(
                self._parts.window,
                self._projects.path_of(snapshot).parent,
                [(_(one.title), one.suffixes) for one in imports().formats],
                self.look,
            )

    def look(self, paths: Sequence[Path], password: str = "") -> None:
        """Show what would come in from the first of some files; the others follow."""
        if not paths:
            return
        path, self._next = paths[0], list(paths[1:])

        def read(session: Session, work: Work) -> ReadFile:
            from sidelight.session.importing import read_file

            return read_file(session, path, password=password, progress=work.step)

        def again(word: str) -> None:
            self.look([path, *self._next], word)

        self._look(read, path.name, again, path)

    def look_into(self, document: Document, password: str = "") -> None:
        """Show which marks would come in that other programs wrote into a document."""
        self._next = []

        def read(session: Session, work: Work) -> ReadFile:
            from sidelight.session.importing import read_marks

            return read_marks(session, document, password, work.step)

        self._look(read, document.name, lambda word: self.look_into(document, word))

    def offer(self, document: Document) -> None:
        """Offer to take in the marks that other programs wrote into a document just added."""

        def count(session: Session) -> int:
            from sidelight.session.importing import marks_in

            return marks_in(session, document)

        def tell(found: int) -> None:
            if found and self._dialog is None:
                words = ngettext(
                    "“{title}” holds {count} mark of another program.",
                    "“{title}” holds {count} marks of other programs.",
                    found,
                ).format(title=shorten(document.title, _SHORT), count=found)
                self._bar.show_words(words, Offer(_("Import…"), lambda: self.look_into(document)))

        self._parts.bridge.ask(count, then=tell, failed=lambda _error: None)

    def _look(
        self,
        read: Callable[[Session, Work], ReadFile],
        name: str,
        again: Callable[[str], None],
        path: Path | None = None,
    ) -> None:
        self._parts.flush()

        def make(session: Session, work: Work) -> tuple[ReadFile, ImportPlan]:
            from sidelight.session.importing import plan_import

            file = read(session, work)
            return file, plan_import(session, file, progress=work.step, cancelled=work.cancelled)

        def failed(error: SidelightError) -> None:
            if not self._passwords.asks(error, name, again) and not isinstance(error, Cancelled):
                self._parts.errors.show_sentence(said(error))

        self._parts.bridge.look(
            make,
            then=lambda made: self._show(path, *made),
            failed=failed,
            label=_("Reading {name}").format(name=name),
        )

    def take_dropped(self, paths: Sequence[Path]) -> None:
        """Look at files of other programs among dropped ones; others are no matter here."""
        brought = [path for path in paths if brings_marks(path)]
        if brought and self._parts.workspace.writable:
            self.look(brought)

    def stop(self) -> None:
        """End what a dialog still asks for: the project is left."""
        dialog, self._dialog, self._next = self._dialog, None, []
        if dialog is not None and isValid(dialog):
            dialog.end()
            dialog.reject()

    def _show(self, path: Path | None, read: ReadFile, plan: ImportPlan) -> None:
        # what the start of the window need not wait for
        from sidelight.desktop.importing.import_dialog import ImportDialog, Taking
        from sidelight.desktop.importing.import_form import ImportOffer

        snapshot = self._parts.workspace.snapshot
        if snapshot is None:
            return
        self._read = read
        titles = [(one.id, f"{one.label} · {one.title}") for one in snapshot.documents]
        name = snapshot.reviewers[snapshot.me].label if snapshot.me in snapshot.reviewers else ""
        dialog = ImportDialog(
            self._parts.window,
            self._parts.theme,
            ImportOffer(titles, snapshot.verdicts, name),
            plan,
            Taking(
                plan=self._plan,
                read=lambda columns, then: self._read_anew(path, columns, then),
                take=self._take,
                stop=self._parts.bridge.cancel,
            ),
        )
        self._parts.bridge.busy.connect(dialog.show_work)
        self._dialog = dialog
        dialog.open()

    def _plan(self, choices: ImportChoices, then: Callable[[ImportPlan], None]) -> None:
        read = self._read

        def make(session: Session, work: Work) -> ImportPlan:
            from sidelight.session.importing import plan_import

            if read is None:
                raise Refused("cancelled")
            return plan_import(session, read, choices, work.step, work.cancelled)

        self._ask(make, then)

    def _read_anew(
        self, path: Path | None, columns: dict[str, str], then: Callable[[ImportPlan], None]
    ) -> None:
        if path is None:
            return

        def make(session: Session, work: Work) -> tuple[ReadFile, ImportPlan]:
            from sidelight.session.importing import plan_import, read_file

            read = read_file(session, path, columns=columns, progress=work.step)
            return read, plan_import(session, read, progress=work.step)

        def made(found: tuple[ReadFile, ImportPlan]) -> None:
            self._read = found[0]
            then(found[1])

        self._ask(make, made)

    def _ask(self, make: Callable[[Session, Work], object], then: Callable[..., object]) -> None:
        self._parts.bridge.look(
            make, then=then, failed=self._failed, label=_("Looking for the places of the marks")
        )

    def _take(self, plan: ImportPlan) -> None:
        def act(session: Session, work: Work) -> int:
            from sidelight.session.importing import take_in

            return take_in(session, plan, work.progress)

        self._parts.bridge.work(
            act,
            then=lambda _count: self._taken(plan),
            failed=self._failed,
            label=_("Importing {name}").format(name=plan.file),
        )

    def _taken(self, plan: ImportPlan) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None and isValid(dialog):
            dialog.finish()
        undo = self._parts.actions["edit.undo"]
        self._bar.show_words(came(plan), Offer(_("Undo"), undo.trigger))
        self.look(self._next)

    def _failed(self, error: SidelightError) -> None:
        if self._dialog is not None and isValid(self._dialog):
            self._dialog.end("" if isinstance(error, Cancelled) else said(error))
