# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be done about the keys of the actions: give others, at once and for good."""

from __future__ import annotations

from sidelight.desktop.action_set import Handler
from sidelight.desktop.dialogs.shortcuts_dialog import ShortcutsDialog
from sidelight.desktop.preferences import change_settings, settings_now
from sidelight.desktop.verbs.parts import Parts
from sidelight.session import shortcuts
from sidelight.session.shortcuts import Shortcuts


class KeyVerbs:
    """Shows the keys, and takes in what is made of them."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.dialog: ShortcutsDialog | None = None

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        return {"help.shortcuts": self.show}

    def show(self) -> None:
        """Show all actions with their keys, over the window in use."""
        parts = self._parts
        self.dialog = ShortcutsDialog(parts.host(), parts.theme, parts.tints, shortcuts.now())
        self.dialog.changed.connect(self._use)
        self.dialog.finished.connect(self._closed)
        self.dialog.open()

    def _use(self, keys: Shortcuts) -> None:
        parts = self._parts
        parts.actions.use(keys)
        at_work = parts.workspace.snapshot is not None
        stored = shortcuts.to_store(keys, settings_now().keys)
        change_settings(parts.bridge, at_work=at_work, keys=stored)
        if at_work:  # the hints in lists that are empty name keys
            parts.workspace.show(parts.workspace.snapshot)

    def _closed(self) -> None:
        self.dialog = None
