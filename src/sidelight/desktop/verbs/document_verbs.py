# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be done with documents: add, paste, rename, show whole, hide furniture, remove."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from sidelight.desktop.action_set import Handler, way
from sidelight.desktop.dialogs.files import ask_for_documents
from sidelight.desktop.dialogs.project_place import EXCHANGED
from sidelight.desktop.dialogs.short_questions import LineQuestion, PasteDialog
from sidelight.desktop.documents.document_page import DocumentPage
from sidelight.desktop.verbs.archive_verbs import ArchiveVerbs
from sidelight.desktop.verbs.parts import Parts
from sidelight.desktop.verbs.password_verbs import PasswordVerbs
from sidelight.errors import Cancelled, SidelightError
from sidelight.exchange.import_formats import brings_marks
from sidelight.language import _, ngettext, sentence
from sidelight.model.records import Document
from sidelight.session.page_folder import PAGES
from sidelight.text.quotes import shorten

_TITLE = 48


class DocumentVerbs:
    """Acts on the documents of the project."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._passwords = PasswordVerbs(parts)
        self._archives = ArchiveVerbs(parts)
        self._problems: list[str] = []
        self.is_draft: Callable[[Path], bool] = lambda _path: False
        """Asks whether a file dropped on an article is a new version of it, if it can be."""
        self.added: Callable[[Document], object] = lambda _document: None
        """Is told of each document that was added from a file."""
        self._folder = Path.home()
        for pane in parts.panes:
            pane.made.connect(self._watch)
            pane.files_dropped.connect(lambda paths, kind=pane.kind: self.take(paths, kind))
            pane.address_dropped.connect(self._archives.refuse)

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        return {
            "document.article": lambda: self._ask("article"),
            "document.sources": lambda: self._ask("source"),
            "document.paste": self.paste,
            "document.retitle": self.retitle,
            "document.whole": self.keep_whole,
            "document.furniture": self.show_furniture,
            "document.remove": self.remove,
        }

    def take(self, paths: list[Path], kind: str) -> None:
        """Take in files dropped on a side; one dropped on an article may be its new version."""
        wanted = _documents(paths)
        if kind == "article" and len(wanted) == 1 and self.is_draft(wanted[0]):
            return
        self.add(paths, kind)

    def add(self, paths: list[Path], kind: str) -> None:
        """Add files to a side; each that cannot be read says why."""
        self._problems = []
        wanted = _documents(paths)
        for path in wanted:
            self._add_one(path, kind, last=path is wanted[-1])

    def _add_one(
        self, path: Path, kind: str, *, last: bool, password: str = "", page: str = ""
    ) -> None:
        self._folder = path.parent

        def again(given: str) -> None:
            self._add_one(path, kind, last=last, password=given)

        def chosen(numbers: list[int]) -> None:
            self._problems = []
            for number in numbers:
                self._add_one(path, kind, last=number == numbers[-1], page=str(number))

        def failed(error: SidelightError) -> None:
            asked = self._passwords.asks(error, path.name, again)
            if not asked and not self._archives.asks(error, path, chosen):
                self._failed(error, path)

        self._parts.bridge.work(
            lambda session, work: session.add_document(
                path,
                kind=kind,
                password=password,
                page=page,
                progress=work.progress,
                cancelled=work.cancelled,
            ),
            then=lambda document: self._from_file(document, last=last),
            failed=failed,
            label=_("Reading {name}").format(name=path.name),
        )

    def paste(self) -> None:
        """Ask for title and side of the text on the clipboard."""
        kind = "source" if self._parts.workspace.documents("article") else "article"
        PasteDialog(
            self._parts.window, QGuiApplication.clipboard().text(), kind, self._add_text
        ).open()

    def retitle(self) -> None:
        """Ask for another title of the document in use."""
        page = self._parts.focused_page()
        if page is None:
            return
        document = page.document
        words = _("The title shows on the tab, in the claims list and in the report.")
        LineQuestion(
            self._parts.window,
            _("Rename document"),
            words,
            document.title,
            lambda title: self._parts.bridge.do(
                lambda session: session.cite(document, {"title": title})
            ),
        ).open()

    def keep_whole(self) -> None:
        """Show the web page in use whole, or its article alone again."""
        page = self._parts.focused_page()
        if page is None:
            return
        document, whole = page.document, self._parts.actions["document.whole"].isChecked()
        self._parts.bridge.work(
            lambda session, work: session.keep_whole_page(document, whole, work.progress),
            failed=self._not_whole,
            label=_("Reading {name}").format(name=document.name),
        )

    def show_furniture(self) -> None:
        """Show the bar about page furniture over the article."""
        page = self._parts.focused_page()
        if page is not None:
            page.offer_furniture()

    def remove(self) -> None:
        """Remove the document in use."""
        page = self._parts.focused_page()
        if page is None:
            return
        document = page.document
        said = _("“{title}” removed. Undo: {keys}").format(
            title=shorten(document.title, _TITLE), keys=way("edit.undo")
        )
        self._parts.bridge.do(
            lambda session: session.remove("document", document.id),
            then=lambda _none: self._parts.status.say(said),
        )

    def _ask(self, kind: str) -> None:
        title = _("Add an article") if kind == "article" else _("Add sources")
        ask_for_documents(
            self._parts.window, title, self._folder, lambda paths: self.add(paths, kind)
        )

    def _add_text(self, text: str, kind: str, title: str) -> None:
        self._parts.bridge.do(
            lambda session: session.add_text(text, kind=kind, title=title),
            then=lambda document: self._added(document, last=True),
            label=_("Reading {name}").format(name=title),
        )

    def _from_file(self, document: Document, *, last: bool) -> None:
        self._added(document, last=last)
        self.added(document)

    def _added(self, document: Document, *, last: bool) -> None:
        pane = self._parts.pane_of(document.id)
        if pane is not None and last:
            pane.show_document(document.id)
        words = (
            _("“{title}” added.")
            if document.kind == "article"
            else _("“{title}” added to the sources.")
        )
        self._parts.status.say(words.format(title=shorten(document.title, _TITLE)))

    def _failed(self, error: SidelightError, path: Path) -> None:
        if isinstance(error, Cancelled):
            self._parts.status.say(_("Stopped; {name} was not added.").format(name=path.name))
            return
        self._problems.append(sentence(error))
        shown = self._problems if len(self._problems) < 4 else self._problems[:3]
        more = len(self._problems) - len(shown)
        words = " ".join(shown)
        if more:
            words += " " + ngettext(
                "{count} more could not be read.", "{count} more could not be read.", more
            ).format(count=more)
        self._parts.errors.show_sentence(words)

    def _not_whole(self, error: SidelightError) -> None:
        action = self._parts.actions["document.whole"]
        action.setChecked(not action.isChecked())
        self._parts.errors.show_sentence(sentence(error))

    def _watch(self, page: DocumentPage) -> None:
        page.hidden_given.connect(self._hide)
        self._passwords.watch(page)

    def _hide(self, document: Document, ranges: list[tuple[int, int]]) -> None:
        self._parts.bridge.do(lambda session: session.hide(document, ranges))


def _documents(paths: list[Path]) -> list[Path]:
    """Return the files that are documents, not copies of projects nor marks of other programs; nor
    the folder that goes with a saved page.
    """
    pages = tuple(path.stem for path in paths if path.suffix.lower() in PAGES)
    return [
        path
        for path in paths
        if path.suffix not in EXCHANGED
        and not brings_marks(path)
        and not (path.name.startswith(pages) and path.is_dir())
    ]
