# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signing off the article in front: the dialog is kept up to date while it is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sidelight.desktop.action_set import Handler
from sidelight.desktop.dialogs.sign_off import SignOffDialog
from sidelight.desktop.documents.document_page import DocumentPage
from sidelight.desktop.verbs.going import Going
from sidelight.desktop.verbs.parts import Parts
from sidelight.desktop.verbs.staying_dialog import StayingDialog
from sidelight.language import _
from sidelight.session.signing import Signing, signing

if TYPE_CHECKING:
    from sidelight.session.session import Session


class SigningVerbs:
    """Asks the session what is open, and signs."""

    def __init__(self, parts: Parts, going: Going) -> None:
        self._parts = parts
        self._going = going
        self._staying = StayingDialog(parts, self._make, self._ask)
        parts.article.shown.connect(self._staying.renew)

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        return {"article.sign": self.show}

    @property
    def dialog(self) -> SignOffDialog | None:
        """The dialog, while it is open."""
        return self._staying.now

    def show(self) -> None:
        """Show it; it stays while what is open is looked at."""
        if self._parts.front_article():
            self._staying.open()
        else:
            self._parts.status.say(_("Open an article first."))

    def stop(self) -> None:
        """Close it, before the project is left."""
        self._staying.close()

    def said(self, page: DocumentPage | None) -> str:
        """Return who signed the article of a page last, "" for nobody."""
        snapshot = self._parts.workspace.snapshot
        found = snapshot.signed.get(page.document.id, ()) if snapshot and page else ()
        return found[-1] if found else ""

    def _make(self) -> SignOffDialog:
        dialog = SignOffDialog(self._parts.window)
        dialog.claim_wanted.connect(self._going.to_claim)
        dialog.given.connect(self._sign)
        dialog.taken_back.connect(self._take_back)
        return dialog

    def _ask(self) -> None:
        wanted = self._parts.front_article()

        def look(session: Session) -> Signing | None:
            document = session.project.document(wanted)
            return signing(session, document) if document else None

        def show(found: Signing | None) -> None:
            dialog = self.dialog
            if dialog is not None and found is not None:
                dialog.show_signing(found, writable=self._parts.workspace.writable)
                dialog.show()

        self._parts.bridge.ask(look, then=show)

    def _sign(self, article: str, note: str) -> None:
        def act(session: Session) -> None:
            session.sign_off(session.document(article), note)

        self._parts.bridge.do(act, then=lambda _none: self._parts.status.say(_("Signed off")))

    def _take_back(self, article: str) -> None:
        def act(session: Session) -> None:
            session.take_sign_off_back(session.document(article))

        said = _("Sign-off taken back")
        self._parts.bridge.do(act, then=lambda _none: self._parts.status.say(said))
