# SPDX-License-Identifier: AGPL-3.0-or-later
"""New versions of an article: adding one, settling what became of its claims, going between."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from sidelight.desktop.action_set import Handler
from sidelight.desktop.dialogs.files import ask_for_document
from sidelight.desktop.documents.arrangement import Tab
from sidelight.desktop.documents.document_page import DocumentPage
from sidelight.desktop.drafts.draft_panel import DraftPanel
from sidelight.desktop.frame.message_bar import MessageBar, Offer
from sidelight.desktop.verbs.archive_verbs import ArchiveVerbs
from sidelight.desktop.verbs.chosen import ChosenWords, chosen_in, deselect
from sidelight.desktop.verbs.draft_marks import DraftMarks
from sidelight.desktop.verbs.parts import Parts
from sidelight.desktop.verbs.password_verbs import PasswordVerbs
from sidelight.errors import Cancelled, SidelightError
from sidelight.language import _, ngettext, sentence
from sidelight.model.records import Document
from sidelight.session.draft_lines import DraftLine, draft_lines, facing
from sidelight.text.quotes import shorten

if TYPE_CHECKING:
    from sidelight.session.session import Session

_TITLE = 48


class DraftVerbs:
    """Acts on the drafts of the article in front.

    ``add_article`` takes a file as another article where it is no new version.
    """

    def __init__(
        self, parts: Parts, bar: MessageBar, add_article: Callable[[list[Path]], object]
    ) -> None:
        self._parts, self._bar, self._add_article = parts, bar, add_article
        self._passwords = PasswordVerbs(parts)
        self._archives = ArchiveVerbs(parts)
        self._marks = DraftMarks(parts)
        self._folder = Path.home()
        self._draft = ""
        self._asked = 0
        panel = self.panel
        panel.chosen.connect(self._show_line)
        panel.confirm_wanted.connect(self.confirm)
        panel.place_wanted.connect(self.place)
        panel.drop_wanted.connect(self.drop)
        panel.all_wanted.connect(self._renew)
        panel.closed.connect(self.close)
        parts.workspace.changed.connect(self._renew)

    @property
    def panel(self) -> DraftPanel:
        """What is to be settled."""
        return self._parts.drafts

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        return {
            "draft.new": self.ask,
            "draft.panel": self.toggle,
            "draft.confirm": self.confirm,
            "draft.place": self.place,
            "draft.drop": self.drop,
            "draft.next": self.to_next,
            "draft.facing": self.face,
        }

    # -- adding one

    def ask(self) -> None:
        """Ask for the file of a new version of the article in front."""
        article = self._article()
        if article is None:
            self._parts.status.say(_("Open an article first."))
            return
        title = _("New version of “{title}”").format(title=shorten(article.title, _TITLE))
        ask_for_document(
            self._parts.window, title, self._folder, lambda path: self.add(path, article)
        )

    def offer(self, path: Path) -> bool:
        """Ask whether a file dropped on an article is a new version of it; tell whether it can
        be.
        """
        article = self._article()
        if article is None or not self._parts.workspace.writable:
            return False
        words = _("Is {name} a new version of “{title}”?").format(
            name=path.name, title=shorten(article.title, _TITLE)
        )

        self._bar.show_sentence(
            words,
            Offer(_("New version"), lambda: self._answer(lambda: self.add(path, article))),
            Offer(_("Another article"), lambda: self._answer(lambda: self._add_article([path]))),
        )
        return True

    def _answer(self, act: Callable[[], object]) -> None:
        self._bar.hide()
        act()

    def add(self, path: Path, article: Document, password: str = "", page: str = "") -> None:
        """Add a file as a new version of an article."""
        self._folder = path.parent

        def failed(error: SidelightError) -> None:
            if self._passwords.asks(error, path.name, lambda given: self.add(path, article, given)):
                return
            if self._archives.asks(
                error, path, lambda found: self.add(path, article, page=str(found[0])), one=True
            ):
                return
            if isinstance(error, Cancelled):
                said = _("Stopped; {name} was not added.").format(name=path.name)
                self._parts.status.say(said)
            else:
                self._parts.errors.show_sentence(sentence(error))

        self._parts.flush()
        self._parts.bridge.work(
            lambda session, work: session.new_draft(
                path,
                of=session.newest_of(article).id,
                password=password,
                page=page,
                progress=work.progress,
                cancelled=work.cancelled,
            ),
            then=self._added,
            failed=failed,
            label=_("Reading {name}").format(name=path.name),
        )

    def _added(self, document: Document) -> None:
        pane = self._parts.article
        self._lay_beside(document)
        facts = self._parts.workspace.draft(document.id)
        if facts is None:
            return
        if facts.open:
            self.open(document.id)
        else:
            words = ngettext(
                "The new version holds {count} claim, in the same words.",
                "The new version holds all {count} claims, in the same words.",
                facts.states["same"],
            )
            self._parts.status.say(words.format(count=facts.states["same"]))
            pane.take_focus()

    def _lay_beside(self, document: Document) -> None:
        """Show a draft beside the one before it, unless each has a place of its own already."""
        pane = self._parts.article
        facts = self._parts.workspace.draft(document.id)
        before, after = Tab(facts.before if facts else ""), Tab(document.id)
        there = pane.arrangement.strip_of(before), pane.arrangement.strip_of(after)
        if None in there:
            return
        pane.do(pane.arrangement.show(before))
        if there[0] == there[1]:
            pane.do(pane.arrangement.beside(after))
        else:
            pane.do(pane.arrangement.show(after))

    # -- the panel

    def toggle(self) -> None:
        """Show what is to be settled in the newest draft of the article, or the claims again."""
        if self.panel.isVisible():
            self.close()
        else:
            self._open_first()

    def open(self, draft: str) -> None:
        """Show what is to be settled in a draft, in place of the claims, the keyboard there."""
        self._draft = draft
        article = self._parts.workspace.document(draft)
        if article is not None:
            self._lay_beside(article)
        self._parts.claims.hide()
        self.panel.show()
        self._parts.actions["view.claims"].setChecked(True)
        self._renew()
        self.panel.list.setFocus()

    def close(self) -> None:
        """Show the claims again."""
        self._draft = ""
        self.panel.hide()
        self._parts.claims.show()
        self._marks.clear()
        if self.panel.list.hasFocus() or self._parts.window.focusWidget() is None:
            self._parts.claims.table.setFocus()

    def _open_first(self) -> bool:
        """Open the panel on a draft with something to settle, the article in front first."""
        if self._draft:
            return True
        drafts = self._parts.workspace.snapshot.drafts if self._parts.workspace.snapshot else {}
        page = self._parts.article.page
        order = sorted(
            (id_ for id_, facts in drafts.items() if facts.before),
            key=lambda id_: (
                not (page and page.document.id in {id_, drafts[id_].before}),
                not drafts[id_].newest,
                not drafts[id_].open,
            ),
        )
        if not order:
            self._parts.status.say(_("The article has no other version."))
            return False
        self.open(order[0])
        return True

    def _renew(self) -> None:
        """Ask what is to be settled now."""
        workspace = self._parts.workspace
        if not self._draft:
            return
        draft = workspace.document(self._draft)
        facts = workspace.draft(self._draft)
        if draft is None or facts is None or not facts.before:
            self.close()
            return
        self._asked += 1
        asked = self._asked
        words = self._summary(draft)

        def show(lines: list[DraftLine]) -> None:
            if asked == self._asked and self._draft == draft.id:
                self.panel.show_lines(words, lines, writable=workspace.writable)

        self._parts.bridge.ask(lambda session: draft_lines(session, draft), then=show)
        self._marks.show(draft)

    def _summary(self, draft: Document) -> str:
        facts = self._parts.workspace.draft(draft.id)
        if facts is None:
            return ""
        states = facts.states
        sure = states["same"] + states["confirmed"]
        words = _("{draft}: {confirm} to confirm, {went} went, {sure} carried over · {title}")
        return words.format(
            title=shorten(draft.title, _TITLE),
            draft=facts.name[:1].upper() + facts.name[1:],
            confirm=states["to confirm"],
            went=states["went"],
            sure=sure,
        )

    def _show_line(self, line: DraftLine) -> None:
        """Bring both drafts to a passage."""
        self._parts.workspace.choose(line.claim)
        self._marks.reveal(line.earlier, line.old_place)
        self._marks.reveal(self._draft, line.place)

    # -- settling

    def to_next(self) -> None:
        """Go to the next passage that is to be settled."""
        if self._open_first():
            self.panel.step(1)

    def confirm(self) -> None:
        """Say that the passage gone to is its claim still."""
        self._settle(lambda session, draft, line: session.confirm_carried(draft, line.before))

    def drop(self) -> None:
        """Say that the passage gone to is not in the draft any more."""
        self._settle(lambda session, draft, line: session.drop_carried(draft, line.before))

    def place(self) -> None:
        """Say that the passage gone to is what is selected in the draft."""
        if not self._open_first():
            return
        pages = (one for one in self._parts.article.fronts() if one.document.id == self._draft)
        found = next((page for page in pages if page.ready and page.view.has_selection), None)
        chosen = chosen_in(found)
        if found is None or not isinstance(chosen, ChosenWords):
            self._parts.status.say(_("Select the words in the new version first."))
            return
        deselect(found.view)
        self._settle(
            lambda session, draft, line: session.place_carried(
                draft, line.before, chosen.start, chosen.end
            )
        )

    def _settle(self, act: Callable[[Session, Document, DraftLine], object]) -> None:
        if not self._open_first():
            return
        line, draft = self.panel.line, self._parts.workspace.document(self._draft)
        if line is None or draft is None or not self._parts.workspace.writable:
            return
        self._parts.bridge.do(
            lambda session: act(session, draft, line),
            failed=lambda error: self._parts.status.say(sentence(error)),
        )

    # -- going between

    def face(self) -> None:
        """Go to the same place in the draft before, or from there to the one after."""
        page = self._parts.article.page
        pair = self._pair(page)
        if page is None or not page.ready or pair is None:
            self._parts.status.say(_("The article has no other version."))
            return
        newer, other = pair
        back = page.document.id == newer.id
        chosen = page.view.selection()
        at = page.view.caret_offset
        start, end = chosen or (at, at + 1)

        def go(found: tuple[int, int] | None) -> None:
            if found is not None:
                self._marks.reveal(other, found, select=True)

        self._parts.bridge.ask(
            lambda session: facing(session, newer, start, end, back=back), then=go
        )

    def _pair(self, page: DocumentPage | None) -> tuple[Document, str] | None:
        """Return the newer of the draft shown and the one that faces it, and the id of the latter:
        the one before, or the one after where it is the first or that is the one being settled.
        """
        workspace = self._parts.workspace
        drafts = workspace.snapshot.drafts if workspace.snapshot else {}
        if page is None or page.document.id not in drafts:
            return None
        here = page.document.id
        after = [id_ for id_, facts in drafts.items() if facts.before == here]
        if after and (self._draft in after or not drafts[here].before):
            later = self._draft if self._draft in after else after[0]
            newer = workspace.document(later)
            return (newer, later) if newer else None
        before = drafts[here].before
        return (page.document, before) if workspace.document(before) else None

    def _article(self) -> Document | None:
        page = self._parts.article.page
        return page.document if page is not None else None
