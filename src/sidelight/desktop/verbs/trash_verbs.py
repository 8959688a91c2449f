# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be done about what was removed: see it, bring it back, remove it for good."""

from __future__ import annotations

from collections.abc import Sequence

from shiboken6 import isValid

from sidelight.desktop.action_set import Handler, way
from sidelight.desktop.dialogs.trash import TrashDialog
from sidelight.desktop.error_words import said
from sidelight.desktop.verbs.erasing_verbs import ErasingVerbs
from sidelight.desktop.verbs.parts import Parts
from sidelight.errors import SidelightError
from sidelight.language import _
from sidelight.session.trash import Trashed
from sidelight.session.trash_words import back_words, details


class TrashVerbs:
    """Shows the trash, up to date while it is open."""

    def __init__(self, parts: Parts, erasing: ErasingVerbs) -> None:
        self._parts = parts
        self._erasing = erasing
        self._dialog: TrashDialog | None = None
        parts.workspace.changed.connect(self._renew)

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        return {"project.trash": self.show}

    @property
    def dialog(self) -> TrashDialog | None:
        """The dialog, while it is open."""
        return self._dialog if self._dialog is not None and isValid(self._dialog) else None

    def show(self) -> None:
        """Show what was removed."""
        parts = self._parts
        parts.flush()
        writable = parts.workspace.writable
        dialog = TrashDialog(parts.host(), parts.theme, parts.tints, writable=writable)
        dialog.back_wanted.connect(self._bring_back)
        dialog.erase_wanted.connect(lambda one: self._erasing.ask_erase(one.record, one.id, dialog))
        dialog.details_wanted.connect(self._tell)
        self._dialog = dialog
        parts.bridge.ask(lambda session: session.trash(), then=self._shown)

    def _shown(self, found: Sequence[Trashed]) -> None:
        if self.dialog is not None:
            self.dialog.show_found(found)
            self.dialog.open()

    def _renew(self) -> None:
        dialog = self.dialog
        if dialog is None:
            return
        if self._parts.workspace.snapshot is None:
            dialog.close()
        else:
            self._parts.bridge.ask(lambda session: session.trash(), then=self._found)

    def _found(self, found: Sequence[Trashed]) -> None:
        if self.dialog is not None:
            self.dialog.show_found(found)

    def _tell(self, one: Trashed) -> None:
        def tell(paragraphs: list[str]) -> None:
            if self.dialog is not None:
                self.dialog.show_details(one, paragraphs)

        self._parts.bridge.ask(lambda session: details(session, one), then=tell)

    def _bring_back(self, wanted: list[Trashed]) -> None:
        keys = [one.key for one in wanted]
        self._parts.bridge.do(
            lambda session: session.bring_back(keys), then=self._back, failed=self._failed
        )

    def _back(self, found: list[Trashed]) -> None:
        undo = _("Undo: {keys}").format(keys=way("edit.undo"))
        words = f"{back_words(found)} {undo}"
        claims = [one.id for one in found if one.record == "claim"]
        if claims:
            self._parts.workspace.choose(claims[0])
        self._parts.status.say(words)
        if self.dialog is not None:
            self.dialog.said.show_sentence(words)

    def _failed(self, error: SidelightError) -> None:
        if self.dialog is not None:
            self.dialog.said.show_sentence(said(error))
        else:
            self._parts.errors.show_sentence(said(error))
