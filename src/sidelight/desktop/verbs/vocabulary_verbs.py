# SPDX-License-Identifier: AGPL-3.0-or-later
"""The verdicts that a project adds: shown and changed beside the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sidelight.desktop.action_set import Handler
from sidelight.desktop.dialogs.verdicts import VerdictsDialog
from sidelight.desktop.error_words import said
from sidelight.desktop.verbs.parts import Parts
from sidelight.desktop.verbs.staying_dialog import StayingDialog
from sidelight.errors import SidelightError
from sidelight.language import ngettext

if TYPE_CHECKING:
    from sidelight.model.added_verdict import AddedVerdict
    from sidelight.session.session import Session


class VocabularyVerbs:
    """Opens the dialog and does what is wanted in it."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._staying = StayingDialog(parts, self._make, self._fill)

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        return {"project.verdicts": self.show}

    @property
    def dialog(self) -> VerdictsDialog | None:
        """The dialog, while it is open."""
        return self._staying.now

    def show(self) -> None:
        """Show it; it stays while other things are done."""
        if self._parts.workspace.snapshot is None:
            return
        dialog = self._staying.open()
        dialog.show()
        (dialog.list if dialog.list.count() else dialog.new_name).setFocus()

    def stop(self) -> None:
        """Close it, before the project is left."""
        self._staying.close()

    def _make(self) -> VerdictsDialog:
        dialog = VerdictsDialog(self._parts.window, self._parts.theme)
        dialog.added.connect(self._add)
        dialog.given.connect(self._change)
        dialog.removed.connect(self._remove)
        dialog.replaced.connect(self._replace)
        return dialog

    def _fill(self) -> None:
        workspace = self._parts.workspace
        if self.dialog is not None:
            self.dialog.show_verdicts(workspace.verdicts, writable=workspace.writable)

    def _add(self, name: str) -> None:
        def added(made: AddedVerdict) -> None:
            if self.dialog is not None:
                self.dialog.choose(made.word)

        self._do(lambda session: session.add_verdict(name), added)

    def _change(self, word: str, field: str, text: str, visit: str) -> None:
        self._do(lambda session: session.change_verdict(word, group=visit, **{field: text}))

    def _remove(self, word: str) -> None:
        self._do(lambda session: session.remove_verdict(word))

    def _replace(self, word: str, other: str) -> None:
        def told(count: int) -> None:
            words = ngettext(
                "Verdict replaced on {count} claim", "Verdict replaced on {count} claims", count
            )
            self._parts.status.say(words.format(count=count))

        self._do(lambda session: session.replace_verdict(word, other), told)

    def _do(
        self, act: Callable[[Session], object], then: Callable[..., None] | None = None
    ) -> None:
        """Do it; what is refused is said in the dialog, and what was typed shows as it stands."""

        def done(result: object) -> None:
            if self.dialog is not None:
                self.dialog.show_problem("")
            if then is not None:
                then(result)

        def failed(error: SidelightError) -> None:
            if self.dialog is None:
                self._parts.errors.show_sentence(said(error))
                return
            self._staying.renew()
            self.dialog.show_problem(said(error), replaceable=error.id == "vocabulary.in_use")

        self._parts.bridge.do(act, then=done, failed=failed)
