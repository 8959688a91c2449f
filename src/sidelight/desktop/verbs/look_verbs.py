# SPDX-License-Identifier: AGPL-3.0-or-later
"""The theme and the size of the window's own text."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from sidelight.desktop.action_set import Handler
from sidelight.desktop.preferences import change_settings
from sidelight.desktop.theme import CHOICES, TEXT_SIZES
from sidelight.desktop.verbs.parts import Parts


class LookVerbs(QObject):
    """Chooses how the window looks, and remembers it."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        parts.theme.switched.connect(self._tick)
        self._tick()

    def handlers(self) -> dict[str, Handler]:
        """Return what the actions do."""
        return {
            **{f"theme.{name}": partial(self.choose, name) for name in CHOICES},
            **{f"size.{percent}": partial(self.resize, percent) for percent in TEXT_SIZES},
        }

    def choose(self, name: str) -> None:
        """Show the window in the colours of a choice."""
        self._parts.theme.choose(name)
        self._keep(theme=name)

    def resize(self, percent: int) -> None:
        """Show the window's own text at a percentage of its usual size."""
        self._parts.theme.choose_size(percent)
        self._keep(text_size=percent)

    def _keep(self, **values: str | int) -> None:
        at_work = self._parts.workspace.snapshot is not None
        change_settings(self._parts.bridge, at_work=at_work, **values)

    def _tick(self) -> None:
        theme = self._parts.theme
        for name in CHOICES:
            self._parts.actions[f"theme.{name}"].setChecked(name == theme.choice)
        for percent in TEXT_SIZES:
            self._parts.actions[f"size.{percent}"].setChecked(percent == theme.text_size)
