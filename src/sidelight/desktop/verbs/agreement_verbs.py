# SPDX-License-Identifier: AGPL-3.0-or-later
"""How far reviewers agree: shown beside the window, and kept up to date while it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shiboken6 import isValid

from sidelight.desktop.action_set import Handler
from sidelight.desktop.dialogs.agreement import AgreementDialog
from sidelight.desktop.verbs.going import Going
from sidelight.desktop.verbs.parts import Parts

if TYPE_CHECKING:
    from sidelight.session.agreement import Agreement
    from sidelight.session.session import Session


class AgreementVerbs:
    """Asks the session how far reviewers agree on the article in front."""

    def __init__(self, parts: Parts, going: Going) -> None:
        self._parts = parts
        self._going = going
        self._dialog: AgreementDialog | None = None
        parts.workspace.changed.connect(self._renew)
        parts.article.shown.connect(self._renew)

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        return {"project.agreement": self.show}

    @property
    def dialog(self) -> AgreementDialog | None:
        """The dialog, while it is open."""
        return self._dialog if self._dialog is not None and isValid(self._dialog) else None

    def show(self) -> None:
        """Show it; it stays while other things are done."""
        if self._parts.workspace.snapshot is None:
            return
        self._parts.flush()
        if self.dialog is not None:
            self.dialog.raise_()
            self.dialog.activateWindow()
        else:
            self._dialog = AgreementDialog(self._parts.window)
            self._dialog.claim_wanted.connect(self._going.to_claim)
            self._dialog.finished.connect(self._closed)
        self._ask(opening=True)

    def stop(self) -> None:
        """Close it, before the project is left."""
        if self.dialog is not None:
            self.dialog.close()

    def _renew(self) -> None:
        if self.dialog is not None and self._parts.workspace.snapshot is not None:
            self._ask()

    def _ask(self, *, opening: bool = False) -> None:
        page = self._parts.article.page
        articles = [document.id for document in self._parts.workspace.documents("article")]
        front = page.document.id if page is not None else ""
        wanted = front if front in articles else next(iter(articles), "")

        def look(session: Session) -> Agreement | None:
            return session.agreement(wanted) if session.project.document(wanted) else None

        def show(found: Agreement | None) -> None:
            dialog = self.dialog
            if dialog is not None:
                dialog.show_found(found)
                if opening:
                    dialog.show()

        self._parts.bridge.ask(look, then=show)

    def _closed(self) -> None:
        self._dialog = None
