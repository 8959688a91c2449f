# SPDX-License-Identifier: AGPL-3.0-or-later
"""How documents that flow are set: the panel, and larger and smaller letters by keys."""

from __future__ import annotations

from sidelight.desktop.action_set import Handler
from sidelight.desktop.dialogs.text_panel import TextPanel
from sidelight.desktop.documents.reading_text import FIELDS
from sidelight.desktop.preferences import change_settings
from sidelight.desktop.verbs.parts import Parts
from sidelight.language import _
from sidelight.reader.typography import Typography


class TextVerbs:
    """Changes the typography of the window and keeps it in the settings."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self.panel = TextPanel(parts.window)
        self.panel.chosen.connect(self.set)

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        return {
            "view.text": lambda: self.panel.open_for(self._now),
            "view.text_larger": lambda: self._step(1),
            "view.text_smaller": lambda: self._step(-1),
        }

    def set(self, typography: Typography) -> None:
        """Set all documents that flow so, from now on."""
        self._parts.loader.text.set(typography)
        values = {name: getattr(typography, part) for part, name in FIELDS.items()}
        at_work = self._parts.workspace.snapshot is not None
        change_settings(self._parts.bridge, at_work=at_work, **values)

    @property
    def _now(self) -> Typography:
        return self._parts.loader.text.typography

    def _step(self, steps: int) -> None:
        page = self._parts.focused_page()
        if page is not None and not page.flows:
            words = _("This document keeps its printed letters; zoom shows them larger.")
            self._parts.status.say(words)
            return
        wanted = self._now.stepped("size", steps)
        self.set(wanted)
        self.panel.show_now(wanted)
        self._parts.status.say(_("Letters of {size} pt").format(size=f"{wanted.size:g}"))
