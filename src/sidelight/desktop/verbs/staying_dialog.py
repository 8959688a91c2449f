# SPDX-License-Identifier: AGPL-3.0-or-later
"""A dialog that stays open beside the window while other things are done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QDialog
from shiboken6 import isValid

from sidelight.desktop.verbs.parts import Parts

Shown = TypeVar("Shown", bound=QDialog)


class StayingDialog(Generic[Shown]):
    """Keeps one dialog at a time, and has it renewed when the project changes.

    ``make`` returns a new dialog; ``fill`` brings the open one up to date.
    """

    def __init__(self, parts: Parts, make: Callable[[], Shown], fill: Callable[[], object]) -> None:
        self._parts = parts
        self._make = make
        self._fill = fill
        self._held: Shown | None = None
        parts.workspace.changed.connect(self.renew)

    @property
    def now(self) -> Shown | None:
        """The dialog, while it is open."""
        return self._held if self._held is not None and isValid(self._held) else None

    def open(self) -> Shown:
        """Return the dialog, filled: the one that is open, in front, or a new one to be shown."""
        self._parts.flush()
        dialog = self.now
        if dialog is not None:
            dialog.raise_()
            dialog.activateWindow()
        else:
            self._held = dialog = self._make()
            dialog.finished.connect(self._closed)
        self._fill()
        return dialog

    def renew(self) -> None:
        """Bring it up to date, if it is open."""
        if self.now is not None and self._parts.workspace.snapshot is not None:
            self._fill()

    def close(self) -> None:
        """Close it, before the project is left."""
        dialog = self.now
        if dialog is not None:
            dialog.close()
        # one that was not shown yet does not tell that it is finished
        self._held = None

    def _closed(self) -> None:
        self._held = None
