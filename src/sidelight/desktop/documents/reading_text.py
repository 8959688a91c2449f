# SPDX-License-Identifier: AGPL-3.0-or-later
"""The typography in which the window shows documents that flow, and the settings it stands in."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from sidelight.desktop.preferences import settings_now
from sidelight.reader.typography import Typography
from sidelight.session.settings import Settings

FIELDS = {
    "size": "letter_size",
    "width": "sheet_width",
    "spacing": "line_spacing",
    "font": "typeface",
}
"""The parts of a typography, and what they are called in the settings."""


def typography_of(settings: Settings) -> Typography:
    """Return the typography that the settings ask for."""
    values = {part: getattr(settings, name) for part, name in FIELDS.items()}
    return Typography(**values)


class ReadingText(QObject):
    """Holds the typography in force and tells when another one comes."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.typography = typography_of(settings_now())

    def set(self, typography: Typography) -> None:
        """Put another typography in force."""
        if typography != self.typography:
            self.typography = typography
            self.changed.emit()
