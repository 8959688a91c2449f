# SPDX-License-Identifier: AGPL-3.0-or-later
"""How far reviewers agree: shown beside the window, and kept up to date while it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sidelight.desktop.action_set import Handler
from sidelight.desktop.dialogs.agreement import AgreementDialog
from sidelight.desktop.verbs.going import Going
from sidelight.desktop.verbs.parts import Parts
from sidelight.desktop.verbs.staying_dialog import StayingDialog

if TYPE_CHECKING:
    from sidelight.session.agreement import Agreement
    from sidelight.session.session import Session


class AgreementVerbs:
    """Asks the session how far reviewers agree on the article in front."""

    def __init__(self, parts: Parts, going: Going) -> None:
        self._parts = parts
        self._going = going
        self._staying = StayingDialog(parts, self._make, self._ask)
        parts.article.shown.connect(self._staying.renew)

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        return {"project.agreement": self.show}

    @property
    def dialog(self) -> AgreementDialog | None:
        """The dialog, while it is open."""
        return self._staying.now

    def show(self) -> None:
        """Show it; it stays while other things are done."""
        if self._parts.workspace.snapshot is not None:
            self._staying.open()

    def stop(self) -> None:
        """Close it, before the project is left."""
        self._staying.close()

    def _make(self) -> AgreementDialog:
        dialog = AgreementDialog(self._parts.window)
        dialog.claim_wanted.connect(self._going.to_claim)
        return dialog

    def _ask(self) -> None:
        articles = (document.id for document in self._parts.workspace.documents("article"))
        wanted = self._parts.front_article() or next(articles, "")

        def look(session: Session) -> Agreement | None:
            return session.agreement(wanted) if session.project.document(wanted) else None

        def show(found: Agreement | None) -> None:
            dialog = self.dialog
            if dialog is not None:
                dialog.show_found(found)
                dialog.show()

        self._parts.bridge.ask(look, then=show)
