# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be done about what must not stay, and about what is absent: remove for good, attach."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from sidelight.desktop.action_set import Handler
from sidelight.desktop.dialogs.files import ask_for_file
from sidelight.desktop.documents.document_page import DocumentPage
from sidelight.desktop.error_words import said
from sidelight.desktop.exchange.erase_dialog import ask_erasure
from sidelight.desktop.exchange.outcome_bar import OutcomeBar
from sidelight.desktop.verbs.going import Going
from sidelight.desktop.verbs.many_verbs import ManyVerbs
from sidelight.desktop.verbs.parts import Parts
from sidelight.desktop.verbs.password_verbs import PasswordVerbs
from sidelight.errors import Cancelled, SidelightError
from sidelight.language import _
from sidelight.model.records import Document
from sidelight.session.erasing import ErasePlan
from sidelight.session.erasure_words import erased_words
from sidelight.text.quotes import shorten

_TITLE = 48
_CLAIM_MENU = (
    ("claim.verified", "claim.disputed", "claim.denied", "claim.unchecked"),
    ("claim.reason", "claim.note", "claim.tag", "claim.evidence"),
    ("claim.copy", "claim.divide", "claim.remove", "claim.erase"),
)


class ErasingVerbs:
    """Removes records for good and puts documents back that a copy came without."""

    def __init__(self, parts: Parts, going: Going, many: ManyVerbs, bar: OutcomeBar) -> None:
        self._parts = parts
        self._many = many
        self._going = going
        self._bar = bar
        self._folder = Path.home()
        self._passwords = PasswordVerbs(parts)
        lists = parts.card.lists
        lists.erase_wanted.connect(self.ask_erase)
        lists.privacy_given.connect(self.set_private)
        parts.claims.table.menu_wanted.connect(self._claim_menu)
        for pane in parts.panes:
            pane.made.connect(self._watch)

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        return {
            "document.erase": self._erase_document,
            "document.attach": self._attach_document,
            "claim.erase": lambda: self.ask_erase("claim", self._parts.workspace.claim_id),
            "claim.erase_evidence": lambda: self.ask_erase(
                "evidence", self._parts.workspace.evidence_id
            ),
        }

    def ask_erase(self, record: str, id_: str, over: QWidget | None = None) -> None:
        """See what removing a record for good takes along, and ask ``over`` a window, the main one
        where none is given.
        """
        if not id_:
            return
        self._parts.flush()
        self._parts.bridge.ask(
            lambda session: session.plan_erasure(record, id_),
            then=lambda plan: ask_erasure(
                over or self._parts.window, record, plan, self.erase
            ).open(),
            label=_("Looking where else it stands"),
        )

    def erase(self, plan: ErasePlan) -> None:
        """Remove for good."""
        self._parts.flush()
        self._parts.bridge.do(
            lambda session: session.erase(plan),
            then=lambda left: self._bar.show_words(erased_words(plan, left)),
            label=_("Removing for good"),
        )

    def ask_attach(self, document: Document) -> None:
        """Ask for the file of a document that this copy came without."""
        ask_for_file(
            self._parts.window,
            _("Attach “{title}”").format(title=shorten(document.title, _TITLE)),
            self._folder,
            lambda path: self.attach(document, path),
        )

    def attach(self, document: Document, path: Path, password: str = "") -> None:
        """Put a document's file in its place; its password is asked for where it has one."""
        self._folder = path.parent

        def failed(error: SidelightError) -> None:
            asked = self._passwords.asks(error, path.name, lambda p: self.attach(document, path, p))
            if not asked and not isinstance(error, Cancelled):
                self._parts.errors.show_sentence(said(error))

        self._parts.bridge.work(
            lambda session, work: session.attach(document, path, work.step, password=password),
            failed=failed,
            then=lambda _none: self._parts.status.say(
                _("“{title}” attached.").format(title=shorten(document.title, _TITLE))
            ),
            label=_("Reading {name}").format(name=path.name),
        )

    def set_private(self, note: str, private: bool) -> None:
        """Keep a note of mine to myself, or let copies have it."""
        self._parts.bridge.do(lambda session: session.set_private(note, private))

    def _watch(self, page: DocumentPage) -> None:
        page.attach_wanted.connect(self.ask_attach)
        page.quote_wanted.connect(self._to_quote)

    def _to_quote(self, id_: str) -> None:
        claim = self._parts.workspace.claim_of_passage(id_)
        if claim is not None:
            self._going.to_claim(claim.id)
        else:
            self._going.to_evidence(id_)

    def _erase_document(self) -> None:
        page = self._parts.focused_page()
        if page is not None:
            self.ask_erase("document", page.document.id)

    def _attach_document(self) -> None:
        page = self._parts.focused_page()
        if page is not None and page.left_out is not None:
            self.ask_attach(page.document)

    def _claim_menu(self, place: QPoint) -> None:
        menu = QMenu(self._parts.claims.table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(_("Claim"))
        for group in _CLAIM_MENU:
            if not menu.isEmpty():
                menu.addSeparator()
            for id_ in group:
                menu.addAction(self._parts.actions[id_])
        self._many.add_assigning(menu)
        menu.popup(place)
