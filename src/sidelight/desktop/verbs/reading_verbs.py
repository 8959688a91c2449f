# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be done with the text of a document itself: copy, walk through it, find in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QApplication

from sidelight.desktop.action_set import Handler
from sidelight.desktop.documents.document_menu import document_menu
from sidelight.desktop.documents.document_page import DocumentPage
from sidelight.desktop.verbs.finding_verbs import FindingVerbs
from sidelight.desktop.verbs.parts import Parts
from sidelight.language import _, ngettext
from sidelight.session.copied_claims import CopiedClaim, as_html, as_text

if TYPE_CHECKING:
    from sidelight.session.quotation import Quotation

_OPTIONS = ("find.case", "find.whole_words")


class ReadingVerbs:
    """Acts on the document in use; caret and find options hold for all documents."""

    def __init__(self, parts: Parts, finding: FindingVerbs) -> None:
        self._parts = parts
        self._finding = finding
        for id_ in _OPTIONS:
            parts.actions[id_].setChecked(parts.remembered.choice(id_))
        for pane in parts.panes:
            pane.made.connect(self._watch)
        parts.claims.table.dragged.connect(self._drag_claims)

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        return {
            "edit.copy": self.copy,
            "edit.copy_cited": self.copy_cited,
            "edit.sentence": lambda: self._in_page("select_sentence"),
            "edit.all": lambda: self._in_page("select_all"),
            "find.case": self._compare,
            "find.whole_words": self._compare,
            "find.selected": self._finding.find,
            "view.caret": self._walk,
            "claim.copy": self.copy_claims,
        }

    def copy(self) -> None:
        """Put the words selected on the clipboard, or those of the list that has the keyboard."""
        widget = QApplication.focusWidget()
        page = self._parts.focused_page()
        if isinstance(widget, QAbstractItemView):
            QGuiApplication.clipboard().setText(str(widget.currentIndex().data() or ""))
        elif page is not None:
            page.view.copy()

    def copy_cited(self) -> None:
        """Put the words selected on the clipboard with their citation, as text and as HTML."""
        page = self._parts.focused_page()
        chosen = page.view.selection() if page and page.ready else None
        if page is not None and chosen is not None:
            document = page.document
            self._parts.bridge.ask(
                lambda session: session.quotation(document, *chosen), then=self._put
            )

    def copy_claims(self) -> None:
        """Put the claims chosen on the clipboard with what is said of them, as text and as HTML."""
        self._parts.flush()
        # one that the list does not let through is chosen too
        chosen = self._parts.claims.table.chosen_ids() or [self._parts.workspace.claim_id]
        self._parts.bridge.ask(lambda session: session.copied(chosen), then=self._put_claims)

    def _drag_claims(self, chosen: list[str]) -> None:
        self._parts.flush()
        self._parts.bridge.ask(lambda session: session.copied(chosen), then=self._drag)

    def _drag(self, claims: tuple[CopiedClaim, ...]) -> None:
        """Let go of claims where the mouse does, which may be in a mail or a word processor."""
        if QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            drag = QDrag(self._parts.claims.table)
            drag.setMimeData(_both(as_text(claims), as_html(claims)))
            drag.exec(Qt.DropAction.CopyAction)

    def _put_claims(self, claims: tuple[CopiedClaim, ...]) -> None:
        _put(as_text(claims), as_html(claims))
        words = ngettext("{count} claim copied", "{count} claims copied", len(claims))
        self._parts.status.say(words.format(count=len(claims)))

    def _put(self, quotation: Quotation) -> None:
        _put(quotation.text, quotation.html)
        self._parts.status.say(_("Copied with: {citation}").format(citation=quotation.citation))

    def _pages(self) -> list[DocumentPage]:
        return [page for pane in self._parts.panes for page in pane.pages()]

    def _in_page(self, act: str) -> None:
        page = self._parts.focused_page()
        if page is not None and page.ready:
            getattr(page.view, act)()

    def _walk(self) -> None:
        """Show a caret in every document, or in none, and give the one in use the keyboard."""
        on = self._parts.actions["view.caret"].isChecked()
        for page in self._pages():
            page.view.set_caret_mode(on)
        used = self._parts.focused_page()
        if used is not None:
            used.view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _compare(self) -> None:
        """Let all find bars compare as the two actions say."""
        case, whole = (self._parts.actions[id_].isChecked() for id_ in _OPTIONS)
        for page in self._pages():
            page.find_bar.set_options(case=case, whole_words=whole)
        for id_ in _OPTIONS:
            self._parts.remembered.choose(id_, on=self._parts.actions[id_].isChecked())
        used = self._parts.focused_page()
        if used is not None and not used.find_bar.isVisible():
            self._finding.find()

    def _options_given(self, case: bool, whole_words: bool) -> None:
        for id_, on in zip(_OPTIONS, (case, whole_words), strict=True):
            self._parts.actions[id_].setChecked(on)
        self._compare()

    def _watch(self, page: DocumentPage) -> None:
        actions = self._parts.actions
        self._parts.theme.fit_icons(page)
        case, whole = (actions[id_].isChecked() for id_ in _OPTIONS)
        page.find_bar.set_options(case=case, whole_words=whole)
        page.find_bar.options_given.connect(self._options_given)
        page.view.set_caret_mode(actions["view.caret"].isChecked())
        page.view.caret_mode_changed.connect(actions["view.caret"].setChecked)
        page.view.menu_wanted.connect(lambda at: self._menu(page, at))

    def _menu(self, page: DocumentPage, at: QPoint) -> None:
        """Show the document's menu; a highlight below the pointer is what it is about."""
        if not page.ready:
            return
        view = page.view
        point = QPointF(view.viewport().mapFromGlobal(at))
        marked, chosen = view.highlights_at(point), view.selection()
        there = view.hit_at(point).character
        if marked and not (chosen and chosen[0] <= there < chosen[1]):
            view.clear_selection()
            view.highlight_clicked.emit(marked[0].id)
        document_menu(page, self._parts.actions).popup(at)


def _put(text: str, html: str) -> None:
    QGuiApplication.clipboard().setMimeData(_both(text, html))


def _both(text: str, html: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    data.setHtml(html)
    return data
