# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be done to give a document with its marks to other programs: write it as a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sidelight.desktop.action_set import Handler
from sidelight.desktop.bridge import Work
from sidelight.desktop.dialogs.files import ask_where
from sidelight.desktop.dialogs.project_place import plain_name
from sidelight.desktop.exchange.outcome_bar import OutcomeBar
from sidelight.desktop.verbs.parts import Parts
from sidelight.desktop.verbs.project_verbs import ProjectVerbs, documents_folder
from sidelight.language import _, ngettext
from sidelight.model.records import Document

if TYPE_CHECKING:
    from sidelight.session.annotating import AnnotatedPdf
    from sidelight.session.session import Session

_SUFFIX = ".pdf"


class AnnotatingVerbs:
    """Writes the document in use with its marks; ``bar`` says what a file could not hold."""

    def __init__(self, parts: Parts, projects: ProjectVerbs, bar: OutcomeBar) -> None:
        self._parts = parts
        self._projects = projects
        self._bar = bar

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        return {"document.annotate": self.ask}

    def ask(self) -> None:
        """Ask where to write the document in use."""
        page, snapshot = self._parts.focused_page(), self._parts.workspace.snapshot
        if page is None or snapshot is None:
            return
        document = page.document
        folder = documents_folder() if snapshot.is_backup else snapshot.path.parent
        name = _("{name} with marks").format(name=plain_name(document.title) or _("Document"))
        ask_where(
            self._parts.window,
            _("Write with marks as PDF"),
            folder / f"{name}{_SUFFIX}",
            [f"{_('PDF')} (*{_SUFFIX})"],
            lambda path: self.write(document, path),
        )

    def write(self, document: Document, path: Path) -> None:
        """Write a document with its marks."""
        self._parts.flush()

        def make(session: Session, work: Work) -> AnnotatedPdf:
            from sidelight.session.annotating import annotated
            from sidelight.session.writing import write_output

            # it may have been changed, or removed, since it was asked for
            now = session.document(document.id)
            made = annotated(session, now, work.progress, work.cancelled)
            write_output(path, made.pdf, session.file.path)
            return made

        self._parts.bridge.look(
            make,
            then=lambda made: self._written(made, path),
            failed=lambda error: self._projects.say_not_written(error, path),
            label=_("Writing {name}").format(name=path.name),
        )

    def _written(self, made: AnnotatedPdf, path: Path) -> None:
        words = ngettext(
            "{name} written with {count} mark", "{name} written with {count} marks", made.count
        )
        self._projects.say_written(words.format(name=path.name, count=made.count), path)
        if made.remarks:
            self._bar.show_words(" ".join(made.remarks))
