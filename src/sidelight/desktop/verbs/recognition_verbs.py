# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be done with scans: recognise their text beside all other work, correct it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sidelight.desktop.action_set import Handler, way
from sidelight.desktop.beside import Beside
from sidelight.desktop.dialogs.recognition import Offer, RecognitionDialog
from sidelight.desktop.documents.document_page import DocumentPage
from sidelight.desktop.error_words import said
from sidelight.desktop.frame.background_line import BackgroundLine
from sidelight.desktop.verbs.parts import Parts
from sidelight.desktop.view.line_editor import LineEditor
from sidelight.errors import Cancelled, SidelightError
from sidelight.language import _, ngettext, sentence
from sidelight.model.records import Document
from sidelight.session import trained_data

if TYPE_CHECKING:
    from sidelight.session.recognising import Plan, Recognised
    from sidelight.session.session import Session


class RecognitionVerbs:
    """Recognises and corrects."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._work: Beside | None = None
        self.line = BackgroundLine()
        self.line.stop_wanted.connect(self._cancel)
        parts.status.add_work(self.line)
        self._editors: dict[DocumentPage, LineEditor] = {}
        for pane in parts.panes:
            pane.made.connect(self._watch)

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        return {"document.recognise": self.ask, "document.correct": self.correct}

    def ask(self) -> None:
        """Ask for languages and pages of the document in use."""
        page = self._parts.focused_page()
        if page is not None and page.ready:
            self._ask(page)

    def stop(self) -> None:
        """End what runs, before its project is closed."""
        work, self._work = self._work, None
        if work is not None:
            work.end()
            work.deleteLater()
        self.line.hide()
        for editor in self._editors.values():
            editor.leave()
        self._editors.clear()

    def correct(self) -> None:
        """Correct the line that is selected, or the first one in sight."""
        page = self._parts.focused_page()
        if page is None or page.scan.made is None:
            return
        view = page.view
        chosen = view.selection()
        first = next(iter(view.visible_pages()), 0)
        offset = chosen[0] if chosen else view.pages[first].start
        if not self.editor(page).begin(page.scan.made.recognised, offset):
            self._parts.status.say(_("There is no recognised text from here on."))

    def editor(self, page: DocumentPage) -> LineEditor:
        """Return the field in which lines of a document are corrected."""
        if page not in self._editors:
            editor = LineEditor(page.view)
            editor.saved.connect(
                lambda start, end, words: self._correct(page.document, start, end, words)
            )
            self._editors[page] = editor
        return self._editors[page]

    def _watch(self, page: DocumentPage) -> None:
        page.scan.bar.wanted.connect(lambda: self._ask(page))
        page.destroyed.connect(lambda: self._editors.pop(page, None))

    def _ask(self, page: DocumentPage) -> None:
        if self._work is not None:
            self._parts.status.say(_("Text is being recognised already; wait or cancel it first."))
            return
        document = page.document
        tags = [
            document.language,
            *(d.language for d in self._parts.workspace.documents("article")),
        ]
        self._parts.bridge.ask(
            lambda _session: (trained_data.installed(), trained_data.usual(tags)),
            then=lambda found: self._open(page, *found),
        )

    def _open(
        self,
        page: DocumentPage,
        found: tuple[trained_data.TrainedData, ...],
        usual: tuple[str, ...],
    ) -> None:
        known = {one.code for one in found}
        offer = Offer(
            languages=[(one.code, one.name) for one in found],
            marked=usual,
            missing=[trained_data.advice(c) for c in trained_data.WANTED if c not in known],
            page=page.view.page_now(),
            unread=sorted(page.scan.unread),
            every=[one.number for one in page.view.pages],
        )
        RecognitionDialog(
            self._parts.window,
            offer,
            lambda languages, pages: self._begin(page.document, languages, pages),
            lambda path: self._add_data(page, path),
        ).open()

    def _add_data(self, page: DocumentPage, path: Path) -> None:
        self._parts.bridge.ask(
            lambda _session: trained_data.add(path), then=lambda _data: self._ask(page)
        )

    def _begin(
        self, document: Document, languages: tuple[str, ...], pages: tuple[int, ...]
    ) -> None:
        self._parts.bridge.ask(
            lambda session: session.plan_recognition(document, languages, pages), then=self._run
        )

    def _run(self, plan: Plan) -> None:
        if self._work is not None:
            return
        work = self._work = Beside(plan.run, self._parts.window)
        work.progress.connect(self.line.tell)
        work.done.connect(self._found)
        work.failed.connect(self._failed)
        self.line.tell(0.0, _("Recognising {name}").format(name=plan.document.title))
        work.start()

    def _cancel(self) -> None:
        if self._work is not None:
            self.line.stopping()
            self._work.stop()

    def _end(self) -> None:
        work, self._work = self._work, None
        self.line.hide()
        if work is not None:
            work.end()
            work.deleteLater()

    def _found(self, found: Recognised) -> None:
        self._end()
        if not found.texts:
            self._show_failed(found)
            return

        def keep(session: Session) -> Document:
            return session.keep_recognised(found)

        self._parts.bridge.do(keep, then=lambda document: self._kept(document, found))

    def _kept(self, document: Document, found: Recognised) -> None:
        count = len(found.texts)
        words = ngettext(
            "{count} page of “{title}” recognised; check it against the picture. Undo: {keys}",
            "{count} pages of “{title}” recognised; check them against the pictures. Undo: {keys}",
            count,
        )
        keys = way("edit.undo")
        self._parts.status.say(words.format(count=count, title=document.title, keys=keys))
        self._show_failed(found)

    def _show_failed(self, found: Recognised) -> None:
        sentences = [sentence(error) for _n, error in sorted(found.failed.items())]
        if sentences:
            shown = " ".join(sentences[:2])
            more = len(sentences) - 2
            if more > 0:
                words = ngettext(
                    "{count} more page has no text.", "{count} more pages have no text.", more
                )
                shown += " " + words.format(count=more)
            self._parts.errors.show_sentence(shown)

    def _failed(self, error: Exception) -> None:
        self._end()
        if isinstance(error, Cancelled):
            self._parts.status.say(_("Recognition cancelled; nothing was changed."))
        elif isinstance(error, SidelightError):
            self._parts.errors.show_sentence(said(error))
        else:
            self._parts.bridge.crashed.emit(error)

    def _correct(self, document: Document, start: int, end: int, words: str) -> None:
        self._parts.bridge.do(lambda session: session.correct(document, start, end, words))
